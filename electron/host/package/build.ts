/** Writes a package: pack, write under a temporary name, sync, re-open and verify from where it lies, rename. */

import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { sha256 } from '#db/sha256.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import {
  type Manifest,
  type ManifestDraft,
  manifestSchema,
  type PackageFile,
  packageFormat,
  packageVersion,
  payloadTypeOf,
  readerVersion,
} from '#shared/package/manifest.ts';
import { temporaryName } from '../leftovers.ts';
import { signEnvelope } from './dsse.ts';
import { type Addressee, encryptFile } from './encryption.ts';
import { isFileError } from './file-errors.ts';
import type { OpenKeys } from './keys.ts';
import { type PackedLines, packLines } from './lines.ts';
import { openPackage } from './open.ts';
import { firstProof, manifestName, mimetype, mimetypeName, noteName, operationsName } from './zip-format.ts';
import { newScratch } from './zip-read.ts';
import { writeZip, type ZipSource } from './zip-write.ts';

export type PackageStep = 'pack' | 'write' | 'verify' | 'encrypt';

export interface PackageOrder {
  readonly manifest: ManifestDraft;
  /** Full lines and withheld lines, range by range, late bodies of a range first; none of them with its LF. */
  readonly lines: Iterable<string> | AsyncIterable<string>;
  /** The same packed beforehand, where their size had to be known. */
  readonly packed?: PackedLines;
  /** Files of the data folder that travel along; content-addressed. */
  readonly blobs?: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
  /** Of an echo: the recipient's own signed manifests, as they came from it. */
  readonly proofs?: readonly string[];
  /** For whoever opens the file with something else: who to call, what it is. */
  readonly note: string;
  readonly signer: Pick<OpenKeys, 'keyId' | 'signingKey' | 'seed' | 'ageRecipient' | 'ageIdentity'> & {
    /** What leads to this key from the office's earlier ones, for a recipient who knows one of those. */
    readonly statements?: readonly { readonly keyVersion: number; readonly statement: string }[];
  };
  /** Encrypted for the addressee and for the signer; plain where absent. */
  readonly addressee?: Addressee | undefined;
  readonly outPath: string;
  /** `total` is 0 while it is not known. */
  readonly onProgress?: (step: PackageStep, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface BuiltPackage {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's bytes, lowercase hex: the package's identity, encrypted or not. */
  readonly payloadDigest: string;
  /** Of the file as it is carried. */
  readonly bytes: number;
}

/** Leaves either the whole verified package under `outPath` or nothing. */
export async function buildPackage(order: PackageOrder): Promise<BuiltPackage> {
  const temporary = temporaryName(order.outPath);
  const progress = (step: PackageStep, done: number, total: number): void => {
    if (order.signal?.aborted === true) throw problem('CANCELLED');
    order.onProgress?.(step, done, total);
  };
  const lineCount = order.manifest.ranges.reduce((sum, range) => sum + range.count, 0);
  try {
    const contents = await gatherContents(order, (done) => progress('pack', done, lineCount));
    const manifest = completeManifest(order, contents);
    const payload = Buffer.from(canonicalText(manifest as JsonValue), 'utf8');
    const envelope = signEnvelope(payloadTypeOf(manifest.kind), payload, order.signer);
    const entries = [entryOf(mimetypeName, Buffer.from(mimetype)), entryOf(manifestName, envelope), ...contents];
    const total = entries.reduce((sum, entry) => sum + entry.size, 0);
    // Under the age layer it is only a step: what is carried is synced and read back by `encryptFile`.
    const isCarried = order.addressee === undefined;
    const bytes = await writeEntries(temporary, entries, isCarried, (done) => progress('write', done, total));
    const built = { manifest, payloadDigest: sha256(payload).toString('hex'), bytes };
    await verify(temporary, built, order, (done, size) => progress('verify', done, size));
    const finished = order.addressee === undefined ? temporary : temporaryName(`${order.outPath}.age`);
    if (order.addressee !== undefined) {
      await encryptFile(temporary, finished, order.addressee, order.signer, {
        onProgress: (done, size) => progress('encrypt', done, size),
        signal: order.signal,
      });
      await rm(temporary);
    }
    await rename(finished, order.outPath);
    await syncFolder(dirname(order.outPath));
    return { ...built, bytes: (await stat(order.outPath)).size };
  } catch (error) {
    for (const left of [temporary, temporaryName(`${order.outPath}.age`)])
      await rm(left, { force: true }).catch(() => undefined);
    if (isFileError(error))
      throw problem('FILE_NOT_WRITABLE', { name: basename(order.outPath), reason: error.code }, error);
    throw error;
  }
}

interface Content extends ZipSource {
  readonly file: PackageFile;
}

async function gatherContents(order: PackageOrder, onLines: (count: number) => void): Promise<readonly Content[]> {
  const packed = order.packed ?? (await packLines(order.lines, onLines));
  const contents: Content[] = [];
  if (packed.count > 0) contents.push(contentOf(operationsName, packed.bytes, packed.uncompressedSize));
  contents.push(contentOf(noteName, Buffer.from(order.note, 'utf8')));
  for (const { keyVersion, statement } of order.signer.statements ?? [])
    contents.push(contentOf(`trust/${keyVersion}.dsse.json`, Buffer.from(statement, 'utf8')));
  for (const [index, envelope] of (order.proofs ?? []).entries())
    contents.push(contentOf(`trust/${firstProof + index}.dsse.json`, Buffer.from(envelope, 'utf8')));
  const blobs = order.blobs ?? [];
  const scratch = blobs.length === 0 ? Buffer.alloc(0) : newScratch();
  for (const blob of blobs) {
    const path = `blobs/sha256/${blob.sha256}`;
    contents.push({
      name: path,
      size: blob.size,
      contents: chunksOf(blob.path, scratch),
      file: { path, size: blob.size, sha256: blob.sha256, uncompressedSize: blob.size },
    });
  }
  return contents;
}

function completeManifest(order: PackageOrder, contents: readonly Content[]): Manifest {
  return manifestSchema.parse({
    ...order.manifest,
    format: packageFormat,
    version: packageVersion,
    readerVersion,
    sender: { ...order.manifest.sender, keyId: order.signer.keyId },
    files: contents.map((content) => content.file),
  });
}

function contentOf(name: string, bytes: Buffer, uncompressedSize = bytes.length): Content {
  const file = { path: name, size: bytes.length, sha256: sha256(bytes).toString('hex'), uncompressedSize };
  return { ...entryOf(name, bytes), file };
}

function entryOf(name: string, bytes: Buffer): ZipSource {
  return { name, size: bytes.length, crc: crc32(bytes), contents: [bytes] };
}

/** Opens the file only when its turn has come; each chunk lies in `scratch` and is gone with the next. */
async function* chunksOf(path: string, scratch: Buffer): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead } = await file.read(scratch, 0, scratch.length);
      if (bytesRead === 0) return;
      yield scratch.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function writeEntries(
  path: string,
  entries: readonly ZipSource[],
  isSynced: boolean,
  onBytes: (done: number) => void,
): Promise<number> {
  const file = await open(path, 'w');
  try {
    const bytes = await writeZip(file, entries, onBytes);
    if (isSynced) await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** Reads the file as its receiver will, from the medium it will be carried on. */
async function verify(
  path: string,
  built: BuiltPackage,
  order: PackageOrder,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { sender, recipient } = built.manifest;
  const key = {
    officeId: sender.officeId,
    kind: sender.kind,
    fullName: sender.fullName,
    signingKey: order.signer.signingKey,
  };
  try {
    const opened = await openPackage(path, {
      myOfficeId: recipient.officeId,
      trust: () => key,
      onProgress,
      ...(order.signal === undefined ? {} : { signal: order.signal }),
    });
    if (opened.payloadDigest !== built.payloadDigest) throw problem('PACKAGE_ALTERED', { reason: 'another package' });
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'CANCELLED')
      throw problem(
        'PACKAGE_NOT_VERIFIED',
        { name: basename(order.outPath), code: error.code, ...error.details },
        error,
      );
    throw error;
  }
}

/** Makes the new name durable too; Windows has no such call and does it by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
