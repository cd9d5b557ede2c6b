/** What cannot be right about a project's own figures and days, whatever the notice: said as a sentence, field by field. */
import { dayNumber, earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import { wanText } from '../text/money.ts';

export interface ProjectFigures {
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  /** Integer 元. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly doneBeforeYear: number | null;
}

/** 1万亿元: no project of a district comes near it; a wrong unit does. */
const mostYuan = 1_000_000_000_000;

const amounts = [
  ['totalInvestment', '总投资'],
  ['plannedThisYear', '本年计划'],
  ['doneBeforeYear', '截至上年底完成'],
] as const;

export type FigureFaults = Partial<Readonly<Record<keyof ProjectFigures, string>>>;

/** By field; a fault between two fields is named at both. Days are compared at the precision they are known with. */
export function projectFaults(figures: ProjectFigures): FigureFaults {
  const faults: Partial<Record<keyof ProjectFigures, string>> = {};
  for (const [field, label] of amounts) {
    const amount = figures[field];
    if (amount !== null && amount > mostYuan)
      faults[field] = `${label}${wanText(amount)}万元超出范围（最多1万亿元），请核对单位`;
  }
  const { startsOn, completesOn } = figures;
  if (startsOn !== null && completesOn !== null && isBefore(completesOn, startsOn)) {
    const sentence = `竣工时间${shownDay(completesOn)}早于开工时间${shownDay(startsOn)}`;
    faults.startsOn = sentence;
    faults.completesOn = sentence;
  }
  return faults;
}

function isBefore(day: string, other: string): boolean {
  return dayNumber(latestDay(day)) < dayNumber(earliestDay(other));
}

/** 万元 taken for 亿元 or 元: some ten thousand times more or less than before. */
export function isTenThousandFold(before: number | null, after: number | null): boolean {
  if (before === null || after === null || before <= 0 || after <= 0) return false;
  const times = Math.max(before / after, after / before);
  return times >= 5_000;
}
