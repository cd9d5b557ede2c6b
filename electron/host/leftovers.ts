/** What a program that was killed leaves half-made: its work folder, packages and attached files under their temporary name. */
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { dataFolderAt } from './data-folder.ts';

/** Under this name a package is written until it is verified; it tells whose it is. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.part`;
}

/**
 * Another program may be working on the same data folder: only what belongs to none that runs is removed. `isKept`: whether
 * the journal names a file of this folder of the packages.
 */
export function removeLeftovers(dataFolder: string, isKept: (folder: string) => boolean): void {
  const { packages, blobs } = dataFolderAt(dataFolder);
  for (const name of namesIn(join(dataFolder, 'work')))
    if (isGone(/^(\d+)-/.exec(name))) rmSync(join(dataFolder, 'work', name), { recursive: true, force: true });
  for (const name of namesIn(packages, true)) {
    const making = /^\.making-(\d+)$/.exec(basename(name));
    if (isGone(making) && !isKept(dirname(name)))
      rmSync(join(packages, dirname(name)), { recursive: true, force: true });
    else if (isGone(making ?? /\.(\d+)\.part$/.exec(basename(name)))) rmSync(join(packages, name), { force: true });
  }
  for (const name of namesIn(blobs))
    if (isGone(/\.(\d+)\.part$/.exec(name))) rmSync(join(blobs, name), { force: true });
}

function namesIn(folder: string, isDeep = false): string[] {
  try {
    return readdirSync(folder, { recursive: isDeep, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function isGone(found: RegExpExecArray | null): boolean {
  const id = Number(found?.[1] ?? 0);
  return id !== 0 && isProcessGone(id);
}

export function isProcessGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
