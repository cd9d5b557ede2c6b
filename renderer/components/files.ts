/** Files as the person sees them: chosen, kept, printed – always through the door. */
import { notifications } from '@mantine/notifications';
import type { FileHandle } from '#shared/contract/define.ts';
import type { FileAccept } from '#shared/contract/door.ts';
import { sentenceOf } from '../client.ts';
import { door } from '../door.ts';

export const ledgerFiles: FileAccept = { label: '台账工作簿', extensions: ['xlsx', 'xls', 'csv'] };
export const viewFiles: FileAccept = { label: '视图表格', extensions: ['xlsx', 'xls'] };
export const packageFiles: FileAccept = { label: '报送包或回执', extensions: ['ldx', 'zip'] };
export const returnedFiles: FileAccept = { label: '填报表', extensions: ['xlsx', 'xls', 'et', 'ods', 'csv'] };
export const rulePackFiles: FileAccept = { label: '适用文件', extensions: ['json'] };
export const enrolmentFiles: FileAccept = { label: '登记文件', extensions: ['ldk'] };
export const invitationFiles: FileAccept = { label: '加入文件', extensions: ['ldj'] };

/** null when nothing was chosen, or when the door could not take the file (that is said). */
export async function pickFile(accept: FileAccept): Promise<FileHandle | null> {
  try {
    return await door().pickFile(accept);
  } catch (error) {
    sayFailure('没有选到文件', error);
    return null;
  }
}

/** True when a copy was kept. */
export async function saveFile(file: FileHandle, suggestedName = file.name): Promise<boolean> {
  try {
    const isSaved = await door().saveFile(file, suggestedName);
    if (isSaved) notifications.show({ message: `已保存“${suggestedName}”` });
    return isSaved;
  } catch (error) {
    sayFailure('文件没有保存', error);
    return false;
  }
}

export async function printFile(file: FileHandle): Promise<void> {
  try {
    await door().printFile(file);
  } catch (error) {
    sayFailure('没有打印', error);
  }
}

function sayFailure(title: string, error: unknown): void {
  notifications.show({ title, message: sentenceOf(error), color: 'orange', autoClose: false });
}
