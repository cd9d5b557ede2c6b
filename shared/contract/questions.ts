import { z } from 'zod';
import { answer, answerKinds } from '../domain/answer.ts';
import { question, questionKinds } from '../domain/question.ts';
import { questionStandings } from '../rules/questions.ts';
import { changeMade, command, query } from './define.ts';

export const questionShows = ['open', 'toAnswer', 'toSettle', 'all'] as const;
export type QuestionShow = (typeof questionShows)[number];

const { proposed, dueOn, period } = question.fields;
const aboutRecord = z.strictObject({
  entity: z.string(),
  id: z.string().describe('empty: what the centre has not decided yet about the project'),
  projectId: z.string().optional(),
});

const answerView = z.object({
  id: z.string(),
  kind: z.enum(answerKinds),
  body: z.string().nullable(),
  answeredOn: z.string(),
  answeredBy: z.string().nullable(),
});

const questionView = z.object({
  id: z.string(),
  kind: z.enum(questionKinds),
  standing: z.enum(questionStandings),
  isOurs: z.boolean().describe('asked by this office'),
  isUnsent: z.boolean().describe('this office’s last word on it is not acknowledged by the other side'),
  fromName: z.string(),
  toName: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  subject: z.string().describe('the record asked about, in words'),
  fieldLabel: z.string().nullable(),
  shown: z.string().nullable().describe('as it stood when it was asked, in words'),
  shownNow: z.string().nullable(),
  isChanged: z.boolean().nullable().describe('null: no single value was asked about, or it is not here'),
  proposed: z.string().nullable(),
  body: z.string(),
  period: z.string().nullable(),
  askedOn: z.string(),
  askedBy: z.string().nullable(),
  dueOn: z.string().nullable(),
  isLate: z.boolean().describe('its day has passed without an answer'),
  workingDays: z.int().nullable().describe('since it was asked, until it was closed; null: year not loaded'),
  answers: z.array(answerView),
  settledOn: z.string().nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
  page: z.string().nullable().describe('where what was asked about is corrected, for the office it belongs to'),
});
export type QuestionView = z.infer<typeof questionView>;

export const questions = {
  'questions.list': query(
    'Questions and change requests between this office and others, with the value then and now, and the answers.',
    z.strictObject({
      show: z.enum(questionShows).default('all'),
      side: z.enum(['asked', 'received']).optional().describe('asked by this office, or of it'),
      projectId: z.string().optional(),
    }),
    z.object({
      rows: z.array(questionView),
      counts: z.object({ open: z.int(), toAnswer: z.int(), toSettle: z.int(), all: z.int() }),
    }),
  ),
  'questions.subjects': query(
    'What can be asked about: at the centre a district’s project, plan and reports; in a district the centre’s records.',
    z.strictObject({ projectId: z.string().optional() }),
    z.object({
      rows: z.array(
        z.object({
          about: aboutRecord,
          label: z.string(),
          fields: z.array(z.object({ name: z.string(), label: z.string(), shown: z.string().nullable() })),
        }),
      ),
    }),
  ),
  'questions.ask': command(
    'Asks the office a record belongs to about it; in a district, asks the centre to change it. Travels with the next package.',
    z.strictObject({
      about: aboutRecord,
      field: z.string().optional(),
      period: period.schema.optional().describe('of a question about what was not reported'),
      toOfficeId: z.string().optional().describe('refused where the record is not that office’s'),
      body: z.string().trim().max(1000),
      proposed: proposed.schema.default(null),
      dueOn: dueOn.schema.default(null),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'questions.answer': command(
    'The asked office’s answer; a correction is its own edit and needs no words.',
    z.strictObject({ id: z.string(), kind: z.enum(answerKinds), body: answer.fields.body.schema.default(null) }),
    changeMade,
  ),
  'questions.settle': command(
    'The asking office is content with the answer.',
    z.strictObject({ id: z.string(), note: question.fields.note.schema.default(null) }),
    changeMade,
  ),
  'questions.withdraw': command(
    'The asking office takes its question back; it stays in the list.',
    z.strictObject({ id: z.string(), note: question.fields.note.schema.default(null) }),
    changeMade,
  ),
};
