import { Anchor, Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { AgendaRow } from '#shared/contract/meetings.ts';
import type { TaskRow } from '#shared/contract/tasks.ts';
import { taskStateLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { DecisionForm } from './decision-form.tsx';

/** What was decided under a topic; each line is a 督办事项. */
export function Decisions({ item, isOpen }: { readonly item: AgendaRow; readonly isOpen: boolean }): ReactNode {
  const [edited, setEdited] = useState<string | null>(null);
  const remove = useCommand('tasks.remove');
  return (
    <div>
      {item.decisions.length > 0 && (
        <table className="meetings-table" aria-label={`议定事项：${item.title}`}>
          <thead>
            <tr>
              <th scope="col">议定事项</th>
              <th scope="col">完成时限</th>
              <th scope="col">责任单位</th>
              <th scope="col">责任人</th>
              <th scope="col">配合单位</th>
              <th scope="col">状态</th>
              {isOpen && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {item.decisions.map((task) => (
              <tr key={task.id}>
                <td>
                  <Anchor component={Link} href={`/tasks?task=${task.id}`} size="sm">
                    {task.content}
                  </Anchor>
                  {task.isKeySupervised && <span className="quiet"> 重点督办</span>}
                </td>
                <td>
                  {task.dueOn === null ? '' : shownDay(task.dueOn)}
                  {task.dueFinding !== null && <div className="quiet">{task.dueFinding}</div>}
                </td>
                <td>{task.unitName}</td>
                <td>{task.personName}</td>
                <td>{task.supportingUnits.join('、')}</td>
                <td>{stateOf(task)}</td>
                {isOpen && (
                  <td>
                    {task.state !== 'closed' && (
                      <Group gap={4} wrap="nowrap">
                        <Button size="compact-xs" variant="default" onClick={() => setEdited(task.id)}>
                          修改
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="default"
                          onClick={() => void remove.run({ ids: [task.id] }).catch(shownElsewhere)}
                        >
                          删除
                        </Button>
                      </Group>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {isOpen && (
        <DecisionForm
          key={edited ?? 'new'}
          itemId={item.id}
          topic={item.title}
          task={item.decisions.find((task) => task.id === edited) ?? null}
          onDone={() => setEdited(null)}
        />
      )}
    </div>
  );
}

const lackNames = { responsible: '责任单位或责任人', dueOn: '完成时限' } as const;

function stateOf(task: TaskRow): ReactNode {
  if (task.lacks.length === 0) return taskStateLabels[task.state];
  return <span className="meetings-open">待明确{task.lacks.map((each) => lackNames[each]).join('、')}</span>;
}
