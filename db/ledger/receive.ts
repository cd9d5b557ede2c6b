/**
 * Takes verified operations of another installation into the ledger. Works on a `LedgerAccess`, so the preview (overlay)
 * and the commit (tables) are the same code. The package's chain was verified before; here it is held against what is
 * already known, and every operation against the ownership table.
 */
import { isEntityName } from '#shared/domain/entities.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { mayWrite } from '#shared/package/ownership.ts';
import type { Author, LedgerAccess, LedgerEntry } from './access.ts';
import { type Applied, applyOperation, deletesWhatIsHere, settle, unseenBy } from './apply.ts';
import { entityPlan } from './records.ts';
import { sameValue } from './same-value.ts';
import { decidesOn, heedSeen } from './seen.ts';
import { storedOperation } from './stored-line.ts';

export interface ReceivedOperation {
  readonly n: number;
  /** null where the body was withheld from us. */
  readonly line: string | null;
  readonly bodyHash: Uint8Array;
  readonly hash: Uint8Array;
}

export interface ReceivedStream {
  readonly streamKey: number;
  readonly stream: string;
  /** Whose it is; the sender's where absent. */
  readonly author?: Author;
  /** Contiguous, ascending; beginning after what we know or overlapping it. */
  readonly operations: readonly ReceivedOperation[];
  /** Bodies of operations known here only by their hash. */
  readonly lateBodies: readonly { readonly n: number; readonly line: string; readonly bodyHash: Uint8Array }[];
}

export interface Received {
  readonly entry: LedgerEntry;
  readonly operation: Operation;
  readonly applied: Applied;
  /** The record's values before and after, for the preview. */
  readonly isCreation: boolean;
}

export interface ReceivedResult {
  readonly received: readonly Received[];
  readonly withheld: number;
  readonly known: number;
  readonly heads: ReadonlyMap<number, { readonly n: number; readonly hash: Uint8Array }>;
}

/** Why an operation does not count: a person has taken its package back (撤销接收). It stays where it is, held and linked. */
export const takenBackReason = 'TAKEN_BACK';

/** `onOperation` is called every few hundred operations: progress, and a chance to stop by throwing. */
export function receiveOperations(
  access: LedgerAccess,
  sender: Author,
  streams: readonly ReceivedStream[],
  onOperation: (done: number) => void = () => {},
): ReceivedResult {
  const received: Received[] = [];
  const heads = new Map<number, { n: number; hash: Uint8Array }>();
  let withheld = 0;
  let known = 0;
  let done = 0;

  for (const stream of streams) {
    const author = stream.author ?? sender;
    const head = stream.operations.at(-1)?.n ?? 0;
    // What follows them was written by somebody who has them: they count again.
    for (const entry of access.takenBack(stream.streamKey))
      if (entry.n <= head && entry.line !== null) received.push(take(access, author, entry, entry.line));
    for (const late of stream.lateBodies) {
      const entry = access.entryOf(stream.streamKey, late.n);
      if (entry?.status === 'withheld' && Buffer.compare(entry.bodyHash, late.bodyHash) === 0)
        received.push(take(access, author, entry, late.line));
      else known += 1;
    }
    for (const each of stream.operations) {
      done += 1;
      if (done % 256 === 0) onOperation(done);
      const existing = access.entryOf(stream.streamKey, each.n);
      if (existing !== undefined) {
        if (existing.status === 'withheld' && each.line !== null)
          received.push(take(access, author, existing, each.line));
        else known += 1;
        continue;
      }
      const entry: LedgerEntry = {
        position: access.nextPosition(),
        streamKey: stream.streamKey,
        n: each.n,
        status: 'withheld',
        reason: null,
        line: null,
        bodyHash: each.bodyHash,
        hash: each.hash,
        entity: null,
        recordId: null,
      };
      heads.set(stream.streamKey, { n: each.n, hash: each.hash });
      if (each.line === null) {
        access.save(entry);
        withheld += 1;
      } else received.push(take(access, author, entry, each.line));
    }
  }
  const authors = new Map(streams.map((stream) => [stream.streamKey, stream.author ?? sender]));
  retryWaiting(access, (streamKey) => authors.get(streamKey) ?? access.authorOf(streamKey), received);
  return { received, withheld, known, heads };
}

function take(access: LedgerAccess, author: Author, entry: LedgerEntry, line: string): Received {
  return takeEntry(access, { ...entry, line }, storedOperation(line), author);
}

/**
 * Holds an entry against the ownership table, applies it, keeps what became of it, and gives what had seemed to
 * conflict another chance. What waited is judged again when it is tried again: its record may be another's by then.
 */
export function takeEntry(access: LedgerAccess, entry: LedgerEntry, operation: Operation, author: Author): Received {
  const existing = isEntityName(operation.entity) ? access.read(operation.entity, operation.id) : undefined;
  const allowed = mayWrite({
    senderOfficeId: author.officeId,
    senderKind: author.kind,
    entity: operation.entity,
    homeOfficeId: existing?.homeOffice ?? null,
    recordId: operation.id,
    parentHomeOfficeIds: parentHomes(access, operation),
  });
  const applied: Applied =
    allowed === true
      ? applyOperation(access, operation, author.officeId, entry.position, existing)
      : { status: 'refused', reason: allowed.code, written: [] };
  const saved: LedgerEntry = {
    ...entry,
    status: applied.status,
    reason: applied.reason,
    entity: operation.entity,
    recordId: operation.id,
  };
  access.save(saved);
  if (existing !== undefined) closeOutgrown(access, operation, saved);
  if (applied.written.length > 0) retryConflicts(access, operation, author.officeId, saved.position);
  return { entry: saved, operation, applied, isCreation: existing === undefined };
}

