/** 督办事项: the ledger, what is typed in it, and what 工作台 says of it. Its acts are in task-acts.ts. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import {
  filesOfTask,
  issueEntriesOfTask,
  listTasks,
  nextTaskNumber,
  originOfTask,
  type StoredTask,
  type StoredTaskEntry,
  taskById,
  taskEntriesOf,
} from '#db/queries/tasks.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { Calendar } from '#shared/calendar/working-day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type TaskChanges, type TaskRow, type TaskShow, taskShows } from '#shared/contract/tasks.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { TaskOrigin } from '#shared/domain/task.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import {
  deadlineFinding,
  escalationMeetings,
  isTaskReviewDue,
  lacksOf,
  taskWorkingDaysLate,
  workingDaysLeft,
} from '#shared/rules/tasks.ts';
import { issueEntryKindLabels, taskEntryKindLabels, taskStateLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { requireHome, trimmed } from './projects.ts';

type Chain = OutputOf<'tasks.get'>['chain'];

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

/** Names and running numbers of the tasks made together in one change. */
interface TaskBook {
  readonly people: PeopleBook;
  readonly nextNumber: (year: string) => number;
}

export function openTaskBook(context: CommandContext): TaskBook {
  const office = requireOffice(context.writing);
  const given = new Map<string, number>();
  return {
    people: openPeopleBook(context.writing, office.id, context.newId),
    nextNumber(year) {
      const number = given.get(year) ?? nextTaskNumber(context.writing, office.id, year);
      given.set(year, number + 1);
      return number;
    },
  };
}

/**
 * Drafts that make a task hold these values. A new one gets its number and its day; as soon as somebody is responsible
 * and a day is named it is handed out (交办), before that it is a draft. Minutes, instructions, visits and issues make
 * their tasks here too.
 */
export function taskDrafts(
  context: CommandContext,
  { people, nextNumber }: TaskBook,
  id: string,
  found: StoredRecord | undefined,
  changes: TaskChanges,
): Draft[] {
  const { unitName, personName, supportingUnitNames, ...fields } = changes;
  const content = (fields.content ?? (found === undefined ? '' : textOf(found, 'content'))).trim();
  if (content === '') throw problem('FIELD_INVALID', { field: '工作任务', reason: '请写明要办什么事' });
  const state = found === undefined ? 'draft' : textOf(found, 'state');
  if (state === 'closed')
    throw problem('TASK_ACT_NOT_ALLOWED', { task: content, state: taskStateLabels.closed, act: '修改' });
  const today = businessDay(context.now);
  const assignedOn = fields.assignedOn ?? (found === undefined ? today : textOf(found, 'assignedOn'));
  if (fields.dueOn !== undefined && fields.dueOn !== null && fields.dueOn < assignedOn)
    throw problem('TASK_DAY_BEFORE_ASSIGNED', { what: '办结时限', day: fields.dueOn, assigned: assignedOn });
  const values = trimmed({
    ...fields,
    ...(unitName === undefined ? {} : { unitId: isBlank(unitName) ? null : people.unit(unitName ?? '') }),
    ...(personName === undefined ? {} : { personId: isBlank(personName) ? null : people.person(personName ?? '') }),
    ...(supportingUnitNames === undefined
      ? {}
      : { supportingUnitIds: [...new Set(supportingUnitNames.map((name) => people.unit(name)))] }),
  });
  requireReferences(context, changes);
  const after = (field: 'unitId' | 'personId' | 'dueOn'): string | null => {
    const value = values[field] === undefined ? found?.values[field] : values[field];
    return typeof value === 'string' ? value : null;
  };
  const lacks = lacksOf({ unitId: after('unitId'), personId: after('personId'), dueOn: after('dueOn') });
  if (found !== undefined && state !== 'draft') {
    if (lacks.length > 0) throw problem('TASK_INCOMPLETE', incomplete(context.writing, content, lacks));
    const due = textOf(found, 'dueOn');
    const isCorrection = state === 'assigned' && due >= today;
    if (fields.dueOn !== undefined && fields.dueOn !== due && !isCorrection)
      throw problem('TASK_DUE_BY_EXTENSION', { task: content, due });
  }
  const isHandedOut = state === 'draft' && lacks.length === 0;
  return [
    ...people.newRecords(),
    {
      entity: 'task',
      id,
      kind: 'put',
      values: {
        ...(found === undefined
          ? { ...firstValues(context, assignedOn), number: nextNumber(assignedOn.slice(0, 4)) }
          : {}),
        ...values,
        ...(isHandedOut ? { state: 'assigned' } : {}),
      },
    },
    ...(isHandedOut
      ? [
          entryDraft(
            context,
            id,
            'assign',
            found === undefined ? assignedOn : today,
            `${shownDay(after('dueOn') ?? '')}前办结`,
          ),
        ]
      : []),
    ...(found === undefined ? handoverOfIssue(context, changes, content, assignedOn) : []),
  ];
}

