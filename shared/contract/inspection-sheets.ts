import { z } from 'zod';
import { attachmentKinds } from '../domain/attachment.ts';
import { changesSchema } from '../domain/entity.ts';
import { inspectionSheet, inspectionSheetStates, sheetAnswer, sheetContent } from '../domain/inspection-sheet.ts';
import { mismatchSeverities, reportedFigures } from '../domain/inspection-template.ts';
import { changeMade, command, fileHandle, job, query } from './define.ts';

const id = z.string().min(1).max(64);
const { voidReason } = inspectionSheet.fields;

const sheetHead = {
  id: z.string(),
  number: z.string().nullable(),
  shownNumber: z.string().describe('26-0037-3'),
  roundId: z.string(),
  roundName: z.string(),
  templateName: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  officeName: z.string(),
  isOurs: z.boolean(),
  state: z.enum(inspectionSheetStates),
  routeOrder: z.int().nullable(),
  plannedOn: z.string().nullable(),
  inspectedOn: z.string().nullable(),
  inspectors: z.string().nullable(),
  enteredOn: z.string().nullable(),
  enteredBy: z.string().nullable(),
  voidReason: voidReason.schema,
};

export const sheetRow = z.object({
  ...sheetHead,
  isLate: z.boolean().describe('printed, its day has passed and it is not back'),
  answered: z.int().describe('items with an answer, a draft included'),
  items: z.int(),
  mismatches: z.int(),
  serious: z.int(),
  photos: z.int(),
  scans: z.int(),
  pinyin: z.string(),
  initials: z.string(),
});
export type SheetRow = z.infer<typeof sheetRow>;

export const comparison = z.object({
  itemKey: z.string(),
  item: z.string(),
  figure: z.enum(reportedFigures),
  reported: z.string(),
  asOf: z.string().nullable(),
  found: z.string(),
  note: z.string().nullable(),
  verdict: z.enum(['agrees', 'differs', 'notReported', 'notFound', 'byEye']),
  tolerance: z.string(),
  severity: z.enum(mismatchSeverities),
  sentence: z.string().nullable(),
});

const sheetFile = z.object({
  id: z.string(),
  projectId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(attachmentKinds).nullable(),
  bytes: z.int(),
  mediaType: z.string(),
  sha256: z.string(),
  takenOn: z.string().nullable(),
  note: z.string().nullable(),
  photoNumber: z.int().nullable(),
  itemKey: z.string().nullable().describe('set by a person; the number on the paper says it otherwise'),
  shownItemKey: z
    .string()
    .nullable()
    .describe('the item it shows: by a person, or the item whose answer names its number'),
  addedAt: z.string(),
  addedBy: z.string(),
  isHere: z.boolean(),
});
export type SheetFile = z.infer<typeof sheetFile>;

/** What is typed from the paper; the state changes by its own acts. */
const sheetChanges = changesSchema(inspectionSheet).pick({
  projectId: true,
  inspectedOn: true,
  weather: true,
  inspectors: true,
  companions: true,
  answers: true,
  seen: true,
  demands: true,
  demandUnit: true,
  demandDueOn: true,
  isSignedByInspector: true,
  isSignedByContact: true,
  contactName: true,
});
export type SheetChanges = z.infer<typeof sheetChanges>;

export const sheetView = z.object({
  ...sheetHead,
  content: sheetContent.nullable().describe('what stands on the newest print; null: not printed yet'),
  weather: z.string().nullable(),
  companions: z.string().nullable(),
  answers: z.array(sheetAnswer),
  seen: z.string().nullable(),
  demands: z.string().nullable(),
  demandUnit: z.string().nullable(),
  demandDueOn: z.string().nullable(),
  isSignedByInspector: z.boolean().nullable(),
  isSignedByContact: z.boolean().nullable(),
  contactName: z.string().nullable(),
  comparisons: z.array(comparison),
  /** Items on the paper that the template does not ask any more: the paper counts. */
  goneItems: z.array(z.string()),
  photos: z.array(sheetFile),
  scans: z.array(sheetFile),
  corrections: z.array(z.object({ at: z.string(), by: z.string(), summary: z.string() })).describe('newest first'),
});
export type SheetView = z.infer<typeof sheetView>;

const sheetShows = ['out', 'late', 'returned', 'void', 'all'] as const;
export type SheetShow = (typeof sheetShows)[number];

export const inspectionSheets = {
  'inspectionSheets.find': query(
    'The sheet whose number was typed or whose code a scanner typed. What cannot be entered is refused with its reason.',
    z.strictObject({ typed: z.string().max(200) }),
    z.object({ id: z.string(), shownNumber: z.string() }),
  ),
  'inspectionSheets.get': query(
    'One sheet as printed, what was typed, found against reported, its photos and scans.',
    z.strictObject({ id }),
    sheetView,
  ),
  'inspectionSheets.list': query(
    'Sheets of a round, of a project or of all rounds: those that are out first.',
    z.strictObject({ show: z.enum(sheetShows).optional(), roundId: id.optional(), projectId: id.optional() }),
    z.object({
      today: z.string(),
      rows: z.array(sheetRow),
      counts: z.record(z.enum(sheetShows), z.int()),
      rounds: z.array(
        z.object({ id: z.string(), name: z.string(), out: z.int(), returned: z.int(), isOurs: z.boolean() }),
      ),
    }),
  ),
  'inspectionSheets.saveAnswers': command(
    'Saves what was typed so far; the sheet is still out.',
    z.strictObject({ id, changes: sheetChanges }),
    changeMade,
  ),
  'inspectionSheets.complete': command(
    '录入完成: the sheet is back. Answers left empty stay empty, as on the paper.',
    z.strictObject({ id, changes: sheetChanges.optional() }),
    changeMade.extend({
      shownNumber: z.string(),
      projectName: z.string(),
      empty: z.int(),
      mismatches: z.int(),
      serious: z.int(),
    }),
  ),
  'inspectionSheets.reopen': command(
    'A returned or void sheet is typed again as a visible correction, with the reason.',
    z.strictObject({ id, reason: z.string().trim().min(1).max(200) }),
    changeMade,
  ),
  'inspectionSheets.void': command(
    'Sheets that will not come back, with the reason.',
    z.strictObject({ ids: z.array(id).min(1).max(1000), reason: voidReason.schema.unwrap() }),
    changeMade.extend({ changed: z.int() }),
  ),
  'inspectionSheets.addFiles': job(
    'Photos of a sheet, numbered in the order of the files, or scans of its paper. What is refused is listed with its sentence.',
    z.strictObject({ id, kind: z.enum(['photo', 'scan']), files: z.array(fileHandle).min(1).max(200) }),
    changeMade.extend({
      added: z.array(z.object({ id: z.string(), name: z.string(), photoNumber: z.int().nullable() })),
      alreadyHere: z.array(z.object({ name: z.string(), sameAs: z.string() })),
      refused: z.array(z.object({ name: z.string(), code: z.string(), sentence: z.string() })),
    }),
  ),
  'inspectionSheets.savePhoto': command(
    'The number of a photo, or the item it shows where a person says so.',
    z.strictObject({
      id: id.describe('of the attachment'),
      photoNumber: z.int().min(1).max(999).nullable().optional(),
      itemKey: z.string().max(40).nullable().optional(),
    }),
    changeMade,
  ),
  'inspectionSheets.removeFiles': command(
    'Takes photos or scans off a sheet; their files stay for history and undo.',
    z.strictObject({ ids: z.array(id).min(1).max(200) }),
    changeMade,
  ),
};
