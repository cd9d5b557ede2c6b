/** A drawn page as a scanner or a telephone gives it: turned, in perspective, unevenly lit, noisy, coarse. */
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import { homographyOf, type Point } from '#shared/inspection/reading/homography.ts';
import type { Drawing, Random } from './drawn-sheet.ts';

export interface Shot {
  /** Of the page itself; the picture is a little larger. */
  readonly dpi: number;
  /** Degrees, clockwise. */
  readonly turn: number;
  /** Share by which the page's corners lie beside a rectangle: 0 for a flat-bed scanner. */
  readonly perspective: number;
  /** What surrounds the page: 0 … 255. */
  readonly around: number;
  /** How much darker the darkest place is lit, 0 … 0.6, and whether a hand's shadow with a soft edge lies on it. */
  readonly gradient: number;
  readonly shadow: number;
  /** Standard deviation of the sensor's noise, grey levels. */
  readonly noise: number;
  /** Passes of a blur over three pixels. */
  readonly blur: number;
  /** Steps of grey within blocks of eight pixels, as strong compression leaves them; 0: none. */
  readonly blocks: number;
  /** Millimetres by which the middle of the sheet bulges. */
  readonly curl: number;
}

export function someShot(random: Random): Shot {
  const isPhoto = random() < 0.55;
  const chance = random();
  const dpi = chance < 0.2 ? 100 : chance < 0.45 ? 120 : chance < 0.8 ? 150 : chance < 0.95 ? 200 : 300;
  const quarter = [0, 0, 0, 90, 180, 270][Math.floor(random() * 6)] ?? 0;
  return {
    dpi,
    turn: quarter + (random() - 0.5) * 2 * (random() < 0.3 ? 15 : 4),
    perspective: isPhoto ? 0.09 * random() : 0,
    around: isPhoto ? 20 + 130 * random() : 252,
    gradient: isPhoto ? 0.45 * random() : 0.05 * random(),
    shadow: isPhoto && random() < 0.4 ? 0.35 * random() : 0,
    noise: isPhoto ? 2 + 7 * random() : 4 * random(),
    blur: random() < 0.35 ? 1 : 0,
    blocks: random() < 0.3 ? 6 + Math.floor(random() * 10) : 0,
    curl: isPhoto ? 0.8 * random() : 0,
  };
}

export function photographed(drawing: Drawing, shot: Shot, random: Random): GreyPicture {
  const scale = shot.dpi / 25.4;
  const radians = (shot.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const off = () => (random() - 0.5) * 2 * shot.perspective * 210;
  // Corners of the paper in millimetres around its middle, turned.
  const seen = (
    [
      [-105, -148.5],
      [105, -148.5],
      [-105, 148.5],
      [105, 148.5],
    ] as const
  ).map(([x, y]) => {
    const [dx, dy] = [x + off(), y + off()];
    return { x: (dx * cos - dy * sin) * scale, y: (dx * sin + dy * cos) * scale };
  });
  const border = 4 * scale;
  const left = Math.min(...seen.map(({ x }) => x)) - border;
  const top = Math.min(...seen.map(({ y }) => y)) - border;
  let width = Math.ceil(Math.max(...seen.map(({ x }) => x)) + border - left);
  let height = Math.ceil(Math.max(...seen.map(({ y }) => y)) + border - top);
  // Pages hand over at most 3508 pixels on the long side.
  const shrink = Math.min(1, 3508 / Math.max(width, height));
  width = Math.floor(width * shrink);
  height = Math.floor(height * shrink);
  const target = seen.map(({ x, y }): Point => ({ x: (x - left) * shrink, y: (y - top) * shrink }));
  const source: Point[] = [
    { x: 0, y: 0 },
    { x: drawing.width, y: 0 },
    { x: 0, y: drawing.height },
    { x: drawing.width, y: drawing.height },
  ];
  const back = homographyOf(target, source);
  if (back === null) throw new Error('three corners on a line');
  const data = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h, i] = back;
  const noise = noiseTable(random);
  const lightX = (random() - 0.5) * 2 * shot.gradient;
  const lightY = (random() - 0.5) * 2 * shot.gradient;
  const edgeAngle = random() * Math.PI;
  const [edgeX, edgeY] = [Math.cos(edgeAngle), Math.sin(edgeAngle)];
  const edgeAt = (width * edgeX + height * edgeY) * (0.3 + 0.4 * random());
  // A soft edge: two centimetres and more from light to shade.
  const soft = (20 + 30 * random()) * scale * shrink;
  const curl = shot.curl * drawing.scale;
  for (let y = 0; y < height; y += 1) {
    let noiseAt = Math.floor(random() * noise.length);
    for (let x = 0; x < width; x += 1) {
      const depth = g * x + h * y + i;
      const sx = (a * x + b * y + c) / depth;
      let sy = (d * x + e * y + f) / depth;
      // A page that is not quite flat: nothing at its edges, most in the middle.
      if (curl > 0) {
        const across = sx / drawing.width;
        sy += curl * 4 * across * (1 - across);
      }
      let value = shot.around;
      if (sx >= 0 && sy >= 0 && sx < drawing.width - 1 && sy < drawing.height - 1) {
        const [column, row] = [sx | 0, sy | 0];
        const [right, down] = [sx - column, sy - row];
        const at = row * drawing.width + column;
        const above = (drawing.data[at] ?? 0) * (1 - right) + (drawing.data[at + 1] ?? 0) * right;
        const below =
          (drawing.data[at + drawing.width] ?? 0) * (1 - right) + (drawing.data[at + drawing.width + 1] ?? 0) * right;
        value = above * (1 - down) + below * down;
      }
      let light = 1 - shot.gradient / 2 + lightX * (x / width - 0.5) + lightY * (y / height - 0.5);
      if (shot.shadow > 0) {
        const into = Math.min(1, Math.max(0, (x * edgeX + y * edgeY - edgeAt) / soft + 0.5));
        light *= 1 - shot.shadow * into * into * (3 - 2 * into);
      }
      noiseAt = noiseAt + 1 < noise.length ? noiseAt + 1 : 0;
      data[y * width + x] = Math.min(255, Math.max(0, value * light + (noise[noiseAt] ?? 0) * shot.noise));
    }
  }
  for (let pass = 0; pass < shot.blur; pass += 1) blurred(data, width, height);
  if (shot.blocks > 0) blocked(data, width, height, shot.blocks);
  return { width, height, data };
}

function noiseTable(random: Random): Float32Array {
  const table = new Float32Array(65_537);
  for (let at = 0; at < table.length; at += 1) table[at] = (random() + random() + random() + random() - 2) * 1.73;
  return table;
}

function blurred(data: Uint8Array, width: number, height: number): void {
  for (const [step, count, stride, lines] of [
    [1, width, width, height],
    [width, height, 1, width],
  ] as const)
    for (let line = 0; line < lines; line += 1) {
      let at = line * stride;
      let before = data[at] ?? 0;
      let here = before;
      for (let place = 0; place < count; place += 1, at += step) {
        const after = place + 1 < count ? (data[at + step] ?? 0) : here;
        data[at] = (before + 2 * here + after) / 4;
        before = here;
        here = after;
      }
    }
}

function blocked(data: Uint8Array, width: number, height: number, step: number): void {
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      const [bottom, right] = [Math.min(height, top + 8), Math.min(width, left + 8)];
      let sum = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += data[y * width + x] ?? 0;
      const mean = sum / ((bottom - top) * (right - left));
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) {
          const at = y * width + x;
          data[at] = Math.min(255, Math.max(0, mean + Math.round(((data[at] ?? 0) - mean) / step) * step));
        }
    }
}
