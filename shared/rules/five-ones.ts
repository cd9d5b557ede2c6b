/**
 * 五个一 (金政办〔2019〕3号 引言): 一个项目、一个领导、一套班子、一套方案、一抓到底; 登项攻坚办〔2018〕1号 (一) has four of them. A pack
 * without them shows none.
 */
import { dayNumber } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import type { RulePack } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';
import { type Definite, definite } from './six-definites.ts';

export interface FiveOnesFacts {
  readonly leaders: readonly string[];
  /** Promotion groups and task forces that answer for it. */
  readonly teams: readonly string[];
  /** Its 实施方案, by file name. */
  readonly plans: readonly string[];
  /** The newest period reported, by its closing day. */
  readonly lastPeriod: string | null;
  readonly isCompleted: boolean;
}

/** 每周报账: a project nobody has reported for two periods is not followed to the end. */
const silentAfterDays = 14;

export function fiveOnesOf(pack: RulePack, facts: FiveOnesFacts, today: string): Definite[] {
  return ruleOf(pack, 'fiveOnes').parameters.items.map((item) => {
    switch (item) {
      case 'project':
        return definite(item, '一个项目', '已立台账');
      case 'leader':
        return definite(item, '一个领导', facts.leaders.join('、'));
      case 'team':
        return definite(item, '一套班子', facts.teams.join('、'));
      case 'plan':
        return definite(item, '一套方案', facts.plans.join('、'));
      case 'toTheEnd':
        return followed(facts, today);
    }
  });
}

function followed({ lastPeriod, isCompleted }: FiveOnesFacts, today: string): Definite {
  const base = { key: 'toTheEnd', label: '一抓到底' } as const;
  if (isCompleted) return { ...base, state: 'definite', shown: '已竣工' };
  if (lastPeriod === null) return { ...base, state: 'missing', shown: '没有进展填报' };
  const shown = `${lastPeriod.slice(0, 4)}年${periodLabel(lastPeriod)}有进展`;
  return dayNumber(today) - dayNumber(lastPeriod) > silentAfterDays
    ? { ...base, state: 'missing', shown: `${shown}，之后没有填报` }
    : { ...base, state: 'definite', shown };
}
