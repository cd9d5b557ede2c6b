/**
 * Histories that parted: after a backup was put back two recipients hold two continuations of one history. Its author keeps
 * one and moves the other (db/ledger/relocate.ts), says so in every package until it was heard, and whoever holds the moved
 * one moves it likewise. Nothing is written twice, and all stores end with the same operations.
 */
import type { ReceivedStream } from '#db/ledger/receive.ts';
import { type MovedOperation, makeTarget, movedLine, moveRows, type RowPlace, tailOf } from '#db/ledger/relocate.ts';
import { acknowledgementOf, lineAt, type StreamState, streamNamed } from '#db/queries/exchange.ts';
import { movedIn, movedPlace, saveMoved } from '#db/queries/moved.ts';
import type { Reading, Writing } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import type { VerifiedStream } from '#shared/package/chain.ts';
import type { Moved, Range } from '#shared/package/manifest.ts';
import type { OperationName } from '#shared/package/operation.ts';

interface Operations {
  readonly range: Range;
  readonly operations: readonly Pick<MovedOperation, 'n' | 'line' | 'bodyHash' | 'hash'>[];
}

/** What of the histories of these streams a recipient may still hold under other numbers. `isHeld`: it has confirmed them. */
export function movedFor(
  reading: Reading,
  streams: readonly string[],
  isHeld: (target: string, n: number) => boolean,
): { readonly moved?: readonly Moved[] } {
  const moved = movedIn(reading, streams);
  const due = new Set(
    moved.flatMap(({ stream, target, operations }) =>
      target !== null && !isHeld(target, operations.length) ? [stream] : [],
    ),
  );
  return due.size === 0 ? {} : { moved: moved.filter(({ stream }) => due.has(stream)) };
}

export function isHeldBy(reading: Reading, officeId: string): (target: string, n: number) => boolean {
  return (target, n) => {
    const known = streamNamed(reading, target);
    return known !== undefined && (acknowledgementOf(reading, officeId, known.key)?.n ?? 0) >= n;
  };
}

export interface MovePlan {
  /** What the package says of its own streams. */
  readonly moved: readonly Moved[];
  /** Streams of the package that are a history moved here already: nothing in it is new. */
  readonly stale: ReadonlySet<string>;
  /** What stands here under numbers that the package gives to another history. */
  readonly moves: readonly Move[];
}

interface Move {
  readonly stream: string;
  /** Up to there both histories are one. */
  readonly after: number;
  readonly officeId: string;
  readonly places: ReadonlyMap<number, RowPlace>;
}

export function planMoves(reading: Reading, stated: readonly Moved[], streams: readonly Operations[]): MovePlan {
  const carried = new Set(streams.map(({ range }) => range.stream));
  const moved = stated.filter(({ stream }) => carried.has(stream));
  const stale = new Set<string>();
  const moves: Move[] = [];
  for (const stream of streams) {
    const known = streamNamed(reading, stream.range.stream);
    const common = known === undefined ? undefined : partingOf(reading, known, stream);
    if (known === undefined || common === undefined) continue;
    const own = common === null ? undefined : placesOf(reading, known, common, moved, streams);
    if (common !== null && own !== undefined)
      moves.push({ stream: known.stream, after: common, officeId: known.officeId, places: own });
    else if (isAllMoved(reading, stream, common ?? 0)) stale.add(known.stream);
  }
  return { moved, stale, moves };
}

/**
 * A stream never seen gets its key at the commit; here any key that is not in use will do – also where the numbers become
 * free only when what has them now was moved.
 */
export function streamShown(
  reading: Reading,
  { range: { stream }, operations, lateBodies }: VerifiedStream,
  index: number,
  { stale, moves }: MovePlan,
): ReceivedStream[] {
  if (stale.has(stream)) return [];
  const move = moves.find((each) => each.stream === stream);
  const here = new Set(
    moves.flatMap(({ places }) =>
      [...places.values()].flatMap(({ target, n, line }) => (target === stream && line !== null ? [n] : [])),
    ),
  );
  const free = -1 - index;
  return [
    {
      streamKey: move === undefined ? (streamNamed(reading, stream)?.key ?? free) : free,
      stream,
      operations: operations.filter(({ n }) => !here.has(n) && n > (move?.after ?? 0)),
      lateBodies: move === undefined ? lateBodies : [],
    },
  ];
}

/** In the transaction of the commit, before the operations are taken in. */
export function makeMoves(writing: Writing, { moved, moves }: MovePlan): void {
  for (const { stream, after, officeId, places } of moves) {
    for (const { target } of places.values())
      if (streamNamed(writing, target) === undefined) makeTarget(writing, target, officeId);
    moveRows(writing, stream, after, places);
  }
  for (const { stream, branch, target, operations } of moved)
    for (const [index, [n, hash]] of operations.entries())
      saveMoved(writing, stream, n, Buffer.from(hash, 'hex'), {
        branch,
        target: target === null ? null : { stream: target, n: index + 1 },
      });
}

