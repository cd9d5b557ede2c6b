/** The surroundings of one tick box, straightened, with the light taken out: how much of the paper's white each place lacks. */
import type { Rectangle } from '../sheet-ink.ts';
import type { GreyPicture } from './grey-picture.ts';
import type { Homography, Point } from './homography.ts';
import type { PagePlace } from './page-places.ts';

/** Pixels of a patch to a millimetre: about 200 dpi. */
export const patchScale = 8;
/** Millimetres around the box that are looked at too. */
export const patchMargin = 3;

export interface BoxPatch {
  readonly width: number;
  readonly height: number;
  /** 0 paper … 1 as dark as the printed squares, a little smoothed. */
  readonly dark: Float32Array;
  /** 1 where something is printed: it says nothing of the pen. */
  readonly printed: Uint8Array;
  /** Of the paper's own grain in the same measure; above 0.1 the light is too uneven to judge by. */
  readonly grain: number;
}

/**
 * `printed`: what the layout puts near the box, the box's own outline left out. `shift`: millimetres by which this part of
 * the paper lies beside its place. Null where the picture ends before.
 */
export function boxPatch(
  picture: GreyPicture,
  place: PagePlace,
  box: Rectangle,
  printed: readonly Rectangle[],
  shift: Point = { x: 0, y: 0 },
): BoxPatch | null {
  const width = Math.round((box.width + 2 * patchMargin) * patchScale);
  const height = Math.round((box.height + 2 * patchMargin) * patchScale);
  const left = box.x - patchMargin;
  const top = box.y - patchMargin;
  const values = straightened(picture, place.toPicture, left + shift.x, top + shift.y, width, height);
  if (values === null) return null;
  const mask = new Uint8Array(width * height);
  for (const each of printed) cover(mask, width, height, each, left, top);
  const { white, grain } = paperOf(values, mask, width, height);
  const dark = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1)
      dark[at] = (1 - (values[at] ?? 0) / Math.max(8, white(x, y))) / place.black;
  return { width, height, dark: smoothed(dark, width, height), printed: mask, grain: grain / place.black };
}

/** Grey levels of a rectangle of the page at the patch's scale, written out without an object for every pixel. */
function straightened(
  { width: across, height: down, data }: GreyPicture,
  [a, b, c, d, e, f, g, h, i]: Homography,
  left: number,
  top: number,
  width: number,
  height: number,
): Float32Array | null {
  const values = new Float32Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    const paperY = top + (y + 0.5) / patchScale;
    for (let x = 0; x < width; x += 1, to += 1) {
      const paperX = left + (x + 0.5) / patchScale;
      const depth = g * paperX + h * paperY + i;
      const px = (a * paperX + b * paperY + c) / depth;
      const py = (d * paperX + e * paperY + f) / depth;
      if (!(px >= 0 && py >= 0 && px < across - 1 && py < down - 1)) return null;
      const [column, row] = [Math.floor(px), Math.floor(py)];
      const at = row * across + column;
      const above = (data[at] ?? 0) + ((data[at + 1] ?? 0) - (data[at] ?? 0)) * (px - column);
      const below =
        (data[at + across] ?? 0) + ((data[at + across + 1] ?? 0) - (data[at + across] ?? 0)) * (px - column);
      values[to] = above + (below - above) * (py - row);
    }
  }
  return values;
}

function cover(
  mask: Uint8Array,
  width: number,
  height: number,
  { x, y, width: across, height: down }: Rectangle,
  left: number,
  top: number,
): void {
  const from = Math.max(0, Math.floor((x - left) * patchScale));
  const until = Math.min(width, Math.ceil((x + across - left) * patchScale));
  const first = Math.max(0, Math.floor((y - top) * patchScale));
  const last = Math.min(height, Math.ceil((y + down - top) * patchScale));
  for (let row = first; row < last; row += 1) if (from < until) mask.fill(1, row * width + from, row * width + until);
}

interface Paper {
  white(x: number, y: number): number;
  /** Standard deviation of the paper as a share of its white. */
  readonly grain: number;
}

