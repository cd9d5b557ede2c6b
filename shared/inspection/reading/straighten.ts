/** The page as it would lie under a lamp on a desk: upright, white paper white, small enough to keep many of them. */
import type { Rectangle } from '../sheet-layout.ts';
import type { GreyPicture } from './grey-picture.ts';
import type { PagePlace } from './page-places.ts';

/** Pixels to a millimetre: about 150 dpi, handwriting is read easily. */
export const straightScale = 6;
const width = 210 * straightScale;
const height = 297 * straightScale;
/** Grey levels that are kept: 0 … 15. */
const levels = 15;

/** A page of 210 × 297 mm with grey levels 0 (ink) … 15 (paper). */
export function straightened(picture: GreyPicture, place: PagePlace): GreyPicture {
  const raw = warped(picture, place);
  const lines = whiteLines(raw);
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = (y + 0.5) / tile - 0.5;
    const top = Math.floor(row);
    const [above, below] = [lineAt(lines, top), lineAt(lines, top + 1)];
    const down = row - top;
    for (let x = 0; x < width; x += 1, at += 1) {
      const white = (above[x] ?? 255) + ((below[x] ?? 255) - (above[x] ?? 255)) * down;
      data[at] = Math.min(levels, Math.round(((raw[at] ?? 255) / white) * 1.06 * levels));
    }
  }
  return { width, height, data };
}

/** Whether anything was written into a rectangle of a straightened page: `printed` is not handwriting. */
export function hasWriting(page: GreyPicture, area: Rectangle, printed: readonly Rectangle[]): boolean {
  const inner = { x: area.x + 1, y: area.y + 1, right: area.x + area.width - 1, bottom: area.y + area.height - 1 };
  let inked = 0;
  for (let y = Math.ceil(inner.y * straightScale); y < inner.bottom * straightScale; y += 1)
    for (let x = Math.ceil(inner.x * straightScale); x < inner.right * straightScale; x += 1) {
      if ((page.data[y * width + x] ?? levels) > levels * 0.72) continue;
      const [paperX, paperY] = [x / straightScale, y / straightScale];
      const isPrint = printed.some(
        (each) => paperX >= each.x && paperX < each.x + each.width && paperY >= each.y && paperY < each.y + each.height,
      );
      if (!isPrint) inked += 1;
    }
  // A stroke of three millimetres.
  return inked > 0.9 * straightScale * straightScale;
}

function warped({ width: across, height: down, data }: GreyPicture, { toPicture }: PagePlace): Uint8Array {
  const [a, b, c, d, e, f, g, h, i] = toPicture;
  const raw = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    const paperY = (y + 0.5) / straightScale;
    for (let x = 0; x < width; x += 1, to += 1) {
      const paperX = (x + 0.5) / straightScale;
      const depth = g * paperX + h * paperY + i;
      const px = (a * paperX + b * paperY + c) / depth;
      const py = (d * paperX + e * paperY + f) / depth;
      if (!(px >= 0 && py >= 0 && px < across - 1 && py < down - 1)) {
        raw[to] = 255;
        continue;
      }
      const [column, row] = [Math.floor(px), Math.floor(py)];
      const at = row * across + column;
      const above = (data[at] ?? 0) + ((data[at + 1] ?? 0) - (data[at] ?? 0)) * (px - column);
      const below =
        (data[at + across] ?? 0) + ((data[at + across + 1] ?? 0) - (data[at + across] ?? 0)) * (px - column);
      raw[to] = above + (below - above) * (py - row);
    }
  }
  return raw;
}

/** Six millimetres: larger than a letter, smaller than a shadow. */
const tile = 6 * straightScale;

/** The paper's own brightness along the middle of each row of tiles: the brightest tile around, without steps between. */
function whiteLines(raw: Uint8Array): readonly Float32Array[] {
  const [columns, rows] = [Math.ceil(width / tile), Math.ceil(height / tile)];
  const bright = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => brightOf(raw, column * tile, row * tile)),
  );
  const at = (row: number, column: number) =>
    bright[Math.min(rows - 1, Math.max(0, row))]?.[Math.min(columns - 1, Math.max(0, column))] ?? 255;
  const around = [-1, 0, 1];
  // A tile may hold a black square and nothing else: one beside it shows the paper.
  const paper = bright.map((line, row) =>
    line.map((_, column) =>
      Math.max(8, ...around.flatMap((down) => around.map((right) => at(row + down, column + right)))),
    ),
  );
  return paper.map((line) =>
    Float32Array.from({ length: width }, (_, x) => {
      const column = (x + 0.5) / tile - 0.5;
      const left = Math.floor(column);
      const [one, other] = [line[Math.max(0, left)] ?? 255, line[Math.min(columns - 1, left + 1)] ?? 255];
      return one + (other - one) * (column - left);
    }),
  );
}

function lineAt(lines: readonly Float32Array[], row: number): Float32Array {
  return lines[Math.min(lines.length - 1, Math.max(0, row))] ?? new Float32Array(width).fill(255);
}

/** Four pixels of five are darker than it. */
function brightOf(raw: Uint8Array, left: number, top: number): number {
  const seen: number[] = [];
  for (let y = top; y < Math.min(height, top + tile); y += 3)
    for (let x = left; x < Math.min(width, left + tile); x += 3) seen.push(raw[y * width + x] ?? 255);
  return seen.toSorted((one, other) => one - other)[Math.floor(seen.length * 0.8)] ?? 255;
}
