/** Copies a file of any size in a few megabytes of memory, telling how far it is. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { problem } from '#shared/error.ts';
import { temporaryName } from '../leftovers.ts';

interface Watched {
  /** Bytes so far. May throw to stop. */
  readonly onBytes?: (done: number) => void;
}

/** `to` must not be there yet, and is not where this fails. Answers with the SHA-256 of what was copied, lowercase hex. */
export async function copyHashed(from: string, to: string, { onBytes = () => {} }: Watched = {}): Promise<string> {
  const hash = createHash('sha256');
  await pour(from, to, (bytes, done) => {
    hash.update(bytes);
    onBytes(done);
  });
  return hash.digest('hex');
}

/**
 * Copies to where it is carried from – a stick – and reads it back there: under its name stands the whole file or nothing.
 * FILE_NOT_COPIED where it does not read back as it was written.
 */
export async function carryOut(from: string, to: string): Promise<void> {
  const temporary = temporaryName(to);
  await rm(temporary, { force: true });
  const written = await copyHashed(from, temporary);
  try {
    if ((await hashOf(temporary)) !== written) throw problem('FILE_NOT_COPIED', { name: basename(to) });
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The same bytes under a second name: at once where both lie on one disk that knows such names, else as a copy. */
export async function linkOrCopy(from: string, to: string, { onBytes = () => {} }: Watched = {}): Promise<void> {
  try {
    await link(from, to);
  } catch {
    // Another disk, or one formatted as FAT. Where the file itself cannot be read, the copy says so.
    await pour(from, to, (_bytes, done) => onBytes(done));
  }
}

async function pour(from: string, to: string, see: (bytes: Buffer, done: number) => void): Promise<void> {
  const target = await open(to, 'wx', 0o600);
  try {
    let done = 0;
    for await (const chunk of createReadStream(from, { highWaterMark: 1024 * 1024 })) {
      const bytes = chunk as Buffer;
      await target.writeFile(bytes);
      done += bytes.length;
      see(bytes, done);
    }
    await target.sync();
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await target.close();
  }
}
