/**
 * 四库 as a guarded state machine: which moves a project can make on a day, which are proposed because their condition
 * holds, and what each of them needs (二七办文〔2024〕7号 四(一)2、四(二); 登项攻坚办〔2018〕1号 (十二)). The pack says which
 * pools, transfers, grounds and exits there are; a refusal names the clause.
 */
import { shownDay } from '../calendar/day.ts';
import type { PoolTransitionKind } from '../domain/pool-transition.ts';
import type { ProjectPool } from '../domain/project.ts';
import { problem } from '../error.ts';
import { projectPoolLabels } from '../text/labels.ts';
import type { Rule, RulePack } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';
import { type ConditionFacts, conditionOf, type PoolCondition, type StandardStep } from './pool-conditions.ts';
import { inOrder, type PoolStep } from './pool-history.ts';

export interface PoolRules {
  readonly packId: string;
  readonly pools: readonly ProjectPool[];
  readonly poolsSource: string;
  readonly entry: Rule<'poolEntry'>;
  readonly transfers: Rule<'poolTransfers'>;
  readonly exits: Rule<'poolExits'>;
  readonly standards: readonly StandardStep[];
}

export function poolRulesOf(pack: RulePack): PoolRules {
  const pools = ruleOf(pack, 'projectPools');
  const templates = ruleOf(pack, 'permitTemplates').parameters.templates;
  const nameOf = (code: string) =>
    templates.flatMap((template) => template.steps).find((step) => step.code === code)?.name ?? code;
  return {
    packId: pack.id,
    pools: pools.parameters.pools,
    poolsSource: pools.source,
    entry: ruleOf(pack, 'poolEntry'),
    transfers: ruleOf(pack, 'poolTransfers'),
    exits: ruleOf(pack, 'poolExits'),
    standards: ruleOf(pack, 'startStandards').parameters.steps.map((code) => ({ code, name: nameOf(code) })),
  };
}

/** A district without pools sees none of it. */
export function hasPools(pack: RulePack): boolean {
  return ruleOf(pack, 'projectPools').parameters.pools.length > 0;
}

/** 退出 there may be without pools (登项攻坚办〔2018〕1号 (十二)). */
export function hasExits(pack: RulePack): boolean {
  return ruleOf(pack, 'poolExits').parameters.exits.length > 0;
}

export interface PoolFacts extends ConditionFacts {
  readonly pool: ProjectPool | null;
  readonly exitedOn: string | null;
  /** Live moves in the order they were recorded. */
  readonly steps: readonly PoolStep[];
}

export interface PoolMove {
  readonly kind: Extract<PoolTransitionKind, 'transfer' | 'exit'>;
  readonly from: ProjectPool;
  /** null: leaves the pools. */
  readonly to: ProjectPool | null;
  /** The condition, or of an exit the reason’s code. */
  readonly ground: string;
  readonly label: string;
  /** What is recorded says that the condition holds. */
  readonly holds: boolean;
  /** 即时转化, as opposed to one that a person decides. */
  readonly isAtOnce: boolean;
  /** 开工 → 储备, 竣工 → 在建: what the definitions of the pools imply; always with a reason. */
  readonly isBackward: boolean;
  /** The day it should carry. */
  readonly onDay: string;
  readonly why: string;
  readonly source: string;
}

const backward: readonly {
  readonly from: ProjectPool;
  readonly to: ProjectPool;
  readonly condition: Extract<PoolCondition, 'notStarted' | 'completionSlipped'>;
}[] = [
  { from: 'start', to: 'reserve', condition: 'notStarted' },
  { from: 'completion', to: 'construction', condition: 'completionSlipped' },
];

