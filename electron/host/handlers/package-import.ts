/**
 * Taking a package in. Preview and commit are the same code: the preview runs it on an overlay over a read-only view,
 * the commit on the writer's tables. A refused file is set aside with its sentence; nothing else changes.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerAccess, overlayAccess } from '#db/ledger/access.ts';
import {
  type ReceivedOperation,
  type ReceivedResult,
  type ReceivedStream,
  receiveOperations,
} from '#db/ledger/receive.ts';
import {
  coveredPackages,
  digestOf,
  hasOpenOperations,
  type JournalRow,
  lineAt,
  makeStream,
  markAcknowledged,
  moveHead,
  receivedByDigest,
  reserveNumber,
  saveAcknowledgement,
  saveJournalRow,
  saveReceipt,
  setAside,
  setDigest,
  streamNamed,
} from '#db/queries/exchange.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreview, previewByToken, savePreview } from '#db/queries/ledger-imports.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Reading, Writing } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { ProblemError, problem } from '#shared/error.ts';
import type { Manifest, ManifestDraft } from '#shared/package/manifest.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { buildPackage } from '../package/build.ts';
import { sha256 } from '../package/ed25519.ts';
import { packageFileName, packageNote, packagePath } from '../package/file-name.ts';
import { type OpenedPackage, openPackage } from '../package/open.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { requireOffice } from './authoring.ts';
import { openKeys } from './offices.ts';
import { describeReceived } from './received-differences.ts';

type Preview = OutputOf<'packages.preview'>;
type Verdict = Preview['verdict'];

export const packagePreviewJob: JobHandler<'packages.preview'> = {
  async run(context, input) {
    const path = context.path(input.file);
    try {
      const opened = await openVerified(context, path);
      const seen = context.read((reading) => receivedByDigest(reading, opened.payloadDigest));
      if (seen !== undefined) {
        await ensureReceipt(context, seen, opened.manifest);
        throw problem('PACKAGE_SEEN_BEFORE', { at: businessDay(seen.at), office: opened.sender.fullName });
      }
      const { preview, position } = context.read((reading) => previewOf(reading, opened, context));
      const token = context.newId();
      const kept = join(dataFolderAt(context.dataFolder).previews, `${token}.ldx`);
      copyFileSync(path, kept);
      await context.write('keep', {
        token,
        position,
        digest: opened.payloadDigest,
        file: kept,
        fileName: input.file.name,
      });
      return { ...preview, token };
    } catch (error) {
      if (error instanceof ProblemError && isRefusal(error)) await quarantine(context, path, input.file.name, error);
      throw error;
    }
  },
  steps: {
    keep(context, payload: { token: string; position: number; digest: string; file: string; fileName: string }) {
      for (const file of savePreview(context.writing, { ...payload, kind: 'package', payload: {} }, context.now))
        rmSync(file, { force: true });
      return null;
    },
    quarantine: quarantineStep,
    receipt: receiptStep,
    number: (context, { officeId }: { officeId: string }) => reserveNumber(context.writing, officeId),
  },
};

export const importJob: JobHandler<'packages.import'> = {
  async run(context, { token }) {
    openKeys(context);
    const kept = context.read((reading) => previewByToken(reading, token, 'package'));
    if (kept === undefined || !existsSync(kept.file)) throw problem('PREVIEW_UNKNOWN');
    const opened = await openVerified(context, kept.file);
    if (opened.payloadDigest !== kept.digest) throw problem('PREVIEW_OUTDATED');
    context.progress({ done: 0, total: null, text: '正在写入' });
    const { manifest } = opened;
    const payload: Cargo = {
      token,
      payloadDigest: opened.payloadDigest,
      bytes: opened.bytes,
      fileName: kept.fileName,
      manifest,
      packageId: context.newId(),
      streams: opened.streams.map(({ range, operations, lateBodies }) => ({
        range,
        lines: operations.map((operation) => operation.line),
        hashes: packedHashes(operations),
        lateBodies: lateBodies.map(({ n, line, bodyHash }) => ({ n, line, bodyHash })),
      })),
    };
    const written = await commitOrSetAside(context, payload, kept.file);
    rmSync(kept.file, { force: true });
    const row = context.read((reading) => receivedByDigest(reading, opened.payloadDigest));
    const receipt =
      row === undefined || manifest.kind === 'receipt' ? null : await ensureReceipt(context, row, manifest);
    const file = receipt === null ? null : await context.handOut(receipt.path, receipt.name);
    return { changeId: null, ...written, file, packageId: payload.packageId };
  },
  steps: {
    commit: commitPackage,
    quarantine: quarantineStep,
    receipt: receiptStep,
    number: (context, { officeId }: { officeId: string }) => reserveNumber(context.writing, officeId),
  },
};

async function commitOrSetAside(
  context: JobContext,
  payload: Cargo,
  file: string,
): Promise<{ position: number; applied: number; verdict: Verdict }> {
  try {
    return await context.write('commit', payload);
  } catch (error) {
    if (error instanceof ProblemError && isRefusal(error)) await quarantine(context, file, payload.fileName, error);
    throw error;
  }
}

async function openVerified(context: JobContext, path: string): Promise<OpenedPackage> {
  const office = context.read(requireOffice);
  return openPackage(path, {
    myOfficeId: office.id,
    trust(_keyId, officeId) {
      const enrolled = context.read((reading) => enrolledOfficeById(reading, officeId));
      return enrolled === undefined
        ? undefined
        : { officeId, kind: enrolled.kind, fullName: enrolled.fullName, signingKey: enrolled.enrolment.signingKey };
    },
    signal: context.signal,
    onProgress: (done, total) => context.progress({ done, total, text: '正在核对文件' }),
  });
}

/** Holds a package's chain against what is known: fits, older, or a refusal (a gap, another history). */
function chainVerdict(reading: Reading, opened: OpenedPackage): Verdict {
  let isNew = false;
  for (const { range, operations, lateBodies } of opened.streams) {
    const known = streamNamed(reading, range.stream);
    if (known !== undefined && known.officeId !== opened.sender.officeId)
      throw problem('PACKAGE_HISTORY_DIFFERS', { office: opened.sender.fullName });
    const head = known?.n ?? 0;
    if (range.from > head + 1)
      throw problem('PACKAGE_OUT_OF_ORDER', {
        office: opened.sender.fullName,
        missingFrom: head + 1,
        missingTo: range.from - 1,
      });
    if (known !== undefined && range.from > 1)
      requireSameHash(reading, known.key, range.from - 1, range.baseHash, opened);
    const last = Math.min(head, range.to);
    const overlapping = last >= range.from ? operations[last - range.from] : undefined;
    if (known !== undefined && overlapping !== undefined)
      requireSameHash(reading, known.key, last, Buffer.from(overlapping.hash).toString('hex'), opened);
    if (range.to > head) isNew = true;
    if (known !== undefined && lateBodies.some((late) => lineAt(reading, known.key, late.n)?.line === null))
      isNew = true;
  }
  if (isNew || opened.manifest.acknowledgements.length > 0) return 'fits';
  return opened.streams.length === 0 ? 'nothingNew' : 'older';
}