function firstValues(context: CommandContext, assignedOn: string): Draft['values'] & object {
  return { origin: 'own', assignedOn, state: 'draft', rulePack: rulePackInForce(context.writing).id };
}

const originEntities: Readonly<Partial<Record<TaskOrigin, readonly [EntityName, string]>>> = {
  meeting: ['meeting', '会议'],
  instruction: ['instruction', '领导批示'],
  issue: ['issue', '问题'],
  visit: ['visit', '领导调研'],
};

/** What a task names must be there; a centre may name a district's project, its origin is the office's own. */
function requireReferences(context: CommandContext, { projectId, origin, originId }: TaskChanges): void {
  if (projectId !== undefined && projectId !== null) {
    const project = readRecord(context.writing, 'project', projectId);
    if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  }
  const [entity, noun] = (origin === undefined ? undefined : originEntities[origin]) ?? [];
  if (entity === undefined || originId === undefined || originId === null) return;
  const record = readRecord(context.writing, entity, originId);
  // A meeting's decisions are saved together with it.
  if (record === undefined) return;
  if (record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: noun ?? '' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
}

/** An issue that became a task says so in its own history, and is in hand (交办). */
function handoverOfIssue(context: CommandContext, changes: TaskChanges, content: string, onDay: string): Draft[] {
  if (changes.origin !== 'issue' || changes.originId === undefined || changes.originId === null) return [];
  const issue = readRecord(context.writing, 'issue', changes.originId);
  if (issue === undefined || issue.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '问题' });
  if (textOf(issue, 'state') === 'closed') throw problem('ISSUE_ALREADY_CLOSED', { issue: textOf(issue, 'title') });
  const to = changes.unitName ?? changes.personName ?? '';
  return [
    { entity: 'issue', id: issue.id, kind: 'put', values: { state: 'inHand' } },
    {
      entity: 'issueEntry',
      id: context.newId(),
      kind: 'put',
      values: {
        projectId: textOf(issue, 'projectId'),
        issueId: issue.id,
        kind: 'handover',
        onDay,
        body: `列入督办${to === '' ? '' : `，交${to}办理`}：${content}`,
        byWhom: context.operator,
      },
    },
  ];
}

export function entryDraft(
  context: CommandContext,
  taskId: string,
  kind: StoredTaskEntry['kind'],
  onDay: string,
  body: string | null,
  more: { readonly byWhom?: string; readonly newDueOn?: string | null; readonly attachmentId?: string | null } = {},
): Draft {
  const { byWhom, newDueOn = null, attachmentId = null } = more;
  return {
    entity: 'taskEntry',
    id: context.newId(),
    kind: 'put',
    values: {
      taskId,
      kind,
      onDay,
      body: body === null || body.trim() === '' ? null : body.trim(),
      byWhom: byWhom === undefined || byWhom === '' ? context.operator : byWhom,
      newDueOn,
      attachmentId,
    },
  };
}

