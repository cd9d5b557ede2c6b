import { Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InspectionRoundRow } from '#shared/contract/inspection-rounds.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import { changesOf, draftOf, RoundFields } from './round-fields.tsx';

interface DialogProps {
  readonly row: InspectionRoundRow;
  readonly onClose: () => void;
}

export function EditRound({ row, onClose }: DialogProps): ReactNode {
  const save = useCommand('inspectionRounds.save');
  const [draft, setDraft] = useState(draftOf(row));
  return (
    <FormDialog
      title="修改督导"
      submitLabel="保存"
      command={save}
      isReady={draft.templateId !== null}
      onSubmit={async () => {
        await save.run({ id: row.id, changes: changesOf(draft) });
        onClose();
      }}
      onClose={onClose}
      size={900}
    >
      <RoundFields draft={draft} onChange={setDraft} />
      {row.sheets.printed > 0 && (
        <Text size="sm" c="var(--quiet)">
          已经印出的 {row.sheets.printed} 张检查表不变；要换成新的模板、人员或日期，请重印。
        </Text>
      )}
    </FormDialog>
  );
}

export function CancelRound({ row, onClose }: DialogProps): ReactNode {
  const cancel = useCommand('inspectionRounds.cancel');
  const undo = useUndo(['inspectionRounds.cancel']);
  const [reason, setReason] = useState('');
  const count = row.sheets.planned + row.sheets.printed;
  return (
    <FormDialog
      title={`取消督导：${row.name}`}
      submitLabel="取消这次督导"
      command={cancel}
      isReady
      onSubmit={async () => {
        const { changeId } = await cancel.run({ id: row.id, reason });
        sayDone('已取消这次督导', () => undo(changeId));
        onClose();
      }}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{count} 张检查表会作废，表号不再使用；督导留在列表里，写明取消。</Text>
        <TextInput
          label="取消原因"
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}
