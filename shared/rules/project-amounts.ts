/** Amounts and days of a project as they are typed: what cannot be, and what should be looked at. Money in 元. */
import { earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import { wanText } from '../text/money.ts';

/** 10 000 亿元: no project of a district or a city is larger; a figure above it was typed in the wrong unit. */
export const largestAmount = 1_000_000_000_000;

/** A jump like this is 万元 taken for 亿元, or 元 for 万元. */
const jump = 1000;

/** null: nothing to look at. */
export function jumpSentence(label: string, before: number | null, after: number | null): string | null {
  if (before === null || after === null || before <= 0 || after <= 0) return null;
  if (after / before < jump && before / after < jump) return null;
  return `${label}由${wanText(before)}万元改为${wanText(after)}万元，相差上千倍，请核对是不是把万元和亿元（或元）弄混了。`;
}

export interface Reversed {
  readonly earlier: string;
  readonly later: string;
}

/** Completion before the start, as far as their precision allows to say so; null where they may be in order. */
export function reversedPeriod(startsOn: string | null, completesOn: string | null): Reversed | null {
  if (startsOn === null || completesOn === null) return null;
  if (latestDay(completesOn) >= earliestDay(startsOn)) return null;
  return { earlier: shownDay(startsOn), later: shownDay(completesOn) };
}

export interface PlanFacts {
  readonly year: number;
  readonly plannedInvestment: number | null;
  /** Of four quarters and twelve months, in order. */
  readonly quarters: readonly (number | null)[];
  readonly months: readonly (number | null)[];
}

export interface PartFacts {
  /** null: of the whole project. */
  readonly year: number | null;
  readonly amount: number | null;
}

export interface InvestmentFinding {
  readonly code:
    | 'QUARTERS_NOT_YEAR'
    | 'MONTHS_NOT_QUARTER'
    | 'MONTHS_NOT_YEAR'
    | 'PARTS_NOT_TOTAL'
    | 'PLAN_ABOVE_TOTAL';
  readonly year: number | null;
  readonly sentence: string;
}

/** Sums that do not agree. Figures left empty are not taken for zero: only a full set is compared. */
export function investmentFindings(
  totalInvestment: number | null,
  plans: readonly PlanFacts[],
  parts: readonly PartFacts[],
): readonly InvestmentFinding[] {
  return [
    ...plans.flatMap((plan) => planFindings(totalInvestment, plan)),
    ...partFindings(totalInvestment, plans, parts),
  ];
}

function planFindings(totalInvestment: number | null, plan: PlanFacts): InvestmentFinding[] {
  const findings: InvestmentFinding[] = [];
  const { year, plannedInvestment: planned } = plan;
  const add = (code: InvestmentFinding['code'], sentence: string) => findings.push({ code, year, sentence });
  if (planned !== null && totalInvestment !== null && planned > totalInvestment)
    add('PLAN_ABOVE_TOTAL', `${year}年计划投资${wanText(planned)}万元，大于总投资${wanText(totalInvestment)}万元。`);
  const quarters = fullSum(plan.quarters);
  if (quarters !== null && planned !== null && quarters !== planned)
    add('QUARTERS_NOT_YEAR', `${year}年四个季度合计${wanText(quarters)}万元，与年度计划${wanText(planned)}万元不符。`);
  const months = fullSum(plan.months);
  if (months !== null && planned !== null && months !== planned)
    add('MONTHS_NOT_YEAR', `${year}年十二个月合计${wanText(months)}万元，与年度计划${wanText(planned)}万元不符。`);
  for (const [index, quarter] of plan.quarters.entries()) {
    const sum = fullSum(plan.months.slice(index * 3, index * 3 + 3));
    if (quarter !== null && sum !== null && sum !== quarter)
      add(
        'MONTHS_NOT_QUARTER',
        `${year}年${index * 3 + 1}至${index * 3 + 3}月合计${wanText(sum)}万元，与${'一二三四'[index]}季度${wanText(quarter)}万元不符。`,
      );
  }
  return findings;
}

function partFindings(
  totalInvestment: number | null,
  plans: readonly PlanFacts[],
  parts: readonly PartFacts[],
): InvestmentFinding[] {
  const findings: InvestmentFinding[] = [];
  const years = new Set(parts.map((part) => part.year));
  for (const year of years) {
    const sum = fullSum(parts.filter((part) => part.year === year).map((part) => part.amount));
    const whole =
      year === null ? totalInvestment : (plans.find((plan) => plan.year === year)?.plannedInvestment ?? null);
    if (sum === null || whole === null || sum === whole) continue;
    const what = year === null ? '总投资' : `${year}年计划投资`;
    findings.push({
      code: 'PARTS_NOT_TOTAL',
      year,
      sentence: `投资构成合计${wanText(sum)}万元，与${what}${wanText(whole)}万元不符。`,
    });
  }
  return findings;
}

/** null where a figure is missing, or all are. */
function fullSum(amounts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum += amount;
  }
  return amounts.length === 0 ? null : sum;
}
