/** Where operations stand now whose numbers another history of their stream has taken (see ledger/relocate.ts). */
import type { Moved } from '#shared/package/manifest.ts';
import type { Reading, Writing } from '../run.ts';

/** Of an operation that was moved. */
export interface MovedPlace {
  /** Up to there its history is that of the stream. */
  readonly branch: number;
  /** null: its body is lost, nothing stands for it any more. */
  readonly target: { readonly stream: string; readonly n: number } | null;
}

export function movedPlace(reading: Reading, stream: string, n: number, hash: Uint8Array): MovedPlace | undefined {
  const row = reading.selectFirst<{ branch: number; target: string | null; targetN: number | null }>(
    'SELECT branch, target, target_n AS targetN FROM moved_operations WHERE stream = ? AND n = ? AND hash = ?',
    stream,
    n,
    Buffer.from(hash),
  );
  if (row === undefined) return undefined;
  const { branch, target, targetN } = row;
  return { branch, target: target === null || targetN === null ? null : { stream: target, n: targetN } };
}

export function saveMoved(
  writing: Writing,
  stream: string,
  n: number,
  hash: Uint8Array,
  { branch, target }: MovedPlace,
): void {
  writing.execute(
    `INSERT INTO moved_operations (stream, n, hash, branch, target, target_n) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET branch = excluded.branch, target = excluded.target, target_n = excluded.target_n
     WHERE excluded.target IS NOT NULL`,
    stream,
    n,
    Buffer.from(hash),
    branch,
    target?.stream ?? null,
    target?.n ?? null,
  );
}

/** As a package says it. */
export function movedIn(reading: Reading, streams: readonly string[]): Moved[] {
  return streams.flatMap((stream) => {
    const groups = new Map<string, Moved>();
    for (const row of reading.select<{ n: number; hash: Buffer; branch: number; target: string | null }>(
      'SELECT n, hash, branch, target FROM moved_operations WHERE stream = ? ORDER BY target, target_n, n',
      stream,
    )) {
      const key = row.target ?? `lost after ${row.branch}`;
      const group = groups.get(key) ?? { stream, branch: row.branch, target: row.target, operations: [] };
      group.operations.push([row.n, row.hash.toString('hex')]);
      groups.set(key, group);
    }
    return [...groups.values()];
  });
}
