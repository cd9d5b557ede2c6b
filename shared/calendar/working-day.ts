/**
 * Working days over the State Council's yearly notices. “Year not loaded” is a state, never a guess: the years shipped
 * with the program, and those an office has taken from a later notice (设置 → 放假安排).
 */
import type { CalendarYear } from '../domain/calendar-year.ts';
import { addDays, dayNumber, weekday } from './day.ts';
import facts from './holidays.json' with { type: 'json' };

export type DayKind = 'working' | 'holiday' | 'notLoaded';

interface Year {
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

/** Years by their four digits. */
export type Calendar = ReadonlyMap<string, Year>;

export const shippedCalendar: Calendar = new Map(
  Object.entries(facts.years).map(([year, { holidays, workdays }]) => [
    year,
    { holidays: new Set(holidays), workdays: new Set(workdays) },
  ]),
);

/**
 * The shipped years and these; a loaded year counts before a shipped one (a notice may be changed within its year). Days
 * of the December before (元旦 that begins early) are added to that year.
 */
export function calendarWith(loaded: readonly Pick<CalendarYear, 'year' | 'days'>[]): Calendar {
  if (loaded.length === 0) return shippedCalendar;
  const years = new Map(shippedCalendar);
  const add = (year: string, days: CalendarYear['days'], before: Year | undefined) => {
    const short = (isWorkingDay: boolean) =>
      days.filter((each) => each.isWorkingDay === isWorkingDay).map((each) => each.day.slice(5));
    years.set(year, {
      holidays: new Set([...(before?.holidays ?? []), ...short(false)]),
      workdays: new Set([...(before?.workdays ?? []), ...short(true)]),
    });
  };
  const isOf = (year: string) => (each: CalendarYear['days'][number]) => each.day.startsWith(year);
  for (const { year, days } of loaded) add(String(year), days.filter(isOf(String(year))), undefined);
  for (const { year, days } of loaded) {
    const last = String(year - 1);
    const early = days.filter(isOf(last));
    const before = years.get(last);
    if (early.length > 0 && before !== undefined) add(last, early, before);
  }
  return years;
}

/** Whether offices work on a full day; weekends are holidays unless made up. */
export function dayKind(day: string, calendar: Calendar = shippedCalendar): DayKind {
  const year = calendar.get(day.slice(0, 4));
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
export function lastWorkingDay(day: string, calendar: Calendar = shippedCalendar): string {
  return nearestWorkingDay(day, -1, calendar);
}

/** The first working day on or after a day; the day itself where the year is not loaded. */
export function nextWorkingDay(day: string, calendar: Calendar = shippedCalendar): string {
  return nearestWorkingDay(day, 1, calendar);
}

/** Where a deadline on a holiday moves (the rule deadlineShift): to the working day before, after, or nowhere. */
export type DeadlineShift = 'before' | 'after' | 'none';

export function shiftedDay(day: string, shift: DeadlineShift, calendar: Calendar = shippedCalendar): string {
  if (shift === 'none') return day;
  return shift === 'before' ? lastWorkingDay(day, calendar) : nextWorkingDay(day, calendar);
}

function nearestWorkingDay(day: string, step: 1 | -1, calendar: Calendar): string {
  for (let candidate = day, tries = 0; tries < 20; candidate = addDays(candidate, step), tries += 1) {
    const kind = dayKind(candidate, calendar);
    if (kind === 'working') return candidate;
    if (kind === 'notLoaded') return day;
  }
  return day;
}

/** Which year's notice is missing: an honest answer in place of a number. */
export interface YearNotLoaded {
  readonly notLoadedYear: number;
}

/**
 * Working days after `from` up to and including `until`: the day of the event itself does not count (the usual way of
 * counting a limit; 汴办文〔2019〕13号 四(一) says nothing). 0 where until ≤ from.
 */
export function workingDaysBetween(
  from: string,
  until: string,
  calendar: Calendar = shippedCalendar,
): number | YearNotLoaded {
  const first = addDays(from, 1);
  if (until < first) return 0;
  let count = 0;
  for (let year = Number(first.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    const loaded = calendar.get(String(year));
    if (loaded === undefined) return { notLoadedYear: year };
    const counts = countsOf(year, loaded, calendar);
    const before = year === Number(first.slice(0, 4)) ? (counts[dayOfYear(first) - 1] ?? 0) : 0;
    const upTo = year === Number(until.slice(0, 4)) ? dayOfYear(until) : counts.length - 1;
    count += (counts[upTo] ?? 0) - before;
  }
  return count;
}

/** The day on which the n-th working day after `from` falls (n ≥ 0); negative n counts backwards. */
export function addWorkingDays(from: string, n: number, calendar: Calendar = shippedCalendar): string | YearNotLoaded {
  const step = n < 0 ? -1 : 1;
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    const kind = dayKind(day, calendar);
    if (kind === 'notLoaded') return { notLoadedYear: Number(day.slice(0, 4)) };
    if (kind === 'working') left -= 1;
  }
  return day;
}

export function isNotLoaded(answer: number | string | YearNotLoaded): answer is YearNotLoaded {
  return typeof answer === 'object';
}

/** Working days of a year up to each of its days, counted once: thousands of permits ask at every look at a page. */
const countedYears = new WeakMap<Year, Uint16Array>();

function countsOf(year: number, loaded: Year, calendar: Calendar): Uint16Array {
  const known = countedYears.get(loaded);
  if (known !== undefined) return known;
  const counts = new Uint16Array(dayOfYear(`${year}-12-31`) + 1);
  for (let index = 1, day = `${year}-01-01`; index < counts.length; index += 1, day = addDays(day, 1))
    counts[index] = (counts[index - 1] ?? 0) + (dayKind(day, calendar) === 'working' ? 1 : 0);
  countedYears.set(loaded, counts);
  return counts;
}

/** 1 for 1 January. */
function dayOfYear(day: string): number {
  return dayNumber(day) - dayNumber(`${day.slice(0, 4)}-01-01`) + 1;
}
