import { z } from 'zod';
import { leaderTiers } from '../domain/assignment.ts';
import { projectLevels } from '../domain/project.ts';
import type { JsonValue } from '../package/canonical.ts';
import { fridayTables } from '../report/friday-tables.ts';
import { changeMade, command, fileHandle, job, nothing, query } from './define.ts';
import { reminder, reminderMark } from './reminders.ts';

const periodDay = z.iso.date();

export const laggingRow = z.object({
  projectId: z.string(),
  name: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  startsOn: z.string().nullable(),
  completesOn: z.string().nullable(),
  totalInvestment: z.int().nullable(),
  plannedThisYear: z.int().nullable(),
  doneThisYear: z.int().nullable(),
  sinceStart: z.int().nullable(),
  expected: z.int().nullable().describe('time-proportional plan at the data day'),
  rate: z.number().nullable().describe('done / plan'),
  behindPoints: z.number().nullable().describe('percentage points behind time-proportional progress'),
  progressText: z.string().nullable(),
  problems: z.string().nullable(),
  coordination: z.string().nullable().describe('the district’s'),
  coordinationCentre: z.string().nullable().describe('the liaison group’s'),
  isProposed: z.boolean(),
  why: z.string().describe('the sentence and the rule it comes from'),
  decision: z
    .object({
      isListed: z.boolean(),
      reason: z.string().nullable(),
      actor: z.string().nullable(),
      rulePack: z.string().nullable().describe('name of the pack and version that stood beside it'),
    })
    .nullable(),
  isListed: z.boolean().describe('decision if there is one, else the proposal'),
});
export type LaggingRow = z.infer<typeof laggingRow>;

/** What every table of leaders or lists says above its rows. */
const tableFacts = {
  period: z.string(),
  label: z.string(),
  dataDay: z.string(),
  investmentToDate: z.enum(['thisYear', 'sinceStart']),
  isMeaningFromAbove: z.boolean().describe('the centre has handed down since when 截至完成投资 counts'),
  notReported: z.array(z.object({ officeId: z.string(), officeName: z.string() })),
};

const tableRowFacts = {
  projectId: z.string(),
  name: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  progressText: z.string().nullable(),
  problems: z.string().nullable(),
  plannedThisYear: z.int().nullable(),
  investmentToDate: z.int().nullable(),
  totalInvestment: z.int().nullable(),
};

const laggingDecisionChange = z.strictObject({
  projectId: z.string(),
  isListed: z.boolean(),
  reason: z.string().trim().max(500).nullable().optional(),
  coordination: z.string().max(3000).nullable().optional(),
});

