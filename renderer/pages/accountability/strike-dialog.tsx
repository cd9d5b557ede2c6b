import { Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';

interface StrikeDialogProps {
  readonly proposal: OutputOf<'accountability.list'>['proposals'][number];
  readonly onClose: () => void;
}

/** A good reason: it is not entered and not proposed again. */
export function StrikeDialog({ proposal, onClose }: StrikeDialogProps): ReactNode {
  const strike = useCommand('accountability.strike');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="不予列入"
      submitLabel="不予列入"
      command={strike}
      isReady={reason.trim() !== ''}
      onSubmit={async () => {
        await strike.run({ sourceId: proposal.sourceId, reason });
        onClose();
      }}
      onClose={onClose}
    >
      <Text size="sm">
        {proposal.unitName ?? proposal.personName}：{proposal.facts}
      </Text>
      <Textarea
        data-autofocus
        label="正当理由"
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
