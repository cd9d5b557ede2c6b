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

/**
 * What an own operation that changes these values is to name; nothing where the values tell it. Of each other stream the
 * last word on the field, also where it is not the value that is changed: what led to that value is known with it – but
 * not where a person has still to decide, so that nobody takes this for his decision.
 */
export function namedAsSeen(
  access: RecordAccess,
  entity: EntityName,
  id: string,
  history: readonly Operation[],
  operation: Unmade,
  changed: Iterable<readonly [field: string, before: JsonValue, after: JsonValue]>,
): readonly OperationName[] {
  const seen = new Map<string, number>();
  for (const [field, before, after] of changed) {
    const { lasts, sources, comesBack } = wordsOn(entity, history, operation, field, before, after);
    const others = lasts.filter(({ stream, isWritten }) => stream !== operation.stream && isWritten);
    const givers = others.filter(({ value }) => sameValue(value, before));
    // A value brought back: what came between could be taken for what follows.
    if ((sources < 2 && !comesBack) || givers.length === 0) continue;
    const isUndecided = access.openConflicts(entity, id).some((conflict) => conflict.field === field);
    for (const { stream, n } of isUndecided ? givers : others)
      if (!isNamed(operation, stream, n)) seen.set(stream, Math.max(seen.get(stream) ?? 0, n));
  }
  return namesOf(seen);
}

/** A removal takes everything with it, so it names all that others wrote: no single value tells whether it knew that. */
export function allOthers(history: readonly Operation[], operation: Unmade): readonly OperationName[] {
  const last = new Map<string, number>();
  for (const { stream, n } of history)
    if (stream !== operation.stream && !isNamed(operation, stream, n))
      last.set(stream, Math.max(last.get(stream) ?? 0, n));
  return namesOf(last);
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
  const { lasts, sources } = wordsOn(entity, history, operation, field, value);
  return (
    sources > 1 &&
    lasts.some(
      ({ stream, n, value: last, isWritten }) =>
        stream !== operation.stream &&
        isWritten &&
        sameValue(last, value) &&
        !isNamed(operation, stream, n) &&
        // Somebody has decided on it since: his own word counts.
        !access.isSuperseded(stream, n, entity, id, field),
    )
  );
}

/**
 * Whether a decision has taken the value in force into account: everybody who gave it is named. So it counts also where
 * it arrives before the other value it is about.
 */
export function decidesOn(
  entity: EntityName,
  history: readonly Operation[],
  operation: Operation,
  field: string,
  value: JsonValue,
): boolean {
  if ((operation.supersedes ?? []).length === 0) return false;
  const givers = wordsOn(entity, history, operation, field, value).lasts.filter(
    (word) => word.isWritten && sameValue(word.value, value),
  );
  return (
    givers.length > 0 && givers.every(({ stream, n }) => stream === operation.stream || isNamed(operation, stream, n))
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

interface Word extends Given {
  readonly stream: string;
  readonly n: number;
}

/** The last word of each stream on a field, and of how many operations an author may have had the value. */
function wordsOn(
  entity: EntityName,
  history: readonly Operation[],
  operation: Unmade,
  field: string,
  value: JsonValue,
  after?: JsonValue,
): { readonly lasts: readonly Word[]; readonly sources: number; readonly comesBack: boolean } {
  const lasts = new Map<string, Word>();
  let sources = 0;
  let comesBack = false;
  for (const each of history) {
    const isOwn = each.stream === operation.stream;
    const given = isOwn && each.n >= operation.n ? undefined : givenBy(entity, each, field);
    if (given === undefined) continue;
    if (after !== undefined && sameValue(given.value, after)) comesBack = true;
    if (!isOwn && sameValue(given.value, value)) sources += 1;
    const { stream, n } = each;
    if (n > (lasts.get(stream)?.n ?? 0)) lasts.set(stream, { ...given, stream, n });
  }
  const own = lasts.get(operation.stream);
  if (own !== undefined && sameValue(own.value, value)) sources += 1;
  return { lasts: [...lasts.values()], sources, comesBack };
}

function namesOf(last: ReadonlyMap<string, number>): readonly OperationName[] {
  return [...last].map(([stream, n]) => ({ stream, n }));
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