function requireSameHash(reading: Reading, streamKey: number, n: number, hash: string, opened: OpenedPackage): void {
  if (lineAt(reading, streamKey, n)?.hash.toString('hex') !== hash)
    throw problem('PACKAGE_HISTORY_DIFFERS', { office: opened.sender.fullName });
}

function previewOf(
  reading: Reading,
  opened: OpenedPackage,
  context: JobContext,
): { preview: Omit<Preview, 'token'>; position: number } {
  const verdict = chainVerdict(reading, opened);
  const { manifest, sender } = opened;
  // A stream never seen gets its key at the commit; here any key that is not in use will do.
  const streams = opened.streams.map(
    ({ range, operations, lateBodies }, index): ReceivedStream => ({
      streamKey: streamNamed(reading, range.stream)?.key ?? -1 - index,
      stream: range.stream,
      operations,
      lateBodies,
    }),
  );
  const total = streams.reduce((sum, stream) => sum + stream.operations.length, 0);
  const result = receiveOperations(overlayAccess(reading), sender, streams, (done) =>
    context.progress({ done, total, text: '正在比对内容' }),
  );
  const { records, differences } = describeReceived(reading, result);
  const heads = new Map(manifest.acknowledgements.map((each) => [each.stream, each.n]));
  const acknowledges = coveredPackages(reading, sender.officeId, heads, answeredBy(manifest)).map((row) => ({
    packageId: row.id,
    seq: row.seq,
  }));
  return {
    position: ledgerPosition(reading),
    preview: {
      kind: manifest.kind,
      verdict,
      sentence: sentenceOf(verdict, manifest, acknowledges.length),
      office: { id: sender.officeId, fullName: sender.fullName },
      seq: manifest.seq,
      period: manifest.period,
      createdAt: manifest.createdAt,
      reviewedBy: manifest.submission?.reviewedBy ?? null,
      issuedBy: manifest.submission?.issuedBy ?? null,
      operations: { total, new: result.received.length, known: result.known, withheld: result.withheld },
      records,
      differences,
      acknowledges,
    },
  };
}

