/** 领导批示: what went up, what came back in handwriting, what became of it. Its papers are in instruction-papers.ts. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import {
  instructionById,
  listInstructions,
  nextInstructionNumber,
  type StoredInstruction,
  tasksOfOrigin,
} from '#db/queries/instructions.ts';
import { personsByName } from '#db/queries/registers.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { Calendar } from '#shared/calendar/working-day.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import {
  type InstructionChanges,
  type InstructionRow,
  type InstructionShow,
  instructionShows,
  type TaskAsked,
} from '#shared/contract/instructions.ts';
import { problem } from '#shared/error.ts';
import { deadlineFinding } from '#shared/rules/deadlines.ts';
import { instructionDaysLate, instructionRefusal, instructionState } from '#shared/rules/instructions.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';
import { openTaskBook, taskDrafts } from './task-drafts.ts';

type TaskBook = ReturnType<typeof openTaskBook>;

export const instructionQueries = {
  'instructions.list'({ reading, now }, { show, leaderId, projectId }) {
    const office = requireOffice(reading);
    const all = instructionRows(reading, office.id, now, { projectId });
    const rows = leaderId === undefined ? all : all.filter((row) => row.leaderId === leaderId);
    const count = (each: InstructionShow) => rows.filter(instructionFilter(each)).length;
    return {
      today: businessDay(now),
      rows: rows.filter(instructionFilter(show ?? 'all')),
      counts: Object.fromEntries(instructionShows.map((each) => [each, count(each)])) as Record<
        InstructionShow,
        number
      >,
      leaders: [...Map.groupBy(all, (row) => row.leaderId)].map(([id, of]) => ({
        id,
        name: of[0]?.leaderName ?? '',
        count: of.length,
      })),
    };
  },
  'instructions.get'({ reading, now }, { id }) {
    const stored = instructionById(reading, id);
    if (stored === undefined) throw problem('RECORD_NOT_FOUND', { noun: '领导批示' });
    const row = rowOf(stored, requireOffice(reading).id, businessDay(now), calendarInForce(reading));
    return { row, tasks: tasksOfOrigin(reading, 'instruction', id) };
  },
} satisfies Partial<QueryHandlers>;

export const instructionCommands = {
  'instructions.present'(context, { presentedOn, ...paper }) {
    const { id, drafts } = presentDrafts(context, { ...paper, presentedOn });
    const summary = `呈送${paper.leaderName}：${paper.paperTitle}`;
    return { ...changeMade(makeChange(context, 'instructions.present', summary, drafts)), id };
  },
  'instructions.record'(context, { id, paper, tasks = [], ...recorded }) {
    const found = id === undefined ? undefined : requireInstruction(context, id);
    if (found === undefined && paper === undefined) throw problem('RECORD_NOT_FOUND', { noun: '呈阅件' });
    if (found !== undefined && textOf(found, 'instructedOn') !== '')
      throw problem('INSTRUCTION_ALREADY_RECORDED', {
        paper: textOf(found, 'paperTitle'),
        day: textOf(found, 'instructedOn'),
      });
    const instructionId = id ?? context.newId();
    const book = openTaskBook(context);
    const projectId = found === undefined ? (paper?.projectId ?? null) : textOf(found, 'projectId') || null;
    const drafts = instructionDrafts(context, book, instructionId, found, { ...paper, ...recorded }, tasks.length > 0);
    const made = tasks.map((task) => ({ id: context.newId(), ...task }));
    const origin = { origin: 'instruction' as const, originId: instructionId, onDay: recorded.instructedOn, projectId };
    const taskRecords = made.flatMap(({ id: taskId, ...task }) => askedTask(context, book, taskId, origin, task));
    const title = found === undefined ? (paper?.paperTitle ?? '') : textOf(found, 'paperTitle');
    const change = makeChange(context, 'instructions.record', `登记批示：${title}`, [...drafts, ...taskRecords]);
    return {
      ...changeMade(change),
      id: instructionId,
      taskIds: made.map((task) => task.id),
      dueFinding: deadlineFinding(recorded.dueOn ?? null, calendarInForce(context.writing)),
    };
  },
  'instructions.feedback'(context, { id, feedbackOn, feedback }) {
    const found = requireInstruction(context, id);
    const drafts = instructionDrafts(context, openTaskBook(context), id, found, { feedbackOn, feedback });
    return changeMade(
      makeChange(context, 'instructions.feedback', `反馈批示办理情况：${textOf(found, 'paperTitle')}`, drafts),
    );
  },
  'instructions.saveMany'(context, { items }) {
    const book = openTaskBook(context);
    const drafts = items.flatMap(({ id, changes }) =>
      instructionDrafts(context, book, id, requireInstruction(context, id), changes),
    );
    const change = makeChange(context, 'instructions.saveMany', `修改${items.length}件领导批示`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'instructions.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      requireInstruction(context, id);
      return { entity: 'instruction', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'instructions.remove', `删除${ids.length}件领导批示`, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** A paper that went up, as a record of the ledger: also in the act that prints it. */