export const reports = {
  'reports.lagging': query(
    'Lagging 省、市 projects proposed by the rule and decided by a person, over all districts.',
    z.strictObject({ period: periodDay.optional() }),
    z.object({
      period: z.string(),
      label: z.string(),
      dataDay: z.string(),
      rule: z.object({ sentence: z.string(), source: z.string() }),
      investmentToDate: z.enum(['thisYear', 'sinceStart']).describe('chosen in the table, else the pack’s rule'),
      isMeaningFromAbove: z.boolean().describe('the centre has handed it down'),
      rows: z.array(laggingRow),
      notReported: z.array(z.object({ officeId: z.string(), officeName: z.string() })),
    }),
  ),
  'reports.decideLagging': command(
    '列入 or 不列入 with a reason, for one project or many; one undo.',
    z.strictObject({ period: periodDay, items: z.array(laggingDecisionChange).min(1).max(20_000) }),
    changeMade,
    { role: 'centre' },
  ),
  'reports.leaders': query(
    '附件3 or 附件4: projects a leader of the province or the city answers for, by leader, and whose tier is not said.',
    z.strictObject({ report: z.enum(['annex3', 'annex4']), period: periodDay.optional() }),
    z.object({
      ...tableFacts,
      rows: z.array(
        z.object({
          ...tableRowFacts,
          leader: z.string().describe('as printed: one a line, with the delegate of the data day'),
          leaders: z.array(
            z.object({
              assignmentId: z.string(),
              personId: z.string(),
              name: z.string(),
              post: z.string().nullable(),
              delegateName: z.string().nullable(),
              isFromAbove: z.boolean().describe('named by the centre'),
            }),
          ),
        }),
      ),
      untiered: z.array(
        z.object({
          assignmentId: z.string(),
          projectId: z.string(),
          projectName: z.string(),
          officeName: z.string(),
          level: z.enum(projectLevels).nullable(),
          personName: z.string(),
          post: z.string().nullable(),
          rank: z.string().nullable(),
          mayEdit: z.boolean(),
        }),
      ),
    }),
  ),
  'reports.saveLeaderTiers': command(
    'Says of which tier a responsible leader is, for many at once; one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ assignmentId: z.string(), tier: z.enum(leaderTiers).nullable() }))
        .min(1)
        .max(20_000),
    }),
    changeMade,
  ),
  'reports.whiteList': query(
    '白名单: projects on that list with what they still need.',
    z.strictObject({ period: periodDay.optional() }),
    z.object({ ...tableFacts, rows: z.array(z.object({ ...tableRowFacts, needs: z.string() })) }),
  ),
  'reports.render': job(
    'Lays a table out and gives it as json, xlsx or pdf.',
    z.strictObject({
      report: z.enum(fridayTables),
      format: z.enum(['json', 'xlsx', 'pdf']),
      period: periodDay.optional(),
      fillDay: z.iso.date().optional(),
      page: z.enum(['A4', 'A3']).optional(),
      hasTotal: z.boolean().optional().describe('合计 below the rows'),
      hasDataDay: z.boolean().optional().describe('tables of our own only'),
      hasSignatures: z.boolean().optional().describe('tables of our own only'),
    }),
    z.object({
      file: fileHandle.nullable(),
      model: z.custom<JsonValue>(() => true),
      rows: z.int(),
      pages: z.int().nullable(),
    }),
  ),
};

export const overviews = {
  'overviews.district': query(
    '工作台: what to do today, each with why, and the figures an official is asked for.',
    nothing,
    z.object({
      today: z.string(),
      period: z.object({
        closesOn: z.string(),
        label: z.string(),
        deadline: z.string(),
        counts: z.object({ total: z.int(), empty: z.int(), filled: z.int(), reviewed: z.int(), reported: z.int() }),
      }),
      tasks: z.array(reminder),
      marks: z.array(reminderMark).describe('of those in tasks that were seen or put off and are quiet today'),
      figures: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          unit: z.string(),
          detail: z.string().nullable(),
          page: z.string(),
        }),
      ),
      pools: z.array(
        z.object({
          pool: z.enum(['reserve', 'start', 'construction', 'completion', 'none']),
          projects: z.int(),
          totalInvestment: z.int(),
          plannedThisYear: z.int(),
          doneThisYear: z.int(),
        }),
      ),
    }),
  ),
  'overviews.centre': query(
    '区县总览: who has reported, figures per district, what is waiting.',
    nothing,
    z.object({
      period: z.string(),
      label: z.string(),
      offices: z.array(
        z.object({
          id: z.string(),
          fullName: z.string(),
          shortName: z.string(),
          projects: z.int(),
          keyProjects: z.int().describe('provincial and municipal'),
          totalInvestment: z.int(),
          plannedThisYear: z.int(),
          doneThisYear: z.int(),
          lastPackageAt: z.string().nullable(),
          lastPeriod: z.string().nullable(),
          hasReported: z.boolean(),
        }),
      ),
      reminders: z.array(reminder).describe('of meetings and tours, each with its clause'),
    }),
    { role: 'centre' },
  ),
};

export const settings = {
  'settings.get': query(
    'Settings of this computer.',
    nothing,
    z.object({
      values: z.record(
        z.string(),
        z.custom<JsonValue>(() => true),
      ),
    }),
    {
      beforeSetUp: true,
    },
  ),
  'settings.set': command(
    'Sets a setting of this computer (large type, column widths …).',
    z.strictObject({ key: z.string().min(1).max(100), value: z.custom<JsonValue>((value) => value !== undefined) }),
    z.object({ done: z.literal(true) }),
    { beforeSetUp: true },
  ),
};
