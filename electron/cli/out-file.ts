/** `--out`: where the file that a procedure returns goes. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type FileStore, safeFileName } from '#electron/host/files.ts';
import { fileHandle } from '#shared/contract/define.ts';
import { problem } from '#shared/error.ts';

const withFile = z.looseObject({ file: fileHandle });

/** Before anything is done: a file that cannot be written later would leave a command done and its result lost. */
export function checkOut(out: string): void {
  const target = resolve(out);
  const folder = isFolder(target) ? target : dirname(target);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw problem(
      'FILE_NOT_WRITABLE',
      { name: out, reason: existsSync(folder) ? '没有写入权限' : '文件夹不存在' },
      error,
    );
  }
}

/** Copies the returned file to `out` (into it, when it is a folder) and says in the value where it lies. */
export function withFileAt(
  value: unknown,
  out: string,
  files: Pick<FileStore, 'resolve'>,
): { value: unknown; path: string | null } {
  const parsed = withFile.safeParse(value);
  if (!parsed.success) return { value, path: null };
  const { file } = parsed.data;
  const target = resolve(out);
  const path = isFolder(target) ? join(target, safeFileName(file.name)) : target;
  const half = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    copyFileSync(files.resolve(file).path, half, constants.COPYFILE_EXCL);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw problem('FILE_NOT_WRITABLE', { name: out, reason: error instanceof Error ? error.message : '' }, error);
  }
  return { value: { ...parsed.data, file: { ...file, path } }, path };
}

export function hasFile(value: unknown): boolean {
  return withFile.safeParse(value).success;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
