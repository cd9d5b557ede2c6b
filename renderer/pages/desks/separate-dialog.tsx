import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';

/** A whole data folder was copied, and both computers go on: this one becomes a computer of its own. */
export function SeparateDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const separate = useCommand('desks.separate');
  return (
    <FormDialog
      title="这台是复制来的"
      submitLabel="单独算一台"
      command={separate}
      isReady
      onSubmit={async () => {
        await separate.run({});
        onClose();
      }}
      onClose={onClose}
    >
      <Text size="sm">
        只在两台电脑的数据是整个复制的、两台都还在用时才需要。这台以后单独算一台，不再叫“{name}”
        ；这里写过的内容一样不少。做完以后，请两台各生成一份同步文件互相读入。
      </Text>
    </FormDialog>
  );
}
