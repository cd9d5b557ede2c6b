/**
 * The paper of on-site inspection: one project on one A4 page, in millimetres from the top left. Every height is decided
 * here and nowhere else, so that a scan is read with the same numbers the paper was drawn with. Deterministic and numbered:
 * once sheets are printed with a layout it never changes; a better one gets the next number.
 */
import { businessDay } from '../calendar/day.ts';
import type { SheetContent } from '../domain/inspection-sheet.ts';
import { problem } from '../error.ts';
import { type Density, densities } from './sheet-density.ts';
import { factRows, figureRows, noteRows, projectRow, roundRow } from './sheet-facts.ts';
import {
  type Block,
  frame,
  type InkBox,
  type InkField,
  type InkRule,
  type InkText,
  type Rectangle,
  together,
} from './sheet-ink.ts';
import { groupCells, itemBlocks } from './sheet-items.ts';
import { penBlocks } from './sheet-pen.ts';

export type { Rectangle } from './sheet-ink.ts';

/** Of the sheets printed from now on. */
export const currentSheetLayout = 1;

/** Counted from 1. */
type OnPage<Part> = Part & { readonly page: number };
/** A square to tick; the answer is 'yes', 'no' or the option's text. */
export type TickBox = OnPage<InkBox>;
/** A place to write: of an item 'value' and 'remark' (its photos); of the sheet seen, demands, inspectorSignature … */
export type PenField = OnPage<InkField>;
export type SheetText = OnPage<InkText>;
export type SheetRule = OnPage<InkRule>;

export interface SheetLayout {
  readonly layout: number;
  readonly pages: number;
  /** Black squares: top left, top right, bottom left, bottom right of every page. */
  readonly corners: readonly [Rectangle, Rectangle, Rectangle, Rectangle];
  /** With its white border of 4 modules; on every page. */
  readonly qr: Rectangle;
  /** Page n has n − 1 of them black, from the first: a sheet of one page has none. */
  readonly pageMarks: readonly Rectangle[];
  readonly boxes: readonly TickBox[];
  readonly fields: readonly PenField[];
  /** What the content says; number, project and round are drawn over it (sheet-head.ts). */
  readonly texts: readonly SheetText[];
  readonly rules: readonly SheetRule[];
  /** The outer frame of each page. */
  readonly frames: readonly Rectangle[];
}

const corner = 6;
const corners = [
  { x: 9, y: 9, width: corner, height: corner },
  { x: 195, y: 9, width: corner, height: corner },
  { x: 9, y: 282, width: corner, height: corner },
  { x: 195, y: 282, width: corner, height: corner },
] as const;

const qr: Rectangle = { x: 167, y: 9, width: 25, height: 25 };
const pageMarks = [0, 1, 2, 3, 4].map((place): Rectangle => ({ x: 19 + place * 6, y: 283.5, width: 3, height: 3 }));

/** Between the head and the foot of a page. */
const top = 39.2;
const bottom = 281.6;

export function layOutSheet(content: SheetContent): SheetLayout {
  if (content.layout !== currentSheetLayout) throw problem('SHEET_LAYOUT_UNKNOWN', { layout: content.layout });
  const pages = closest(withoutThisYear(content)).map((blocks, index) => drawn(blocks, index + 1));
  return {
    layout: content.layout,
    pages: pages.length,
    corners,
    qr,
    pageMarks,
    boxes: pages.flatMap((page) => page.boxes),
    fields: pages.flatMap((page) => page.fields),
    texts: pages.flatMap((page) => page.texts),
    rules: pages.flatMap((page) => page.rules),
    frames: pages.map((page) => page.frame),
  };
}

/** Columns are narrow: “2026年11月13日期” is “11月13日期” on a sheet printed in 2026, whose foot states its year. */
function withoutThisYear(content: SheetContent): SheetContent {
  const thisYear = `${businessDay(content.printedAt).slice(0, 4)}年`;
  const figures = content.figures.map((figure) =>
    figure.asOf?.startsWith(thisYear) === true ? { ...figure, asOf: figure.asOf.slice(thisYear.length) } : figure,
  );
  return { ...content, figures };
}

/** Set as widely as the fewest pages allow. */
function closest(content: SheetContent): readonly (readonly Block[])[] {
  let best: Block[][] | null = null;
  for (const density of densities) {
    const pages = onPages(blocksOf(content, density));
    if (best === null || pages.length < best.length) best = pages;
    if (best.length === 1) break;
  }
  return best ?? [];
}

function blocksOf(content: SheetContent, density: Density): Block[] {
  return [
    roundRow(content),
    ...factRows(content, density),
    ...figureRows(content, density),
    ...noteRows('未销号问题', content.issues, density.issues, density),
    ...noteRows('议定事项', content.decisions, density.decisions, density),
    ...itemBlocks(content, density),
    ...penBlocks(density),
  ];
}

/** Every page begins with the project's name; the head of the items comes again where they go on. */
function onPages(blocks: readonly Block[]): Block[][] {
  let open: Block[] = [projectRow];
  const pages = [open];
  for (const block of blocks) {
    if (heightOfAll(open) + block.height > bottom - top) {
      open = [projectRow, ...(block.repeats === null ? [] : [block.repeats])];
      pages.push(open);
    }
    open.push(block);
  }
  return pages;
}

function heightOfAll(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.height, 0);
}

/** What is left of the page goes to the items first, so that they are easy to tick, then to the places to write. */
function drawn(blocks: readonly Block[], page: number) {
  const left = bottom - top - heightOfAll(blocks);
  const shares = blocks.reduce((sum, { grows }) => sum + (grows === 'item' ? 1 : grows === 'textItem' ? 2 : 0), 0);
  const share = shares === 0 ? 0 : Math.min(3, (left * 0.45) / shares);
  const rest = left - share * shares;
  const hasSeen = blocks.some((block) => block.grows === 'seen');
  const hasDemands = blocks.some((block) => block.grows === 'demands');
  const more = {
    item: share,
    textItem: 2 * share,
    seen: hasDemands ? rest * 0.6 : rest,
    demands: hasSeen ? rest * 0.4 : rest,
  };
  let y = top;
  const placed = blocks.map((block) => {
    const height = block.height + (block.grows === null ? 0 : more[block.grows]);
    y += height;
    return { block, top: y - height, height };
  });
  const ink = together([...placed.map(({ block, top: from, height }) => block.draw(from, height)), groupCells(placed)]);
  return {
    boxes: ink.boxes.map((each) => ({ ...each, ...exact(each), page })),
    fields: ink.fields.map((each) => ({ ...each, ...exact(each), page })),
    texts: ink.texts.map((each) => ({ ...each, x: hundredth(each.x), base: hundredth(each.base), page })),
    rules: ink.rules.map(({ x1, y1, x2, y2 }) => {
      return { x1: hundredth(x1), y1: hundredth(y1), x2: hundredth(x2), y2: hundredth(y2), page };
    }),
    frame: exact({ x: frame.left, y: top, width: frame.width, height: y - top }),
  };
}

function exact({ x, y, width, height }: Rectangle): Rectangle {
  return { x: hundredth(x), y: hundredth(y), width: hundredth(width), height: hundredth(height) };
}

function hundredth(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}
