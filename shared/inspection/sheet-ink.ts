/** What is drawn on a sheet: lines of text, rules, boxes to tick and places to write. Millimetres from the top left. */
import { fitText, millimetresOf } from './sheet-text.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type SheetFont = 'title' | 'hei' | 'song' | 'kai';

export interface InkText {
  /** Where its anchor stands, on the base line. */
  readonly x: number;
  readonly base: number;
  /** Of one em. */
  readonly size: number;
  readonly font: SheetFont;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

export interface InkRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface InkBox extends Rectangle {
  readonly itemKey: string;
  /** 'yes' or 'no', or the option's text. */
  readonly answer: string;
}

export interface InkField extends Rectangle {
  /** null where it is of the whole sheet. */
  readonly itemKey: string | null;
  readonly name: string;
}

export interface Ink {
  readonly texts?: readonly InkText[];
  readonly rules?: readonly InkRule[];
  readonly boxes?: readonly InkBox[];
  readonly fields?: readonly InkField[];
}

/** A part of the sheet that is not torn: so high at least, higher where the page has room. */
export interface Block {
  readonly height: number;
  /** Whose share of what is left of the page it takes; text that is written by hand takes two of an item's. */
  readonly grows: 'item' | 'textItem' | 'seen' | 'demands' | null;
  /** Of an item whose group has a column: neighbours of one group share one cell. */
  readonly group: string | null;
  /** Comes before it where it opens a page: the head of the items. */
  readonly repeats: Block | null;
  draw(top: number, height: number): Ink;
}

/** The frame of the sheet. */
export const frame = { left: 18, right: 192, width: 174 } as const;

/** Width of the column of labels at the left. */
export const labelWidth = 22;

/** Width of the column of groups. */
export const groupWidth = 15;

/** Of a line to its size. */
export const leading = 1.3;
const ascent = 0.86;

interface Lettering {
  readonly points: number;
  readonly font?: SheetFont;
  readonly anchor?: InkText['anchor'];
}

/** Lines below each other in the middle of the height of a rectangle. */
export function textIn(lines: readonly string[], at: Rectangle, { points, font, anchor }: Lettering): InkText[] {
  const size = millimetresOf(points);
  const line = size * leading;
  const top = at.y + (at.height - line * lines.length) / 2;
  const x = anchor === 'middle' ? at.x + at.width / 2 : anchor === 'end' ? at.x + at.width : at.x;
  return lines.map((text, index) => ({
    x,
    base: top + line * index + (line - size) / 2 + size * ascent,
    size,
    font: font ?? 'song',
    anchor: anchor ?? 'start',
    text,
  }));
}

/** The name of a field, on one line in the middle of its cell. */
export function label(
  text: string,
  top: number,
  height: number,
  left: number = frame.left,
  width: number = labelWidth,
): InkText[] {
  const { lines, points } = fitText(text, width - 1.6, 1, [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5]);
  return textIn(lines, { x: left, y: top, width, height }, { points, font: 'hei', anchor: 'middle' });
}

export function heightOf(lines: number, points: number): number {
  return lines * millimetresOf(points) * leading;
}

export function ruleBelow(y: number, from: number = frame.left, to: number = frame.right): InkRule {
  return { x1: from, y1: y, x2: to, y2: y };
}

export function ruleBeside(x: number, top: number, height: number): InkRule {
  return { x1: x, y1: top, x2: x, y2: top + height };
}

export function inside({ x, y, width, height }: Rectangle, sides: number, ends = 0): Rectangle {
  return { x: x + sides, y: y + ends, width: width - 2 * sides, height: height - 2 * ends };
}

export function together(parts: readonly Ink[]): Required<Ink> {
  return {
    texts: parts.flatMap((part) => part.texts ?? []),
    rules: parts.flatMap((part) => part.rules ?? []),
    boxes: parts.flatMap((part) => part.boxes ?? []),
    fields: parts.flatMap((part) => part.fields ?? []),
  };
}
