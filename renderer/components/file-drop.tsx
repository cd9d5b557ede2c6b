import { Button, Group, Text } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { FileAccept } from '#shared/contract/door.ts';
import { type CallProblem, problemOf } from '../client.ts';
import { door } from '../door.ts';
import { useDropTarget } from './drop-target.ts';
import { ErrorNotice } from './error-notice.tsx';
import './file-drop.css';
import { pickFile } from './files.ts';

interface FileDropProps {
  readonly accept: FileAccept;
  readonly title: string;
  readonly children?: ReactNode;
  readonly onFile: (file: FileHandle) => void;
  /** Where several may be dropped at once: all of them, by name. */
  readonly onFiles?: (files: readonly FileHandle[]) => void;
  readonly isBusy?: boolean;
}

/** Takes one file, chosen with the button or dropped here from the stick's window; several where `onFiles` is given. */
export function FileDrop({ accept, title, children, onFile, onFiles, isBusy = false }: FileDropProps): ReactNode {
  const [isTaking, setTaking] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const kinds = accept.extensions.map((extension) => `.${extension}`).join('、');

  async function choose(): Promise<void> {
    setNotice(null);
    setProblem(null);
    const file = await pickFile(accept);
    if (file !== null) onFile(file);
  }

  async function take(files: FileList): Promise<void> {
    setProblem(null);
    setNotice(null);
    const [file] = files;
    if (file === undefined || isBusy) return;
    if (files.length > 1 && onFiles === undefined)
      return setNotice(`一次只能读一个文件，您拖来了 ${files.length} 个，请只拖一个。`);
    const all = [...files].toSorted((left, right) => left.name.localeCompare(right.name, 'zh-CN', { numeric: true }));
    const strange = all.find(({ name }) => !accept.extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? ''));
    if (strange !== undefined) return setNotice(`“${strange.name}”不是${accept.label}（${kinds}），没有读取。`);
    setTaking(true);
    try {
      const handles: FileHandle[] = [];
      for (const each of all) handles.push(await door().takeFile(each));
      const [only] = handles;
      if (onFiles !== undefined && handles.length > 1) onFiles(handles);
      else if (only !== undefined) onFile(only);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setTaking(false);
    }
  }

  const target = useDropTarget(({ files }) => void take(files));

  return (
    <div className="file-drop" {...target}>
      <Group wrap="nowrap" gap="lg" align="center">
        <IconFileDownload size={40} stroke={1.3} color="#5278b0" aria-hidden />
        <div className="file-drop-words">
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="var(--quiet)">
            {children ?? `可以把文件直接拖到这里。认得 ${kinds} 文件。`}
          </Text>
        </div>
        <Button onClick={() => void choose()} loading={isBusy || isTaking}>
          选择文件
        </Button>
      </Group>
      {notice !== null && (
        <Text size="sm" c="#8a4b00" role="alert">
          {notice}
        </Text>
      )}
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
    </div>
  );
}
