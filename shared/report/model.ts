/**
 * What a paper shows, as values: every text and figure is final here. Print page, workbook, preview and JSON draw the same
 * model, so that none of them computes anything of its own.
 */
import { z } from 'zod';
import { sheetContent } from '../domain/inspection-sheet.ts';
import { timelineModel } from './timeline.ts';

export const pageSizes = ['A4', 'A3'] as const;
/** Cards that are carried in a pocket. */
export const documentSizes = ['A4', 'A3', 'A5'] as const;
export type PageSize = (typeof pageSizes)[number];

const page = z.strictObject({ size: z.enum(pageSizes), orientation: z.enum(['portrait', 'landscape']) });
const alignment = z.enum(['left', 'center', 'right']);

/**
 * period is text such as 2018年5月-2020年12月, which may break only at its dash. marks: a line for each node of a chart, which
 * begins with its sign (node-month-chart.ts).
 */
export const columnKinds = ['text', 'money', 'number', 'day', 'period', 'index', 'marks'] as const;

const tableColumn = z.strictObject({
  key: z.string().min(1),
  head: z.string(),
  /** A heading over it and its neighbours of the same group: the head has two lines then. */
  group: z.string().min(1).optional(),
  /** Share of the width of the paper; millimetres on A4 landscape are a good start. */
  width: z.number().positive(),
  align: alignment,
  kind: z.enum(columnKinds),
  /** Equal neighbours below each other become one cell (附件3 and 4: the leader). */
  mergesEqual: z.boolean().optional(),
});
export type TableColumn = z.infer<typeof tableColumn>;

const tableCell = z.strictObject({
  /** As printed. */
  text: z.string(),
  /** As stored: money in 元, days as ISO text, null where nothing is known. */
  value: z.union([z.string(), z.number(), z.null()]),
  /** The records this cell was taken from, so that a figure can open them. */
  records: z.array(z.string()).optional(),
  /** Part of a bar across neighbouring cells. */
  isShaded: z.boolean().optional(),
});
export type TableCell = z.infer<typeof tableCell>;

const tableRow = z.strictObject({ cells: z.array(tableCell).describe('in the order of the columns') });
export type TableRow = z.infer<typeof tableRow>;

export const tableModel = z.strictObject({
  kind: z.literal('table'),
  title: z.string(),
  /** The document that prescribes the table; not printed. */
  source: z.string(),
  /** Lines between title and head, at the left: 填表日期：2026年11月20日. */
  above: z.array(z.string()),
  /** 单位：万元, at the right of the last line above; null on tables whose heads state the unit. */
  unitLine: z.string().nullable(),
  /** A line of nodes between what stands above and the table; the workbook leaves it out. */
  timeline: timelineModel.optional(),
  columns: z.array(tableColumn).min(1),
  rows: z.array(tableRow),
  /** 合计, below the rows. */
  footRows: z.array(tableRow),
  /** Lines below the table (data date, signatures): for tables of our own only. */
  below: z.array(z.string()),
  /** Stands in the place of rows when there are none. */
  emptyText: z.string(),
  page,
  repeatsHead: z.boolean(),
  /** To be read in a bus or on a wall: 12 pt instead of 9 or 10.5. */
  hasLargeType: z.boolean().optional(),
  /** 第x页共y页. */
  hasPageNumbers: z.boolean(),
  /** Without extension. */
  fileName: z.string().min(1),
});
export type TableModel = z.infer<typeof tableModel>;

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: z.string() }),
  z.strictObject({
    kind: z.literal('paragraph'),
    text: z.string(),
    align: alignment.optional(),
    /** Two characters, as running text of official papers has it. */
    isIndented: z.boolean().optional(),
    isSmall: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('keyValueTable'),
    /** Pairs side by side in one line of the table. */
    pairsPerLine: z.union([z.literal(1), z.literal(2)]),
    items: z.array(z.strictObject({ label: z.string(), text: z.string(), isWide: z.boolean().optional() })),
  }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z.array(z.strictObject({ head: z.string(), width: z.number().positive(), align: alignment })),
    rows: z.array(z.array(z.string())),
  }),
  /** Places to sign and seal, side by side. */
  z.strictObject({
    kind: z.literal('signatures'),
    places: z.array(
      z.strictObject({
        label: z.string(),
        /** Printed beside the label when known, else left for the pen. */
        name: z.string().nullable(),
        /** （盖章） */
        note: z.string().nullable(),
      }),
    ),
  }),
  /** 组长：… in three columns without rules, as notices list the members of a group. */
  z.strictObject({
    kind: z.literal('roster'),
    rows: z.array(z.strictObject({ role: z.string(), name: z.string(), post: z.string() })),
  }),
  /** A few words in 黑体 or 楷体, then running text, indented: 出席：… and （一）… of official papers. */
  z.strictObject({
    kind: z.literal('labelled'),
    label: z.string(),
    text: z.string(),
    font: z.enum(['hei', 'kai']),
  }),
  /** The next paper of the same job: a new page with a title of its own. */
  z.strictObject({ kind: z.literal('nextPaper'), title: z.string() }),
  /** Where the seal goes: the office's name and the day, at the right (GB/T 9704). */
  z.strictObject({ kind: z.literal('seal'), office: z.string(), day: z.string() }),
  z.strictObject({
    kind: z.literal('qr'),
    text: z.string().min(1),
    caption: z.string(),
    millimetres: z.number().positive(),
  }),
  /** Groups of signs to be read aloud or typed, each with its number. */
  z.strictObject({
    kind: z.literal('signGroups'),
    groups: z.array(z.string()).min(1),
    perLine: z.int().min(1).max(8),
    /** {n} is the number of the group: 第{n}组. */
    numbering: z.string(),
  }),
  z.strictObject({ kind: z.literal('spacer'), millimetres: z.number().positive() }),
  z.strictObject({ kind: z.literal('largeText'), text: z.string() }),
  /** An empty ruled box to be written in by hand: 领导批示. */
  z.strictObject({ kind: z.literal('writingBox'), label: z.string(), millimetres: z.number().positive() }),
  /** What the paper is about, below its kind (呈阅件). */
  z.strictObject({ kind: z.literal('subject'), text: z.string() }),
  /** Who wrote it and when, at the right, without a seal. */
  z.strictObject({ kind: z.literal('signed'), office: z.string(), day: z.string() }),
]);
export type Block = z.infer<typeof block>;

