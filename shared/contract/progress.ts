import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { progressReport, progressStates } from '../domain/progress-report.ts';
import { projectLevels, projectPools } from '../domain/project.ts';
import { changeMade, command, nothing, query } from './define.ts';

const figures = z.object({
  doneThisYear: z.int().nullable(),
  physicalProgress: z.string().nullable(),
  progressText: z.string().nullable(),
  problems: z.string().nullable(),
  coordination: z.string().nullable(),
});

/** Amber marks: figures to look at. Nothing blocks typing (ui.md “周报”). */
export const progressMark = z.object({
  field: z.string(),
  tone: z.enum(['same', 'look']),
  code: z.enum([
    'SAME_AS_LAST',
    'FELL',
    'ABOVE_TOTAL',
    'ABOVE_PLAN',
    'TEN_THOUSAND_FOLD',
    'BEFORE_START',
    'ISSUE_MISSING',
  ]),
  sentence: z.string(),
});
export type ProgressMark = z.infer<typeof progressMark>;

export const progressRow = z.object({
  projectId: z.string(),
  name: z.string(),
  level: z.enum(projectLevels).nullable(),
  pool: z.enum(projectPools).nullable(),
  responsibleUnits: z.array(z.string()),
  leaders: z.array(z.string()),
  totalInvestment: z.int().nullable(),
  plannedThisYear: z.int().nullable(),
  doneBeforeYear: z.int().nullable(),
  startsOn: z.string().nullable(),
  /** null = 未填 */
  state: z.enum(progressStates).nullable(),
  current: figures,
  /** the newest report before this period, and which period it is of */
  previous: figures.extend({ period: z.string() }).nullable(),
  thisPeriod: z.int().nullable().describe('this period’s part of this year’s figure'),
  sinceStart: z.int().nullable().describe('derived: before the year + this year'),
  reviewedBy: z.string().nullable(),
  issuesText: z.string().nullable().describe('what the open issues would say in 存在问题及涉及单位'),
  marks: z.array(progressMark),
  pinyin: z.string(),
  initials: z.string(),
});
export type ProgressRow = z.infer<typeof progressRow>;

export const progressChanges = changesSchema(progressReport).pick({
  doneThisYear: true,
  physicalProgress: true,
  progressText: true,
  problems: true,
  coordination: true,
});
const periodDay = z.iso.date().describe('closing day of the period');

export const progress = {
  'progress.period': query(
    'The sheet of a period (the open one when absent), last period beside it, with marks.',
    z.strictObject({ period: periodDay.optional() }),
    z.object({
      period: z.string(),
      label: z.string(),
      opensAt: z.string(),
      closesAt: z.string(),
      deadline: z.string().describe('closesAt, moved off holidays as the pack says'),
      previousPeriod: z.string(),
      isOpen: z.boolean(),
      year: z.int(),
      rows: z.array(progressRow),
      counts: z.object({ total: z.int(), empty: z.int(), filled: z.int(), reviewed: z.int(), reported: z.int() }),
    }),
  ),
  'progress.periods': query(
    'Which periods have reports, newest first, the open one included.',
    nothing,
    z.object({ periods: z.array(z.object({ period: z.string(), label: z.string(), filled: z.int() })) }),
  ),
  'progress.save': command(
    'Saves fields of one project in a period (a draft).',
    z.strictObject({ period: periodDay, projectId: z.string(), changes: progressChanges }),
    changeMade.extend({ state: z.enum(progressStates) }),
  ),
  'progress.saveMany': command(
    'Saves a pasted block, a fill down or 照上期 over many projects; one undo.',
    z.strictObject({
      period: periodDay,
      items: z
        .array(z.strictObject({ projectId: z.string(), changes: progressChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'progress.copyLast': command(
    '照上期: figures and words of the last report for projects not yet filled.',
    z.strictObject({ period: periodDay, projectIds: z.array(z.string()).max(20_000).optional() }),
    changeMade.extend({ changed: z.int() }),
  ),
  'progress.takeIssues': command(
    'Puts the open issues of the ledger into 存在问题及涉及单位 where it is empty, or of the named projects whatever stands there.',
    z.strictObject({ period: periodDay, projectIds: z.array(z.string()).min(1).max(20_000).optional() }),
    changeMade.extend({ changed: z.int() }),
  ),
  'progress.submit': command(
    'Marks the filled rows of a period as reviewed by a named person.',
    z.strictObject({
      period: periodDay,
      reviewedBy: z.string().trim().min(1).max(40),
      projectIds: z.array(z.string()).optional(),
    }),
    changeMade.extend({ reviewed: z.int(), empty: z.int() }),
  ),
};
