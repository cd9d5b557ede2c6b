/**
 * The optional age v1 layer around a package (exchange.md “Package”): for its addressee and for the sender itself, so that
 * the kept copy can be opened too. Streams: a package of photos never stands in memory. Whom it is for also stands in the
 * header, readable without a key and therefore only a hint: it makes the sentence for whoever got somebody else's stick.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, Stanza } from 'age-encryption';
import { ProblemError, problem } from '#shared/error.ts';
import { packageLimits } from '#shared/package/manifest.ts';
import { temporaryName } from '../leftovers.ts';
import { isDiskFull, isFileError } from './file-errors.ts';

export interface Addressee {
  readonly fullName: string;
  /** `age1…` */
  readonly ageRecipient: string;
  /** Further keys it may be opened with: those of desks that do not have the newest yet. */
  readonly others?: readonly string[];
}

interface Watched {
  /** Bytes read so far and in all. May throw to stop. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const beginning = 'age-encryption.org/v1\n';
const forStanza = 'five-ones-for';

/** Whether a file begins as an encrypted one does. */
export async function isEncrypted(path: string): Promise<boolean> {
  const file = await openForReading(path);
  try {
    const head = Buffer.alloc(beginning.length);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead).toString('latin1') === beginning;
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw problem('FILE_UNREADABLE', { name: basename(path), reason: error.code }, error);
  } finally {
    await file.close();
  }
}

/**
 * Writes `to` (an own name, not yet there), encrypted for the addressee and for ourselves, synced, and read back through
 * our own identity: only a file that gives the very bytes again is left.
 */
export async function encryptFile(
  from: string,
  to: string,
  addressee: Addressee,
  own: { readonly ageRecipient: string; readonly ageIdentity: string },
  watched: Watched = {},
): Promise<void> {
  const { size } = await stat(from);
  const encrypter = new Encrypter();
  // Its size too: a file cut short is told from one that was changed.
  encrypter.addRecipient({
    wrapFileKey: () => [new Stanza([forStanza, String(size)], Buffer.from(addressee.fullName, 'utf8'))],
  });
  for (const recipient of new Set([addressee.ageRecipient, own.ageRecipient, ...(addressee.others ?? [])]))
    encrypter.addRecipient(recipient);
  try {
    const before = createHash('sha256');
    const total = size * 2;
    await pour(await encrypter.encrypt(chunksOf(from, { ...watched, total, begun: 0, see: before })), to, 'synced');
    const after = createHash('sha256');
    const decrypter = new Decrypter();
    decrypter.addIdentity(own.ageIdentity);
    const plain = await decrypter.decrypt(chunksOf(to, { ...watched, total, begun: size }));
    for await (const chunk of plain) after.update(chunk);
    if (!after.digest().equals(before.digest()))
      throw problem('PACKAGE_NOT_VERIFIED', { name: basename(to), code: 'ENCRYPTION' });
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/**
 * Decrypts to `to`. PACKAGE_WRONG_RECIPIENT names whom it says it is for, PACKAGE_CANNOT_DECRYPT where it does not say;
 * PACKAGE_ALTERED and PACKAGE_TRUNCATED as for any package. Nothing is left where it fails. Not synced: what it writes is
 * worked on and thrown away, and whoever reads it verifies all of it.
 */
export async function decryptFile(
  from: string,
  to: string,
  ageIdentities: readonly string[],
  watched: Watched = {},
): Promise<void> {
  const { size } = await stat(from);
  if (size > packageLimits.fileBytes) throw problem('PACKAGE_TOO_LARGE', { reason: 'bytes' });
  let isFor: string | null = null;
  let statedBytes = 0;
  let plainBytes: ((sourceSize: number) => number) | null = null;
  const decrypter = new Decrypter();
  // Asked about the header like any identity: it holds no key, it only reads whom the file says it is for.
  decrypter.addIdentity({
    unwrapFileKey(stanzas: Stanza[]) {
      const hint = stanzas.find((stanza) => stanza.args[0] === forStanza);
      isFor = hint === undefined ? null : nameIn(hint.body);
      statedBytes = Number(hint?.args[1] ?? 0);
      return null;
    },
  });
  for (const identity of ageIdentities) decrypter.addIdentity(identity);
  const temporary = temporaryName(to);
  try {
    const plain = await decrypter.decrypt(chunksOf(from, { ...watched, total: size, begun: 0 }));
    plainBytes = plain.size.bind(plain);
    await pour(plain, temporary, 'passing');
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof ProblemError) throw error;
    // What the own disk refused is said of the own disk.
    if (isFileError(error) && isDiskFull(error)) throw error;
    if (isFileError(error)) throw problem('FILE_UNREADABLE', { name: basename(from), reason: error.code }, error);
    const reason = error instanceof Error ? error.message : String(error);
    if (plainBytes === null ? !(await hasWholeHeader(from)) : isShort(plainBytes, size, statedBytes))
      throw problem('PACKAGE_TRUNCATED', { reason }, error);
    if (plainBytes !== null || !/no identity matched/.test(reason)) throw problem('PACKAGE_ALTERED', { reason }, error);
    if (isFor === null) throw problem('PACKAGE_CANNOT_DECRYPT', {}, error);
    throw problem('PACKAGE_WRONG_RECIPIENT', { office: isFor, officeId: '', from: '' }, error);
  }
}

/** The header ends with a line of its own: `--- ` and its code. */
async function hasWholeHeader(path: string): Promise<boolean> {
  const file = await openForReading(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return /\n--- [^\n]{43}\n/.test(buffer.subarray(0, bytesRead).toString('latin1'));
  } finally {
    await file.close();
  }
}

function isShort(plainBytes: (size: number) => number, size: number, statedBytes: number): boolean {
  try {
    return plainBytes(size) < statedBytes;
  } catch {
    // No ciphertext has this length: it ends within a block.
    return true;
  }
}

function nameIn(body: Uint8Array): string | null {
  const name = Buffer.from(body.subarray(0, 400))
    .toString('utf8')
    .replaceAll(/[\p{C}]/gu, '')
    .trim()
    .slice(0, 100);
  return name === '' ? null : name;
}

interface Reading extends Watched {
  readonly total: number;
  /** What was done before this file's first byte. */
  readonly begun: number;
  readonly see?: { update(chunk: Uint8Array): unknown };
}

function chunksOf(path: string, { total, begun, see, onProgress, signal }: Reading): ReadableStream<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let done = begun;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      if (signal?.aborted === true) throw problem('CANCELLED');
      const bytes = chunk as Buffer;
      see?.update(bytes);
      done += bytes.length;
      onProgress?.(Math.min(done, total), total);
      yield bytes;
    }
  }
  return Readable.toWeb(Readable.from(chunks(), { highWaterMark: 2 })) as ReadableStream<Uint8Array>;
}

async function pour(bytes: ReadableStream<Uint8Array>, path: string, kind: 'synced' | 'passing'): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const chunk of bytes) await writeAll(file, chunk);
    if (kind === 'synced') await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at, chunk.length - at)).bytesWritten;
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (!isFileError(error)) throw error;
    const name = basename(path);
    throw error.code === 'ENOENT'
      ? problem('FILE_NOT_FOUND', { name }, error)
      : problem('FILE_UNREADABLE', { name, reason: error.code }, error);
  }
}
