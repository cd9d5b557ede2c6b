import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconAlertCircle, IconArrowRight, IconClockExclamation, IconDots, IconEye } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { lastSnoozeDay, reminderKey } from '#shared/rules/reminders.ts';
import { type Command, shownElsewhere } from '../../client.ts';
import { sayDone } from '../../components/say-done.tsx';
import { snoozeChoices } from './snooze-choices.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { toneWords } from './tones.ts';

const icons = { plain: IconAlertCircle, look: IconEye, late: IconClockExclamation } as const;

interface ReminderLineProps {
  readonly task: Reminder;
  readonly today: string;
  readonly isFirst: boolean;
  readonly mark: Command<'reminders.mark'>;
  readonly clear: Command<'reminders.clear'>;
}

/** What is to be done, why, the way there; and how to be left alone with it for a while. */
export function ReminderLine({ task, today, isFirst, mark, clear }: ReminderLineProps): ReactNode {
  const [isPickingDay, setPickingDay] = useState(false);
  const Icon = icons[task.tone];
  const key = reminderKey(task);
  const last = lastSnoozeDay(task, today);
  const choices = snoozeChoices(today, last);

  async function put(until?: string): Promise<void> {
    await mark.run({ key, sentence: task.sentence, ...(until === undefined ? {} : { until }) });
    sayDone(until === undefined ? '已收起，有新情况会再出现' : `已推迟到${shownDay(until)}`, () => {
      void clear.run({ key }).catch(shownElsewhere);
    });
  }

  function leaveDialog(): void {
    mark.reset();
    setPickingDay(false);
  }

  return (
    <li className="desk-task" data-tone={task.tone}>
      <span className="desk-tone">
        <Icon size={18} aria-hidden />
        {toneWords[task.tone]}
      </span>
      <div className="desk-task-words">
        <div>{task.sentence}</div>
        <div className="desk-why">依据：{task.why}</div>
      </div>
      <Button
        component={Link}
        href={task.action.page}
        size="compact-sm"
        variant={isFirst ? 'filled' : 'default'}
        rightSection={<IconArrowRight size={15} aria-hidden />}
      >
        {task.action.label}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={`已阅或推迟：${task.sentence}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {task.tone !== 'late' && (
            <Menu.Item onClick={() => void put().catch(shownElsewhere)}>已阅，有新情况再提醒</Menu.Item>
          )}
          {choices.map(({ label, day }) => (
            <Menu.Item key={day} onClick={() => void put(day).catch(shownElsewhere)}>
              推迟到{label}
            </Menu.Item>
          ))}
          {choices.length === 0 ? (
            <Menu.Item disabled>{shownDay(last)}截止，不能推迟</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setPickingDay(true)}>推迟到其他日期…</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isPickingDay && <SnoozeDialog task={task} last={last} mark={mark} onPut={put} onClose={leaveDialog} />}
    </li>
  );
}
