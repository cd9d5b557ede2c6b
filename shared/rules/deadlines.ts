/** What issues, tasks and instructions share: lateness, extensions and reviews, in working days. */
import { addDays, weekday } from '../calendar/day.ts';
import {
  addWorkingDays,
  type Calendar,
  dayKind,
  isNotLoaded,
  lastWorkingDay,
  workingDaysBetween,
} from '../calendar/working-day.ts';

/** Working days from the deadline to a day, 0 when it is not past; null where a year's holidays are not loaded. */
export function workingDaysPast(dueOn: string, until: string, calendar: Calendar): number | null {
  if (until <= dueOn) return 0;
  const late = workingDaysBetween(dueOn, until, calendar);
  // Past its day, though holidays make it none yet.
  return isNotLoaded(late) ? null : late;
}

/** An extension is asked before the deadline, to a later day (formats.md 4: with reason and new date). */
export function extensionFault(dueOn: string | null, newDueOn: string, today: string): 'late' | 'earlier' | null {
  if (dueOn === null) return null;
  if (dueOn < today) return 'late';
  return newDueOn <= dueOn ? 'earlier' : null;
}

/** No notice says when to look again after the closing; a month of working days is usual. */
export const usualReviewWorkingDays = 20;

/** When something is looked at again after its closing (回头看); 30 plain days on where no calendar is loaded. */
export function reviewDayAfter(closedOn: string, workingDays: number, calendar: Calendar): string {
  const due = addWorkingDays(closedOn, workingDays, calendar);
  return isNotLoaded(due) ? addDays(closedOn, 30) : due;
}

interface Reviewed {
  readonly state: string;
  readonly reviewDueOn: string | null;
  readonly reviewedOn: string | null;
}

/** Closed, to be looked at again, and the day has come. */
export function isReviewDue({ state, reviewDueOn, reviewedOn }: Reviewed, today: string): boolean {
  return state === 'closed' && reviewDueOn !== null && reviewedOn === null && reviewDueOn <= today;
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** A deadline on a day off is kept and explained: “11月29日是周日，前一个工作日是11月27日”. null on a working day. */
export function deadlineFinding(dueOn: string | null, calendar: Calendar): string | null {
  if (dueOn === null || dayKind(dueOn, calendar) !== 'holiday') return null;
  const why = weekday(dueOn) >= 6 ? `周${weekdays[weekday(dueOn) - 1]}` : '法定节假日';
  return `${monthAndDay(dueOn)}是${why}，前一个工作日是${monthAndDay(lastWorkingDay(dueOn, calendar))}`;
}

function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
