/** One picture of one page of a known sheet: where it lies, which page it is, and what stands in each of its boxes. */
import type { SheetLayout, TickBox } from '../sheet-layout.ts';
import { type BoxSight, boxSight } from './box-mark.ts';
import { boxPatch, patchMargin } from './box-patch.ts';
import { type GreyPicture, sampled } from './grey-picture.ts';
import { type Point, project } from './homography.ts';
import { type PagePlace, pagePlaces } from './page-places.ts';
import { nearBox, printedOn } from './printed-near.ts';

export interface SeenBox extends BoxSight {
  readonly box: TickBox;
}

export interface PageReading {
  readonly place: PagePlace;
  /** From 1. */
  readonly page: number;
  readonly boxes: readonly SeenBox[];
}

/** Share of the outlines that must be where the layout has them: else it is another page, another sheet or the wrong way up. */
const enoughOutlines = 0.7;
/** A quarter turn, a half turn or a look-alike shows within so many boxes. */
const trialBoxes = 8;

interface Known {
  /** Where its code was seen, in pixels; null where none was. */
  readonly qr: Point | null;
  /** The code says that it was printed with this very layout. */
  readonly isThisPrint: boolean;
}

/** Null: the sheet's marks are not in the picture, or its boxes lie otherwise. */
export function readPage(picture: GreyPicture, layout: SheetLayout, { qr, isThisPrint }: Known): PageReading | null {
  let best: { readonly place: PagePlace; readonly page: number; readonly fit: number } | null = null;
  for (const place of pagePlaces(picture, layout.corners)) {
    if (qr !== null && !isAtCode(place, layout, qr)) continue;
    const page = pageNumber(picture, place, layout);
    const boxes = layout.boxes.filter((box) => box.page === page);
    // A page of fields only is known by its code alone.
    if (boxes.length === 0 && qr === null) continue;
    const fit = fitOf(seenBoxes(picture, place, layout, page, spread(boxes, trialBoxes)));
    if (fit >= enoughOutlines && fit > (best?.fit ?? 0)) best = { place, page, fit };
    if (fit === 1) break;
  }
  if (best === null) return null;
  const { place, page } = best;
  const all = layout.boxes.filter((box) => box.page === page);
  const boxes = withNeighbours(seenBoxes(picture, place, layout, page, all));
  const missing = boxes.filter((each) => each.shift === null).length;
  // A paper printed earlier may lie one row of boxes lower: then a row is missing, and nothing else.
  const isFitting = isThisPrint ? fitOf(boxes) >= enoughOutlines : missing <= 1;
  return isFitting ? { place, page, boxes } : null;
}

/** Page n has n − 1 of its marks black. */
export function pageNumber(picture: GreyPicture, { toPicture, black }: PagePlace, layout: SheetLayout): number {
  let page = 1;
  for (const { x, y, width, height } of layout.pageMarks) {
    const inner = meanOf(picture, toPicture, x + width * 0.3, y + height * 0.3, width * 0.4);
    // Beside it, below: nothing is ever printed there.
    const paper = meanOf(picture, toPicture, x + width * 0.3, y + height + 0.8, width * 0.4);
    if (inner === null || paper === null || (1 - inner / Math.max(1, paper)) / black < 0.5) break;
    page += 1;
  }
  return Math.min(page, layout.pages);
}

function meanOf(
  picture: GreyPicture,
  toPicture: PagePlace['toPicture'],
  x: number,
  y: number,
  side: number,
): number | null {
  let sum = 0;
  for (let step = 0; step < 25; step += 1) {
    const at = project(toPicture, x + ((step % 5) / 4) * side, y + (Math.floor(step / 5) / 4) * side);
    const value = sampled(picture, at.x, at.y);
    if (value === null) return null;
    sum += value;
  }
  return sum / 25;
}

function isAtCode({ toPicture }: PagePlace, { qr }: SheetLayout, seen: Point): boolean {
  const middle = project(toPicture, qr.x + qr.width / 2, qr.y + qr.height / 2);
  const edge = project(toPicture, qr.x, qr.y + qr.height / 2);
  const half = Math.hypot(middle.x - edge.x, middle.y - edge.y);
  return Math.hypot(middle.x - seen.x, middle.y - seen.y) < half;
}

function seenBoxes(
  picture: GreyPicture,
  place: PagePlace,
  layout: SheetLayout,
  page: number,
  boxes: readonly TickBox[],
): SeenBox[] {
  const printed = printedOn(layout, page);
  const ofPage = layout.boxes.filter((box) => box.page === page);
  return boxes.map((box) => ({ box, ...sightOf(picture, place, box, nearBox(box, printed, ofPage, patchMargin + 1)) }));
}

const nothingSeen: BoxSight = { verdict: 'uncertain', doubt: 'noOutline', shift: null, ink: 0 };

function sightOf(picture: GreyPicture, place: PagePlace, box: TickBox, printed: ReturnType<typeof nearBox>): BoxSight {
  const patch = boxPatch(picture, place, box, printed);
  const first = patch === null ? nothingSeen : boxSight(patch, box);
  const { shift } = first;
  if (shift === null || Math.hypot(shift.x, shift.y) < 0.2) return first;
  // Looked at again where the paper really lies, so that what is printed around it is where it is expected.
  const again = boxPatch(picture, place, box, printed, shift);
  if (again === null) return nothingSeen;
  const second = boxSight(again, box);
  return second.shift === null
    ? second
    : { ...second, shift: { x: shift.x + second.shift.x, y: shift.y + second.shift.y } };
}

function fitOf(seen: readonly SeenBox[]): number {
  return seen.length === 0 ? 1 : seen.filter((each) => each.shift !== null).length / seen.length;
}

function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item) => item !== undefined,
  );
}

/** Paper bends evenly: an outline found far beside where its neighbours lie is another one. */
function withNeighbours(seen: readonly SeenBox[]): SeenBox[] {
  return seen.map((each) => {
    const { shift } = each;
    if (shift === null) return each;
    const near = seen
      .filter((other) => other !== each && other.shift !== null)
      .toSorted((one, other) => apart(one.box, each.box) - apart(other.box, each.box))
      .slice(0, 5)
      .flatMap((other) => (other.shift === null ? [] : [other.shift]));
    if (near.length < 2) return each;
    const usual = { x: median(near.map(({ x }) => x)), y: median(near.map(({ y }) => y)) };
    return Math.hypot(shift.x - usual.x, shift.y - usual.y) > 0.7
      ? { ...each, verdict: 'uncertain', doubt: 'noOutline', shift: null }
      : each;
  });
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
