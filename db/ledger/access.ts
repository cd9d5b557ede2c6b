/**
 * What applying operations needs of the store. Two implementations: the writer's tables, and an overlay in memory over
 * a read-only view, so that preview and commit are the same code (exchange.md “Reading”).
 */
import type { EntityName } from '#shared/domain/entity.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { Reading, Writing } from '../run.ts';
import type { OperationStatus } from '../tables.ts';
import { conflictedIn, homesIn, lastNumbersIn, severalStreamsIn, supersededIn } from './asked-once.ts';
import { entityPlan, insertRecord, markDeleted, readRecord, type StoredRecord, updateRecord } from './records.ts';
import { indexForSearch } from './search-index.ts';
import { storedOperation } from './stored-line.ts';

export type Values = Readonly<Record<string, JsonValue>>;

export interface OpenConflict {
  readonly field: string;
  /** Where the operation that lost stands in the ledger. */
  readonly position: number;
}

export interface LedgerEntry {
  readonly position: number;
  readonly streamKey: number;
  readonly n: number;
  readonly status: OperationStatus;
  readonly reason: string | null;
  readonly line: string | null;
  readonly bodyHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly entity: string | null;
  readonly recordId: string | null;
}

export interface RecordAccess {
  read(entity: EntityName, id: string): StoredRecord | undefined;
  /** The home of a record that is here, deleted or not. */
  homeOf(entity: EntityName, id: string): string | undefined;
  insert(entity: EntityName, id: string, homeOffice: string, position: number, values: Values): void;
  update(entity: EntityName, id: string, position: number, values: Values): void;
  setDeleted(entity: EntityName, id: string, position: number, isDeleted: boolean): void;
  openConflicts(entity: EntityName, id: string): readonly OpenConflict[];
  addConflict(
    entity: EntityName,
    id: string,
    position: number,
    field: string,
    inForce: JsonValue,
    offered: JsonValue,
  ): void;
  closeConflict(
    entity: EntityName,
    id: string,
    field: string,
    conflictPosition: number,
    resolvedPosition: number,
  ): void;
  /** What a stream has written of the field up to n counts no more, whenever it arrives. */
  supersede(stream: string, n: number, entity: EntityName, id: string, field: string): void;
  isSuperseded(stream: string, n: number, entity: EntityName, id: string, field: string): boolean;
  /**
   * All that has been applied to a record so far, in any order; nothing where the office has no second stream, or none
   * but `stream` has written it: then values alone tell what an author saw.
   */
  sharedHistory(officeId: string, stream: string, entity: EntityName, id: string): readonly Operation[];
}

/** Whose installation a stream is. */
export interface Author {
  readonly officeId: string;
  readonly kind: OfficeKind;
}

export interface LedgerAccess extends RecordAccess {
  authorOf(streamKey: number): Author | undefined;
  nextPosition(): number;
  /** Entries whose parent or record was not here yet, oldest first. */
  waiting(): readonly LedgerEntry[];
  /** Entries of a stream that a person has set aside (撤销接收), in order. */
  takenBack(streamKey: number): readonly LedgerEntry[];
  entryAt(position: number): LedgerEntry | undefined;
  entryOf(streamKey: number, n: number): LedgerEntry | undefined;
  save(entry: LedgerEntry): void;
}

/** `pending`: positions of operations that stand in the ledger as applied and are still to be replayed. */
export function recordAccess(writing: Writing, pending: ReadonlySet<number> = new Set()): RecordAccess {
  const hasSeveralStreams = severalStreamsIn(writing);
  const homeOf = homesIn(writing);
  const conflicted = conflictedIn(writing);
  const superseded = supersededIn(writing);
  return {
    read: (entity, id) => readRecord(writing, entity, id),
    homeOf,
    insert(entity, id, homeOffice, position, values) {
      insertRecord(writing, entity, id, homeOffice, position, values);
      indexForSearch(writing, entity, id, values);
    },
    update(entity, id, position, values) {
      updateRecord(writing, entity, id, position, values);
      indexForSearch(writing, entity, id, values);
    },
    setDeleted: (entity, id, position, isDeleted) => markDeleted(writing, entity, id, position, isDeleted),
    openConflicts: (entity, id) => (conflicted.has(entity, id) ? openConflictsIn(writing, entity, id) : []),
    addConflict(entity, id, position, field, inForce, offered) {
      conflicted.add(entity, id);
      writing.execute(
        'INSERT INTO conflicts (entity, record_id, field, position, value_in_force, value_offered) VALUES (?, ?, ?, ?, ?, ?)',
        entity,
        id,
        field,
        position,
        JSON.stringify(inForce),
        JSON.stringify(offered),
      );
    },
    closeConflict(entity, id, field, conflictPosition, resolvedPosition) {
      writing.execute(
        'UPDATE conflicts SET resolved_position = ? WHERE entity = ? AND record_id = ? AND field = ? AND position = ? AND resolved_position IS NULL',
        resolvedPosition,
        entity,
        id,
        field,
        conflictPosition,
      );
    },
    supersede(stream, n, entity, id, field) {
      superseded.note(stream, n);
      writing.execute(
        'INSERT OR IGNORE INTO superseded_operations (stream, n, entity, record_id, field) VALUES (?, ?, ?, ?, ?)',
        stream,
        n,
        entity,
        id,
        field,
      );
    },
    isSuperseded: superseded.has,
    sharedHistory(officeId, stream, entity, id) {
      if (!hasSeveralStreams(officeId) || !isSharedIn(writing, stream, entity, id)) return [];
      return appliedIn(writing, entity, id)
        .filter(({ position }) => !pending.has(position))
        .map(({ line }) => storedOperation(line));
    },
  };
}