/** A plane through the paper around the box: light falls off evenly over a centimetre. What is dark is left out in turns. */
function paperOf(values: Float32Array, mask: Uint8Array, width: number, height: number): Paper {
  const edge = Math.round((patchMargin - 0.6) * patchScale);
  const around: number[] = [];
  // Every second pixel each way tells as much.
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const isOutside = x < edge || y < edge || x >= width - edge || y >= height - edge;
      if (isOutside && mask[y * width + x] === 0) around.push(y * width + x);
    }
  const rests = new Float32Array(around.length);
  for (const [index, at] of around.entries()) rests[index] = values[at] ?? 0;
  rests.sort();
  let plane = { level: rests[Math.floor(rests.length * 0.75)] ?? 255, across: 0, down: 0 };
  const middleX = width / 2;
  const middleY = height / 2;
  const white = (x: number, y: number) => plane.level + plane.across * (x - middleX) + plane.down * (y - middleY);
  let spread = plane.level * 0.25;
  for (let round = 0; round < 3; round += 1) {
    const [n, sx, sy, sv, sxx, syy, sxy, sxv, syv] = sumsOf(values, around, width, white, spread, middleX, middleY);
    if (n < 30) return { white, grain: 1 };
    const [mx, my, mv] = [sx / n, sy / n, sv / n];
    const [xx, yy, xy] = [sxx / n - mx * mx, syy / n - my * my, sxy / n - mx * my];
    const [xv, yv] = [sxv / n - mx * mv, syv / n - my * mv];
    const determinant = xx * yy - xy * xy;
    const across = determinant < 1 ? 0 : (xv * yy - yv * xy) / determinant;
    const down = determinant < 1 ? 0 : (yv * xx - xv * xy) / determinant;
    plane = { level: mv - across * mx - down * my, across, down };
    // Of the brighter half: ink only ever darkens.
    let brighter = 0;
    for (const at of around) {
      const rest = (values[at] ?? 0) - white(at % width, Math.floor(at / width));
      if (rest < 0) continue;
      rests[brighter] = rest;
      brighter += 1;
    }
    const sorted = rests.subarray(0, brighter).toSorted();
    spread = Math.max(1.5, (sorted[Math.floor(brighter * 0.68)] ?? 0) * 2.2);
  }
  return { white, grain: spread / 2.2 / Math.max(1, plane.level) };
}

function sumsOf(
  values: Float32Array,
  around: readonly number[],
  width: number,
  white: (x: number, y: number) => number,
  spread: number,
  middleX: number,
  middleY: number,
): [number, number, number, number, number, number, number, number, number] {
  const sums: [number, number, number, number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const at of around) {
    const [px, py, value] = [at % width, Math.floor(at / width), values[at] ?? 0];
    if (Math.abs(value - white(px, py)) > spread) continue;
    const [x, y] = [px - middleX, py - middleY];
    sums[0] += 1;
    sums[1] += x;
    sums[2] += y;
    sums[3] += value;
    sums[4] += x * x;
    sums[5] += y * y;
    sums[6] += x * y;
    sums[7] += x * value;
    sums[8] += y * value;
  }
  return sums;
}

/** Mean of three by three pixels, a third of a millimetre: thinner than a pen stroke, wider than the grain. */
function smoothed(dark: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(dark.length);
  for (let at = 0; at < dark.length; at += 1) {
    const x = at % width;
    const here = dark[at] ?? 0;
    across[at] = ((x > 0 ? (dark[at - 1] ?? 0) : here) + here + (x < width - 1 ? (dark[at + 1] ?? 0) : here)) / 3;
  }
  const smooth = new Float32Array(dark.length);
  for (let at = 0; at < dark.length; at += 1) {
    const y = Math.floor(at / width);
    const here = across[at] ?? 0;
    smooth[at] =
      ((y > 0 ? (across[at - width] ?? 0) : here) + here + (y < height - 1 ? (across[at + width] ?? 0) : here)) / 3;
  }
  return smooth;
}
