/**
 * What came from another desk of this office: operations of any office, what was confirmed there, whom the office has
 * enrolled, its newest key. Signed by the office's own key; merged three ways like everything that comes in.
 */
import type { Author } from '#db/ledger/access.ts';
import { beginStream } from '#db/ledger/install.ts';
import type { ReceivedOperation, ReceivedStream } from '#db/ledger/receive.ts';
import { relocateTail } from '#db/ledger/relocate.ts';
import { allDesks, otherDesks, ownDesk, saveHeldByDesk } from '#db/queries/desks.ts';
import { lineAt, makeStream, markRefused, ownStream, type StreamState, streamNamed } from '#db/queries/exchange.ts';
import { saveSetting } from '#db/queries/installation.ts';
import {
  ownStreamNames,
  rememberOwnStream,
  saveSignedHead,
  settleFound,
  skipPackageNumbers,
} from '#db/queries/lost-work.ts';
import { movedPlace } from '#db/queries/moved.ts';
import { ownKeys, saveOwnKey } from '#db/queries/own-keys.ts';
import { enrolledOfficeById, keysOf } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { ProblemError, problem } from '#shared/error.ts';
import type { DeskPart } from '#shared/package/desk.ts';
import { untilOf } from '#shared/package/key-change.ts';
import { type Manifest, manifestSchema, type Range } from '#shared/package/manifest.ts';
import type { CommandContext } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { parseEnvelope } from '../package/dsse.ts';
import { readKeyChange } from '../package/key-change.ts';
import type { EnrolledKey, OpenedPackage } from '../package/open.ts';
import { publicKeysIn } from '../package/own-keys.ts';
import { requireOffice } from './authoring.ts';
import { acceptAcknowledgement, coverPackages, retryHeard } from './desk-acknowledgements.ts';
import { keyWaitingSetting, mergeDesks, takeTrust } from './desk-knowledge.ts';
import { noticeLostWork } from './lost-work.ts';
import { putAside, type Room } from './package-echo.ts';
import { partingOf, planMoves, restOf, streamShown } from './package-moved.ts';

/** The office's own key of that name, else its newest: what a package of another desk is signed with. */
export function trustedOwnKey(reading: Reading, keyId: string, dataFolder: string): EnrolledKey | undefined {
  const { id: officeId, kind, fullName } = requireOffice(reading);
  const keys = ownKeys(reading);
  const key = keys.find((each) => each.keyId === keyId) ?? keys.at(-1);
  if (key === undefined) {
    // Recorded at the next start after the set-up; until then the key file says it.
    const current = publicKeysIn(dataFolderAt(dataFolder).keys);
    return current === undefined ? undefined : { officeId, kind, fullName, signingKey: current.signingKey };
  }
  const next = keys.find(({ version }) => version === key.version + 1);
  return {
    officeId,
    kind,
    fullName,
    signingKey: key.signingKey,
    version: key.version,
    // A key that was exchanged is believed as far as the desk knew that exchanged it; one that was lost, no further.
    until:
      next === undefined
        ? null
        : next.statement === null
          ? {}
          : untilOf(readKeyChange(Buffer.from(next.statement, 'utf8'))),
  };
}

/**
 * Files of our own desks and of our own keys have sentences of their own: a desk that still signs with a key that was
 * exchanged, a new key this computer does not have, a lost one that opens nothing any more.
 */
export function deskProblem(reading: Reading, error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.details['office'] !== requireOffice(reading).fullName) return error;
  const isLost = ownKeys(reading).at(-1)?.how === 'lost';
  switch (error.code) {
    case 'PACKAGE_REVOKED_KEY':
      return problem(isLost ? 'PACKAGE_DESK_LOST_KEY' : 'PACKAGE_DESK_OLD_KEY', {}, error);
    case 'PACKAGE_OTHER_KEY':
      return problem('PACKAGE_OWN_KEY_ELSEWHERE', {}, error);
    // It says it is for this office, yet no key that is here opens it.
    case 'PACKAGE_WRONG_RECIPIENT':
      if (isLost) return problem('PACKAGE_FOR_LOST_KEY', {}, error);
      return otherDesks(reading).length > 0 ? problem('PACKAGE_OWN_KEY_ELSEWHERE', {}, error) : error;
    default:
      return error;
  }
}

