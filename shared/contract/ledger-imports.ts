import { z } from 'zod';
import { projectLevels } from '../domain/project.ts';
import { changeMade, command, fileHandle, job, nothing, query } from './define.ts';

/** What the clerk chose for one sheet; absent parts are proposed or remembered. */
export const sheetChoice = z.strictObject({
  include: z.boolean().optional(),
  headerRows: z
    .strictObject({ first: z.int().min(0), last: z.int().min(0) })
    .optional()
    .describe('0-based'),
  mapping: z.record(z.string().regex(/^\d+$/), z.string()).optional().describe('column index → ledger field or ignore'),
  moneyUnit: z.enum(['yuan', 'wan', 'yi']).optional(),
  level: z.enum(projectLevels).nullable().optional(),
  planYear: z.int().min(1990).max(2100).optional(),
});

const money = z.int().nullable();
const doubt = z.object({ code: z.string(), sentence: z.string(), column: z.int().optional() });

export const importRow = z.object({
  rowNumber: z.int().describe('as Excel counts'),
  status: z.enum(['new', 'changed', 'same', 'doubtful', 'ignored']),
  reason: z.string().describe('why ignored, what is doubtful, or what changes'),
  name: z.string().nullable(),
  section: z.string().nullable(),
  totalInvestment: money,
  plannedThisYear: money,
  responsibleUnits: z.array(z.string()),
  responsibleLeaders: z.array(z.string()),
  doubts: z.array(doubt),
  /** Which project it was matched to, and what would change. */
  projectId: z.string().nullable(),
  differences: z.array(
    z.object({ field: z.string(), label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type ImportRow = z.infer<typeof importRow>;

export const printedTotal = z.object({
  rowNumber: z.int(),
  label: z.string(),
  over: z.enum(['section', 'sheet']),
  count: z.int().nullable(),
  totalInvestment: money,
  plannedThisYear: money,
  sumCount: z.int(),
  sumTotalInvestment: z.int(),
  sumPlannedThisYear: z.int(),
  agrees: z.boolean(),
});

export const importSheet = z.object({
  name: z.string(),
  title: z.string().nullable(),
  included: z.boolean(),
  reason: z.string().nullable().describe('why a sheet is left out'),
  headerRows: z.object({ first: z.int(), last: z.int() }).nullable(),
  columns: z.array(
    z.object({ index: z.int(), head: z.string(), field: z.string().nullable(), confidence: z.number() }),
  ),
  moneyUnit: z.object({ unit: z.enum(['yuan', 'wan', 'yi']), source: z.string() }),
  level: z.object({ value: z.enum(projectLevels).nullable(), source: z.string() }),
  planYear: z.object({ value: z.int(), source: z.string() }),
  questions: z.array(z.object({ code: z.string(), sentence: z.string() })),
  projects: z.int(),
  sums: z.object({ totalInvestment: z.int(), plannedThisYear: z.int() }),
  printedTotals: z.array(printedTotal),
  agrees: z.boolean(),
  rows: z.array(importRow),
});
export type ImportSheet = z.infer<typeof importSheet>;

const counts = z.object({ created: z.int(), changed: z.int(), same: z.int(), doubtful: z.int(), ignored: z.int() });

export const ledgerImports = {
  'ledgerImports.preview': job(
    'Reads a workbook or csv and shows what importing would do; nothing is written.',
    z.strictObject({ file: fileHandle, sheets: z.record(z.string(), sheetChoice).optional() }),
    z.object({
      token: z.string(),
      fileName: z.string(),
      sheets: z.array(importSheet),
      counts,
      planYear: z.int(),
      turnsLedgerYearTo: z.int().nullable().describe('an office without plans adopts the year of its first ledger'),
    }),
  ),
  'ledgerImports.commit': job(
    'Writes what a preview showed. Doubtful rows go in as proposed unless left out or decided otherwise.',
    z.strictObject({
      token: z.string(),
      leaveOut: z.array(z.strictObject({ sheet: z.string(), rowNumber: z.int() })).optional(),
      decisions: z
        .array(
          z.strictObject({
            sheet: z.string(),
            rowNumber: z.int(),
            responsibleUnits: z.array(z.string().trim().min(1)).optional(),
            responsibleLeaders: z.array(z.string().trim().min(1)).optional(),
          }),
        )
        .optional(),
    }),
    z.object({
      importId: z.string(),
      created: z.int(),
      changed: z.int(),
      same: z.int(),
      ignored: z.int(),
      leftOut: z.int(),
      operations: z.int(),
    }),
  ),
  'ledgerImports.undo': command(
    'Takes an import back; what was changed since stays and is listed.',
    z.strictObject({ importId: z.string() }),
    changeMade.extend({
      undone: z.int(),
      changedSince: z.array(
        z.object({ entity: z.string(), id: z.string(), title: z.string(), field: z.string(), label: z.string() }),
      ),
    }),
  ),
  'ledgerImports.list': query(
    'Imports made here, newest first.',
    nothing,
    z.object({
      rows: z.array(
        z.object({
          importId: z.string(),
          fileName: z.string(),
          at: z.string(),
          actor: z.string(),
          created: z.int(),
          changed: z.int(),
          isUndone: z.boolean(),
        }),
      ),
    }),
  ),
};
