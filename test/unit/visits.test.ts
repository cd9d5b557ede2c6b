/** 领导调研: what a notice asks for, and whether it was done. */
import { describe, expect, it } from 'vitest';
import { builtInPack } from '#shared/rules/packs/index.ts';
import { isVisited, visitDemand } from '#shared/rules/visits.ts';

const demandOf = (id: string) => {
  const pack = builtInPack(id);
  if (pack === undefined) throw new Error(`no pack ${id}`);
  return visitDemand(pack);
};

describe('a leader comes to his projects', () => {
  it('regularly, says 登项攻坚办〔2018〕1号 一(一), without an interval: once in the year is looked at', () => {
    const demand = demandOf('dengfeng-2018@1');
    expect(demand).toMatchObject({ every: 'year', source: '登项攻坚办〔2018〕1号 一(一)' });
    expect(isVisited('2026-01-05', '2026-11-18', demand)).toBe(true);
    expect(isVisited('2025-12-31', '2026-11-18', demand)).toBe(false);
    expect(isVisited(null, '2026-11-18', demand)).toBe(false);
  });

  it('every month, says 汴办文〔2019〕13号 二(一)', () => {
    const demand = demandOf('kaifeng-2019@1');
    expect(demand).toMatchObject({ every: 'month', source: '汴办文〔2019〕13号 二(一)' });
    expect(isVisited('2026-11-02', '2026-11-18', demand)).toBe(true);
    expect(isVisited('2026-10-31', '2026-11-18', demand)).toBe(false);
  });

  it('is asked by no other notice', () => {
    expect(demandOf('erqi-2024@1')).toBeNull();
    expect(isVisited('2026-03-01', '2026-11-18', null)).toBe(true);
  });
});
