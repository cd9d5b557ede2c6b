/**
 * Meetings by the rhythm of the pack: what is demanded in which span of days, what was missed, which day is proposed next
 * (二七办文〔2024〕7号 四(三)6; 登项攻坚办〔2018〕1号; 汴办文〔2019〕13号 一、二(一)). Spans are calendar spans, proposed days working days.
 */
import { addDays, dayNumber, latestDay, shownDay, weekday } from '../calendar/day.ts';
import { type Calendar, dayKind, lastWorkingDay, nextWorkingDay } from '../calendar/working-day.ts';
import type { MeetingState } from '../domain/meeting.ts';
import type { ParametersOf } from './catalogue.ts';

type MeetingType = ParametersOf<'meetings'>['types'][number];
export type MeetingRhythm = MeetingType['rhythm'];

/** 专题会: by its code in the packs that ship, by its name in an office's own. */
export function isSpecialType({ code, name }: { readonly code: string; readonly name: string }): boolean {
  return code === 'special' || name.includes('专题');
}

interface Span {
  readonly from: string;
  readonly until: string;
  readonly label: string;
}

/** What counts of a meeting here. */
export interface MeetingDay {
  readonly type: string;
  readonly onDay: string;
  readonly state: MeetingState;
}

export interface MeetingDue {
  /** Spans without a meeting, the newest first; the one under way is not among them. */
  readonly missed: readonly string[];
  /** Held in the span under way, or planned in it. */
  readonly isProvided: boolean;
  readonly plannedOn: string | null;
  readonly lastOn: string | null;
  /** null where the type is called when needed, or the next one is already planned. */
  readonly proposedOn: string | null;
  /** Why the proposed day is not the usual one, or that it could not be checked. */
  readonly proposedWhy: string | null;
}

/** No more is told of what was missed: an office that never held them knows it after a few. */
const mostMissed = 6;

/** The demands of one type on a day; `since`: nothing before this day is asked of the office. */
export function meetingDue(
  type: Pick<MeetingType, 'code' | 'rhythm'>,
  meetings: readonly MeetingDay[],
  today: string,
  since: string,
  calendar: Calendar,
): MeetingDue {
  const own = meetings.filter((each) => each.type === type.code && each.state !== 'cancelled');
  const wasHeld = (each: MeetingDay) => each.state !== 'planned';
  const days = own.filter(wasHeld).map((each) => each.onDay);
  const lastOn =
    days
      .filter((day) => day <= today)
      .toSorted()
      .at(-1) ?? null;
  const planned = own.filter((each) => !wasHeld(each) && each.onDay >= today).map((each) => each.onDay);
  const plannedOn = planned.toSorted()[0] ?? null;
  const span = spanAt(type.rhythm, today);
  if (span === null) return { missed: [], isProvided: true, plannedOn, lastOn, proposedOn: null, proposedWhy: null };
  const isIn = (each: Span) => (day: string) => day >= each.from && day <= each.until;
  const isProvided = span.from > today || days.some(isIn(span)) || planned.some(isIn(span));
  const missed: string[] = [];
  for (let past = spanBefore(type.rhythm, span); past.from >= since && missed.length < mostMissed; ) {
    if (days.some(isIn(past))) break;
    missed.push(past.label);
    past = spanBefore(type.rhythm, past);
  }
  if (plannedOn !== null) return { missed, isProvided, plannedOn, lastOn, proposedOn: null, proposedWhy: null };
  const next = days.some(isIn(span)) ? spanAfter(type.rhythm, span) : span;
  return { missed, isProvided, plannedOn, lastOn, ...proposal(type.rhythm, next, lastOn, today, calendar) };
}

