import { z } from 'zod';
import { agendaReasons } from '../domain/agenda-item.ts';
import { attendanceKinds } from '../domain/attendance.ts';
import { changesSchema } from '../domain/entity.ts';
import { meeting, meetingStates } from '../domain/meeting.ts';
import { changeMade, command, job, paperFile, query } from './define.ts';
import { taskRow } from './tasks.ts';

const day = z.iso.date();
const id = z.string().min(1);

export const meetingRow = z.object({
  id: z.string(),
  type: z.string(),
  typeName: z.string(),
  title: z.string(),
  onDay: z.string(),
  time: z.string().nullable(),
  place: z.string().nullable(),
  chairName: z.string().nullable(),
  chairPost: z.string().nullable(),
  recorder: z.string().nullable(),
  districtName: z.string().nullable(),
  state: z.enum(meetingStates),
  opening: z.string().nullable(),
  closing: z.string().nullable(),
  briefingOpening: z.string().nullable(),
  briefingClosing: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedBy: z.string().nullable(),
  issuedOn: z.string().nullable(),
  copyTo: z.string().nullable(),
  topics: z.int().describe('without those dropped'),
  decisions: z.int(),
  drafts: z.int().describe('decisions that lack a person or a day'),
  isOurs: z.boolean(),
});
export type MeetingRow = z.infer<typeof meetingRow>;

const agendaRow = z.object({
  id: z.string(),
  title: z.string(),
  reason: z.enum(agendaReasons).nullable(),
  facts: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  subjectId: z.string().nullable(),
  reportingUnitName: z.string().nullable(),
  isDropped: z.boolean(),
  heard: z.string().nullable(),
  opinions: z.string().nullable(),
  decisions: z.array(taskRow),
});
export type AgendaRow = z.infer<typeof agendaRow>;

const attendanceRow = z.object({
  id: z.string(),
  personName: z.string(),
  kind: z.enum(attendanceKinds),
  standInName: z.string().nullable(),
  printedPost: z.string().nullable(),
});
export type AttendanceRow = z.infer<typeof attendanceRow>;

export const meetingTypeRow = z.object({
  code: z.string(),
  name: z.string(),
  rhythm: z.string(),
  chair: z.string().nullable(),
  supervisor: z.string().nullable(),
  source: z.string(),
  missed: z.array(z.string()).describe('spans without a meeting, newest first'),
  isProvided: z.boolean().describe('held or planned in the span under way'),
  plannedOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  proposedOn: z.string().nullable(),
  proposedWhy: z.string().nullable(),
});
export type MeetingTypeRow = z.infer<typeof meetingTypeRow>;

const proposal = z.object({
  key: z.string(),
  reason: z.enum(agendaReasons),
  title: z.string(),
  facts: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  subjectId: z.string().nullable(),
  unitName: z.string().nullable(),
  isTaken: z.boolean(),
});
export type AgendaProposal = z.infer<typeof proposal>;

const changes = changesSchema(meeting)
  .pick({
    type: true,
    title: true,
    onDay: true,
    time: true,
    place: true,
    chairPost: true,
    recorder: true,
    districtName: true,
    opening: true,
    closing: true,
    briefingOpening: true,
    briefingClosing: true,
    copyTo: true,
  })
  .extend({ chairName: z.string().max(40).nullable().optional() });
export type MeetingChanges = z.infer<typeof changes>;

const itemChanges = z.strictObject({
  title: z.string().trim().min(1).max(300).optional(),
  facts: z.string().max(2000).nullable().optional(),
  reportingUnitName: z.string().max(100).nullable().optional(),
  heard: z.string().max(5000).nullable().optional(),
  opinions: z.string().max(5000).nullable().optional(),
  isDropped: z.boolean().optional(),
});

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({ kind: z.literal('minute') }),
  z.strictObject({
    kind: z.literal('issue'),
    documentNumber: z.string().trim().max(60).describe('given by the issuing organ after signing; never made here'),
    issuedBy: z.string().trim().min(1).max(40),
    issuedOn: day,
  }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('back') }).describe('one step back'),
]);

