import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import type { Command } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';

interface SnoozeDialogProps {
  readonly task: Reminder;
  readonly last: string;
  readonly mark: Command<'reminders.mark'>;
  readonly onPut: (until: string) => Promise<void>;
  readonly onClose: () => void;
}

export function SnoozeDialog({ task, last, mark, onPut, onClose }: SnoozeDialogProps): ReactNode {
  const [day, setDay] = useState<string | null>(last);
  return (
    <FormDialog
      title="推迟提醒"
      submitLabel="推迟"
      command={mark}
      isReady={day !== null}
      onSubmit={async () => {
        if (day === null) return;
        await onPut(day);
        onClose();
      }}
      onClose={onClose}
    >
      <Text size="sm">{task.sentence}</Text>
      <DayInput
        data-autofocus
        label="推迟到"
        precision="day"
        description={`最晚 ${shownDay(last)}。推迟的只是提醒，办理时限不变。`}
        value={day}
        onSave={setDay}
      />
    </FormDialog>
  );
}
