import { describe, expect, test } from 'vitest';
import { rateOf, rateText } from '#renderer/components/rate.tsx';
import { figureWords } from '#renderer/pages/desk/figure-words.ts';
import { decisionAfter } from '#renderer/pages/reports/decision.ts';
import {
  isIn,
  lacksReason,
  listedValue,
  standingCounts,
  standingOf,
  struckValue,
} from '#renderer/pages/reports/standing.ts';
import type { LaggingRow } from '#shared/contract/reports.ts';

const proposed: LaggingRow = {
  projectId: 'a',
  name: '青瓦镇冷链物流园',
  officeName: '青石区',
  level: 'municipal',
  startsOn: '2026',
  completesOn: null,
  totalInvestment: 100_000_000,
  plannedThisYear: 50_000_000,
  doneThisYear: 1_000_000,
  sinceStart: 1_000_000,
  expected: 40_000_000,
  rate: 0.02,
  behindPoints: 78,
  progressText: null,
  problems: null,
  coordination: null,
  coordinationCentre: null,
  isProposed: true,
  why: '',
  decision: null,
  isListed: true,
};
const onTime: LaggingRow = { ...proposed, projectId: 'b', isProposed: false, isListed: false };
const decided = (row: LaggingRow, isListed: boolean, reason: string | null = null): LaggingRow => ({
  ...row,
  isListed,
  decision: { isListed, reason, rulePack: null, actor: '甲' },
});

describe('where a project stands in 附件2', () => {
  test('the rule proposes and a person decides', () => {
    expect(
      [proposed, onTime, decided(proposed, true), decided(proposed, false), decided(onTime, true)].map(standingOf),
    ).toEqual(['proposed', 'none', 'listed', 'struck', 'listed']);
  });

  test('the paper has the decided ones and the proposed ones nobody decided yet', () => {
    const rows = [proposed, onTime, decided(proposed, false), decided(onTime, true)];
    expect(standingCounts(rows)).toEqual({ all: 4, proposed: 1, listed: 1, struck: 1, onPaper: 2 });
    expect(rows.filter((row) => isIn('struck', row))).toEqual([rows[2]]);
    expect(rows.filter((row) => isIn('all', row))).toHaveLength(4);
  });

  test('deciding against the rule asks for a reason, deciding with it does not', () => {
    expect(lacksReason(decided(proposed, false))).toBe(true);
    expect(lacksReason(decided(onTime, true))).toBe(true);
    expect(lacksReason(decided(proposed, false, '用地手续本周办结'))).toBe(false);
    expect(lacksReason(decided(proposed, true))).toBe(false);
    expect(lacksReason(proposed)).toBe(false);
  });
});

describe('what is typed in the list behind 附件2', () => {
  test('a decision lists or strikes and leaves the words alone', () => {
    expect(decisionAfter(onTime, { decision: listedValue })).toEqual({ projectId: onTime.projectId, isListed: true });
    expect(decisionAfter(proposed, { decision: struckValue })).toEqual({
      projectId: proposed.projectId,
      isListed: false,
    });
  });

  test('words without a decision confirm what stands', () => {
    expect(decisionAfter(proposed, { coordinationCentre: '已约谈建设单位' })).toEqual({
      projectId: proposed.projectId,
      isListed: true,
      coordination: '已约谈建设单位',
    });
    expect(decisionAfter(decided(proposed, false), { reason: '' })).toEqual({
      projectId: proposed.projectId,
      isListed: false,
      reason: null,
    });
  });

  test('a decision cannot be emptied, only undone', () => {
    expect(() => decisionAfter(decided(proposed, true), { decision: null })).toThrow('撤销');
  });
});

describe('figures as an official reads them', () => {
  test.each([
    [
      { value: 7_877_423, unit: '万元' },
      { value: '787.74', unit: '亿元', exact: '7,877,423 万元' },
    ],
    [
      { value: 9_999, unit: '万元' },
      { value: '9,999', unit: '万元', exact: null },
    ],
    [
      { value: 1_234, unit: '个' },
      { value: '1,234', unit: '个', exact: null },
    ],
    [
      { value: null, unit: '万元' },
      { value: '—', unit: '', exact: null },
    ],
  ])('%o', (figure, words) => {
    expect(figureWords(figure)).toEqual(words);
  });

  test('a rate without a plan is a dash, not zero', () => {
    expect(rateText(rateOf(0, 0))).toBe('—');
    expect(rateText(rateOf(19_100_710_000, 23_673_260_000))).toBe('80.7%');
  });
});
