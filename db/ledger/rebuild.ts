/**
 * Makes records anew from those of their operations that are in force. The tables are a projection: where operations
 * leave it (a package taken back) or come into it (a field this version has learned), only their records are replayed.
 */
import type { EntityName } from '#shared/domain/entity.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import type { Reading, Writing } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { ledgerAccess } from './access.ts';
import { retryWaiting, takeEntry } from './receive.ts';
import { entityPlan } from './records.ts';
import { removeFromSearch } from './search-index.ts';
import { storedOperation } from './stored-line.ts';

export interface RecordName {
  readonly entity: EntityName;
  readonly id: string;
}

/**
 * `restate` changes what operations count for (their status); then the records are made again from what counts, what
 * waited is tried again, and the digests of the streams follow.
 */
export function rebuildRecords(writing: Writing, records: readonly RecordName[], restate: () => void): void {
  const before = countedOperations(writing, records);
  restate();
  // A record is removed before those it hangs on; whether all hold together again is asked at the end.
  writing.execute('PRAGMA defer_foreign_keys = ON');
  for (const { entity, id } of records) {
    writing.execute('DELETE FROM conflicts WHERE entity = ? AND record_id = ?', entity, id);
    writing.execute('DELETE FROM superseded_operations WHERE entity = ? AND record_id = ?', entity, id);
    writing.execute(`DELETE FROM ${entityPlan(entity).entity.table} WHERE id = ?`, id);
    removeFromSearch(writing, id);
  }
  const positions = records.flatMap(({ entity, id }) =>
    writing.select<{ position: number }>(
      `SELECT position FROM operations WHERE entity = ? AND record_id = ? AND status IN ('applied', 'conflict')`,
      entity,
      id,
    ),
  );
  // Each is held against what was replayed before it, not against what stands in the ledger after it.
  const access = ledgerAccess(writing, new Set(positions.map(({ position }) => position)));
  for (const { position } of positions.toSorted((left, right) => left.position - right.position)) {
    const entry = access.entryAt(position);
    const author = entry === undefined ? undefined : access.authorOf(entry.streamKey);
    if (entry !== undefined && entry.line !== null && author !== undefined)
      takeEntry(access, entry, storedOperation(entry.line), author);
  }
  retryWaiting(access, (streamKey) => access.authorOf(streamKey), []);
  adjustDigests(writing, before);
  noteRebuilt(writing);
}

interface CountedOperation {
  readonly position: number;
  readonly streamKey: number;
  readonly hash: Buffer;
  /** 1 or 0, as SQLite has it. */
  readonly isCounted: number;
}

/** Operations whose part in the digests may change: all on these records, and all that wait. */
function countedOperations(reading: Reading, records: readonly RecordName[]): readonly CountedOperation[] {
  const columns = `position, stream_key AS streamKey, hash, status IN ('applied', 'conflict') AS isCounted`;
  const waiting = reading.select<CountedOperation>(
    `SELECT ${columns} FROM operations INDEXED BY operations_open
     WHERE status = 'waiting' AND status IN ('waiting', 'refused')`,
  );
  const found = new Map(waiting.map((each) => [each.position, each]));
  for (const { entity, id } of records)
    for (const each of reading.select<CountedOperation>(
      `SELECT ${columns} FROM operations WHERE entity = ? AND record_id = ? AND line IS NOT NULL`,
      entity,
      id,
    ))
      found.set(each.position, each);
  return [...found.values()];
}

function adjustDigests(writing: Writing, before: readonly CountedOperation[]): void {
  const digests = new Map<number, Uint8Array>();
  for (const { position, streamKey, hash, isCounted } of before) {
    const now = writing.selectFirst<{ isCounted: number; entity: string; recordId: string }>(
      `SELECT status IN ('applied', 'conflict') AS isCounted, entity, record_id AS recordId FROM operations WHERE position = ?`,
      position,
    );
    if (now === undefined || now.isCounted === isCounted) continue;
    const digest = digests.get(streamKey) ?? digestOf(writing, streamKey);
    const own = operationDigest(sha256, now.entity, now.recordId, hash);
    digests.set(streamKey, now.isCounted === 1 ? addDigest(digest, own) : subtractDigest(digest, own));
  }
  for (const [key, digest] of digests) writing.execute('UPDATE streams SET digest = ? WHERE key = ?', digest, key);
}

function digestOf(reading: Reading, key: number): Uint8Array {
  return (
    reading.selectFirst<{ digest: Buffer }>('SELECT digest FROM streams WHERE key = ?', key)?.digest ?? Buffer.alloc(32)
  );
}

const rebuiltKey = 'recordsRebuiltAt';

/** Records changed without a new position: lists that are read only as far as they have changed are read whole. */
function noteRebuilt(writing: Writing): void {
  writing.execute(
    `INSERT INTO settings (key, value) SELECT ?, coalesce(max(position), 0) FROM operations WHERE true
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    rebuiltKey,
  );
}

/** The position up to which a list must be read whole. */
export function rebuiltAt(reading: Reading): number {
  return Number(
    reading.selectFirst<{ value: string }>('SELECT value FROM settings WHERE key = ?', rebuiltKey)?.value ?? -1,
  );
}
