import { z } from 'zod';
import { daySchema, monthSchema } from '../domain/entity.ts';
import { reportingItem, reportingItemKinds, reportingItemStates } from '../domain/reporting-item.ts';
import { cellStates, packageStates } from '../rules/group-reports.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const id = z.string().min(1).max(64);
const ids = z.array(id).min(1).max(500);
const kind = z.enum(reportingItemKinds);
const { title, body, section, isProblemSolved } = reportingItem.fields;

const itemView = z.object({
  id: z.string(),
  groupId: z.string().nullable(),
  groupName: z.string(),
  districtName: z.string().nullable(),
  kind,
  period: z.string().describe('closing day, or the month of a monthly item'),
  title: z.string(),
  body: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  section: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  state: z.enum(reportingItemStates),
  filedOn: z.string().nullable(),
  filedTime: z.string().nullable(),
  isLate: z.boolean().describe('filed after its deadline'),
  returnedReason: z.string().nullable(),
  isProblemSolved: z.boolean(),
});
export type ReportingItemView = z.infer<typeof itemView>;

const filter = {
  month: monthSchema.optional().describe('the open period’s month where left out'),
  period: daySchema.optional().describe('of the weekly kinds only this period; the monthly one is of the month'),
  groupId: id.optional(),
  kind: kind.optional(),
  section: z.string().max(60).optional(),
  state: z.enum(reportingItemStates).optional(),
};

const kindRule = z.object({
  kind,
  name: z.string().describe('as the notice calls it'),
  rhythm: z.enum(['weekly', 'monthly']),
  sections: z.array(z.string()),
  minimumPerMonth: z.int().nullable(),
});

const boardKind = kindRule.extend({
  period: z.string().describe('what its items are filed under'),
  dueAt: z.string(),
  isDue: z.boolean().describe('its time is past'),
});
export type BoardKind = z.infer<typeof boardKind>;

const boardCell = z.object({
  kind,
  state: z.enum(cellStates),
  filed: z.int(),
  late: z.int(),
  drafts: z.int(),
  returned: z.int(),
  filedInMonth: z.int(),
  isBelow: z.boolean().describe('fewer in the month than the notice asks'),
});
export type BoardCell = z.infer<typeof boardCell>;

const boardPackage = z.object({
  state: z.enum(packageStates),
  at: z.string().nullable().describe('taken in, or set aside'),
  refusal: z.string().nullable().describe('why the last file was set aside'),
  notTaken: z.int().describe('of its changes ever sent, those that were not taken in'),
});

const boardRow = z.object({
  groupId: z.string().nullable().describe('null: a district no group answers for'),
  groupName: z.string(),
  leaderName: z.string().nullable(),
  leaderPhone: z.string().nullable(),
  overseerName: z.string().nullable(),
  officeId: z.string().nullable().describe('null: the district is not enrolled'),
  districtName: z.string(),
  districtPackage: boardPackage,
  cells: z.array(boardCell).describe('in the order of the kinds; empty where there is no group'),
  openQuestions: z.int(),
  asked: z
    .array(z.object({ id: z.string(), body: z.string(), askedOn: z.string(), standing: z.string() }))
    .describe('reminders and requests to send again of this period that are open'),
});
export type BoardRow = z.infer<typeof boardRow>;

const board = z.object({
  period: z.string(),
  label: z.string(),
  month: z.string(),
  deadline: z.string().describe('of the districts’ packages'),
  isDue: z.boolean(),
  today: z.string(),
  source: z.string(),
  kinds: z.array(boardKind),
  rows: z.array(boardRow),
  minimumTone: z.enum(['late', 'soon']).nullable(),
  periods: z.array(z.object({ period: z.string(), label: z.string() })),
});
export type Board = z.infer<typeof board>;

const counts = z.object({
  byKind: z.partialRecord(kind, z.int()),
  filed: z.int(),
  late: z.int(),
  solved: z.int().describe('items that say a problem was solved'),
});
export type ItemCounts = z.infer<typeof counts>;

const statistics = z.object({
  year: z.int(),
  kinds: z.array(kindRule),
  source: z.string(),
  persons: z.array(
    counts.extend({
      personId: z.string(),
      name: z.string(),
      unitName: z.string().nullable(),
      groupName: z.string().nullable(),
    }),
  ),
  units: z.array(counts.extend({ name: z.string().describe('the 处室 or unit the reporting persons are of') })),
  sections: z.array(counts.extend({ name: z.string().describe('the section it was filed to') })),
  groups: z.array(
    counts.extend({
      groupId: z.string(),
      name: z.string(),
      districtName: z.string().nullable(),
      leaderName: z.string().nullable(),
      monthsBelow: z.array(z.string()).describe('past months in which a kind had fewer than the notice asks'),
    }),
  ),
});
export type ReportingStatistics = z.infer<typeof statistics>;

