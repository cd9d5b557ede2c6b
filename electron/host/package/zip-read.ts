/**
 * The gate: a package is let in only if its archive is byte for byte of the one permitted shape, checked before
 * anything is unpacked. No gap, overlap, descriptor, encryption, compression, comment, twin or foreign name can pass.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type ProblemCode, problem } from '#shared/error.ts';
import { packageLimits } from '#shared/package/manifest.ts';
import {
  centralHead,
  centralHeadBytes,
  endBytes,
  endRecord,
  localHead,
  manifestName,
  mimetype,
  mimetypeName,
  noteName,
  operationsName,
  type ZipHead,
} from './zip-format.ts';

export interface ZipEntry extends ZipHead {
  /** Where the contents begin in the file. */
  readonly offset: number;
  /** Whether this version's grammar has the name; a newer one may have more, and is asked about first. */
  readonly isKnown: boolean;
}

const knownNames = new Set([mimetypeName, manifestName, operationsName, noteName]);
const knownPattern = /^(?:trust\/(?:0|[1-9]\d{0,5})\.dsse\.json|blobs\/sha256\/[0-9a-f]{64})$/;
/** What any version may call an entry. Nothing is ever written to disk under a name from a package. */
const safePattern = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*){0,4}$/;
const maximumNameBytes = 200;

const beginning = Buffer.concat([
  localHead({ name: mimetypeName, size: mimetype.length, crc: crc32(mimetype) }),
  Buffer.from(mimetype),
]);
const ageBeginning = Buffer.from('age-encryption.org/v1\n');

/** The entries in their order: `mimetype`, the manifest, the rest. */
export async function readDirectory(file: FileHandle, size: number): Promise<readonly ZipEntry[]> {
  if (size > packageLimits.fileBytes) throw problem('PACKAGE_TOO_LARGE', { reason: 'bytes' });
  const head = await readRange(file, 0, Math.min(size, beginning.length));
  if (head.subarray(0, ageBeginning.length).equals(ageBeginning)) throw problem('PACKAGE_ENCRYPTED');
  if (!head.equals(beginning.subarray(0, head.length))) throw problem('PACKAGE_NOT_A_PACKAGE', { reason: 'beginning' });
  if (size < beginning.length + endBytes) throw problem('PACKAGE_TRUNCATED', { reason: 'too short' });

  const end = await readEnd(file, size);
  const central = await readRange(file, end.centralOffset, end.centralSize);
  const entries: ZipEntry[] = [];
  let at = 0;
  let position = 0;
  for (let index = 0; index < end.entries; index += 1) {
    const { entry, length } = readCentralHead(central, at, position);
    const local = localHead(entry);
    const offset = position + local.length;
    if (offset + entry.size > end.centralOffset) throw refusal('PACKAGE_ALTERED', 'contents overlap the directory');
    if (!(await readRange(file, position, local.length)).equals(local))
      throw refusal('PACKAGE_ALTERED', 'local header');
    entries.push({ ...entry, offset });
    position = offset + entry.size;
    at += length;
  }
  if (at !== central.length) throw refusal('PACKAGE_EXTRA_CONTENT', 'bytes in the directory');
  if (position !== end.centralOffset) throw refusal('PACKAGE_EXTRA_CONTENT', 'bytes before the directory');
  checkNames(entries);
  return entries;
}

/** The contents of an entry, at most `limit` bytes, held against its CRC. */
export async function readEntry(file: FileHandle, entry: ZipEntry, limit: number): Promise<Buffer> {
  if (entry.size > limit) throw problem('PACKAGE_TOO_LARGE', { reason: entry.name });
  const bytes = await readRange(file, entry.offset, entry.size);
  if (crc32(bytes) !== entry.crc) throw refusal('PACKAGE_ALTERED', `crc of ${entry.name}`);
  return bytes;
}

/**
 * Passes the contents of an entry through `onChunk` and returns their SHA-256, lowercase hex. `scratch`: one buffer for
 * entry after entry; what `onChunk` is given lies in it and is gone with the next.
 */
