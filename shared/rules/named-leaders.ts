/**
 * 省、市领导联系重点项目: the centre names the leaders of a tier of a project, from a day or as a correction. What was true
 * before stays as history (exchange.md “Ownership”: 省/市 leader assignments are at home at the centre).
 */
import { addDays } from '../calendar/day.ts';
import type { Days, Term } from './terms.ts';

export interface NamedLeaders {
  /** Terms that end the day before. */
  readonly ended: readonly { readonly id: string; readonly untilDay: string }[];
  /** Terms taken away: typed by mistake, or begun on that day or later. */
  readonly dropped: readonly string[];
  /** Terms that go on, by person. */
  readonly kept: ReadonlyMap<string, string>;
  readonly begun: readonly ({ readonly personId: string } & Days)[];
}

/**
 * `terms`: those of one project, role and tier. Without a day the names are a correction: whoever is not among them never
 * was. With a day the others end the day before.
 */
export function namedLeaders(
  terms: readonly Term[],
  wished: { readonly personIds: readonly string[]; readonly fromDay: string | null },
): NamedLeaders {
  const { personIds, fromDay } = wished;
  const open = terms.filter((term) => term.untilDay === null || (fromDay !== null && term.untilDay >= fromDay));
  const others = open.filter((term) => !personIds.includes(term.personId));
  const endsBefore = (term: Term) => fromDay !== null && (term.fromDay === null || term.fromDay < fromDay);
  const kept = new Map(
    personIds.flatMap((personId) => {
      const held = open.find((term) => term.personId === personId);
      return held === undefined ? [] : [[personId, held.id] as const];
    }),
  );
  return {
    ended:
      fromDay === null
        ? []
        : others.filter(endsBefore).map((term) => ({ id: term.id, untilDay: addDays(fromDay, -1) })),
    dropped: others.filter((term) => !endsBefore(term)).map((term) => term.id),
    kept,
    begun: personIds
      .filter((personId) => !kept.has(personId))
      .map((personId) => ({ personId, fromDay: laterOf(fromDay, dayAfter(terms, personId)), untilDay: null })),
  };
}

/** Who held it before holds it again from the day after: no day is covered twice. */
function dayAfter(terms: readonly Term[], personId: string): string | null {
  const last = terms
    .flatMap((term) => (term.personId === personId && term.untilDay !== null ? [term.untilDay] : []))
    .toSorted()
    .at(-1);
  return last === undefined ? null : addDays(last, 1);
}

function laterOf(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}
