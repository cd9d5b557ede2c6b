import { Button, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { saveFile } from '../../components/files.ts';
import type { PackagePreview } from './package-view.ts';

/** One file that was taken in. */
export interface TakenFile {
  readonly name: string;
  readonly preview: PackagePreview;
  readonly taken: OutputOf<'packages.import'>;
}

/** Only files, of a making whose content a person has just confirmed: what is left to look at is nothing. */
export function goesWithoutAsking({ part }: PackagePreview, before: readonly TakenFile[]): boolean {
  return part?.isOnlyFiles === true && !part.missing.includes(1) && before.length > 0;
}

/** Receipts are cumulative: of each office only the last is carried back. */
export function lastReceipts(
  files: readonly TakenFile[],
): readonly { readonly office: string; readonly file: FileHandle }[] {
  const last = new Map<string, { office: string; file: FileHandle }>();
  for (const { preview, taken } of files)
    if (taken.file !== null) last.set(preview.office.id, { office: preview.office.fullName, file: taken.file });
  return [...last.values()];
}

/** What was taken in together with the last one, and what of its making has not come. */
export function FilesTaken({ files }: { readonly files: readonly TakenFile[] }): ReactNode {
  const last = files.at(-1);
  if (last === undefined) return null;
  const { preview, taken } = last;
  return (
    <>
      {files.length > 1 && (
        <div>
          <Text>一共接收了 {files.length} 个文件：</Text>
          <ol className="exchange-parts" aria-label="接收的文件">
            {files.map((file) => (
              <li key={file.taken.packageId}>{file.name}</li>
            ))}
          </ol>
        </div>
      )}
      {taken.missingParts.length > 0 && preview.part !== null && (
        <Text className="exchange-must" role="note">
          这次报送分成 {preview.part.of} 份，第 {taken.missingParts.join('、')} 份还没有收到。
          缺的照片和文件已写进回执，对方读入后会再交；拿到那一份以后也可以单独接收。
        </Text>
      )}
    </>
  );
}

/** Of several offices one button each. */
export function SaveReceipts({ files }: { readonly files: readonly TakenFile[] }): ReactNode {
  const [saved, setSaved] = useState<readonly string[]>([]);
  const receipts = lastReceipts(files);
  return receipts.map(({ office, file }) => {
    const of = receipts.length > 1 ? `给${office}的` : '';
    return (
      <Button
        key={file.handle}
        size="md"
        leftSection={<IconDeviceFloppy size={18} aria-hidden />}
        onClick={() => void saveFile(file).then((wasSaved) => wasSaved && setSaved([...saved, file.handle]))}
      >
        {saved.includes(file.handle) ? `再存一份${of}回执` : `保存${of}回执`}
      </Button>
    );
  });
}
