import { z } from 'zod';
import { defineEntity, integer, list, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

/** 是否 / 选择 / 数量 / 金额 / 文字 / 照片. */
export const inspectionItemKinds = ['yesNo', 'choice', 'number', 'amount', 'text', 'photo'] as const;
export type InspectionItemKind = (typeof inspectionItemKinds)[number];

/** What the district has reported or recorded, which an answer on site can be held against. */
export const reportedFigures = [
  'doneThisYear',
  'doneSinceStart',
  'planThisYear',
  'totalInvestment',
  'physicalProgress',
  'isStarted',
  'isCompleted',
  'isResumed',
  'isFullBenefit',
  'startDay',
  'completionDay',
  'capacityPercent',
  'isStatisticallyRegistered',
  'hasConstructionPermit',
  'hasLand',
  'openIssues',
] as const;
export type ReportedFigure = (typeof reportedFigures)[number];

/** exact; or within so many percent of the reported figure; or within an absolute amount (元, or the item's own unit). */
export const tolerance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({ kind: z.literal('percent'), value: z.number().min(0).max(100) }),
  z.strictObject({ kind: z.literal('absolute'), value: z.number().min(0) }),
]);
export type Tolerance = z.infer<typeof tolerance>;

/** 一般 / 严重. */
export const mismatchSeverities = ['ordinary', 'serious'] as const;
export type MismatchSeverity = (typeof mismatchSeverities)[number];

export const inspectionItem = z.strictObject({
  /** Never used again for another question of the same template: answers are kept by it. */
  key: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
  group: z.string().trim().max(40),
  text: z.string().trim().min(1).max(120),
  kind: z.enum(inspectionItemKinds),
  /** Of a choice: two to six; empty for every other kind. */
  options: z.array(z.string().trim().min(1).max(20)).max(6),
  /** Of a number: 人, 台, 层; null where it has none. Amounts are asked in 万元 and kept in 元. */
  unit: z.string().trim().max(10).nullable(),
  against: z.enum(reportedFigures).nullable(),
  tolerance,
  severity: z.enum(mismatchSeverities),
});
export type InspectionItem = z.infer<typeof inspectionItem>;

/**
 * A checklist an office wrote itself (the built-in ones are shared/inspection/built-in.ts). At most a dozen items, so that
 * a sheet stays one page. A sheet freezes the items it was printed with: a template may change at any time.
 */
export const inspectionTemplate = defineEntity({
  name: 'inspectionTemplate',
  table: 'inspection_templates',
  label: '检查表模板',
  fields: {
    name: requiredText('模板名称', 60),
    /** What it is for, and the clause it carries out, printed below the title. */
    purpose: text('用途', 200),
    source: text('依据', 100),
    items: list('检查项目', inspectionItem, 12),
    /** Code of the built-in template, or id of the own one, it was copied from. */
    basedOn: text('参照模板', 64),
    version: integer('版本'),
    isWithdrawn: yesNo('停用'),
  },
});

export type InspectionTemplate = ValuesOf<typeof inspectionTemplate>;
