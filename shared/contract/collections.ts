import { z } from 'zod';
import { rowStatuses } from '../collection/compare.ts';
import { progressStates } from '../domain/progress-report.ts';
import { changeMade, command, fileHandle, job, query } from './define.ts';

const periodDay = z.iso.date().describe('closing day of the period');

export const collectionUnit = z.object({
  unitId: z.string(),
  name: z.string(),
  projects: z.int().describe('projects it fills: those it leads'),
  alsoIn: z.int().describe('projects another unit fills for it'),
  filled: z.int().describe('of its projects, filled in this period by whomever'),
  emptyNames: z.array(z.string()).describe('projects not filled yet'),
  sentAt: z.string().nullable(),
  returnedAt: z.string().nullable(),
  fileNames: z.array(z.string()),
  remindedAt: z.string().nullable(),
  reminders: z.int(),
  note: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  /** missing: not returned. partial: returned, some rows still empty. */
  standing: z.enum(['notSent', 'waiting', 'missing', 'partial', 'complete']),
});
export type CollectionUnit = z.infer<typeof collectionUnit>;

const difference = z.object({
  field: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const collectedRow = z.object({
  rowNumber: z.int().describe('as Excel counts'),
  status: z.enum(rowStatuses),
  projectId: z.string().nullable(),
  name: z.string(),
  /** Of this period, before taking anything. */
  state: z.enum(progressStates).nullable(),
  reasons: z.array(z.string()),
  notes: z.array(z.string()),
  differences: z.array(difference),
  lockedChanges: z.array(difference.extend({ problem: z.string().nullable() })),
  needsConsent: z.boolean(),
  isProposed: z.boolean(),
});
export type CollectedRow = z.infer<typeof collectedRow>;

export const collectedFile = z.object({
  file: z.int().describe('place in the list given'),
  name: z.string(),
  kind: z.enum(['form', 'table', 'refused']),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  savedAt: z.string().describe('when the file was last saved'),
  sentence: z.string().describe('what becomes of the file, and why'),
  notes: z.array(z.string()),
  signers: z.string().nullable().describe('填表人、审核人、电话'),
  /** Its rows are proposed; false for the older of two files and for what has to be looked at first. */
  isProposed: z.boolean(),
  missing: z.array(z.string()).describe('projects of the unit that are not in the file'),
  rows: z.array(collectedRow),
});
export type CollectedFile = z.infer<typeof collectedFile>;

const place = z.strictObject({ file: z.int().min(0), rowNumber: z.int().min(1) });

export const collections = {
  'collections.units': query(
    'Who has to fill in what in a period: sent, returned, filled, reminded; by when and after which rule.',
    z.strictObject({ period: periodDay.optional() }),
    z.object({
      period: z.string(),
      label: z.string(),
      isOpen: z.boolean(),
      deadline: z.string().describe('instant'),
      deadlineText: z.string(),
      isPast: z.boolean(),
      rule: z.object({ sentence: z.string(), source: z.string() }),
      rows: z.array(collectionUnit),
      withoutUnit: z.array(z.string()).describe('projects nobody is to fill'),
      files: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          unitName: z.string().nullable(),
          at: z.string(),
          actor: z.string(),
          state: z.enum(['read', 'taken', 'undone', 'refused']),
          sentence: z.string(),
        }),
      ),
    }),
    { role: 'district' },
  ),
  'collections.export': job(
    'Writes 填报表: one workbook a unit, several as one archive; marks them as sent.',
    z.strictObject({ period: periodDay.optional(), unitIds: z.array(z.string()).min(1).max(2000).optional() }),
    z.object({ file: fileHandle, units: z.int(), projects: z.int(), changeId: z.string().nullable() }),
    { role: 'district' },
  ),
  'collections.preview': job(
    'Reads returned 填报表 or other progress tables and shows what taking them would do; no record is written.',
    z.strictObject({ period: periodDay.optional(), files: z.array(fileHandle).min(1).max(500) }),
    z.object({
      token: z.string(),
      period: z.string(),
      label: z.string(),
      files: z.array(collectedFile),
      counts: z.object({
        new: z.int(),
        changed: z.int(),
        doubtful: z.int(),
        same: z.int(),
        empty: z.int(),
        added: z.int(),
        elsewhere: z.int(),
        refused: z.int().describe('files'),
      }),
      missingUnits: z.array(z.string()).describe('units of whom nothing has come, these files included'),
    }),
    { role: 'district' },
  ),
  'collections.accept': job(
    'Writes what a preview showed: the rows named, or all proposed ones. One change, one undo.',
    z.strictObject({
      token: z.string(),
      take: z.array(place).max(50_000).optional(),
      locked: z
        .array(place.extend({ field: z.string() }))
        .max(50_000)
        .optional()
        .describe('protected cells to take too'),
      add: z.array(place).max(5000).optional().describe('rows to make projects of'),
    }),
    changeMade.extend({ rows: z.int(), added: z.int(), units: z.int(), corrections: z.int(), stillMissing: z.int() }),
    { role: 'district' },
  ),
  'collections.remind': command(
    'Notes that units were reminded.',
    z.strictObject({ period: periodDay, unitIds: z.array(z.string()).min(1).max(2000) }),
    changeMade.extend({ reminded: z.int() }),
    { role: 'district' },
  ),
  'collections.render': job(
    '未报单位清单 or 催报名单 as a workbook or on paper.',
    z.strictObject({
      period: periodDay.optional(),
      list: z.enum(['missing', 'reminder']),
      format: z.enum(['xlsx', 'pdf', 'json']),
    }),
    z.object({ file: fileHandle.nullable(), rows: z.int(), pages: z.int().nullable() }),
    { role: 'district' },
  ),
};
