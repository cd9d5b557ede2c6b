/** The commit of a received package, in one transaction on the writer. */
import { type Author, ledgerAccess } from '#db/ledger/access.ts';
import {
  type ReceivedOperation,
  type ReceivedResult,
  type ReceivedStream,
  receiveOperations,
} from '#db/ledger/receive.ts';
import { type Brought, spansOf } from '#db/ledger/take-back.ts';
import { rememberBlob, type StoredBlob } from '#db/queries/attachments.ts';
import { noteHeldThere } from '#db/queries/carried-files.ts';
import {
  acknowledgementOf,
  coveredPackages,
  digestOf,
  hasOpenOperations,
  lineAt,
  makeStream,
  markAcknowledged,
  moveHead,
  receivedByDigest,
  reserveNumber,
  saveAcknowledgement,
  saveJournalRow,
  setDigest,
  streamNamed,
} from '#db/queries/exchange.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreview, previewByToken } from '#db/queries/ledger-imports.ts';
import { saveSignedHead, settleFound } from '#db/queries/lost-work.ts';
import { heldThere } from '#db/queries/package-parts.ts';
import { saveRefusedThere } from '#db/queries/record-receipts.ts';
import { enrolledOfficeById, trustVersion } from '#db/queries/trust.ts';
import type { Writing } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { KeyChange } from '#shared/package/key-change.ts';
import type { Manifest } from '#shared/package/manifest.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import type { CommandContext } from '../context.ts';
import type { OpenedPackage } from '../package/open.ts';
import { requireOffice } from './authoring.ts';
import { acceptAcknowledgement } from './desk-acknowledgements.ts';
import { adoptKeyChanges } from './enrolled-keys.ts';
import { heedLesserHoldings } from './lesser-holdings.ts';
import { noticeLostWork } from './lost-work.ts';
import { type DeskRoom, makeRoomForDesk, takeDeskPart } from './package-desk.ts';
import { makeRoomForEcho } from './package-echo.ts';
import { makeMoves, planMoves } from './package-moved.ts';
import { isAnswered } from './package-receipt.ts';

type Verdict = OutputOf<'packages.preview'>['verdict'];