/** A task of this office, as a record. */
export function requireTask(context: CommandContext, id: string): StoredRecord {
  const found = readRecord(context.writing, 'task', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '督办事项' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

export function storedTask(reading: Reading, id: string): StoredTask {
  const stored = taskById(reading, id);
  if (stored === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督办事项' });
  return stored;
}

export function requireNotBeforeAssigned(found: StoredRecord, day: string, what: string): void {
  const assigned = textOf(found, 'assignedOn');
  if (day < assigned) throw problem('TASK_DAY_BEFORE_ASSIGNED', { what, day, assigned });
}

export function incomplete(reading: Reading, content: string, lacks: readonly ('responsible' | 'dueOn')[]) {
  const names = lacks.map((each) => (each === 'responsible' ? '责任单位或责任人' : '办结时限'));
  const { source } = ruleOf(rulePackInForce(reading), 'supervision');
  return { task: content, lacks: names.join('和'), source };
}

interface Scope {
  readonly projectId?: string | undefined;
  readonly originId?: string | undefined;
}

export function taskRows(reading: Reading, officeId: string, now: string, scope: Scope): TaskRow[] {
  const today = businessDay(now);
  const calendar = calendarInForce(reading);
  return listTasks(reading, scope).map((stored) => taskRowOf(stored, officeId, today, calendar));
}

export function taskRowOf(
  { homeOffice, unitId, personId, ...stored }: StoredTask,
  officeId: string,
  today: string,
  calendar: Calendar,
): TaskRow {
  const isOpen = stored.state !== 'closed' && stored.state !== 'draft';
  return {
    ...stored,
    supportingUnits: [...stored.supportingUnits],
    number: `${stored.assignedOn.slice(0, 4)}-${stored.number ?? '?'}`,
    isOurs: homeOffice === officeId,
    dueFinding: stored.state === 'closed' ? null : deadlineFinding(stored.dueOn, calendar),
    lacks: stored.state === 'draft' ? lacksOf({ unitId, personId, dueOn: stored.dueOn }) : [],
    isReviewDue: isTaskReviewDue(stored, today),
    workingDaysLate: taskWorkingDaysLate(stored, today, calendar),
    workingDaysLeft: isOpen ? workingDaysLeft(stored.dueOn, today, calendar) : null,
  };
}

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

export function taskWithHistory(reading: Reading, now: string, id: string): OutputOf<'tasks.get'> {
  const office = requireOffice(reading);
  const stored = storedTask(reading, id);
  const entries = taskEntriesOf(reading, id);
  const row = taskRowOf(stored, office.id, businessDay(now), calendarInForce(reading));
  return { row, entries, chain: chainOf(reading, stored, entries) };
}

/** 来龙去脉: where it came from, what was done, the files, the closing and the review; oldest first. */
function chainOf(reading: Reading, stored: StoredTask, entries: readonly StoredTaskEntry[]): Chain {
  const origin = originOfTask(reading, stored.id, stored.origin);
  const file = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '附件' });
  const first: Chain =
    origin === undefined
      ? []
      : [
          {
            onDay: origin.onDay,
            what: origin.what,
            body: origin.body,
            byWhom: origin.byWhom,
            attachment: file(origin.attachmentId, origin.attachmentName),
          },
        ];
  const ofIssue: Chain = issueEntriesOfTask(reading, stored.id).map((entry) => ({
    onDay: entry.onDay,
    what: `问题${issueEntryKindLabels[entry.kind]}`,
    body: entry.body,
    byWhom: entry.byWhom,
    attachment: null,
  }));
  const named = new Set(entries.map((entry) => entry.attachmentId));
  const files: Chain = filesOfTask(reading, stored.id)
    .filter((each) => !named.has(each.id))
    .map((each) => ({
      onDay: each.onDay,
      what: '佐证材料',
      body: each.note ?? '',
      byWhom: each.byWhom,
      attachment: { id: each.id, name: each.name },
    }));
  const own: Chain = entries.toReversed().map((entry) => ({
    onDay: entry.onDay,
    what: taskEntryKindLabels[entry.kind],
    body: `${entry.newDueOn === null ? '' : `延至${shownDay(entry.newDueOn)}。`}${entry.body ?? ''}`,
    byWhom: entry.byWhom,
    attachment: file(entry.attachmentId, entry.attachmentName),
  }));
  const handedOver: Chain =
    stored.handedOverOn === null
      ? []
      : [
          {
            onDay: stored.handedOverOn,
            what: '移交督查',
            body: '列入议定事项清单移交督查',
            byWhom: null,
            attachment: null,
          },
        ];
  // Stable: what happened on one day keeps its order, the origin before the rest.
  return [...first, ...ofIssue, ...own, ...handedOver, ...files].toSorted((left, right) =>
    left.onDay < right.onDay ? -1 : left.onDay > right.onDay ? 1 : 0,
  );
}

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
    const count = rows.filter(taskFilter(show)).length;
    const why = show === 'reviewDue' ? ruleOf(pack, 'issues').source : supervision;
    return count === 0
      ? []
      : [{ code, sentence: sentence(count), why, tone, action: { label, page: `/tasks?show=${show}` } }];
  });
}

function isBlank(name: string | null): boolean {
  return name === null || name.trim() === '';
}