export interface DeskPlan {
  readonly author: Author;
  readonly streams: readonly ReceivedStream[];
  readonly deskName: string;
  /** Whether it has anything that is not here. */
  readonly isNew: boolean;
  /** Offices whose key was stopped there and is still believed here. */
  readonly stopped: readonly string[];
  /** Operations written here under numbers that the other desk holds with other contents: a backup was put back here. */
  readonly divergent: number;
}

/** What taking it in would do; refused where it does not follow on what is here. */
export function planDesk(
  reading: Reading,
  { manifest, streams: opened }: Pick<OpenedPackage, 'manifest' | 'streams'>,
): DeskPlan {
  const part = requirePart(reading, manifest);
  const deskName = part.desks.find(({ id }) => id === part.from)?.name ?? '';
  const authorOf = authorsIn(reading, manifest, part);
  const written = ownStreamNames(reading);
  let isNew = false;
  let divergent = 0;
  const moving = planMoves(reading, manifest.moved ?? [], opened);
  const streams = opened.flatMap((given, index): ReceivedStream[] => {
    const { range, operations, lateBodies } = given;
    const known = streamNamed(reading, range.stream);
    const author = authorOf(range.stream);
    if (known !== undefined && known.officeId !== author.officeId)
      throw problem('PACKAGE_DESK_DIFFERS', { desk: deskName });
    const shown = streamShown(reading, given, index, moving);
    if (moving.moves.some(({ stream }) => stream === range.stream)) {
      isNew = true;
      return shown.map((stream) => ({ ...stream, author }));
    }
    if (shown.length === 0) return [];
    const rest = restBeyond(reading, known, given);
    if (rest !== undefined) {
      if (!written.has(range.stream)) throw problem('PACKAGE_DESK_DIFFERS', { desk: deskName });
      isNew ||= rest.some(({ line }) => line !== null);
      return [{ streamKey: -1 - index, stream: range.stream, author, operations: rest, lateBodies: [] }];
    }
    const fit = fitOf(reading, known, range, operations, author, deskName);
    if (fit.tail > 0 && !written.has(range.stream)) throw problem('PACKAGE_DESK_DIFFERS', { desk: deskName });
    divergent += fit.tail;
    isNew ||= range.to > fit.common || bringsBodies(reading, known, operations, lateBodies);
    const isFree = known === undefined || fit.tail > 0;
    const own = shown[0]?.operations ?? operations;
    return [
      {
        streamKey: isFree ? -1 - index : known.key,
        stream: range.stream,
        author,
        operations: isFree ? own.filter(({ n }) => n > fit.common) : own,
        lateBodies: isFree ? [] : lateBodies,
      },
    ];
  });
  const { officeId, kind } = manifest.sender;
  return { author: { officeId, kind }, streams, deskName, isNew, divergent, stopped: stoppedThere(reading, part) };
}

function stoppedThere(reading: Reading, { offices }: DeskPart): string[] {
  return offices.flatMap(({ officeId, fullName, keys }) => {
    const here = keysOf(reading, officeId);
    const isNews = keys.some(
      ({ keyId, stopped }) => stopped !== null && here.find((key) => key.keyId === keyId)?.stopped === null,
    );
    return isNews ? [fullName] : [];
  });
}

/** A history given back part of which stands elsewhere here: what of it is new. */
function restBeyond<T extends Pick<OpenedPackage['streams'][number], 'range' | 'operations'>>(
  reading: Reading,
  known: StreamState | undefined,
  given: T,
): T['operations'] | undefined {
  const common = known === undefined ? undefined : partingOf(reading, known, given);
  return common === undefined ? undefined : restOf(reading, given, common ?? given.range.from - 1);
}

export interface DeskRoom extends Room {
  readonly authorOf: (stream: string) => Author;
}

