/** Questions the reports raise by themselves (登项攻坚办〔2018〕1号 四(十) 查处虚报、瞒报): with figures and periods, never verdicts. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/calendar/day.ts';
import { findingStatistics } from '#shared/rules/inspection-statistics.ts';
import { builtInPack, ruleOf, rulePacks } from '#shared/rules/packs/index.ts';
import { patternLimits, type ReportSeries, reportQuestions } from '#shared/rules/report-patterns.ts';

const limits = { unchangedPeriods: 4, quarterEndShare: 60 };
const million = 1_000_000;

/** Weekly reports from a Friday on, with these amounts in 百万元. */
function series(first: string, done: readonly (number | null)[], changes: Partial<ReportSeries> = {}): ReportSeries {
  return {
    totalInvestment: 500 * million,
    isStarted: true,
    plannedByYear: new Map([[2026, 100 * million]]),
    doneBeforeByYear: new Map(),
    reports: done.map((value, index) => ({
      period: addDays(first, index * 7),
      doneThisYear: value === null ? null : value * million,
      physicalProgress: `第${index}期`,
      progressText: null,
    })),
    ...changes,
  };
}
const asked = (given: ReportSeries) => reportQuestions(given, limits);
const codes = (given: ReportSeries) => asked(given).map((question) => question.code);

describe('a leap at a quarter’s end', () => {
  // 2026-04-03 … 2026-06-26 are the thirteen Fridays of the second quarter.
  const slow = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
  it('is asked about with its share of the quarter’s growth', () => {
    const before = series('2026-03-27', [9]).reports;
    const quarter = series('2026-04-03', [...slow, 40, 60, 61]);
    const [question, ...rest] = asked({ ...quarter, reports: [...before, ...quarter.reports] });
    expect(rest).toEqual([]);
    expect(question).toMatchObject({ code: 'quarterEndLeap', subject: 'quarterEndLeap:2026-Q2' });
    expect(question?.sentence).toBe(
      '2026年2季度末两期（6月19日期、6月26日期）增加完成投资4,000万元，占本季度增加额的78%，请核实季末的工程量和凭证。',
    );
    expect(question?.figures.map((figure) => figure.period)).toEqual(['2026-06-12', '2026-06-19', '2026-06-26']);
  });

  it('is none while the quarter lasts, with steady growth, or when it is small beside the plan', () => {
    const at = (done: readonly number[]) => {
      const before = series('2026-03-27', [9]).reports;
      const quarter = series('2026-04-03', done);
      return codes({ ...quarter, reports: [...before, ...quarter.reports] });
    };
    expect(at([...slow, 40])).toEqual([]);
    expect(at([...slow, 21, 22, 23])).toEqual([]);
    expect(at([...slow.map((value) => 9 + value / 100), 12, 15, 15])).toEqual([]);
  });
});

describe('investment without a start', () => {
  it('is asked about once, from the first period with an amount', () => {
    const [question] = asked(series('2026-09-04', [0, 2, 3], { isStarted: false }));
    expect(question).toMatchObject({ code: 'investmentWithoutStart', subject: 'investmentWithoutStart:2026' });
    expect(question?.sentence).toContain('9月11日期起已填完成投资，9月18日期累计300万元');
    expect(codes(series('2026-09-04', [0, 2, 3]))).toEqual([]);
    expect(codes(series('2026-09-04', [0, 0], { isStarted: false }))).toEqual([]);
  });
});

describe('figures that fall', () => {
  it('are asked about with both periods; a new year begins at nothing', () => {
    const [question] = asked(series('2026-09-04', [5, null, 3, 6]));
    expect(question).toMatchObject({ code: 'figuresFall', subject: 'figuresFall:2026-09-18' });
    expect(question?.sentence).toContain('由9月4日期的500万元减到9月18日期的300万元，少了200万元');
    expect(codes(series('2025-12-26', [90, 1, 2]))).toEqual([]);
  });
});

describe('more done than the whole', () => {
  it('counts what was done before the year', () => {
    const given = { doneBeforeByYear: new Map([[2026, 480 * million]]) };
    const [question] = asked(series('2026-09-04', [10, 21], given));
    expect(question?.sentence).toContain('累计完成投资50,100万元，超过总投资50,000万元');
    expect(codes(series('2026-09-04', [10, 20], given))).toEqual([]);
    expect(codes(series('2026-09-04', [10, 900], { totalInvestment: null }))).toEqual([]);
  });
});

describe('words unchanged', () => {
  it('for so many periods until now are asked about, and what grew meanwhile', () => {
    const given = series('2026-09-04', [1, 2, 3, 4, 5]);
    const reports = given.reports.map((report, index) => ({
      ...report,
      physicalProgress: index === 0 ? '基础施工' : '主体施工',
    }));
    const [question] = asked({ ...given, reports });
    expect(question).toMatchObject({ code: 'textUnchanged', subject: 'textUnchanged:physicalProgress:2026-09-11' });
    expect(question?.sentence).toContain('形象进度自9月11日期到10月2日期连续4期一字未改，同时完成投资增加了300万元');
    // What is still being prepared has nothing to move on site.
    expect(codes({ ...given, reports, isStarted: false })).not.toContain('textUnchanged');
    const moved = [
      ...reports,
      { period: '2026-10-09', doneThisYear: null, physicalProgress: '封顶', progressText: null },
    ];
    expect(codes({ ...given, reports: moved })).toEqual([]);
  });
});

describe('their limits', () => {
  it('are ours where the pack is silent, and say so; the pack’s own where it states them', () => {
    const rule = ruleOf(builtInPack('dengfeng-2018@1') ?? rulePacks[0] ?? expect.fail(), 'inspections');
    expect(patternLimits(rule.parameters, rule.source)).toEqual({
      limits,
      source: `${rule.source}；疑点的尺度：通知未规定，本软件默认`,
    });
    expect(patternLimits({ ...rule.parameters, unchangedPeriods: 3 }, rule.source)).toEqual({
      limits: { unchangedPeriods: 3, quarterEndShare: 60 },
      source: rule.source,
    });
  });
});

it('statistics count a project for each of its units, and what agreed out of what could be compared', () => {
  const sheets = [
    { id: 's1', projectId: 'p1', comparisons: [{ verdict: 'agrees' }, { verdict: 'differs' }, { verdict: 'byEye' }] },
    { id: 's2', projectId: 'p1', comparisons: [{ verdict: 'agrees' }] },
    { id: 's3', projectId: 'p2', comparisons: [] },
  ] as const;
  const found = { kind: 'mismatch', sheetId: 's1', severity: 'serious', handling: 'issue', corrected: null } as const;
  const names = (id: string) => (id === 'p1' ? ['区交通局', '石桥镇'] : []);
  const rows = findingStatistics(sheets, [found, { ...found, kind: 'question', sheetId: null }], names);
  const whole = {
    projects: 1,
    sheets: 2,
    compared: 3,
    mismatches: 1,
    serious: 1,
    handled: 1,
    corrected: 0,
    agreement: 66.7,
  };
  expect(rows.find((row) => row.name === '区交通局')).toEqual({ name: '区交通局', ...whole });
  expect(rows.find((row) => row.name === '石桥镇')).toEqual({ name: '石桥镇', ...whole });
  expect(rows.at(-1)).toMatchObject({ name: '未明确', sheets: 1, agreement: null });
});
