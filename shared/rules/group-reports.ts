/**
 * What the centre's liaison groups file, and whether it is there (郑重办〔2022〕XX号 四(三)): three kinds by the close of each
 * reporting period, one by a day of the month, of each so many a month. A district's package is another matter: it is
 * judged apart, and one never stands for the other.
 */
import { addDays, businessDay, instantOf } from '../calendar/day.ts';
import { deadlineOf, type PeriodRule, periodClosingOn } from '../calendar/period.ts';
import { type Calendar, type DeadlineShift, shiftedDay } from '../calendar/working-day.ts';
import type { ReportingItemKind, ReportingItemState } from '../domain/reporting-item.ts';
import type { ParametersOf } from './catalogue.ts';

export type GroupReport = ParametersOf<'groupReports'>['items'][number];

/** Everything the deadlines depend on, as pack and calendar in force say. */
export interface ReportingClock {
  readonly period: PeriodRule;
  readonly shift: DeadlineShift;
  readonly calendar: Calendar;
}

/** In time, late, given back, its time is past and nothing is there, not due yet. */
export const cellStates = ['filed', 'late', 'returned', 'missing', 'waiting'] as const;
export type CellState = (typeof cellStates)[number];

/** What an item of this kind is filed under when a period closes on a day: that day, or its month. */
export function itemPeriod(report: Pick<GroupReport, 'rhythm'>, closesOn: string): string {
  return report.rhythm === 'weekly' ? closesOn : closesOn.slice(0, 7);
}

/** An item counts for the month its period closes in. */
export function monthOf(period: string): string {
  return period.slice(0, 7);
}

/**
 * Until when an item of `period` is in time: “每周五中午12时前” is the period's own deadline; “每月20日前” is the whole of
 * that day, moved as the rule of holidays says.
 */
export function itemDueAt(report: Pick<GroupReport, 'rhythm' | 'monthDay'>, period: string, clock: ReportingClock) {
  if (report.rhythm === 'weekly')
    return deadlineOf(periodClosingOn(period, clock.period), clock.period, clock.shift, clock.calendar);
  const day = `${monthOf(period)}-${String(report.monthDay ?? 28).padStart(2, '0')}`;
  return instantOf(shiftedDay(day, clock.shift, clock.calendar), lastMinute);
}

const lastMinute = 23 * 60 + 59;

export interface FiledItem {
  readonly state: ReportingItemState;
  readonly filedOn: string | null;
  readonly filedTime: string | null;
}

/** Filed after its time; where only the day is known, the whole day is in time. */
export function isFiledLate({ state, filedOn, filedTime }: FiledItem, dueAt: string): boolean {
  if (state !== 'filed' || filedOn === null) return false;
  const dueOn = businessDay(dueAt);
  if (filedOn !== dueOn || filedTime === null) return filedOn > dueOn;
  const [hours = 0, minutes = 0] = filedTime.split(':').map(Number);
  return instantOf(filedOn, hours * 60 + minutes) > dueAt;
}

/** One item in time is enough; a group that has filed late has filed. */
export function cellState(items: readonly FiledItem[], dueAt: string, now: string): CellState {
  const filed = items.filter((item) => item.state === 'filed');
  if (filed.some((item) => !isFiledLate(item, dueAt))) return 'filed';
  if (filed.length > 0) return 'late';
  if (items.some((item) => item.state === 'returned')) return 'returned';
  return now > dueAt ? 'missing' : 'waiting';
}

/** “每组每月报送各类信息均不少于1条”: filed ones count, drafts and what was given back do not. */
export function isBelowMinimum(filedInMonth: number, report: Pick<GroupReport, 'minimumPerMonth'>): boolean {
  return report.minimumPerMonth !== null && filedInMonth < report.minimumPerMonth;
}

export const packageStates = ['received', 'late', 'refused', 'missing', 'waiting', 'notEnrolled'] as const;
export type PackageState = (typeof packageStates)[number];

interface PackageFacts {
  readonly isEnrolled: boolean;
  /** When the first package of the period was taken in; null: none. */
  readonly takenAt: string | null;
  /** When a file of this district was set aside after the period had opened, and none was taken in since. */
  readonly refusedAt: string | null;
}

/** The district's package of a period, by when it was taken in here: a stick still on its way has not arrived. */
export function packageState({ isEnrolled, takenAt, refusedAt }: PackageFacts, dueAt: string, now: string) {
  const state: PackageState = !isEnrolled
    ? 'notEnrolled'
    : takenAt !== null
      ? takenAt > dueAt
        ? 'late'
        : 'received'
      : refusedAt !== null
        ? 'refused'
        : now > dueAt
          ? 'missing'
          : 'waiting';
  return state;
}

export interface Lacking {
  readonly kind: ReportingItemKind;
  /** Where it goes, in words: 工程协调处. */
  readonly to: string;
  readonly dueAt: string;
  readonly isReturned: boolean;
}

/** Days before a deadline on which the centre is reminded of what is not there yet. */
const daysAhead = { weekly: 1, monthly: 3 } as const;

/** Whether what is lacking is to be spoken of now: shortly before its time, and afterwards. */
export function isSpokenOf(report: Pick<GroupReport, 'rhythm'>, dueAt: string, today: string): boolean {
  return today >= addDays(businessDay(dueAt), -daysAhead[report.rhythm]);
}

/** The last days of a month in which what is below the minimum can still be made up for. */
const lastDays = 5;

/** late: the month has passed. soon: it ends within days. null: there is time. */
export function minimumTone(month: string, today: string): 'late' | 'soon' | null {
  if (monthOf(today) > month) return 'late';
  if (monthOf(today) < month) return null;
  return monthOf(addDays(today, lastDays)) > month ? 'soon' : null;
}
