/** Files inside dispatch are handles issued here; a page never learns or chooses a path. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileHandle } from '#shared/contract/define.ts';
import { problem } from '#shared/error.ts';

export interface FileStore {
  /** A handle for a file that exists. */
  register(path: string, name: string): FileHandle;
  /** A place in the work area for a file to come, with its handle. */
  create(name: string): { readonly path: string; readonly file: FileHandle };
  resolve(file: FileHandle | string): { readonly path: string; readonly name: string };
  close(): void;
}

export function openFileStore(dataFolder: string): FileStore {
  // One folder per host: another process working on the same data folder keeps its own.
  const workFolder = join(dataFolder, 'work', `${process.pid}-${randomBytes(4).toString('hex')}`);
  const files = new Map<string, { path: string; name: string }>();
  const register = (path: string, name: string): FileHandle => {
    const handle = `f${randomBytes(16).toString('hex')}`;
    files.set(handle, { path, name });
    return { handle, name };
  };
  return {
    register,
    create(name) {
      const folder = join(workFolder, randomBytes(8).toString('hex'));
      mkdirSync(folder, { recursive: true });
      const path = join(folder, safeFileName(name));
      return { path, file: register(path, name) };
    },
    resolve(file) {
      const handle = typeof file === 'string' ? file : file.handle;
      const found = files.get(handle);
      if (found === undefined) throw problem('FILE_NOT_FOUND', { name: typeof file === 'string' ? handle : file.name });
      if (!existsSync(found.path)) throw problem('FILE_NOT_FOUND', { name: found.name });
      return found;
    },
    close() {
      rmSync(workFolder, { recursive: true, force: true });
      removeAbandoned(dirname(workFolder));
    },
  };
}

/** Work of processes that died goes; that of a running one, another window or the command line, stays. */
function removeAbandoned(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names)
    if (!isRunning(Number.parseInt(name, 10))) rmSync(join(folder, name), { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user is there, only not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A name that every file system takes: Windows' reserved signs and names, controls, and overlong names. */
export function safeFileName(name: string): string {
  const cleaned = [...name.normalize('NFC')]
    .map((sign) => ((sign.codePointAt(0) ?? 0) < 32 || '<>:"/\\|?*'.includes(sign) ? '_' : sign))
    .join('')
    .replace(/[. ]+$/, '')
    .slice(-120);
  return cleaned === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cleaned) ? `_${cleaned}` : cleaned;
}
