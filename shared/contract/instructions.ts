import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { instruction, instructionStates } from '../domain/instruction.ts';
import { taskStates } from '../domain/task.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';
import { taskShows } from './tasks.ts';

const day = z.iso.date();
const id = z.string().min(1);
const name = z.string().trim().max(100);

const instructionRow = z.object({
  id: z.string(),
  number: z.string().describe('year and running number: 2026-15'),
  paperTitle: z.string(),
  presentedOn: z.string().nullable(),
  leaderId: z.string(),
  leaderName: z.string(),
  leaderPost: z.string().nullable(),
  instructedOn: z.string().nullable(),
  words: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  scanId: z.string().nullable(),
  scanName: z.string().nullable(),
  handlingUnitName: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueFinding: z.string().nullable().describe('the deadline falls on a day off'),
  state: z.enum(instructionStates),
  feedback: z.string().nullable(),
  feedbackOn: z.string().nullable(),
  officeName: z.string(),
  isOurs: z.boolean(),
  workingDaysLate: z
    .int()
    .nullable()
    .describe('without feedback past the deadline; null where there is none or a year is not loaded'),
  tasks: z.int(),
  openTasks: z.int(),
  pinyin: z.string(),
  initials: z.string(),
});
export type InstructionRow = z.infer<typeof instructionRow>;

const leaderName = z.string().trim().min(1).max(40);

/** What may be corrected in the ledger; the state follows from what stands there. */
const instructionChanges = changesSchema(instruction)
  .pick({
    paperTitle: true,
    presentedOn: true,
    leaderPost: true,
    instructedOn: true,
    words: true,
    projectId: true,
    scanId: true,
    dueOn: true,
    feedback: true,
    feedbackOn: true,
  })
  .extend({ leaderName: leaderName.optional(), handlingUnitName: name.nullable().optional() });
export type InstructionChanges = z.infer<typeof instructionChanges>;

export const instructionShows = ['open', 'presented', 'received', 'inHand', 'late', 'answered', 'all'] as const;
export type InstructionShow = (typeof instructionShows)[number];

const ledgerFilter = z.strictObject({
  show: z.enum(instructionShows).optional(),
  leaderId: id.optional(),
  projectId: id.optional(),
});

const presented = z.strictObject({
  paperTitle: z.string().trim().min(1).max(200),
  leaderName,
  projectId: id.nullable().optional(),
});

/** A task an instruction or a visit asks for; without person, unit or day it stays a draft. */
export const taskAsked = z.strictObject({
  content: z.string().trim().min(1).max(1000),
  unitName: name.optional(),
  personName: z.string().trim().max(40).optional(),
  dueOn: day.nullable().optional(),
  projectId: id.nullable().optional(),
});
export type TaskAsked = z.infer<typeof taskAsked>;

export const taskMade = z.object({
  id: z.string(),
  originId: z.string(),
  content: z.string(),
  state: z.enum(taskStates),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  dueOn: z.string().nullable(),
  replyText: z.string().nullable(),
});

export const instructions = {
  'instructions.list': query(
    'The ledger of papers that went up to leaders and what came back, newest first.',
    ledgerFilter,
    z.object({
      today: z.string(),
      rows: z.array(instructionRow),
      counts: z.record(z.enum(instructionShows), z.int()),
      leaders: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
    }),
  ),
  'instructions.get': query(
    'One instruction with the tasks it made.',
    z.strictObject({ id }),
    z.object({ row: instructionRow, tasks: z.array(taskMade) }),
  ),
  'instructions.present': command(
    'A paper went up to a leader (呈送).',
    presented.extend({ presentedOn: day }),
    changeMade.extend({ id: z.string() }),
  ),
  'instructions.record': command(
    'What the leader wrote (批示), on a paper of the ledger or on one that was not entered; makes tasks where wanted.',
    z.strictObject({
      id: id.optional(),
      paper: presented.extend({ presentedOn: day.nullable().optional() }).optional().describe('where there is no id'),
      instructedOn: day,
      words: z.string().max(3000),
      handlingUnitName: name.optional(),
      dueOn: day.nullable().optional(),
      scanId: id.nullable().optional(),
      tasks: z.array(taskAsked).max(20).optional(),
    }),
    changeMade.extend({ id: z.string(), taskIds: z.array(z.string()), dueFinding: z.string().nullable() }),
  ),
  'instructions.feedback': command(
    'What was done, told to the leader (反馈).',
    z.strictObject({ id, feedbackOn: day, feedback: z.string().max(3000) }),
    changeMade,
  ),
  'instructions.saveMany': command(
    'Corrects rows of the ledger (a cell, a pasted block, fill down); one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ id, changes: instructionChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'instructions.remove': command(
    'Takes out what was entered by mistake; its tasks stay; history stays and it can be undone.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
  'instructions.paper': job(
    '呈阅件: large type with room for handwriting, of a project, of the late projects or of tasks. `presentedOn`: entered too.',
    z.strictObject({
      title: z.string().trim().min(1).max(200),
      leaderName: leaderName.optional(),
      about: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('project'), projectId: id }),
        z.strictObject({ kind: z.literal('lagging') }),
        z.strictObject({ kind: z.literal('tasks'), show: z.enum(taskShows), projectId: id.optional() }),
      ]),
      request: z.string().trim().max(2000).optional(),
      presentedOn: day.optional().describe('the person says it goes up: recorded in the same act'),
    }),
    paperFile.extend({ instructionId: z.string().nullable() }),
  ),
  'instructions.ledger': job(
    'The ledger for the leaders, grouped by leader with what was done, to print or as a workbook.',
    ledgerFilter.extend({ format: tableFormat }),
    paperFile,
  ),
};
