/**
 * 督办事项 as a guarded state machine (登项攻坚办〔2018〕1号 (六) 一事一结一报: 快速受理、快速流转、快速办结、快速报告; what cannot be
 * solved goes upward). Drafts without a person or a day are kept and listed; nothing is closed without a word about it.
 */
import { addDays } from '../calendar/day.ts';
import { addWorkingDays, type Calendar, isNotLoaded, workingDaysBetween } from '../calendar/working-day.ts';

import type { Task, TaskState } from '../domain/task.ts';
import { assertNever } from '../error.ts';

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
