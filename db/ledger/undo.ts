/** Undo – of a keystroke, an import, a package – is compensating operations on fields that still hold the change's value. */
import { periodLabel } from '#shared/calendar/period.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { Writing } from '../run.ts';
import type { Draft } from './append.ts';
import { entityPlan, isCreation, readRecord, type StoredRecord } from './records.ts';
import { sameValue } from './same-value.ts';
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
 * Plans the undoing of the operations of one change, newest first – or of several in a row that belong together: a
 * change, its undo and its redo. What a later change has touched is left and listed, also where the value is by chance
 * the same again. The operations are seen as one: a field's value before is that of its first, after that of its last.
 */
export function planUndo(writing: Writing, ...changeKeys: readonly number[]): UndoPlan {
  return planUndoOf(
    writing,
    changeKeys.flatMap((changeKey) =>
      writing.select<PlacedLine>(
        'SELECT line, position FROM operations WHERE change_key = ? AND line IS NOT NULL ORDER BY position',
        changeKey,
      ),
    ),
  );
}

/** The same for operations of other desks of this office that came with one package: [first, last] of their positions. */
export function planUndoOfReceived(writing: Writing, spans: readonly (readonly [number, number])[]): UndoPlan {
  return planUndoOf(
    writing,
    spans.flatMap(([first, last]) =>
      writing.select<PlacedLine>(
        `SELECT line, position FROM operations WHERE position BETWEEN ? AND ? AND line IS NOT NULL AND status = 'applied'
         ORDER BY position`,
        first,
        last,
      ),
    ),
  );
}

interface PlacedLine {
  readonly line: string;
  readonly position: number;
}

function planUndoOf(writing: Writing, lines: readonly PlacedLine[]): UndoPlan {
  const records = new Map<string, Combined>();
  for (const { line } of lines) combine(records, storedOperation(line));
  const first = lines[0]?.position ?? 0;
  const last = lines.reduce((most, { position }) => Math.max(most, position), 0);
  const hasLater = writing.selectFirst('SELECT 1 AS later FROM operations WHERE position > ?', last) !== undefined;

  const drafts: Draft[] = [];
  const changedSince: ChangedSince[] = [];
  // Children before parents: what was made last goes first.
  for (const combined of [...records.values()].toReversed()) {
    const record = readRecord(writing, combined.entity, combined.id);
    if (record === undefined) continue;
    const since = fieldsChangedSince(record, combined);
    // Made by this change, or made again by it.
    if (combined.isCreation || (combined.deletion === 'undelete' && !record.isDeleted)) {
      // A record that came back had its children all the while: only those made since hang on its coming back.
      const children = liveChildren(writing, combined, records, combined.isCreation ? 0 : first);
      if (since.length === 0 && !children)
        drafts.push(
          // A merged project that came back: what was written with its coming back is turned round too.
          ...(combined.isCreation ? [] : putBack(combined, [])),
          { entity: combined.entity, id: combined.id, kind: 'delete' },
        );
      else
        changedSince.push(
          ...since.map((field) => described(writing, record, combined, field)),
          ...(children ? [described(writing, record, combined, '')] : []),
        );
      continue;
    }
    if (combined.deletion !== null) {
      if (record.isDeleted !== (combined.deletion === 'delete')) continue;
      const isBack = combined.deletion === 'delete';
      drafts.push({ entity: combined.entity, id: combined.id, kind: isBack ? 'undelete' : 'delete' });
      // Written and removed in one change (a merged project): it comes back as it was before.
      if (isBack) drafts.push(...putBack(combined, since));
      continue;
    }
    const touched = hasLater ? fieldsTouchedAfter(writing, combined, last) : [];
    since.push(...touched.filter((field) => combined.changes.has(field) && !since.includes(field)));
    drafts.push(...putBack(combined, since));
    changedSince.push(...since.map((field) => described(writing, record, combined, field)));
  }
  return { drafts, changedSince };
}

/** The values before, of the fields nobody has written since. */
function putBack(combined: Combined, since: readonly string[]): Draft[] {
  const values: Record<string, JsonValue> = {};
  for (const [field, [before]] of combined.changes) if (!since.includes(field)) values[field] = before;
  return Object.keys(values).length === 0 ? [] : [{ entity: combined.entity, id: combined.id, kind: 'put', values }];
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
    combined.changes.set(field, [earlier === undefined ? before : earlier[0], after]);
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

/**
 * Fields a later change in force has written. A change, its undo and its redo follow one another: an even number of them
 * leaves a field as it was, an odd one does not.
 */
function fieldsTouchedAfter(writing: Writing, { entity, id }: Combined, position: number): string[] {
  const rows = writing.select<{ line: string; change: number | null; chain: number | null }>(
    `SELECT o.line, c.key AS change, coalesce(c.undoes, c.key) AS chain
     FROM operations o LEFT JOIN changes_made c ON c.key = o.change_key
     WHERE o.entity = ? AND o.record_id = ? AND o.position > ? AND o.line IS NOT NULL AND o.status = 'applied'`,
    entity,
    id,
    position,
  );
  const writers = new Map<string, Map<string, Set<number>>>();
  for (const [index, { line, change, chain }] of rows.entries()) {
    const operation = storedOperation(line);
    if (operation.kind !== 'put') continue;
    for (const field of Object.keys(operation.changes)) {
      const chains = writers.get(field) ?? new Map<string, Set<number>>();
      writers.set(field, chains);
      const name = chain === null ? `received ${index}` : String(chain);
      chains.set(name, (chains.get(name) ?? new Set()).add(change ?? -1));
    }
  }
  return [...writers].flatMap(([field, chains]) =>
    [...chains.values()].some((changes) => changes.size % 2 === 1) ? [field] : [],
  );
}

/** Whether a record made after `since` that is not itself part of this change hangs on the one to be deleted. */
function liveChildren(
  writing: Writing,
  { entity, id }: Combined,
  records: ReadonlyMap<string, Combined>,
  since: number,
): boolean {
  for (const child of Object.values(entities)) {
    for (const [name, field] of Object.entries(child.fields)) {
      if (!('parent' in field) || field.parent !== entity) continue;
      const column = entityPlan(child.name).byName.get(name)?.column;
      const rows = writing.select<{ id: string }>(
        `SELECT id FROM ${child.table} WHERE ${column} = ? AND is_deleted = 0 AND created_position > ?`,
        id,
        since,
      );
      if (rows.some((row) => records.get(`${child.name} ${row.id}`)?.isCreation !== true)) return true;
    }
  }
  return false;
}

/** A record as a whole, where no single field can be named. */
export function describedWhole(writing: Writing, record: StoredRecord, entity: EntityName): ChangedSince {
  return { entity, id: record.id, title: titleOf(writing, record, entity), field: '', label: entities[entity].label };
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
