import { Anchor, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { saveFile } from '../../components/files.ts';

/** One after another; stops where the person changes their mind. */
export async function saveParts({
  file,
  others,
}: Pick<OutputOf<'packages.export'>, 'file'> & {
  readonly others: readonly Pick<OutputOf<'packages.export'>, 'file'>[];
}): Promise<boolean> {
  for (const part of [{ file }, ...others]) if (!(await saveFile(part.file))) return false;
  return true;
}

/** Named where they are larger than any part may be. */
export function leftOutText(files: OutputOf<'packages.export'>['leftOut']): string {
  const names = files.slice(0, 3).map(({ name, bytes }) => `“${name}”（${sizeText(bytes)}）`);
  const more = files.length > 3 ? `等 ${files.length} 个` : '';
  return `${names.join('、')}${more}比一份还大，这次没有带。请改用U盘再交一次，或在项目附件里换成小一点的文件。`;
}

/** The parts of one making, each to be kept by itself too. */
export function PartsMade({ made }: { readonly made: OutputOf<'packages.export'> }): ReactNode {
  const [saved, setSaved] = useState<readonly string[]>([]);
  const parts = [made, ...made.others];
  return (
    <>
      <Text>一个文件装不下，分成了 {parts.length} 份，每份都能单独接收：</Text>
      <ol className="exchange-parts" aria-label="各份文件">
        {parts.map(({ file, package: part }) => (
          <li key={part.id}>
            {file.name}（{sizeText(part.bytes)}
            {part.isEncrypted && '，已加密'}
            {part.files > 0 && `，带附件 ${part.files.toLocaleString('zh-CN')} 个`}）
            <Anchor
              component="button"
              type="button"
              size="sm"
              ml={8}
              onClick={() => void saveFile(file).then((wasSaved) => wasSaved && setSaved([...saved, part.id]))}
            >
              {saved.includes(part.id) ? '再存这一份' : '只存这一份'}
            </Anchor>
          </li>
        ))}
      </ol>
    </>
  );
}
