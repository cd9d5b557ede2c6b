import { z } from 'zod';
import { accountabilityEntry } from '../domain/accountability-entry.ts';
import { changesSchema } from '../domain/entity.ts';
import { changeMade, command, nothing, query } from './define.ts';

const id = z.string().min(1);

const entryRow = z.object({
  id: z.string(),
  officeName: z.string(),
  isOurs: z.boolean(),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  ground: z.string(),
  onDay: z.string(),
  times: z.int().nullable(),
  sourceId: z.string().nullable(),
  facts: z.string().nullable(),
  source: z.string().nullable(),
  handling: z.string().nullable(),
  isStruck: z.boolean(),
  isReleased: z.boolean(),
});
export type AccountabilityRow = z.infer<typeof entryRow>;

const proposalRow = z.object({
  sourceId: z.string(),
  kind: z.enum(['task', 'report']),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  onDay: z.string(),
  facts: z.string(),
  ground: z.string(),
  times: z.int(),
});

const entryChanges = changesSchema(accountabilityEntry)
  .pick({ projectId: true, ground: true, onDay: true, facts: true, handling: true })
  .extend({
    unitName: z.string().max(100).nullable().optional(),
    personName: z.string().max(40).nullable().optional(),
  });
export type AccountabilityChanges = z.infer<typeof entryChanges>;

export const accountability = {
  'accountability.list': query(
    'The list of accountability (责任追究台账), what the ledgers propose for it, and the rule.',
    nothing,
    z.object({
      rows: z.array(entryRow),
      proposals: z.array(proposalRow),
      rule: z.object({
        grounds: z.array(z.string()),
        by: z.string().nullable(),
        shown: z.string(),
        source: z.string(),
      }),
    }),
  ),
  'accountability.save': command(
    'Enters somebody (no id), from a proposal or on its own, or changes what was entered. It stays in the office.',
    z.strictObject({ id: id.optional(), sourceId: id.optional(), changes: entryChanges }),
    changeMade.extend({ id: z.string() }),
  ),
  'accountability.strike': command(
    'A proposal is not entered, with the reason; it is not proposed again.',
    z.strictObject({ sourceId: id, reason: z.string().trim().min(1).max(1000) }),
    changeMade.extend({ id: z.string() }),
  ),
  'accountability.release': command(
    'Lets entries go up with the next package: until then they stay in the office.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
  'accountability.remove': command(
    'Takes out entries that were not released; history stays and it can be undone.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
};
