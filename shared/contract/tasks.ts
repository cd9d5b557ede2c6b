import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { task, taskOrigins, taskReviewResults, taskStates } from '../domain/task.ts';
import { taskEntryKinds } from '../domain/task-entry.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const day = z.iso.date();
const id = z.string().min(1);
const ids = z.array(id).min(1).max(1000);
const body = z.string().trim().min(1).max(3000);
const reason = z.string().trim().min(1).max(1000);

export const taskRow = z.object({
  id: z.string(),
  number: z.string().describe('year and running number: 2026-15'),
  origin: z.enum(taskOrigins),
  originId: z.string().nullable(),
  originName: z.string().nullable().describe('the meeting, paper, issue or place it comes from, as a person names it'),
  originDay: z.string().nullable(),
  agendaItemId: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  officeName: z.string(),
  isOurs: z.boolean(),
  districtName: z.string().nullable().describe('the district the centre gave it to'),
  isForUs: z.boolean().describe('handed down to this office: it answers, the centre closes'),
  content: z.string(),
  assignedOn: z.string(),
  dueOn: z.string().nullable(),
  dueFinding: z.string().nullable().describe('the deadline falls on a day off'),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  supportingUnits: z.array(z.string()),
  state: z.enum(taskStates),
  lacks: z.array(z.enum(['responsible', 'dueOn'])),
  isKeySupervised: z.boolean(),
  replyText: z.string().nullable(),
  repliedOn: z.string().nullable(),
  evidenceId: z.string().nullable(),
  evidenceName: z.string().nullable(),
  returnedReason: z.string().nullable(),
  escalatedTo: z.string().nullable(),
  escalatedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  closedBy: z.string().nullable(),
  closingNote: z.string().nullable(),
  handedOverOn: z.string().nullable(),
  reminders: z.int(),
  remindedOn: z.string().nullable(),
  extensionAskedTo: z.string().nullable().describe('the day asked for in a request that waits for an answer'),
  reviewDueOn: z.string().nullable(),
  reviewedOn: z.string().nullable(),
  reviewResult: z.enum(taskReviewResults).nullable(),
  isReviewDue: z.boolean(),
  workingDaysLate: z
    .int()
    .nullable()
    .describe('0 when not late; null for a draft, without a deadline or where a year is not loaded'),
  workingDaysLeft: z.int().nullable().describe('of an open task; null where late or not known'),
  lastEntry: z.string().nullable(),
  pinyin: z.string(),
  initials: z.string(),
});
export type TaskRow = z.infer<typeof taskRow>;

/** What may be typed; the state changes by acts. */
const taskChanges = changesSchema(task)
  .pick({
    origin: true,
    originId: true,
    agendaItemId: true,
    projectId: true,
    content: true,
    assignedOn: true,
    dueOn: true,
    isKeySupervised: true,
    officeId: true,
  })
  .extend({
    unitName: z.string().max(100).nullable().optional(),
    personName: z.string().max(40).nullable().optional(),
    supportingUnitNames: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
  });
export type TaskChanges = z.infer<typeof taskChanges>;

const taskAct = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('assign'),
      unitName: z.string().trim().max(100).optional(),
      personName: z.string().trim().max(40).optional(),
      dueOn: day.optional(),
    })
    .describe('交办 a draft, with what it lacked'),
  z.strictObject({ kind: z.literal('accept'), body: z.string().trim().max(3000).optional() }),
  z.strictObject({ kind: z.literal('progress'), body }),
  z.strictObject({ kind: z.literal('reply'), body, evidenceId: id.nullable().optional() }),
  z.strictObject({ kind: z.literal('return'), reason }),
  z.strictObject({ kind: z.literal('askExtension'), dueOn: day, reason }),
  z.strictObject({
    kind: z.literal('decideExtension'),
    isGranted: z.boolean(),
    reason: z.string().trim().max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('remind'), body: z.string().trim().max(1000).optional() }).describe('催办, counted'),
  z.strictObject({ kind: z.literal('escalate'), meeting: z.string().trim().min(1).max(100), reason }),
  z.strictObject({
    kind: z.literal('close'),
    note: z.string().trim().max(2000),
    evidenceId: id.nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('reopen'), reason }),
  z.strictObject({
    kind: z.literal('review'),
    result: z.enum(taskReviewResults),
    note: z.string().trim().max(1000).optional(),
  }),
]);
export type TaskActInput = z.infer<typeof taskAct>;

