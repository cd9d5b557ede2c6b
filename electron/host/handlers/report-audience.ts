/** Whether a record leaves the office in a report, and why not (exchange.md “What goes up”). */
import { storedOperation } from '#db/ledger/stored-line.ts';
import { releasedEntries } from '#db/queries/accountability.ts';
import { belongingOf } from '#db/queries/belonging.ts';
import { allDesks } from '#db/queries/desks.ts';
import { isRecordHeld, type LedgerLine, projectsInScope } from '#db/queries/exchange.ts';
import { endsOfSentPackages, keptBack } from '#db/queries/restrictions.ts';
import type { Reading } from '#db/run.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import { entitiesOfKinds } from '#shared/package/record-kinds.ts';
import type { Audience } from './package-operations.ts';

/** ownBookkeeping: never. keptBack: until it is released. The others: while the scope is what it is. */
export type WhyItStays = 'ownBookkeeping' | 'keptBack' | 'outOfScope' | 'leftOut';

export interface ReportAudience extends Audience {
  /** Why the newest contents of a record stay; null: they go. */
  stays(entity: string, recordId: string): WhyItStays | null;
  /** Whether everything goes that is not the office's own bookkeeping. */
  readonly isEverything: boolean;
}

export function reportAudience(reading: Reading, officeId: string, recipientId: string, scope: Scope): ReportAudience {
  const inScope = scope.kind === 'all' ? null : projectsInScope(reading, officeId, scope);
  const leftOut = new Set<string>((scope.leftOut ?? []).flatMap((kind) => entitiesOfKinds[kind]));
  const back = keptBack(reading);
  const released = releasedEntries(reading);
  const isEverything = inScope === null && leftOut.size === 0 && back.size === 0;
  const belonging = isEverything ? null : belongingOf(reading);
  const ends = endsOfSentPackages(reading, recipientId);
  // What another computer of the office has made is not known here.
  const isOnlyDesk = allDesks(reading).length <= 1;

  function stays(entity: string, recordId: string): WhyItStays | null {
    if (isBookkeeping(entity, recordId, released.now)) return 'ownBookkeeping';
    if (belonging === null) return null;
    if (back.size > 0 && belonging.above(recordId).some((id) => back.has(id))) return 'keptBack';
    if (leftOut.has(entity)) return 'leftOut';
    if (inScope === null) return null;
    const owner = belonging.projectOf(recordId);
    return owner === undefined || inScope.has(owner) ? null : 'outOfScope';
  }

  /** Kept back since before any package could have carried it. */
  function neverLeft({ n, recordId }: LedgerLine, streamKey: number): boolean {
    if (belonging === null || recordId === null || !isOnlyDesk) return false;
    return belonging.above(recordId).some((id) => {
      const since = back.get(id);
      if (since === undefined || since.wasFree || since.streamKey !== streamKey) return false;
      return !(ends.get(streamKey) ?? []).some((end) => end >= n && end < since.n);
    });
  }

  return {
    isEverything,
    stays,
    goes(line, stream, held) {
      if (line.entity === null || line.recordId === null) return true;
      const why = stays(line.entity, line.recordId);
      if (why !== 'outOfScope') return why === null;
      const owner = belonging?.projectOf(line.recordId);
      return (
        owner !== undefined && leavesScope(line, scope) && isRecordHeld(reading, stream.key, 'project', owner, held)
      );
    },
    neverWent: (line, stream) =>
      isBookkeeping(line.entity, line.recordId, released.once) || neverLeft(line, stream.key),
    mayHaveGone(line, stream) {
      // A release that was undone: an earlier package may have carried it.
      if (isBookkeeping(line.entity, line.recordId, released.now))
        return !isBookkeeping(line.entity, line.recordId, released.once);
      const isBack = line.entity !== null && line.recordId !== null && stays(line.entity, line.recordId) === 'keptBack';
      return isBack && !neverLeft(line, stream.key);
    },
  };
}

/** Own projects that are reported: in scope and not kept back. */
export function reportedProjects(reading: Reading, officeId: string, scope: Scope): ReadonlySet<string> {
  const back = keptBack(reading);
  const inScope = projectsInScope(reading, officeId, scope);
  return back.size === 0 ? inScope : new Set([...inScope].filter((id) => !back.has(id)));
}

/** The office's own bookkeeping; of the list of accountability what was not released on purpose. */
function isBookkeeping(entity: string | null, recordId: string | null, released: ReadonlySet<string>): boolean {
  if (entity === null || !staysInOffice.has(entity)) return false;
  return entity !== 'accountabilityEntry' || recordId === null || !released.has(recordId);
}

/**
 * A project that leaves the scope – by its level, a list, the leader who answered for it: the recipient must learn that
 * it is no longer what was reported.
 */
function leavesScope({ entity, line }: LedgerLine, scope: Scope): boolean {
  if (scope.kind !== 'levels' || line === null) return false;
  const { kind, changes } = storedOperation(line);
  const before = (field: string) => changes[field]?.[0];
  switch (entity) {
    case 'project':
      return (scope.levels ?? []).some((level) => level === before('level'));
    case 'listMembership':
      return kind === 'delete' && (scope.lists ?? []).some((list) => list === before('list'));
    case 'assignment':
      return scope.isLeaderProjects === true && (kind === 'delete' || changes['untilDay'] !== undefined);
    default:
      return false;
  }
}