/** Where a computer's later word is in force, what it offered before is offered by nobody any more. */
function closeOutgrown(
  access: LedgerAccess,
  { entity, id, kind, changes }: Operation,
  { position, status, streamKey, n }: LedgerEntry,
): void {
  if (!isEntityName(entity) || (status !== 'applied' && status !== 'conflict')) return;
  const open = access.openConflicts(entity, id);
  const isLost = new Set(open.filter((each) => each.position === position).map(({ field }) => field));
  for (const { field, position: offered } of open) {
    const isAbout = kind === 'put' ? changes[field] !== undefined : field === 'isDeleted';
    const entry = isAbout && !isLost.has(field) ? access.entryAt(offered) : undefined;
    if (entry !== undefined && entry.streamKey === streamKey && entry.n < n)
      access.closeConflict(entity, id, field, offered, position);
  }
}

/** The homes of the records an operation hangs its own on, as far as they are here. */
function parentHomes(access: LedgerAccess, operation: Operation): string[] {
  if (!isEntityName(operation.entity)) return [];
  return entityPlan(operation.entity).parents.flatMap(({ name, field }) => {
    const id = operation.changes[name]?.[1];
    const home = typeof id === 'string' && field.parent !== undefined ? access.homeOf(field.parent, id) : undefined;
    return home === undefined ? [] : [home];
  });
}

/** What waited for a parent that has come now; repeated until nothing more applies. */
export function retryWaiting(
  access: LedgerAccess,
  authorOf: (streamKey: number) => Author | undefined,
  received: Received[],
): void {
  const places = new Map(received.map((each, index) => [each.entry.position, index]));
  for (let hasProgress = true; hasProgress; ) {
    hasProgress = false;
    for (const entry of access.waiting()) {
      const author = authorOf(entry.streamKey);
      if (entry.line === null || entry.reason === 'UNKNOWN_ENTITY' || author === undefined) continue;
      const taken = takeEntry(access, entry, storedOperation(entry.line), author);
      if (taken.applied.status === 'waiting') continue;
      hasProgress = true;
      const place = places.get(entry.position);
      if (place === undefined) received.push(taken);
      else received[place] = taken;
    }
  }
}

/**
 * Operations of several desks may arrive out of their causal order: one that seemed to conflict applies as soon as the
 * value it was made from is in force – unless it did not know who gave that value. So any order of packages ends in the
 * same tables.
 */
function retryConflicts(access: LedgerAccess, cause: Operation, officeId: string, position: number): void {
  if (!isEntityName(cause.entity)) return;
  const entity = cause.entity;
  // Each time from the start: what has just come into force may close others.
  for (let hasProgress = true; hasProgress; ) {
    hasProgress = false;
    for (const conflict of access.openConflicts(entity, cause.id)) {
      const record = access.read(entity, cause.id);
      const entry = access.entryAt(conflict.position);
      if (record === undefined || entry === undefined || entry.line === null || entry.position === position) continue;
      const operation = storedOperation(entry.line);
      const isUnseen = unseenBy(access, entity, operation, officeId);
      // An edit of what was deleted, or its coming back: there it is again.
      if (operation.kind !== 'delete' && conflict.field === 'isDeleted') {
        if (record.isDeleted && (operation.kind === 'put' || isUnseen('isDeleted', true))) continue;
        if (record.isDeleted) access.setDeleted(entity, cause.id, entry.position, false);
        if (operation.kind === 'undelete') {
          settle(access, entity, operation, ['isDeleted'], position);
          heedSeen(access, entity, operation, ['isDeleted']);
        }
        access.closeConflict(entity, cause.id, conflict.field, conflict.position, position);
        hasProgress = true;
        break;
      }
      if (operation.kind === 'delete' && conflict.field === 'isDeleted') {
        if (record.isDeleted || !deletesWhatIsHere(entity, record, operation)) continue;
        if (isUnseen('isDeleted', false)) continue;
        access.setDeleted(entity, cause.id, entry.position, true);
        settle(access, entity, operation, ['isDeleted'], position);
        heedSeen(access, entity, operation, ['isDeleted']);
        access.closeConflict(entity, cause.id, conflict.field, conflict.position, position);
        hasProgress = true;
        break;
      }
      const change = operation.changes[conflict.field];
      if (change === undefined) continue;
      const current: JsonValue = record.values[conflict.field] ?? null;
      const isSame = sameValue(current, change[1]);
      const follows = sameValue(current, change[0]) && !isUnseen(conflict.field, current);
      if (!isSame && !follows) {
        const history = access.sharedHistory(officeId, operation.stream, entity, cause.id);
        if (!decidesOn(entity, history, operation, conflict.field, current)) continue;
      }
      // What is in force was written with this one before the author’s eyes.
      if (!isSame && access.isSuperseded(operation.stream, operation.n, entity, cause.id, conflict.field)) continue;
      if (!isSame) access.update(entity, cause.id, entry.position, { [conflict.field]: change[1] });
      heedSeen(access, entity, operation, [conflict.field]);
      access.closeConflict(entity, cause.id, conflict.field, conflict.position, position);
      closeOutgrown(access, operation, entry);
      hasProgress = true;
      // A decision that has come true closes what else it took into account: the others are looked at anew.
      settle(access, entity, operation, [conflict.field], position);
      break;
    }
  }
}
