/** 入库: inside the window as selected; outside it with its papers (二七办文〔2024〕7号 四(二)1). */
import { shownDay } from '../calendar/day.ts';
import type { ProjectPool } from '../domain/project.ts';
import { problem } from '../error.ts';
import { projectPoolLabels } from '../text/labels.ts';
import type { ParametersOf } from './catalogue.ts';
import { type PoolFacts, type PoolRules, requireConsent, requireDay } from './pools.ts';

export interface EntryRequest {
  readonly to: ProjectPool | null;
  readonly onDay: string;
  readonly ground: string | null;
  readonly signedBy: string | null;
  readonly consentOn: string | null;
  readonly consentDocument: string | null;
  readonly applicationId: string | null;
}

/** Whether a day lies in the window of the year; a window may lie over New Year. No window: every day does. */
export function isInsideWindow(window: ParametersOf<'poolEntry'>['window'], day: string): boolean {
  if (window === null) return true;
  const short = day.slice(5);
  return window.from <= window.until
    ? window.from <= short && short <= window.until
    : short >= window.from || short <= window.until;
}

/** 1月1日—2月28日; null where no window is set. */
export function shownWindow(window: ParametersOf<'poolEntry'>['window']): string | null {
  if (window === null) return null;
  const shown = (monthDay: string) => `${Number(monthDay.slice(0, 2))}月${Number(monthDay.slice(3))}日`;
  return `${shown(window.from)}—${shown(window.until)}`;
}

/** The kind of entry a request is, its papers checked. */
export function requireEntry(
  facts: PoolFacts,
  request: EntryRequest,
  today: string,
  rules: PoolRules,
): 'entry' | 'lateEntry' {
  const { entry } = rules;
  const { window, lateGrounds, latePapers, consentOf } = entry.parameters;
  if (request.to === null ? rules.pools.length > 0 : !rules.pools.includes(request.to))
    throw problem('POOL_NOT_KEPT', {
      pool: request.to === null ? '空' : projectPoolLabels[request.to],
      source: rules.poolsSource,
    });
  // A project that was imported in a pool may get its entry recorded, once, as its first move.
  const isIn = facts.exitedOn === null && (rules.pools.length === 0 || facts.pool !== null);
  if (isIn && (facts.steps.length > 0 || rules.pools.length === 0)) throw problem('POOL_ALREADY_IN');
  requireDay(facts, request.onDay, today);
  // Where no dates are set the clerk says by naming a ground that the entry is outside the selection (集中选报).
  if (window === null ? request.ground === null : isInsideWindow(window, request.onDay)) return 'entry';
  const day = shownDay(request.onDay);
  const open = shownWindow(window) ?? '起止以选报通知为准';
  const late = (missing: string) =>
    problem('POOL_LATE_ENTRY_INCOMPLETE', { day, window: open, missing, source: entry.source });
  if (lateGrounds.length > 0 && !lateGrounds.some((ground) => ground.code === request.ground))
    throw late(`属于哪种情形（${lateGrounds.map((ground) => ground.label).join('、')}）`);
  if (latePapers.length > 0) {
    if (request.signedBy === null) throw late('责任单位主要领导的姓名');
    if (request.applicationId === null) throw late('加盖公章的选报申请扫描件');
  }
  if (consentOf !== null) requireConsent(request, consentOf, '窗口期外入库', entry.source);
  return 'lateEntry';
}