function sentenceOf(verdict: Verdict, manifest: Manifest, acknowledged: number): string {
  if (manifest.kind === 'receipt')
    return acknowledged > 0
      ? `这是对方的回执，确认收到${acknowledged}个报送包。`
      : '这是对方的回执，内容以前已经确认过。';
  switch (verdict) {
    case 'fits':
      return '文件完整、签名有效，可以接收。';
    case 'older':
      return '这是较早生成的报送包，里面的内容以前都已收到，接收后不会有变化。';
    case 'nothingNew':
    case 'seenBefore':
    case 'gap':
      return '这份文件没有新的内容。';
  }
}

interface Cargo {
  readonly token: string;
  readonly payloadDigest: string;
  readonly bytes: number;
  readonly fileName: string;
  readonly packageId: string;
  readonly manifest: Manifest;
  readonly streams: readonly CargoStream[];
}

/** Between threads every small object is copied by itself: the hashes of a run travel as one block. */
interface CargoStream {
  readonly range: Manifest['ranges'][number];
  /** From `range.from` on; null where the body was withheld. */
  readonly lines: readonly (string | null)[];
  /** 64 bytes an operation: the hash of its body, then of the chain. */
  readonly hashes: Uint8Array;
  readonly lateBodies: ReceivedStream['lateBodies'];
}

function packedHashes(operations: readonly { readonly bodyHash: Uint8Array; readonly hash: Uint8Array }[]): Uint8Array {
  const packed = new Uint8Array(operations.length * 64);
  operations.forEach(({ bodyHash, hash }, index) => {
    packed.set(bodyHash, index * 64);
    packed.set(hash, index * 64 + 32);
  });
  return packed;
}

function unpackedOperations({ range, lines, hashes }: CargoStream): ReceivedOperation[] {
  return lines.map((line, index) => ({
    n: range.from + index,
    line,
    bodyHash: hashes.subarray(index * 64, index * 64 + 32),
    hash: hashes.subarray(index * 64 + 32, index * 64 + 64),
  }));
}

