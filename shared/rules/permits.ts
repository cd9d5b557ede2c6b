/**
 * 手续办理台账 (二七办文〔2024〕7号 四(三)2(3)): what runs in parallel, what can begin now, and the working days used beside the
 * promised and the statutory limit. 登项攻坚办〔2018〕1号 (三): approvals in the fast lane at least 50 % faster.
 */
import { dayNumber, shownDay } from '../calendar/day.ts';
import { type Calendar, isNotLoaded, workingDaysBetween } from '../calendar/working-day.ts';
import type { Permit } from '../domain/permit.ts';
import { problem } from '../error.ts';
import type { ParametersOf } from './catalogue.ts';
import { circleIn, type Dependent, levelsOf } from './dependencies.ts';

export type PermitTemplate = ParametersOf<'permitTemplates'>['templates'][number];
export type PermitStep = PermitTemplate['steps'][number];

/** A permit as the rules see it; `id` also where it comes from a template. */
export type PermitFacts = Pick<
  Permit,
  | 'step'
  | 'name'
  | 'state'
  | 'statutoryDays'
  | 'promisedDays'
  | 'plannedOn'
  | 'acceptedOn'
  | 'finishedOn'
  | 'validUntil'
  | 'after'
> & { readonly id: string };

export interface PermitStanding {
  /** 1: waits for nothing; equal levels run in parallel (并联审批). */
  readonly level: number;
  /** Everything before it is done or not applicable, and it has not begun. */
  readonly canBegin: boolean;
  /** Names of what it still waits for. */
  readonly waitsFor: readonly string[];
  /** Working days since acceptance; null before it or where a year is not loaded. */
  readonly usedDays: number | null;
  /** The promised limit, else the statutory one made faster, else the statutory one. */
  readonly limitDays: number | null;
  /** The statutory limit made faster by the pack's rate; null where either is missing. */
  readonly hastenedDays: number | null;
  readonly isLate: boolean;
  readonly isExpiring: boolean;
  readonly isExpired: boolean;
  readonly notLoadedYear: number | null;
  /** What is late, expiring or to be filled, in one sentence. */
  readonly sentence: string | null;
}

/** Calendar days before the end of validity from which on it is said; no notice states it. */
export const expiringWithin = 30;

export function permitStandings(
  permits: readonly PermitFacts[],
  today: string,
  calendar: Calendar,
  speedUpPercent: number,
): ReadonlyMap<string, PermitStanding> {
  const dependents = permitDependents(permits);
  const levels = levelsOf(dependents);
  const byId = new Map(permits.map((each) => [each.id, each]));
  return new Map(
    dependents.map((dependent) => {
      const facts = byId.get(dependent.id) as PermitFacts;
      const waitsFor = dependent.after
        .flatMap((id) => byId.get(id) ?? [])
        .filter((each) => each.state !== 'done' && each.state !== 'notApplicable')
        .map((each) => each.name);
      return [
        facts.id,
        {
          level: levels.get(facts.id) ?? 1,
          canBegin: facts.state === 'notStarted' && waitsFor.length === 0,
          waitsFor,
          ...daysOf(facts, today, calendar, speedUpPercent),
        },
      ];
    }),
  );
}

/** `after` names steps of the template, or ids of own ones. */
export function permitDependents(
  permits: readonly Pick<PermitFacts, 'id' | 'step' | 'name' | 'after'>[],
): readonly Dependent[] {
  const byStep = new Map(permits.flatMap((each) => (each.step === null ? [] : [[each.step, each.id] as const])));
  return permits.map(({ id, name, after }) => ({ id, name, after: after.map((each) => byStep.get(each) ?? each) }));
}

export function requireNoPermitCircle(permits: readonly Pick<PermitFacts, 'id' | 'step' | 'name' | 'after'>[]): void {
  const circle = circleIn(permitDependents(permits));
  if (circle !== null) throw problem('PERMITS_CIRCULAR', { circle: circle.join('→') });
}

