/** The calendar in force here: the years shipped with the program and those taken from later notices. */
import { type Calendar, calendarWith } from '#shared/calendar/working-day.ts';
import { type CalendarYear, calendarDay } from '#shared/domain/calendar-year.ts';
import type { Reading } from '../run.ts';

export interface EnteredYear extends CalendarYear {
  /** Handed down by the centre. */
  readonly isFromAbove: boolean;
}

export function calendarInForce(reading: Reading): Calendar {
  return calendarWith(yearsInForce(enteredYears(reading)));
}

/** A year the office has entered itself counts before the one the centre has handed down. */
export function yearsInForce(years: readonly EnteredYear[]): EnteredYear[] {
  return years.filter(
    ({ year, isFromAbove }) => !isFromAbove || years.every((other) => other.year !== year || other.isFromAbove),
  );
}

/** The years entered from their notices, here and at the centre. */
export function enteredYears(reading: Reading): EnteredYear[] {
  return reading
    .select<{ year: number; notice: string; document_number: string | null; days: string; is_from_above: number }>(
      `SELECT year, notice, document_number, days,
         home_office <> (SELECT office_id FROM installation) AS is_from_above
       FROM calendar_years WHERE is_deleted = 0 ORDER BY created_position`,
    )
    .map((row) => ({
      year: row.year,
      notice: row.notice,
      documentNumber: row.document_number,
      days: calendarDay.array().parse(JSON.parse(row.days)),
      isFromAbove: row.is_from_above === 1,
    }));
}
