/** Finds the printed outline of a box in its patch: paper curls and lenses bend, by a millimetre or so. */
import type { Rectangle } from '../sheet-ink.ts';
import { type BoxPatch, patchMargin, patchScale } from './box-patch.ts';

export interface BoxOutline {
  /** Pixels of the patch by which the box lies beside where it was expected. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Mean darkness of its four sides, and of the faintest one: 0 … 1. */
  readonly strength: number;
  readonly faintest: number;
}

/** How far it is looked for, pixels of the patch: rows of boxes are more than twice as far apart. */
const reach = Math.round(1.7 * patchScale);
/** Where a side is compared with the paper outside. */
const beyond = Math.round(0.75 * patchScale);

export function boxOutline(patch: BoxPatch, box: Rectangle): BoxOutline {
  const sums = lineSums(patch);
  const left = Math.round(patchMargin * patchScale);
  const top = left;
  const right = Math.round((patchMargin + box.width) * patchScale);
  const bottom = Math.round((patchMargin + box.height) * patchScale);
  let best = { shiftX: 0, shiftY: 0, strength: 0, faintest: 0 };
  let bestScore = -1;
  const tryAt = (shiftX: number, shiftY: number) => {
    const [x1, x2, y1, y2] = [left + shiftX, right + shiftX, top + shiftY, bottom + shiftY];
    const sides = [
      [sums.across(y1, x1, x2), sums.across(y1 - beyond, x1, x2)],
      [sums.across(y2, x1, x2), sums.across(y2 + beyond, x1, x2)],
      [sums.down(x1, y1, y2), sums.down(x1 - beyond, y1, y2)],
      [sums.down(x2, y1, y2), sums.down(x2 + beyond, y1, y2)],
    ] as const;
    let [score, faintest, strength] = [0, 1, 0];
    let weakest = 1;
    for (const [line, outside] of sides) {
      const contrast = line - 0.8 * Math.max(0, outside);
      score += contrast / 4;
      weakest = Math.min(weakest, contrast);
      strength += line / 4;
      faintest = Math.min(faintest, line);
    }
    // Nearer is likelier where two places look the same.
    const whole = 0.6 * score + 0.4 * weakest - 0.002 * Math.hypot(shiftX, shiftY);
    if (whole > bestScore) {
      bestScore = whole;
      best = { shiftX, shiftY, strength, faintest: Math.min(faintest, weakest + 0.05) };
    }
  };
  for (let shiftY = -reach; shiftY <= reach; shiftY += 2)
    for (let shiftX = -reach; shiftX <= reach; shiftX += 2) tryAt(shiftX, shiftY);
  const { shiftX: middleX, shiftY: middleY } = best;
  for (let shiftY = middleY - 1; shiftY <= middleY + 1; shiftY += 1)
    for (let shiftX = middleX - 1; shiftX <= middleX + 1; shiftX += 1) tryAt(shiftX, shiftY);
  return best;
}

interface LineSums {
  /** Mean darkness of a horizontal line three pixels thick. */
  across(y: number, from: number, until: number): number;
  down(x: number, from: number, until: number): number;
}

function lineSums({ dark, width, height }: BoxPatch): LineSums {
  const rows = new Float32Array((width + 1) * height);
  const columns = new Float32Array(width * (height + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value = dark[y * width + x] ?? 0;
      rows[y * (width + 1) + x + 1] = (rows[y * (width + 1) + x] ?? 0) + value;
      columns[(y + 1) * width + x] = (columns[y * width + x] ?? 0) + value;
    }
  return {
    across(y, from, until) {
      const at = y * (width + 1);
      return ((rows[at + until] ?? 0) - (rows[at + from] ?? 0)) / Math.max(1, until - from);
    },
    down(x, from, until) {
      return ((columns[until * width + x] ?? 0) - (columns[from * width + x] ?? 0)) / Math.max(1, until - from);
    },
  };
}
