/**
 * Which projects a round goes to. Pure: the same wish on the same projects chooses the same ones, so that anybody can
 * choose them again and see that nobody picked.
 */
import { dayNumber } from '../calendar/day.ts';
import type { RoundSelection } from '../domain/inspection-round.ts';
import { problem } from '../error.ts';
import { streetOf } from './route.ts';

/** What the choice asks of a project at work (neither left nor merged). */
export interface Choosable {
  readonly id: string;
  readonly officeName: string;
  readonly place: string | null;
  readonly responsibleUnits: readonly string[];
  /** Why it is late; empty where it is not. */
  readonly lateReasons: readonly string[];
  /** Day of the newest sheet that came back; null: never visited. */
  readonly lastVisitedOn: string | null;
  /** Name of an open round that has a sheet for it which has not come back. */
  readonly plannedIn: string | null;
}

export type RoundWish = Omit<RoundSelection, 'outOf'>;

export interface Chosen {
  readonly isChosen: boolean;
  /** Why it is chosen, or why not where the wish is about it; null where there is nothing to say. */
  readonly why: string | null;
}

/** A word for each project, in the same order. Within a street or unit where the wish names one. */
export function chooseProjects(projects: readonly Choosable[], wish: RoundWish, today: string): Chosen[] {
  const { street } = wish;
  const isWithin = (project: Choosable) => street === null || belongsTo(project, street);
  if (wish.way === 'street' && street === null) throw problem('ROUND_STREET_MISSING');
  if (wish.way === 'random') return drawn(projects, isWithin, wish);
  if (wish.way === 'notVisited' && wish.notVisitedDays === null) throw problem('ROUND_DAYS_MISSING');
  return projects.map((project) => {
    if (!isWithin(project)) return { isChosen: false, why: null };
    switch (wish.way) {
      case 'picked':
        return { isChosen: false, why: null };
      case 'street':
        return { isChosen: true, why: street };
      case 'lagging':
        return { isChosen: project.lateReasons.length > 0, why: project.lateReasons[0] ?? null };
      case 'fullCoverage':
        return monthly(project, today);
      default:
        return notVisited(project, today, wish.notVisitedDays ?? 1);
    }
  });
}

/** Of so many projects within the wish a choice was made: what “…个中选…个” says. */
export function choosableCount(projects: readonly Choosable[], street: string | null): number {
  return projects.filter((project) => street === null || belongsTo(project, street)).length;
}

/** A street is in the project's place or answers for it; a unit answers for it; the centre chooses whole districts too. */
export function belongsTo(project: Choosable, street: string): boolean {
  return (
    streetOf(project) === street ||
    project.responsibleUnits.includes(street) ||
    project.officeName === street ||
    (project.place?.includes(street) ?? false)
  );
}

/**
 * Everybody who knows the seed draws the same: projects are ordered by a number made of the seed and their id, and the
 * first ones are taken. The order in which they are given does not matter, and one more project moves nobody else.
 */
function drawn(
  projects: readonly Choosable[],
  isWithin: (project: Choosable) => boolean,
  { seed, count }: RoundWish,
): Chosen[] {
  if (seed === null || seed.trim() === '' || count === null) throw problem('ROUND_SEED_MISSING');
  const lots = projects
    .filter(isWithin)
    .map(({ id }) => ({ id, lot: lotOf(seed.trim(), id) }))
    .toSorted((left, right) => left.lot - right.lot || (left.id < right.id ? -1 : 1));
  const places = new Map(lots.slice(0, count).map(({ id }, index) => [id, index + 1]));
  return projects.map(({ id }) => {
    const place = places.get(id);
    return place === undefined
      ? { isChosen: false, why: null }
      : { isChosen: true, why: `抽取号“${seed.trim()}”抽中第${place}个` };
  });
}

/** A number below 2^53 that a seed gives an id: two well-mixed 32-bit halves (after cyrb53, public domain). */
function lotOf(seed: string, id: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const sign of `${seed}\n${id}`) {
    const code = sign.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

function monthly({ lastVisitedOn, plannedIn }: Choosable, today: string): Chosen {
  if (lastVisitedOn?.slice(0, 7) === today.slice(0, 7))
    return { isChosen: false, why: `本月${Number(lastVisitedOn.slice(8))}日已到` };
  if (plannedIn !== null) return { isChosen: false, why: `已列入“${plannedIn}”，还没有录入` };
  return { isChosen: true, why: '本月还没有到过' };
}

function notVisited({ lastVisitedOn, plannedIn }: Choosable, today: string, days: number): Chosen {
  if (plannedIn !== null) return { isChosen: false, why: `已列入“${plannedIn}”，还没有录入` };
  if (lastVisitedOn === null) return { isChosen: true, why: '没有到过' };
  const since = dayNumber(today) - dayNumber(lastVisitedOn);
  return { isChosen: since >= days, why: `${since}天没有到过` };
}
