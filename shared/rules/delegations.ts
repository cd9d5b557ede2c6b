/**
 * Delegation (登项攻坚办〔2018〕1号 (一): 分包领导因学习考察等需外出1个月以上的，要主动委托其他领导): on those days every sheet shows the
 * delegate beside the leader. How long an absence must be is the pack's; a shorter one is told, never refused.
 */
import { dayNumber, shownDay } from '../calendar/day.ts';
import type { Rule } from './catalogue.ts';
import { coversDay, overlap } from './terms.ts';

export interface DelegationDays {
  readonly id: string;
  readonly leaderId: string;
  readonly delegateId: string;
  readonly fromDay: string;
  readonly untilDay: string;
  /** Empty: all of the leader's projects. */
  readonly projectIds: readonly string[];
}

/** The delegation that speaks for a leader in a project on a day; one for this very project counts before one for all. */
export function delegationOn<D extends DelegationDays>(
  delegations: readonly D[],
  leaderId: string,
  projectId: string,
  day: string,
): D | null {
  const inForce = delegations.filter((each) => each.leaderId === leaderId && coversDay(each, day));
  return (
    inForce.find((each) => each.projectIds.includes(projectId)) ??
    inForce.find((each) => each.projectIds.length === 0) ??
    null
  );
}

/** 张某某（委托李某某，至12月5日）; the year stands only where it is another than the day's. */
export function shownLeader(
  name: string,
  delegate: { readonly name: string; readonly untilDay: string } | null,
  day: string,
): string {
  if (delegate === null) return name;
  const until = shownDay(delegate.untilDay);
  const isThisYear = delegate.untilDay.slice(0, 4) === day.slice(0, 4);
  return `${name}（委托${delegate.name}，至${isThisYear ? until.slice(5) : until}）`;
}

export type DelegationFault =
  | { readonly kind: 'self' | 'reversed' }
  | { readonly kind: 'overlap' | 'delegateAway'; readonly other: DelegationDays };

/** Why a delegation cannot be recorded; null when it can. `others`: all there are. */
export function delegationFault(others: readonly DelegationDays[], wished: DelegationDays): DelegationFault | null {
  if (wished.leaderId === wished.delegateId) return { kind: 'self' };
  if (wished.untilDay < wished.fromDay) return { kind: 'reversed' };
  const sameDays = others.filter((each) => each.id !== wished.id && overlap(each, wished));
  const shared = sameDays.find((each) => each.leaderId === wished.leaderId && sharesProjects(each, wished));
  if (shared !== undefined) return { kind: 'overlap', other: shared };
  const away = sameDays.find((each) => each.leaderId === wished.delegateId && sharesProjects(each, wished));
  return away === undefined ? null : { kind: 'delegateAway', other: away };
}

/** Days from the first to the last, both counted. */
export function delegationLength({ fromDay, untilDay }: Pick<DelegationDays, 'fromDay' | 'untilDay'>): number {
  return dayNumber(untilDay) - dayNumber(fromDay) + 1;
}

/** The pack's word on a short absence; null where there is nothing to say. */
export function delegationHint(
  delegation: Pick<DelegationDays, 'fromDay' | 'untilDay'>,
  rule: Rule<'delegation'>,
): string | null {
  const { minimumDays } = rule.parameters;
  const days = delegationLength(delegation);
  if (minimumDays === null || days >= minimumDays) return null;
  return `外出${days}天，不到${minimumDays}天，文件没有要求委托，仍已照记（依据${rule.source}）。`;
}

/** Two partial delegations of different projects do not meet; one for all meets every other. */
function sharesProjects(left: DelegationDays, right: DelegationDays): boolean {
  if (left.projectIds.length === 0 || right.projectIds.length === 0) return true;
  return left.projectIds.some((id) => right.projectIds.includes(id));
}
