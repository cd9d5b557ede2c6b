import { z } from 'zod';
import { changeMade, fileHandle, job } from './define.ts';

const shown = z.string().nullable();
const refusedField = z.object({ label: z.string(), text: z.string(), reason: z.string() });

export const viewDifference = z.object({
  columnId: z.string(),
  label: z.string(),
  before: shown.describe('as it stands now'),
  after: shown.describe('in the workbook'),
  base: shown.describe('when the view left'),
  isConflict: z.boolean().describe('changed here and in the workbook since the view left'),
  mark: z.string().nullable().describe('worth a look'),
});

export const views = {
  'views.export': job(
    'A view as a workbook to be edited elsewhere: read-only columns locked, identities hidden.',
    z.strictObject({
      grid: z.enum(['projects']),
      name: z.string().trim().min(1).max(60).describe('of the view; part of the file name'),
      columns: z
        .array(z.strictObject({ id: z.string(), title: z.string().min(1), isReadOnly: z.boolean() }))
        .min(1)
        .max(200)
        .describe('in the order shown'),
      ids: z.array(z.string()).max(100_000).describe('of the rows, in the order shown'),
    }),
    z.object({
      file: fileHandle,
      rows: z.int(),
      leftOut: z.array(z.string()).describe('titles of columns that cannot be put into a workbook'),
    }),
  ),
  'views.preview': job(
    'Reads a returned workbook and shows what taking it back would change; nothing is written.',
    z.strictObject({ file: fileHandle }),
    z.object({
      token: z.string(),
      fileName: z.string(),
      viewName: z.string(),
      exportedAt: z.string(),
      columns: z.object({
        renamed: z.array(z.object({ from: z.string(), to: z.string() })).describe('taken all the same'),
        missing: z.array(z.string()),
        extra: z.array(z.string()).describe('not ours; not read'),
      }),
      changed: z.array(
        z.object({
          rowNumber: z.int(),
          id: z.string(),
          name: z.string(),
          differences: z.array(viewDifference),
          refused: z.array(refusedField),
        }),
      ),
      added: z.array(
        z.object({
          rowNumber: z.int(),
          name: z.string(),
          values: z.array(z.object({ label: z.string(), shown })),
          refused: z.array(refusedField),
          copyOf: z.int().nullable().describe('the row whose hidden identity was copied with it'),
          problem: z.string().nullable().describe('why it cannot be added'),
        }),
      ),
      missing: z.array(z.object({ id: z.string(), name: z.string(), isReadOnly: z.boolean() })),
      gone: z.array(z.object({ rowNumber: z.int(), name: z.string() })).describe('deleted here since'),
      same: z.int(),
    }),
  ),
  'views.accept': job(
    'Writes what a preview showed, as one change. Conflicts and deletions only where said so.',
    z.strictObject({
      token: z.string(),
      takeConflicts: z.array(z.strictObject({ id: z.string(), columnId: z.string() })).optional(),
      leaveOut: z.array(z.strictObject({ id: z.string(), columnId: z.string() })).optional(),
      add: z.array(z.int()).optional().describe('row numbers'),
      remove: z.array(z.string()).optional(),
    }),
    changeMade.extend({ changed: z.int(), added: z.int(), removed: z.int() }),
  ),
};
