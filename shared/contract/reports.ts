import { z } from 'zod';
import { projectLevels } from '../domain/project.ts';
import type { JsonValue } from '../package/canonical.ts';
import { changeMade, command, fileHandle, job, nothing, query } from './define.ts';

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
  'reports.render': job(
    'Lays a table out and gives it as json, xlsx or pdf.',
    z.strictObject({
      report: z.enum(['annex2']),
      format: z.enum(['json', 'xlsx', 'pdf']),
      period: periodDay.optional(),
      fillDay: z.iso.date().optional(),
      page: z.enum(['A4', 'A3']).optional(),
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
      tasks: z.array(
        z.object({
          code: z.string(),
          sentence: z.string(),
          why: z.string(),
          tone: z.enum(['plain', 'look', 'late']),
          action: z.object({ label: z.string(), page: z.string() }),
        }),
      ),
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
    }),
    { role: 'centre' },
  ),
};

export const rulePacks = {
  'rulePacks.list': query(
    'The adopted rules (适用文件) one can choose from, with their source.',
    nothing,
    z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          documentNumber: z.string(),
          rules: z.array(z.object({ kind: z.string(), label: z.string(), shown: z.string(), source: z.string() })),
        }),
      ),
    }),
    { beforeSetUp: true },
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
