import { Button, Title } from '@mantine/core';
import { IconAlertCircle, IconArrowRight, IconCircleCheck, IconClockExclamation, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';

type Task = OutputOf<'overviews.district'>['tasks'][number];

/** Tone as icon and word; red is kept for what is late. */
const tones = {
  plain: { word: '待办', Icon: IconAlertCircle },
  look: { word: '留意', Icon: IconEye },
  late: { word: '逾期', Icon: IconClockExclamation },
} as const;

const toneOrder: Readonly<Record<Task['tone'], number>> = { late: 0, plain: 1, look: 1 };

export function TodayTasks({ tasks, period }: { readonly tasks: readonly Task[]; readonly period: string }): ReactNode {
  const ordered = tasks.toSorted((left, right) => toneOrder[left.tone] - toneOrder[right.tone]);
  return (
    <section aria-labelledby="desk-today">
      <Title order={2} id="desk-today" mb={8}>
        今天要做的{tasks.length > 0 && <span className="desk-count">{tasks.length} 件</span>}
      </Title>
      {tasks.length === 0 ? (
        <p className="desk-done">
          <IconCircleCheck size={20} aria-hidden />
          {period}没有待办事项。要看数据请点下面的数字，要改台账请到“项目库”。
        </p>
      ) : (
        <ol className="desk-tasks">
          {ordered.map((task, index) => (
            <TaskLine key={task.code} task={task} isFirst={index === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

function TaskLine({ task, isFirst }: { readonly task: Task; readonly isFirst: boolean }): ReactNode {
  const { word, Icon } = tones[task.tone];
  return (
    <li className="desk-task" data-tone={task.tone}>
      <span className="desk-tone">
        <Icon size={18} aria-hidden />
        {word}
      </span>
      <div className="desk-task-words">
        <div>{task.sentence}</div>
        <div className="desk-why">依据：{task.why}</div>
      </div>
      <Button
        component={Link}
        href={task.action.page}
        size="xs"
        variant={isFirst ? 'filled' : 'default'}
        rightSection={<IconArrowRight size={15} aria-hidden />}
      >
        {task.action.label}
      </Button>
    </li>
  );
}
