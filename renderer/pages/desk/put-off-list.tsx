import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { Reminder, ReminderMark } from '#shared/contract/reminders.ts';
import { reminderKey } from '#shared/rules/reminders.ts';
import { type Command, shownElsewhere } from '../../client.ts';

interface PutOffListProps {
  readonly tasks: readonly Reminder[];
  readonly marks: readonly ReminderMark[];
  readonly clear: Command<'reminders.clear'>;
}

/** What was seen or put off, by whom, and the way back. */
export function PutOffList({ tasks, marks, clear }: PutOffListProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (marks.length === 0) return null;
  const byKey = new Map(tasks.map((task) => [reminderKey(task), task]));
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className="desk-put-off">
      <UnstyledButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={14} aria-hidden /> 已收起 {marks.length} 件（已阅或推迟）
      </UnstyledButton>
      {isOpen && (
        <ul className="desk-lines">
          {marks.map((mark) => {
            const sentence = byKey.get(mark.key)?.sentence ?? '';
            return (
              <li key={mark.key} className="desk-task">
                <div className="desk-task-words">
                  <div>{sentence}</div>
                  <div className="desk-why">{markText(mark)}</div>
                </div>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`恢复：${sentence}`}
                  onClick={() => void clear.run({ key: mark.key }).catch(shownElsewhere)}
                >
                  恢复
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function markText({ markedOn, until, actor }: ReminderMark): string {
  const day = shownDay(markedOn);
  return until === null ? `${actor} ${day}已阅` : `${actor} ${day}推迟到${shownDay(until)}`;
}
