/**
 * 年终结账 and 结转: what to look at before a year is closed, and what becomes of each project in the next one
 * (金政办〔2019〕3号 二(二); 登项攻坚办〔2018〕1号 (十二); definitions of the pools: 二七办文〔2024〕7号 四(一)2).
 */
import { earliestDay, shownDay } from '../calendar/day.ts';
import type { ProjectPool } from '../domain/project.ts';
import { movesOf, type PoolFacts, type PoolMove, type PoolRules } from './pools.ts';

export const carryDecisions = ['carried', 'notCarried', 'finished'] as const;
/** finished: completed (with pools: 达效), leaves the ledger; not to be taken for 未结转. */
export type CarryDecision = (typeof carryDecisions)[number];

export interface CarryProposal {
  readonly decision: CarryDecision;
  /** null: stays where it is. */
  readonly toPool: ProjectPool | null;
  readonly why: string;
  readonly source: string;
  /** A person should look: nothing recorded decides it. */
  readonly isDoubtful: boolean;
  /** Where it may go in one step. */
  readonly choices: readonly ProjectPool[];
}

export interface CarryRules {
  readonly pools: PoolRules;
  readonly proposesCompletion: boolean;
  readonly source: string;
}

/** What becomes of a project of `year` in the next one. */
export function carryProposal(facts: PoolFacts, year: number, today: string, rules: CarryRules): CarryProposal {
  const next = year + 1;
  const moves = movesOf(facts, today, next, rules.pools);
  const choices = moves.flatMap((move) => (move.to === null ? [] : [move.to]));
  const base = { decision: 'carried' as const, toPool: null, source: rules.source, isDoubtful: false, choices };
  const { actualCompletion, fullBenefit } = facts.milestones;
  const hasPools = rules.pools.pools.length > 0;
  if (facts.exitedOn !== null)
    return { ...base, decision: 'finished', why: `已于${shownDay(facts.exitedOn)}退出`, choices: [] };
  if (isBy(fullBenefit, year))
    return {
      ...base,
      decision: 'finished',
      why: `${shownDay(fullBenefit)}达效，调出项目库`,
      source: rules.pools.exits.source,
    };
  if (!hasPools && isBy(actualCompletion, year))
    return { ...base, decision: 'finished', why: `${shownDay(actualCompletion)}已竣工，不再结转` };
  if (facts.pool === null) return { ...base, why: hasPools ? '没有入库' : '继续推进' };
  return { ...base, ...poolProposal(facts, year, moves, rules) };
}

function poolProposal(
  facts: PoolFacts,
  year: number,
  moves: readonly PoolMove[],
  rules: CarryRules,
): Partial<CarryProposal> & { readonly why: string } {
  const next = year + 1;
  const { plannedStart, actualStart, plannedCompletion, actualCompletion } = facts.milestones;
  const to = (pool: ProjectPool, why: string) => {
    const move = moves.find((each) => each.to === pool);
    return move === undefined ? { why } : { toPool: pool, why, source: move.source };
  };
  switch (facts.pool) {
    case 'reserve': {
      const met = moves.find((move) => move.to === 'start' && move.holds);
      return met === undefined ? { why: '留在储备库' } : to('start', met.why);
    }
    case 'start':
      if (isBy(actualStart, year)) return to('construction', `${shownDay(actualStart)}已开工，还没有转入在建库`);
      if (plannedStart !== null && Number(plannedStart.slice(0, 4)) > next)
        return to('reserve', `计划${shownDay(plannedStart)}开工，${next}年不能开工`);
      return plannedStart !== null && plannedStart.startsWith(String(next))
        ? { why: `${year}年没有开工，计划${shownDay(plannedStart)}开工` }
        : { why: `${year}年应开未开，没有${next}年的开工计划：留在开工库还是退回储备库，请核定`, isDoubtful: true };
    case 'construction':
      if (isBy(actualCompletion, year)) {
        const isSameYear = actualStart?.startsWith(String(year)) === true;
        return to(
          'completion',
          `${isSameYear ? `${year}年当年开工当年竣工` : `${shownDay(actualCompletion)}已竣工`}，待达效`,
        );
      }
      if (plannedCompletion !== null && plannedCompletion.startsWith(String(next)))
        return rules.proposesCompletion
          ? to('completion', `计划${shownDay(plannedCompletion)}竣工`)
          : { why: `计划${shownDay(plannedCompletion)}竣工` };
      return plannedCompletion !== null && Number(plannedCompletion.slice(0, 4)) <= year
        ? { why: `计划${shownDay(plannedCompletion)}竣工，没有竣工：请核定新的竣工时间`, isDoubtful: true }
        : { why: '继续建设' };
    case 'completion':
      if (isBy(actualCompletion, year)) return { why: '已竣工，待达效' };
      if (plannedCompletion !== null && plannedCompletion.startsWith(String(next)))
        return { why: `没有竣工，计划改为${shownDay(plannedCompletion)}竣工` };
      return to('construction', `${year}年应竣未竣，没有${next}年的竣工计划`);
    case null:
      return { why: '没有入库' };
  }
}

/** 截至上年底 of the next year: what was done before, and in the year. Integer 元. */
export function doneBeforeNext(before: number | null, done: number | null): number | null {
  return before === null && done === null ? null : (before ?? 0) + (done ?? 0);
}

function isBy(day: string | null, year: number): day is string {
  return day !== null && earliestDay(day) <= `${year}-12-31`;
}