export function ledgerAccess(writing: Writing, pending = new Set<number>()): LedgerAccess {
  let next =
    (writing.selectFirst<{ last: number | null }>('SELECT max(position) AS last FROM operations')?.last ?? 0) + 1;
  const lasts = lastNumbersIn(writing);
  return {
    ...recordAccess(writing, pending),
    authorOf: (streamKey) => authorIn(writing, streamKey),
    nextPosition: () => next++,
    waiting: () => waitingIn(writing),
    takenBack: (streamKey) => takenBackIn(writing, streamKey),
    entryAt: (position) => entryAtIn(writing, position),
    entryOf: (streamKey, n) => (n > lasts.of(streamKey) ? undefined : entryOfIn(writing, streamKey, n)),
    save(entry) {
      pending.delete(entry.position);
      lasts.note(entry);
      writing.execute(
        `INSERT INTO operations (position, stream_key, n, status, entity, record_id, line, body_hash, hash, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (position) DO UPDATE SET status = excluded.status, entity = excluded.entity,
           record_id = excluded.record_id, line = excluded.line, reason = excluded.reason`,
        entry.position,
        entry.streamKey,
        entry.n,
        entry.status,
        entry.entity,
        entry.recordId,
        entry.line,
        entry.bodyHash,
        entry.hash,
        entry.reason,
      );
    },
  };
}

/** The same over a read-only view: writes stay in memory and are gone with the overlay. */
export function overlayAccess(reading: Reading): LedgerAccess {
  return inMemory(reading);
}

/** The same over nothing: a replay of the ledger from its first operation. Lines are looked up in `source`. */
export function memoryAccess(source: Reading): LedgerAccess & { count(entity: EntityName): number } {
  const empty: Reading = { all: () => [], first: () => undefined, select: () => [], selectFirst: () => undefined };
  const waiting = new Map<number, LedgerEntry>();
  const hasSeveralStreams = severalStreamsIn(source);
  const replayed = positionsByRecord();
  const ofSeveral = new Map<number, boolean>();
  const isOfSeveral = (streamKey: number): boolean => {
    const known = ofSeveral.get(streamKey);
    if (known !== undefined) return known;
    const office = authorIn(source, streamKey)?.officeId;
    const isSo = office !== undefined && hasSeveralStreams(office);
    ofSeveral.set(streamKey, isSo);
    return isSo;
  };
  return {
    ...inMemory(empty),
    waiting: () => [...waiting.values()],
    authorOf: (streamKey) => authorIn(source, streamKey),
    entryAt: (position) => entryAtIn(source, position),
    sharedHistory(officeId, stream, entity, id) {
      if (!hasSeveralStreams(officeId)) return [];
      return sharedOnly(
        stream,
        [...replayed.of(entity, id)].map((position) => entryAtIn(source, position)),
      );
    },
    // Only what waits is kept, and where operations stand that may have to be compared: the lines stay in the store.
    save(entry) {
      if (isOfSeveral(entry.streamKey)) replayed.note(entry);
      if (entry.status === 'waiting') waiting.set(entry.position, entry);
      else waiting.delete(entry.position);
    },
  };
}