/**
 * Up to where the two histories are one; null where that is before the package begins; undefined where they do not part.
 */
export function partingOf(
  reading: Reading,
  known: StreamState,
  { range, operations }: Operations,
): number | null | undefined {
  const head = Math.min(known.n, range.to);
  const hashAt = (n: number) => lineAt(reading, known.key, n)?.hash.toString('hex');
  if (range.from > 1 && known.n >= range.from - 1 && hashAt(range.from - 1) !== range.baseHash) return null;
  let common = range.from - 1;
  let different = head + 1;
  while (different - common > 1) {
    const middle = (common + different) >> 1;
    const theirs = operations[middle - range.from]?.hash;
    if (theirs !== undefined && hashAt(middle) === Buffer.from(theirs).toString('hex')) common = middle;
    else different = middle;
  }
  return common < head ? common : undefined;
}

/** Of a history given back: what is not here yet, where part of it was moved; undefined where none of it was. */
export function restOf(
  reading: Reading,
  { range: { stream }, operations }: Operations,
  common: number,
): Operations['operations'] | undefined {
  let hasMoved = false;
  const rest = operations.filter(({ n, line, hash }) => {
    if (n <= common) return false;
    const place = movedPlace(reading, stream, n, hash);
    if (place !== undefined) hasMoved = true;
    // Its body was lost, and here it is.
    return place === undefined || (place.target === null && line !== null);
  });
  return hasMoved ? rest : undefined;
}

/** Where operations of that history stand here. */
export function placedIn(
  reading: Reading,
  { range: { stream, from }, operations }: Operations,
): (n: number) => OperationName | undefined {
  return (n) => {
    const hash = operations[n - from]?.hash;
    return hash === undefined ? undefined : (movedPlace(reading, stream, n, hash)?.target ?? undefined);
  };
}

function isAllMoved(reading: Reading, { range, operations }: Operations, common: number): boolean {
  const { stream, from, baseHash } = range;
  const isBaseKnown =
    common >= from - 1 || movedPlace(reading, stream, from - 1, Buffer.from(baseHash, 'hex')) !== undefined;
  return (
    isBaseKnown && operations.every(({ n, hash }) => n <= common || movedPlace(reading, stream, n, hash) !== undefined)
  );
}

/** undefined unless all that stands here is said to stand elsewhere now, and does so with the same contents. */
function placesOf(
  reading: Reading,
  known: StreamState,
  common: number,
  moved: readonly Moved[],
  streams: readonly Operations[],
): Map<number, RowPlace> | undefined {
  const stated = new Map<string, { readonly group: Moved; readonly n: number }>();
  for (const group of moved)
    if (group.stream === known.stream)
      for (const [index, [n, hash]] of group.operations.entries()) stated.set(`${n} ${hash}`, { group, n: index + 1 });
  const tail = new Map(tailOf(reading, known.key, common).map((row) => [row.n, row]));
  const statedOf = (n: number) => stated.get(`${n} ${tail.get(n)?.hash.toString('hex')}`);
  const place = (n: number): OperationName | undefined => {
    const found = statedOf(n);
    return found === undefined || found.group.target === null ? undefined : { stream: found.group.target, n: found.n };
  };
  const places = new Map<number, RowPlace>();
  const heads = new Map<string, number>();
  for (const { n, line } of tail.values()) {
    const found = statedOf(n);
    if (found === undefined) return undefined;
    const { target, branch, operations } = found.group;
    if (target === null && line !== null) return undefined;
    if (target === null) continue;
    const here = streamNamed(reading, target);
    // Only within one office, whatever it says.
    if (here !== undefined && here.officeId !== known.officeId) return undefined;
    const carried = streams.find(({ range }) => range.stream === target);
    const isHere = found.n <= (here?.n ?? 0);
    const head = heads.get(target) ?? here?.n ?? 0;
    const there = carried?.operations[found.n - (carried.range.from ?? 1)];
    if (!isHere && (there === undefined || found.n !== head + 1)) return undefined;
    const standing = isHere && here !== undefined ? lineAt(reading, here.key, found.n) : there;
    if (standing === undefined) return undefined;
    const first = operations[0]?.[0] ?? n;
    const at = { stream: target, n: found.n };
    const own = line === null ? null : movedLine({ stream: known.stream, after: branch }, line, at, first, place);
    if (own !== null && !sha256(Buffer.from(own, 'utf8')).equals(standing.bodyHash)) return undefined;
    if (!isHere) heads.set(target, found.n);
    places.set(n, { n: found.n, line: own, bodyHash: standing.bodyHash, hash: standing.hash, target, isHere });
  }
  return places;
}