export const taskShows = ['open', 'late', 'draft', 'replied', 'escalated', 'reviewDue', 'closed', 'all'] as const;
export type TaskShow = (typeof taskShows)[number];

const ledgerFilter = z.strictObject({
  show: z.enum(taskShows).optional(),
  projectId: id.optional(),
  /** Of one meeting, instruction, issue or visit. */
  originId: id.optional(),
});

const slipKinds = ['assignment', 'reminder', 'notice'] as const;
export type SlipKind = (typeof slipKinds)[number];

export const tasks = {
  'tasks.answerAbove': command(
    'What this district says to a task the centre handed down: accepted, in hand, or done. It travels with the next report.',
    z.strictObject({
      id,
      kind: z.enum(['accept', 'progress', 'reply']),
      body: z.string().trim().max(3000).default(''),
    }),
    changeMade,
    { role: 'district' },
  ),
  'tasks.list': query(
    'The ledger of tasks (督办事项), earliest deadline first, with the rules that hold for it.',
    ledgerFilter,
    z.object({
      today: z.string(),
      rows: z.array(taskRow),
      counts: z.record(z.enum(taskShows), z.int()),
      rule: z.object({
        supervisor: z.string().nullable(),
        mayIssueNotices: z.boolean(),
        supervisionShown: z.string(),
        supervisionSource: z.string(),
        meetings: z.array(z.string()).describe('where what cannot be solved goes, the first is proposed'),
        meetingsSource: z.string(),
        needsEvidence: z.boolean(),
      }),
    }),
  ),
  'tasks.get': query(
    'One task with everything that happened to it, from where it came from to the follow-up review.',
    z.strictObject({ id }),
    z.object({
      row: taskRow,
      entries: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(taskEntryKinds),
          onDay: z.string(),
          body: z.string().nullable(),
          byWhom: z.string().nullable(),
          newDueOn: z.string().nullable(),
          attachmentId: z.string().nullable(),
          attachmentName: z.string().nullable(),
        }),
      ),
      chain: z
        .array(
          z.object({
            onDay: z.string(),
            what: z.string(),
            body: z.string(),
            byWhom: z.string().nullable(),
            attachment: z.object({ id: z.string(), name: z.string() }).nullable(),
          }),
        )
        .describe('来龙去脉: oldest first, the origin and the files among it'),
    }),
  ),
  'tasks.save': command(
    'Enters a task from any origin (no id) or changes what was typed. Without person or day it stays a draft.',
    z.strictObject({ id: id.optional(), changes: taskChanges }),
    changeMade.extend({
      id: z.string(),
      state: z.enum(taskStates),
      lacks: z.array(z.enum(['responsible', 'dueOn'])),
      dueFinding: z.string().nullable(),
    }),
  ),
  'tasks.saveMany': command(
    'Changes several tasks at once (a pasted block, fill down); one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ id, changes: taskChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'tasks.act': command(
    'One step of a task: assigned, accepted, replied, returned, extended, reminded, escalated, closed, reviewed …',
    z.strictObject({
      id,
      onDay: day.optional().describe('today where left out'),
      byWhom: z.string().trim().max(60).optional(),
      act: taskAct,
    }),
    changeMade.extend({
      state: z.enum(taskStates),
      reviewDueOn: z.string().nullable(),
      dueFinding: z.string().nullable(),
    }),
  ),
  'tasks.handOver': command(
    'The list of what meetings decided (议定事项清单) was handed to the supervising body.',
    z.strictObject({ ids, onDay: day }),
    changeMade.extend({ changed: z.int() }),
  ),
  'tasks.remove': command(
    'Takes out tasks entered by mistake; history stays and it can be undone.',
    z.strictObject({ ids }),
    changeMade,
  ),
  'tasks.ledger': job(
    'The ledger of tasks (督办台账) as a table to print or as a workbook.',
    ledgerFilter.extend({ format: tableFormat }),
    paperFile,
  ),
  'tasks.decisions': job(
    'What meetings decided, for the supervising body (议定事项清单), as a table to print or as a workbook.',
    z.strictObject({ ids, format: tableFormat }),
    paperFile,
  ),
  'tasks.slips': job(
    '交办单, 提醒函 or 督办通知单: one page for each task.',
    z.strictObject({ ids, kind: z.enum(slipKinds) }),
    paperFile,
  ),
  'tasks.proof': job('The whole life of a task on paper (来龙去脉).', z.strictObject({ id }), paperFile),
};
