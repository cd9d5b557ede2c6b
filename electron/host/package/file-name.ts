import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../data-folder.ts';
import { safeFileName } from '../files.ts';

/** `<office>_<seq>_<date>.ldx`: a hint for people, never trusted. */
export function packageFileName(
  officeShortName: string,
  what: '报送包' | '下达文件' | '回执' | '找回包',
  seq: number,
  day: string,
): string {
  return safeFileName(`${officeShortName}_${what}_${String(seq).padStart(4, '0')}_${day.replaceAll('-', '')}.ldx`);
}

/** 说明.txt for whoever opens the file with something else. */
export function packageNote(from: string, to: string, contact: string): string {
  return [
    '这是“五个一”重点项目管理系统生成的签名报送文件，请不要解压、改名或修改内容。',
    `报送单位：${from}`,
    `接收单位：${to}`,
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