/** Every transfer out of the pool a project is in; `year`: the ledger year. Exits ②–⑥ are asked for, never proposed. */
export function movesOf(facts: PoolFacts, today: string, year: number, rules: PoolRules): PoolMove[] {
  const { pool } = facts;
  if (pool === null || facts.exitedOn !== null) return [];
  const answer = (condition: PoolCondition) => conditionOf(condition, facts, { today, year, steps: rules.standards });
  const earliest = lastDay(facts.steps) ?? '';
  const dayOf = (known: string | null) => (known === null ? today : known < earliest ? earliest : known);
  const forward = rules.transfers.parameters.transfers
    .filter((transfer) => transfer.from === pool && transfer.from !== transfer.to)
    .map((transfer): PoolMove => {
      const { holds, onDay, why } = answer(transfer.condition);
      return {
        kind: transfer.to === null ? 'exit' : 'transfer',
        from: pool,
        to: transfer.to,
        ground: transfer.to === null ? finishedExit(rules) : transfer.condition,
        label: moveLabel(pool, transfer.to),
        holds,
        isAtOnce: transfer.isAtOnce,
        isBackward: false,
        onDay: dayOf(onDay),
        why,
        source: transfer.source,
      };
    });
  const back = backward
    .filter(({ from, to }) => from === pool && rules.pools.includes(to))
    .map(({ to, condition }): PoolMove => {
      const { holds, why } = answer(condition);
      return {
        kind: 'transfer',
        from: pool,
        to,
        ground: condition,
        label: moveLabel(pool, to),
        holds,
        isAtOnce: false,
        isBackward: true,
        onDay: today,
        why,
        source: rules.poolsSource,
      };
    });
  return [...forward, ...back];
}

/** What should be done now: 即时转化 first. Going back is never proposed but at the year's turn. */
export function proposedMoves(facts: PoolFacts, today: string, year: number, rules: PoolRules): PoolMove[] {
  return movesOf(facts, today, year, rules)
    .filter((move) => move.holds && !move.isBackward)
    .toSorted((left, right) => Number(right.isAtOnce) - Number(left.isAtOnce));
}

export interface TransferRequest {
  readonly to: ProjectPool;
  readonly onDay: string;
  readonly groundText: string | null;
}

/** The move that a request means; refused where there is none, where its condition is not shown, or for its day. */
export function requireTransfer(
  facts: PoolFacts,
  request: TransferRequest,
  today: string,
  year: number,
  rules: PoolRules,
): PoolMove {
  const pool = requireInPool(facts);
  requireDay(facts, request.onDay, today);
  const move = movesOf(facts, today, year, rules).find((each) => each.to === request.to);
  if (move === undefined)
    throw problem('POOL_MOVE_NOT_POSSIBLE', {
      from: projectPoolLabels[pool],
      to: projectPoolLabels[request.to],
      source: rules.transfers.source,
    });
  if (move.isBackward && !move.holds)
    throw problem('POOL_MOVE_CONTRADICTED', { move: move.label, why: move.why, source: move.source });
  if ((move.isBackward || !move.holds) && request.groundText === null)
    throw problem('POOL_CONDITION_NOT_MET', { move: move.label, why: move.why, source: move.source });
  return move;
}

export interface ExitRequest {
  readonly code: string;
  readonly onDay: string;
  readonly groundText: string | null;
  readonly consentOn: string | null;
  readonly consentDocument: string | null;
  readonly isLandReclaimed: boolean;
}

export type PoolExit = Rule<'poolExits'>['parameters']['exits'][number];

/** The reason of an exit, its papers checked (二七办文〔2024〕7号 四(二)3). */
export function requireExit(
  facts: PoolFacts,
  request: ExitRequest,
  today: string,
  year: number,
  rules: PoolRules,
): PoolExit {
  if (facts.exitedOn !== null) throw problem('POOL_ALREADY_EXITED', { day: shownDay(facts.exitedOn) });
  if (rules.pools.length > 0) requireInPool(facts);
  const { exits, consentOf } = rules.exits.parameters;
  const exit = exits.find((each) => each.code === request.code);
  if (exit === undefined)
    throw problem('POOL_EXIT_REASON_UNKNOWN', {
      reasons: exits.map((each) => each.label).join('、'),
      source: rules.exits.source,
    });
  requireDay(facts, request.onDay, today);
  if (exit.needsConsent) requireConsent(request, consentOf ?? '领导小组', `“${exit.label}”退出`, exit.source);
  if (request.isLandReclaimed && !exit.mayReclaimLand)
    throw problem('POOL_LAND_NOT_RECLAIMABLE', { reason: exit.label, source: exit.source });
  // 已竣工达效 is the one that what is recorded can show.
  const { holds, why } = conditionOf('fullBenefit', facts, { today, year, steps: rules.standards });
  if (exit.code === finishedExit(rules) && rules.pools.length > 0 && !holds && request.groundText === null)
    throw problem('POOL_CONDITION_NOT_MET', { move: '退库', why, source: exit.source });
  return exit;
}

