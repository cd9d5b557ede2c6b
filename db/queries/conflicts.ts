/** Two desks changed one thing differently: what is still to be decided, and what a decision takes into account. */
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { readRecord } from '../ledger/records.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading, Writing } from '../run.ts';

/** The field of a conflict about whether the record is there at all. */
export const deletionField = 'isDeleted';

export interface ConflictOffer {
  readonly position: number;
  readonly value: JsonValue;
}

/** All that is undecided about one field of one record. */
export interface OpenConflictGroup {
  readonly entity: EntityName;
  readonly recordId: string;
  readonly field: string;
  readonly homeOffice: string;
  readonly offers: readonly ConflictOffer[];
}

export function openConflictGroups(reading: Reading): readonly OpenConflictGroup[] {
  const rows = reading.select<{ entity: string; recordId: string; field: string; position: number; offered: string }>(
    `SELECT entity, record_id AS recordId, field, position, value_offered AS offered FROM conflicts
     WHERE resolved_position IS NULL ORDER BY key`,
  );
  const groups = new Map<string, OpenConflictGroup & { readonly offers: ConflictOffer[] }>();
  for (const { entity, recordId, field, position, offered } of rows) {
    if (!isEntityName(entity)) continue;
    const key = `${entity} ${recordId} ${field}`;
    let group = groups.get(key);
    if (group === undefined) {
      const homeOffice = homeOf(reading, entity, recordId);
      if (homeOffice === undefined) continue;
      group = { entity, recordId, field, homeOffice, offers: [] };
      groups.set(key, group);
    }
    const value = JSON.parse(offered) as JsonValue;
    group.offers.push({ position, value });
  }
  return [...groups.values()];
}

function homeOf(reading: Reading, entity: EntityName, id: string): string | undefined {
  return reading.selectFirst<{ home: string }>(
    `SELECT home_office AS home FROM ${entities[entity].table} WHERE id = ?`,
    id,
  )?.home;
}

/** How many things the office itself has to decide. */
export function conflictCount(reading: Reading, officeId: string): number {
  return openConflictGroups(reading).filter(({ homeOffice }) => homeOffice === officeId).length;
}

/** The same by project; null: about none. */
export function conflictsByProject(reading: Reading, officeId: string): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { entity, recordId, homeOffice } of openConflictGroups(reading)) {
    if (homeOffice !== officeId) continue;
    const project = projectOfRecord(reading, entity, recordId);
    counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  return counts;
}

/** The project a record is about; null where it is about none, or about one through another record only. */
export function projectOfRecord(reading: Reading, entity: EntityName, id: string): string | null {
  if (entity === 'project') return id;
  const project = readRecord(reading, entity, id)?.values['projectId'];
  return typeof project === 'string' ? project : null;
}

export interface RecordOperation {
  readonly position: number;
  readonly stream: string;
  readonly officeId: string;
  readonly operation: Operation;
}

/** Everything that was written about a record and counts, oldest first. */
export function operationsOn(reading: Reading, entity: EntityName, recordId: string): readonly RecordOperation[] {
  return reading
    .select<{ position: number; stream: string; officeId: string; line: string }>(
      `SELECT o.position, s.stream, s.office_id AS officeId, o.line FROM operations o JOIN streams s ON s.key = o.stream_key
       WHERE o.entity = ? AND o.record_id = ? AND o.line IS NOT NULL AND o.status IN ('applied', 'conflict')
       ORDER BY o.position`,
      entity,
      recordId,
    )
    .map(({ line, ...row }) => ({ ...row, operation: storedOperation(line) }));
}

/** A decision that was undone: its conflicts are open again, and a redo finds them. */
export function reopenConflicts(writing: Writing, firstPosition: number, lastPosition: number): void {
  writing.execute(
    `UPDATE conflicts SET undone_position = resolved_position, resolved_position = NULL
     WHERE resolved_position BETWEEN ? AND ?`,
    firstPosition,
    lastPosition,
  );
}

export function closeConflictsAgain(writing: Writing, firstPosition: number, lastPosition: number): void {
  writing.execute(
    `UPDATE conflicts SET resolved_position = undone_position, undone_position = NULL
     WHERE resolved_position IS NULL AND undone_position BETWEEN ? AND ?`,
    firstPosition,
    lastPosition,
  );
}

/** Whether a decision about a record being there left it as it was: then there is nothing to turn round. */
export function wasLeftAsItWas(
  reading: Reading,
  { entity, id }: { readonly entity: string; readonly id: string },
  isDeleted: boolean,
  firstPosition: number,
  lastPosition: number,
): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM conflicts WHERE entity = ? AND record_id = ? AND field = ? AND value_in_force = ?
       AND resolved_position BETWEEN ? AND ?`,
      entity,
      id,
      deletionField,
      JSON.stringify(isDeleted),
      firstPosition,
      lastPosition,
    ) !== undefined
  );
}
