import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useOffice } from '../../office-context.ts';

/** What the issuing organ gave after signing; the program makes no numbers. */
export function IssueDialog({ row, onClose }: { readonly row: MeetingRow; readonly onClose: () => void }): ReactNode {
  const { today } = useOffice();
  const act = useCommand('meetings.act');
  const [documentNumber, setNumber] = useState('');
  const [issuedBy, setSigner] = useState('');
  const [issuedOn, setDay] = useState<string | null>(today);

  async function submit(): Promise<void> {
    if (issuedOn === null) return;
    await act.run({ id: row.id, act: { kind: 'issue', documentNumber, issuedBy, issuedOn } });
    onClose();
  }

  return (
    <FormDialog
      title="登记纪要印发"
      submitLabel="登记印发"
      command={act}
      isReady={issuedBy.trim() !== '' && issuedOn !== null}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="纪要文号"
        description="印发机关签发后编的号，照原件填写"
        placeholder={`〔${row.onDay.slice(0, 4)}〕3号`}
        maxLength={60}
        value={documentNumber}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <TextInput
        label="签发人"
        maxLength={40}
        value={issuedBy}
        onChange={(event) => setSigner(event.currentTarget.value)}
      />
      <DayInput label="印发日期" precision="day" value={issuedOn} onSave={setDay} />
    </FormDialog>
  );
}
