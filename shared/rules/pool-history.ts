/**
 * What the dated moves of a project say of any day: the last move on or before it counts. Before the first one the pool
 * a project was imported with is all there is, and since when is not known.
 */
import type { PoolTransitionKind } from '../domain/pool-transition.ts';
import type { ProjectPool } from '../domain/project.ts';

export interface PoolStep {
  readonly kind: PoolTransitionKind;
  readonly fromPool: ProjectPool | null;
  readonly toPool: ProjectPool | null;
  readonly onDay: string;
}

/** What a project was imported or typed with, and the day of that. */
export interface FirstRecorded {
  readonly pool: ProjectPool | null;
  readonly recordedOn: string;
}

export type PoolState =
  /** since: null where the day of entry was never recorded. */
  | { readonly state: 'in'; readonly pool: ProjectPool; readonly since: string | null }
  | { readonly state: 'exited'; readonly pool: null; readonly since: string }
  /** In no pool: not entered yet, or in an office without pools. */
  | { readonly state: 'none'; readonly pool: null; readonly since: string | null }
  /** A day before anything was recorded; `pool`: the one it was first recorded in. */
  | { readonly state: 'unknown'; readonly pool: ProjectPool | null; readonly since: null };

/** Moves in the order they hold: by day, those of one day in the order they were recorded. */
export function inOrder<Step extends Pick<PoolStep, 'onDay'>>(recorded: readonly Step[]): Step[] {
  return recorded.toSorted((left, right) => left.onDay.localeCompare(right.onDay));
}

/** The state on a full day. `recorded`: in the order they were recorded. */
export function poolStateOn(recorded: readonly PoolStep[], first: FirstRecorded, day: string): PoolState {
  const steps = inOrder(recorded);
  const last = steps.findLast((step) => step.onDay <= day);
  if (last !== undefined) return stateAfter(last);
  const next = steps[0];
  // An entry says by itself that the project was in no pool before.
  if (next !== undefined && isEntry(next)) return { state: 'none', pool: null, since: null };
  const pool = next === undefined ? first.pool : next.fromPool;
  if (day < first.recordedOn) return { state: 'unknown', pool, since: null };
  return pool === null ? { state: 'none', pool: null, since: null } : { state: 'in', pool, since: null };
}

/** What `project.pool` and `project.exitedOn` have to say; undefined where no move was ever recorded. */
export function currentAfter(
  recorded: readonly PoolStep[],
): { readonly pool: ProjectPool | null; readonly exitedOn: string | null } | undefined {
  const last = inOrder(recorded).at(-1);
  if (last === undefined) return undefined;
  const { state, pool, since } = stateAfter(last);
  return { pool, exitedOn: state === 'exited' ? since : null };
}

export function isEntry(step: Pick<PoolStep, 'kind'>): boolean {
  return step.kind === 'entry' || step.kind === 'lateEntry';
}

function stateAfter(step: PoolStep): Exclude<PoolState, { state: 'unknown' }> {
  if (step.kind === 'exit') return { state: 'exited', pool: null, since: step.onDay };
  return step.toPool === null
    ? { state: 'none', pool: null, since: step.onDay }
    : { state: 'in', pool: step.toPool, since: step.onDay };
}
