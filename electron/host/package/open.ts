/**
 * Opens a package: gate → signature → version → addressee → every hash → every line and the chain. Nothing of it is
 * believed before its signature, nothing is given out before all of it is verified. Every refusal is a coded problem.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256 } from '#db/sha256.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { chainVerifier, type VerifiedStream } from '#shared/package/chain.ts';
import { type BelievedUntil, isBelieved, type KeyChange } from '#shared/package/key-change.ts';
import {
  type Manifest,
  manifestHeadSchema,
  manifestSchema,
  packageKinds,
  packageLimits,
  payloadTypeOf,
  readerVersion,
} from '#shared/package/manifest.ts';
import { type Envelope, parseEnvelope, verifyEnvelope } from './dsse.ts';
import { keyIdOf } from './ed25519.ts';
import { isFileError } from './file-errors.ts';
import { followKeyChanges, maximumStatementBytes } from './key-change.ts';
import { unpackLines } from './lines.ts';
import { firstProof, manifestName, mimetypeName, noteName, operationsName } from './zip-format.ts';
import { hashEntry, newScratch, readDirectory, readEntry, type ZipEntry } from './zip-read.ts';

/** What enrolment has recorded of an office. */
export interface EnrolledKey {
  readonly officeId: string;
  readonly kind: OfficeKind;
  readonly fullName: string;
  /** Ed25519 public key, lowercase hex. */
  readonly signingKey: string;
  /** Counts the keys of the office; 1 where absent. */
  readonly version?: number;
  /** Nothing signed by it is believed. */
  readonly isRevoked?: boolean;
  /** Operations of each stream up to which it is believed; absent or null: all of them. */
  readonly until?: BelievedUntil | null;
  /** Stopped by a person here: then what brings no operations, such as a receipt, is not believed either. */
  readonly isStopped?: boolean;
}

export interface OpenOptions {
  readonly myOfficeId: string;
  /** The enrolled key of that name of an office, else its newest; `keyId` says which one the sender claims to have used. */
  readonly trust: (keyId: string, officeId: string) => EnrolledKey | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Attached files are left unread: they were verified before, and are once more when they are copied out. */
  readonly withoutBlobs?: boolean;
}

export interface OpenedPackage {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's bytes, lowercase hex: the package's identity, for “seen before”. */
  readonly payloadDigest: string;
  readonly bytes: number;
  readonly sender: EnrolledKey;
  /** Statements that led from the newest known key of the sender to the one that signed; empty where it was known. */
  readonly keyChanges: readonly KeyChange[];
  /** The signed manifest as it came. */
  readonly envelope: Buffer;
  /** In the order of `manifest.ranges`, chain verified from base to head. */
  readonly streams: readonly VerifiedStream[];
  readonly note: string;
  /** Signed manifests of the recipient itself, given back with its work; unread. */
  readonly proofs: readonly Buffer[];
  /** Their contents were hashed; `withBlobs` hashes them again on the way out. */
  readonly blobs: readonly { readonly sha256: string; readonly size: number }[];
}

