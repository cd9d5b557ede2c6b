/** Arithmetic on days as ISO text. No clock, no time zone: a day is a day. */

const millisecondsPerDay = 86_400_000;

/** Days since 1970-01-01 of a full day YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Math.round(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / millisecondsPerDay,
  );
}

export function dayOfNumber(number: number): string {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return dayOfNumber(dayNumber(day) + count);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: string): number {
  return ((dayNumber(day) + 3) % 7) + 1;
}

/** Business days are +08:00 always, whatever the machine's zone (architecture.md “Time”). */
export function businessDay(instant: string): string {
  return businessClock(instant).day;
}

/** Day and minute of the day (0–1439) at +08:00 of an instant. */
export function businessClock(instant: string): { readonly day: string; readonly minute: number } {
  const shifted = Date.parse(instant) + 8 * 3_600_000;
  const day = dayOfNumber(Math.floor(shifted / millisecondsPerDay));
  const rest = ((shifted % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay;
  return { day, minute: Math.floor(rest / 60_000) };
}

/** The instant (UTC) of a minute of a business day. */
export function instantOf(day: string, minute: number): string {
  return new Date(dayNumber(day) * millisecondsPerDay + minute * 60_000 - 8 * 3_600_000).toISOString();
}

/** 2026-11-20 → 11月20日; 2018-05 → 2018年5月; 2018 → 2018年. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-');
  if (date !== undefined) return `${year}年${Number(month)}月${Number(date)}日`;
  if (month !== undefined) return `${year}年${Number(month)}月`;
  return `${year}年`;
}

/** The first full day a partial day can mean: 2018 → 2018-01-01. */
export function earliestDay(partialDay: string): string {
  if (partialDay.length === 4) return `${partialDay}-01-01`;
  if (partialDay.length === 7) return `${partialDay}-01`;
  return partialDay;
}

/** The last full day a partial day can mean: 2018-02 → 2018-02-28. */
export function latestDay(partialDay: string): string {
  if (partialDay.length === 4) return `${partialDay}-12-31`;
  if (partialDay.length > 7) return partialDay;
  const year = Number(partialDay.slice(0, 4));
  const month = Number(partialDay.slice(5, 7));
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}
