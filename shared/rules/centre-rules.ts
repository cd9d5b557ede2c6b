/** When what the centre asks for is due: its own deadlines, moved off holidays as the office's pack says. */
import { addDays, dayNumber, instantOf, latestDay, weekday } from '../calendar/day.ts';
import { type Calendar, type DeadlineShift, shiftedDay } from '../calendar/working-day.ts';
import type { CentreRule } from '../domain/centre-rule.ts';

export interface Due {
  readonly day: string;
  readonly instant: string;
}

type Deadline = Pick<CentreRule, 'kind' | 'weekday' | 'dayOfMonth' | 'minute' | 'dueOn'>;

/** Where a deadline names no hour: the end of office hours is nobody's word, so the day is over when it is over. */
const endOfDay = 23 * 60 + 59;

/**
 * The centre's day for a period: the one of its weekday nearest to the period's closing, so that a district that closes on
 * Thursday reports to a centre that asks for Friday on the day after.
 */
export function weeklyDue(
  closesOn: string,
  rule: Pick<Deadline, 'weekday' | 'minute'>,
  shift: DeadlineShift,
  calendar: Calendar,
): Due {
  const ahead = ((rule.weekday ?? weekday(closesOn)) - weekday(closesOn) + 7) % 7;
  return dueOn(shiftedDay(addDays(closesOn, ahead > 3 ? ahead - 7 : ahead), shift, calendar), rule.minute);
}

/** The next day a monthly or single deadline falls on, today included; null where it is past. */
export function nextDue(rule: Deadline, today: string, shift: DeadlineShift, calendar: Calendar): Due | null {
  if (rule.kind === 'dayDeadline') {
    if (rule.dueOn === null) return null;
    const due = dueOn(rule.dueOn, rule.minute);
    return due.day < today ? null : due;
  }
  if (rule.kind !== 'monthlyDeadline' || rule.dayOfMonth === null) return null;
  const { dayOfMonth } = rule;
  const months = [today.slice(0, 7), nextMonth(today.slice(0, 7)), nextMonth(nextMonth(today.slice(0, 7)))];
  const days = months.map((month) => shiftedDay(dayIn(month, dayOfMonth), shift, calendar));
  const day = days.find((each) => each >= today);
  return day === undefined ? null : dueOn(day, rule.minute);
}

/** The desk speaks of it so many days before. */
const remindedDays = 5;

export function isSpokenOf(due: Due, today: string): boolean {
  return dayNumber(due.day) - dayNumber(today) <= remindedDays;
}

/** 每周五12:00, 每月20日, 2026年12月1日17:00 */
export function deadlineText({ kind, weekday: day, dayOfMonth, minute, dueOn: single }: Deadline): string {
  const clock =
    minute === null
      ? ''
      : ` ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  if (kind === 'weeklyDeadline') return `每周${'一二三四五六日'.charAt((day ?? 1) - 1)}${clock}前`;
  if (kind === 'monthlyDeadline') return `每月${dayOfMonth ?? 1}日${clock}前`;
  return `${single ?? ''}${clock}前`;
}

function dueOn(day: string, minute: number | null): Due {
  return { day, instant: instantOf(day, minute ?? endOfDay) };
}

/** 31日 in a shorter month is its last day. */
function dayIn(month: string, dayOfMonth: number): string {
  const last = latestDay(month);
  const wanted = `${month}-${String(dayOfMonth).padStart(2, '0')}`;
  return wanted > last ? last : wanted;
}

function nextMonth(month: string): string {
  return addDays(latestDay(month), 1).slice(0, 7);
}
