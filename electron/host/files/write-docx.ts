/**
 * An official paper as a Word file an official can edit: page, margins, fonts, line spacing and page numbers of
 * GB/T 9704-2012; fonts are named, not embedded, as offices have them.
 */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { markPoints } from '#shared/report/mark-points.ts';
import type { MinutesBlock, MinutesModel } from '#shared/report/minutes.ts';

type Font = 'mark' | 'body' | 'hei' | 'kai' | 'song';
const fonts: Readonly<Record<Font, string>> = {
  mark: '方正小标宋简体',
  body: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
};
/** Twentieths of a point. */
const lineHeight = 28 * 20;
const twoSigns = 2 * 16 * 20;
const oneSmallSign = 14 * 20;
const textWidth = convertMillimetersToTwip(156);
const red = 'D00000';
/** Eighths of a point: 0.35 mm and 0.25 mm. */
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 } as const;
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } as const;

export async function writeMinutesDocx(model: MinutesModel): Promise<Uint8Array> {
  const document = new Document({
    title: model.title,
    creator: model.imprint.organ,
    lastModifiedBy: model.imprint.organ,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: 32, font: fonts.body } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(37),
              bottom: convertMillimetersToTwip(35),
              left: convertMillimetersToTwip(28),
              right: convertMillimetersToTwip(26),
              // The number's line ends here: its dash stands 7 mm below the text.
              footer: convertMillimetersToTwip(23),
            },
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [...head(model), ...model.blocks.map(paragraphOf), ...imprint(model)],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** Odd pages at the right, even ones at the left, one sign in. */
function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: oneSmallSign },
        children: [new TextRun({ font: fonts.song, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
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
      children: mark.split('\n').map(
        (line, index) =>
          new TextRun({
            text: isPrePrinted ? '' : line,
            font: fonts.mark,
            size: points * 2,
            color: red,
            ...(index === 0 ? {} : { break: 1 }),
          }),
      ),
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: lineHeight * 2, line: lineHeight, lineRule: LineRuleType.EXACT },
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
  const runs =
    block.kind === 'heading'
      ? [run(block.text.trim(), 'hei')]
      : block.kind === 'labelled'
        ? [run(block.label, block.font), run(block.text, 'body')]
        : [run(block.text, 'body')];
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: { line: lineHeight, lineRule: LineRuleType.EXACT },
    indent: { firstLine: twoSigns },
    keepNext: block.kind === 'heading',
    children: runs,
  });
}

function imprint({ imprint: { copyTo, organ, day } }: MinutesModel): Paragraph[] {
  const spacing = { line: lineHeight, lineRule: LineRuleType.EXACT };
  const small = (text: string) => new TextRun({ text, font: fonts.body, size: 28 });
  // One sign in by a sign: an indent would shorten the rules, which are as wide as the text.
  const copied =
    copyTo === null
      ? []
      : [
          new Paragraph({
            spacing,
            keepNext: true,
            border: { top: thick },
            children: [small(`　抄送：${copyTo}。`)],
          }),
        ];
  return [
    new Paragraph({ spacing, keepNext: true, children: [] }),
    ...copied,
    new Paragraph({
      spacing,
      border: { top: copied.length === 0 ? thick : thin, bottom: thick },
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth - oneSmallSign }],
      children: [small(`　${organ}\t${day}印发`)],
    }),
  ];
}

function run(text: string, font: Font): TextRun {
  return new TextRun({ text, font: fonts[font], size: 32 });
}
