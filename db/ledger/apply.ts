/**
 * Applies one operation to the records. An operation applies, conflicts, waits for its parent, or is refused for a
 * malformed value; it never throws (exchange.md “Ownership”).
 *
 * Causality comes from `before`: current = before → apply; = after → same; else conflict: the value in force stays. Where
 * several computers gave that value, from `seen` as well (seen.ts).
 */
import { isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import type { OperationStatus } from '../tables.ts';
import type { RecordAccess, Values } from './access.ts';
import { entityPlan, fitsStorage, isCreation, isOptional, type StoredRecord } from './records.ts';
import { sameValue } from './same-value.ts';
import { decidesOn, heedSeen, replacesUnseen } from './seen.ts';

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
  if (operation.kind === 'delete') return applyDelete(access, entity, operation, officeId, record, position);
  if (operation.kind === 'undelete') return applyUndelete(access, entity, operation, officeId, record, position);
  const after = knownValues(entity, operation);
  if (after === undefined) return malformed;
  return record === undefined
    ? applyCreation(access, entity, operation, officeId, after, position)
    : applyEdit(access, entity, operation, officeId, record, after, position);
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
  officeId: string,
  record: StoredRecord,
  after: Values,
  position: number,
): Applied {
  const written: Record<string, JsonValue> = {};
  const lost: { field: string; inForce: JsonValue; offered: JsonValue }[] = [];
  const isResolution = (operation.supersedes ?? []).length > 0;
  const isUnseen = unseenBy(access, entity, operation, officeId);
  for (const [field, value] of Object.entries(after)) {
    const current = record.values[field] ?? null;
    if (sameValue(current, value)) continue;
    // Somebody has decided with this one before his eyes: also where the value is by chance what it was made from.
    if (access.isSuperseded(operation.stream, operation.n, entity, operation.id, field)) continue;
    const before = operation.changes[field]?.[0] ?? null;
    if (sameValue(current, before) && !isUnseen(field, current)) written[field] = value;
    else if (isResolution && access.openConflicts(entity, operation.id).some((conflict) => conflict.field === field))
      written[field] = value;
    else if (
      isResolution &&
      decidesOn(
        entity,
        access.sharedHistory(officeId, operation.stream, entity, operation.id),
        operation,
        field,
        current,
      )
    )
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
  // Where the value it is made from is not here yet, what comes still counts: it follows it (see retryConflicts).
  const isLost = (field: string) => lost.some((each) => each.field === field);
  const inForce = Object.keys(after).filter((field) => !isLost(field));
  settle(access, entity, operation, inForce, position);
  heedSeen(access, entity, operation, inForce);
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
  officeId: string,
  record: StoredRecord | undefined,
  position: number,
): Applied {
  if (record === undefined) return waits('RECORD');
  if (record.isDeleted || isDecided(access, entity, operation)) {
    settle(access, entity, operation, ['isDeleted'], position);
    heedSeen(access, entity, operation, ['isDeleted']);
    return applied([]);
  }
  const hasChanged = !deletesWhatIsHere(entity, record, operation);
  const isResolution = (operation.supersedes ?? []).length > 0;
  if ((hasChanged && !isResolution) || unseenBy(access, entity, operation, officeId)('isDeleted', false)) {
    access.addConflict(entity, operation.id, position, 'isDeleted', false, true);
    return { status: 'conflict', reason: null, written: [] };
  }
  access.setDeleted(entity, operation.id, position, true);
  settle(access, entity, operation, ['isDeleted'], position);
  heedSeen(access, entity, operation, ['isDeleted']);
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
  officeId: string,
  record: StoredRecord | undefined,
  position: number,
): Applied {
  if (record === undefined) return waits('RECORD');
  if (!isDecided(access, entity, operation)) {
    if (record.isDeleted && unseenBy(access, entity, operation, officeId)('isDeleted', true)) {
      access.addConflict(entity, operation.id, position, 'isDeleted', true, false);
      return { status: 'conflict', reason: null, written: [] };
    }
    access.setDeleted(entity, operation.id, position, false);
  }
  settle(access, entity, operation, ['isDeleted'], position);
  heedSeen(access, entity, operation, ['isDeleted']);
  return applied(['isDeleted']);
}

/** Whether a value in force was given by another computer without the author of an operation knowing it. */
export function unseenBy(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  officeId: string,
): (field: string, value: JsonValue) => boolean {
  let history: readonly Operation[] | undefined;
  return (field, value) => {
    history ??= access.sharedHistory(officeId, operation.stream, entity, operation.id);
    return replacesUnseen(access, entity, operation.id, history, operation, field, value);
  };
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
