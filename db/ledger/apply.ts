/**
 * Applies one operation to the records. An operation applies, conflicts, waits for its parent, or is refused for a
 * malformed value; it never throws (exchange.md “Ownership”).
 *
 * Causality comes from `before`: current = before → apply; = after → same; else conflict: the value in force stays.
 */
import { isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { canonicalText } from '#shared/package/canonical.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { OperationStatus } from '../tables.ts';
import type { RecordAccess, Values } from './access.ts';
import { entityPlan, fitsStorage, isCreation, isOptional, type StoredRecord } from './records.ts';

export interface Applied {
  readonly status: Exclude<OperationStatus, 'withheld'>;
  readonly reason: string | null;
  /** Fields whose value in the record really changed. */
  readonly written: readonly string[];
}

const applied = (written: readonly string[]): Applied => ({ status: 'applied', reason: null, written });
const waits = (reason: string): Applied => ({ status: 'waiting', reason, written: [] });
const malformed: Applied = { status: 'refused', reason: 'MALFORMED', written: [] };

/** `officeId` is the author's office: the home of the record it makes. `record` is what is there now. */
export function applyOperation(
  access: RecordAccess,
  operation: Operation,
  officeId: string,
  position: number,
  record: StoredRecord | undefined,
): Applied {
  if (!isEntityName(operation.entity)) return waits('UNKNOWN_ENTITY');
  const entity = operation.entity;
  if (operation.kind === 'delete') return applyDelete(access, entity, operation, record, position);
  if (operation.kind === 'undelete') return applyUndelete(access, entity, operation, record, position);
  const after = knownValues(entity, operation);
  if (after === undefined) return malformed;
  return record === undefined
    ? applyCreation(access, entity, operation, officeId, after, position)
    : applyEdit(access, entity, operation, record, after, position);
}

export function sameValue(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  // An empty list and “nothing” are the same in a list field; the members of an object have no order.
  return canonicalText(left ?? []) === canonicalText(right ?? []);
}

function applyCreation(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  officeId: string,
  after: Values,
  position: number,
): Applied {
  if (!isCreation(entity, operation.changes)) return waits('RECORD');
  const parents = parentsOf(access, entity, after);
  if (parents === 'malformed') return malformed;
  if (parents === 'absent') return waits('PARENT');
  access.insert(entity, operation.id, officeId, position, after);
  return applied(Object.keys(after));
}

function applyEdit(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  record: StoredRecord,
  after: Values,
  position: number,
): Applied {
  const written: Record<string, JsonValue> = {};
  const lost: { field: string; inForce: JsonValue; offered: JsonValue }[] = [];
  const isResolution = (operation.supersedes ?? []).length > 0;
  for (const [field, value] of Object.entries(after)) {
    const current = record.values[field] ?? null;
    if (sameValue(current, value)) continue;
    // Somebody has decided with this one before his eyes: also where the value is by chance what it was made from.
    if (access.isSuperseded(operation.stream, operation.n, entity, operation.id, field)) continue;
    if (sameValue(current, operation.changes[field]?.[0] ?? null)) written[field] = value;
    else if (isResolution && access.openConflicts(entity, operation.id).some((conflict) => conflict.field === field))
      written[field] = value;
    else lost.push({ field, inForce: current, offered: value });
  }
  if (Object.keys(written).length > 0) {
    const parents = parentsOf(access, entity, { ...record.values, ...written });
    if (parents === 'malformed') return malformed;
    if (parents === 'absent') return waits('PARENT');
    access.update(entity, operation.id, position, written);
  }
  // An edit of a record deleted meanwhile is a conflict too: the deletion stays until a person decides.
  const isKnownEdit =
    isResolution || access.isSuperseded(operation.stream, operation.n, entity, operation.id, 'isDeleted');
  if (record.isDeleted && !isKnownEdit) lost.push({ field: 'isDeleted', inForce: true, offered: false });
  // Where the value it decides on is not here yet, what comes still counts: the decision follows it (see retryConflicts).
  const isLost = (field: string) => lost.some((each) => each.field === field);
  if (isResolution) {
    const decided = Object.keys(after).filter((field) => !isLost(field));
    settle(access, entity, operation, decided, position);
  }
  for (const each of lost) access.addConflict(entity, operation.id, position, each.field, each.inForce, each.offered);
  return lost.length === 0
    ? applied(Object.keys(written))
    : { status: 'conflict', reason: null, written: Object.keys(written) };
}

/** A deletion carries what it deleted; a field changed elsewhere meanwhile makes it a conflict. */
function applyDelete(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  record: StoredRecord | undefined,
  position: number,
): Applied {
  if (record === undefined) return waits('RECORD');
  if (record.isDeleted) {
    settle(access, entity, operation, ['isDeleted'], position);
    return applied([]);
  }
  if (isDecided(access, entity, operation)) {
    settle(access, entity, operation, ['isDeleted'], position);
    return applied([]);
  }
  const hasChanged = !deletesWhatIsHere(entity, record, operation);
  if (hasChanged && (operation.supersedes ?? []).length === 0) {
    access.addConflict(entity, operation.id, position, 'isDeleted', false, true);
    return { status: 'conflict', reason: null, written: [] };
  }
  access.setDeleted(entity, operation.id, position, true);
  settle(access, entity, operation, ['isDeleted'], position);
  return applied(['isDeleted']);
}

/** Whether the record still holds what the author of a deletion saw; what the deletion does not name was empty then. */
export function deletesWhatIsHere(entity: EntityName, record: StoredRecord, operation: Operation): boolean {
  return entityPlan(entity).fields.every(({ name }) =>
    sameValue(record.values[name] ?? null, operation.changes[name]?.[0] ?? null),
  );
}

function applyUndelete(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  record: StoredRecord | undefined,
  position: number,
): Applied {
  if (record === undefined) return waits('RECORD');
  if (!isDecided(access, entity, operation)) access.setDeleted(entity, operation.id, position, false);
  settle(access, entity, operation, ['isDeleted'], position);
  return applied(['isDeleted']);
}

/** Whether somebody has decided on the deletion with this operation before his eyes. */
function isDecided(access: RecordAccess, entity: EntityName, operation: Operation): boolean {
  return access.isSuperseded(operation.stream, operation.n, entity, operation.id, 'isDeleted');
}

/** A resolution closes what it took into account, here and for operations that arrive after it. */
export function settle(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  fields: readonly string[],
  position: number,
): void {
  for (const field of fields) {
    for (const { stream, n } of operation.supersedes ?? []) access.supersede(stream, n, entity, operation.id, field);
    if ((operation.supersedes ?? []).length === 0) continue;
    for (const conflict of access.openConflicts(entity, operation.id))
      if (conflict.field === field) access.closeConflict(entity, operation.id, field, conflict.position, position);
  }
}

/** The fields this version knows; undefined where a known field holds something it cannot hold. */
function knownValues(entity: EntityName, operation: Operation): Record<string, JsonValue> | undefined {
  const { byName } = entityPlan(entity);
  const values: Record<string, JsonValue> = {};
  for (const [name, change] of Object.entries(operation.changes)) {
    const plan = byName.get(name);
    if (plan === undefined) continue;
    if (!fitsStorage(plan.field, change[1])) return undefined;
    values[name] = change[1];
  }
  return values;
}

function parentsOf(access: RecordAccess, entity: EntityName, values: Values): 'present' | 'absent' | 'malformed' {
  for (const { name, field } of entityPlan(entity).parents) {
    const id = values[name] ?? null;
    if (id === null && isOptional(field)) continue;
    if (typeof id !== 'string' || field.parent === undefined) return 'malformed';
    if (access.homeOf(field.parent, id) === undefined) return 'absent';
  }
  return 'present';
}
