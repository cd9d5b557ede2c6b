/** 会议: planned by the rhythm of the pack, agenda from the facts, minutes as structure, decisions as 督办事项. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { agendaOf, attendanceOf, lastAgendaOrder } from '#db/queries/meetings.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MeetingChanges } from '#shared/contract/meetings.ts';
import type { MeetingState } from '#shared/domain/meeting.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { lacksOf } from '#shared/rules/tasks.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { agendaProposals } from './agenda-proposals.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { consultations } from './consultations.ts';
import { meetingRows, meetingTypeRows, otherType, requireMeetingRow } from './meeting-rows.ts';
import { openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';
import { isSpecialMeeting, keySupervisedDrafts } from './special-topics.ts';
import { openTaskBook, taskDrafts } from './task-drafts.ts';
import { storedTask, taskRows } from './task-rows.ts';

export const meetingQueries = {
  'meetings.list'({ reading, now }) {
    const rule = ruleOf(rulePackInForce(reading), 'meetings');
    return {
      today: businessDay(now),
      rows: meetingRows(reading),
      types: meetingTypeRows(reading, now),
      source: rule.source,
      shown: rule.shown,
      consultations: consultations(reading, now),
    };
  },
  'meetings.get'({ reading, now }, { id }) {
    return meetingWhole(reading, now, id);
  },
  'meetings.proposals'({ reading, now }, { id }) {
    requireMeetingRow(reading, id);
    return { rows: agendaProposals(reading, requireOffice(reading).id, now, agendaOf(reading, id)) };
  },
} satisfies Partial<QueryHandlers>;

export const meetingCommands = {
  'meetings.save'(context, { id, changes }) {
    const found = id === undefined ? undefined : requireOpenMeeting(context, id);
    const meetingId = id ?? context.newId();
    const { writing } = context;
    const type = changes.type ?? (found === undefined ? otherType.code : textOf(found, 'type'));
    const typeName = requireType(writing, type);
    const { chairName, ...fields } = changes;
    const people = openPeopleBook(writing, requireOffice(writing).id, context.newId);
    const title = (changes.title ?? (found === undefined ? typeName : textOf(found, 'title'))).trim();
    const values = {
      ...(found === undefined ? firstValues(context, type) : {}),
      ...trimmed(fields),
      ...(chairName === undefined ? {} : { chairId: nothing(chairName) ? null : people.person(chairName ?? '') }),
      title,
    };
    if (found !== undefined && changes.onDay !== undefined) requireDayOfState(context, found, changes);
    const drafts: Draft[] = [...people.newRecords(), { entity: 'meeting', id: meetingId, kind: 'put', values }];
    const verb = found === undefined ? '安排' : '修改';
    return { ...changeMade(makeChange(context, 'meetings.save', `${verb}会议：${title}`, drafts)), id: meetingId };
  },
  'meetings.takeProposals'(context, { id, keys }) {
    const found = requireOpenMeeting(context, id);
    const { writing, now } = context;
    const officeId = requireOffice(writing).id;
    const people = openPeopleBook(writing, officeId, context.newId);
    const proposals = agendaProposals(writing, officeId, now, agendaOf(writing, id));
    const wanted = proposals.filter((each) => keys.includes(each.key) && !each.isTaken);
    if (wanted.length === 0) throw problem('RECORD_NOT_FOUND', { noun: '议题建议' });
    const last = lastAgendaOrder(writing, id);
    const items = wanted.map((each, index): Draft => {
      const { reason, title, facts, projectId, subjectId, unitName } = each;
      const reportingUnitId = unitName === null ? null : people.unit(unitName);
      const values = { meetingId: id, reason, title, facts, projectId, subjectId, reportingUnitId };
      return item(context.newId(), { ...values, printOrder: last + index + 1 });
    });
    const topics = wanted.map((each) => ({ ...each, isDropped: false }));
    const supervised = textOf(found, 'state') === 'planned' ? [] : keySupervisedDrafts(writing, found, topics);
    const summary = `${textOf(found, 'title')}：列入${wanted.length}个议题`;
    const drafts = [...people.newRecords(), ...items, ...supervised];
    const change = makeChange(context, 'meetings.takeProposals', summary, drafts);
    return { ...changeMade(change), taken: wanted.length };
  },
  'meetings.addItem'(context, { id, title, projectId }) {
    const found = requireOpenMeeting(context, id);
    if (projectId !== undefined && readRecord(context.writing, 'project', projectId) === undefined)
      throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const itemId = context.newId();
    const printOrder = lastAgendaOrder(context.writing, id) + 1;
    const values = { meetingId: id, title, projectId: projectId ?? null, printOrder };
    const change = makeChange(context, 'meetings.addItem', `${textOf(found, 'title')}：增加议题“${title}”`, [
      item(itemId, values),
    ]);
    return { ...changeMade(change), itemId };
  },
  'meetings.saveItem'(context, { itemId, changes }) {
    const { found, meeting } = requireItem(context, itemId);
    const { reportingUnitName, ...fields } = changes;
    const people = openPeopleBook(context.writing, requireOffice(context.writing).id, context.newId);
    const words = [fields.heard, fields.opinions].some((each) => !nothing(each ?? null));
    if (words && textOf(meeting, 'state') === 'planned') throw notHeld(meeting, '记录');
    const unit =
      reportingUnitName === undefined
        ? {}
        : { reportingUnitId: nothing(reportingUnitName) ? null : people.unit(reportingUnitName ?? '') };
    const drafts = [...people.newRecords(), item(itemId, { ...trimmed(fields), ...unit })];
    return changeMade(makeChange(context, 'meetings.saveItem', `修改议题：${textOf(found, 'title')}`, drafts));
  },
  'meetings.orderItems'(context, { id, itemIds }) {
    const found = requireOpenMeeting(context, id);
    const known = new Set(agendaOf(context.writing, id).map((each) => each.id));
    if (new Set(itemIds).size !== known.size || itemIds.some((each) => !known.has(each)))
      throw problem('AGENDA_ORDER_INCOMPLETE');
    const drafts = itemIds.map((itemId, index) => item(itemId, { printOrder: index + 1 }));
    return changeMade(makeChange(context, 'meetings.orderItems', `${textOf(found, 'title')}：调整议题顺序`, drafts));
  },
  'meetings.removeItem'(context, { itemId }) {
    const { found } = requireItem(context, itemId);
    const title = textOf(found, 'title');
    const ofMeeting = taskRows(context.writing, requireOffice(context.writing).id, context.now, {
      originId: textOf(found, 'meetingId'),
    });
    if (ofMeeting.some((row) => row.agendaItemId === itemId)) throw problem('AGENDA_ITEM_DECIDED', { item: title });
    const drafts: Draft[] = [{ entity: 'agendaItem', id: itemId, kind: 'delete' }];
    return changeMade(makeChange(context, 'meetings.removeItem', `删除议题：${title}`, drafts));
  },
  'meetings.saveAttendance'(context, { id, items }) {
    const found = requireOpenMeeting(context, id);
    const { writing } = context;
    const people = openPeopleBook(writing, requireOffice(writing).id, context.newId);
    const kept = new Set<string>();
    const puts = items.map(({ personName, kind, standInName, printedPost }, index): Draft => {
      const personId = people.person(personName);
      const attendanceId = recordId('attendance', id, personId);
      if (kept.has(attendanceId)) throw problem('MEETING_PERSON_TWICE', { person: personName });
      kept.add(attendanceId);
      const standIn = standInName ?? '';
      if (standIn !== '' && standIn === personName) throw problem('MEETING_STAND_IN_SAME', { person: personName });
      if (standIn !== '' && kind !== 'excused') throw problem('MEETING_STAND_IN_PRESENT', { person: personName });
      const standInId = standIn === '' ? null : people.person(standIn);
      const values = { meetingId: id, personId, kind, standInId, printedPost: printedPost || null };
      return { entity: 'attendance', id: attendanceId, kind: 'put', values: { ...values, printOrder: index + 1 } };
    });
    const gone = attendanceOf(writing, id).filter((each) => !kept.has(each.id));
    const deletes = gone.map((each): Draft => ({ entity: 'attendance', id: each.id, kind: 'delete' }));
    const summary = `${textOf(found, 'title')}：参会人员${items.length}人`;
    const drafts = [...people.newRecords(), ...puts, ...deletes];
    return changeMade(makeChange(context, 'meetings.saveAttendance', summary, drafts));
  },
  'meetings.decide'(context, { itemId, changes }) {
    const { found, meeting } = requireItem(context, itemId);
    if (textOf(meeting, 'state') === 'planned') throw notHeld(meeting, '议定事项');
    const taskId = context.newId();
    const projectId = textOf(found, 'projectId');
    const drafts = taskDrafts(context, openTaskBook(context), taskId, undefined, {
      ...changes,
      origin: 'meeting',
      originId: meeting.id,
      agendaItemId: itemId,
      ...(projectId === '' ? {} : { projectId }),
      assignedOn: textOf(meeting, 'onDay'),
      ...(isSpecialMeeting(context.writing, meeting) ? { isKeySupervised: true } : {}),
    });
    const change = makeChange(context, 'meetings.decide', `会议议定：${changes.content}`, drafts);
    const saved = storedTask(context.writing, taskId);
    return { ...changeMade(change), taskId, lacks: saved.state === 'draft' ? lacksOf(saved) : [] };
  },
} satisfies Partial<CommandHandlers>;

export function meetingWhole(reading: Reading, now: string, id: string): OutputOf<'meetings.get'> {
  const office = requireOffice(reading);
  const row = requireMeetingRow(reading, id);
  const decisions = taskRows(reading, office.id, now, { originId: id }).toSorted(
    (left, right) => numberOf(left.number) - numberOf(right.number),
  );
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const type = rule.parameters.types.find((each) => each.code === row.type);
  return {
    row,
    agenda: agendaOf(reading, id).map((each) => ({
      ...each,
      decisions: decisions.filter((task) => task.agendaItemId === each.id),
    })),
    attendance: attendanceOf(reading, id),
    type: { supervisor: type?.supervisor ?? null, source: type?.source ?? rule.source },
  };
}

/** The meeting itself, open to changes: ours, not cancelled, its minutes not issued. */
export function requireOpenMeeting(context: CommandContext, id: string): StoredRecord {
  const found = requireMeeting(context, id);
  const state = textOf(found, 'state') as MeetingState;
  const details = { meeting: textOf(found, 'title') };
  if (state === 'issued') throw problem('MEETING_ISSUED', details);
  if (state === 'cancelled') throw problem('MEETING_CANCELLED', details);
  return found;
}

