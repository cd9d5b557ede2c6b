/** 撤销接收: asked once, then what was left and the receipt that replaces the void one. */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { saveFile } from '../../components/files.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import type { PackageView } from './package-view.ts';
import { kindText } from './package-words.ts';

export function TakeBackDialog({
  row,
  onClose,
}: {
  readonly row: PackageView;
  readonly onClose: () => void;
}): ReactNode {
  const undo = useCommand('packages.undo');
  const [done, setDone] = useState<OutputOf<'packages.undo'> | null>(null);
  // Of this office's own computers: an ordinary change, and no receipt.
  const isOwn = row.kind === 'desk' || row.kind === 'echo';
  const what = `${row.officeName}的${kindText(row.kind)}（第 ${row.seq} 号）`;
  if (done !== null) return <Done done={done} onClose={onClose} />;
  return (
    <FormDialog
      title="撤销接收"
      submitLabel="撤销接收"
      command={undo}
      isReady
      onSubmit={async () => setDone(await undo.run({ packageId: row.id }))}
      onClose={onClose}
    >
      <Text>撤销对{what}的接收？</Text>
      <List size="sm" spacing={4}>
        <List.Item>这一份写入的内容退回接收以前的样子；接收以后本单位又登记过的保留，会一条条列出来。</List.Item>
        {isOwn ? (
          <List.Item>这是本单位的一次改动，以后会带到其他电脑；要恢复，在“最近改动”里撤销它。</List.Item>
        ) : (
          <>
            <List.Item>对方的数据不受影响。原来的回执作废，会另做一份新回执，请交给对方。</List.Item>
            <List.Item>撤销以后还可以再接收同一个文件；对方以后的文件会把这些内容一并带来。</List.Item>
          </>
        )}
      </List>
    </FormDialog>
  );
}

function Done({
  done,
  onClose,
}: {
  readonly done: OutputOf<'packages.undo'>;
  readonly onClose: () => void;
}): ReactNode {
  const { changedSince, undone, file } = done;
  return (
    <Modal opened onClose={onClose} title="已撤销接收" size="lg" centered>
      <Stack gap="sm">
        <Text role="status">
          {undone === 0 ? '没有可以退回的内容。' : `${undone.toLocaleString('zh-CN')} 条记录已退回接收以前的样子。`}
          {changedSince.length > 0 &&
            `下面 ${changedSince.length.toLocaleString('zh-CN')} 条接收以后又有登记，保留现在的内容：`}
        </Text>
        {changedSince.length > 0 && (
          <List size="sm" spacing={2} mah={260} style={{ overflow: 'auto' }}>
            {changedSince.map((each) => (
              <List.Item key={`${each.entity} ${each.id} ${each.field}`}>
                {each.title === each.label ? each.title : `${each.title}（${each.label}）`}
              </List.Item>
            ))}
          </List>
        )}
        {file !== null && (
          <Text size="sm">原来的回执作废。请把新回执存回对方的U盘，对方读入以后才知道这一份已经撤销。</Text>
        )}
        <Group justify="flex-end">
          {file !== null && (
            <Button
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              onClick={() => void saveFile(file).catch(shownElsewhere)}
            >
              保存新回执
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            关闭
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
