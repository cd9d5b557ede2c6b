/** Undo – of a keystroke, an import, a package – is compensating operations on fields that still hold the change's value. */
import { periodLabel } from '#shared/calendar/period.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { Writing } from '../run.ts';
import type { Draft } from './append.ts';
import { sameValue } from './apply.ts';
import { entityPlan, isCreation, readRecord, type StoredRecord } from './records.ts';
import { storedOperation } from './stored-line.ts';

export interface ChangedSince {
  readonly entity: EntityName;
  readonly id: string;
  readonly title: string;
  readonly field: string;
  readonly label: string;
}

export interface UndoPlan {
  readonly drafts: readonly Draft[];
  readonly changedSince: readonly ChangedSince[];
}

/**
 * Plans the undoing of the operations of one change, newest first. What a later change has touched is left and listed.
 * The operations of one change are seen as one: a field's value before is that of its first, after that of its last.
 */
export function planUndo(writing: Writing, changeKey: number): UndoPlan {
  const lines = writing.select<{ line: string }>(
    'SELECT line FROM operations WHERE change_key = ? AND line IS NOT NULL ORDER BY position',
    changeKey,
  );
  const records = new Map<string, Combined>();
  for (const { line } of lines) combine(records, storedOperation(line));

  const drafts: Draft[] = [];
  const changedSince: ChangedSince[] = [];
  // Children before parents: what was made last goes first.
  for (const combined of [...records.values()].toReversed()) {
    const record = readRecord(writing, combined.entity, combined.id);
    if (record === undefined) continue;
    const since = fieldsChangedSince(record, combined);
    // Made by this change, or made again by it.
    if (combined.isCreation || (combined.deletion === 'undelete' && !record.isDeleted)) {
      const children = liveChildren(writing, combined.entity, combined.id, records);
      if (since.length === 0 && !children) drafts.push({ entity: combined.entity, id: combined.id, kind: 'delete' });
      else
        changedSince.push(
          ...since.map((field) => described(writing, record, combined, field)),
          ...(children ? [described(writing, record, combined, '')] : []),
        );
      continue;
    }
    if (combined.deletion !== null) {
      if (record.isDeleted === (combined.deletion === 'delete'))
        drafts.push({
          entity: combined.entity,
          id: combined.id,
          kind: combined.deletion === 'delete' ? 'undelete' : 'delete',
        });
      continue;
    }
    const values: Record<string, JsonValue> = {};
    for (const [field, [before]] of combined.changes) if (!since.includes(field)) values[field] = before;
    if (Object.keys(values).length > 0) drafts.push({ entity: combined.entity, id: combined.id, kind: 'put', values });
    changedSince.push(...since.map((field) => described(writing, record, combined, field)));
  }
  return { drafts, changedSince };
}

interface Combined {
  readonly entity: EntityName;
  readonly id: string;
  readonly isCreation: boolean;
  deletion: 'delete' | 'undelete' | null;
  readonly changes: Map<string, [JsonValue, JsonValue]>;
}

function combine(records: Map<string, Combined>, operation: Operation): void {
  if (!isEntityName(operation.entity)) return;
  const key = `${operation.entity} ${operation.id}`;
  let combined = records.get(key);
  if (combined === undefined) {
    const makes = operation.kind === 'put' && isCreation(operation.entity, operation.changes);
    combined = { entity: operation.entity, id: operation.id, isCreation: makes, deletion: null, changes: new Map() };
    records.set(key, combined);
  }
  if (operation.kind !== 'put') {
    combined.deletion = operation.kind;
    return;
  }
  for (const [field, [before, after]] of Object.entries(operation.changes)) {
    const earlier = combined.changes.get(field);
    combined.changes.set(field, [earlier?.[0] ?? before, after]);
  }
}

/** For a creation every field counts, also those filled in later; otherwise only the changed ones. */
function fieldsChangedSince(record: StoredRecord, combined: Combined): string[] {
  if (record.isDeleted && combined.deletion === null) return combined.isCreation ? [] : [...combined.changes.keys()];
  const since: string[] = [];
  for (const [field, value] of Object.entries(record.values)) {
    const change = combined.changes.get(field);
    if (change === undefined ? combined.isCreation && !sameValue(value, null) : !sameValue(value, change[1]))
      since.push(field);
  }
  return since;
}

/** Whether a record that is not itself part of this change hangs on the one to be deleted. */
function liveChildren(
  writing: Writing,
  entity: EntityName,
  id: string,
  records: ReadonlyMap<string, Combined>,
): boolean {
  for (const child of Object.values(entities)) {
    for (const [name, field] of Object.entries(child.fields)) {
      if (!('parent' in field) || field.parent !== entity) continue;
      const column = entityPlan(child.name).byName.get(name)?.column;
      const rows = writing.select<{ id: string }>(
        `SELECT id FROM ${child.table} WHERE ${column} = ? AND is_deleted = 0`,
        id,
      );
      if (rows.some((row) => records.get(`${child.name} ${row.id}`)?.isCreation !== true)) return true;
    }
  }
  return false;
}

function described(writing: Writing, record: StoredRecord, combined: Combined, field: string): ChangedSince {
  return {
    entity: combined.entity,
    id: combined.id,
    title: titleOf(writing, record, combined.entity),
    field,
    label: entityPlan(combined.entity).byName.get(field)?.field.label ?? '后来增加的内容',
  };
}

/** As a clerk names it: the project, and what of it – “某项目 11月20日期周报”. */
function titleOf(writing: Writing, record: StoredRecord, entity: EntityName): string {
  const { name, projectId, period, year } = record.values;
  if (typeof name === 'string') return name;
  const label = entities[entity].label;
  const which =
    typeof period === 'string'
      ? `${periodLabel(period)}${label}`
      : typeof year === 'number'
        ? `${year}${label}`
        : label;
  const project = typeof projectId === 'string' ? readRecord(writing, 'project', projectId)?.values['name'] : undefined;
  return typeof project === 'string' ? `${project} ${which}` : which;
}
