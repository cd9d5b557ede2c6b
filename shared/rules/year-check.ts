/** What stands open before a year is closed (年终结账). Pure: counts and names in, sentences out. */
import type { ProjectPool } from '../domain/project.ts';

export interface YearFigures {
  readonly projectId: string;
  readonly name: string;
  readonly totalInvestment: number | null;
  readonly plannedInvestment: number | null;
  readonly doneBeforeYear: number | null;
  readonly doneThisYear: number | null;
  readonly startsOn: string | null;
  readonly exitedOn: string | null;
  readonly pool: ProjectPool | null;
  /** Of the year's last period; null: not filled. */
  readonly lastState: 'filled' | 'reviewed' | 'reported' | 'corrected' | null;
}

export interface YearCheck {
  readonly code:
    | 'YEAR_RUNNING'
    | 'OPEN_REPORTS'
    | 'UNLOCKED_MONTHS'
    | 'NO_DONE'
    | 'NO_PLAN'
    | 'NO_BEFORE'
    | 'ABOVE_TOTAL';
  /** must: closing all the same needs a note. */
  readonly tone: 'must' | 'look';
  readonly sentence: string;
  readonly count: number;
  readonly page: string;
  readonly projects: readonly { readonly id: string; readonly name: string }[];
}

export interface YearFacts {
  readonly year: number;
  readonly today: string;
  readonly figures: readonly YearFigures[];
  /** The last period of the year, and what it is called. */
  readonly lastPeriod: string;
  readonly lastPeriodLabel: string;
  /** Months of the year not locked, YYYY-MM; empty where the office does not lock months. */
  readonly unlockedMonths: readonly string[];
}

export function yearChecks(facts: YearFacts): YearCheck[] {
  const { year, figures } = facts;
  const live = figures.filter((each) => each.exitedOn === null);
  // 储备: 当年度不能实质性开工 (二七办文〔2024〕7号 四(一)2), so neither plan nor figure is missed.
  const atWork = live.filter((each) => each.pool !== 'reserve');
  const checks: YearCheck[] = [];
  const add = (
    code: YearCheck['code'],
    tone: YearCheck['tone'],
    found: readonly YearFigures[],
    sentence: (count: number) => string,
    page: string,
  ) => {
    if (found.length === 0) return;
    const projects = found.map((each) => ({ id: each.projectId, name: each.name }));
    checks.push({ code, tone, sentence: sentence(found.length), count: found.length, page, projects });
  };
  if (facts.today <= `${year}-12-31`)
    checks.push({
      code: 'YEAR_RUNNING',
      tone: 'look',
      sentence: `${year}年还没有过完，结账以后的变化都算更正。`,
      count: 1,
      page: '/progress',
      projects: [],
    });
  const sheet = `/progress?period=${facts.lastPeriod}`;
  add(
    'OPEN_REPORTS',
    'must',
    live.filter((each) => each.lastState !== 'reviewed' && each.lastState !== 'reported'),
    (count) => `全年最后一期（${facts.lastPeriodLabel}）还有${count}个项目没有填报或审核。`,
    sheet,
  );
  if (facts.unlockedMonths.length > 0)
    checks.push({
      code: 'UNLOCKED_MONTHS',
      tone: 'must',
      sentence: `还有${facts.unlockedMonths.length}个月没有查账锁定：${monthsText(facts.unlockedMonths)}。`,
      count: facts.unlockedMonths.length,
      page: '/months',
      projects: [],
    });
  add(
    'NO_DONE',
    'must',
    atWork.filter((each) => each.doneThisYear === null),
    (count) => `${count}个项目全年没有填报本年完成投资。`,
    sheet,
  );
  add(
    'NO_PLAN',
    'look',
    atWork.filter((each) => each.plannedInvestment === null),
    (count) => `${count}个项目没有${year}年计划投资。`,
    '/projects',
  );
  add(
    'NO_BEFORE',
    'look',
    live.filter(
      (each) => each.doneBeforeYear === null && each.startsOn !== null && Number(each.startsOn.slice(0, 4)) < year,
    ),
    (count) => `${count}个续建项目没有截至上年底完成投资，结转数会偏小。`,
    '/projects',
  );
  add(
    'ABOVE_TOTAL',
    'look',
    live.filter(
      (each) =>
        each.totalInvestment !== null && (each.doneBeforeYear ?? 0) + (each.doneThisYear ?? 0) > each.totalInvestment,
    ),
    (count) => `${count}个项目累计完成投资超过总投资。`,
    '/projects',
  );
  return checks;
}

/** 1月、3—5月. */
function monthsText(months: readonly string[]): string {
  const numbers = months.map((month) => Number(month.slice(5)));
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}—${run.at(-1)}月` : `${run[0]}月`)).join('、');
}
