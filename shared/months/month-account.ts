/**
 * 按月查账 (金政办〔2019〕3号 二(二)): the month-end figure of a project beside the weekly ones, and the month's own part. Pure.
 * Money is integer 元; every figure is 本年累计, so that nothing is carried over a year's end.
 */
import { addDays, dayNumber, latestDay } from '../calendar/day.ts';
import type { ParametersOf } from '../rules/catalogue.ts';

export interface WeeklyFigure {
  /** Closing day of the period. */
  readonly period: string;
  readonly doneThisYear: number;
}

/** The day a month's account is of: its last one, or the pack's closing day. */
export function monthEnd(month: string, rule: ParametersOf<'monthCheck'>): string {
  return rule.closingDay === null ? latestDay(month) : `${month}-${String(rule.closingDay).padStart(2, '0')}`;
}

/** The month whose account is due: the last one that has ended. */
export function monthDue(today: string, rule: ParametersOf<'monthCheck'>): string {
  const month = today.slice(0, 7);
  return monthEnd(month, rule) < today ? month : monthBefore(month);
}

export function monthBefore(month: string): string {
  return addDays(`${month}-01`, -1).slice(0, 7);
}

/** 2026-10 → 2026年10月. */
export function monthLabel(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}

/** The figure of the same year whose period closes nearest to the month's end; of two equally near ones the earlier. */
export function weeklyNearest(figures: readonly WeeklyFigure[], endDay: string): WeeklyFigure | null {
  const distance = (figure: WeeklyFigure) => Math.abs(dayNumber(figure.period) - dayNumber(endDay));
  let nearest: WeeklyFigure | null = null;
  for (const figure of figures) {
    if (figure.period.slice(0, 4) !== endDay.slice(0, 4)) continue;
    const isNearer =
      nearest === null ||
      distance(figure) < distance(nearest) ||
      (distance(figure) === distance(nearest) && figure.period < nearest.period);
    if (isNearer) nearest = figure;
  }
  // A figure of half a month away is none of this month.
  return nearest !== null && distance(nearest) <= 14 ? nearest : null;
}

export interface MonthFigures {
  readonly difference: number | null;
  /** This month's part; null where the month before has no figure. */
  readonly part: number | null;
}

/** In January the part is the whole figure. */
export function monthFigures(
  month: string,
  figures: { readonly weekly: number | null; readonly end: number | null; readonly endBefore: number | null },
): MonthFigures {
  const { weekly, end, endBefore } = figures;
  if (end === null) return { difference: null, part: null };
  const before = month.endsWith('-01') ? 0 : endBefore;
  return { difference: weekly === null ? null : end - weekly, part: before === null ? null : end - before };
}
