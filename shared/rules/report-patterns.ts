/**
 * What a project's own reports, one after the other, raise as questions (登项攻坚办〔2018〕1号 四(十): 坚决查处虚报、瞒报): leaps at a
 * quarter's end, investment without a start, figures that fall, more done than the whole, words unchanged for many periods.
 * Never a verdict: each names its figures and periods, and a person asks. No notice states a threshold.
 */
import { addDays } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import { wanText } from '../text/money.ts';
import { notStated, type ParametersOf } from './catalogue.ts';

export const patternCodes = [
  'quarterEndLeap',
  'investmentWithoutStart',
  'figuresFall',
  'doneAboveTotal',
  'textUnchanged',
] as const;
export type PatternCode = (typeof patternCodes)[number];

export interface ReportedPeriod {
  /** Closing day. */
  readonly period: string;
  readonly doneThisYear: number | null;
  readonly physicalProgress: string | null;
  readonly progressText: string | null;
}

export interface ReportSeries {
  readonly totalInvestment: number | null;
  /** Whether anything recorded says that it has started (overdue.ts startEvidence). */
  readonly isStarted: boolean;
  readonly plannedByYear: ReadonlyMap<number, number>;
  /** Done until the end of the year before. */
  readonly doneBeforeByYear: ReadonlyMap<number, number>;
  /** Oldest first. */
  readonly reports: readonly ReportedPeriod[];
}

export interface ReportQuestion {
  readonly code: PatternCode;
  /** Code and what it is about: quarterEndLeap:2026-Q2. The same question keeps its name while the figures stand. */
  readonly subject: string;
  readonly sentence: string;
  /** The periods it is about, oldest first, with their figure in 元. */
  readonly figures: readonly { readonly period: string; readonly doneThisYear: number | null }[];
}

export interface PatternLimits {
  /** Words unchanged for so many periods in a row. */
  readonly unchangedPeriods: number;
  /** So many percent of a quarter's growth in its last two periods. */
  readonly quarterEndShare: number;
}

const usualLimits: PatternLimits = { unchangedPeriods: 4, quarterEndShare: 60 };
/** A leap below this share of the year's plan is no leap, whatever its share of the quarter; without a plan so many 元. */
const leastLeapOfPlan = 0.1;
const leastLeap = 5_000_000;
/** A quarter of which fewer periods were reported says nothing about its end. */
const leastPeriods = 6;

/** The pack's limits, or ours where it is silent; `source` says which. */
export function patternLimits(
  parameters: ParametersOf<'inspections'>,
  source: string,
): { readonly limits: PatternLimits; readonly source: string } {
  const { unchangedPeriods, quarterEndShare } = parameters;
  const isStated = unchangedPeriods !== undefined || quarterEndShare !== undefined;
  return {
    limits: {
      unchangedPeriods: unchangedPeriods ?? usualLimits.unchangedPeriods,
      quarterEndShare: quarterEndShare ?? usualLimits.quarterEndShare,
    },
    source: isStated ? source : `${source}；疑点的尺度：${notStated}`,
  };
}

export function reportQuestions(series: ReportSeries, limits: PatternLimits): ReportQuestion[] {
  return [
    ...quarterEndLeaps(series, limits),
    ...withoutStart(series),
    ...falls(series),
    ...aboveTotal(series),
    ...unchanged(series, limits),
  ];
}

interface Done {
  readonly period: string;
  readonly done: number;
}

function doneOf(reports: readonly ReportedPeriod[]): Done[] {
  return reports.flatMap(({ period, doneThisYear }) => (doneThisYear === null ? [] : [{ period, done: doneThisYear }]));
}

function figuresOf(periods: readonly Done[]): ReportQuestion['figures'] {
  return periods.map(({ period, done }) => ({ period, doneThisYear: done }));
}

function quarterEndLeaps({ reports, plannedByYear }: ReportSeries, limits: PatternLimits): ReportQuestion[] {
  const done = doneOf(reports);
  const quarters = Map.groupBy(done, ({ period }) => quarterOf(period));
  const last = done.at(-1)?.period ?? '';
  return [...quarters].flatMap(([quarter, own]): ReportQuestion[] => {
    const year = Number(quarter.slice(0, 4));
    const isOver = quarterOf(last) > quarter || quarterOf(addDays(last, 7)) > quarter;
    if (!isOver || own.length < leastPeriods) return [];
    const before = done.findLast((each) => each.period < (own[0]?.period ?? ''));
    const start = before?.period.startsWith(String(year)) === true ? before.done : quarter.endsWith('1') ? 0 : null;
    const [anchor, first, end] = own.slice(-3);
    if (start === null || anchor === undefined || first === undefined || end === undefined) return [];
    const growth = end.done - start;
    const leap = end.done - anchor.done;
    const planned = plannedByYear.get(year);
    const least = planned === undefined || planned === 0 ? leastLeap : planned * leastLeapOfPlan;
    const share = growth > 0 ? Math.round((leap / growth) * 100) : 0;
    if (leap < least || share < limits.quarterEndShare) return [];
    return [
      {
        code: 'quarterEndLeap',
        subject: `quarterEndLeap:${quarter}`,
        sentence: `${year}年${quarter.slice(-1)}季度末两期（${periodLabel(first.period)}、${periodLabel(end.period)}）增加完成投资${wanText(leap)}万元，占本季度增加额的${share}%，请核实季末的工程量和凭证。`,
        figures: figuresOf([anchor, first, end]),
      },
    ];
  });
}

