import { z } from 'zod';
import { centreRule, centreRuleKinds, codedFields, codeItem } from '../domain/centre-rule.ts';
import { daySchema } from '../domain/entity.ts';
import { changeMade, command, nothing, query } from './define.ts';

const { name, toOfficeIds, source, note } = centreRule.fields;
const minute = z.int().min(0).max(1439).nullable().default(null);
const shared = {
  name: name.schema,
  toOfficeIds: toOfficeIds.schema.default([]),
  source: source.schema.default(null),
  note: note.schema.default(null),
};
const values = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weeklyDeadline'), ...shared, weekday: z.int().min(1).max(7), minute }),
  z.strictObject({ kind: z.literal('monthlyDeadline'), ...shared, dayOfMonth: z.int().min(1).max(31), minute }),
  z.strictObject({ kind: z.literal('dayDeadline'), ...shared, dueOn: daySchema, minute }),
  z.strictObject({
    kind: z.literal('codes'),
    ...shared,
    field: z.enum(codedFields),
    codes: z.array(codeItem).min(1, '至少要有一个编码').max(500),
  }),
  z.strictObject({ kind: z.literal('investmentToDate'), ...shared, meaning: z.enum(['thisYear', 'sinceStart']) }),
]);

const centreRuleView = z.object({
  id: z.string(),
  officeName: z.string(),
  kind: z.enum(centreRuleKinds),
  name: z.string(),
  toOfficeIds: z.array(z.string()),
  weekday: z.int().nullable(),
  dayOfMonth: z.int().nullable(),
  minute: z.int().nullable(),
  dueOn: z.string().nullable(),
  field: z.enum(codedFields).nullable(),
  codes: z.array(codeItem),
  meaning: z.enum(['thisYear', 'sinceStart']).nullable(),
  source: z.string().nullable(),
  note: z.string().nullable(),
  issuedOn: z.string(),
  isWithdrawn: z.boolean(),
  shown: z.string().describe('what it says, in words'),
});
export type CentreRuleView = z.infer<typeof centreRuleView>;

export const centreRules = {
  'centreRules.list': query(
    'The centre’s own deadlines, codes and meanings: in a district those for it, at the centre all.',
    nothing,
    z.object({
      rows: z.array(centreRuleView),
      offered: z
        .array(z.object({ name: z.string(), when: z.string(), source: z.string() }))
        .describe('deadlines the centre’s rule pack names'),
      mayEdit: z.boolean(),
    }),
  ),
  'centreRules.save': command(
    'Issues or changes one; it reaches the districts with the next 下达文件.',
    z.strictObject({ id: z.string().optional(), values }),
    changeMade.extend({ id: z.string() }),
    { role: 'centre' },
  ),
  'centreRules.withdraw': command(
    'Ends one, or puts it in force again.',
    z.strictObject({ id: z.string(), isWithdrawn: z.boolean() }),
    changeMade,
    { role: 'centre' },
  ),
};
