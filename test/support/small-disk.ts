/** A file system of a few megabytes for tests of full and read-only disks. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  /** Leaves no byte free. */
  fill(): void;
  free(): void;
  setReadOnly(isReadOnly: boolean): void;
  /** As when a stick is pulled: what is open stays open, the folder is empty. */
  pull(): void;
}

/** Mounted, or a sentence saying why not: only root may mount, and only here is it known how. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a small disk needs root on Linux';
  mkdirSync(path, { recursive: true });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  } catch (error) {
    return `mounting a small disk was refused: ${error instanceof Error ? error.message : String(error)}`;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler, { force: true }),
    setReadOnly: (isReadOnly) => mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, path),
    pull: () => void execFileSync('umount', ['-l', path], { stdio: 'pipe' }),
  };
}

function mount(...words: readonly string[]): void {
  execFileSync('mount', words, { stdio: 'pipe' });
}

function writeUntilFull(filler: string): void {
  const file = openSync(filler, 'a');
  try {
    for (const size of [65_536, 4096, 1])
      for (let isFull = false; !isFull; ) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
          isFull = true;
        }
      }
  } finally {
    closeSync(file);
  }
}
