/**
 * What a run over many operations would ask of the store for every one of them, and nearly always in vain: asked once,
 * and kept in step by the access that writes. An access lives within one transaction, so nobody else writes meanwhile.
 */
import type { EntityName } from '#shared/domain/entity.ts';
import type { Reading } from '../run.ts';
import { entityPlan } from './records.ts';

/** Whether an office has more than one stream. */
export function severalStreamsIn(reading: Reading): (officeId: string) => boolean {
  let offices: ReadonlySet<string> | undefined;
  return (officeId) => {
    offices ??= new Set(
      reading
        .select<{ officeId: string }>(
          'SELECT office_id AS officeId FROM streams GROUP BY office_id HAVING count(*) > 1',
        )
        .map((row) => row.officeId),
    );
    return offices.has(officeId);
  };
}

/** The homes of records, which never change; one that is not here may still come. */
export function homesIn(reading: Reading): (entity: EntityName, id: string) => string | undefined {
  const homes = new Map<string, string>();
  return (entity, id) => {
    const key = `${entity} ${id}`;
    const before = homes.get(key);
    if (before !== undefined) return before;
    const { table } = entityPlan(entity).entity;
    const home = reading.selectFirst<{ home: string }>(
      `SELECT home_office AS home FROM ${table} WHERE id = ?`,
      id,
    )?.home;
    if (home !== undefined) homes.set(key, home);
    return home;
  };
}

/** Records that may have open conflicts; one whose last was closed since is still among them. */
export interface Conflicted {
  has(entity: EntityName, id: string): boolean;
  add(entity: EntityName, id: string): void;
}

export function conflictedIn(reading: Reading): Conflicted {
  let records: Set<string> | undefined;
  const all = () => {
    records ??= new Set(
      reading
        .select<{ entity: string; id: string }>(
          'SELECT DISTINCT entity, record_id AS id FROM conflicts WHERE resolved_position IS NULL',
        )
        .map(({ entity, id }) => `${entity} ${id}`),
    );
    return records;
  };
  return {
    has: (entity, id) => all().has(`${entity} ${id}`),
    add: (entity, id) => void all().add(`${entity} ${id}`),
  };
}

/** Of each stream the last operation that counts no more for some field: what comes after it need not be looked up. */
export interface Superseded {
  has(stream: string, n: number, entity: EntityName, id: string, field: string): boolean;
  note(stream: string, n: number): void;
}

export function supersededIn(reading: Reading): Superseded {
  const lasts = new Map<string, number>();
  const lastOf = (stream: string) =>
    known(
      lasts,
      stream,
      () =>
        reading.selectFirst<{ n: number | null }>(
          'SELECT max(n) AS n FROM superseded_operations WHERE stream = ?',
          stream,
        )?.n ?? 0,
    );
  return {
    has: (stream, n, entity, id, field) =>
      n <= lastOf(stream) &&
      reading.selectFirst(
        'SELECT 1 FROM superseded_operations WHERE stream = ? AND n >= ? AND entity = ? AND record_id = ? AND field = ?',
        stream,
        n,
        entity,
        id,
        field,
      ) !== undefined,
    note: (stream, n) => void lasts.set(stream, Math.max(lastOf(stream), n)),
  };
}

/** The last number of each stream the ledger has an entry for. */
export interface LastNumbers {
  of(streamKey: number): number;
  note(entry: { readonly streamKey: number; readonly n: number }): void;
}

export function lastNumbersIn(reading: Reading): LastNumbers {
  const lasts = new Map<number, number>();
  const of = (streamKey: number) =>
    known(
      lasts,
      streamKey,
      () =>
        reading.selectFirst<{ n: number | null }>('SELECT max(n) AS n FROM operations WHERE stream_key = ?', streamKey)
          ?.n ?? 0,
    );
  return { of, note: ({ streamKey, n }) => void lasts.set(streamKey, Math.max(of(streamKey), n)) };
}

function known<Key>(lasts: Map<Key, number>, key: Key, ask: () => number): number {
  let last = lasts.get(key);
  if (last === undefined) {
    last = ask();
    lasts.set(key, last);
  }
  return last;
}
