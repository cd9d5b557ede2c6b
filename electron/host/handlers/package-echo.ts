/**
 * 找回: another office gives this one its own work back (exchange.md “Reading”: restored backup, cloned PC). The chain must
 * be ours by our own signature; what was lost is put back, what was written since stays and is merged three ways.
 */
import type { Author } from '#db/ledger/access.ts';
import { beginStream } from '#db/ledger/install.ts';
import type { ReceivedOperation, ReceivedStream } from '#db/ledger/receive.ts';
import { movedOperations, noteMoved, relocateTail } from '#db/ledger/relocate.ts';
import { otherDesks } from '#db/queries/desks.ts';
import { lineAt, makeStream, markRefused, ownStream, type StreamState, streamNamed } from '#db/queries/exchange.ts';
import { ownStreamNames, rememberOwnStream, skipPackageNumbers } from '#db/queries/lost-work.ts';
import { ownKeys } from '#db/queries/own-keys.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { Range } from '#shared/package/manifest.ts';
import type { CommandContext } from '../context.ts';
import type { OpenedPackage } from '../package/open.ts';
import { type SignedHeads, signedHeadsIn } from '../package/own-work.ts';
import { requireOffice } from './authoring.ts';
import { placedIn, restOf } from './package-moved.ts';

export interface EchoPlan {
  readonly author: Author;
  readonly streams: readonly ReceivedStream[];
  /** Whether it has anything that is not here. */
  readonly isNew: boolean;
  /** Operations written here under numbers that others hold with other contents. */
  readonly divergent: number;
}

/** What taking it in would do. PACKAGE_ECHO_NOT_OURS unless our own signature stands under every chain that brings news. */
export function planEcho(reading: Reading, opened: OpenedPackage, signingKey: string | undefined): EchoPlan {
  const office = requireOffice(reading);
  const keys = [...ownKeys(reading).map((key) => key.signingKey), ...(signingKey === undefined ? [] : [signingKey])];
  const signed = signedHeadsIn(opened.proofs, office.id, keys);
  const written = ownStreamNames(reading);
  let isNew = false;
  let divergent = 0;
  const streams = opened.streams.map(({ range, operations, lateBodies }, index): ReceivedStream => {
    if (range.from !== 1 || lateBodies.length > 0) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'echo' });
    const known = ownStreamNamed(reading, range, office.id);
    const common = known === undefined ? 0 : lastCommon(reading, known, operations);
    const rest = restOf(reading, { range, operations }, common);
    const tail = known === undefined ? 0 : tailAfter(known, range, common);
    if (rest !== undefined || tail > 0) requireWritten(reading, written, range.stream);
    if (rest !== undefined) {
      if (rest.some(({ line }) => line !== null)) isNew = true;
      if (rest.length > 0) requireSigned(signed, range);
      return { streamKey: -1 - index, stream: range.stream, operations: rest, lateBodies: [] };
    }
    if (range.to > common) {
      isNew = true;
      requireSigned(signed, range);
    } else
      isNew ||= operations.some(({ n, line }) => line !== null && known !== undefined && isMissing(reading, known, n));
    divergent += tail;
    // Numbers that are still taken here: looked at as if they were free, which taking in makes them.
    if (tail > 0 || known === undefined)
      return {
        streamKey: -1 - index,
        stream: range.stream,
        operations: operations.filter(({ n }) => n > common),
        lateBodies: [],
      };
    return { streamKey: known.key, stream: range.stream, operations, lateBodies: [] };
  });
  return { author: { officeId: office.id, kind: office.kind }, streams, isNew, divergent };
}

export interface Room {
  readonly author: Author;
  /** By the stream they came in: what is taken in instead, and where. */
  readonly instead: ReadonlyMap<string, { readonly stream: string; readonly operations: readonly ReceivedOperation[] }>;
}

