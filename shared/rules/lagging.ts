/**
 * Whether a project is behind (进度滞后). No notice gives a threshold, so this only proposes; a person lists or
 * strikes it with a reason (domain.md 3). “Lagging always uses this year.”
 */
import { dayNumber, earliestDay, shownDay } from '../calendar/day.ts';
import type { ParametersOf } from './catalogue.ts';

export interface LaggingFacts {
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  /** Integer 元. */
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
}

export interface LaggingFinding {
  readonly isProposed: boolean;
  /** Integer 元: the time-proportional part of the year's plan. */
  readonly expected: number | null;
  /** done / plan, 0–1 and above. */
  readonly rate: number | null;
  /** Percentage points behind time-proportional progress; negative when ahead. */
  readonly behindPoints: number | null;
  readonly why: string;
}

/** Plan × elapsed part of the year, counted from the planned start when it lies within the year. */
export function proposeLagging(facts: LaggingFacts, dataDay: string, rule: ParametersOf<'lagging'>): LaggingFinding {
  const none = { isProposed: false, expected: null, rate: null, behindPoints: null };
  if (facts.plannedThisYear === null || facts.plannedThisYear === 0)
    return { ...none, why: '没有年度计划投资，无法比较。' };
  if (facts.startsOn !== null && dayNumber(earliestDay(facts.startsOn)) > dayNumber(dataDay))
    return { ...none, why: `计划${shownDay(facts.startsOn)}开工，尚未到期。` };

  const year = dataDay.slice(0, 4);
  const yearStart = dayNumber(`${year}-01-01`);
  const yearEnd = dayNumber(`${year}-12-31`);
  const start = facts.startsOn === null ? yearStart : Math.max(yearStart, dayNumber(earliestDay(facts.startsOn)));
  const elapsed = (dayNumber(dataDay) - start + 1) / (yearEnd - start + 1);
  const expected = Math.round(facts.plannedThisYear * elapsed);
  if (facts.doneThisYear === null)
    return { isProposed: true, expected, rate: null, behindPoints: null, why: '本年累计完成投资没有填报。' };

  const rate = facts.doneThisYear / facts.plannedThisYear;
  const behindPoints = Math.round((elapsed - rate) * 1000) / 10;
  const isProposed = behindPoints > rule.behindPoints;
  const relation = behindPoints > 0 ? `低${behindPoints}个百分点` : `高${-behindPoints}个百分点`;
  return {
    isProposed,
    expected,
    rate,
    behindPoints,
    why: `完成年度计划的${percent(rate)}，序时进度${percent(elapsed)}，${relation}。`,
  };
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 10}%`;
}
