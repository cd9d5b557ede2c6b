/**
 * What the author of an operation had before his eyes. As a rule the value before tells it: only one operation gave it.
 * Where a value was given more than once – two computers wrote the same, or one went away from it and back – values alone
 * cannot tell who saw whom. There, and only there, an operation names what it saw of the office's other streams (`seen`);
 * one that does not name the giver it meets did not know it, and that is a conflict (exchange.md “Operation”).
 */
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue, Operation, OperationName } from '#shared/package/operation.ts';
import type { RecordAccess } from './access.ts';
import { entityPlan, isCreation } from './records.ts';
import { sameValue } from './same-value.ts';

/** The field of whether a record is there at all. */
const deletionField = 'isDeleted';

type Unmade = Pick<Operation, 'stream' | 'n' | 'supersedes' | 'seen'>;

/** What an own operation that changes these values is to name; nothing where the values tell it. */
export function namedAsSeen(
  entity: EntityName,
  history: readonly Operation[],
  operation: Unmade,
  changed: Iterable<readonly [field: string, before: JsonValue, after: JsonValue]>,
): readonly OperationName[] {
  if (history.length === 0) return [];
  const last = new Map<string, number>();
  for (const [field, before, after] of changed)
    for (const { stream, n } of unknownGivers(entity, history, operation, field, before, after))
      last.set(stream, Math.max(last.get(stream) ?? 0, n));
  return [...last].map(([stream, n]) => ({ stream, n }));
}

/** A removal takes everything with it, so it names all that others wrote: no single value tells whether it knew that. */
export function allOthers(history: readonly Operation[], operation: Unmade): readonly OperationName[] {
  const last = new Map<string, number>();
  for (const { stream, n } of history)
    if (stream !== operation.stream && !isNamed(operation, stream, n))
      last.set(stream, Math.max(last.get(stream) ?? 0, n));
  return [...last].map(([stream, n]) => ({ stream, n }));
}

/** Whether an operation would replace a value another computer gave without its author’s knowledge. */
export function replacesUnseen(
  access: RecordAccess,
  entity: EntityName,
  id: string,
  history: readonly Operation[],
  operation: Unmade,
  field: string,
  value: JsonValue,
): boolean {
  return unknownGivers(entity, history, operation, field, value).some(
    // Somebody has decided on it since: his own word counts.
    ({ stream, n }) => !access.isSuperseded(stream, n, entity, id, field),
  );
}

/** What was seen does not come back where it arrives later. A decision closes conflicts as well; this does not. */
export function heedSeen(
  access: RecordAccess,
  entity: EntityName,
  operation: Operation,
  fields: Iterable<string>,
): void {
  if (operation.seen === undefined) return;
  for (const field of fields)
    for (const { stream, n } of operation.seen)
      if (stream !== operation.stream) access.supersede(stream, n, entity, operation.id, field);
}

/**
 * Other streams whose last word on the field is this value, where its author may have had it from somebody else; or
 * where he brings back a value (`after`) that was there before, and what came between could be taken for what follows.
 */
function unknownGivers(
  entity: EntityName,
  history: readonly Operation[],
  operation: Unmade,
  field: string,
  value: JsonValue,
  after?: JsonValue,
): OperationName[] {
  const lasts = new Map<string, Given & { readonly n: number }>();
  let sources = 0;
  let comesBack = false;
  for (const each of history) {
    const isOwn = each.stream === operation.stream;
    const given = isOwn && each.n >= operation.n ? undefined : givenBy(entity, each, field);
    if (given === undefined) continue;
    if (after !== undefined && sameValue(given.value, after)) comesBack = true;
    if (!isOwn && sameValue(given.value, value)) sources += 1;
    if (each.n > (lasts.get(each.stream)?.n ?? 0)) lasts.set(each.stream, { ...given, n: each.n });
  }
  const own = lasts.get(operation.stream);
  if (own !== undefined && sameValue(own.value, value)) sources += 1;
  if (sources < 2 && !comesBack) return [];
  return [...lasts].flatMap(([stream, { n, value: last, isWritten }]) =>
    stream !== operation.stream && isWritten && sameValue(last, value) && !isNamed(operation, stream, n)
      ? [{ stream, n }]
      : [],
  );
}

/** A store that holds an operation holds all that came before it in its stream. */
function isNamed({ supersedes = [], seen = [] }: Unmade, stream: string, n: number): boolean {
  return [...supersedes, ...seen].some((each) => each.stream === stream && each.n >= n);
}

interface Given {
  readonly value: JsonValue;
  /** False of what a new record is without: nobody has said so. */
  readonly isWritten: boolean;
}

function givenBy(entity: EntityName, operation: Operation, field: string): Given | undefined {
  const { kind, changes } = operation;
  if (field === deletionField) {
    if (kind !== 'put') return { value: kind === 'delete', isWritten: true };
    return makesRecord(entity, operation) ? { value: false, isWritten: true } : undefined;
  }
  if (kind !== 'put') return undefined;
  const change = changes[field];
  if (change !== undefined) return { value: change[1], isWritten: true };
  return makesRecord(entity, operation) ? { value: null, isWritten: false } : undefined;
}

/** A record that needs nothing is not known by its first operation. */
function makesRecord(entity: EntityName, { changes }: Operation): boolean {
  return entityPlan(entity).required.length > 0 && isCreation(entity, changes);
}