export function requireMeeting(context: CommandContext, id: string): StoredRecord {
  const found = readRecord(context.writing, 'meeting', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '会议' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

function requireItem(
  context: CommandContext,
  itemId: string,
): { readonly found: StoredRecord; readonly meeting: StoredRecord } {
  const found = readRecord(context.writing, 'agendaItem', itemId);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '议题' });
  return { found, meeting: requireOpenMeeting(context, textOf(found, 'meetingId')) };
}

function requireType(reading: Reading, type: string): string {
  if (type === otherType.code) return otherType.name;
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const known = rule.parameters.types.find((each) => each.code === type);
  if (known === undefined) throw problem('MEETING_TYPE_UNKNOWN', { type, source: rule.source });
  return known.name;
}

/** What was held was not held in the future. */
function requireDayOfState(context: CommandContext, found: StoredRecord, { onDay = '' }: MeetingChanges): void {
  if (textOf(found, 'state') !== 'planned' && onDay > businessDay(context.now))
    throw problem('MEETING_IN_FUTURE', { meeting: textOf(found, 'title'), day: shownDay(onDay) });
}

function notHeld(meeting: StoredRecord, what: string) {
  return problem('MEETING_NOT_HELD', { meeting: textOf(meeting, 'title'), what });
}

function firstValues(context: CommandContext, type: string): Draft['values'] & object {
  return {
    type,
    onDay: businessDay(context.now),
    state: 'planned',
    rulePack: rulePackInForce(context.writing).id,
  };
}

function item(id: string, values: Draft['values'] & object): Draft {
  return { entity: 'agendaItem', id, kind: 'put', values };
}

function numberOf(number: string): number {
  return Number(number.split('-')[1] ?? 0) || 0;
}

function nothing(text: string | null): boolean {
  return text === null || text.trim() === '';
}