export async function hashEntry(
  file: FileHandle,
  entry: ZipEntry,
  onChunk: (bytes: Buffer) => void | Promise<void> = () => {},
  scratch: Buffer = newScratch(),
): Promise<string> {
  const digest = createHash('sha256');
  let crc = 0;
  for (let done = 0; done < entry.size; ) {
    const chunk = scratch.subarray(0, Math.min(scratch.length, entry.size - done));
    await fill(file, chunk, entry.offset + done);
    digest.update(chunk);
    crc = crc32(chunk, crc);
    await onChunk(chunk);
    done += chunk.length;
  }
  if (crc !== entry.crc) throw refusal('PACKAGE_ALTERED', `crc of ${entry.name}`);
  return digest.digest('hex');
}

export function newScratch(): Buffer {
  return Buffer.allocUnsafeSlow(1024 * 1024);
}

async function readRange(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  await fill(file, bytes, position);
  return bytes;
}

async function fill(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    // Shorter than it said a moment ago: the stick was pulled.
    if (bytesRead === 0) throw problem('PACKAGE_TRUNCATED', { reason: 'read past the end' });
    done += bytesRead;
  }
}

interface End {
  readonly entries: number;
  readonly centralSize: number;
  readonly centralOffset: number;
}

async function readEnd(file: FileHandle, size: number): Promise<End> {
  const bytes = await readRange(file, size - endBytes, endBytes);
  if (bytes.readUInt32LE(0) !== 0x06054b50) {
    // A copy that broke off has no end at all; something appended has it further up.
    const tail = await readRange(file, Math.max(0, size - 70_000), Math.min(size, 70_000));
    const found = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    throw found >= 0 && found + endBytes < tail.length
      ? refusal('PACKAGE_EXTRA_CONTENT', 'bytes behind the end')
      : refusal('PACKAGE_TRUNCATED', 'no end');
  }
  const end = {
    entries: bytes.readUInt16LE(10),
    centralSize: bytes.readUInt32LE(12),
    centralOffset: bytes.readUInt32LE(16),
  };
  if (!bytes.equals(endRecord(end.entries, end.centralSize, end.centralOffset)))
    throw refusal('PACKAGE_ALTERED', 'end record');
  if (end.entries > packageLimits.entries) throw problem('PACKAGE_TOO_LARGE', { reason: 'entries' });
  if (end.centralOffset + end.centralSize !== size - endBytes)
    throw refusal('PACKAGE_ALTERED', 'place of the directory');
  if (end.centralSize > end.entries * (centralHeadBytes + maximumNameBytes))
    throw refusal('PACKAGE_ALTERED', 'size of the directory');
  return end;
}

function readCentralHead(
  central: Buffer,
  at: number,
  position: number,
): { entry: Omit<ZipEntry, 'offset'>; length: number } {
  if (at + centralHeadBytes > central.length) throw refusal('PACKAGE_ALTERED', 'directory too short');
  const nameLength = central.readUInt16LE(at + 28);
  const length = centralHeadBytes + nameLength;
  if (nameLength > maximumNameBytes || at + length > central.length)
    throw refusal('PACKAGE_ALTERED', 'length of a name');
  const name = central.toString('utf8', at + centralHeadBytes, at + length);
  const isKnown = knownNames.has(name) || knownPattern.test(name);
  const entry = { name, size: central.readUInt32LE(at + 24), crc: central.readUInt32LE(at + 16), isKnown };
  // Method, flags, versions, dates, both sizes, attributes, extra fields, comments, offset: all in one comparison.
  if (!central.subarray(at, at + length).equals(centralHead(entry, position)))
    throw refusal('PACKAGE_ALTERED', 'central header');
  return { entry, length };
}

function checkNames(entries: readonly ZipEntry[]): void {
  if (entries[0]?.name !== mimetypeName || entries[1]?.name !== manifestName)
    throw refusal('PACKAGE_ALTERED', 'first entries');
  const seen = new Set<string>();
  for (const { name, isKnown } of entries) {
    if (!isKnown && !safePattern.test(name)) throw refusal('PACKAGE_EXTRA_CONTENT', 'name of an entry');
    const folded = name.normalize('NFKC').toLowerCase();
    if (seen.has(folded)) throw refusal('PACKAGE_EXTRA_CONTENT', 'two entries of one name');
    seen.add(folded);
  }
}

function refusal(code: ProblemCode, reason: string): Error {
  return problem(code, { reason });
}
