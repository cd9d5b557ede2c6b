/**
 * Attached files in the data folder, by what they are: `blobs/<first two>/<sha256>`. The same file attached a hundred
 * times is there once; what is there is never written again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { headBytes, tailBytes } from '#shared/attachment/file-kind.ts';
import { dataFolderAt } from '../data-folder.ts';
import { temporaryName } from '../leftovers.ts';

export function blobPath(dataFolder: string, sha256: string): string {
  return join(dataFolderAt(dataFolder).blobs, sha256.slice(0, 2), sha256);
}

/** Size, first and last bytes: enough to know what a file is before it is copied. */
export async function fileEnds(
  path: string,
): Promise<{ readonly bytes: number; readonly head: Uint8Array; readonly tail: Uint8Array }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { bytes: size, head, tail };
  } finally {
    await file.close();
  }
}

/** Copies a file in under its SHA-256, durably, while it is read once; answers with the hash. */
export async function storeBlob(dataFolder: string, path: string, signal: AbortSignal): Promise<string> {
  return placeBlob(dataFolder, async (file) => {
    const hash = createHash('sha256');
    for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
      const bytes = part as Buffer;
      hash.update(bytes);
      await file.writeFile(bytes);
    }
    return hash.digest('hex');
  });
}

/**
 * `fill` writes an open, empty file and answers with the hash of what it wrote; nothing is left where it throws.
 * `isSyncedLater`: of many files, where the caller syncs all of them (`syncBlobs`) before anything names one.
 */
export async function placeBlob(
  dataFolder: string,
  fill: (file: FileHandle) => Promise<string>,
  { isSyncedLater = false } = {},
): Promise<string> {
  const { blobs } = dataFolderAt(dataFolder);
  mkdirSync(blobs, { recursive: true, mode: 0o700 });
  const temporary = temporaryName(join(blobs, randomBytes(8).toString('hex')));
  try {
    const file = await open(temporary, 'wx', 0o600);
    let sha256: string;
    try {
      sha256 = await fill(file);
      if (!isSyncedLater) await file.sync();
    } finally {
      await file.close();
    }
    const target = blobPath(dataFolder, sha256);
    // A copy that went bad on the disk is replaced by the good one.
    const bytes = (await stat(temporary)).size;
    if ((await blobState(dataFolder, sha256, bytes)) === 'sound') return sha256;
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(temporary, target);
    if (!isSyncedLater) syncFolder(dirname(target));
    return sha256;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** While one waits for the disk the next ones are on their way to it. */
export async function syncBlobs(dataFolder: string, hashes: readonly string[]): Promise<void> {
  const paths = hashes.map((sha256) => blobPath(dataFolder, sha256));
  for (let at = 0; at < paths.length; at += syncedAtOnce)
    await Promise.all(
      paths.slice(at, at + syncedAtOnce).map(async (path) => {
        // Windows syncs only what was opened for writing.
        const file = await open(path, 'r+');
        try {
          await file.sync();
        } finally {
          await file.close();
        }
      }),
    );
  for (const folder of new Set(paths.map((path) => dirname(path)))) syncFolder(folder);
}

const syncedAtOnce = 8;

export type BlobState = 'sound' | 'missing' | 'damaged';

/** Reads a stored file whole and compares it with its name. */
export async function blobState(dataFolder: string, sha256: string, bytes: number): Promise<BlobState> {
  const path = blobPath(dataFolder, sha256);
  if (!existsSync(path)) return 'missing';
  if ((await stat(path)).size !== bytes) return 'damaged';
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(part as Buffer);
  return hash.digest('hex') === sha256 ? 'sound' : 'damaged';
}

/** The new name itself survives a power cut; Windows cannot open a folder and keeps names in its journal. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
