import { z } from 'zod';
import { centreTable, centreTableColumn } from '../domain/centre-table.ts';
import { changeMade, command, job, nothing, paperFile, query, tableFormat } from './define.ts';

const { name, toOfficeIds, levels, lists, isLeaderProjects, pools, moneyUnit, hasTotal, pageSize, note, deadlineId } =
  centreTable.fields;
const { source } = centreTable.fields;

const column = z.strictObject({
  key: centreTableColumn.shape.key.optional().describe('of a column that is there already'),
  group: centreTableColumn.shape.group.default(''),
  head: centreTableColumn.shape.head,
  fact: centreTableColumn.shape.fact.default(null).describe('null: typed by the districts'),
});

const values = z.strictObject({
  name: name.schema,
  toOfficeIds: toOfficeIds.schema.default([]),
  columns: z.array(column).min(1, '至少要有一栏').max(60),
  levels: levels.schema.default([]),
  lists: lists.schema.default([]),
  isLeaderProjects: isLeaderProjects.schema.default(false),
  pools: pools.schema.default([]),
  moneyUnit: moneyUnit.schema.unwrap().default('wan'),
  hasTotal: hasTotal.schema.default(false),
  pageSize: pageSize.schema.unwrap().default('A4'),
  note: note.schema.default(null),
  deadlineId: deadlineId.schema.default(null),
  source: source.schema.default(null),
});
export type CentreTableValues = z.infer<typeof values>;

const centreTableView = z.object({
  id: z.string(),
  officeName: z.string(),
  name: z.string(),
  toOfficeIds: z.array(z.string()),
  columns: z.array(centreTableColumn),
  levels: levels.schema,
  lists: z.array(z.string()),
  isLeaderProjects: z.boolean(),
  pools: pools.schema,
  moneyUnit: moneyUnit.schema.unwrap(),
  hasTotal: z.boolean(),
  pageSize: pageSize.schema.unwrap(),
  note: z.string().nullable(),
  deadlineId: z.string().nullable(),
  due: z.string().nullable().describe('its deadline in words'),
  source: z.string().nullable(),
  issuedOn: z.string(),
  isWithdrawn: z.boolean(),
});
export type CentreTableView = z.infer<typeof centreTableView>;

/** null: nothing known. Money in 元 where the column counts in 万元, else in the column's unit; percent 45.2. */
const shownValue = z.union([z.string(), z.number(), z.null()]);

const filledTable = z.object({
  period: z.string(),
  label: z.string(),
  dataDay: z.string(),
  columns: z.array(
    z.object({
      key: z.string(),
      group: z.string(),
      head: z.string(),
      kind: z.enum(['text', 'longText', 'money', 'number', 'percent', 'day', 'index']),
      isHand: z.boolean(),
      isUnknown: z.boolean().describe('filled from what this version does not know'),
    }),
  ),
  rows: z.array(
    z.object({
      id: z.string().describe('of the project'),
      name: z.string(),
      officeName: z.string(),
      pinyin: z.string(),
      initials: z.string(),
      mayFill: z.boolean(),
      values: z.record(z.string(), shownValue).describe('by the key of the column'),
    }),
  ),
  notReported: z.array(z.object({ officeId: z.string(), officeName: z.string() })),
});
export type FilledTable = z.infer<typeof filledTable>;

const which = { id: z.string(), period: z.iso.date().optional(), officeId: z.string().optional() };

export const centreTables = {
  'centreTables.list': query(
    'Tables the centre wants reported: in a district those for it, at the centre all.',
    nothing,
    z.object({
      rows: z.array(centreTableView),
      deadlines: z.array(z.object({ id: z.string(), name: z.string(), shown: z.string() })),
      mayEdit: z.boolean(),
    }),
  ),
  'centreTables.show': query(
    'A table filled from the records: in a district its own, at the centre over all districts or one.',
    z.strictObject(which),
    filledTable,
  ),
  'centreTables.preview': query(
    'How a table that is not saved yet would stand: its first rows.',
    z.strictObject({ values }),
    filledTable.extend({ total: z.int() }),
    { role: 'centre' },
  ),
  'centreTables.save': command(
    'Issues or changes a table; it reaches the districts with the next 下达文件.',
    z.strictObject({ id: z.string().optional(), values }),
    changeMade.extend({ id: z.string() }),
    { role: 'centre' },
  ),
  'centreTables.withdraw': command(
    'Ends a table, or puts it in force again.',
    z.strictObject({ id: z.string(), isWithdrawn: z.boolean() }),
    changeMade,
    { role: 'centre' },
  ),
  'centreTables.fill': command(
    'What is typed into 手填 columns, for own projects; empty takes it away.',
    z.strictObject({
      id: z.string(),
      items: z
        .array(
          z.strictObject({
            projectId: z.string(),
            columnKey: z.string(),
            text: z.string().trim().max(2000).nullable(),
          }),
        )
        .min(1)
        .max(20_000),
    }),
    changeMade,
  ),
  'centreTables.render': job(
    'A table as paper or workbook, with exactly the centre’s headings.',
    z.strictObject({
      ...which,
      format: tableFormat,
      page: z.enum(['A4', 'A3']).optional(),
      fillDay: z.iso.date().optional(),
    }),
    paperFile,
  ),
};
