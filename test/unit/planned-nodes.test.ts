/** 汴办文〔2019〕13号 四(一): nodes handed down, held against what the district plans and what happened. */
import { describe, expect, it } from 'vitest';
import { type OwnNode, ownNodeOf, plannedNodeStanding } from '#shared/rules/planned-nodes.ts';

const today = '2026-11-18';
const start = (plannedOn: string | null, actualOn: string | null): OwnNode => ({
  kind: 'start',
  name: '开工',
  plannedOn,
  actualOn,
});
const standing = (plannedOn: string | null, nodes: readonly OwnNode[]) =>
  plannedNodeStanding({ name: '项目开工', plannedOn }, nodes, today);

describe('a node of chart ①', () => {
  it('is late from the day after, in days', () => {
    expect(standing('2026-11-18', [start(null, null)]).state).toBe('ahead');
    expect(standing('2026-11-15', [])).toMatchObject({
      state: 'late',
      own: null,
      daysLate: 3,
      sentence: '下达的时间是2026年11月15日，至今没有实现，逾期3天。',
    });
  });
  it('given by month or year is late when that is over', () => {
    expect(standing('2026-11', []).state).toBe('ahead');
    expect(standing('2026-10', []).state).toBe('late');
    expect(standing('2026', []).state).toBe('ahead');
  });
  it('is done when the district’s own node is, in time or not', () => {
    expect(standing('2026-06-30', [start(null, '2026-06-30')])).toMatchObject({ state: 'done', sentence: null });
    expect(standing('2026-06', [start(null, '2026-06-15')]).state).toBe('done');
    expect(standing('2026-06-30', [start(null, '2026-07')])).toMatchObject({ state: 'doneLate' });
    expect(standing('2026-06-30', [start(null, '2026')]).state).toBe('done');
  });
  it('says where the district plans it later than it was handed down', () => {
    expect(standing('2026-12-01', [start('2027-01', null)]).sentence).toBe(
      '区县计划2027年1月，晚于下达的2026年12月1日。',
    );
    expect(standing('2026-12-01', [start('2026-12', null)]).sentence).not.toBeNull();
    expect(standing('2026-12-31', [start('2026-12', null)]).sentence).toBeNull();
  });
  it('without a day is never late', () => {
    expect(standing(null, []).state).toBe('withoutDay');
  });
});

describe('the district’s node of the same name', () => {
  it.each([
    ['项目开工', 'start'],
    ['开工建设', 'start'],
    ['竣工验收', 'completion'],
    ['土地摘牌', 'landAuction'],
    ['达产达效', 'fullBenefit'],
    ['主体 封顶', 'own'],
  ] as const)('“%s”', (name, kind) => {
    const nodes = (['start', 'completion', 'landAuction', 'fullBenefit', 'own'] as const).map(
      (each): OwnNode => ({ kind: each, name: each === 'own' ? '主体封顶' : each, plannedOn: null, actualOn: null }),
    );
    expect(ownNodeOf(name, nodes)?.kind).toBe(kind);
  });
  it('is not guessed from part of a name', () => {
    expect(ownNodeOf('二期开工', [start(null, null)])).toBeNull();
  });
});
