/** 责任追究 is proposed, never decided (登项攻坚办〔2018〕1号 五(十一): 未按规定时限办结 … 且无正当理由). */
import { describe, expect, it } from 'vitest';
import { type LateFact, proposeAccountability, timesNamed } from '#shared/rules/accountability.ts';
import { dengfeng2018 } from '#shared/rules/packs/dengfeng-2018.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';

const late = (sourceId: string, onDay: string, more: Partial<LateFact> = {}): LateFact => ({
  sourceId,
  kind: 'task',
  unitName: '石桥镇',
  personName: null,
  projectId: null,
  projectName: null,
  onDay,
  facts: '逾期3个工作日未办结',
  ...more,
});
const entered = (sourceId: string | null, isStruck = false) => ({
  sourceId,
  unitName: '石桥镇',
  personName: null,
  isStruck,
});
const rule = ruleOf(dengfeng2018, 'accountability').parameters;

describe('a proposal', () => {
  it('counts how often a unit is named, earliest deadline first, on top of what was entered (五(十一))', () => {
    const facts = [late('b', '2026-11-06'), late('a', '2026-10-30'), late('c', '2026-11-09', { unitName: '区住建局' })];
    const proposals = proposeAccountability(facts, [entered('older')], rule);
    expect(proposals.map((each) => [each.sourceId, each.times])).toEqual([
      ['a', 2],
      ['b', 3],
      ['c', 1],
    ]);
  });

  it('is not made again once it was entered or struck', () => {
    expect(proposeAccountability([late('a', '2026-10-30')], [entered('a')], rule)).toEqual([]);
    expect(proposeAccountability([late('a', '2026-10-30')], [entered('a', true)], rule)).toEqual([]);
  });

  it('names the ground of the notice, or a plain one where no notice has any', () => {
    const [first] = proposeAccountability([late('a', '2026-10-30')], [], rule);
    expect(first?.ground).toBe('相关会议确定事项未按规定时限办结且无正当理由');
    const plain = proposeAccountability([late('a', '2026-10-30')], [], neutralPack.rules.accountability.parameters);
    expect(plain[0]?.ground).toBe('议定事项未按规定时限办结');
    const report = proposeAccountability([late('a', '2026-10-30', { kind: 'report' })], [], rule);
    expect(report[0]?.ground).toBe('未按时报送进展情况');
  });
});

it('what was struck for a good reason does not count', () => {
  expect(timesNamed([entered('a'), entered('b', true)], { unitName: '石桥镇', personName: null })).toBe(1);
});