export const meetings = {
  'meetings.list': query(
    'Meetings, newest first, with what the rules in force demand of each type and what was missed.',
    z.strictObject({}),
    z.object({
      today: z.string(),
      rows: z.array(meetingRow),
      types: z.array(meetingTypeRow),
      source: z.string(),
      shown: z.string(),
      consultations: z
        .object({
          today: z.string(),
          type: z.string().describe('code of the type of meeting'),
          source: z.string(),
          thisMonth: z.array(z.string()),
          districts: z
            .array(z.object({ name: z.string(), lastOn: z.string().nullable(), timesThisYear: z.int() }))
            .describe('never or longest ago first'),
          notYet: z.array(z.string()).describe('not this year'),
          unnamed: z.int().describe('held without saying with whom'),
        })
        .nullable()
        .describe('县（区）会商; null: no rule asks for it or no district reports here'),
    }),
  ),
  'meetings.get': query(
    'One meeting with agenda, attendance, minutes and decisions.',
    z.strictObject({ id }),
    z.object({
      row: meetingRow,
      agenda: z.array(agendaRow),
      attendance: z.array(attendanceRow),
      type: z.object({ supervisor: z.string().nullable(), source: z.string() }),
    }),
  ),
  'meetings.proposals': query(
    'Topics the facts propose: overdue tasks, urgent or late issues, lagging projects, missed milestones, not reported.',
    z.strictObject({ id }),
    z.object({ rows: z.array(proposal) }),
  ),
  'meetings.save': command(
    'Plans a meeting of a type of the rules in force (no id) or changes what was typed.',
    z.strictObject({ id: id.optional(), changes }),
    changeMade.extend({ id: z.string() }),
  ),
  'meetings.act': command(
    'One step: held, minuted, issued with the number given after signing, cancelled, or one step back.',
    z.strictObject({ id, act }),
    changeMade.extend({ state: z.enum(meetingStates) }),
  ),
  'meetings.takeProposals': command(
    'Takes proposed topics into the agenda, with the facts as they are now.',
    z.strictObject({ id, keys: z.array(z.string().min(1)).min(1).max(200) }),
    changeMade.extend({ taken: z.int() }),
  ),
  'meetings.addItem': command(
    'Adds a topic by hand.',
    z.strictObject({ id, title: z.string().trim().min(1).max(300), projectId: id.optional() }),
    changeMade.extend({ itemId: z.string() }),
  ),
  'meetings.saveItem': command(
    'Changes a topic: its words, what was heard, what was said, or whether it is dropped.',
    z.strictObject({ itemId: id, changes: itemChanges }),
    changeMade,
  ),
  'meetings.orderItems': command(
    'Puts the topics into this order.',
    z.strictObject({ id, itemIds: z.array(id).min(1).max(500) }),
    changeMade,
  ),
  'meetings.removeItem': command(
    'Takes a topic out that was entered by mistake; one with decisions is dropped instead.',
    z.strictObject({ itemId: id }),
    changeMade,
  ),
  'meetings.saveAttendance': command(
    'Who was present, listened, or was excused, and who stood in for whom: the whole list in its order.',
    z.strictObject({
      id,
      items: z
        .array(
          z.strictObject({
            personName: z.string().trim().min(1).max(40),
            kind: z.enum(attendanceKinds),
            standInName: z.string().trim().max(40).nullable().optional(),
            printedPost: z.string().trim().max(100).nullable().optional(),
          }),
        )
        .max(300),
    }),
    changeMade,
  ),
  'meetings.decide': command(
    'A decision under a topic: a task of this meeting. Without person or day it stays a draft and is listed.',
    z.strictObject({
      itemId: id,
      changes: z.strictObject({
        content: z.string().trim().min(1).max(1000),
        dueOn: day.nullable().optional(),
        unitName: z.string().max(100).nullable().optional(),
        personName: z.string().max(40).nullable().optional(),
        supportingUnitNames: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
      }),
    }),
    changeMade.extend({ taskId: z.string(), lacks: z.array(z.enum(['responsible', 'dueOn'])) }),
  ),
  'meetings.minutesText': query(
    'The minutes as plain text, for the clipboard.',
    z.strictObject({ id }),
    z.object({ text: z.string() }),
  ),
  'meetings.minutes': job(
    '会议纪要 in the official layout, as PDF or as a Word file to be edited; without red head for pre-printed paper.',
    z.strictObject({ id, format: z.enum(['pdf', 'docx']), hasRedHead: z.boolean().optional() }),
    paperFile,
  ),
  'meetings.reportingSheets': job(
    '汇报单: one sheet for each reporting unit and project of the agenda, all in one file; a Word file to be typed into.',
    z.strictObject({ id, format: z.enum(['pdf', 'docx']) }),
    paperFile,
  ),
  'meetings.briefing': job(
    '听取汇报材料: the facts up to today for the leader who hears them; presented: in large type with room for the pen.',
    z.strictObject({ id, format: z.enum(['pdf', 'docx']), isPresented: z.boolean().optional() }),
    paperFile,
  ),
};
