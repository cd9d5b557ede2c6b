/** What all Word files of ours share: fonts as offices have them, named and not embedded; pages; page numbers. */
import {
  AlignmentType,
  convertMillimetersToTwip,
  Footer,
  type ISectionPropertiesOptions,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { DocumentModel } from '#shared/report/model.ts';
import { documentMargins } from '#shared/report/page-margins.ts';

export type Font = 'mark' | 'body' | 'hei' | 'kai' | 'song';
export const fonts: Readonly<Record<Font, string>> = {
  mark: '方正小标宋简体',
  body: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
};

/** Twentieths of a point in a point. */
export const twips = 20;
const oneSmallSign = 14 * twips;

/** Text in a font, its size in points; line breaks stay line breaks. */
export function runs(text: string, font: Font, points: number, color?: string): TextRun[] {
  return text.split('\n').map(
    (line, index) =>
      new TextRun({
        text: line,
        font: fonts[font],
        size: points * 2,
        ...(color === undefined ? {} : { color }),
        ...(index === 0 ? {} : { break: 1 }),
      }),
  );
}

/** A4 with the margins paper has; `footer`: millimetres from the lower edge to the end of the footer's line. */
export function a4Page(margins: DocumentModel['margins'], footer: number): ISectionPropertiesOptions {
  const { top, right, bottom, left } = documentMargins[margins];
  return {
    page: {
      size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
      margin: {
        top: convertMillimetersToTwip(top),
        bottom: convertMillimetersToTwip(bottom),
        left: convertMillimetersToTwip(left),
        right: convertMillimetersToTwip(right),
        footer: convertMillimetersToTwip(footer),
      },
    },
  };
}

/** GB/T 9704-2012 7.5: — 1 —, odd pages at the right, even ones at the left, one sign in. */
export function officialFooters(): { readonly default: Footer; readonly even: Footer } {
  return { default: officialNumber('right'), even: officialNumber('left') };
}

/** The line ends here: its dash stands 7 mm below the text. */
export const officialFooterEdge = 25.2;

function officialNumber(side: 'left' | 'right'): Footer {
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
