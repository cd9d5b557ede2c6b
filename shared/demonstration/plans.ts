/** Money over the years: what a year plans, what each week has really done, and the pool that follows from both. */
import { dayNumber } from '../calendar/day.ts';
import type { ConstructionNature, ProjectPool } from '../domain/project.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

export interface YearPlan {
  readonly year: number;
  /** 元; null where the year has no work. */
  readonly planned: number | null;
  readonly doneBefore: number;
}

const tenThousand = 10_000;

/** Share of the whole that should be done on a day: slow at both ends. */
export function plannedShare(project: FictionalProject, day: number): number {
  const part = (day - project.startDay) / Math.max(1, project.endDay - project.startDay);
  const x = Math.min(1, Math.max(0, part));
  return x * x * (3 - 2 * x);
}

/** `doneBefore`: what the years before really brought. */
export function yearPlan(project: FictionalProject, year: number, doneBefore: number): YearPlan {
  const end = dayNumber(`${year}-12-31`);
  const left = project.totalInvestment - doneBefore;
  if (project.startDay > end || left < 100 * tenThousand) return { year, planned: null, doneBefore };
  const target = project.totalInvestment * plannedShare(project, end) - doneBefore;
  const least = Math.min(left, Math.max(100 * tenThousand, project.totalInvestment * 0.03));
  return { year, planned: Math.min(left, nice(Math.max(least, target))), doneBefore };
}

/** Before the first year of the ledger nothing was reported: what had been done then, as printed in it. */
export function doneBeforeFirstYear(project: FictionalProject, year: number): number {
  const share = plannedShare(project, dayNumber(`${year}-01-01`)) * Math.min(1, project.pace + 0.1);
  return nice(project.totalInvestment * share);
}

/** 元 done in the year until a day, before rounding to what is reported; never falls within a year. */
export function doneThisYear(project: FictionalProject, plan: YearPlan, day: number): number {
  if (plan.planned === null || day < project.actualStartDay) return 0;
  const january = dayNumber(`${plan.year}-01-01`);
  const december = dayNumber(`${plan.year}-12-31`);
  const from = Math.max(january, project.actualStartDay);
  const elapsed = Math.max(0, (day - from + 1) / Math.max(1, december - from + 1));
  // A lagging project falls behind evenly; a sound one does a little more than its time in the middle of the year.
  const share = project.isLagging ? elapsed * project.pace : Math.min(1.04, elapsed ** 0.88 * project.pace);
  const done = plan.planned * share;
  return Math.min(project.totalInvestment - plan.doneBefore, Math.round(done / tenThousand) * tenThousand);
}

export function poolOn(project: FictionalProject, day: number, year: number): ProjectPool {
  const january = dayNumber(`${year}-01-01`);
  const december = dayNumber(`${year}-12-31`);
  if (project.startDay > december) return 'reserve';
  if (day < project.actualStartDay) return 'start';
  // 竣工库: started in an earlier year and able to be completed this year (二七办文〔2024〕7号 四(一)2).
  return project.actualStartDay < january && project.endDay <= december ? 'completion' : 'construction';
}

export function natureOf(project: FictionalProject, year: number): ConstructionNature {
  if (project.startDay < dayNumber(`${year}-01-01`)) return 'continuing';
  return randomOf('nature', project.name).chance(0.12) ? 'expansion' : 'newBuild';
}

/** Rounded as plans are printed: whole 万元, large ones to hundreds or thousands of 万元. */
function nice(yuan: number): number {
  const wan = yuan / tenThousand;
  const step = wan >= 20_000 ? 1000 : wan >= 2000 ? 100 : 10;
  return Math.round(wan / step) * step * tenThousand;
}