/** What a commit is handed: the verified package, its lines and hashes. */
export interface Cargo {
  readonly token: string;
  readonly payloadDigest: string;
  readonly bytes: number;
  readonly fileName: string;
  readonly packageId: string;
  readonly manifest: Manifest;
  readonly streams: readonly CargoStream[];
  /** Attached files put into the data folder already. */
  readonly files: readonly StoredBlob[];
  readonly isEncrypted: boolean;
  /** New keys of the sender, each signed by the one before it. */
  readonly keyChanges: readonly KeyChange[];
  /** The signed manifest as it came. */
  readonly envelope: string;
  /** Signed manifests given along: of an echo our own, of a desk those of other offices. */
  readonly proofs: readonly string[];
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

/** What a commit is handed of an opened package. */
export function cargoOf(
  { manifest, payloadDigest, bytes, streams, keyChanges, envelope, proofs }: OpenedPackage,
  facts: Pick<Cargo, 'token' | 'packageId' | 'fileName' | 'files' | 'isEncrypted'>,
): Cargo {
  return {
    ...facts,
    payloadDigest,
    bytes,
    manifest,
    streams: streams.map(({ range, operations, lateBodies }) => ({
      range,
      lines: operations.map((operation) => operation.line),
      hashes: packedHashes(operations),
      lateBodies: lateBodies.map(({ n, line, bodyHash }) => ({ n, line, bodyHash })),
    })),
    keyChanges,
    envelope: envelope.toString('utf8'),
    proofs: proofs.map((proof) => proof.toString('utf8')),
  };
}

function unpackedOperations({ range, lines, hashes }: CargoStream): ReceivedOperation[] {
  return lines.map((line, index) => ({
    n: range.from + index,
    line,
    bodyHash: hashes.subarray(index * 64, index * 64 + 32),
    hash: hashes.subarray(index * 64 + 32, index * 64 + 64),
  }));
}

export type Committed = ReturnType<typeof takeIn> & {
  /** The number of the receipt; null where none is given. */
  readonly receiptSeq: number | null;
};

export function commitPackage(context: CommandContext, cargo: Cargo): Committed {
  const { writing } = context;
  const preview = previewByToken(writing, cargo.token, 'package');
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  if (preview.position !== ledgerPosition(writing) || preview.digest !== cargo.payloadDigest)
    throw problem('PREVIEW_OUTDATED');
  if (preview.trustVersion !== trustVersion(writing)) throw problem('PREVIEW_OUTDATED');
  const { manifest } = cargo;
  // A receipt brings no operation, so the position alone does not tell that another preview of it was taken in.
  const seen = receivedByDigest(writing, cargo.payloadDigest);
  if (seen !== undefined)
    throw problem('PACKAGE_SEEN_BEFORE', { at: businessDay(seen.at), office: manifest.sender.fullName });
  const value = takeIn(context, cargo);
  dropPreview(writing, cargo.token);
  // Reserved durably before the receipt is written, and with one sync for both.
  return { ...value, receiptSeq: isAnswered(manifest) ? reserveNumber(writing, manifest.sender.officeId) : null };
}

/** Within the caller's transaction; what was to be asked before has been asked. */
export function takeIn(
  context: CommandContext,
  cargo: Cargo,
): { readonly position: number; readonly applied: number; readonly verdict: Verdict } {
  const { writing, now } = context;
  const { manifest } = cargo;
  const isEcho = manifest.kind === 'echo';
  const isDesk = manifest.kind === 'desk';
  const sender = isDesk ? { officeId: manifest.sender.officeId, kind: manifest.sender.kind } : senderOf(context, cargo);
  const unpacked = cargo.streams.map((stream) => ({ ...stream, operations: unpackedOperations(stream) }));
  // Of an echo the streams are ours: what was moved was moved here.
  const moving = planMoves(writing, manifest.moved ?? [], isEcho ? [] : unpacked);
  makeMoves(writing, moving);
  const fresh = unpacked.filter(({ range }) => !moving.stale.has(range.stream));
  const { author, authorOf, instead } = roomFor(context, manifest, fresh, sender);

  const streams = fresh.flatMap((given): ReceivedStream[] => {
    const { stream, operations } = instead.get(given.range.stream) ?? { ...given, stream: given.range.stream };
    if (operations.length === 0 && instead.has(given.range.stream)) return [];
    return [
      {
        streamKey: streamNamed(writing, stream)?.key ?? makeStream(writing, stream, authorOf(stream).officeId),
        stream,
        author: authorOf(given.range.stream),
        operations,
        lateBodies: instead.has(given.range.stream) ? [] : given.lateBodies,
      },
    ];
  });
  const access = ledgerAccess(writing);
  const waited = new Set(access.waiting().map(({ position }) => position));
  const result = receiveOperations(access, author, streams);
  for (const [key, head] of result.heads) moveHead(writing, key, head.n, head.hash);
  addToDigests(writing, result);
  const isElsewhere = (stream: string) => moving.stale.has(stream) || instead.has(stream);
  requireSameDigests(writing, cargo, result, isElsewhere);
  noteHeldThere(writing, manifest.desk?.from ?? sender.officeId, {
    had: manifest.blobsHad,
    wanted: manifest.blobsWanted,
  });
  // What a desk knows stands in the first part.
  if (isDesk && isFirstPart(manifest)) takeDeskPart(context, manifest, cargo.proofs);
  else if (!isDesk) takeAcknowledgements(context, manifest);
  if (!isDesk) heedLesserHoldings(context, manifest, result.heads.size > 0);
  if (isEcho) settleFound(writing, manifest.ranges, now, context.operator ?? '');
  else if (!isDesk)
    for (const { stream, to } of manifest.ranges)
      if (!isElsewhere(stream)) saveSignedHead(writing, sender.officeId, stream, to, cargo.envelope);
  for (const file of cargo.files) rememberBlob(writing, file, now);
  const bringsSomething = result.received.length > 0 || manifest.acknowledgements.length > 0 || cargo.files.length > 0;
  const verdict: Verdict = bringsSomething ? 'fits' : 'older';
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
    facts: {
      entities: manifest.entities,
      files: cargo.files.length,
      isEncrypted: cargo.isEncrypted,
      ...(manifest.part === undefined ? {} : { part: manifest.part }),
      ...receivedFacts(cargo, result, waited),
    } satisfies ReceivedFacts & Readonly<Record<string, unknown>>,
  });
  const applied = result.received.filter((each) => each.applied.status === 'applied').length;
  return { position: ledgerPosition(writing), applied, verdict };
}

