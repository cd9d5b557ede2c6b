/**
 * Whether a project is behind (进度滞后). No notice gives a threshold, so this only proposes; a person lists or
 * strikes it with a reason (domain.md 3). “Lagging always uses this year.”
 */
import { dayNumber, earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import type { ParametersOf } from './catalogue.ts';

export interface LaggingFacts {
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  /** Integer 元. */
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
  /** Plans of the four quarters and the twelve months, integer 元; read where the basis is one of them. */
  readonly quarterPlans?: readonly (number | null)[];
  readonly monthPlans?: readonly (number | null)[];
  /** Planned day of the start that has not happened; null where it has, or none is planned. */
  readonly missedStart?: string | null;
}

export interface LaggingFinding {
  readonly isProposed: boolean;
  /** Integer 元: the part of the year's plan that should be done by now. */
  readonly expected: number | null;
  /** done / plan, 0–1 and above. */
  readonly rate: number | null;
  /** Percentage points of the year's plan behind what is expected; negative when ahead. */
  readonly behindPoints: number | null;
  readonly why: string;
}

type LaggingRule = ParametersOf<'lagging'>;

/**
 * Below what the plan expects by now, or a start that was planned and missed; never before the planned start.
 * Quarter and month plans count when they are filled in as far as the day; else the year's plan by elapsed days.
 */
export function proposeLagging(facts: LaggingFacts, dataDay: string, rule: LaggingRule): LaggingFinding {
  const none = { isProposed: false, expected: null, rate: null, behindPoints: null };
  if (facts.startsOn !== null && dayNumber(earliestDay(facts.startsOn)) > dayNumber(dataDay))
    return { ...none, why: `计划${shownDay(facts.startsOn)}开工，尚未到期。` };
  const missed = missedStartWords(facts, dataDay);
  const money = moneyFinding(facts, dataDay, rule) ?? { ...none, why: '没有年度计划投资，无法比较。' };
  return missed === null ? money : { ...money, isProposed: true, why: `${missed}${money.why}` };
}

function missedStartWords({ missedStart }: LaggingFacts, dataDay: string): string | null {
  if (missedStart === undefined || missedStart === null) return null;
  if (dayNumber(latestDay(missedStart)) >= dayNumber(dataDay)) return null;
  return `计划${shownDay(missedStart)}开工，至今没有开工。`;
}

function moneyFinding(facts: LaggingFacts, dataDay: string, rule: LaggingRule): LaggingFinding | null {
  const planned = facts.plannedThisYear;
  if (planned === null || planned === 0) return null;
  const { expected, words } = expectedByNow(facts, planned, dataDay, rule);
  if (facts.doneThisYear === null)
    return {
      isProposed: true,
      expected: Math.round(expected),
      rate: null,
      behindPoints: null,
      why: '本年累计完成投资没有填报。',
    };

  const rate = facts.doneThisYear / planned;
  const behindPoints = Math.round((expected / planned - rate) * 1000) / 10;
  const relation = behindPoints > 0 ? `低${behindPoints}个百分点` : `高${-behindPoints}个百分点`;
  return {
    isProposed: behindPoints > rule.behindPoints,
    expected: Math.round(expected),
    rate,
    behindPoints,
    why: `完成年度计划的${percent(rate)}，${words}${percent(expected / planned)}，${relation}。`,
  };
}

function expectedByNow(
  facts: LaggingFacts,
  planned: number,
  dataDay: string,
  { basis }: LaggingRule,
): { readonly expected: number; readonly words: string } {
  const plans = basis === 'quarterPlan' ? facts.quarterPlans : basis === 'monthPlan' ? facts.monthPlans : undefined;
  const byPlans = plans === undefined ? null : plannedUntil(plans, dataDay);
  const parts = basis === 'quarterPlan' ? '季度' : '月度';
  if (byPlans !== null) return { expected: byPlans, words: `按${parts}计划应完成` };
  const missing = basis === 'timeProportional' ? '' : `没有填${parts}计划，按`;
  return { expected: planned * elapsedPart(facts.startsOn, dataDay), words: `${missing}序时进度` };
}

/** The parts that have passed and the share of the running one by days; null where one of them has no plan. */
function plannedUntil(plans: readonly (number | null)[], dataDay: string): number | null {
  const year = dataDay.slice(0, 4);
  const months = 12 / plans.length;
  let sum = 0;
  for (const [index, plan] of plans.entries()) {
    const two = (month: number) => String(month).padStart(2, '0');
    const from = dayNumber(`${year}-${two(index * months + 1)}-01`);
    if (from > dayNumber(dataDay)) break;
    if (plan === null) return null;
    const until = dayNumber(latestDay(`${year}-${two((index + 1) * months)}`));
    sum += plan * Math.min(1, (dayNumber(dataDay) - from + 1) / (until - from + 1));
  }
  return sum;
}

/** Elapsed part of the year, counted from the planned start when it lies within the year. */
function elapsedPart(startsOn: string | null, dataDay: string): number {
  const year = dataDay.slice(0, 4);
  const yearStart = dayNumber(`${year}-01-01`);
  const yearEnd = dayNumber(`${year}-12-31`);
  const start = startsOn === null ? yearStart : Math.max(yearStart, dayNumber(earliestDay(startsOn)));
  return (dayNumber(dataDay) - start + 1) / (yearEnd - start + 1);
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 10}%`;
}
