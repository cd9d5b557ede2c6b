/** Rows of record tables as values of operations, and back. The only place that knows how a field is kept. */

import { entities } from '#shared/domain/entities.ts';
import type { Entity, EntityName, Field } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { Reading, Writing } from '../run.ts';
import { columnOf } from '../tables.ts';

export interface StoredRecord {
  readonly id: string;
  readonly homeOffice: string;
  readonly isDeleted: boolean;
  readonly createdPosition: number;
  readonly values: Readonly<Record<string, JsonValue>>;
}

interface FieldPlan {
  readonly name: string;
  readonly column: string;
  readonly field: Field;
}

interface EntityPlan {
  readonly entity: Entity;
  readonly fields: readonly FieldPlan[];
  readonly byName: ReadonlyMap<string, FieldPlan>;
  readonly parents: readonly FieldPlan[];
  /** Fields a record cannot be without: an operation that gives all of them their first value makes the record. */
  readonly required: readonly string[];
  readonly selectSql: string;
  readonly insertSql: string;
}

const plans = new Map<EntityName, EntityPlan>(
  (Object.values(entities) as readonly Entity[]).map((entity) => [entity.name, planOf(entity)]),
);

export function entityPlan(name: EntityName): EntityPlan {
  const plan = plans.get(name);
  if (plan === undefined) throw new Error(`no such entity: ${name}`);
  return plan;
}

export function readRecord(reading: Reading, name: EntityName, id: string): StoredRecord | undefined {
  const plan = entityPlan(name);
  const row = reading.selectFirst<Record<string, string | number | null>>(plan.selectSql, id);
  return row === undefined ? undefined : recordOfRow(plan, row);
}

/** All live records of an entity at home in an office, by id: for work over thousands of them. */
export function liveRecords(reading: Reading, name: EntityName, homeOffice: string): ReadonlyMap<string, StoredRecord> {
  const plan = entityPlan(name);
  const rows = reading.select<Record<string, string | number | null>>(
    `SELECT * FROM ${plan.entity.table} WHERE home_office = ? AND is_deleted = 0`,
    homeOffice,
  );
  return new Map(rows.map((row) => [String(row['id']), recordOfRow(plan, row)]));
}

export function recordOfRow(plan: EntityPlan, row: Readonly<Record<string, string | number | null>>): StoredRecord {
  const values: Record<string, JsonValue> = {};
  for (const { name, column, field } of plan.fields) values[name] = valueOfColumn(field, row[column] ?? null);
  return {
    id: String(row['id']),
    homeOffice: String(row['home_office']),
    isDeleted: row['is_deleted'] === 1,
    createdPosition: Number(row['created_position']),
    values,
  };
}

export function insertRecord(
  writing: Writing,
  name: EntityName,
  id: string,
  homeOffice: string,
  position: number,
  values: Readonly<Record<string, JsonValue>>,
): void {
  const plan = entityPlan(name);
  const cells = plan.fields.map(({ name: fieldName, field }) => columnOfValue(field, values[fieldName] ?? null));
  writing.execute(plan.insertSql, id, homeOffice, position, position, ...cells);
}

export function updateRecord(
  writing: Writing,
  name: EntityName,
  id: string,
  position: number,
  values: Readonly<Record<string, JsonValue>>,
): void {
  const plan = entityPlan(name);
  const names = Object.keys(values).filter((field) => plan.byName.has(field));
  const assignments = names.map((field) => `${plan.byName.get(field)?.column} = ?`);
  const cells = names.map((field) => columnOfValue(plan.byName.get(field)?.field as Field, values[field] ?? null));
  writing.execute(
    `UPDATE ${plan.entity.table} SET ${['updated_position = ?', ...assignments].join(', ')} WHERE id = ?`,
    position,
    ...cells,
    id,
  );
}

export function markDeleted(
  writing: Writing,
  name: EntityName,
  id: string,
  position: number,
  isDeleted: boolean,
): void {
  const plan = entityPlan(name);
  writing.execute(
    `UPDATE ${plan.entity.table} SET is_deleted = ?, updated_position = ? WHERE id = ?`,
    isDeleted ? 1 : 0,
    position,
    id,
  );
}

/** A field's text or number as text; '' where there is none. */
export function textOf(record: Pick<StoredRecord, 'values'> | undefined, field: string): string {
  return plainText(record?.values[field] ?? null);
}

/** A single value as text; '' for nothing and for lists. */
export function plainText(value: JsonValue): string {
  return typeof value === 'object' ? '' : String(value);
}

/** Whether an operation makes its record: first values only, and all that a record cannot be without. */
export function isCreation(entity: EntityName, changes: Operation['changes']): boolean {
  const isFirst = Object.values(changes).every(
    ([before]) => before === null || (Array.isArray(before) && before.length === 0),
  );
  return isFirst && entityPlan(entity).required.every((field) => changes[field] !== undefined);
}

/** Whether a value may stand in a field's column: structure only, business rules are findings. */
export function fitsStorage(field: Field, value: JsonValue): boolean {
  if (value === null) return field.parent === undefined || isOptional(field);
  switch (field.storage) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return typeof value === 'object';
  }
}

/** Whether a record may belong to no other by this field. */
export function isOptional(field: Field): boolean {
  return field.schema.safeParse(null).success;
}

function valueOfColumn(field: Field, cell: string | number | null): JsonValue {
  if (cell === null) return field.storage === 'json' ? [] : null;
  if (field.storage === 'boolean') return cell === 1;
  if (field.storage === 'json') return JSON.parse(String(cell)) as JsonValue;
  return cell;
}

function columnOfValue(field: Field, value: JsonValue): string | number | null {
  if (value === null) return field.storage === 'json' ? '[]' : null;
  if (field.storage === 'boolean') return value === true ? 1 : 0;
  if (field.storage === 'json') return JSON.stringify(value);
  return value as string | number;
}

function planOf(entity: Entity): EntityPlan {
  const fields = Object.entries(entity.fields).map(([name, field]) => ({ name, column: columnOf(name), field }));
  const columns = fields.map((field) => field.column).join(', ');
  return {
    entity,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    parents: fields.filter((field) => field.field.parent !== undefined),
    required: fields
      .filter(({ field }) => field.storage !== 'json' && !field.schema.safeParse(null).success)
      .map((field) => field.name),
    selectSql: `SELECT * FROM ${entity.table} WHERE id = ?`,
    insertSql: `INSERT INTO ${entity.table} (id, home_office, created_position, updated_position, ${columns}) VALUES (?, ?, ?, ?${', ?'.repeat(fields.length)})`,
  };
}