function inMemory(reading: Reading): LedgerAccess & { count(entity: EntityName): number } {
  let next =
    (reading.selectFirst<{ last: number | null }>('SELECT max(position) AS last FROM operations')?.last ?? 0) + 1;
  const records = new Map<string, StoredRecord>();
  const entries = new Map<number, LedgerEntry>();
  const entryPositions = new Map<string, number>();
  const conflicts = new Map<string, OpenConflict[]>();
  /** The last n of each stream that counts no more for a field. */
  const superseded = new Map<string, number>();
  const hasSeveralStreams = severalStreamsIn(reading);
  const homeOf = homesIn(reading);
  const conflicted = conflictedIn(reading);
  const supersededBefore = supersededIn(reading);
  const lasts = lastNumbersIn(reading);
  let hasNewStream = false;
  const saved = positionsByRecord();
  const keyOf = (entity: string, id: string) => `${entity} ${id}`;

  /** Kept: what changes a record reads it again. */
  const read = (entity: EntityName, id: string): StoredRecord | undefined => {
    const key = keyOf(entity, id);
    const known = records.get(key);
    if (known !== undefined) return known;
    const record = readRecord(reading, entity, id);
    if (record !== undefined) records.set(key, record);
    return record;
  };
  const openConflicts = (entity: EntityName, id: string): OpenConflict[] => {
    const key = keyOf(entity, id);
    let found = conflicts.get(key);
    if (found === undefined) {
      found = conflicted.has(entity, id) ? [...openConflictsIn(reading, entity, id)] : [];
      conflicts.set(key, found);
    }
    return found;
  };
  const entryAt = (position: number) => entries.get(position) ?? entryAtIn(reading, position);
  return {
    read,
    homeOf: (entity, id) => records.get(keyOf(entity, id))?.homeOffice ?? homeOf(entity, id),
    insert(entity, id, homeOffice, position, values) {
      const all: Record<string, JsonValue> = {};
      for (const { name, field } of entityPlan(entity).fields)
        all[name] = values[name] ?? (field.storage === 'json' ? [] : null);
      records.set(keyOf(entity, id), { id, homeOffice, isDeleted: false, createdPosition: position, values: all });
    },
    update(entity, id, _position, values) {
      const record = read(entity, id);
      if (record !== undefined) records.set(keyOf(entity, id), { ...record, values: { ...record.values, ...values } });
    },
    setDeleted(entity, id, _position, isDeleted) {
      const record = read(entity, id);
      if (record !== undefined) records.set(keyOf(entity, id), { ...record, isDeleted });
    },
    openConflicts,
    addConflict: (entity, id, position, field) => void openConflicts(entity, id).push({ field, position }),
    closeConflict(entity, id, field, conflictPosition) {
      const left = openConflicts(entity, id).filter(
        (each) => each.field !== field || each.position !== conflictPosition,
      );
      conflicts.set(keyOf(entity, id), left);
    },
    supersede(stream, n, entity, id, field) {
      const key = `${stream} ${entity} ${id} ${field}`;
      superseded.set(key, Math.max(superseded.get(key) ?? 0, n));
    },
    isSuperseded: (stream, n, entity, id, field) =>
      (superseded.get(`${stream} ${entity} ${id} ${field}`) ?? 0) >= n ||
      supersededBefore.has(stream, n, entity, id, field),
    sharedHistory(officeId, stream, entity, id) {
      if (!hasNewStream && !hasSeveralStreams(officeId)) return [];
      const positions = new Set(appliedIn(reading, entity, id).map(({ position }) => position));
      for (const position of saved.of(entity, id)) positions.add(position);
      return sharedOnly(stream, [...positions].map(entryAt));
    },
    authorOf: (streamKey) => authorIn(reading, streamKey),
    count: (entity) => [...records.keys()].filter((key) => key.startsWith(`${entity} `)).length,
    nextPosition: () => next++,
    waiting: () =>
      [...waitingIn(reading), ...entries.values()].filter((entry) => entryAt(entry.position)?.status === 'waiting'),
    takenBack: (streamKey) => takenBackIn(reading, streamKey),
    entryAt,
    entryOf(streamKey, n) {
      const position = entryPositions.get(`${streamKey} ${n}`);
      if (position !== undefined) return entries.get(position);
      return n > lasts.of(streamKey) ? undefined : entryOfIn(reading, streamKey, n);
    },
    save(entry) {
      // A stream never seen has its key only after the commit (package-import.ts).
      if (entry.streamKey < 0) hasNewStream = true;
      saved.note(entry);
      entries.set(entry.position, entry);
      entryPositions.set(`${entry.streamKey} ${entry.n}`, entry.position);
    },
  };
}

