import { describe, expect, it } from 'vitest';
import { type LaggingFacts, proposeLagging } from '#shared/rules/lagging.ts';

/** A hundred million 元 in the year, 30 % done. */
const facts: LaggingFacts = {
  startsOn: '2025-03',
  completesOn: null,
  plannedThisYear: 100_000_000,
  doneThisYear: 30_000_000,
};
const byTime = {
  behindPoints: 0,
  levels: ['provincial' as const, 'municipal' as const],
  basis: 'timeProportional' as const,
};
const byQuarter = { ...byTime, basis: 'quarterPlan' as const };
const byMonth = { ...byTime, basis: 'monthPlan' as const };

describe('a project is proposed as lagging', () => {
  it('below the elapsed part of the year’s plan (no notice gives a threshold)', () => {
    const finding = proposeLagging(facts, '2026-06-30', byTime);
    expect(finding).toMatchObject({ isProposed: true, rate: 0.3, behindPoints: 19.6 });
    expect(finding.why).toBe('完成年度计划的30%，序时进度49.6%，低19.6个百分点。');
    expect(proposeLagging(facts, '2026-06-30', { ...byTime, behindPoints: 20 }).isProposed).toBe(false);
  });

  it('below the plans of the quarters that have passed and the running one’s share (郑重办〔2022〕 三(二) 季度目标)', () => {
    const late = { ...facts, quarterPlans: [5_000_000, 15_000_000, 30_000_000, 50_000_000] };
    expect(proposeLagging(late, '2026-06-30', byQuarter)).toMatchObject({
      isProposed: false,
      expected: 20_000_000,
      behindPoints: -10,
      why: '完成年度计划的30%，按季度计划应完成20%，高10个百分点。',
    });
    expect(proposeLagging(late, '2026-08-15', byQuarter)).toMatchObject({ isProposed: true, expected: 35_000_000 });
    // The day's share of a quarter, leap years included: 31 of 91 days of the first quarter of 2028.
    expect(proposeLagging(late, '2028-01-31', byQuarter).expected).toBe(Math.round((5_000_000 * 31) / 91));
  });

  it('below the month plans where the pack compares by month', () => {
    const months = Array.from({ length: 12 }, (_, index) => (index < 6 ? 2_000_000 : null));
    expect(proposeLagging({ ...facts, monthPlans: months }, '2026-06-30', byMonth)).toMatchObject({
      isProposed: false,
      expected: 12_000_000,
    });
    expect(proposeLagging({ ...facts, monthPlans: months }, '2026-07-01', byMonth).why).toBe(
      '完成年度计划的30%，没有填月度计划，按序时进度49.9%，低19.9个百分点。',
    );
  });

  it('by elapsed days where a quarter has no plan, and says so', () => {
    const finding = proposeLagging({ ...facts, quarterPlans: [5_000_000, null, null, null] }, '2026-06-30', byQuarter);
    expect(finding.why).toContain('没有填季度计划，按序时进度49.6%');
    expect(proposeLagging(facts, '2026-06-30', byQuarter).isProposed).toBe(true);
  });

  it('when the start was planned and missed, whatever the money says', () => {
    const ahead = { ...facts, doneThisYear: 99_000_000, missedStart: '2026-05' };
    expect(proposeLagging(ahead, '2026-05-31', byTime).isProposed).toBe(false);
    const missed = proposeLagging(ahead, '2026-06-01', byTime);
    expect(missed.isProposed).toBe(true);
    expect(missed.why.startsWith('计划2026年5月开工，至今没有开工。')).toBe(true);
    expect(proposeLagging({ ...ahead, plannedThisYear: null }, '2026-06-01', byTime)).toMatchObject({
      isProposed: true,
      behindPoints: null,
    });
  });

  it('never before its planned start, and not without a plan', () => {
    expect(proposeLagging({ ...facts, startsOn: '2026-09' }, '2026-06-30', byTime)).toMatchObject({
      isProposed: false,
      why: '计划2026年9月开工，尚未到期。',
    });
    expect(proposeLagging({ ...facts, plannedThisYear: null }, '2026-06-30', byTime).why).toBe(
      '没有年度计划投资，无法比较。',
    );
  });
});
