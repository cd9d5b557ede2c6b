/** Copies a file of any size in a few megabytes of memory, telling how far it is. */
import { createHash } from 'node:crypto';
import { createReadStream, constants as fileFlags } from 'node:fs';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { problem } from '#shared/error.ts';
import { sizeText } from '#shared/text/size.ts';
import { isDiskFull, isFileError } from '../package/file-errors.ts';

const chunkBytes = 1024 * 1024;

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
 * A copy that was broken off – the stick pulled – is gone on with: what lies there is compared with the file from its
 * beginning, and written anew from the first difference on. FILE_NOT_COPIED where it does not read back as it was
 * written, FILE_BROKEN_OFF where it can be gone on with. Answers how many bytes lay there already and were right.
 */
export async function carryOut(from: string, to: string, { onBytes = () => {} }: Watched = {}): Promise<number> {
  const partial = `${to}.part`;
  const { size } = await stat(from);
  const { hash, found } = await pourOnward(from, partial, size, onBytes);
  try {
    if ((await hashOf(partial)) !== hash) throw problem('FILE_NOT_COPIED', { name: basename(to) });
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return found;
}

async function pourOnward(
  from: string,
  partial: string,
  size: number,
  onBytes: (done: number) => void,
): Promise<{ readonly hash: string; readonly found: number }> {
  const target = await open(partial, fileFlags.O_RDWR | fileFlags.O_CREAT, 0o600);
  const hash = createHash('sha256');
  const there = Buffer.alloc(chunkBytes);
  let done = 0;
  let found = 0;
  let isWriting = false;
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: chunkBytes })) {
      const bytes = chunk as Buffer;
      isWriting = true;
      const { bytesRead } = found === done ? await target.read(there, 0, bytes.length, done) : { bytesRead: 0 };
      if (bytesRead === bytes.length && there.subarray(0, bytesRead).equals(bytes)) found += bytesRead;
      else await writeAll(target, bytes, done);
      isWriting = false;
      hash.update(bytes);
      done += bytes.length;
      onBytes(done);
    }
    isWriting = true;
    await target.truncate(done);
    await target.sync();
    return { hash: hash.digest('hex'), found };
  } catch (error) {
    // Only what the stick itself broke off is worth going on with; a full one is asked for its room back.
    if (!isWriting || done === 0 || !isFileError(error) || isDiskFull(error)) {
      await rm(partial, { force: true });
      throw error;
    }
    const details = { name: basename(partial, '.part'), done: sizeText(done), total: sizeText(size) };
    throw problem('FILE_BROKEN_OFF', details, error);
  } finally {
    // A stick that was pulled cannot be closed in order either.
    await target.close().catch(() => undefined);
  }
}

async function writeAll(target: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; )
    at += (await target.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

/** SHA-256 of a file, lowercase hex. */
export async function hashOf(path: string, { onBytes = () => {} }: Watched = {}): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    hash.update(chunk as Buffer);
    done += (chunk as Buffer).length;
    onBytes(done);
  }
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
    for await (const chunk of createReadStream(from, { highWaterMark: chunkBytes })) {
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
