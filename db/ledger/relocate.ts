/**
 * Two histories with one number: after a backup was put back, this installation went on in a stream whose later operations
 * another office already holds. What was written since goes into a stream of its own, in its place in the ledger, so that
 * the records stay as they are; the numbers become free for the operations that had them first (exchange.md “Reading”).
 * Where the moved ones had been handed out too, whoever holds them is told where they stand now and moves them likewise.
 */
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { chainHash, type Operation, type OperationName } from '#shared/package/operation.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import { type MovedPlace, saveMoved } from '../queries/moved.ts';
import type { Reading, Writing } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { nextKey } from './append.ts';
import type { ReceivedOperation } from './receive.ts';
import { storedOperation } from './stored-line.ts';

interface StreamRow {
  readonly key: number;
  readonly office_id: string;
  readonly digest: Buffer;
}

export interface TailRow {
  readonly position: number;
  readonly n: number;
  readonly status: string;
  /** null where the body is not here. */
  readonly line: string | null;
  readonly hash: Buffer;
}

export function tailOf(reading: Reading, streamKey: number, after: number): readonly TailRow[] {
  return reading.select<TailRow>(
    'SELECT position, n, status, line, hash FROM operations WHERE stream_key = ? AND n > ? ORDER BY n',
    streamKey,
    after,
  );
}

/** An operation of a tail as it stands in the stream it was moved to. */
export interface MovedOperation extends ReceivedOperation {
  /** The number and the hash it had. */
  readonly before: { readonly n: number; readonly hash: Uint8Array };
}

interface Branch {
  readonly stream: string;
  /** Up to there the history is that of the stream. */
  readonly after: number;
}

type Unmoved = Pick<TailRow, 'n' | 'line' | 'hash'>;

/**
 * The operations of a history beyond `after` as those of `target`. `placed`: where what came before them in that history
 * was moved to earlier. One without its body has no line to change: nothing stands for it.
 */
export function movedOperations(
  { stream, after }: Branch,
  operations: readonly Unmoved[],
  target: string,
  placed: (n: number) => OperationName | undefined,
): MovedOperation[] {
  const kept = operations.filter(({ line }) => line !== null);
  const numbers = new Map(kept.map(({ n }, index) => [n, index + 1]));
  const place = (n: number) => {
    const own = numbers.get(n);
    return own === undefined ? placed(n) : { stream: target, n: own };
  };
  let hash: Uint8Array = new Uint8Array(32);
  return kept.map((each, index) => {
    const line = movedLine(
      { stream, after },
      each.line ?? '',
      { stream: target, n: index + 1 },
      kept[0]?.n ?? 1,
      place,
    );
    const bodyHash = sha256(Buffer.from(line, 'utf8'));
    hash = chainHash(sha256, hash, bodyHash);
    return { n: index + 1, line, bodyHash, hash, before: { n: each.n, hash: each.hash } };
  });
}

/** The same at whoever moves it and at whoever is told of it. `first`: the first of those that were moved together. */
export function movedLine(
  { stream, after }: Branch,
  line: string,
  to: OperationName,
  first: number,
  place: (n: number) => OperationName | undefined,
): string {
  const operation = storedOperation(line);
  const renamed = (names: readonly OperationName[] | undefined) =>
    names?.map((each) => (each.stream === stream && each.n > after ? (place(each.n) ?? each) : each));
  const supersedes = renamed(operation.supersedes);
  // What stays in the old stream is another stream's now, and was known.
  const base = lastBefore(stream, after, first, place);
  const seen = [...(renamed(operation.seen) ?? []), ...(base === undefined ? [] : [base])];
  const moved: Operation = {
    ...operation,
    ...to,
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(seen.length === 0 ? {} : { seen }),
  };
  return canonicalText(moved as unknown as JsonValue);
}

function lastBefore(
  stream: string,
  after: number,
  first: number,
  place: (n: number) => OperationName | undefined,
): OperationName | undefined {
  for (let n = first - 1; n > after; n -= 1) {
    const found = place(n);
    if (found !== undefined) return found;
  }
  return after > 0 ? { stream, n: after } : undefined;
}

/** Moves what `stream` holds after operation `after` to the new stream `target`; returns how many operations that were. */
export function relocateTail(writing: Writing, stream: string, after: number, target: string): number {
  const source = sourceOf(writing, stream);
  if (source === undefined) return 0;
  const tail = tailOf(writing, source.key, after);
  const moved = movedOperations({ stream, after }, tail, target, () => undefined);
  noteMoved(writing, { stream, after }, tail, target, moved);
  if (moved.length === 0) return 0;
  makeTarget(writing, target, source.office_id);
  moveRows(writing, stream, after, new Map(moved.map((each) => [each.before.n, { ...each, target, isHere: false }])));
  return moved.length;
}

