/** The steps of a 督办事项 (登项攻坚办〔2018〕1号 三(六) 一事一结一报). What a state does not allow is refused and changes nothing. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { StoredTask } from '#db/queries/tasks.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { TaskActInput } from '#shared/contract/tasks.ts';
import type { TaskEntryKind } from '#shared/domain/task-entry.ts';
import { assertNever, problem } from '#shared/error.ts';
import { deadlineFinding } from '#shared/rules/deadlines.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import {
  escalationMeetings,
  extensionRefusal,
  isAllowed,
  lacksOf,
  stateAfter,
  taskClosingRefusal,
  taskReviewDay,
} from '#shared/rules/tasks.ts';
import { taskReviewResultLabels, taskStateLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import {
  entryDraft,
  incomplete,
  openTaskBook,
  requireNotBeforeAssigned,
  requireTask,
  taskDrafts,
} from './task-drafts.ts';
import { storedTask } from './task-rows.ts';

const actNames: Readonly<Record<TaskActInput['kind'], string>> = {
  assign: '交办',
  accept: '签收',
  progress: '记办理进展',
  reply: '反馈',
  return: '退回',
  askExtension: '申请延期',
  decideExtension: '答复延期申请',
  remind: '催办',
  escalate: '提交上级',
  close: '办结',
  review: '回头看',
  reopen: '重新打开',
};

export const taskActCommands = {
  'tasks.act'(context, { id, onDay, byWhom, act }) {
    const found = requireTask(context, id);
    const task = storedTask(context.writing, id);
    const today = businessDay(context.now);
    const day = onDay ?? today;
    if (!isAllowed(act.kind, task.state))
      throw problem('TASK_ACT_NOT_ALLOWED', {
        task: task.content,
        state: taskStateLabels[task.state],
        act: actNames[act.kind],
      });
    if (day > today) throw problem('TASK_DAY_IN_FUTURE', { day });
    requireNotBeforeAssigned(found, day, '日期');
    const drafts =
      act.kind === 'assign' ? assignDrafts(context, found, act) : stepDrafts(context, found, task, act, day, byWhom);
    const change = makeChange(context, 'tasks.act', `${actNames[act.kind]}督办事项：${task.content}`, drafts);
    const after = storedTask(context.writing, id);
    return {
      ...changeMade(change),
      state: after.state,
      reviewDueOn: after.reviewDueOn,
      dueFinding: deadlineFinding(after.dueOn, calendarInForce(context.writing)),
    };
  },
} satisfies Partial<CommandHandlers>;

/** What a draft lacked is given; it is handed out or stays what it was. */
function assignDrafts(
  context: CommandContext,
  found: StoredRecord,
  { unitName, personName, dueOn }: Extract<TaskActInput, { kind: 'assign' }>,
): Draft[] {
  const drafts = taskDrafts(context, openTaskBook(context), found.id, found, {
    ...(unitName === undefined ? {} : { unitName }),
    ...(personName === undefined ? {} : { personName }),
    ...(dueOn === undefined ? {} : { dueOn }),
  });
  const after = { ...found.values, ...drafts.find((draft) => draft.id === found.id)?.values };
  const text = (field: string) => (typeof after[field] === 'string' ? after[field] : null);
  const lacks = lacksOf({
    unitId: text('unitId'),
    personId: text('personId'),
    dueOn: text('dueOn'),
    officeId: text('officeId'),
  });
  if (lacks.length > 0) throw problem('TASK_INCOMPLETE', incomplete(context.writing, textOf(found, 'content'), lacks));
  return drafts;
}

interface Effect {
  readonly values: Draft['values'] & object;
  readonly kind: TaskEntryKind;
  readonly body: string | null;
  readonly newDueOn?: string | null;
  readonly attachmentId?: string | null;
}

function stepDrafts(
  context: CommandContext,
  found: StoredRecord,
  task: StoredTask,
  act: Exclude<TaskActInput, { kind: 'assign' }>,
  day: string,
  byWhom: string | undefined,
): Draft[] {
  const { values, kind, body, ...more } = effectOf(context, task, act, day);
  const hasRecurred = act.kind === 'review' && act.result === 'recurred';
  const state = stateAfter(hasRecurred ? 'reopen' : act.kind, task.state);
  return [
    { entity: 'task', id: found.id, kind: 'put', values: { ...values, state } },
    entryDraft(context, found.id, kind, day, body, { ...more, ...(byWhom === undefined ? {} : { byWhom }) }),
  ];
}

