import { Anchor, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { saveFile } from '../../components/files.ts';

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
