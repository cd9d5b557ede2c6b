import { Anchor, Group, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { groupReminders, type ReminderGroup, type ReminderKind, reminderKey } from '#shared/rules/reminders.ts';
import { reminderKindLabels } from '#shared/text/labels.ts';
import { useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PutOffList } from './put-off-list.tsx';
import { ReminderLine } from './reminder-line.tsx';
import { toneWords } from './tones.ts';

type Overview = OutputOf<'overviews.district'>;

interface TodayTasksProps {
  readonly tasks: readonly Reminder[];
  readonly marks: Overview['marks'];
  readonly today: string;
  readonly period: string;
}

/** So few fit on a page without folding anything. */
const fewLines = 6;

/** What to do today, by kind: what is late or due stands open, the rest is folded behind its count. */
export function TodayTasks({ tasks, marks, today, period }: TodayTasksProps): ReactNode {
  const [turned, setTurned] = useState<ReadonlySet<ReminderKind>>(new Set());
  const mark = useCommand('reminders.mark');
  const clear = useCommand('reminders.clear');
  const quiet = new Set(marks.map((each) => each.key));
  const shown = tasks.filter((task) => !quiet.has(reminderKey(task)));
  const groups = groupReminders(shown, today);
  const isCalm = groups.every((group) => group.pressing.length === 0);
  const first = groups[0]?.lines[0];

  function turn(kind: ReminderKind): void {
    const next = new Set(turned);
    if (!next.delete(kind)) next.add(kind);
    setTurned(next);
  }

  return (
    <section aria-labelledby="desk-today">
      <Group justify="space-between" mb={8}>
        <Title order={2} id="desk-today">
          今天要做的{shown.length > 0 && <span className="desk-count">{shown.length} 件</span>}
        </Title>
        <Anchor component={Link} href="/reminders" size="sm">
          提醒清单：各单位、各位领导
        </Anchor>
      </Group>
      <ErrorNotice problem={mark.problem} onClose={mark.reset} />
      <ErrorNotice problem={clear.problem} onClose={clear.reset} />
      {shown.length === 0 ? (
        <p className="desk-done">
          <IconCircleCheck size={20} aria-hidden />
          {period}没有待办事项。要看数据请点下面的数字，要改台账请到“项目库”。
        </p>
      ) : (
        <div className="desk-tasks">
          {groups.map((group, index) => (
            <Kind
              key={group.kind}
              group={group}
              isOpen={(shown.length <= fewLines || (isCalm && index === 0)) !== turned.has(group.kind)}
              onTurn={() => turn(group.kind)}
              renderLine={(task) => (
                <ReminderLine
                  key={reminderKey(task)}
                  task={task}
                  today={today}
                  isFirst={task === first}
                  mark={mark}
                  clear={clear}
                />
              )}
            />
          ))}
        </div>
      )}
      <PutOffList tasks={tasks} marks={marks} clear={clear} />
    </section>
  );
}

interface KindProps {
  readonly group: ReminderGroup;
  readonly isOpen: boolean;
  readonly onTurn: () => void;
  readonly renderLine: (task: Reminder) => ReactNode;
}

function Kind({ group: { kind, lines, pressing }, isOpen, onTurn, renderLine }: KindProps): ReactNode {
  const folded = lines.filter((line) => !pressing.includes(line));
  const shown = isOpen ? lines : pressing;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const label = reminderKindLabels[kind];
  const counts = (['late', 'plain', 'look'] as const).map((tone) => ({
    tone,
    count: lines.filter((line) => line.tone === tone).length,
  }));
  return (
    <section aria-label={label}>
      <h3 className="desk-kind">
        <button type="button" aria-expanded={isOpen || folded.length === 0} onClick={onTurn}>
          <Chevron size={16} aria-hidden style={{ visibility: folded.length === 0 ? 'hidden' : undefined }} />
          <span className="desk-kind-name">{label}</span>
          {counts.map(({ tone, count }) =>
            count === 0 ? null : (
              <span key={tone} className="desk-kind-count" data-tone={tone}>
                {toneWords[tone]} {count}
              </span>
            ),
          )}
          {!isOpen && folded.length > 0 && (
            <span className="desk-kind-folded">
              {pressing.length === 0 ? '' : '另有：'}
              {folded.map((line) => line.sentence).join(' ')}
            </span>
          )}
        </button>
      </h3>
      {shown.length > 0 && <ul className="desk-lines">{shown.map(renderLine)}</ul>}
    </section>
  );
}
