/** Working days over the State Council's yearly notices. “Year not loaded” is a state, never a guess. */
import { addDays, weekday } from './day.ts';
import facts from './holidays.json' with { type: 'json' };

export type DayKind = 'working' | 'holiday' | 'notLoaded';

interface Year {
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

const years: ReadonlyMap<string, Year> = new Map(
  Object.entries(facts.years).map(([year, { holidays, workdays }]) => [
    year,
    { holidays: new Set(holidays), workdays: new Set(workdays) },
  ]),
);

/** Whether offices work on a full day; weekends are holidays unless made up. */
export function dayKind(day: string): DayKind {
  const year = years.get(day.slice(0, 4));
  if (year === undefined) return 'notLoaded';
  const short = day.slice(5);
  if (year.holidays.has(short)) return 'holiday';
  if (year.workdays.has(short)) return 'working';
  return weekday(day) >= 6 ? 'holiday' : 'working';
}

/**
 * The last working day on or before a day: where a deadline on a holiday moves to (default, no notice says; domain.md 3).
 * Where the year is not loaded the day stays as it is.
 */
export function lastWorkingDay(day: string): string {
  for (let candidate = day, tries = 0; tries < 20; candidate = addDays(candidate, -1), tries += 1) {
    const kind = dayKind(candidate);
    if (kind === 'working') return candidate;
    if (kind === 'notLoaded') return day;
  }
  return day;
}
