import { Select, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InspectionRoundRow, RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { voidReasonLabels } from '#shared/text/inspection-labels.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface RemoveSheetsProps {
  readonly row: InspectionRoundRow;
  readonly sheets: readonly RoundSheetRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Reason = keyof typeof voidReasonLabels;

/** Sheets nobody printed are taken out; of those on paper it is kept why they became void. */
export function RemoveSheets({ row, sheets, onClose, onDone }: RemoveSheetsProps): ReactNode {
  const remove = useCommand('inspectionRounds.removeSheets');
  const undo = useUndo(['inspectionRounds.removeSheets']);
  const printed = sheets.filter((sheet) => sheet.state === 'printed').length;
  const [reason, setReason] = useState<Reason | null>(null);
  return (
    <FormDialog
      title={`去掉 ${sheets.length} 张检查表`}
      submitLabel="去掉"
      command={remove}
      isReady={printed === 0 || reason !== null}
      onSubmit={async () => {
        const { changeId } = await remove.run({
          roundId: row.id,
          sheetIds: sheets.map((sheet) => sheet.id),
          voidReason: reason,
        });
        sayDone(`已去掉 ${sheets.length} 张检查表`, () => undo(changeId));
        onDone();
      }}
      onClose={onClose}
    >
      <Text size="sm">
        {printed === 0
          ? '这些检查表还没有印，去掉后不再保留。'
          : `其中 ${printed} 张已经印出，会作废并写明原因，表号不再使用。`}
      </Text>
      {printed > 0 && (
        <Select
          label="作废原因"
          placeholder="选一个"
          data={Object.entries(voidReasonLabels).map(([value, label]) => ({ value, label }))}
          value={reason}
          onChange={(value) => setReason(value as Reason | null)}
          data-autofocus
        />
      )}
    </FormDialog>
  );
}
