/** 省、市领导联系重点项目: what naming does to the terms there are. */
import { describe, expect, it } from 'vitest';
import { namedLeaders } from '#shared/rules/named-leaders.ts';
import type { Term } from '#shared/rules/terms.ts';

const term = (personId: string, fromDay: string | null, untilDay: string | null = null): Term => ({
  id: `${personId}-${fromDay}`,
  projectId: 'p',
  role: 'responsibleLeader',
  personId,
  fromDay,
  untilDay,
});
const name = (terms: readonly Term[], personIds: readonly string[], fromDay: string | null) => {
  const { kept, ...made } = namedLeaders(terms, { personIds, fromDay });
  return { ...made, kept: [...kept.values()] };
};

describe('naming the leaders of a tier', () => {
  it('begins a term where there was nobody', () => {
    expect(name([], ['a'], null)).toEqual({
      ended: [],
      dropped: [],
      kept: [],
      begun: [{ personId: 'a', fromDay: null, untilDay: null }],
    });
  });
  it('from a day ends the old term the day before and keeps it as history', () => {
    expect(name([term('a', '2026-01-01')], ['b'], '2026-11-01')).toMatchObject({
      ended: [{ id: 'a-2026-01-01', untilDay: '2026-10-31' }],
      dropped: [],
      begun: [{ personId: 'b', fromDay: '2026-11-01' }],
    });
  });
  it('without a day is a correction: whoever is not named never was', () => {
    expect(name([term('a', '2026-01-01')], ['b'], null)).toMatchObject({
      ended: [],
      dropped: ['a-2026-01-01'],
      begun: [{ personId: 'b', fromDay: null }],
    });
  });
  it('drops a term that would have begun on that day or later', () => {
    expect(name([term('a', '2026-12-01')], ['b'], '2026-11-01')).toMatchObject({
      ended: [],
      dropped: ['a-2026-12-01'],
    });
  });
  it('leaves whoever stays, and history alone', () => {
    expect(name([term('a', null), term('b', null, '2026-03-31')], ['a'], '2026-11-01')).toEqual({
      ended: [],
      dropped: [],
      kept: ['a-null'],
      begun: [],
    });
  });
  it('covers no day twice where somebody comes back', () => {
    expect(name([term('a', null, '2026-03-31')], ['a'], null).begun).toEqual([
      { personId: 'a', fromDay: '2026-04-01', untilDay: null },
    ]);
    expect(name([term('a', null, '2026-03-31')], ['a'], '2026-11-01').begun).toEqual([
      { personId: 'a', fromDay: '2026-11-01', untilDay: null },
    ]);
  });
  it('of nobody ends all', () => {
    expect(name([term('a', null)], [], '2026-11-01').ended).toEqual([{ id: 'a-null', untilDay: '2026-10-31' }]);
  });
});
