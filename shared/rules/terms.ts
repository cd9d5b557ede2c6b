/**
 * Terms of office as plain days: who holds a role of a project from a day until a day, both included. An open beginning
 * or end is null. Nothing here knows today; a past day is asked the same way as this one.
 */
import { addDays } from '../calendar/day.ts';

export interface Days {
  readonly fromDay: string | null;
  readonly untilDay: string | null;
}

export interface Term extends Days {
  readonly id: string;
  readonly projectId: string;
  readonly role: string;
  readonly personId: string;
}

export function coversDay(days: Days, day: string): boolean {
  return (days.fromDay === null || days.fromDay <= day) && (days.untilDay === null || days.untilDay >= day);
}

export function overlap(left: Days, right: Days): boolean {
  const leftBeginsInTime = right.untilDay === null || left.fromDay === null || left.fromDay <= right.untilDay;
  const rightBeginsInTime = left.untilDay === null || right.fromDay === null || right.fromDay <= left.untilDay;
  return leftBeginsInTime && rightBeginsInTime;
}

export function isReversed({ fromDay, untilDay }: Days): boolean {
  return fromDay !== null && untilDay !== null && untilDay < fromDay;
}

/** A term of the same person in the same role of the same project that shares a day with the wished one. */
export function overlappingTerm(
  terms: readonly Term[],
  wished: Omit<Term, 'id'> & { readonly id?: string },
): Term | null {
  return (
    terms.find(
      (term) =>
        term.id !== wished.id &&
        term.projectId === wished.projectId &&
        term.role === wished.role &&
        term.personId === wished.personId &&
        overlap(term, wished),
    ) ?? null
  );
}

/** What a change of person on a day does to one project: terms that end, that never began, and whether one begins. */
export interface Handover {
  readonly ended: readonly { readonly id: string; readonly untilDay: string }[];
  /** Terms that would have begun on that day or later: they fall away. */
  readonly dropped: readonly string[];
  /** null where the successor already holds the role on that day and stays. */
  readonly begun: { readonly personId: string; readonly fromDay: string; readonly untilDay: string | null } | null;
}

/**
 * The old term ends the day before, the new begins on the day. `terms` are those of one project. Null when the person
 * to be replaced does not hold the role on that day or later.
 */
export function handover(
  terms: readonly Term[],
  change: {
    readonly projectId: string;
    readonly role: string;
    readonly from: string;
    readonly to: string | null;
    readonly day: string;
  },
): Handover | null {
  const ofRole = terms.filter((term) => term.projectId === change.projectId && term.role === change.role);
  const old = ofRole.filter(
    (term) => term.personId === change.from && (term.untilDay === null || term.untilDay >= change.day),
  );
  if (old.length === 0) return null;
  const isLater = (term: Term) => term.fromDay !== null && term.fromDay >= change.day;
  return {
    ended: old.filter((term) => !isLater(term)).map((term) => ({ id: term.id, untilDay: addDays(change.day, -1) })),
    dropped: old.filter(isLater).map((term) => term.id),
    begun: change.to === null ? null : begunTerm(ofRole, change.to, change.day),
  };
}

/** From the day on, up to a later term of the same person; null where he holds the role on the day already. */
function begunTerm(ofRole: readonly Term[], personId: string, day: string): Handover['begun'] {
  const own = ofRole.filter((term) => term.personId === personId);
  if (own.some((term) => coversDay(term, day))) return null;
  const later = own.flatMap(({ fromDay }) => (fromDay !== null && fromDay > day ? [fromDay] : [])).toSorted()[0];
  return { personId, fromDay: day, untilDay: later === undefined ? null : addDays(later, -1) };
}