function effectOf(
  context: CommandContext,
  task: StoredTask,
  act: Exclude<TaskActInput, { kind: 'assign' }>,
  day: string,
): Effect {
  switch (act.kind) {
    case 'accept':
      return { values: {}, kind: 'accept', body: act.body ?? null };
    case 'progress':
      return { values: {}, kind: 'progress', body: act.body };
    case 'reply': {
      const evidenceId = requireEvidence(context, act.evidenceId) ?? task.evidenceId;
      return {
        values: { replyText: act.body, repliedOn: day, evidenceId, returnedReason: null },
        kind: 'reply',
        body: act.body,
        attachmentId: act.evidenceId ?? null,
      };
    }
    case 'return':
      // The unit is late again from the old deadline on: what it sent was no answer.
      return { values: { returnedReason: act.reason, repliedOn: null }, kind: 'return', body: act.reason };
    case 'askExtension':
      return askedExtension(context, task, act);
    case 'decideExtension':
      return decidedExtension(task, act);
    case 'remind':
      return {
        values: { reminders: task.reminders + 1, remindedOn: day },
        kind: 'reminder',
        body: act.body ?? `第${task.reminders + 1}次催办`,
      };
    case 'escalate':
      return escalated(context, act, day);
    case 'close':
      return closed(context, task, act, day);
    case 'reopen':
      return { values: reopenedValues, kind: 'reopen', body: act.reason };
    case 'review':
      return {
        values: {
          ...(act.result === 'recurred' ? reopenedValues : {}),
          reviewedOn: day,
          reviewResult: act.result,
          reviewNote: act.note ?? null,
        },
        kind: 'review',
        body: `${taskReviewResultLabels[act.result]}${act.result === 'recurred' ? '，重新打开' : ''}${act.note === undefined || act.note === '' ? '' : `：${act.note}`}`,
      };
    default:
      return assertNever(act);
  }
}

const reopenedValues = {
  repliedOn: null,
  closedOn: null,
  closedBy: null,
  closingNote: null,
  reviewDueOn: null,
} as const;

function askedExtension(
  context: CommandContext,
  task: StoredTask,
  { dueOn, reason }: Extract<TaskActInput, { kind: 'askExtension' }>,
): Effect {
  const details = { task: task.content, due: task.dueOn, day: dueOn };
  if (task.extensionAskedTo !== null)
    throw problem('TASK_EXTENSION_PENDING', { task: task.content, day: shownDay(task.extensionAskedTo) });
  const refusal = extensionRefusal(task, dueOn, businessDay(context.now));
  if (refusal !== null) throw problem(refusal, details);
  return { values: {}, kind: 'extensionAsked', body: reason, newDueOn: dueOn };
}

function decidedExtension(
  task: StoredTask,
  { isGranted, reason }: Extract<TaskActInput, { kind: 'decideExtension' }>,
): Effect {
  const asked = task.extensionAskedTo;
  if (asked === null) throw problem('TASK_EXTENSION_NOT_ASKED', { task: task.content });
  return isGranted
    ? { values: { dueOn: asked }, kind: 'extensionGranted', body: reason ?? null, newDueOn: asked }
    : { values: {}, kind: 'extensionRefused', body: reason ?? null };
}

function escalated(
  context: CommandContext,
  { meeting, reason }: Extract<TaskActInput, { kind: 'escalate' }>,
  day: string,
): Effect {
  const rule = ruleOf(rulePackInForce(context.writing), 'meetings');
  const meetings = escalationMeetings(rule.parameters);
  if (meetings.length > 0 && !meetings.includes(meeting))
    throw problem('TASK_MEETING_UNKNOWN', { meeting, meetings: meetings.join('、'), source: rule.source });
  return {
    values: { escalatedTo: meeting, escalatedOn: day },
    kind: 'escalate',
    body: `提交${meeting}研究：${reason}`,
  };
}

function closed(
  context: CommandContext,
  task: StoredTask,
  { note, evidenceId }: Extract<TaskActInput, { kind: 'close' }>,
  day: string,
): Effect {
  const rule = ruleOf(rulePackInForce(context.writing), 'issues');
  const evidence = requireEvidence(context, evidenceId) ?? task.evidenceId;
  const refusal = taskClosingRefusal(rule.parameters.needsEvidence === true, { note, evidenceId: evidence });
  if (refusal !== null) throw problem(refusal, { task: task.content, source: rule.source });
  return {
    values: {
      closedOn: day,
      closedBy: context.operator,
      closingNote: note,
      evidenceId: evidence,
      reviewDueOn: task.isKeySupervised ? taskReviewDay(day, calendarInForce(context.writing)) : null,
      reviewedOn: null,
      reviewResult: null,
      reviewNote: null,
    },
    kind: 'close',
    body: note,
    attachmentId: evidenceId ?? null,
  };
}

function requireEvidence(context: CommandContext, id: string | null | undefined): string | null {
  if (id === undefined || id === null) return null;
  const file = readRecord(context.writing, 'attachment', id);
  if (file === undefined || file.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '附件' });
  requireHome(context.writing, file.homeOffice, requireOffice(context.writing).id);
  return id;
}
