/** What cannot be right about a project's own figures and days, field by field, for pages that look at many at once. */
import { wanText } from '../text/money.ts';
import { largestAmount, reversedPeriod } from './project-amounts.ts';

export interface ProjectFigures {
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  /** Integer 元. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly doneBeforeYear: number | null;
}

/** Integer 元. */
interface YearFigures {
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
}

const amounts = [
  ['totalInvestment', '总投资'],
  ['plannedThisYear', '本年计划'],
  ['doneBeforeYear', '截至上年底完成'],
] as const;

export type FigureFaults = Partial<Readonly<Record<keyof ProjectFigures, string>>>;

/** By field; a fault between two fields is named at both. */
export function projectFaults(figures: ProjectFigures): FigureFaults {
  const faults: Partial<Record<keyof ProjectFigures, string>> = {};
  for (const [field, label] of amounts) {
    const amount = figures[field];
    if (amount !== null && amount > largestAmount)
      faults[field] = `${label}${wanText(amount)}万元超出范围（最多1万亿元），请核对单位`;
  }
  const reversed = reversedPeriod(figures.startsOn, figures.completesOn);
  if (reversed !== null) {
    const sentence = `竣工时间${reversed.later}早于开工时间${reversed.earlier}`;
    faults.startsOn = sentence;
    faults.completesOn = sentence;
  }
  return faults;
}

/** 45.2 for 45.2%; null where there is no plan or no figure. */
export function rateThisYear({ plannedThisYear, doneThisYear }: YearFigures): number | null {
  if (plannedThisYear === null || plannedThisYear === 0 || doneThisYear === null) return null;
  return Math.round((doneThisYear / plannedThisYear) * 1000) / 10;
}
