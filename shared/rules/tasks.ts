/**
 * 督办事项 as a guarded state machine (登项攻坚办〔2018〕1号 (六) 一事一结一报: 快速受理、快速流转、快速办结、快速报告; what cannot be
 * solved goes upward). Drafts without a person or a day are kept and listed; nothing is closed without a word about it.
 */
import { addDays, weekday } from '../calendar/day.ts';
import {
  addWorkingDays,
  type Calendar,
  dayKind,
  isNotLoaded,
  lastWorkingDay,
  workingDaysBetween,
} from '../calendar/working-day.ts';

import type { Task, TaskState } from '../domain/task.ts';
import { assertNever } from '../error.ts';
import type { ParametersOf } from './catalogue.ts';

/** What a person may do with a task. */
export type TaskAct =
  | 'assign'
  | 'accept'
  | 'progress'
  | 'reply'
  | 'return'
  | 'askExtension'
  | 'decideExtension'
  | 'remind'
  | 'escalate'
  | 'close'
  | 'review'
  | 'reopen';

const allowedIn: Readonly<Record<TaskAct, readonly TaskState[]>> = {
  assign: ['draft'],
  accept: ['assigned'],
  progress: ['assigned', 'inHand', 'returned', 'escalated'],
  reply: ['assigned', 'inHand', 'returned', 'escalated'],
  return: ['replied'],
  askExtension: ['assigned', 'inHand', 'returned'],
  decideExtension: ['assigned', 'inHand', 'returned'],
  remind: ['assigned', 'inHand', 'returned'],
  escalate: ['assigned', 'inHand', 'returned'],
  close: ['assigned', 'inHand', 'replied', 'returned', 'escalated'],
  review: ['closed'],
  reopen: ['closed'],
};

/** The acts a state allows, in the order a page offers them. */
export function actsIn(state: TaskState): readonly TaskAct[] {
  return (Object.keys(allowedIn) as TaskAct[]).filter((act) => allowedIn[act].includes(state));
}

export function isAllowed(act: TaskAct, state: TaskState): boolean {
  return allowedIn[act].includes(state);
}

/** The state a task is in after an act that was allowed. */
export function stateAfter(act: TaskAct, state: TaskState): TaskState {
  switch (act) {
    case 'assign':
      return 'assigned';
    case 'accept':
      return 'inHand';
    case 'progress':
      return state === 'assigned' ? 'inHand' : state;
    case 'reply':
      return 'replied';
    case 'return':
      return 'returned';
    case 'escalate':
      return 'escalated';
    case 'close':
      return 'closed';
    case 'reopen':
      return 'inHand';
    case 'askExtension':
    case 'decideExtension':
    case 'remind':
    case 'review':
      return state;
    default:
      return assertNever(act);
  }
}

/** What a decision lacks to be assigned: then it stays a draft and is listed (二七办文〔2024〕7号 五(三): 工作任务、时间节点、责任人). */
export function lacksOf(task: Pick<Task, 'unitId' | 'personId' | 'dueOn'>): ('responsible' | 'dueOn')[] {
  return [
    ...(task.unitId === null && task.personId === null ? (['responsible'] as const) : []),
    ...(task.dueOn === null ? (['dueOn'] as const) : []),
  ];
}

/** An extension is asked before the deadline, to a later day (formats.md 4: with reason and new date). */
export function extensionRefusal(
  task: Pick<Task, 'dueOn'>,
  newDueOn: string,
  today: string,
): 'TASK_EXTENSION_LATE' | 'TASK_EXTENSION_EARLIER' | null {
  if (task.dueOn !== null && task.dueOn < today) return 'TASK_EXTENSION_LATE';
  if (task.dueOn !== null && newDueOn <= task.dueOn) return 'TASK_EXTENSION_EARLIER';
  return null;
}

/**
 * Working days an open task is past its deadline, 0 when it is not; null where it has no deadline or a year's holidays
 * are not loaded. A replied task is judged by the day of its reply: waiting for the office is not the unit's delay.
 */
export function taskWorkingDaysLate(
  task: Pick<Task, 'state' | 'dueOn' | 'repliedOn' | 'closedOn'>,
  today: string,
  calendar: Calendar,
): number | null {
  if (task.dueOn === null || task.state === 'draft') return null;
  const until =
    task.state === 'replied'
      ? (task.repliedOn ?? today)
      : task.state === 'closed'
        ? (task.repliedOn ?? task.closedOn ?? today)
        : today;
  if (until <= task.dueOn) return 0;
  const late = workingDaysBetween(task.dueOn, until, calendar);
  return isNotLoaded(late) ? null : late;
}

/** Working days left until the deadline, the day itself included; null where late, without deadline, or not loaded. */
export function workingDaysLeft(dueOn: string | null, today: string, calendar: Calendar): number | null {
  if (dueOn === null || dueOn < today) return null;
  const left = workingDaysBetween(today, dueOn, calendar);
  return isNotLoaded(left) ? null : left;
}

/** No notice says when to look again after the closing; a month of working days is usual. */
const usualReview = 20;

export function taskReviewDay(closedOn: string, calendar: Calendar): string {
  const due = addWorkingDays(closedOn, usualReview, calendar);
  return isNotLoaded(due) ? addDays(closedOn, 30) : due;
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

/**
 * Where what cannot be solved goes: the pack's meetings, those called when needed first
 * (登项攻坚办〔2018〕1号 三(六)，一(二); 联审联批 where the pack has it). Empty where the pack names none.
 */
export function escalationMeetings(rule: ParametersOf<'meetings'>): string[] {
  const isFirst = (type: (typeof rule.types)[number]) => type.rhythm === 'onDemand';
  return [...rule.types.filter(isFirst), ...rule.types.filter((type) => !isFirst(type))].map((type) => type.name);
}

/** Why a task cannot be closed so; null when it can. A code of shared/error.ts. */
export function taskClosingRefusal(
  needsEvidence: boolean,
  closing: { readonly note: string; readonly evidenceId: string | null },
): 'TASK_CLOSING_EMPTY' | 'TASK_EVIDENCE_MISSING' | null {
  if (closing.note.trim() === '') return 'TASK_CLOSING_EMPTY';
  return needsEvidence && closing.evidenceId === null ? 'TASK_EVIDENCE_MISSING' : null;
}

/** Closed, to be looked at again, and the day has come. */
export function isTaskReviewDue(task: Pick<Task, 'state' | 'reviewDueOn' | 'reviewedOn'>, today: string): boolean {
  return task.state === 'closed' && task.reviewDueOn !== null && task.reviewedOn === null && task.reviewDueOn <= today;
}
