/**
 * 审批时限 (汴办文〔2019〕13号 四(一)): 土地摘牌 to 开工 within 80 working days, 50 in the free-trade zone, 30 there under 承诺制.
 * Right to the day over holidays and make-up days. Only a project that took land at auction has a clock; a day nobody gave
 * is to be filled and never overdue; a year without its notice is said, not guessed.
 */
import { earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import { addWorkingDays, type Calendar, isNotLoaded, workingDaysBetween } from '../calendar/working-day.ts';
import type { LandTenure } from '../domain/project.ts';
import { landTenureLabels } from '../text/labels.ts';
import type { Rule } from './catalogue.ts';

export interface ClockFacts {
  readonly landTenure: LandTenure | null;
  readonly landAuctionDay: string | null;
  readonly isInFreeTradeZone: boolean | null;
  readonly usesCommitment: boolean | null;
  /** The actual start, as precisely as it is known. */
  readonly startedOn: string | null;
  /** Started for certain though no day is known (续建, 在建库): the clock has stopped on a day to be filled. */
  readonly hasStarted: boolean;
}

export const clockStates = [
  'noRule',
  'notApplicable',
  'toBeFilled',
  'yearNotLoaded',
  'running',
  'late',
  'met',
  'exceeded',
] as const;
export type ClockState = (typeof clockStates)[number];

export interface ClockFinding {
  readonly state: ClockState;
  readonly sentence: string;
  /** Working days; null where none applies or it cannot be said. */
  readonly limit: number | null;
  readonly used: number | null;
  readonly dueOn: string | null;
  readonly notLoadedYear: number | null;
}

const nothing = { limit: null, used: null, dueOn: null, notLoadedYear: null } as const;

export function approvalClock(
  facts: ClockFacts,
  rule: Rule<'approvalClock'>,
  today: string,
  calendar: Calendar,
): ClockFinding {
  const limit = clockLimit(facts, rule);
  if (limit === null) return { ...nothing, state: 'noRule', sentence: rule.shown };
  if (facts.landTenure !== null && facts.landTenure !== 'granted')
    return {
      ...nothing,
      state: 'notApplicable',
      sentence: `不适用：${landTenureLabels[facts.landTenure]}，没有土地摘牌。`,
    };
  const { landAuctionDay: auction, startedOn } = facts;
  if (auction === null) return { ...nothing, limit, state: 'toBeFilled', sentence: toBeFilledSentence(facts) };
  if (startedOn !== null) return stopped(auction, startedOn, limit, calendar);
  if (facts.hasStarted)
    return { ...nothing, limit, state: 'toBeFilled', sentence: '待填：已开工，没有填实际开工日期。' };

  const used = workingDaysBetween(auction, today, calendar);
  const due = addWorkingDays(auction, limit, calendar);
  if (isNotLoaded(used)) return notLoaded(limit, used.notLoadedYear);
  const dueOn = isNotLoaded(due) ? null : due;
  const notLoadedYear = isNotLoaded(due) ? due.notLoadedYear : null;
  const counted = `${shownDay(auction)}摘牌，已用${used}个工作日，时限${limit}个工作日`;
  if (used > limit)
    return { state: 'late', limit, used, dueOn, notLoadedYear, sentence: `${counted}，超过${used - limit}个工作日。` };
  const until =
    dueOn === null ? `（${notLoadedYear}年放假安排还没有载入，到期日暂不能确定）` : `，${shownDay(dueOn)}到期`;
  return { state: 'running', limit, used, dueOn, notLoadedYear, sentence: `${counted}${until}。` };
}

/** The strictest limit that fits the project; null where the pack has none. */
export function clockLimit(
  facts: Pick<ClockFacts, 'isInFreeTradeZone' | 'usesCommitment'>,
  rule: Rule<'approvalClock'>,
): number | null {
  const fits = {
    all: true,
    freeTradeZone: facts.isInFreeTradeZone === true,
    freeTradeZoneCommitment: facts.isInFreeTradeZone === true && facts.usesCommitment === true,
  };
  const limits = rule.parameters.limits.filter((each) => fits[each.when]).map((each) => each.workingDays);
  return limits.length === 0 ? null : Math.min(...limits);
}

function toBeFilledSentence(facts: ClockFacts): string {
  return facts.landTenure === null ? '待填：没有填供地方式和土地摘牌日期。' : '待填：没有填土地摘牌日期。';
}

/** The clock of a started project. A start known only to the month or year decides only where every day of it does. */
function stopped(auction: string, startedOn: string, limit: number, calendar: Calendar): ClockFinding {
  if (latestDay(startedOn) < auction)
    return {
      ...nothing,
      limit,
      state: 'toBeFilled',
      sentence: `${shownDay(startedOn)}开工，早于${shownDay(auction)}土地摘牌，请核对这两个日期。`,
    };
  const least = workingDaysBetween(auction, earliestDay(startedOn), calendar);
  const most = workingDaysBetween(auction, latestDay(startedOn), calendar);
  if (isNotLoaded(least)) return notLoaded(limit, least.notLoadedYear);
  const due = addWorkingDays(auction, limit, calendar);
  const facts = { limit, dueOn: isNotLoaded(due) ? null : due, notLoadedYear: null };
  const days = `${shownDay(auction)}摘牌，${shownDay(startedOn)}开工`;
  if (least > limit)
    return {
      ...facts,
      state: 'exceeded',
      used: least === most ? least : null,
      sentence: `${days}，用了${least === most ? '' : '至少'}${least}个工作日，超过时限${limit}个工作日。`,
    };
  if (isNotLoaded(most)) return notLoaded(limit, most.notLoadedYear);
  if (most > limit)
    return { ...facts, state: 'toBeFilled', used: null, sentence: `待填：${days}，开工要写到哪一天才能核算时限。` };
  const counted = least === most ? `${most}` : `${least}至${most}`;
  return {
    ...facts,
    state: 'met',
    used: least === most ? most : null,
    sentence: `${days}，用了${counted}个工作日，在时限${limit}个工作日以内。`,
  };
}

function notLoaded(limit: number, year: number): ClockFinding {
  return {
    state: 'yearNotLoaded',
    limit,
    used: null,
    dueOn: null,
    notLoadedYear: year,
    sentence: `${year}年的放假调休安排还没有载入，工作日算不出来。请在“设置”里导入当年的放假通知。`,
  };
}
