/**
 * A data folder on a network share is refused at the door: SQLite's locks do not hold there, and two PCs that write one
 * store damage it (STORE_ON_NETWORK). Mapped drives and links are looked through.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { problem } from '#shared/error.ts';

export function refuseNetworkFolder(folder: string): void {
  if (isNetworkFolder(realFolder(folder), mountTable())) throw problem('STORE_ON_NETWORK', { folder });
}

/** File systems whose other end is another machine. */
const networkKinds = /^(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|davfs|glusterfs|fuse\.(sshfs|smbnetfs|rclone|davfs2?))$/;

/**
 * `mounts`: /proc/self/mountinfo of Linux, '' elsewhere. On Windows the real path of a mapped drive is its share:
 * `\\server\share` or `\\?\UNC\server\share`; `\\?\C:\` and `\\.\` are of this machine.
 */
export function isNetworkFolder(realPath: string, mounts: string): boolean {
  const path = realPath.replaceAll('/', '\\');
  if (/^\\\\\?\\UNC\\/i.test(path) || /^\\\\[^\\?.]/.test(path)) return true;
  let longest = '';
  let kind = '';
  for (const line of mounts.split('\n')) {
    const [head = '', tail = ''] = line.split(' - ');
    const place = unescaped(head.split(' ')[4] ?? '');
    const isAbove = place === '/' || realPath === place || realPath.startsWith(`${place}/`);
    // The last one mounted on a place is the one that is seen.
    if (place === '' || !isAbove || place.length < longest.length) continue;
    longest = place;
    kind = tail.split(' ')[0] ?? '';
  }
  return networkKinds.test(kind);
}

/** The nearest folder that is there already: the rest will be made in it. */
function realFolder(folder: string): string {
  let found = resolve(folder);
  while (!existsSync(found) && dirname(found) !== found) found = dirname(found);
  try {
    return realpathSync.native(found);
  } catch (error) {
    // Not to be looked through (no right to): opening the store will say why.
    if (error instanceof Error && 'code' in error) return found;
    throw error;
  }
}

function mountTable(): string {
  return process.platform === 'linux' && existsSync('/proc/self/mountinfo')
    ? readFileSync('/proc/self/mountinfo', 'utf8')
    : '';
}

/** Blanks and backslashes stand as \040 and \134. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
