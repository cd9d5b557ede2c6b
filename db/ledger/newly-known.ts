/**
 * Fields and kinds of records a newer version brought before this one knew them stay in their lines (exchange.md
 * “Operation”). When the program is updated it learns them: what it left out is brought into the tables, once, at the start.
 */
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { Reading, Writing } from '../run.ts';
import { type RecordName, rebuildRecords } from './rebuild.ts';
import { readRecord } from './records.ts';
import { storedOperation } from './stored-line.ts';

/** What the version that last worked on this store knew: fields by kind of record. */
const knownKey = 'ledgerKnows';
type Known = Readonly<Record<string, readonly string[]>>;

const knownNow: Known = Object.fromEntries(
  (Object.values(entities) as readonly Entity[]).map(({ name, fields }) => [name, Object.keys(fields).toSorted()]),
);
const knownNowText = JSON.stringify(knownNow);

/** Asked before anything is written: a start on a current store costs no write. */
export function knowsAll(reading: Reading): boolean {
  return storedText(reading) === knownNowText;
}

export function applyNewlyKnown(writing: Writing): void {
  const stored = storedText(writing);
  // A store from before this was noted: every field may be one that was left out.
  const before = stored === undefined ? null : (JSON.parse(stored) as Known);
  const waiting = writing
    .select<{ position: number; entity: string }>(
      `SELECT position, entity FROM operations INDEXED BY operations_open
       WHERE status = 'waiting' AND status IN ('waiting', 'refused') AND reason = 'UNKNOWN_ENTITY'`,
    )
    .filter(({ entity }) => isEntityName(entity));
  const records = leftOut(writing, before);
  if (waiting.length > 0 || records.length > 0)
    rebuildRecords(writing, records, () => {
      for (const { position } of waiting)
        writing.execute(`UPDATE operations SET reason = 'RECORD' WHERE position = ?`, position);
    });
  writing.execute(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    knownKey,
    knownNowText,
  );
}

/** Records some operation of which gives a newly known field a value the tables do not have. */
function leftOut(reading: Reading, before: Known | null): RecordName[] {
  const found = new Map<string, RecordName>();
  for (const entity of Object.values(entities) as readonly Entity[]) {
    const known = new Set(before?.[entity.name]);
    const fresh = Object.keys(entity.fields).filter((field) => !known.has(field));
    // Of a kind that was unknown as a whole nothing was applied: it waits.
    if (fresh.length === 0 || (before !== null && known.size === 0)) continue;
    // This office itself writes no field it does not know.
    const lines = reading.select<{ line: string }>(
      `SELECT line FROM operations WHERE entity = ? AND change_key IS NULL AND line IS NOT NULL
         AND status IN ('applied', 'conflict')`,
      entity.name,
    );
    for (const { line } of lines) {
      const { id, changes } = storedOperation(line);
      const key = `${entity.name} ${id}`;
      const given = fresh.filter((field) => !isNothing(changes[field]?.[1] ?? null));
      if (given.length === 0 || found.has(key)) continue;
      const record = readRecord(reading, entity.name, id);
      if (record !== undefined && given.some((field) => isNothing(record.values[field] ?? null)))
        found.set(key, { entity: entity.name, id });
    }
  }
  return [...found.values()];
}

function isNothing(value: JsonValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function storedText(reading: Reading): string | undefined {
  return reading.selectFirst<{ value: string }>('SELECT value FROM settings WHERE key = ?', knownKey)?.value;
}