export function presentDrafts(
  context: CommandContext,
  paper: ParsedInputOf<'instructions.present'>,
): { readonly id: string; readonly drafts: Draft[] } {
  const id = context.newId();
  return { id, drafts: instructionDrafts(context, openTaskBook(context), id, undefined, paper) };
}

interface TaskOrigin {
  readonly origin: 'instruction' | 'visit';
  readonly originId: string;
  readonly onDay: string;
  readonly projectId: string | null;
}

/** The drafts of a task an instruction or a visit asks for. */
export function askedTask(
  context: CommandContext,
  book: TaskBook,
  id: string,
  { origin, originId, onDay, projectId }: TaskOrigin,
  task: TaskAsked,
): Draft[] {
  return taskDrafts(context, book, id, undefined, {
    origin,
    originId,
    content: task.content,
    assignedOn: onDay,
    dueOn: task.dueOn ?? null,
    projectId: task.projectId ?? projectId,
    unitName: task.unitName ?? null,
    personName: task.personName ?? null,
  });
}

/** The id of a leader who is in the telephone book; a leader is never made by a slip of the keys. */
export function requireLeader(reading: Reading, name: string): string {
  const id = personsByName(reading, requireOffice(reading).id).get(name.trim());
  if (id === undefined) throw problem('LEADER_UNKNOWN', { name });
  return id;
}

