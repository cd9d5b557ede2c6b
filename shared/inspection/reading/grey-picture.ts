/** Grey pixels, as every reading works on: 0 black … 255 white, row by row from the top left. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A4 at 300 dpi: more shows nothing more of a pen stroke. Pages scale down to it before they hand pixels over. */
export const longestSide = 3508;
/** Below this a tick box has fewer than a dozen pixels (A4 at about 70 dpi). */
export const shortestLongSide = 800;
/** What a page decodes at most: photographs of today's telephones have 12 to 50 million pixels, some 108. */
export const pixelLimit = 120_000_000;

export type PgmFault = 'malformed' | 'tooLarge' | 'tooSmall';

/** Binary PGM (P5) of eight bits, strictly: one picture, no comment, no byte before or behind. */
export function readPgm(bytes: Uint8Array): GreyPicture | PgmFault {
  // “P5 3508 2480 255” and one separator are at most 20 bytes.
  let head = '';
  for (const byte of bytes.subarray(0, 32)) head += String.fromCharCode(byte);
  const found = /^P5[ \n]([1-9]\d{0,5})[ \n]([1-9]\d{0,5})[ \n]255\n/.exec(head);
  if (found === null) return 'malformed';
  const [width, height] = [Number(found[1]), Number(found[2])];
  if (Math.max(width, height) > longestSide) return 'tooLarge';
  if (bytes.length !== found[0].length + width * height) return 'malformed';
  if (Math.max(width, height) < shortestLongSide) return 'tooSmall';
  return { width, height, data: bytes.subarray(found[0].length) };
}

/** The most bytes a picture of the allowed size can have. */
export const pgmLimitBytes = longestSide * longestSide + 32;

export function pgmHead(width: number, height: number): string {
  return `P5\n${width} ${height}\n255\n`;
}

/** Grey of coloured pixels (RGBA, as a canvas gives them), by ITU-R BT.601. */
export function greyOf(colours: Uint8ClampedArray, width: number, height: number): GreyPicture {
  const data = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < data.length; at += 1, from += 4)
    data[at] = (77 * (colours[from] ?? 0) + 150 * (colours[from + 1] ?? 0) + 29 * (colours[from + 2] ?? 0) + 128) >> 8;
  return { width, height, data };
}

/** Each pixel the mean of those it covers: smaller by a whole factor. */
export function reduced({ width, height, data }: GreyPicture, factor: number): GreyPicture {
  if (factor <= 1) return { width, height, data };
  const [across, down] = [Math.floor(width / factor), Math.floor(height / factor)];
  const small = new Uint8Array(across * down);
  const sums = new Uint32Array(across);
  for (let y = 0; y < down; y += 1) {
    sums.fill(0);
    for (let inner = 0; inner < factor; inner += 1) {
      let from = (y * factor + inner) * width;
      for (let x = 0; x < across; x += 1) {
        let sum = 0;
        for (let step = 0; step < factor; step += 1, from += 1) sum += data[from] ?? 0;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    for (let x = 0; x < across; x += 1) small[y * across + x] = (sums[x] ?? 0) / (factor * factor);
  }
  return { width: across, height: down, data: small };
}

/** Between its four neighbours; null outside the picture. */
export function sampled({ width, height, data }: GreyPicture, x: number, y: number): number | null {
  if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) return null;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const at = row * width + column;
  const above = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
  const below = (data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right;
  return above * (1 - down) + below * down;
}