export async function openPackage(path: string, options: OpenOptions): Promise<OpenedPackage> {
  const name = basename(path);
  try {
    const file = await open(path, 'r');
    try {
      const status = await file.stat();
      if (!status.isFile()) throw problem('FILE_UNREADABLE', { name, reason: '不是文件' });
      return await readPackage(file, status.size, options);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw isFileError(error) ? fileProblem(error, name) : error;
  }
}

/** Copies a verified blob to an open, empty file; PACKAGE_ALTERED if the package has changed since it was opened. */
export type CopyBlob = (blobHash: string, target: FileHandle, onBytes?: (copied: number) => void) => Promise<void>;

/** Opens the archive once for all the blobs that are copied out of it. */
export async function withBlobs<T>(packagePath: string, use: (copyBlob: CopyBlob) => Promise<T>): Promise<T> {
  const file = await open(packagePath, 'r');
  try {
    const entries = await readDirectory(file, (await file.stat()).size);
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const scratch = newScratch();
    return await use(async (blobHash, target, onBytes = () => {}) => {
      const entry = byName.get(`blobs/sha256/${blobHash}`);
      if (entry === undefined) throw problem('PACKAGE_ALTERED', { reason: 'blob is gone' });
      let done = 0;
      const write = async (chunk: Buffer) => {
        for (let at = 0; at < chunk.length; )
          at += (await target.write(chunk, at, chunk.length - at, done + at)).bytesWritten;
        done += chunk.length;
        onBytes(done);
      };
      const found = await hashEntry(file, entry, write, scratch);
      if (found !== blobHash) throw problem('PACKAGE_ALTERED', { reason: 'blob' });
    });
  } finally {
    await file.close();
  }
}

async function readPackage(file: FileHandle, bytes: number, options: OpenOptions): Promise<OpenedPackage> {
  const entries = await readDirectory(file, bytes);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const envelopeBytes = await readEntry(file, required(byName, manifestName), envelopeLimit);
  const envelope = parseEnvelope(envelopeBytes);
  const { payload, sender, keyChanges } = await verifySender(envelope, options, () => readStatements(file, entries));
  const manifest = readManifest(payload, envelope, sender, options);
  matchFiles(entries, manifest);

  const left = options.withoutBlobs === true ? blobBytes(manifest) : 0;
  const progress = progressOf(bytes - left, manifest, options);
  const kept = new Map<string, Buffer>();
  let scratch: Buffer | undefined;
  for (const stated of manifest.files) {
    const entry = required(byName, stated.path);
    const isBlob = stated.path.startsWith('blobs/');
    let found: string;
    if (isBlob && options.withoutBlobs === true) continue;
    if (isBlob) {
      scratch ??= newScratch();
      found = await hashEntry(file, entry, (chunk) => progress(chunk.length), scratch);
    } else {
      const contents = await readEntry(file, entry, packageLimits.operationsBytes);
      kept.set(stated.path, contents);
      found = sha256(contents).toString('hex');
      progress(contents.length);
    }
    if (found !== stated.sha256) throw problem('PACKAGE_ALTERED', { reason: `hash of ${stated.path}` });
  }

  return {
    manifest,
    payloadDigest: sha256(payload).toString('hex'),
    bytes,
    sender,
    keyChanges,
    envelope: envelopeBytes,
    streams: await readOperations(manifest, kept.get(operationsName), progress),
    note: kept.get(noteName)?.toString('utf8') ?? '',
    proofs: [...kept].filter(([path]) => (trustNumber(path) ?? 0) >= firstProof).map(([, contents]) => contents),
    blobs: manifest.files
      .filter((stated) => stated.path.startsWith('blobs/'))
      .map((stated) => ({ sha256: stated.sha256, size: stated.size })),
  };
}

// The payload in base64, and a little around it.
const envelopeLimit = Math.ceil(packageLimits.manifestBytes / 3) * 4 + 1024;

const mostStatements = 100;

/** Statements of new keys, signed in themselves: looked at before the manifest when it is signed by a key not known yet. */
async function readStatements(file: FileHandle, entries: readonly ZipEntry[]): Promise<readonly Buffer[]> {
  const named = entries.filter(({ name }) => (trustNumber(name) ?? firstProof) < firstProof).slice(0, mostStatements);
  const statements: Buffer[] = [];
  for (const entry of named) statements.push(await readEntry(file, entry, maximumStatementBytes));
  return statements;
}

function trustNumber(path: string): number | undefined {
  const [, number] = /^trust\/(\d+)\./.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

interface VerifiedSender {
  readonly payload: Buffer;
  readonly sender: EnrolledKey;
  readonly keyChanges: readonly KeyChange[];
}

async function verifySender(
  envelope: Envelope,
  options: OpenOptions,
  statements: () => Promise<readonly Buffer[]>,
): Promise<VerifiedSender> {
  const head = manifestHeadSchema.safeParse(parseJson(envelope.payload));
  if (!head.success) throw problem('PACKAGE_SIGNATURE_INVALID', { reason: 'no manifest' });
  const claimed = head.data.sender;
  const isMine = claimed.officeId === options.myOfficeId && head.data.recipient.officeId !== options.myOfficeId;
  if (isMine) throw problem('PACKAGE_IS_OWN');
  const known = options.trust(envelope.keyId, claimed.officeId);
  if (known === undefined || known.officeId !== claimed.officeId)
    throw problem('PACKAGE_SENDER_UNKNOWN', {
      office: claimed.fullName,
      officeId: claimed.officeId,
      keyId: envelope.keyId,
    });
  const keyChanges = keyIdOf(known.signingKey) === envelope.keyId ? [] : await changesTo(envelope, known, statements);
  const sender = keyChanges.length === 0 ? known : successor(known, keyChanges);
  const payloadType = packageKinds.map(payloadTypeOf).find((type) => type === envelope.payloadType);
  // A later version may know more kinds; whether it is one is asked of the verified payload.
  const isNewer = head.data.readerVersion > readerVersion;
  if (payloadType === undefined && !isNewer) throw problem('PACKAGE_SIGNATURE_INVALID', { reason: 'payloadType' });
  const payload = verifyEnvelope(envelope, payloadType ?? envelope.payloadType, sender.signingKey);
  if (sender.isRevoked === true)
    throw problem('PACKAGE_REVOKED_KEY', { office: sender.fullName, keyId: envelope.keyId });
  if (isNewer)
    throw problem('PACKAGE_NEWER_VERSION', { version: head.data.version, readerVersion: head.data.readerVersion });
  return { payload, sender, keyChanges };
}

/** What leads from the known key to the one that signed; PACKAGE_OTHER_KEY where nothing does. */
async function changesTo(
  envelope: Envelope,
  known: EnrolledKey,
  statements: () => Promise<readonly Buffer[]>,
): Promise<readonly KeyChange[]> {
  const refusal = (cause?: unknown) =>
    problem('PACKAGE_OTHER_KEY', { office: known.fullName, keyId: envelope.keyId }, cause);
  // A key that was stopped names no successor.
  if (known.isRevoked === true || known.isStopped === true) throw refusal();
  const { officeId, signingKey, version = 1 } = known;
  try {
    const changes = followKeyChanges({ officeId, signingKey, version }, await statements());
    const last = changes.findIndex((change) => change.next.keyId === envelope.keyId);
    if (last < 0) throw refusal();
    return changes.slice(0, last + 1);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'ENROLMENT_FILE_INVALID') throw refusal(error);
    throw error;
  }
}

function successor(known: EnrolledKey, changes: readonly KeyChange[]): EnrolledKey {
  const last = changes.at(-1);
  const { officeId, kind, fullName } = known;
  if (last === undefined) return known;
  return { officeId, kind, fullName, signingKey: last.next.signingKey, version: last.keyVersion };
}

function readManifest(payload: Buffer, envelope: Envelope, sender: EnrolledKey, options: OpenOptions): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(payload));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`manifest: ${issue?.path.join('.') ?? ''}`);
  }
  const manifest = parsed.data;
  if (payloadTypeOf(manifest.kind) !== envelope.payloadType)
    throw problem('PACKAGE_SIGNATURE_INVALID', { reason: 'payloadType' });
  if (manifest.sender.keyId !== envelope.keyId || manifest.sender.kind !== sender.kind) throw invalid('sender');
  if (manifest.recipient.officeId !== options.myOfficeId)
    throw problem('PACKAGE_WRONG_RECIPIENT', {
      office: manifest.recipient.fullName,
      officeId: manifest.recipient.officeId,
      from: sender.fullName,
    });
  const isEmpty = manifest.ranges.length === 0;
  if (!isBelieved(sender.until ?? null, manifest.ranges) || (sender.isStopped === true && isEmpty))
    throw problem('PACKAGE_REVOKED_KEY', { office: sender.fullName, keyId: envelope.keyId });
  return manifest;
}

