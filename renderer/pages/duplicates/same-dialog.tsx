import { Checkbox, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DuplicatePairView } from '#shared/contract/duplicates.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface SameDialogProps {
  readonly pair: DuplicatePairView;
  readonly onClose: () => void;
}

/** Two districts report one project: the centre says so, and asks both; neither's record is touched here. */
export function SameDialog({ pair, onClose }: SameDialogProps): ReactNode {
  const judge = useCommand('duplicates.same');
  const undo = useUndo(['duplicates.same']);
  const [reason, setReason] = useState('');
  const [asks, setAsks] = useState(true);
  const [left, right] = pair.sides;
  if (left === undefined || right === undefined) return null;

  async function submit(): Promise<void> {
    if (left === undefined || right === undefined) return;
    const { changeId, asked } = await judge.run({
      keptId: left.row.id,
      otherId: right.row.id,
      asks,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    sayDone(asked > 0 ? '已认定，并向两个区县提出询问，随下达文件送去' : '已认定是同一个项目', () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog title="是同一个项目" submitLabel="确定" command={judge} isReady onSubmit={submit} onClose={onClose}>
      <Text size="sm">
        {left.row.officeName}的“{left.row.name}”与{right.row.officeName}
        的“{right.row.name}”是同一个项目，现在两边都计入统计。项目由区县管理，由哪一方填报请区县定。
      </Text>
      <TextInput
        data-autofocus
        label="说明（可不填，依据会自动记下）"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Checkbox
        label="询问两个区县由哪一方填报（对方会看到另一方的单位和项目名称）"
        checked={asks}
        onChange={(event) => setAsks(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
