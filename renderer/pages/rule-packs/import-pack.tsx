import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { rulePackFiles } from '../../components/files.ts';
import { Differences } from './compare-versions.tsx';
import { type Saved, validityWords } from './pack-words.ts';

interface ImportPackProps {
  readonly onClose: () => void;
  readonly onSaved: (made: Saved, words: string) => void;
}

interface Taken {
  readonly file: FileHandle;
  readonly preview: OutputOf<'rulePacks.previewFile'>;
}

/** A version another office exported: what is in it and what it changes, before it is taken in. */
export function ImportPack({ onClose, onSaved }: ImportPackProps): ReactNode {
  const preview = useCommand('rulePacks.previewFile');
  const take = useCommand('rulePacks.importFile');
  const [taken, setTaken] = useState<Taken | null>(null);

  async function look(file: FileHandle): Promise<void> {
    setTaken(null);
    setTaken({ file, preview: await preview.run({ file }) });
  }

  async function accept(file: FileHandle, isUsed: boolean): Promise<void> {
    onSaved(await take.run({ file, isUsed }), isUsed ? '已导入并启用' : '已导入，还没有启用');
  }

  return (
    <Modal opened onClose={onClose} title="导入适用文件" size="xl">
      <Stack gap="sm">
        <FileDrop
          accept={rulePackFiles}
          title="选择别的单位导出的适用文件"
          onFile={(file) => void look(file).catch(shownElsewhere)}
          isBusy={preview.isRunning}
        />
        <ErrorNotice problem={preview.problem ?? take.problem} onClose={take.reset} />
        {taken !== null && (
          <>
            <Text>
              <b>{taken.preview.name}</b> {taken.preview.documentNumber}
              <Text span size="sm" c="var(--quiet)">
                {' '}
                {[`${taken.preview.rules}条规定`, validityWords(taken.preview)]
                  .filter((text) => text !== '')
                  .join('，')}
              </Text>
            </Text>
            {taken.preview.isKnown ? (
              <Text>与本机已有的一份完全相同，不需要导入。</Text>
            ) : (
              <>
                <Text size="sm" c="var(--quiet)">
                  与现在执行的相比，不同的地方：
                </Text>
                <Differences kinds={taken.preview.kinds} />
                <Group justify="flex-end">
                  <Button
                    variant="default"
                    loading={take.isRunning}
                    onClick={() => void accept(taken.file, false).catch(shownElsewhere)}
                  >
                    只导入
                  </Button>
                  <Button loading={take.isRunning} onClick={() => void accept(taken.file, true).catch(shownElsewhere)}>
                    导入并启用
                  </Button>
                </Group>
              </>
            )}
          </>
        )}
      </Stack>
    </Modal>
  );
}
