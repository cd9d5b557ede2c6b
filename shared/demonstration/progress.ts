/** A week's figures and words for projects of any ledger, where a demonstration has none: plausible, seeded by the name. */
import { addDays, dayNumber, earliestDay, latestDay } from '../calendar/day.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';
import { storyteller, type WeeklyFigures } from './reports.ts';
import { type Theme, themes } from './themes.ts';

export interface LedgerFacts {
  readonly name: string;
  /** 元. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly doneBeforeYear: number | null;
  /** As precise as known: 2018, 2018-05 or a day. */
  readonly startsOn: string | null;
  readonly completesOn: string | null;
}

/** Weeks of a made-up history: problems are in the middle of being worked on. */
const weeks = 50;

export function plausibleProgress(facts: LedgerFacts, period: string): WeeklyFigures {
  const random = randomOf('plausible', facts.name);
  const year = Number(period.slice(0, 4));
  const startDay = dayNumber(facts.startsOn === null ? `${year - 1}-06-01` : earliestDay(facts.startsOn));
  const endDay = dayNumber(facts.completesOn === null ? addDays(period, 500) : latestDay(facts.completesOn));
  const total = facts.totalInvestment ?? facts.plannedThisYear ?? 0;
  const isLagging = random.chance(0.3);
  const project: FictionalProject = {
    index: random.below(100_000),
    theme: themeOf(facts.name),
    name: facts.name,
    level: 'district',
    summary: '',
    place: '',
    owner: null,
    code: null,
    fundingSource: null,
    town: '属地镇街',
    units: [],
    leaders: [],
    seniors: [],
    steward: null,
    contact: null,
    totalInvestment: total,
    startDay,
    endDay: Math.max(startDay + 90, endDay),
    actualStartDay: startDay,
    startsOn: facts.startsOn,
    completesOn: facts.completesOn,
    pace: isLagging ? 0.4 + random.share() * 0.4 : 0.97 + random.share() * 0.1,
    isLagging,
    hasAnnualTask: false,
    hasQuarters: false,
    joinsAfterWeeks: null,
  };
  const doneBefore = Math.min(total, facts.doneBeforeYear ?? 0);
  const plan = { year, planned: facts.plannedThisYear, doneBefore };
  return storyteller(0, weeks).report(project, plan, period, weeks - 5, null);
}

const words: readonly (readonly [RegExp, Theme['family']])[] = [
  [/厂|生产|制造|产业园|技改|加工|科技|数据|部件|基地/, 'plant'],
  [/路|桥|管|网|线|廊|供水|饮水|燃气/, 'line'],
  [/河|湖|水库|流域|绿|公园|植物|田|农|种植|造林|乡村|旅游/, 'landscape'],
];

function themeOf(name: string): Theme {
  const family = words.find(([pattern]) => pattern.test(name))?.[1] ?? 'building';
  const theme = themes.find((each) => each.family === family);
  if (theme === undefined) throw new Error(`no theme of ${family}`);
  return theme;
}
