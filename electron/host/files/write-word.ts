/** A paper without red head as a Word file that can be typed into: the same blocks, fonts and margins as on paper. */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { documentMargins } from '#shared/report/page-margins.ts';
import type { WordBlock, WordModel } from '#shared/report/word-model.ts';
import { a4Page, type Font, fonts, officialFooterEdge, officialFooters, runs, twips } from './docx-parts.ts';

/** Points. */
interface Type {
  readonly text: number;
  readonly line: number;
  readonly title: number;
  readonly table: number;
  readonly small: number;
}
const types: Readonly<Record<WordModel['margins'], Type>> = {
  official: { text: 16, line: 28, title: 22, table: 14, small: 12 },
  form: { text: 12, line: 17, title: 18, table: 11, small: 9.5 },
  presented: { text: 18, line: 30, title: 26, table: 14, small: 12 },
};

export async function writeWordDocument(model: WordModel, officeName: string): Promise<Uint8Array> {
  const type = types[model.margins];
  const isOfficial = model.margins === 'official';
  const { left, right } = documentMargins[model.margins];
  const width = convertMillimetersToTwip(210 - left - right);
  const document = new Document({
    title: model.title,
    creator: officeName,
    lastModifiedBy: officeName,
    evenAndOddHeaderAndFooters: isOfficial,
    styles: { default: { document: { run: { size: type.text * 2, font: fonts.body } } } },
    sections: [
      {
        properties: a4Page(model.margins, isOfficial ? officialFooterEdge : 8),
        ...(model.hasPageNumbers ? { footers: isOfficial ? officialFooters() : { default: countedFooter() } } : {}),
        children: [
          titleParagraph(model.title, type, false),
          ...model.blocks.flatMap((block) => partsOf(block, type, width)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** 第x页共y页. */
function countedFooter(): Footer {
  const children = ['第', PageNumber.CURRENT, '页共', PageNumber.TOTAL_PAGES, '页'];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ font: fonts.song, size: 21, children })],
      }),
    ],
  });
}

function titleParagraph(text: string, { title }: Type, isNext: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore: isNext,
    spacing: { after: 6 * twips, ...exactly(Math.round(title * 1.4)) },
    children: runs(text, 'mark', title),
  });
}

function partsOf(block: WordBlock, type: Type, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'nextPaper':
      return [titleParagraph(block.title, type, true)];
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          spacing: exactly(type.line),
          // Official headings stand two signs in; the paper writes these signs, Word indents.
          indent: block.text.startsWith('　　') ? { firstLine: 2 * type.text * twips } : {},
          children: runs(block.text.trim(), 'hei', type.text),
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: alignments[block.align ?? 'left'],
          spacing: block.isSmall === true ? { before: 4 * twips } : exactly(type.line),
          indent: block.isIndented === true ? { firstLine: 2 * type.text * twips } : {},
          children: runs(block.text, 'body', block.isSmall === true ? type.small : type.text),
        }),
      ];
    case 'labelled':
      return [
        new Paragraph({
          alignment: AlignmentType.BOTH,
          spacing: exactly(type.line),
          indent: { firstLine: 2 * type.text * twips },
          children: [...runs(block.label, block.font, type.text), ...runs(block.text, 'body', type.text)],
        }),
      ];
    case 'subject':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 6 * twips, after: 8 * twips },
          children: runs(block.text, 'mark', 20),
        }),
      ];
    case 'signed':
      return [block.office, block.day].map(
        (text, index) =>
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            keepNext: index === 0,
            spacing: { before: index === 0 ? 12 * twips : 0, ...exactly(type.line) },
            indent: { right: 2 * type.text * twips },
            children: runs(text, 'body', type.text),
          }),
      );
    case 'signatures':
      return [
        new Paragraph({
          spacing: { before: 10 * twips },
          children: runs(
            block.places
              .map(
                ({ label, name, note }) => `${label}${note === null ? '' : `（${note}）`}：${name ?? '　'.repeat(10)}`,
              )
              .join('　　'),
            'body',
            type.text,
          ),
        }),
      ];
    case 'writingBox':
      return [boxOf(block, type, width), gap()];
    case 'keyValueTable':
      return [pairsOf(block, type, width), gap()];
    case 'table':
      return [tableOf(block, type, width), gap()];
  }
}

const alignments = {
  left: AlignmentType.BOTH,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

function exactly(points: number): { readonly line: number; readonly lineRule: typeof LineRuleType.EXACT } {
  return { line: points * twips, lineRule: LineRuleType.EXACT };
}

/** Two tables that touch would become one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: exactly(6), children: [] });
}

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const edges = { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge };

interface CellWishes {
  readonly text: string;
  readonly width: number;
  readonly font?: Font;
  readonly align?: keyof typeof alignments;
  readonly span?: number;
}

function cellOf({ text, width, font = 'body', align = 'left', span = 1 }: CellWishes, { table }: Type): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: align === 'left' ? AlignmentType.LEFT : alignments[align],
          children: runs(line, font, table),
        }),
    ),
  });
}

function tableWith(columnWidths: readonly number[], rows: readonly TableRow[]): Table {
  const width = columnWidths.reduce((sum, each) => sum + each, 0);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columnWidths],
    borders: edges,
    rows: [...rows],
  });
}

type PairsBlock = Extract<WordBlock, { kind: 'keyValueTable' }>;

function pairsOf({ items, pairsPerLine }: PairsBlock, type: Type, width: number): Table {
  const head = Math.round(width * 0.17);
  const whole =
    pairsPerLine === 1 ? [head, width - head] : [head, Math.floor(width / 2) - head, head, Math.ceil(width / 2) - head];
  const label = (text: string) => cellOf({ text, width: head, font: 'hei', align: 'center' }, type);
  const rows: TableRow[] = [];
  for (let at = 0; at < items.length; ) {
    const [item, next] = [items[at], items[at + 1]];
    if (item === undefined) break;
    const isPair = pairsPerLine === 2 && item.isWide !== true && next !== undefined && next.isWide !== true;
    const children = isPair
      ? [item, next].flatMap((each, side) => [
          label(each.label),
          cellOf({ text: each.text, width: whole[side * 2 + 1] ?? 0 }, type),
        ])
      : [label(item.label), cellOf({ text: item.text, width: width - head, span: whole.length - 1 }, type)];
    rows.push(new TableRow({ cantSplit: true, children }));
    at += isPair ? 2 : 1;
  }
  return tableWith(whole, rows);
}

type TableBlock = Extract<WordBlock, { kind: 'table' }>;

function tableOf({ columns, rows }: TableBlock, type: Type, width: number): Table {
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => Math.floor((column.width / shares) * width));
  const widthOf = (at: number) => widths[at] ?? 0;
  return tableWith(widths, [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(({ head }, at) =>
        cellOf({ text: head, width: widthOf(at), font: 'hei', align: 'center' }, type),
      ),
    }),
    ...rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: columns.map(({ align }, at) => cellOf({ text: row[at] ?? '', width: widthOf(at), align }, type)),
        }),
    ),
  ]);
}

/** Grows with what is typed into it. */
function boxOf({ label, millimetres }: Extract<WordBlock, { kind: 'writingBox' }>, type: Type, width: number): Table {
  return tableWith(
    [width],
    [
      new TableRow({
        height: { value: convertMillimetersToTwip(millimetres), rule: HeightRule.ATLEAST },
        children: [
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            verticalAlign: VerticalAlign.TOP,
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            children: [
              new Paragraph({ children: runs(label, 'hei', type.table) }),
              new Paragraph({ children: runs('', 'body', type.table) }),
            ],
          }),
        ],
      }),
    ],
  );
}