/** The calendar span of a rhythm a day lies in; in 双月 the even month that is or comes next. null: called when needed. */
export function spanAt(rhythm: MeetingRhythm, day: string): Span | null {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  switch (rhythm) {
    case 'onDemand':
      return null;
    case 'weekly': {
      const from = addDays(day, 1 - weekday(day));
      const until = addDays(from, 6);
      return { from, until, label: `${shortDay(from)}至${shortDay(until)}` };
    }
    case 'halfMonthly': {
      const isFirst = Number(day.slice(8, 10)) <= 15;
      const whole = months(year, month, 1, '');
      return {
        from: isFirst ? whole.from : `${day.slice(0, 7)}-16`,
        until: isFirst ? `${day.slice(0, 7)}-15` : whole.until,
        label: `${year}年${month}月${isFirst ? '上' : '下'}半月`,
      };
    }
    case 'monthly':
      return months(year, month, 1, `${year}年${month}月`);
    case 'evenMonths': {
      const even = month + (month % 2);
      return months(year, even, 1, `${year}年${even}月`);
    }
    case 'quarterly': {
      const quarter = Math.ceil(month / 3);
      return months(year, quarter * 3 - 2, 3, `${year}年第${['一', '二', '三', '四'][quarter - 1]}季度`);
    }
    case 'halfYearly':
      return months(year, month <= 6 ? 1 : 7, 6, `${year}年${month <= 6 ? '上' : '下'}半年`);
    case 'yearly':
      return months(year, 1, 12, `${year}年`);
  }
}

function spanBefore(rhythm: MeetingRhythm, span: Span): Span {
  // The odd month before an even one belongs to it: one day back would be the same span.
  return spanAt(rhythm, addDays(span.from, rhythm === 'evenMonths' ? -40 : -1)) ?? span;
}

function spanAfter(rhythm: MeetingRhythm, span: Span): Span {
  return spanAt(rhythm, addDays(span.until, 1)) ?? span;
}

/** The weekday, or the day of the month, of the last one; without one the last working day of the span. */
function proposal(
  rhythm: MeetingRhythm,
  span: Span,
  lastOn: string | null,
  today: string,
  calendar: Calendar,
): Pick<MeetingDue, 'proposedOn' | 'proposedWhy'> {
  const from = span.from > today ? span.from : today;
  const asLast = lastOn === null ? null : likeLast(rhythm, span, lastOn);
  const usual = asLast !== null && asLast >= from ? asLast : rhythm === 'weekly' ? addDays(span.from, 4) : span.until;
  const wished = usual < from ? from : usual;
  const kind = dayKind(wished, calendar);
  if (kind === 'notLoaded')
    return { proposedOn: wished, proposedWhy: `${wished.slice(0, 4)}年放假安排还没有载入，请核对是不是工作日` };
  if (kind === 'working') return { proposedOn: wished, proposedWhy: null };
  const before = lastWorkingDay(wished, calendar);
  const moved = before >= from ? before : nextWorkingDay(wished, calendar);
  return { proposedOn: moved, proposedWhy: `${shortDay(wished)}不上班，改在${shortDay(moved)}` };
}

function likeLast(rhythm: MeetingRhythm, span: Span, lastOn: string): string {
  if (rhythm === 'weekly') return addDays(span.from, weekday(lastOn) - 1);
  const length = dayNumber(span.until) - dayNumber(span.from);
  const into = Number(lastOn.slice(8, 10)) - Number(span.from.slice(8, 10));
  // 半月: the 3rd goes with the 18th.
  const offset = rhythm === 'halfMonthly' ? (Number(lastOn.slice(8, 10)) - 1) % 15 : Math.max(0, into);
  return addDays(span.from, Math.min(offset, length));
}

function months(year: number, first: number, count: number, label: string): Span {
  const name = (month: number) => `${year}-${String(month).padStart(2, '0')}`;
  return { from: `${name(first)}-01`, until: latestDay(name(first + count - 1)), label };
}

function shortDay(day: string): string {
  return shownDay(day).slice(5);
}

/** The way of a meeting. */
export type MeetingAct = 'hold' | 'minute' | 'issue' | 'cancel' | 'back';

const steps: Readonly<Record<MeetingAct, Readonly<Partial<Record<MeetingState, MeetingState>>>>> = {
  hold: { planned: 'held' },
  minute: { held: 'minuted' },
  issue: { minuted: 'issued' },
  cancel: { planned: 'cancelled' },
  back: { held: 'planned', minuted: 'held', issued: 'minuted', cancelled: 'planned' },
};

/** The state after an act; null where the state does not allow it. */
export function meetingAfter(act: MeetingAct, state: MeetingState): MeetingState | null {
  return steps[act][state] ?? null;
}
