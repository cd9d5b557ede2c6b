/**
 * An official paper as a Word file an official can edit: page, margins, fonts, 22 lines of 28 signs, page numbers and 版记
 * of GB/T 9704-2012; fonts are named, not embedded, as offices have them.
 */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  LineRuleType,
  OverlapType,
  Packer,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { markPoints } from '#shared/report/mark-points.ts';
import type { MinutesBlock, MinutesModel } from '#shared/report/minutes.ts';
import { a4Page, type Font, fonts, officialFooterEdge, officialFooters, runs } from './docx-parts.ts';

/** Twentieths of a point: 22 lines fill the 225 mm of the text (5.2.1, 5.2.2). */
const lineHeight = 579;
/** 28 signs of 16 pt are 158 mm wide, the text 156: each stands a quarter of a point closer. */
const signSpacing = -5;
const twoSigns = 2 * (16 * 20 + signSpacing);
const oneSmallSign = 14 * 20;
const textWidth = convertMillimetersToTwip(156);
const red = 'D00000';
/** Eighths of a point: 0.35 mm and 0.25 mm. */
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 0 } as const;
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const body = { line: lineHeight, lineRule: LineRuleType.EXACT } as const;

export async function writeMinutesDocx(model: MinutesModel): Promise<Uint8Array> {
  const document = new Document({
    title: model.title,
    creator: model.imprint.organ,
    lastModifiedBy: model.imprint.organ,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: 32, font: fonts.body, characterSpacing: signSpacing } } } },
    sections: [
      {
        properties: a4Page('official', officialFooterEdge),
        footers: officialFooters(),
        children: [...head(model), ...model.blocks.map(paragraphOf), ...imprint(model)],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** The mark 35 mm below the upper edge of the text, the number two lines below it, the red rule 4 mm below that. */
function head({ title, redHead }: MinutesModel): Paragraph[] {
  const { mark, number, isPrePrinted } = redHead;
  const points = markPoints(mark);
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: {
        before: convertMillimetersToTwip(35),
        after: lineHeight * 2,
        line: Math.round(points * 1.2) * 20,
        lineRule: LineRuleType.EXACT,
      },
      // Pre-printed paper: the line keeps its height.
      children: isPrePrinted ? runs('', 'mark', points) : runs(mark, 'mark', points, red),
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...body, after: lineHeight * 2 },
      ...(isPrePrinted ? {} : { border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: red, space: 11 } } }),
      children: [run(number, 'body')],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: lineHeight, line: 32 * 20, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: title, font: fonts.mark, size: 44 })],
    }),
  ];
}

function paragraphOf(block: MinutesBlock): Paragraph {
  const texts =
    block.kind === 'heading'
      ? [run(block.text.trim(), 'hei')]
      : block.kind === 'labelled'
        ? [run(block.label, block.font), run(block.text, 'body')]
        : [run(block.text, 'body')];
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: body,
    indent: { firstLine: twoSigns },
    keepNext: block.kind === 'heading',
    children: texts,
  });
}

/**
 * 7.4.1: on the last page, its last rule on the lower edge of the text. A table that floats there whatever is typed above it;
 * placed from the edge of the page, because LibreOffice lets no table as wide as the text float between its margins. The empty
 * paragraph is what it is anchored to.
 */
function imprint({ imprint: { copyTo, organ, day } }: MinutesModel): (Paragraph | Table)[] {
  return [
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: [textWidth],
      layout: TableLayoutType.FIXED,
      // The rules begin where the text begins.
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      borders: { top: thick, bottom: thick, insideHorizontal: thin, left: none, right: none, insideVertical: none },
      float: {
        horizontalAnchor: TableAnchorType.PAGE,
        absoluteHorizontalPosition: convertMillimetersToTwip(28),
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
        overlap: OverlapType.NEVER,
      },
      rows: [...(copyTo === null ? [] : [imprintRow(`抄送：${copyTo}。`)]), imprintRow(`${organ}\t${day}印发`)],
    }),
    new Paragraph({ spacing: body, children: [] }),
  ];
}

/** One sign in at both sides. */
function imprintRow(text: string): TableRow {
  return new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        width: { size: textWidth, type: WidthType.DXA },
        children: [
          new Paragraph({
            spacing: { line: 24 * 20, lineRule: LineRuleType.EXACT },
            indent: { left: oneSmallSign, right: oneSmallSign },
            tabStops: [{ type: TabStopType.RIGHT, position: textWidth - oneSmallSign }],
            children: [new TextRun({ text, font: fonts.body, size: 28 })],
          }),
        ],
      }),
    ],
  });
}

function run(text: string, font: Font): TextRun {
  return new TextRun({ text, font: fonts[font], size: 32 });
}
