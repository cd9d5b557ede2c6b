import { Button, Group, Text } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { FileAccept } from '#shared/contract/door.ts';
import { type CallProblem, problemOf } from '../client.ts';
import { door } from '../door.ts';
import { useDropTarget } from './drop-target.ts';
import { ErrorNotice } from './error-notice.tsx';
import './file-drop.css';
import { filesOfDrop } from './dropped-files.ts';

interface FilesDropProps {
  readonly accept: FileAccept;
  readonly title: string;
  readonly children: ReactNode;
  readonly onFiles: (files: readonly FileHandle[]) => void;
  readonly isBusy?: boolean;
}

/** Takes many files at once: chosen, a whole folder chosen, or files and folders dropped here. */
export function FilesDrop({ accept, title, children, onFiles, isBusy = false }: FilesDropProps): ReactNode {
  const [taking, setTaking] = useState<{ done: number; total: number } | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const chooser = useRef<HTMLInputElement | null>(null);
  const folderChooser = useRef<HTMLInputElement | null>(null);

  async function take(offered: readonly File[]): Promise<void> {
    setProblem(null);
    const wanted = offered.filter((file) => isWanted(file.name, accept.extensions));
    const rest = offered.filter((file) => !wanted.includes(file) && !isLeftover(file.name));
    setNotice(
      wanted.length === 0
        ? `没有找到${accept.label}（${accept.extensions.map((each) => `.${each}`).join('、')}），没有读取。`
        : rest.length > 0
          ? `跳过了${rest.length}个不是表格的文件：${rest
              .slice(0, 5)
              .map((file) => `“${file.name}”`)
              .join('、')}${rest.length > 5 ? '等' : ''}。`
          : null,
    );
    if (wanted.length === 0) return;
    try {
      const handles: FileHandle[] = [];
      for (const file of wanted) {
        setTaking({ done: handles.length, total: wanted.length });
        handles.push(await door().takeFile(file));
      }
      onFiles(handles);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setTaking(null);
    }
  }

  async function drop(transfer: DataTransfer): Promise<void> {
    if (isBusy || taking !== null) return;
    await take(await filesOfDrop(transfer));
  }

  const target = useDropTarget((transfer) => void drop(transfer));

  const input = (label: string, at: typeof chooser, isFolder: boolean) => (
    <input
      ref={at}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(isFolder
        ? { webkitdirectory: '' }
        : { accept: accept.extensions.map((extension) => `.${extension}`).join(',') })}
      onChange={(event) => {
        const chosen = [...(event.currentTarget.files ?? [])];
        // The same files can be chosen again.
        event.currentTarget.value = '';
        void take(chosen);
      }}
    />
  );
  return (
    <div className="file-drop" {...target}>
      <Group wrap="nowrap" gap="lg" align="center">
        <IconFiles size={40} stroke={1.3} color="#5278b0" aria-hidden />
        <div className="file-drop-words">
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="var(--quiet)">
            {children}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" loading={isBusy || taking !== null} onClick={() => folderChooser.current?.click()}>
            选择文件夹
          </Button>
          <Button loading={isBusy || taking !== null} onClick={() => chooser.current?.click()}>
            选择文件
          </Button>
        </Group>
      </Group>
      {input('选择填报表文件', chooser, false)}
      {input('选择填报表文件夹', folderChooser, true)}
      {taking !== null && (
        <Text size="sm" role="status">
          正在取文件 {taking.done} / {taking.total}
        </Text>
      )}
      {notice !== null && (
        <Text size="sm" c="#8a4b00" role="alert">
          {notice}
        </Text>
      )}
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
    </div>
  );
}

function isWanted(name: string, extensions: readonly string[]): boolean {
  return !isLeftover(name) && extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? '');
}

/** What Office and the system leave beside open files. */
function isLeftover(name: string): boolean {
  return name.startsWith('~$') || name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}