function isFirstPart({ part }: Manifest): boolean {
  return (part?.number ?? 1) === 1;
}

function roomFor(
  context: CommandContext,
  manifest: Manifest,
  streams: Parameters<typeof makeRoomForEcho>[1],
  sender: Author,
): DeskRoom {
  if (manifest.kind === 'desk') return makeRoomForDesk(context, manifest, streams);
  if (manifest.kind !== 'echo') return { author: sender, authorOf: () => sender, instead: new Map() };
  const room = makeRoomForEcho(context, streams);
  return { ...room, authorOf: () => room.author };
}

function senderOf({ writing, now, operator }: CommandContext, { manifest, keyChanges }: Cargo): Author {
  const enrolled = enrolledOfficeById(writing, manifest.sender.officeId);
  if (enrolled === undefined) throw problem('PREVIEW_OUTDATED');
  adoptKeyChanges(writing, enrolled, keyChanges, now, operator ?? '');
  return { officeId: enrolled.id, kind: enrolled.kind };
}

/** Kept in the journal of what was taken in: for 撤销接收 and for the report of the import. */
export interface ReceivedFacts {
  /** Absent in what earlier versions took in. */
  readonly brought?: Brought;
  readonly known?: number;
  readonly withheld?: number;
  /** Attached files in the package, those of them kept, and those the sender holds back. */
  readonly carried?: number;
  readonly carriedBytes?: number;
  readonly kept?: number;
  readonly heldBack?: number;
  readonly createdAt?: string;
  /** The last taking back. */
  readonly takenBack?: { readonly at: string; readonly by: string; readonly kept: number };
}

function receivedFacts(
  { manifest, files }: Cargo,
  { received, known, withheld }: ReceivedResult,
  waited: ReadonlySet<number>,
): ReceivedFacts {
  const positions = received.map(({ entry }) => entry.position);
  const carried = manifest.files.filter(({ path }) => path.startsWith('blobs/'));
  return {
    brought: {
      positions: spansOf(new Set(positions)),
      resumed: spansOf(new Set(positions.filter((position) => waited.has(position)))),
    },
    known,
    withheld,
    carried: carried.length,
    carriedBytes: carried.reduce((sum, { size }) => sum + size, 0),
    kept: files.length,
    heldBack: manifest.blobsHeldBack.length,
    createdAt: manifest.createdAt,
  };
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
function requireSameDigests(
  writing: Writing,
  cargo: Cargo,
  result: ReceivedResult,
  isElsewhere: (stream: string) => boolean,
): void {
  if (result.received.some((each) => each.entry.status === 'refused' || each.entry.status === 'waiting')) return;
  for (const { stream, n, digest } of cargo.manifest.stateDigests) {
    const known = streamNamed(writing, stream);
    if (known === undefined || known.n !== n || isElsewhere(stream) || hasOpenOperations(writing, known.key)) continue;
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
function takeAcknowledgements(context: CommandContext, manifest: Manifest): void {
  const { writing, now } = context;
  const own = requireOffice(writing);
  const heads = new Map<string, number>();
  noticeLostWork(context, manifest.sender.officeId, manifest.acknowledgements);
  for (const { stream, n, hash, withheld, issues } of manifest.acknowledgements) {
    const known = streamNamed(writing, stream);
    // What another desk has written and this one does not hold yet.
    if (known === undefined || n > known.n)
      acceptAcknowledgement(context, manifest.sender.officeId, { stream, n, hash, withheld });
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
    // An older receipt than the one known here says nothing new.
    if (acknowledgementOf(writing, manifest.sender.officeId, known.key)?.n === n)
      saveRefusedThere(writing, manifest.sender.officeId, known.key, issues, now);
  }
  const had = new Set([...heldThere(writing, manifest.sender.officeId), ...manifest.blobsHad]);
  for (const row of coveredPackages(writing, manifest.sender.officeId, heads, answeredBy(manifest), had))
    markAcknowledged(writing, row.id, now);
}

/** The package a receipt answers has arrived, also where this installation knows less than it has sent (a backup). */
export function answeredBy(manifest: Manifest): string | null {
  return manifest.kind === 'receipt' ? (manifest.inReplyTo?.payloadDigest ?? null) : null;
}
