/** 督办事项: the ledger and what is typed in it, and what 工作台 says of it. Its acts are in task-acts.ts. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type TaskShow, taskShows } from '#shared/contract/tasks.ts';
import { problem } from '#shared/error.ts';
import { deadlineFinding } from '#shared/rules/deadlines.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { escalationMeetings, lacksOf, taskFilter } from '#shared/rules/tasks.ts';
import { taskStateLabels } from '#shared/text/labels.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { entryDraft, openTaskBook, requireNotBeforeAssigned, requireTask, taskDrafts } from './task-drafts.ts';
import { storedTask, taskRows, taskWithHistory } from './task-rows.ts';

export const taskQueries = {
  'tasks.list'({ reading, now }, { show, projectId, originId }) {
    const office = requireOffice(reading);
    const pack = rulePackInForce(reading);
    const supervision = ruleOf(pack, 'supervision');
    const meetings = ruleOf(pack, 'meetings');
    const rows = taskRows(reading, office.id, now, { projectId, originId });
    const count = (each: TaskShow) => rows.filter(taskFilter(each)).length;
    return {
      today: businessDay(now),
      rows: rows.filter(taskFilter(show ?? 'all')),
      counts: Object.fromEntries(taskShows.map((each) => [each, count(each)])) as Record<TaskShow, number>,
      rule: {
        supervisor: supervision.parameters.body,
        mayIssueNotices: supervision.parameters.mayIssueNotices,
        supervisionShown: supervision.shown,
        supervisionSource: supervision.source,
        meetings: escalationMeetings(meetings.parameters),
        meetingsSource: meetings.source,
        needsEvidence: ruleOf(pack, 'issues').parameters.needsEvidence === true,
      },
    };
  },
  'tasks.get'({ reading, now }, { id }) {
    return taskWithHistory(reading, now, id);
  },
} satisfies Partial<QueryHandlers>;

export const taskCommands = {
  'tasks.save'(context, { id, changes }) {
    const found = id === undefined ? undefined : requireTask(context, id);
    const taskId = id ?? context.newId();
    const drafts = taskDrafts(context, openTaskBook(context), taskId, found, changes);
    const content = changes.content ?? (found === undefined ? '' : textOf(found, 'content'));
    const change = makeChange(
      context,
      'tasks.save',
      `${found === undefined ? '新增' : '修改'}督办事项：${content}`,
      drafts,
    );
    const saved = storedTask(context.writing, taskId);
    return {
      ...changeMade(change),
      id: taskId,
      state: saved.state,
      lacks: saved.state === 'draft' ? lacksOf(saved) : [],
      dueFinding: deadlineFinding(saved.dueOn, calendarInForce(context.writing)),
    };
  },
  'tasks.saveMany'(context, { items }) {
    const book = openTaskBook(context);
    const drafts = items.flatMap(({ id, changes }) => taskDrafts(context, book, id, requireTask(context, id), changes));
    const change = makeChange(context, 'tasks.saveMany', `批量修改${items.length}个督办事项`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'tasks.answerAbove'(context, { id, kind, body }) {
    const found = readRecord(context.writing, 'task', id);
    if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '督办事项' });
    const office = requireOffice(context.writing);
    const content = textOf(found, 'content');
    if (found.homeOffice === office.id || textOf(found, 'officeId') !== office.id)
      throw problem('TASK_NOT_FROM_ABOVE', { task: content });
    if (textOf(found, 'state') === 'closed')
      throw problem('TASK_ACT_NOT_ALLOWED', { task: content, state: taskStateLabels.closed, act: '答复' });
    if (kind !== 'accept' && body === '')
      throw problem('FIELD_INVALID', { field: '办理情况', reason: '请写明办到什么程度' });
    const entry = entryDraft(context, id, kind, businessDay(context.now), body, {
      byWhom: `${office.shortName} ${context.operator ?? ''}`.trim(),
    });
    return changeMade(makeChange(context, 'tasks.answerAbove', `答复上级交办：${content}`, [entry]));
  },
  'tasks.handOver'(context, { ids, onDay }) {
    const rule = ruleOf(rulePackInForce(context.writing), 'supervision');
    const supervisor = rule.parameters.body;
    if (supervisor === null) throw problem('TASK_SUPERVISOR_UNKNOWN', { source: rule.source });
    if (onDay > businessDay(context.now)) throw problem('TASK_DAY_IN_FUTURE', { day: onDay });
    const drafts = ids.map((id): Draft => {
      const found = requireTask(context, id);
      if (textOf(found, 'origin') !== 'meeting')
        throw problem('TASK_NOT_OF_MEETING', { task: textOf(found, 'content') });
      requireNotBeforeAssigned(found, onDay, '移交日期');
      return { entity: 'task', id, kind: 'put', values: { handedOverOn: onDay } };
    });
    const change = makeChange(context, 'tasks.handOver', `议定事项清单移交${supervisor}：${ids.length}项`, drafts);
    return { ...changeMade(change), changed: ids.length };
  },
  'tasks.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      requireTask(context, id);
      return { entity: 'task', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'tasks.remove', `删除${ids.length}个督办事项`, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** What 工作台 says of tasks: late ones, answers that wait, drafts nobody was given, reviews that are due. */
export function superviseTasks(
  reading: Reading,
  officeId: string,
  now: string,
): OutputOf<'overviews.district'>['tasks'][number][] {
  const rows = taskRows(reading, officeId, now, {}).filter((row) => row.isOurs);
  const pack = rulePackInForce(reading);
  const supervision = ruleOf(pack, 'supervision').source;
  const reminders = [
    ['late', 'TASKS_LATE', (n: number) => `有${n}个督办事项超过办结时限还没有反馈。`, '看逾期事项', 'late'],
    ['replied', 'TASKS_REPLIED', (n: number) => `有${n}个督办事项的反馈或延期申请等待答复。`, '去答复', 'look'],
    ['draft', 'TASK_DRAFTS', (n: number) => `有${n}个督办事项还没有明确责任人或时限，没有交办。`, '去明确', 'look'],
    ['reviewDue', 'TASK_REVIEWS_DUE', (n: number) => `有${n}个重点督办事项办结后该“回头看”了。`, '去回头看', 'look'],
  ] as const;
  return reminders.flatMap(([show, code, sentence, label, tone]) => {
    const found = rows.filter(taskFilter(show));
    const why = show === 'reviewDue' ? ruleOf(pack, 'issues').source : supervision;
    const action = { label, page: `/tasks?show=${show}` };
    return found.length === 0
      ? []
      : [{ code, sentence: sentence(found.length), why, tone, action, facts: found.map((row) => row.id) }];
  });
}
