import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RestrictionView } from '#shared/contract/leaving.ts';
import { useCommand } from '../../client.ts';
import { useUndo } from '../../use-undo.ts';
import { FormDialog } from '../form-dialog.tsx';
import { sayDone } from '../say-done.tsx';

interface ReleaseFormProps {
  readonly rows: readonly RestrictionView[];
  readonly onClose: () => void;
}

/** 同意报出, of one record or of all that are ticked. */
export function ReleaseForm({ rows, onClose }: ReleaseFormProps): ReactNode {
  const release = useCommand('restrictions.release');
  const undo = useUndo(['restrictions.release']);
  const [note, setNote] = useState('');
  const below = rows.reduce((sum, row) => sum + row.below, 0);

  async function submit(): Promise<void> {
    const { changeId } = await release.run({ ids: rows.map((row) => row.id), note });
    sayDone('已同意报出，随下一份报送包带出', () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog
      title="同意报出"
      submitLabel="同意报出"
      command={release}
      isReady={rows.length > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        {rows.length === 1 ? `“${rows[0]?.title ?? ''}”` : `所选 ${rows.length} 条`}
        {below > 0 ? `和挂在下面的 ${below.toLocaleString('zh-CN')} 条内容` : ''}
        会随下一份报送包带出，包括以前没有报出的。带出以后收不回来。
      </Text>
      <TextInput
        data-autofocus
        label="说明（可以不写）"
        placeholder="如：谈判已签约，领导同意"
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