export const documentModel = z.strictObject({
  kind: z.literal('document'),
  title: z.string(),
  blocks: z.array(block),
  page: z.strictObject({ size: z.enum(documentSizes), orientation: z.enum(['portrait', 'landscape']) }),
  /** official: GB/T 9704-2012. sheet: a form of one page to be filled, signed and sealed. form: dense, to be filled in
   * and bound. card: dense, to be carried. presented: large type, room at the side for a leader's pen. */
  margins: z.enum(['official', 'sheet', 'form', 'card', 'presented']),
  hasPageNumbers: z.boolean(),
  /** Of an official paper (GB/T 9704-2012 7.2): red mark, number, red rule; then its pages are numbered “— 1 —”. */
  redHead: z
    .strictObject({
      mark: z.string(),
      number: z.string(),
      /** Pre-printed paper: its place stays free. */
      isPrePrinted: z.boolean(),
    })
    .optional(),
  /** 版记 after the text. */
  imprint: z.strictObject({ copyTo: z.string().nullable(), organ: z.string(), day: z.string() }).optional(),
  /** Without extension. */
  fileName: z.string().min(1),
});
export type DocumentModel = z.infer<typeof documentModel>;

/** A 督导检查表: its content is frozen, what stands around it is known when it is printed. */
const printedSheet = z.strictObject({
  /** As kept: 2600373. */
  number: z.string(),
  /** Text of the QR code. */
  code: z.string(),
  officeName: z.string(),
  roundName: z.string(),
  /** null: a blank sheet, to be written in. */
  projectName: z.string().nullable(),
  plannedOn: z.string().nullable(),
  content: sheetContent,
});
export type PrintedSheet = z.infer<typeof printedSheet>;

/** Sheets that are filled in by pen and read back: every place is decided by shared/inspection/sheet-layout.ts. */
export const sheetsModel = z.strictObject({
  kind: z.literal('sheets'),
  title: z.string(),
  sheets: z.array(printedSheet),
  /** One for each side: 督导单位存, 项目单位存. */
  copies: z.union([z.literal(1), z.literal(2)]),
  page: z.strictObject({ size: z.literal('A4'), orientation: z.literal('portrait') }),
  /** The sheets number their own pages. */
  hasPageNumbers: z.literal(false),
  /** Without extension. */
  fileName: z.string().min(1),
});
export type SheetsModel = z.infer<typeof sheetsModel>;

/** Everything the print page can lay out. */
export const printModel = z.discriminatedUnion('kind', [tableModel, documentModel, sheetsModel]);
export type PrintModel = z.infer<typeof printModel>;
