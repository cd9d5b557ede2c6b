import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';

/** As the other computers of the office call this one. */
export function RenameDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const rename = useCommand('desks.rename');
  const [typed, setTyped] = useState(name);
  return (
    <FormDialog
      title="这台电脑的名称"
      submitLabel="保存"
      command={rename}
      isReady={typed.trim() !== ''}
      onSubmit={async () => {
        await rename.run({ name: typed.trim() });
        onClose();
      }}
      onClose={onClose}
    >
      <TextInput
        label="名称"
        description="写谁的电脑；随下一份同步文件告诉其他电脑"
        maxLength={40}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