function commitPackage(context: CommandContext, cargo: Cargo): JsonValue {
  const { writing, now } = context;
  const preview = previewByToken(writing, cargo.token, 'package');
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  if (preview.position !== ledgerPosition(writing) || preview.digest !== cargo.payloadDigest)
    throw problem('PREVIEW_OUTDATED');
  const { manifest } = cargo;
  // A receipt brings no operation, so the position alone does not tell that another preview of it was taken in.
  const seen = receivedByDigest(writing, cargo.payloadDigest);
  if (seen !== undefined)
    throw problem('PACKAGE_SEEN_BEFORE', { at: businessDay(seen.at), office: manifest.sender.fullName });
  const enrolled = enrolledOfficeById(writing, manifest.sender.officeId);
  if (enrolled === undefined) throw problem('PREVIEW_OUTDATED');
  const sender = { officeId: enrolled.id, kind: enrolled.kind };

  const streams = cargo.streams.map(
    (stream): ReceivedStream => ({
      streamKey:
        streamNamed(writing, stream.range.stream)?.key ?? makeStream(writing, stream.range.stream, sender.officeId),
      stream: stream.range.stream,
      operations: unpackedOperations(stream),
      lateBodies: stream.lateBodies,
    }),
  );
  const result = receiveOperations(ledgerAccess(writing), sender, streams);
  for (const [key, head] of result.heads) moveHead(writing, key, head.n, head.hash);
  addToDigests(writing, result);
  requireSameDigests(writing, cargo, result);
  takeAcknowledgements(writing, manifest, now);
  const verdict: Verdict = result.received.length > 0 || manifest.acknowledgements.length > 0 ? 'fits' : 'older';
  saveJournalRow(writing, {
    id: cargo.packageId,
    direction: 'received',
    kind: manifest.kind,
    officeId: sender.officeId,
    seq: manifest.seq,
    period: manifest.period,
    file: null,
    fileName: cargo.fileName,
    bytes: cargo.bytes,
    operations: result.received.length,
    payloadDigest: cargo.payloadDigest,
    ranges: manifest.ranges.map(({ stream, from, to }) => ({ stream, from, to })),
    at: now,
    actor: context.operator ?? '',
    state: 'received',
    stateChangedAt: null,
    reviewedBy: manifest.submission?.reviewedBy ?? null,
    issuedBy: manifest.submission?.issuedBy ?? null,
    receiptFile: null,
    receiptName: null,
    facts: { entities: manifest.entities },
  });
  dropPreview(writing, cargo.token);
  const applied = result.received.filter((each) => each.applied.status === 'applied').length;
  return { position: ledgerPosition(writing), applied, verdict };
}

function addToDigests(writing: Writing, result: ReceivedResult): void {
  const sums = new Map<number, Uint8Array>();
  for (const { entry, operation } of result.received) {
    if (entry.status !== 'applied' && entry.status !== 'conflict') continue;
    const sum = sums.get(entry.streamKey) ?? new Uint8Array(32);
    sums.set(entry.streamKey, addDigest(sum, operationDigest(sha256, operation.entity, operation.id, entry.hash)));
  }
  for (const [key, sum] of sums) {
    setDigest(writing, key, addDigest(digestOf(writing, key), sum));
  }
}

/**
 * Where everything applied, both stores must now have the same digest; a difference means one of the two is defective.
 * Bodies held here that this package withholds (they came with a package whose receipt was lost) are not in the sender's.
 */
function requireSameDigests(writing: Writing, cargo: Cargo, result: ReceivedResult): void {
  if (result.received.some((each) => each.entry.status === 'refused' || each.entry.status === 'waiting')) return;
  for (const { stream, n, digest } of cargo.manifest.stateDigests) {
    const known = streamNamed(writing, stream);
    if (known === undefined || known.n !== n || hasOpenOperations(writing, known.key)) continue;
    let mine: Uint8Array = known.digest;
    const carried = cargo.streams.find((each) => each.range.stream === stream);
    for (const [index, body] of (carried?.lines ?? []).entries()) {
      const line = body === null ? lineAt(writing, known.key, (carried?.range.from ?? 0) + index) : undefined;
      if (line === undefined || line.line === null || line.entity === null || line.recordId === null) continue;
      mine = subtractDigest(mine, operationDigest(sha256, line.entity, line.recordId, line.hash));
    }
    if (Buffer.from(mine).toString('hex') !== digest)
      throw problem('PACKAGE_CONTENT_INVALID', { reason: 'state digest' });
  }
}

