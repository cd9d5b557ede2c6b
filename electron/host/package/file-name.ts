import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../data-folder.ts';
import { safeFileName } from '../files.ts';

/** `<office>_<seq>_<date>.ldx`: a hint for people, never trusted. */
export function packageFileName(
  officeShortName: string,
  what: '报送包' | '下达文件' | '回执' | '找回包' | '同步文件',
  seq: number,
  day: string,
  part?: { readonly number: number; readonly of: number },
  /** zip: for mailboxes that refuse what they do not know. */
  extension: 'ldx' | 'zip' = 'ldx',
): string {
  const parts = part === undefined ? '' : `_第${part.number}份共${part.of}份`;
  return safeFileName(
    `${officeShortName}_${what}_${String(seq).padStart(4, '0')}_${day.replaceAll('-', '')}${parts}.${extension}`,
  );
}

/** 说明.txt for whoever opens the file with something else. */
export function packageNote(
  from: string,
  to: string,
  contact: string,
  part?: { readonly number: number; readonly of: number },
): string {
  return [
    '这是“五个一”重点项目管理系统生成的签名报送文件，请不要解压、改名或修改内容。',
    `报送单位：${from}`,
    `接收单位：${to}`,
    ...(part === undefined
      ? []
      : [
          `本次报送分成 ${part.of} 份，这是第 ${part.number} 份。各份都要交，先后不限，可以一起拖进去接收；缺了哪一份，对方的回执里会写明。`,
        ]),
    '接收方法：在“五个一”中打开“报送接收”，点“接收”，选择本文件。',
    `联系：${contact === '' ? '见登记单' : contact}`,
    '',
  ].join('\r\n');
}

/** A kept package has a folder of its own: names are for people and may repeat. */
export function packagePath(dataFolder: string, id: string, fileName: string): string {
  const folder = join(dataFolderAt(dataFolder).packages, id);
  mkdirSync(folder, { recursive: true });
  return join(folder, fileName);
}

/** Stands beside a package until its line in the journal does: without one, what a killed program made goes at the next start. */
export function makingMark(folder: string): string {
  return join(folder, `.making-${process.pid}`);
}
