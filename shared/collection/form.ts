/**
 * 填报表: the workbook a responsible unit fills in. Which columns it has, which of them may be typed in, and what stands in
 * them; the file writer draws it, the reader recognises it again by the same description.
 */
import type { ProgressRow } from '../contract/progress.ts';

/** locked: shown, not to be changed. fill: asked of the unit. hidden: recognises the row wherever it was moved. */
export type FormColumnKind = 'locked' | 'fill' | 'hidden';

interface FormColumn {
  readonly head: string;
  readonly kind: FormColumnKind;
  readonly content: 'text' | 'money' | 'day' | 'choice' | 'index';
  /** Characters of Excel's column width. */
  readonly width: number;
  readonly choices?: readonly string[];
  /** What is asked, shown beside the cell; at most 255 signs. */
  readonly ask?: string;
}

export const formColumns = {
  index: { head: '序号', kind: 'locked', content: 'index', width: 5 },
  name: { head: '项目名称', kind: 'locked', content: 'text', width: 20 },
  level: { head: '级别', kind: 'locked', content: 'text', width: 8 },
  totalInvestment: { head: '总投资（万元）', kind: 'locked', content: 'money', width: 11 },
  plannedThisYear: { head: '本年计划投资（万元）', kind: 'locked', content: 'money', width: 12 },
  startsOn: { head: '开工时间', kind: 'locked', content: 'day', width: 13 },
  completesOn: { head: '竣工时间', kind: 'locked', content: 'day', width: 13 },
  lastDone: { head: '上期累计完成投资（万元）', kind: 'locked', content: 'money', width: 12 },
  lastPhysical: { head: '上期形象进度', kind: 'locked', content: 'text', width: 16 },
  lastText: { head: '上期进展情况', kind: 'locked', content: 'text', width: 24 },
  standing: {
    head: '本期情况',
    kind: 'fill',
    content: 'choice',
    width: 10,
    choices: ['有进展', '与上期相同'],
    ask: '本期有新进展的选“有进展”，再改右边各栏；没有变化的选“与上期相同”，其他栏可以不动。',
  },
  doneThisYear: {
    head: '本年累计完成投资（万元）',
    kind: 'fill',
    content: 'money',
    width: 12,
    ask: '填今年1月1日到本期的累计数，单位万元，只填数字；不是本周完成数，也不是开工以来的累计。',
  },
  physicalProgress: {
    head: '形象进度',
    kind: 'fill',
    content: 'text',
    width: 18,
    ask: '工程做到了什么部位，例如“主体施工至12层”。已照上期填好，有变化的直接改。',
  },
  progressText: {
    head: '进展情况',
    kind: 'fill',
    content: 'text',
    width: 30,
    ask: '本期做了什么、正在做什么、下一步做什么。已照上期填好，请按本期实际改写。',
  },
  problems: {
    head: '存在问题及涉及单位',
    kind: 'fill',
    content: 'text',
    width: 24,
    ask: '需要协调的问题，并写明涉及哪个单位；已经解决的请删去，没有问题填“无”。',
  },
  coordination: {
    head: '协调解决情况',
    kind: 'fill',
    content: 'text',
    width: 20,
    ask: '上述问题由谁协调、到了哪一步。',
  },
  isStarted: {
    head: '是否已开工',
    kind: 'fill',
    content: 'choice',
    width: 8,
    choices: ['是', '否'],
    ask: '项目现场是否已经实际开工，从下拉框里选。',
  },
  contact: { head: '联系人', kind: 'fill', content: 'text', width: 9, ask: '项目单位的联系人姓名，有变化的请改。' },
  contactPhone: { head: '联系电话', kind: 'fill', content: 'text', width: 14, ask: '联系人的电话，有变化的请改。' },
  projectId: { head: '项目识别码', kind: 'hidden', content: 'text', width: 10 },
  period: { head: '报送期识别码', kind: 'hidden', content: 'text', width: 10 },
  officeId: { head: '单位识别码', kind: 'hidden', content: 'text', width: 10 },
  unitId: { head: '填报单位识别码', kind: 'hidden', content: 'text', width: 10 },
  base: { head: '发出时内容', kind: 'hidden', content: 'text', width: 10 },
  check: { head: '校验', kind: 'hidden', content: 'text', width: 10 },
} as const satisfies Record<string, FormColumn>;

export type FormKey = keyof typeof formColumns;
type KeysOf<Kind extends FormColumnKind> = {
  [Key in FormKey]: (typeof formColumns)[Key]['kind'] extends Kind ? Key : never;
}[FormKey];
export type LockedKey = KeysOf<'locked'>;
export type FillKey = KeysOf<'fill'>;

export const formKeys = Object.keys(formColumns) as FormKey[];
/** What a unit sees, in the order of the sheet. */
export const shownKeys: readonly FormKey[] = formKeys.filter((key) => formColumns[key].kind !== 'hidden');

export function formColumn(key: FormKey): FormColumn {
  return formColumns[key];
}

/** Stands in the hidden row above the heads: a column keeps its meaning when it is moved or its head is written over. */
export function columnMark(key: FormKey): string {
  return `fo.${key}`;
}

/** The figures and words of a progress report that a form asks for. */
export const figureKeys = ['doneThisYear', 'physicalProgress', 'progressText', 'problems', 'coordination'] as const;
export type FigureKey = (typeof figureKeys)[number];
export type Figures = ProgressRow['current'];

export const figureLabels: Readonly<Record<FigureKey, string>> = {
  doneThisYear: '本年累计完成投资',
  physicalProgress: '形象进度',
  progressText: '进展情况',
  problems: '存在问题及涉及单位',
  coordination: '协调解决情况',
};

/** What stood in a row when it was sent out: whatever differs on its return was typed by the unit. Money is integer 元. */
export interface FormBase {
  readonly name: string;
  readonly level: string | null;
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  readonly lastPeriod: string | null;
  readonly lastDone: number | null;
  readonly lastPhysical: string | null;
  readonly lastText: string | null;
  /** Whether this period was already filled; else the words are those of the last one. */
  readonly isFilled: boolean;
  readonly figures: Figures;
  readonly isStarted: boolean | null;
  readonly contact: string | null;
  readonly contactPhone: string | null;
}

export interface FormRow {
  readonly projectId: string;
  readonly base: FormBase;
}

export interface FormModel {
  readonly officeId: string;
  readonly officeName: string;
  readonly unitId: string;
  readonly unitName: string;
  /** Closing day of the period. */
  readonly period: string;
  readonly periodLabel: string;
  /** 11月19日（周四）17:00 */
  readonly deadline: string;
  /** The rule that sets the deadline, with its source. */
  readonly deadlineSource: string;
  readonly returnTo: string;
  readonly rows: readonly FormRow[];
  /** Projects this unit takes part in that another unit fills: 青石大桥（由区交通局填报）. */
  readonly filledByOthers: readonly { readonly name: string; readonly unitName: string }[];
  /** Without folder. */
  readonly fileName: string;
}

/** Empty rows below the projects, for a project the office does not have yet. */
export const spareRows = 3;
export const formSheetName = '填报表';
export const unitLabel = '填报单位：';
export const periodMark = '报送期：';
export const signerLabels = { filledBy: '填表人：', reviewedBy: '审核人：', phone: '联系电话：' } as const;
export type SignerKey = keyof typeof signerLabels;