/** Half of the statutory limit at 50 %, rounded down, at least one day; null where nothing is to be made faster. */
export function hastenedLimit(statutoryDays: number | null, speedUpPercent: number): number | null {
  if (statutoryDays === null || speedUpPercent === 0) return null;
  return Math.max(1, Math.floor((statutoryDays * (100 - speedUpPercent)) / 100));
}

/** The steps of a template a project does not have yet. */
export function missingSteps(
  template: PermitTemplate,
  permits: readonly Pick<PermitFacts, 'step'>[],
): readonly PermitStep[] {
  const known = new Set(permits.map((each) => each.step));
  return template.steps.filter((step) => !known.has(step.code));
}

function daysOf(
  facts: PermitFacts,
  today: string,
  calendar: Calendar,
  speedUpPercent: number,
): Omit<PermitStanding, 'level' | 'canBegin' | 'waitsFor'> {
  const hastenedDays = hastenedLimit(facts.statutoryDays, speedUpPercent);
  const limitDays = facts.promisedDays ?? hastenedDays ?? facts.statutoryDays;
  const isOpen = facts.state === 'notStarted' || facts.state === 'inHand';
  const counts = facts.state !== 'notApplicable' && facts.acceptedOn !== null;
  const until = facts.finishedOn ?? (isOpen ? today : null);
  const used = counts && until !== null ? workingDaysBetween(facts.acceptedOn ?? '', until, calendar) : null;
  const usedDays = used === null || isNotLoaded(used) ? null : used;
  const notLoadedYear = used !== null && isNotLoaded(used) ? used.notLoadedYear : null;
  const isBeyondLimit = usedDays !== null && limitDays !== null && usedDays > limitDays;
  const isBeyondPlan = isOpen && facts.plannedOn !== null && facts.plannedOn < today;
  const left = facts.validUntil === null ? null : dayNumber(facts.validUntil) - dayNumber(today);
  const isValid = facts.state === 'done' && left !== null;
  return {
    usedDays,
    limitDays,
    hastenedDays,
    isLate: isOpen && (isBeyondLimit || isBeyondPlan),
    isExpired: isValid && left < 0,
    isExpiring: isValid && left >= 0 && left <= expiringWithin,
    notLoadedYear,
    sentence: sentenceOf(facts, { isBeyondLimit, isBeyondPlan, usedDays, limitDays, left, notLoadedYear, isOpen }),
  };
}

interface Said {
  readonly isOpen: boolean;
  readonly isBeyondLimit: boolean;
  readonly isBeyondPlan: boolean;
  readonly usedDays: number | null;
  readonly limitDays: number | null;
  /** Calendar days of validity left. */
  readonly left: number | null;
  readonly notLoadedYear: number | null;
}

function sentenceOf(facts: PermitFacts, said: Said): string | null {
  const parts: string[] = [];
  if (said.isBeyondLimit)
    parts.push(
      said.isOpen
        ? `已用${said.usedDays}个工作日，超过时限${said.limitDays}个工作日`
        : `办结用了${said.usedDays}个工作日，超过时限${said.limitDays}个工作日`,
    );
  if (said.isBeyondPlan && facts.plannedOn !== null) parts.push(`计划${shownDay(facts.plannedOn)}办结，没有办结`);
  if (said.notLoadedYear !== null)
    parts.push(`${said.notLoadedYear}年的放假安排还没有载入，工作日算不出来，请在“设置”里导入`);
  if (facts.state === 'done' && said.left !== null && facts.validUntil !== null) {
    if (said.left < 0) parts.push(`${shownDay(facts.validUntil)}已过有效期`);
    else if (said.left <= expiringWithin) parts.push(`有效期还剩${said.left}天`);
  }
  if (facts.state === 'inHand' && facts.acceptedOn === null) parts.push('在办，没有填受理日期');
  if (facts.state === 'done' && facts.finishedOn === null) parts.push('已办结，没有填办结日期');
  return parts.length === 0 ? null : `${parts.join('；')}。`;
}
