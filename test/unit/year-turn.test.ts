/** 年度结转: what becomes of each project, and what stands open before a year is closed. */
import { describe, expect, it } from 'vitest';
import { closingSheet } from '#shared/report/closing-sheet.ts';
import { dengfeng2018 } from '#shared/rules/packs/dengfeng-2018.ts';
import { erqi2024 } from '#shared/rules/packs/erqi-2024.ts';
import { type PoolFacts, poolRulesOf } from '#shared/rules/pools.ts';
import { type YearFigures, yearChecks } from '#shared/rules/year-check.ts';
import { carryProposal, doneBeforeNext } from '#shared/rules/year-turn.ts';

const today = '2027-01-05';
const rules = { pools: poolRulesOf(erqi2024), proposesCompletion: true, source: '年度结转' };
const withoutPools = {
  pools: poolRulesOf(dengfeng2018),
  proposesCompletion: true,
  source: '登项攻坚办〔2018〕1号 六(十二)',
};

function facts(pool: PoolFacts['pool'], milestones: Partial<PoolFacts['milestones']> = {}): PoolFacts {
  return {
    pool,
    exitedOn: null,
    steps: [],
    permits: [],
    milestones: {
      plannedStart: null,
      actualStart: null,
      plannedCompletion: null,
      actualCompletion: null,
      fullBenefit: null,
      ...milestones,
    },
  };
}

const proposal = (project: PoolFacts) => carryProposal(project, 2026, today, rules);

describe('at the turn of 2026 to 2027 (二七办文〔2024〕7号 四(一)2)', () => {
  it.each([
    [
      '在建 to be completed in the new year → 竣工',
      facts('construction', { actualStart: '2025-03', plannedCompletion: '2027-09' }),
      'completion',
    ],
    ['在建 to be completed later stays', facts('construction', { plannedCompletion: '2028' }), null],
    [
      'started and completed in one year → 竣工, waiting for 达效',
      facts('construction', { actualStart: '2026-02', actualCompletion: '2026-12-20' }),
      'completion',
    ],
    ['开工 not started, to start in the new year, stays', facts('start', { plannedStart: '2027-03' }), null],
    ['开工 not started and planned for later → back to 储备', facts('start', { plannedStart: '2028-05' }), 'reserve'],
    ['开工 that has started → 在建', facts('start', { actualStart: '2026-10-01' }), 'construction'],
    [
      '竣工 that slipped without a plan → back to 在建',
      facts('completion', { plannedCompletion: '2026-10' }),
      'construction',
    ],
    ['竣工 that slipped into the new year stays', facts('completion', { plannedCompletion: '2027-02' }), null],
    ['竣工 completed, waiting for 达效, stays', facts('completion', { actualCompletion: '2026-11-30' }), null],
    ['储备 stays', facts('reserve'), null],
  ])('%s', (_, project, toPool) => {
    expect(proposal(project)).toMatchObject({ decision: 'carried', toPool, isDoubtful: false });
  });

  it.each([
    ['开工 not started and without a plan', facts('start')],
    ['开工 not started, planned for the year that has gone', facts('start', { plannedStart: '2026-05' })],
    ['在建 that should have been completed', facts('construction', { plannedCompletion: '2026-10' })],
  ])('%s is left where it is for a person to look at', (_, project) => {
    expect(proposal(project)).toMatchObject({ decision: 'carried', toPool: null, isDoubtful: true });
  });

  it('what has 达效 leaves (四(二)3), and what has left stays away', () => {
    expect(proposal(facts('completion', { fullBenefit: '2026-12-01' }))).toMatchObject({ decision: 'finished' });
    expect(proposal({ ...facts(null), exitedOn: '2026-06-01' })).toMatchObject({ decision: 'finished', choices: [] });
  });

  it('without pools what is completed is not carried over, the rest is', () => {
    expect(carryProposal(facts(null, { actualCompletion: '2026-12' }), 2026, today, withoutPools).decision).toBe(
      'finished',
    );
    expect(carryProposal(facts(null), 2026, today, withoutPools)).toMatchObject({ decision: 'carried', toPool: null });
  });

  it('says the clause, and where else it could go', () => {
    const made = proposal(facts('completion', { plannedCompletion: '2026-10' }));
    expect(made.source).toBe('二七办文〔2024〕7号 四(一)2');
    expect(made.choices).toEqual(['construction']);
  });

  it('截至上年底 of the next year is what was done before and in the year; nothing known stays nothing known', () => {
    expect(doneBeforeNext(10_000, 25_000)).toBe(35_000);
    expect(doneBeforeNext(null, 25_000)).toBe(25_000);
    expect(doneBeforeNext(10_000, null)).toBe(10_000);
    expect(doneBeforeNext(null, null)).toBeNull();
  });
});

