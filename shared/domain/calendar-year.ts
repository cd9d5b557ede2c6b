import { z } from 'zod';
import { defineEntity, list, requiredText, text, type ValuesOf, year } from './entity.ts';

/** One day the State Council's notice moves: a day off on a weekday, or a make-up working day at a weekend. */
export const calendarDay = z.strictObject({
  day: z.iso.date(),
  isWorkingDay: z.boolean(),
  holiday: z.string().min(1).max(40),
});

/** A year's holidays taken from its notice, for years newer than this program. Id: deterministic from (office, year). */
export const calendarYear = defineEntity({
  name: 'calendarYear',
  table: 'calendar_years',
  label: '放假安排',
  fields: {
    year: year('年度'),
    notice: requiredText('通知', 200),
    documentNumber: text('文号', 100),
    days: list('放假与调休', calendarDay, 80),
  },
});

export type CalendarYear = ValuesOf<typeof calendarYear>;
