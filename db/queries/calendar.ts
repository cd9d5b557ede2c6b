/** The calendar in force here: the years shipped with the program and those taken from later notices. */
import { type Calendar, calendarWith } from '#shared/calendar/working-day.ts';
import { type CalendarYear, calendarDay } from '#shared/domain/calendar-year.ts';
import type { Reading } from '../run.ts';

export function calendarInForce(reading: Reading): Calendar {
  return calendarWith(enteredYears(reading));
}

/** The years the office has entered from their notices. */
export function enteredYears(reading: Reading): CalendarYear[] {
  return reading
    .select<{ year: number; notice: string; document_number: string | null; days: string }>(
      'SELECT year, notice, document_number, days FROM calendar_years WHERE is_deleted = 0 ORDER BY created_position',
    )
    .map((row) => ({
      year: row.year,
      notice: row.notice,
      documentNumber: row.document_number,
      days: calendarDay.array().parse(JSON.parse(row.days)),
    }));
}