/** The archive holds what the manifest names, each as long as it says, and nothing else. */
function matchFiles(entries: readonly ZipEntry[], manifest: Manifest): void {
  const stated = new Map(manifest.files.map((each) => [each.path, each]));
  if (stated.size !== manifest.files.length) throw invalid('file named twice');
  for (const entry of entries) {
    if (entry.name === mimetypeName || entry.name === manifestName) continue;
    const match = stated.get(entry.name);
    if (match === undefined || !entry.isKnown) throw problem('PACKAGE_EXTRA_CONTENT', { reason: entry.name });
    if (match.size !== entry.size) throw problem('PACKAGE_ALTERED', { reason: `size of ${entry.name}` });
    stated.delete(entry.name);
    if (entry.name !== operationsName && match.uncompressedSize !== match.size) throw invalid('sizes');
    if (entry.name.startsWith('blobs/') && entry.name !== `blobs/sha256/${match.sha256}`)
      throw invalid('name of a blob');
  }
  if (stated.size > 0) throw problem('PACKAGE_ALTERED', { reason: 'file missing' });
}

async function readOperations(
  manifest: Manifest,
  packed: Buffer | undefined,
  progress: (bytes: number) => void,
): Promise<VerifiedStream[]> {
  const verifier = chainVerifier(sha256, manifest.ranges);
  const size = manifest.files.find((stated) => stated.path === operationsName)?.uncompressedSize ?? 0;
  const lines = manifest.ranges.reduce((sum, range) => sum + range.count, 0);
  if (size > packageLimits.operationsUncompressedBytes || lines > packageLimits.operations)
    throw problem('PACKAGE_TOO_LARGE', { reason: 'operations' });
  let before = 0;
  if (packed !== undefined)
    await unpackLines(packed, size, verifier.push, (unpacked) => {
      progress(unpacked - before);
      before = unpacked;
    });
  return verifier.finish();
}

function blobBytes({ files }: Manifest): number {
  return files.filter(({ path }) => path.startsWith('blobs/')).reduce((sum, { size }) => sum + size, 0);
}

function progressOf(bytes: number, manifest: Manifest, options: OpenOptions): (more: number) => void {
  const unpacked = manifest.files.find((stated) => stated.path === operationsName)?.uncompressedSize ?? 0;
  let done = 0;
  return (more) => {
    if (options.signal?.aborted === true) throw problem('CANCELLED');
    done += more;
    options.onProgress?.(Math.min(done, bytes + unpacked), bytes + unpacked);
  };
}

function required(entries: ReadonlyMap<string, ZipEntry>, name: string): ZipEntry {
  const entry = entries.get(name);
  if (entry === undefined) throw problem('PACKAGE_ALTERED', { reason: `no ${name}` });
  return entry;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw problem('PACKAGE_SIGNATURE_INVALID', { reason: 'manifest is not JSON' }, error);
  }
}

function fileProblem(error: { readonly code: string } & Error, name: string): Error {
  if (error.code === 'ENOENT') return problem('FILE_NOT_FOUND', { name }, error);
  return problem('FILE_UNREADABLE', { name, reason: error.code }, error);
}

function invalid(reason: string): Error {
  return problem('PACKAGE_CONTENT_INVALID', { reason });
}