/** In the transaction of the commit: frees numbers that were given twice here, makes the streams, answers whose they are. */
export function makeRoomForDesk(
  context: CommandContext,
  manifest: Manifest,
  streams: readonly { readonly range: Range; readonly operations: readonly ReceivedOperation[] }[],
): DeskRoom {
  const { writing, now, newStream } = context;
  const part = requirePart(writing, manifest);
  takeTrust(context, part);
  const authorOf = authorsIn(writing, manifest, part);
  const written = ownStreamNames(writing);
  const instead: [string, { stream: string; operations: readonly ReceivedOperation[] }][] = [];
  for (const given of streams) {
    const { range, operations } = given;
    const author = authorOf(range.stream);
    const known = streamNamed(writing, range.stream);
    if (known === undefined) {
      makeStream(writing, range.stream, author.officeId);
      continue;
    }
    const rest = restBeyond(writing, known, given);
    if (rest !== undefined) {
      const parted = partingOf(writing, known, given) ?? range.from - 1;
      instead.push([range.stream, putAside(context, given, parted, rest)]);
      continue;
    }
    const { common, tail } = fitOf(writing, known, range, operations, author, '');
    if (tail > 0) {
      const target = newStream();
      relocateTail(writing, range.stream, common, target);
      rememberOwnStream(writing, target, now);
      markRefused(writing, range.stream, common, now);
    }
    // Another desk knows more of what this one writes: a backup was put back here, and its numbers must not be given again.
    if (!written.has(range.stream) || range.to <= common || ownStream(writing)?.stream !== range.stream) continue;
    beginStream(writing, author.officeId, newStream(), now);
    skipPackageNumbers(writing);
  }
  const { officeId, kind } = manifest.sender;
  return { author: { officeId, kind }, authorOf, instead: new Map(instead) };
}

/** What comes with the operations, once they are here. */
export function takeDeskPart(context: CommandContext, manifest: Manifest, proofs: readonly string[]): void {
  const { writing, now } = context;
  const part = requirePart(writing, manifest);
  takeOwnKeys(context, part);
  // An older file taken in late says nothing new of its desk.
  const isOld = allDesks(writing).some(({ id, seenSeq }) => id === part.from && seenSeq > manifest.seq);
  if (!isOld) mergeDesks(context, part, manifest);
  const others = new Set<string>();
  for (const { officeId, ...held } of part.confirmed) {
    if (enrolledOfficeById(writing, officeId) === undefined) continue;
    others.add(officeId);
    acceptAcknowledgement(context, officeId, held);
    // Its receipt was brought to the other desk: this one may have lost since what it says it holds.
    noticeLostWork(context, officeId, [held]);
  }
  for (const { stream, n, hash, withheld } of isOld ? [] : manifest.acknowledgements) {
    const known = streamNamed(writing, stream);
    if (known === undefined || n > known.n || (n > 0 && hashAt(writing, known, n) !== hash)) continue;
    saveHeldByDesk(writing, part.from, known, { n, hash: Buffer.from(hash, 'hex'), withheld }, now);
  }
  retryHeard(context);
  for (const officeId of others) coverPackages(context, officeId);
  coverPackages(context, requireOffice(writing).id);
  for (const proof of proofs) keepProof(context, proof);
  settleFound(writing, manifest.ranges, now, context.operator ?? '');
}

function requirePart(reading: Reading, manifest: Manifest): DeskPart {
  const { desk, sender, recipient } = manifest;
  if (desk === undefined || sender.officeId !== recipient.officeId)
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'desk' });
  if (ownDesk(reading)?.id === desk.from)
    throw problem(isAllKnown(reading, manifest, desk) ? 'PACKAGE_DESK_IS_OWN' : 'PACKAGE_DESK_TWIN');
  return desk;
}

/** Whether this computer holds all that a file of its own name says of the office’s work; else a copy of it made the file. */
function isAllKnown(reading: Reading, { ranges }: Manifest, { authors }: DeskPart): boolean {
  const foreign = new Set(authors.map(({ stream }) => stream));
  return ranges.every(({ stream, to, headHash }) => {
    if (to === 0 || foreign.has(stream)) return true;
    const known = streamNamed(reading, stream);
    if (known !== undefined && hashAt(reading, known, to) === headHash) return true;
    return movedPlace(reading, stream, to, Buffer.from(headHash, 'hex')) !== undefined;
  });
}