/** What the other office says it holds of our streams; believed only where its hash is ours. */
function takeAcknowledgements(writing: Writing, manifest: Manifest, now: string): void {
  const own = requireOffice(writing);
  const heads = new Map<string, number>();
  for (const { stream, n, hash, withheld } of manifest.acknowledgements) {
    const known = streamNamed(writing, stream);
    if (known === undefined || known.officeId !== own.id || n > known.n) continue;
    const line = lineAt(writing, known.key, n);
    if (n > 0 && line?.hash.toString('hex') !== hash) continue;
    heads.set(stream, n);
    saveAcknowledgement(
      writing,
      manifest.sender.officeId,
      known.key,
      { n, hash: Buffer.from(hash, 'hex'), withheld },
      now,
    );
  }
  for (const row of coveredPackages(writing, manifest.sender.officeId, heads, answeredBy(manifest)))
    markAcknowledged(writing, row.id, now);
}

/** The package a receipt answers has arrived, also where this installation knows less than it has sent (a backup). */
function answeredBy(manifest: Manifest): string | null {
  return manifest.kind === 'receipt' ? (manifest.inReplyTo?.payloadDigest ?? null) : null;
}

function receiptStep(
  context: CommandContext,
  payload: { packageId: string; file: string; name: string; row: JournalRow },
): null {
  saveReceipt(context.writing, payload.packageId, payload.file, payload.name);
  saveJournalRow(context.writing, payload.row);
  return null;
}

/** The receipt of a package taken in: the kept one, or a fresh one where it was never finished or has gone. */
async function ensureReceipt(
  context: JobContext,
  row: JournalRow,
  manifest: Manifest,
): Promise<{ path: string; name: string } | null> {
  if (manifest.kind === 'receipt') return null;
  const { packages } = dataFolderAt(context.dataFolder);
  if (row.receiptFile !== null && row.receiptName !== null && existsSync(join(packages, row.receiptFile)))
    return { path: join(packages, row.receiptFile), name: row.receiptName };
  const keys = openKeys(context);
  const office = context.read(requireOffice);
  const seq = await context.write<number>('number', { officeId: row.officeId });
  const name = packageFileName(office.shortName, '回执', seq, businessDay(context.now));
  const id = context.newId();
  const path = packagePath(context.dataFolder, id, name);
  const draft: ManifestDraft = {
    kind: 'receipt',
    sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
    recipient: { officeId: row.officeId, fullName: manifest.sender.fullName },
    seq,
    createdAt: context.now,
    period: row.period,
    ranges: [],
    entities: [],
    stateDigests: [],
    acknowledgements: context.read((reading) => acknowledgementsFor(reading, row.officeId)),
    blobsHad: [],
    blobsWanted: [],
    blobsHeldBack: [],
    submission: null,
    inReplyTo: { payloadDigest: row.payloadDigest, seq: row.seq },
  };
  const built = await buildPackage({
    manifest: draft,
    lines: [],
    note: packageNote(office.fullName, manifest.sender.fullName, ''),
    signer: keys,
    outPath: path,
    signal: context.signal,
  });
  const sent: JournalRow = {
    ...row,
    id,
    direction: 'sent',
    kind: 'receipt',
    seq,
    file: join(id, name),
    fileName: name,
    bytes: built.bytes,
    operations: 0,
    payloadDigest: built.payloadDigest,
    ranges: [],
    at: context.now,
    actor: context.operator ?? '',
    state: 'generated',
    reviewedBy: null,
    issuedBy: null,
    receiptFile: null,
    receiptName: null,
    facts: {},
  };
  await context.write('receipt', { packageId: row.id, file: join(id, name), name, row: sent });
  return { path, name };
}

function quarantineStep(context: CommandContext, payload: Parameters<typeof setAside>[1]): null {
  setAside(context.writing, payload);
  return null;
}

/** What the person did (cancelled, locked) and what the disk did is not the file's fault. */
function isRefusal(error: ProblemError): boolean {
  return error.code.startsWith('PACKAGE_');
}

async function quarantine(context: JobContext, path: string, fileName: string, error: ProblemError): Promise<void> {
  const id = context.newId();
  const folder = dataFolderAt(context.dataFolder).quarantine;
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, id));
  await context.write('quarantine', {
    id,
    file: id,
    fileName,
    bytes: statSync(path).size,
    at: context.now,
    code: error.code,
    sentence: error.message,
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    details: error.details,
  });
}
