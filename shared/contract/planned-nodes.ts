import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { plannedNode } from '../domain/planned-node.ts';
import { plannedNodeStates } from '../rules/planned-nodes.ts';
import { changeMade, command, query } from './define.ts';

const optionalText = z.string().nullable();
const year = plannedNode.fields.year.schema;
const { name, plannedOn, responsible, note } = plannedNode.fields;

/** A node as it was handed down, and how it stands in the district. */
export const plannedNodeShown = z.object({
  id: z.string(),
  projectId: z.string(),
  year: z.int(),
  name: z.string(),
  plannedOn: optionalText,
  responsible: optionalText,
  note: optionalText,
  state: z.enum(plannedNodeStates),
  own: z
    .object({ name: z.string(), plannedOn: optionalText, actualOn: optionalText })
    .nullable()
    .describe('the district’s node of the same name'),
  daysLate: z.int().nullable(),
  sentence: optionalText,
});
export type PlannedNodeShown = z.infer<typeof plannedNodeShown>;

const plannedNodeRow = plannedNodeShown.extend({
  projectName: z.string(),
  officeName: z.string(),
  leaders: z.array(z.string()),
  pinyin: z.string(),
  initials: z.string(),
});
export type PlannedNodeRow = z.infer<typeof plannedNodeRow>;

const changes = changesSchema(plannedNode)
  .pick({ name: true, plannedOn: true, responsible: true, note: true })
  .strict();

export const plannedNodes = {
  'plannedNodes.list': query(
    'Nodes of chart ① of a year with how they stand; in a district those of its own projects.',
    z.strictObject({ year: year.optional() }),
    z.object({
      year: z.int(),
      years: z.array(z.int()).describe('that have nodes, and the ledger year'),
      rows: z.array(plannedNodeRow),
      late: z.int(),
      source: z.string(),
      mayEdit: z.boolean(),
    }),
  ),
  'plannedNodes.add': command(
    'Nodes for projects of the districts; one of the same name of the same project and year is changed.',
    z.strictObject({
      year,
      rows: z
        .array(
          z.strictObject({
            projectId: z.string(),
            name: name.schema,
            plannedOn: plannedOn.schema.default(null),
            responsible: responsible.schema.optional(),
            note: note.schema.optional(),
          }),
        )
        .min(1)
        .max(5000),
    }),
    changeMade.extend({ added: z.int(), changed: z.int() }),
    { role: 'centre' },
  ),
  'plannedNodes.save': command(
    'Changes nodes.',
    z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), changes }))
        .min(1)
        .max(5000),
    }),
    changeMade,
    { role: 'centre' },
  ),
  'plannedNodes.remove': command(
    'Takes nodes back; the districts learn of it with the next 下达文件.',
    z.strictObject({ ids: z.array(z.string()).min(1).max(5000) }),
    changeMade,
    { role: 'centre' },
  ),
};