/** Of a computer that joins, the office is not here yet: what is signed with its key says who it is. */
function authorsIn(reading: Reading, { sender }: Manifest, part: DeskPart): (stream: string) => Author {
  const own: Author = { officeId: sender.officeId, kind: sender.kind };
  const named = new Map(part.authors.map(({ stream, officeId }) => [stream, officeId]));
  return (stream) => {
    const officeId = named.get(stream) ?? own.officeId;
    if (officeId === own.officeId) return own;
    const kind =
      enrolledOfficeById(reading, officeId)?.kind ?? part.offices.find((each) => each.officeId === officeId)?.kind;
    if (kind === undefined) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'author' });
    return { officeId, kind };
  };
}

/** Up to where a stream's two histories agree, and how many operations stand here where the other goes on. */
function fitOf(
  reading: Reading,
  known: StreamState | undefined,
  range: Range,
  operations: readonly { readonly n: number; readonly hash: Uint8Array }[],
  author: Author,
  desk: string,
): { readonly common: number; readonly tail: number } {
  if (known !== undefined && known.officeId !== author.officeId) throw problem('PACKAGE_DESK_DIFFERS', { desk });
  const head = known?.n ?? 0;
  if (range.from > head + 1) throw problem('PACKAGE_DESK_GAP', { desk });
  if (known === undefined) return { common: 0, tail: 0 };
  if (range.from > 1 && hashAt(reading, known, range.from - 1) !== range.baseHash)
    throw problem('PACKAGE_DESK_DIFFERS', { desk });
  let common = range.from - 1;
  let different = Math.min(head, range.to) + 1;
  while (different - common > 1) {
    const middle = (common + different) >> 1;
    const theirs = operations[middle - range.from]?.hash;
    if (theirs !== undefined && hashAt(reading, known, middle) === Buffer.from(theirs).toString('hex')) common = middle;
    else different = middle;
  }
  return { common, tail: common < Math.min(head, range.to) ? head - common : 0 };
}

function bringsBodies(
  reading: Reading,
  known: StreamState | undefined,
  operations: readonly { readonly n: number; readonly line: string | null }[],
  lateBodies: readonly { readonly n: number }[],
): boolean {
  if (known === undefined) return false;
  const isMissing = (n: number) => n <= known.n && lineAt(reading, known.key, n)?.line === null;
  return lateBodies.some(({ n }) => isMissing(n)) || operations.some(({ n, line }) => line !== null && isMissing(n));
}

function hashAt(reading: Reading, known: StreamState, n: number): string | undefined {
  return lineAt(reading, known.key, n)?.hash.toString('hex');
}

/** The public part of keys made at another desk; the key file itself waits for the passphrase (see own-keys.ts). */
function takeOwnKeys({ writing, operator }: CommandContext, part: DeskPart): void {
  const newest = ownKeys(writing).at(-1)?.version ?? 0;
  for (const key of part.ownKeys.toSorted((left, right) => left.version - right.version))
    if (key.version > newest) {
      saveOwnKey(writing, key, operator ?? '');
      // Of a computer that joins, the key came with the invitation.
      if (newest > 0) saveSetting(writing, keyWaitingSetting, key.keyId);
    }
}

/** The newest signed package of another office that came in there: this desk may be asked for it too. */
function keepProof({ writing }: CommandContext, proof: string): void {
  const payload: unknown = JSON.parse(parseEnvelope(Buffer.from(proof, 'utf8')).payload.toString('utf8'));
  const manifest = manifestSchema.safeParse(payload);
  if (!manifest.success) return;
  const { sender, ranges } = manifest.data;
  for (const { stream, to } of ranges)
    if (streamNamed(writing, stream)?.officeId === sender.officeId)
      saveSignedHead(writing, sender.officeId, stream, to, proof);
}
