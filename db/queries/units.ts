import type { OutputOf } from '#shared/contract/index.ts';
import { coversDay } from '#shared/rules/terms.ts';
import type { Reading } from '../run.ts';

export interface UnitNameRow {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly fromDay: string | null;
  readonly untilDay: string | null;
  readonly document: string | null;
}

/** What units were called when, oldest name first; of one unit or of all. */
export function unitNameRows(reading: Reading, unitId?: string): UnitNameRow[] {
  const condition = unitId === undefined ? '' : 'AND unit_id = ?';
  return reading.select<UnitNameRow>(
    `SELECT id, unit_id AS unitId, name, from_day AS fromDay, until_day AS untilDay, document FROM unit_names
     WHERE is_deleted = 0 ${condition} ORDER BY from_day IS NOT NULL, from_day, created_position`,
    ...(unitId === undefined ? [] : [unitId]),
  );
}

/** Every unit's name on a day: paper of a past day prints what the unit was called then. */
export function unitNamesOn(reading: Reading, day: string): ReadonlyMap<string, string> {
  const names = new Map(
    reading.select<{ id: string; name: string }>('SELECT id, name FROM units').map((row) => [row.id, row.name]),
  );
  for (const row of unitNameRows(reading)) if (coversDay(row, day)) names.set(row.unitId, row.name);
  return names;
}

export function personsOfUnit(reading: Reading, unitId: string): OutputOf<'units.get'>['persons'] {
  return reading.select(
    `SELECT id, name, post FROM persons WHERE unit_id = ? AND is_deleted = 0 AND merged_into_id IS NULL
     ORDER BY created_position`,
    unitId,
  );
}

export function projectsOfUnit(reading: Reading, unitId: string): OutputOf<'units.get'>['projects'] {
  return reading.select(
    `SELECT p.id, p.name FROM projects p, json_each(p.responsible_units) j
     WHERE j.value = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL ORDER BY p.ledger_order, p.created_position`,
    unitId,
  );
}

export function predecessorsOf(reading: Reading, unitId: string): OutputOf<'units.get'>['predecessors'] {
  return reading.select(
    'SELECT id, name, ended_on AS endedOn FROM units WHERE successor_id = ? AND is_deleted = 0 ORDER BY ended_on, name',
    unitId,
  );
}
