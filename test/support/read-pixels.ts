/** A page of a PDF as pixels (poppler), for what has no text: rules and their colour. Millimetres from the upper left corner. */
import { execFileSync } from 'node:child_process';

const pixelsPerMillimetre = 8;
const largestPage = 64 * 1024 * 1024;

export interface PixelPage {
  /** Rows in which this colour reaches over at least so much of the width: rules, with their extent and thickness. */
  rules(colour: 'red' | 'black', atLeast: number): readonly Rule[];
  /** Upper and lower edge of everything of this colour between two heights; null where there is nothing. */
  extent(
    colour: 'red' | 'black',
    from: number,
    until: number,
  ): { readonly top: number; readonly bottom: number } | null;
}

export interface Rule {
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly thickness: number;
}

export function readPixels(path: string, page: number): PixelPage {
  const resolution = String(Math.round(pixelsPerMillimetre * 25.4));
  const ppm = execFileSync('pdftoppm', ['-r', resolution, '-f', String(page), '-l', String(page), path], {
    maxBuffer: largestPage,
  });
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 64));
  if (head === null) throw new Error('pdftoppm gave no picture');
  const [start, width, height] = [head[0].length, Number(head[1]), Number(head[2])];
  const scale = height / 297;
  const is = (colour: 'red' | 'black', x: number, y: number): boolean => {
    const at = start + (y * width + x) * 3;
    const [red = 255, green = 255] = [ppm[at], ppm[at + 1]];
    return colour === 'red' ? red > 150 && green < 110 : red < 128 && green < 128;
  };
  const reach = (colour: 'red' | 'black', y: number): { left: number; right: number; count: number } => {
    let [left, right, count] = [width, 0, 0];
    for (let x = 0; x < width; x += 1)
      if (is(colour, x, y)) {
        left = Math.min(left, x);
        right = x;
        count += 1;
      }
    return { left, right, count };
  };
  return {
    rules(colour, atLeast) {
      const found: Rule[] = [];
      for (let y = 0; y < height; y += 1) {
        const { left, right, count } = reach(colour, y);
        if (count < atLeast * scale) continue;
        let until = y + 1;
        while (until < height && reach(colour, until).count >= atLeast * scale) until += 1;
        found.push({
          y: (y + until) / 2 / scale,
          left: left / scale,
          right: (right + 1) / scale,
          thickness: (until - y) / scale,
        });
        y = until;
      }
      return found;
    },
    extent(colour, from, until) {
      const rows: number[] = [];
      for (let y = Math.round(from * scale); y < Math.min(height, until * scale); y += 1)
        if (reach(colour, y).count > 0) rows.push(y);
      const [top, bottom] = [rows[0], rows.at(-1)];
      return top === undefined || bottom === undefined ? null : { top: top / scale, bottom: (bottom + 1) / scale };
    },
  };
}