function instructionDrafts(
  context: CommandContext,
  book: TaskBook,
  id: string,
  found: StoredRecord | undefined,
  changes: InstructionChanges,
  makesTasks = false,
): Draft[] {
  const { leaderName, handlingUnitName, ...fields } = changes;
  const today = businessDay(context.now);
  const leader = leaderName === undefined ? {} : leaderValues(context, leaderName, fields.leaderPost);
  const values = trimmed({
    ...fields,
    ...leader,
    ...(handlingUnitName === undefined
      ? {}
      : {
          handlingUnitId:
            handlingUnitName === null || handlingUnitName === '' ? null : book.people.unit(handlingUnitName),
        }),
  });
  const after = (field: string): string | null => {
    const value = values[field] === undefined ? found?.values[field] : values[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const facts = {
    presentedOn: after('presentedOn'),
    instructedOn: after('instructedOn'),
    words: after('words'),
    handlingUnitId: after('handlingUnitId'),
    dueOn: after('dueOn'),
    feedback: after('feedback'),
    feedbackOn: after('feedbackOn'),
  };
  const refusal = instructionRefusal(facts, today);
  if (refusal !== null) {
    const { code, ...details } = refusal;
    throw problem(code, { paper: after('paperTitle') ?? '', ...details });
  }
  requireProjectAndScan(context, id, after('projectId'), after('scanId'));
  const hasTasks = makesTasks || (found !== undefined && tasksOfOrigin(context.writing, 'instruction', id).length > 0);
  const year = (facts.presentedOn ?? facts.instructedOn ?? today).slice(0, 4);
  const first =
    found === undefined
      ? { number: nextInstructionNumber(context.writing, requireOffice(context.writing).id, year) }
      : {};
  return [
    ...book.people.newRecords(),
    {
      entity: 'instruction',
      id,
      kind: 'put',
      values: { ...first, ...values, state: instructionState(facts, hasTasks) },
    },
  ];
}

/** The post is the one of that day: it stays as printed when the leader moves on. */
function leaderValues(context: CommandContext, name: string, post: string | null | undefined) {
  const leaderId = requireLeader(context.writing, name);
  const known = textOf(readRecord(context.writing, 'person', leaderId), 'post');
  return { leaderId, leaderPost: post ?? (known === '' ? null : known) };
}

/** The scan is a file of the instruction itself or of its project. */
function requireProjectAndScan(
  context: CommandContext,
  id: string,
  projectId: string | null,
  scanId: string | null,
): void {
  if (projectId !== null) {
    const project = readRecord(context.writing, 'project', projectId);
    if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  }
  if (scanId === null) return;
  const scan = readRecord(context.writing, 'attachment', scanId);
  if (scan === undefined || scan.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '附件' });
  const isOfProject = projectId !== null && textOf(scan, 'projectId') === projectId;
  if (!isOfProject && textOf(scan, 'subjectId') !== id)
    throw problem('INSTRUCTION_SCAN_ELSEWHERE', { file: textOf(scan, 'name') });
}

function requireInstruction(context: CommandContext, id: string): StoredRecord {
  const found = readRecord(context.writing, 'instruction', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '领导批示' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

export function instructionRows(
  reading: Reading,
  officeId: string,
  now: string,
  scope: { readonly leaderId?: string | undefined; readonly projectId?: string | undefined },
): InstructionRow[] {
  const today = businessDay(now);
  const calendar = calendarInForce(reading);
  return listInstructions(reading, scope).map((stored) => rowOf(stored, officeId, today, calendar));
}

function rowOf(
  { homeOffice, number, ...stored }: StoredInstruction,
  officeId: string,
  today: string,
  calendar: Calendar,
): InstructionRow {
  return {
    ...stored,
    number: `${(stored.presentedOn ?? stored.instructedOn ?? '').slice(0, 4)}-${number ?? '?'}`,
    isOurs: homeOffice === officeId,
    dueFinding: stored.state === 'answered' ? null : deadlineFinding(stored.dueOn, calendar),
    workingDaysLate: instructionDaysLate(stored, today, calendar),
  };
}

export function instructionFilter(show: InstructionShow): (row: InstructionRow) => boolean {
  switch (show) {
    case 'open':
      return (row) => row.state !== 'answered';
    case 'late':
      return (row) => (row.workingDaysLate ?? 0) > 0;
    case 'all':
      return () => true;
    default:
      return (row) => row.state === show;
  }
}

export function instructionSource(reading: Reading): string {
  return `批示上的办理时限；督办：${ruleOf(rulePackInForce(reading), 'supervision').source}`;
}

/** What 工作台 says: instructions past their deadline without feedback. */
export function instructionTasks(
  reading: Reading,
  officeId: string,
  now: string,
): OutputOf<'overviews.district'>['tasks'][number][] {
  const late = instructionRows(reading, officeId, now, {}).filter(
    (row) => row.isOurs && instructionFilter('late')(row),
  );
  if (late.length === 0) return [];
  return [
    {
      code: 'INSTRUCTIONS_LATE',
      sentence: `有${late.length}件领导批示超过办理时限还没有反馈。`,
      why: instructionSource(reading),
      tone: 'late',
      action: { label: '看逾期批示', page: '/instructions?show=late' },
      facts: late.map((row) => row.id),
    },
  ];
}
