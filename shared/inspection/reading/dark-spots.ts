/** Connected dark spots of a picture under uneven light: local threshold, then what hangs together. */
import type { GreyPicture } from './grey-picture.ts';

export interface DarkSpot {
  readonly area: number;
  /** Centre of mass, pixels. */
  readonly x: number;
  readonly y: number;
  /** 1 for a filled rectangle or square in any position, less for rings, letters and lines, 1.05 for a disc. */
  readonly solidity: number;
  /** Longer against shorter side, as of a filled rectangle. */
  readonly elongation: number;
}

/**
 * 1 where a pixel is darker than `share` of the mean around it (`radius` pixels each way). A mean over much more than a
 * stroke follows shadows and lamps and not the ink.
 */
export function darkerThanAround(picture: GreyPicture, radius: number, share: number): Uint8Array {
  const { width, height, data } = picture;
  const dark = new Uint8Array(width * height);
  const columns = new Uint32Array(width);
  let rows = 0;
  const add = (y: number, sign: 1 | -1) => {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) columns[x] = (columns[x] ?? 0) + sign * (data[at] ?? 0);
    rows += sign;
  };
  for (let y = 0; y < Math.min(radius, height); y += 1) add(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) add(y + radius, 1);
    if (y - radius - 1 >= 0) add(y - radius - 1, -1);
    let sum = 0;
    let across = 0;
    for (let x = 0; x < Math.min(radius, width); x += 1, across += 1) sum += columns[x] ?? 0;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (x + radius < width) {
        sum += columns[x + radius] ?? 0;
        across += 1;
      }
      if (x - radius - 1 >= 0) {
        sum -= columns[x - radius - 1] ?? 0;
        across -= 1;
      }
      if ((data[at] ?? 0) * across * rows < share * sum) dark[at] = 1;
    }
  }
  return dark;
}

/** Spots of at least `smallest` pixels, joined also over corners. Uses up `dark`. */
export function spotsOf(dark: Uint8Array, width: number, height: number, smallest: number): DarkSpot[] {
  const spots: DarkSpot[] = [];
  const stack = new Int32Array(width * height);
  for (let start = 0; start < dark.length; start += 1) {
    if (dark[start] !== 1) continue;
    let depth = 1;
    stack[0] = start;
    dark[start] = 2;
    let [area, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
    while (depth > 0) {
      depth -= 1;
      const at = stack[depth] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      area += 1;
      sumX += x;
      sumY += y;
      sumXX += x * x;
      sumYY += y * y;
      sumXY += x * y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          const next = ny * width + nx;
          if (dark[next] !== 1) continue;
          dark[next] = 2;
          stack[depth] = next;
          depth += 1;
        }
    }
    if (area >= smallest) spots.push(spot(area, sumX, sumY, sumXX, sumYY, sumXY));
  }
  return spots;
}

/** By its second moments: a filled rectangle of sides a and b has variances a²/12 and b²/12, whichever way it lies. */
function spot(area: number, sumX: number, sumY: number, sumXX: number, sumYY: number, sumXY: number): DarkSpot {
  const [x, y] = [sumX / area, sumY / area];
  // A pixel is itself a square: its own variance is 1/12.
  const varianceX = sumXX / area - x * x + 1 / 12;
  const varianceY = sumYY / area - y * y + 1 / 12;
  const shared = sumXY / area - x * y;
  const middle = (varianceX + varianceY) / 2;
  const apart = Math.hypot((varianceX - varianceY) / 2, shared);
  const [larger, smaller] = [middle + apart, Math.max(1 / 12, middle - apart)];
  return { area, x, y, solidity: area / (12 * Math.sqrt(larger * smaller)), elongation: Math.sqrt(larger / smaller) };
}
