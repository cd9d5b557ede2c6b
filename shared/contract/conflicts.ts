import { z } from 'zod';
import { changeMade, command, nothing, query } from './define.ts';

const side = z.object({
  shown: z.string().nullable().describe('the value as a person reads it; null: nothing'),
  actor: z.string(),
  at: z.string(),
  place: z.string().describe('which computer, or which office'),
  detail: z.string().nullable().describe('of an edit against a deletion: what was changed'),
});

export const conflictInputs = ['none', 'text', 'longText', 'money', 'day', 'number', 'choice', 'yesNo'] as const;

const conflictRow = z.object({
  entity: z.string(),
  recordId: z.string(),
  field: z.string(),
  title: z.string().describe('the record as a clerk names it'),
  label: z.string().describe('the field'),
  projectId: z.string().nullable(),
  isOurs: z.boolean().describe('otherwise the office it belongs to decides'),
  officeName: z.string(),
  isDeletion: z.boolean(),
  before: z.string().nullable().describe('what stood there when both began'),
  inForce: side,
  offers: z.array(side.extend({ position: z.int() })),
  input: z.enum(conflictInputs).describe('how a third value may be typed'),
  value: z.union([z.string(), z.number(), z.boolean()]).nullable().describe('in force, to begin typing with'),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
});

export const conflicts = {
  'conflicts.list': query(
    'What two computers changed differently and nobody has decided: both values, person, day, the value before.',
    z.strictObject({ projectId: z.string().optional() }),
    z.object({ rows: z.array(conflictRow), ours: z.int() }),
  ),
  'conflicts.resolve': command(
    'Decides conflicts, one or many: the value in force, one of the others, or one typed anew. Undoable.',
    z.strictObject({
      choices: z
        .array(
          z.strictObject({
            entity: z.string(),
            recordId: z.string(),
            field: z.string(),
            choice: z.discriminatedUnion('kind', [
              z.strictObject({ kind: z.literal('inForce') }),
              z.strictObject({ kind: z.literal('offered'), position: z.int() }),
              z.strictObject({
                kind: z.literal('typed'),
                value: z.union([z.string().max(10_000), z.number(), z.boolean()]).nullable(),
              }),
            ]),
          }),
        )
        .min(1)
        .max(500),
    }),
    changeMade,
  ),
  'conflicts.summary': query(
    'How many are to be decided here, and in which projects.',
    nothing,
    z.object({
      ours: z.int(),
      others: z.int(),
      projects: z.array(z.object({ projectId: z.string(), count: z.int() })),
    }),
  ),
};
