/**
 * Two histories with one number: after a backup was put back, this installation went on in a stream whose later operations
 * another office already holds. What was written since goes into a stream of its own, in its place in the ledger, so that
 * the records stay as they are; the numbers become free for the operations that had them first (exchange.md “Reading”).
 */
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { chainHash, type Operation, type OperationName } from '#shared/package/operation.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import type { Writing } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { nextKey } from './append.ts';
import { storedOperation } from './stored-line.ts';

interface StreamRow {
  readonly key: number;
  readonly office_id: string;
  readonly digest: Buffer;
}

interface TailRow {
  readonly position: number;
  readonly n: number;
  readonly status: string;
  readonly line: string;
  readonly hash: Buffer;
}

/** Moves what `stream` holds after operation `after` to the new stream `target`; returns how many operations that were. */
export function relocateTail(writing: Writing, stream: string, after: number, target: string): number {
  const source = writing.selectFirst<StreamRow>('SELECT key, office_id, digest FROM streams WHERE stream = ?', stream);
  if (source === undefined) return 0;
  const tail = writing.select<TailRow>(
    'SELECT position, n, status, line, hash FROM operations WHERE stream_key = ? AND n > ? AND line IS NOT NULL ORDER BY n',
    source.key,
    after,
  );
  if (tail.length === 0) return 0;
  const key = nextKey(writing, 'streams');
  const zeros = Buffer.alloc(32);
  writing.execute(
    'INSERT INTO streams (key, stream, office_id, head_n, head_hash, digest) VALUES (?, ?, ?, 0, ?, ?)',
    key,
    target,
    source.office_id,
    zeros,
    zeros,
  );
  let head: Uint8Array = zeros;
  let digest: Uint8Array = zeros;
  let left: Uint8Array = source.digest;
  for (const [index, row] of tail.entries()) {
    const operation = storedOperation(row.line);
    const n = index + 1;
    const renamed = (names: readonly OperationName[] | undefined) =>
      names?.map((each) => (each.stream === stream && each.n > after ? { stream: target, n: each.n - after } : each));
    const supersedes = renamed(operation.supersedes);
    // What stays in the old stream is another stream's now, and was known.
    const seen = [...(renamed(operation.seen) ?? []), ...(after > 0 ? [{ stream, n: after }] : [])];
    const moved: Operation = {
      ...operation,
      stream: target,
      n,
      ...(supersedes === undefined ? {} : { supersedes }),
      ...(seen.length === 0 ? {} : { seen }),
    };
    const line = canonicalText(moved as unknown as JsonValue);
    const bodyHash = sha256(Buffer.from(line, 'utf8'));
    head = chainHash(sha256, head, bodyHash);
    writing.execute(
      'UPDATE operations SET stream_key = ?, n = ?, line = ?, body_hash = ?, hash = ? WHERE position = ?',
      key,
      n,
      line,
      bodyHash,
      head,
      row.position,
    );
    writing.execute(
      'UPDATE superseded_operations SET stream = ?, n = ? WHERE stream = ? AND n = ?',
      target,
      n,
      stream,
      row.n,
    );
    if (row.status !== 'applied' && row.status !== 'conflict') continue;
    left = subtractDigest(left, operationDigest(sha256, operation.entity, operation.id, row.hash));
    digest = addDigest(digest, operationDigest(sha256, operation.entity, operation.id, head));
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
    'UPDATE streams SET head_n = ?, head_hash = ?, digest = ? WHERE key = ?',
    tail.length,
    head,
    digest,
    key,
  );
  writing.execute(
    "UPDATE acknowledgements SET n = ?, hash = ?, withheld = '[]' WHERE stream_key = ? AND n > ?",
    after,
    hashAfter,
    source.key,
    after,
  );
  return tail.length;
}

function hashAt(writing: Writing, key: number, n: number): Buffer {
  const row = writing.selectFirst<{ hash: Buffer }>(
    'SELECT hash FROM operations WHERE stream_key = ? AND n = ?',
    key,
    n,
  );
  return row?.hash ?? Buffer.alloc(32);
}
