import { z } from 'zod';
import { findingHandlings } from '../domain/inspection-finding.ts';
import { mismatchSeverities } from '../domain/inspection-template.ts';
import { patternCodes } from '../rules/report-patterns.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const id = z.string().min(1).max(64);
const day = z.iso.date();

/** A mismatch by its sheet and item, a question by its project and what it is about. */
const findingKey = z.strictObject({
  projectId: id,
  sheetId: id.nullable(),
  subject: z.string().min(1).max(120),
});
export type FindingKey = z.infer<typeof findingKey>;

export const findingRow = z.object({
  key: z.string(),
  kind: z.enum(['mismatch', 'question']),
  pattern: z.enum(patternCodes).nullable(),
  projectId: z.string(),
  projectName: z.string(),
  officeName: z.string(),
  mayHandle: z.boolean(),
  mayMakeIssue: z.boolean().describe('the project is the office’s own'),
  units: z.array(z.string()),
  streets: z.array(z.string()),
  sheetId: z.string().nullable(),
  sheetNumber: z.string().nullable(),
  foundOn: z.string().describe('the day on site, or the closing day of the newest period of a question'),
  subject: z.string(),
  item: z.string(),
  reported: z.string(),
  asOf: z.string().nullable(),
  found: z.string(),
  note: z.string().nullable(),
  tolerance: z.string(),
  severity: z.enum(mismatchSeverities).nullable().describe('null: a question, never a verdict'),
  sentence: z.string(),
  figures: z.array(z.object({ period: z.string(), doneThisYear: z.int().nullable() })),
  source: z.string(),
  handling: z.enum(findingHandlings).nullable(),
  explanation: z.string().nullable(),
  decidedOn: z.string().nullable(),
  decidedBy: z.string().nullable(),
  issueId: z.string().nullable(),
  taskId: z.string().nullable(),
  follow: z
    .object({ number: z.string(), state: z.string(), isClosed: z.boolean(), dueOn: z.string().nullable() })
    .nullable()
    .describe('where the issue or the task it became stands'),
  corrected: z
    .object({ period: z.string().nullable(), shown: z.string(), text: z.string() })
    .nullable()
    .describe('what is reported now agrees with what was found: in which period'),
  state: z.enum(['open', 'inHand', 'settled']),
});
export type FindingRow = z.infer<typeof findingRow>;

export const findingShows = ['open', 'serious', 'inHand', 'settled', 'questions', 'all'] as const;
export type FindingShow = (typeof findingShows)[number];

const scope = z.strictObject({
  show: z.enum(findingShows).optional(),
  projectId: id.optional(),
  sheetId: id.optional(),
  fromDay: day.optional().describe('the first of January of the ledger year where left out'),
});

const task = {
  content: z.string().trim().min(1).max(1000),
  unitName: z.string().max(100).nullable().optional(),
  personName: z.string().max(40).nullable().optional(),
  dueOn: day.nullable().optional(),
};

const statisticsScope = z.strictObject({
  by: z.enum(['unit', 'street']),
  fromDay: day.optional(),
  untilDay: day.optional(),
});

export const statisticsRow = z.object({
  name: z.string(),
  projects: z.int().describe('visited'),
  sheets: z.int(),
  compared: z.int().describe('answers that could be held against a reported figure'),
  mismatches: z.int(),
  serious: z.int(),
  handled: z.int(),
  corrected: z.int(),
  agreement: z.number().nullable().describe('percent of what was compared that agreed'),
});
export type FindingStatisticsRow = z.infer<typeof statisticsRow>;

export const inspectionFindings = {
  'inspectionFindings.list': query(
    'Mismatches between what was found and what had been reported, and questions the reports raise by themselves.',
    scope,
    z.object({
      today: z.string(),
      fromDay: z.string(),
      rows: z.array(findingRow),
      counts: z.record(z.enum(findingShows), z.int()),
      rule: z.object({ shown: z.string(), source: z.string(), patterns: z.string(), patternSource: z.string() }),
    }),
  ),
  'inspectionFindings.decide': command(
    '已说明 or 不作处理, with the reason; several at once.',
    z.strictObject({
      findings: z.array(findingKey).min(1).max(1000),
      handling: z.enum(['explained', 'dropped']),
      explanation: z.string().trim().min(1).max(1000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'inspectionFindings.makeIssue': command(
    'A finding on a project of this office becomes an issue of the ledger (origin inspection).',
    z.strictObject({
      finding: findingKey,
      title: z.string().trim().min(1).max(500),
      detail: z.string().trim().max(3000).nullable().optional(),
      issueClass: z.string().max(60).nullable().optional(),
      grade: z.string().max(40).nullable().optional(),
      unitName: task.unitName,
      personName: task.personName,
      dueOn: task.dueOn,
    }),
    changeMade.extend({ issueId: z.string() }),
    { role: 'district' },
  ),
  'inspectionFindings.makeTask': command(
    'A finding becomes a task (交办单, origin inspection).',
    z.strictObject({ finding: findingKey, ...task }),
    changeMade.extend({ taskId: z.string(), state: z.string() }),
  ),
  'inspectionFindings.statistics': query(
    'Sheets, mismatches and corrections by responsible unit or by street.',
    statisticsScope,
    z.object({ today: z.string(), fromDay: z.string(), untilDay: z.string(), rows: z.array(statisticsRow) }),
  ),
  'inspectionFindings.paper': job(
    'The list of findings (核查比对清单) to print or as a workbook.',
    scope.extend({ format: tableFormat }),
    paperFile,
  ),
  'inspectionFindings.statisticsPaper': job(
    'The statistics by unit or street to print or as a workbook.',
    statisticsScope.extend({ format: tableFormat }),
    paperFile,
  ),
};
