import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { inspectionSheet, inspectionSheetStates, sheetAnswer } from '../domain/inspection-sheet.ts';
import { inspectionItemKinds } from '../domain/inspection-template.ts';
import { changeMade, fileHandle, job } from './define.ts';

const rectangle = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .describe('millimetres of the page');

/** What is typed from the pictures of handwriting; the rest of the sheet is typed where sheets are entered. */
const scanChanges = changesSchema(inspectionSheet).pick({
  inspectedOn: true,
  weather: true,
  companions: true,
  seen: true,
  demands: true,
  demandUnit: true,
  demandDueOn: true,
});
export type ScanChanges = z.infer<typeof scanChanges>;
export const scanFieldNames = [
  'inspectedOn',
  'weather',
  'companions',
  'seen',
  'demands',
  'demandUnit',
  'demandDueOn',
] as const satisfies readonly (keyof ScanChanges)[];

const value = sheetAnswer.shape.value;

const scanItem = z.object({
  key: z.string(),
  number: z.int().describe('as printed'),
  text: z.string(),
  kind: z.enum(inspectionItemKinds),
  options: z.array(z.object({ value, label: z.string() })).describe('in the order of the boxes; empty: handwriting'),
  unit: z.string().nullable(),
  /** certain: one plain mark. uncertain: a person decides. blank: no mark seen. written: handwriting to be typed. */
  verdict: z.enum(['certain', 'uncertain', 'blank', 'written']),
  value,
  doubt: z.string().nullable().describe('why a person has to look'),
  before: z.object({ value, note: z.string().nullable() }).nullable().describe('what the sheet holds already'),
  area: rectangle.describe('the boxes, or where it is written'),
  remark: z.object({ area: rectangle, isWritten: z.boolean() }).nullable(),
});
export type ScanItem = z.infer<typeof scanItem>;

const scanField = z.object({
  name: z.enum(scanFieldNames),
  label: z.string(),
  before: z.string().nullable(),
  area: rectangle,
  isWritten: z.boolean(),
});
export type ScanField = z.infer<typeof scanField>;

export const scanReading = z.object({
  picture: z.int().describe('place in the list given'),
  name: z.string(),
  sheet: z
    .object({
      id: z.string(),
      shownNumber: z.string(),
      projectName: z.string().nullable(),
      roundName: z.string(),
      state: z.enum(inspectionSheetStates),
      page: z.int().nullable().describe('null: the marks were not found'),
      pages: z.int().nullable(),
    })
    .nullable()
    .describe('null: not known whose picture it is'),
  refusal: z
    .object({
      code: z.string(),
      sentence: z.string(),
      canKeep: z.boolean().describe('the picture can be kept with its sheet all the same'),
      wantsNumber: z.boolean().describe('typing the number of the sheet helps'),
    })
    .nullable(),
  straight: fileHandle.nullable().describe('PNG of the page, straightened: 210 × 297 mm'),
  items: z.array(scanItem),
  fields: z.array(scanField),
});
export type ScanReading = z.infer<typeof scanReading>;

export const inspectionScans = {
  'inspectionScans.read': job(
    'Reads marks and code from pictures of inspection sheets. A preview: no record is written.',
    z.strictObject({
      pictures: z
        .array(
          z.strictObject({
            original: fileHandle.describe('the photo or scan as it came'),
            pageOfFile: z.int().min(1).nullable().optional().describe('of a PDF'),
            pixels: fileHandle.describe('its grey pixels as binary PGM, 3508 at most on the long side'),
            number: z.string().max(200).optional().describe('of the sheet, typed where no code can be seen'),
          }),
        )
        .min(1)
        .max(300),
    }),
    z.object({ token: z.string(), pictures: z.array(scanReading) }),
  ),
  'inspectionScans.take': job(
    'Keeps the originals as evidence and puts certain and decided answers on the sheets as drafts. One change, one undo.',
    z.strictObject({
      token: z.string(),
      pictures: z
        .array(
          z.strictObject({
            picture: z.int().min(0),
            original: fileHandle,
            answers: z
              .array(z.strictObject({ key: z.string(), value, note: z.string().max(1000).nullable().optional() }))
              .max(12)
              .optional()
              .describe('decided or typed by a person; certain ones not named here are taken as read'),
            changes: scanChanges.optional(),
            isEvidenceOnly: z.boolean().optional(),
          }),
        )
        .min(1)
        .max(300),
    }),
    changeMade.extend({
      sheets: z.array(z.object({ id: z.string(), shownNumber: z.string(), answers: z.int(), files: z.int() })),
      refused: z.array(z.object({ picture: z.int(), code: z.string(), sentence: z.string() })),
    }),
  ),
};
