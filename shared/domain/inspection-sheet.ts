import { z } from 'zod';
import {
  choice,
  day,
  defineEntity,
  integer,
  list,
  optionalParent,
  parent,
  references,
  requiredChoice,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';
import { inspectionItem, reportedFigures } from './inspection-template.ts';

/** 待印 / 已印 / 已录入 / 作废. */
export const inspectionSheetStates = ['planned', 'printed', 'returned', 'void'] as const;
export type InspectionSheetState = (typeof inspectionSheetStates)[number];

/** A figure as it stood when the sheet was printed: money in 元, days as ISO text; null where nothing was reported. */
export const frozenFigure = z.strictObject({
  figure: z.enum(reportedFigures),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  /** As printed. */
  shown: z.string(),
  /** Of which reporting period, or of which day: 11月20日期. */
  asOf: z.string().nullable(),
});
export type FrozenFigure = z.infer<typeof frozenFigure>;

/** All that stands on the paper. Layouts are numbered: a sheet is read with the layout it was printed with. */
export const sheetContent = z.strictObject({
  layout: z.int().min(1),
  printedAt: z.string(),
  templateName: z.string(),
  purpose: z.string().nullable(),
  source: z.string().nullable(),
  inspectors: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), text: z.string() })).max(20),
  /** Empty on a blank sheet without figures. */
  figures: z.array(frozenFigure).max(30),
  /** The last open issues and decisions, each one line. */
  issues: z.array(z.string()).max(10),
  decisions: z.array(z.string()).max(10),
  items: z.array(inspectionItem).max(12),
});
export type SheetContent = z.infer<typeof sheetContent>;

export const sheetAnswer = z.strictObject({
  /** Of the item, as printed. */
  key: z.string(),
  /** yesNo: boolean; choice, text: text; number: number; amount: 元; photo: how many. null: left empty on the paper. */
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  note: z.string().max(1000).nullable(),
  /** typed by a person; read by the machine and certain; or read, then decided by a person. */
  from: z.enum(['typed', 'read', 'confirmed']),
});
export type SheetAnswer = z.infer<typeof sheetAnswer>;

/** 督导检查表: one project on one day on one sheet of paper (formats.md 5). */
export const inspectionSheet = defineEntity({
  name: 'inspectionSheet',
  table: 'inspection_sheets',
  label: '督导检查表',
  fields: {
    roundId: parent('现场督导', 'inspectionRound'),
    /** null on a blank sheet until it comes back. */
    projectId: optionalParent('项目', 'project'),
    /** Short, of the office and its year, with a check digit (shared/inspection/sheet-number.ts). */
    number: text('表号', 20),
    routeOrder: integer('线路顺序'),
    plannedOn: day('计划日期'),
    state: requiredChoice('状态', inspectionSheetStates),
    /** Empty until printed, then one: what stands on the newest print. */
    content: list('打印内容', sheetContent, 1),
    inspectedOn: day('督导日期'),
    weather: text('天气', 20),
    inspectors: text('督导人员', 200),
    companions: text('陪同人员', 200),
    answers: list('检查结果', sheetAnswer, 12),
    seen: text('现场情况', 3000),
    demands: text('整改要求', 2000),
    demandUnit: text('整改单位', 100),
    demandDueOn: day('整改时限'),
    isSignedByInspector: yesNo('督导人员已签字'),
    isSignedByContact: yesNo('项目方已签字'),
    contactName: text('签字联系人', 40),
    scanIds: references('检查表扫描', 'attachment'),
    enteredOn: day('录入日期'),
    enteredBy: text('录入人', 40),
    voidReason: choice('作废原因', ['notGone', 'lost', 'twice', 'wrongProject']),
  },
});

export type InspectionSheet = ValuesOf<typeof inspectionSheet>;