/** So that whoever holds them under their old numbers can be told, and is understood. */
export function noteMoved(
  writing: Writing,
  { stream, after }: Branch,
  operations: readonly Unmoved[],
  target: string,
  moved: readonly MovedOperation[],
): void {
  const numbers = new Map(moved.map(({ n, before }) => [before.n, n]));
  for (const { n, hash } of operations) {
    const to = numbers.get(n);
    const place: MovedPlace = { branch: after, target: to === undefined ? null : { stream: target, n: to } };
    saveMoved(writing, stream, n, hash, place);
  }
}

/** Where a row of a tail goes. */
export interface RowPlace extends ReceivedOperation {
  readonly target: string;
  /** It stands there already. */
  readonly isHere: boolean;
}

/**
 * Puts every row after `after` where `places` says; one without a place goes away: nobody has its body. The streams named
 * must be there.
 */
export function moveRows(writing: Writing, stream: string, after: number, places: ReadonlyMap<number, RowPlace>): void {
  const source = sourceOf(writing, stream);
  if (source === undefined) return;
  let left: Uint8Array = source.digest;
  for (const row of tailOf(writing, source.key, after)) {
    const place = places.get(row.n);
    const isCounted = row.line !== null && (row.status === 'applied' || row.status === 'conflict');
    const named = row.line === null ? undefined : storedOperation(row.line);
    if (isCounted && named !== undefined)
      left = subtractDigest(left, operationDigest(sha256, named.entity, named.id, row.hash));
    const target = place === undefined || place.isHere ? undefined : sourceOf(writing, place.target);
    if (place === undefined || target === undefined) continue;
    const { n, line, bodyHash, hash } = place;
    writing.execute(
      'UPDATE operations SET stream_key = ?, n = ?, line = ?, body_hash = ?, hash = ? WHERE position = ?',
      target.key,
      n,
      row.line === null ? null : line,
      bodyHash,
      hash,
      row.position,
    );
    writing.execute(
      'UPDATE OR REPLACE superseded_operations SET stream = ?, n = ? WHERE stream = ? AND n = ?',
      place.target,
      n,
      stream,
      row.n,
    );
    const digest =
      isCounted && named !== undefined
        ? addDigest(target.digest, operationDigest(sha256, named.entity, named.id, hash))
        : target.digest;
    writing.execute(
      'UPDATE streams SET head_n = ?, head_hash = ?, digest = ? WHERE key = ?',
      n,
      hash,
      digest,
      target.key,
    );
  }
  // An operation of our own without its body can only have come back from somebody who had it first.
  writing.execute('DELETE FROM operations WHERE stream_key = ? AND n > ?', source.key, after);
  const hashAfter = hashAt(writing, source.key, after);
  writing.execute(
    'UPDATE streams SET head_n = ?, head_hash = ?, digest = ? WHERE key = ?',
    after,
    hashAfter,
    left,
    source.key,
  );
  writing.execute(
    "UPDATE acknowledgements SET n = ?, hash = ?, withheld = '[]' WHERE stream_key = ? AND n > ?",
    after,
    hashAfter,
    source.key,
    after,
  );
  writing.execute('DELETE FROM refused_there WHERE stream_key = ? AND n > ?', source.key, after);
  // What its office signed of the history that stands elsewhere now does not speak of the one that follows.
  writing.execute('DELETE FROM signed_heads WHERE stream = ? AND n > ?', stream, after);
}

export function makeTarget(writing: Writing, target: string, officeId: string): void {
  const zeros = Buffer.alloc(32);
  writing.execute(
    'INSERT INTO streams (key, stream, office_id, head_n, head_hash, digest) VALUES (?, ?, ?, 0, ?, ?)',
    nextKey(writing, 'streams'),
    target,
    officeId,
    zeros,
    zeros,
  );
}

function sourceOf(reading: Reading, stream: string): StreamRow | undefined {
  return reading.selectFirst<StreamRow>('SELECT key, office_id, digest FROM streams WHERE stream = ?', stream);
}

function hashAt(writing: Writing, key: number, n: number): Buffer {
  const row = writing.selectFirst<{ hash: Buffer }>(
    'SELECT hash FROM operations WHERE stream_key = ? AND n = ?',
    key,
    n,
  );
  return row?.hash ?? Buffer.alloc(32);
}
