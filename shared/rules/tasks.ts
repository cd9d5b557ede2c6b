/**
 * 督办事项 as a guarded state machine (登项攻坚办〔2018〕1号 (六) 一事一结一报: 快速受理、快速流转、快速办结、快速报告; what cannot be
 * solved goes upward). Drafts without a person or a day are kept and listed; nothing is closed without a word about it.
 */
import { type Calendar, isNotLoaded, workingDaysBetween } from '../calendar/working-day.ts';

import type { TaskRow, TaskShow } from '../contract/tasks.ts';
import type { Task, TaskState } from '../domain/task.ts';
import { assertNever } from '../error.ts';
import type { ParametersOf } from './catalogue.ts';
import { extensionFault, reviewDayAfter, usualReviewWorkingDays, workingDaysPast } from './deadlines.ts';

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
export function lacksOf(
  task: Pick<Task, 'unitId' | 'personId' | 'dueOn'> & { readonly officeId?: string | null },
): ('responsible' | 'dueOn')[] {
  // A district the centre gives it to answers for it.
  const isNobody = task.unitId === null && task.personId === null && (task.officeId ?? null) === null;
  return [...(isNobody ? (['responsible'] as const) : []), ...(task.dueOn === null ? (['dueOn'] as const) : [])];
}

/** An extension is asked before the deadline, to a later day (formats.md 4: with reason and new date). */
export function extensionRefusal(
  task: Pick<Task, 'dueOn'>,
  newDueOn: string,
  today: string,
): 'TASK_EXTENSION_LATE' | 'TASK_EXTENSION_EARLIER' | null {
  const fault = extensionFault(task.dueOn, newDueOn, today);
  return fault === null ? null : fault === 'late' ? 'TASK_EXTENSION_LATE' : 'TASK_EXTENSION_EARLIER';
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
  return workingDaysPast(task.dueOn, until, calendar);
}

/** Working days left until the deadline, the day itself included; null where late, without deadline, or not loaded. */
export function workingDaysLeft(dueOn: string | null, today: string, calendar: Calendar): number | null {
  if (dueOn === null || dueOn < today) return null;
  const left = workingDaysBetween(today, dueOn, calendar);
  return isNotLoaded(left) ? null : left;
}

/** When a task supervised as 重点督办 is looked at again after its closing. */
export function taskReviewDay(closedOn: string, calendar: Calendar): string {
  return reviewDayAfter(closedOn, usualReviewWorkingDays, calendar);
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

/** Which tasks a choice of the page shows: page, counts, papers and desk ask the same. */
export function taskFilter(show: TaskShow): (row: TaskRow) => boolean {
  switch (show) {
    case 'open':
      return (row) => row.state !== 'closed';
    case 'late':
      return (row) => row.state !== 'closed' && (row.workingDaysLate ?? 0) > 0;
    case 'draft':
      return (row) => row.state === 'draft';
    case 'replied':
      return (row) => row.state === 'replied' || row.extensionAskedTo !== null;
    case 'escalated':
      return (row) => row.state === 'escalated';
    case 'reviewDue':
      return (row) => row.isReviewDue;
    case 'closed':
      return (row) => row.state === 'closed';
    case 'all':
      return () => true;
  }
}
