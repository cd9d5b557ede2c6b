import { z } from 'zod';
import {
  inspectionItem,
  inspectionItemKinds,
  inspectionTemplate,
  reportedFigures,
} from '../domain/inspection-template.ts';
import { changeMade, command, job, paperFile, query } from './define.ts';

const id = z.string().min(1).max(64);
const { name, purpose, source } = inspectionTemplate.fields;

/** Wider than what is kept: what is wrong with an item is said in a sentence of its own (template-rules.ts). */
const typedItem = inspectionItem.extend({
  key: z.string().max(40).nullable().optional(),
  text: z.string().trim().max(120),
  kind: z.enum(inspectionItemKinds),
  options: z.array(z.string().max(20)).max(20),
  against: z.enum(reportedFigures).nullable(),
});

const typedTemplate = z.strictObject({
  name: name.schema,
  purpose: purpose.schema,
  source: source.schema,
  items: z.array(typedItem).max(60),
});
export type TypedTemplate = z.infer<typeof typedTemplate>;

const templateHead = z.object({
  id: z.string().describe('code of a built-in template, id of an own one'),
  name: z.string(),
  purpose: z.string().nullable(),
  source: z.string().nullable(),
  isBuiltIn: z.boolean(),
  isWithdrawn: z.boolean(),
  version: z.int().nullable(),
  basedOnName: z.string().nullable(),
  itemCount: z.int(),
  comparedCount: z.int().describe('items held against what was reported'),
  rounds: z.int().describe('inspection rounds of this office made with it'),
});
export type InspectionTemplateHead = z.infer<typeof templateHead>;

export const inspectionTemplates = {
  'inspectionTemplates.list': query(
    'Checklists for on-site inspection: the built-in ones and the office’s own.',
    z.strictObject({}),
    z.object({ rows: z.array(templateHead) }),
  ),
  'inspectionTemplates.get': query(
    'One checklist with its items.',
    z.strictObject({ id }),
    z.object({ template: templateHead, items: z.array(inspectionItem) }),
  ),
  'inspectionTemplates.save': command(
    'Makes a checklist of the office’s own (no id) or changes one; items keep their keys.',
    z.strictObject({ id: id.optional(), values: typedTemplate }),
    changeMade.extend({ id: z.string() }),
  ),
  'inspectionTemplates.copy': command(
    'Copies a built-in or own checklist to a new own one.',
    z.strictObject({ id, name: name.schema }),
    changeMade.extend({ id: z.string() }),
  ),
  'inspectionTemplates.withdraw': command(
    'Takes a checklist of the office’s own out of use, or back into it; sheets already made stay.',
    z.strictObject({ id, isWithdrawn: z.boolean() }),
    changeMade,
  ),
};

export const inspectionTemplatePapers = {
  'inspectionTemplates.preview': job(
    'A checklist as the sheet of paper it will be, while it is edited.',
    z.strictObject({ values: typedTemplate }),
    paperFile,
  ),
};