const materialRow = z.object({
  projectId: z.string(),
  name: z.string(),
  note: z.string().nullable().describe('why it is offered: 已列入附件2, the leader’s name …'),
  reportedFor: z.string().nullable().describe('the period of the report the words are from'),
  text: z.string().describe('what the district has reported, composed for an item'),
  isSolved: z.boolean(),
});
export type MaterialRow = z.infer<typeof materialRow>;

const values = z.strictObject({
  groupId: id,
  kind,
  period: z.string().min(7).max(10),
  title: title.schema,
  body: body.schema.default(null),
  projectId: id.nullable().default(null),
  section: section.schema.default(null).describe('the section the notice names where left empty'),
  personId: id.nullable().default(null),
  isProblemSolved: isProblemSolved.schema.default(false),
});

export const reportingItems = {
  'centreBoard.get': query(
    'A period at the centre, the one just closed over the weekend where none is asked for: each liaison group’s four kinds, and apart from them its district’s package.',
    z.strictObject({ period: daySchema.optional() }),
    board,
    { role: 'centre' },
  ),
  'centreBoard.ask': command(
    'Reminds districts of their package, or asks for it again: a question that goes down with the next file.',
    z.strictObject({
      officeIds: ids,
      period: daySchema,
      act: z.enum(['remind', 'again']),
      body: z.string().trim().max(500).nullable().default(null).describe('in place of the usual sentence'),
      dueOn: daySchema.nullable().default(null),
    }),
    changeMade.extend({
      asked: z.int(),
      already: z.array(z.string()).describe('districts with an open one of this period'),
    }),
    { role: 'centre' },
  ),
  'centreBoard.paper': job(
    'The board of a period as a list.',
    z.strictObject({ period: daySchema.optional(), format: tableFormat }),
    paperFile,
    { role: 'centre' },
  ),
  'centreBoard.reminderPaper': job(
    'The reminders (催报) of a period, one paper a group.',
    z.strictObject({ period: daySchema.optional(), groupIds: z.array(id).max(200).optional() }),
    paperFile,
    { role: 'centre' },
  ),
  'reportingItems.list': query(
    'Items of liaison groups, the newest period first.',
    z.strictObject(filter),
    z.object({
      month: z.string(),
      rows: z.array(itemView),
      kinds: z.array(kindRule),
      periods: z
        .array(z.object({ period: z.string(), label: z.string() }))
        .describe('closing in the month, up to the open one'),
      groups: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          districtName: z.string().nullable(),
          members: z.array(z.object({ personId: z.string(), name: z.string(), isLeader: z.boolean() })),
        }),
      ),
      openPeriod: z.string(),
      source: z.string(),
    }),
    { role: 'centre' },
  ),
  'reportingItems.material': query(
    'What a district has reported that an item of this kind may be drawn from.',
    z.strictObject({ groupId: id, kind, period: z.string().min(7).max(10) }),
    z.object({ districtName: z.string().nullable(), rows: z.array(materialRow) }),
    { role: 'centre' },
  ),
  'reportingItems.save': command(
    'Makes a draft (no id) or changes an item; what is filed stays filed, and its change is seen.',
    z.strictObject({ id: id.optional(), values }),
    changeMade.extend({ id: z.string() }),
    { role: 'centre' },
  ),
  'reportingItems.file': command(
    'Files drafts and items that were given back: now, or when they really came.',
    z.strictObject({
      ids,
      filedOn: daySchema.optional(),
      filedTime: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应为 11:30')
        .nullable()
        .optional(),
    }),
    changeMade.extend({ filed: z.int(), late: z.int() }),
    { role: 'centre' },
  ),
  'reportingItems.giveBack': command(
    'The section gives a filed item back (退回): it does not count until it is filed again.',
    z.strictObject({ id, reason: z.string().trim().min(1, '请写退回原因').max(500) }),
    changeMade,
    { role: 'centre' },
  ),
  'reportingItems.remove': command('Takes a draft away.', z.strictObject({ id }), changeMade, { role: 'centre' }),
  'reportingItems.paper': job(
    'The items of a month or a period, of one section or all, as a list.',
    z.strictObject({ ...filter, format: tableFormat }),
    paperFile,
    { role: 'centre' },
  ),
  'reportingItems.statistics': query(
    'A year’s items per person, unit, section and group, for the commendation at the year’s end.',
    z.strictObject({ year: z.int().min(1990).max(2100).optional() }),
    statistics,
    { role: 'centre' },
  ),
  'reportingItems.statisticsPaper': job(
    'The year’s counts per person, unit or group as a list.',
    z.strictObject({
      year: z.int().min(1990).max(2100).optional(),
      by: z.enum(['persons', 'units', 'groups', 'sections']),
      format: tableFormat,
    }),
    paperFile,
    { role: 'centre' },
  ),
};