/** 2026-06-26 → 2026-Q2. */
function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function withoutStart({ reports, isStarted }: ReportSeries): ReportQuestion[] {
  if (isStarted) return [];
  const done = doneOf(reports).filter((each) => each.done > 0);
  const [first, newest] = [done[0], done.at(-1)];
  if (first === undefined || newest === undefined) return [];
  return [
    {
      code: 'investmentWithoutStart',
      subject: `investmentWithoutStart:${newest.period.slice(0, 4)}`,
      sentence: `没有实际开工时间，${periodLabel(first.period)}起已填完成投资，${periodLabel(newest.period)}累计${wanText(newest.done)}万元，请核实是否开工、是否为前期费用。`,
      figures: figuresOf(first === newest ? [first] : [first, newest]),
    },
  ];
}

function falls({ reports }: ReportSeries): ReportQuestion[] {
  const done = doneOf(reports);
  return done.flatMap((now, index): ReportQuestion[] => {
    const before = done[index - 1];
    if (before === undefined || before.period.slice(0, 4) !== now.period.slice(0, 4) || now.done >= before.done)
      return [];
    return [
      {
        code: 'figuresFall',
        subject: `figuresFall:${now.period}`,
        sentence: `本年累计完成投资由${periodLabel(before.period)}的${wanText(before.done)}万元减到${periodLabel(now.period)}的${wanText(now.done)}万元，少了${wanText(before.done - now.done)}万元，请核实哪一期的数为准。`,
        figures: figuresOf([before, now]),
      },
    ];
  });
}

function aboveTotal({ reports, totalInvestment, doneBeforeByYear }: ReportSeries): ReportQuestion[] {
  const newest = doneOf(reports).at(-1);
  if (newest === undefined || totalInvestment === null) return [];
  const sinceStart = (doneBeforeByYear.get(Number(newest.period.slice(0, 4))) ?? 0) + newest.done;
  if (sinceStart <= totalInvestment) return [];
  return [
    {
      code: 'doneAboveTotal',
      subject: `doneAboveTotal:${newest.period.slice(0, 4)}`,
      sentence: `${periodLabel(newest.period)}开工以来累计完成投资${wanText(sinceStart)}万元，超过总投资${wanText(totalInvestment)}万元，请核实总投资是否调整、完成数是否重复。`,
      figures: figuresOf([newest]),
    },
  ];
}

const texts = [
  ['physicalProgress', '形象进度'],
  ['progressText', '进展情况'],
] as const;

/** Of works under way, and only the run that lasts until the newest report: what has moved since needs no question. */
function unchanged({ reports, isStarted }: ReportSeries, { unchangedPeriods }: PatternLimits): ReportQuestion[] {
  const newest = reports.at(-1);
  if (newest === undefined || !isStarted) return [];
  return texts.flatMap(([field, label]): ReportQuestion[] => {
    const text = newest[field];
    if (text === null || text.trim() === '') return [];
    const from = reports.findLastIndex((each) => each[field] !== text) + 1;
    const run = reports.slice(from);
    const [first] = run;
    if (first === undefined || run.length < unchangedPeriods) return [];
    const grown = (newest.doneThisYear ?? 0) - (first.doneThisYear ?? 0);
    const isSameYear = first.period.slice(0, 4) === newest.period.slice(0, 4);
    const beside = isSameYear && grown > 0 ? `，同时完成投资增加了${wanText(grown)}万元` : '';
    return [
      {
        code: 'textUnchanged',
        subject: `textUnchanged:${field}:${first.period}`,
        sentence: `${label}自${periodLabel(first.period)}到${periodLabel(newest.period)}连续${run.length}期一字未改${beside}，请核实现场是否有进展。`,
        figures: [first, newest].map(({ period, doneThisYear }) => ({ period, doneThisYear })),
      },
    ];
  });
}