/** A dated correction: any pool, always with the reason; it may stand before the last move. */
export function requireCorrection(
  request: { readonly to: ProjectPool | null; readonly onDay: string; readonly groundText: string | null },
  today: string,
  rules: PoolRules,
): void {
  if (request.groundText === null) throw problem('POOL_REASON_MISSING');
  if (request.onDay > today) throw problem('POOL_DAY_IN_FUTURE', { day: shownDay(request.onDay) });
  if (request.to !== null && !rules.pools.includes(request.to))
    throw problem('POOL_NOT_KEPT', { pool: projectPoolLabels[request.to], source: rules.poolsSource });
}

/** Never after today, never before the last move: that would be a correction. */
export function requireDay(facts: Pick<PoolFacts, 'steps'>, onDay: string, today: string): void {
  if (onDay > today) throw problem('POOL_DAY_IN_FUTURE', { day: shownDay(onDay) });
  const last = lastDay(facts.steps);
  if (last !== null && onDay < last) throw problem('POOL_DAY_REVERSED', { day: shownDay(onDay), last: shownDay(last) });
}

export function requireConsent(
  consent: { readonly onDay: string; readonly consentOn: string | null; readonly consentDocument: string | null },
  consentOf: string,
  what: string,
  source: string,
): void {
  if (consent.consentOn === null || consent.consentDocument === null)
    throw problem('POOL_CONSENT_MISSING', { what, consentOf, source });
  if (consent.consentOn > consent.onDay)
    throw problem('POOL_CONSENT_AFTER', {
      what,
      consentOn: shownDay(consent.consentOn),
      onDay: shownDay(consent.onDay),
      source,
    });
}

/** What a recorded ground is called; free text stays what it is. */
export function groundLabel(rules: PoolRules, ground: string | null): string | null {
  if (ground === null) return null;
  const known = [...rules.exits.parameters.exits, ...rules.entry.parameters.lateGrounds].find(
    (each) => each.code === ground,
  );
  return known?.label ?? conditionLabels[ground] ?? ground;
}

const conditionLabels: Readonly<Record<string, string>> = {
  startStandardsMet: '手续完备达到开工标准',
  started: '已经开工建设',
  completionDueThisYear: '当年度能竣工',
  fullBenefit: '达效',
  notStarted: '当年度不能开工',
  completionSlipped: '当年度不能竣工',
  typed: '在项目库中修改',
};

/** ① 竣工达效: the exit that needs no consent. */
export function finishedExit(rules: PoolRules): string {
  return rules.exits.parameters.exits.find((exit) => !exit.needsConsent)?.code ?? 'fullBenefit';
}

export function moveLabel(from: ProjectPool | null, to: ProjectPool | null): string {
  const name = (pool: ProjectPool | null, none: string) => (pool === null ? none : projectPoolLabels[pool]);
  return `${name(from, '未入库')}→${name(to, '退库')}`;
}

function requireInPool(facts: PoolFacts): ProjectPool {
  if (facts.exitedOn !== null) throw problem('POOL_ALREADY_EXITED', { day: shownDay(facts.exitedOn) });
  if (facts.pool === null) throw problem('POOL_NOT_IN_POOL');
  return facts.pool;
}

function lastDay(steps: readonly PoolStep[]): string | null {
  return inOrder(steps).at(-1)?.onDay ?? null;
}