describe('before the closing', () => {
  const figures = (more: Partial<YearFigures>): YearFigures => ({
    projectId: 'p',
    name: '青石大桥',
    totalInvestment: 100,
    plannedInvestment: 50,
    doneBeforeYear: 10,
    doneThisYear: 40,
    startsOn: '2025',
    exitedOn: null,
    pool: 'construction',
    lastState: 'reported',
    ...more,
  });
  const check = (all: readonly YearFigures[], more: { today?: string; unlockedMonths?: string[] } = {}) =>
    yearChecks({
      year: 2026,
      today,
      figures: all,
      lastPeriod: '2026-12-25',
      lastPeriodLabel: '12月25日期',
      unlockedMonths: [],
      ...more,
    });

  it('a complete year has nothing open', () => {
    expect(check([figures({})])).toEqual([]);
  });

  it.each([
    ['OPEN_REPORTS', 'must', figures({ lastState: 'filled' })],
    ['OPEN_REPORTS', 'must', figures({ lastState: null })],
    ['NO_DONE', 'must', figures({ doneThisYear: null })],
    ['NO_PLAN', 'look', figures({ plannedInvestment: null })],
    ['NO_BEFORE', 'look', figures({ doneBeforeYear: null })],
    ['ABOVE_TOTAL', 'look', figures({ doneThisYear: 91 })],
  ])('%s is a %s', (code, tone, each) => {
    expect(check([each])).toMatchObject([{ code, tone, count: 1, projects: [{ name: '青石大桥' }] }]);
  });

  it('of a reserve project neither plan nor figure is missed (当年度不能实质性开工)', () => {
    expect(check([figures({ pool: 'reserve', plannedInvestment: null, doneThisYear: null })])).toEqual([]);
  });

  it('what has left is not asked for, a project that began this year has no year before', () => {
    expect(check([figures({ exitedOn: '2026-05-01', lastState: null, doneThisYear: null })])).toEqual([]);
    expect(check([figures({ startsOn: '2026-03', doneBeforeYear: null })])).toEqual([]);
  });

  it('a year still running, and months not locked, are said', () => {
    const found = check([figures({})], {
      today: '2026-12-20',
      unlockedMonths: ['2026-03', '2026-04', '2026-05', '2026-11'],
    });
    expect(found.map((each) => each.code)).toEqual(['YEAR_RUNNING', 'UNLOCKED_MONTHS']);
    expect(found[1]?.sentence).toContain('3—5月、11月');
  });
});

describe('the closing sheet', () => {
  const row = {
    projectId: 'p',
    name: '青石大桥',
    level: 'municipal' as const,
    pool: 'construction' as const,
    totalInvestment: 120_000_000,
    plannedInvestment: 60_000_000,
    doneBeforeYear: 10_000_000,
    doneThisYear: 45_000_000,
    physicalProgress: '主塔封顶',
    carryOver: 'carried' as const,
    hasLeft: false,
  };
  const input = {
    office: '青石区',
    year: 2026,
    closedOn: '2027-01-05',
    closedBy: '经办甲',
    note: null,
    keepsPools: true,
  };

  it('states unit and day, sums, and how each project goes on', () => {
    const left = { ...row, name: '望江学校', carryOver: null, hasLeft: true, doneThisYear: null };
    const sheet = closingSheet({ ...input, rows: [row, left] });
    const text = (index: number, key: string) =>
      sheet.rows[index]?.cells[sheet.columns.findIndex((column) => column.key === key)]?.text;
    expect(sheet.unitLine).toBe('单位：万元');
    expect([text(0, 'rate'), text(0, 'sinceStart'), text(0, 'carryOver')]).toEqual(['75%', '5500', '结转']);
    expect([text(1, 'rate'), text(1, 'carryOver')]).toEqual(['', '已退出']);
    expect(sheet.footRows[0]?.cells.map((cell) => cell.text)).toContain('4500');
    expect(sheet.below.join()).toContain('结账人：经办甲');
  });

  it('has no column for pools in an office without pools', () => {
    const heads = closingSheet({ ...input, keepsPools: false, rows: [row] }).columns.map((column) => column.head);
    expect(heads).not.toContain('年末所在库');
  });
});
