/** What makes and changes 督办事项: the ledger, minutes, instructions, visits and issues make their tasks here. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { nextTaskNumber, type StoredTaskEntry } from '#db/queries/tasks.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { TaskChanges } from '#shared/contract/tasks.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { TaskOrigin } from '#shared/domain/task.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { lacksOf } from '#shared/rules/tasks.ts';
import { taskStateLabels } from '#shared/text/labels.ts';
import type { CommandContext } from '../context.ts';
import { requireHome, requireOffice } from './authoring.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

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
  const after = (field: 'unitId' | 'personId' | 'dueOn' | 'officeId'): string | null => {
    const value = values[field] === undefined ? found?.values[field] : values[field];
    return typeof value === 'string' ? value : null;
  };
  const lacks = lacksOf({
    unitId: after('unitId'),
    personId: after('personId'),
    dueOn: after('dueOn'),
    officeId: after('officeId'),
  });
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
function requireReferences(context: CommandContext, { projectId, origin, originId, officeId }: TaskChanges): void {
  if (officeId !== undefined && officeId !== null) {
    const isDistrict = enrolledOffices(context.writing).some(
      (each) => each.id === officeId && each.kind === 'district',
    );
    if (requireOffice(context.writing).kind !== 'centre' || !isDistrict)
      throw problem('RECORD_NOT_FOUND', { noun: '承办区县' });
  }
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

export function requireNotBeforeAssigned(found: StoredRecord, day: string, what: string): void {
  const assigned = textOf(found, 'assignedOn');
  if (day < assigned) throw problem('TASK_DAY_BEFORE_ASSIGNED', { what, day, assigned });
}

export function incomplete(reading: Reading, content: string, lacks: readonly ('responsible' | 'dueOn')[]) {
  const names = lacks.map((each) => (each === 'responsible' ? '责任单位或责任人' : '办结时限'));
  const { source } = ruleOf(rulePackInForce(reading), 'supervision');
  return { task: content, lacks: names.join('和'), source };
}

function isBlank(name: string | null): boolean {
  return name === null || name.trim() === '';
}
