/** The calendar in force here: the years shipped with the program and those taken from later notices. */
import { type Calendar, calendarWith } from '#shared/calendar/working-day.ts';
import { calendarDay } from '#shared/domain/calendar-year.ts';
import type { Reading } from '../run.ts';

export function calendarInForce(reading: Reading): Calendar {
  const rows = reading.select<{ year: number; days: string }>(
    `SELECT year, days FROM calendar_years WHERE is_deleted = 0 ORDER BY created_position`,
  );
  return calendarWith(rows.map(({ year, days }) => ({ year, days: calendarDay.array().parse(JSON.parse(days)) })));
}
