/**
 * The reporting period: Friday 12:00 to Friday 12:00, named by its closing day (“11月20日期”);
 * 郑重办〔2022〕 四(三): 每周五中午12时前. Weekday and minute are parameters of the rule pack.
 */
import { problem } from '../error.ts';
import { addDays, businessClock, instantOf, weekday } from './day.ts';
import { type Calendar, type DeadlineShift, shiftedDay, shippedCalendar } from './working-day.ts';

export interface PeriodRule {
  /** 1 = Monday … 7 = Sunday; 5 in 003. */
  readonly closingWeekday: number;
  /** Minute of the day, 720 = 12:00. */
  readonly closingMinute: number;
}

export const fridayNoon: PeriodRule = { closingWeekday: 5, closingMinute: 720 };

export interface Period {
  /** Closing day, the period's name in every record. */
  readonly closesOn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly label: string;
}

/** The period that is open at an instant: 12:00 sharp on Friday still belongs to the closing one. */
export function periodAt(instant: string, rule: PeriodRule): Period {
  const { day, minute } = businessClock(instant);
  const ahead = (rule.closingWeekday - weekday(day) + 7) % 7;
  const isPast =
    ahead === 0 && (minute > rule.closingMinute || (minute === rule.closingMinute && isAfterMinute(instant)));
  return periodClosingOn(addDays(day, isPast ? 7 : ahead), rule);
}

export function periodClosingOn(closesOn: string, rule: PeriodRule): Period {
  if (weekday(closesOn) !== rule.closingWeekday) throw problem('PERIOD_INVALID', { period: closesOn });
  return {
    closesOn,
    opensAt: instantOf(addDays(closesOn, -7), rule.closingMinute),
    closesAt: instantOf(closesOn, rule.closingMinute),
    label: periodLabel(closesOn),
  };
}

/** When a period's reports are due: its closing, or the same minute of the working day a closing on a holiday moves to. */
export function deadlineOf(
  period: Period,
  rule: PeriodRule,
  shift: DeadlineShift = 'before',
  calendar: Calendar = shippedCalendar,
): string {
  return instantOf(shiftedDay(period.closesOn, shift, calendar), rule.closingMinute);
}

export function previousPeriod(closesOn: string): string {
  return addDays(closesOn, -7);
}

/** 2026-11-20 → “11月20日期”. */
export function periodLabel(closesOn: string): string {
  return `${Number(closesOn.slice(5, 7))}月${Number(closesOn.slice(8, 10))}日期`;
}

function isAfterMinute(instant: string): boolean {
  return Date.parse(instant) % 60_000 > 0;
}