/** In the transaction of the commit: frees the numbers, and answers whose operations these are and where they go. */
export function makeRoomForEcho(
  context: CommandContext,
  streams: readonly { readonly range: Range; readonly operations: readonly ReceivedOperation[] }[],
): Room {
  const { writing, now, newStream } = context;
  const office = requireOffice(writing);
  const written = ownStreamNames(writing);
  const instead: [string, { stream: string; operations: readonly ReceivedOperation[] }][] = [];
  for (const { range, operations } of streams) {
    const known = ownStreamNamed(writing, range, office.id);
    if (known === undefined) {
      makeStream(writing, range.stream, office.id);
      continue;
    }
    const common = lastCommon(writing, known, operations);
    const rest = restOf(writing, { range, operations }, common);
    const hasTail = tailAfter(known, range, common) > 0;
    if (hasTail || rest !== undefined) requireWritten(writing, written, range.stream);
    if (rest !== undefined) instead.push([range.stream, putAside(context, { range, operations }, common, rest)]);
    else if (hasTail) {
      const isCurrent = ownStream(writing)?.stream === range.stream;
      const target = newStream();
      relocateTail(writing, range.stream, common, target);
      rememberOwnStream(writing, target, now);
      markRefused(writing, range.stream, common, now);
      if (!isCurrent) continue;
      // Somebody else may hold still more of this history: its numbers are given no more.
      beginStream(writing, office.id, newStream(), now);
      skipPackageNumbers(writing);
    }
  }
  return { author: { officeId: office.id, kind: office.kind }, instead: new Map(instead) };
}

/** A history one of whose parts stands elsewhere here: the rest gets a stream of its own as well. */
export function putAside(
  { writing, now, newStream }: CommandContext,
  given: { readonly range: Range; readonly operations: readonly ReceivedOperation[] },
  common: number,
  rest: readonly ReceivedOperation[],
): { readonly stream: string; readonly operations: readonly ReceivedOperation[] } {
  const { officeId } = requireStream(writing, given.range.stream);
  const target = newStream();
  const branch = { stream: given.range.stream, after: common };
  const lines = rest.map(({ n, line, hash }) => ({ n, line, hash: Buffer.from(hash) }));
  const operations = movedOperations(branch, lines, target, placedIn(writing, given));
  noteMoved(writing, branch, lines, target, operations);
  if (operations.length > 0) {
    makeStream(writing, target, officeId);
    rememberOwnStream(writing, target, now);
  }
  return { stream: target, operations };
}

/** Only its own writer can have gone on twice under one number: it is that computer which has to put one history aside. */
function requireWritten(reading: Reading, written: ReadonlySet<string>, stream: string): void {
  if (written.has(stream)) return;
  const writer = otherDesks(reading).find(({ streams }) => streams.includes(stream));
  throw problem('PACKAGE_ECHO_OTHER_DESK', { desk: writer?.name ?? '另一台电脑' });
}

function requireStream(reading: Reading, stream: string): StreamState {
  const known = streamNamed(reading, stream);
  if (known === undefined) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'echo' });
  return known;
}

function ownStreamNamed(reading: Reading, { stream }: Range, officeId: string): StreamState | undefined {
  const known = streamNamed(reading, stream);
  if (known !== undefined && known.officeId !== officeId) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'echo' });
  return known;
}

/** Chains that agree at a number agree at every one before it. */
function lastCommon(
  reading: Reading,
  known: StreamState,
  operations: readonly { readonly n: number; readonly hash: Uint8Array }[],
): number {
  let common = 0;
  let different = Math.min(known.n, operations.length) + 1;
  while (different - common > 1) {
    const middle = (common + different) >> 1;
    const mine = lineAt(reading, known.key, middle)?.hash;
    const theirs = operations[middle - 1]?.hash;
    if (mine !== undefined && theirs !== undefined && Buffer.compare(mine, theirs) === 0) common = middle;
    else different = middle;
  }
  return common;
}

/** How many operations stand here where the other history goes on; none where one merely is longer. */
function tailAfter(known: StreamState, range: Range, common: number): number {
  return common < Math.min(known.n, range.to) ? known.n - common : 0;
}

function isMissing(reading: Reading, known: StreamState, n: number): boolean {
  return lineAt(reading, known.key, n)?.line === null;
}

function requireSigned(signed: SignedHeads, range: Range): void {
  if (signed.get(range.stream)?.get(range.to) !== range.headHash)
    throw problem('PACKAGE_ECHO_NOT_OURS', { reason: 'head' });
}