/** Where operations that count stand, by record. */
function positionsByRecord(): {
  note(entry: LedgerEntry): void;
  of(entity: string, id: string): ReadonlySet<number>;
} {
  const positions = new Map<string, Set<number>>();
  const keyOf = (entity: string | null, id: string | null) => `${entity} ${id}`;
  return {
    note({ entity, recordId, position, status }) {
      const key = keyOf(entity, recordId);
      const found = positions.get(key) ?? new Set();
      if (status === 'applied' || status === 'conflict') positions.set(key, found.add(position));
      else found.delete(position);
    },
    of: (entity, id) => positions.get(keyOf(entity, id)) ?? new Set(),
  };
}

function sharedOnly(stream: string, entries: readonly (LedgerEntry | undefined)[]): readonly Operation[] {
  const operations = entries.flatMap((entry) =>
    entry === undefined || entry.line === null || (entry.status !== 'applied' && entry.status !== 'conflict')
      ? []
      : [storedOperation(entry.line)],
  );
  return operations.some((operation) => operation.stream !== stream) ? operations : [];
}

const isApplied = `line IS NOT NULL AND status IN ('applied', 'conflict')`;

function isSharedIn(reading: Reading, stream: string, entity: EntityName, id: string): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM operations WHERE entity = ? AND record_id = ? AND ${isApplied}
         AND stream_key <> (SELECT key FROM streams WHERE stream = ?)`,
      entity,
      id,
      stream,
    ) !== undefined
  );
}

function appliedIn(reading: Reading, entity: EntityName, id: string): { position: number; line: string }[] {
  return reading.select(
    `SELECT position, line FROM operations WHERE entity = ? AND record_id = ? AND ${isApplied} ORDER BY position`,
    entity,
    id,
  );
}

function openConflictsIn(reading: Reading, entity: EntityName, id: string): readonly OpenConflict[] {
  return reading.select<OpenConflict>(
    'SELECT field, position FROM conflicts WHERE entity = ? AND record_id = ? AND resolved_position IS NULL ORDER BY key',
    entity,
    id,
  );
}

const entryColumns = `position, stream_key AS streamKey, n, status, reason, line, body_hash AS bodyHash, hash, entity, record_id AS recordId`;

/** Said as the index says it: else SQLite reads the whole ledger for the few that wait. */
const isOpen = `status IN ('waiting', 'refused')`;

function waitingIn(reading: Reading): readonly LedgerEntry[] {
  return reading.select<LedgerEntry>(
    `SELECT ${entryColumns} FROM operations INDEXED BY operations_open
     WHERE status = 'waiting' AND ${isOpen} ORDER BY position`,
  );
}

function takenBackIn(reading: Reading, streamKey: number): readonly LedgerEntry[] {
  return reading.select<LedgerEntry>(
    `SELECT ${entryColumns} FROM operations INDEXED BY operations_refused
     WHERE status = 'refused' AND stream_key = ? AND reason = 'TAKEN_BACK' ORDER BY n`,
    streamKey,
  );
}

function entryAtIn(reading: Reading, position: number): LedgerEntry | undefined {
  return reading.selectFirst<LedgerEntry>(`SELECT ${entryColumns} FROM operations WHERE position = ?`, position);
}

function entryOfIn(reading: Reading, streamKey: number, n: number): LedgerEntry | undefined {
  return reading.selectFirst<LedgerEntry>(
    `SELECT ${entryColumns} FROM operations WHERE stream_key = ? AND n = ?`,
    streamKey,
    n,
  );
}

/** Entries that were accepted, in local arrival order. */
export function entriesAfter(reading: Reading, position: number, limit: number): readonly LedgerEntry[] {
  return reading.select<LedgerEntry>(
    `SELECT ${entryColumns} FROM operations WHERE position > ? AND line IS NOT NULL AND status IN ('applied', 'conflict') ORDER BY position LIMIT ?`,
    position,
    limit,
  );
}

/** Entries with their bodies at positions from … to, whatever became of them. */
export function entriesBetween(reading: Reading, first: number, last: number): readonly LedgerEntry[] {
  return reading.select<LedgerEntry>(
    `SELECT ${entryColumns} FROM operations WHERE position BETWEEN ? AND ? AND line IS NOT NULL ORDER BY position`,
    first,
    last,
  );
}

/** An enrolled office's kind is what its enrolment says; our own is our office record's. */
function authorIn(reading: Reading, streamKey: number): Author | undefined {
  return reading.selectFirst<Author>(
    `SELECT s.office_id AS officeId, coalesce(e.kind, o.kind) AS kind FROM streams s
     LEFT JOIN enrolled_offices e ON e.id = s.office_id LEFT JOIN offices o ON o.id = s.office_id
     WHERE s.key = ? AND coalesce(e.kind, o.kind) IS NOT NULL`,
    streamKey,
  );
}
