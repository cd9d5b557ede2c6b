/**
 * What a pen did in and around a tick box. Certain is only what nobody would read otherwise: a tick, a cross, a filled box
 * or a stroke that belongs to this box, or clean paper. Everything else is for a person.
 */
import type { Rectangle } from '../sheet-ink.ts';
import { boxOutline } from './box-outline.ts';
import { type BoxPatch, patchMargin, patchScale } from './box-patch.ts';

export type BoxVerdict = 'ticked' | 'empty' | 'uncertain';

/** Why a person has to look. */
export type BoxDoubt =
  | 'noOutline'
  | 'unevenLight'
  | 'faint'
  | 'small'
  | 'struckOut'
  | 'passingStroke'
  | 'scribbled'
  | 'filled'
  | 'beside'
  | 'outside';

export interface BoxSight {
  readonly verdict: BoxVerdict;
  readonly doubt: BoxDoubt | null;
  /** Millimetres by which the printed outline lies beside its expected place; null where it was not found. */
  readonly shift: { readonly x: number; readonly y: number } | null;
  /** Share of the inside that is ink. */
  readonly ink: number;
}

/** From the middle of the outline to where the inside begins, and to where the outside begins; millimetres. */
const inset = 0.55;
const outset = 0.5;
/** An outline this faint is not there: the box may lie somewhere else. */
const faintestOutline = 0.11;
const outlineStrength = 0.19;

export function boxSight(patch: BoxPatch, box: Rectangle): BoxSight {
  const outline = boxOutline(patch, box);
  if (outline.strength < outlineStrength || outline.faintest < faintestOutline)
    return { verdict: 'uncertain', doubt: 'noOutline', shift: null, ink: 0 };
  const seen = { shift: { x: outline.shiftX / patchScale, y: outline.shiftY / patchScale } };
  if (patch.grain > 0.1) return { ...seen, verdict: 'uncertain', doubt: 'unevenLight', ink: 0 };
  const left = patchMargin * patchScale + outline.shiftX;
  const top = patchMargin * patchScale + outline.shiftY;
  const place: Place = { left, top, right: left + box.width * patchScale, bottom: top + box.height * patchScale };
  const ink = inkOf(patch, place);
  const { verdict, doubt } = verdictOf(ink);
  return { ...seen, verdict, doubt, ink: ink.share };
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Ink {
  /** Share of the inside that is certainly ink. */
  readonly share: number;
  /** Longer side of what is certainly ink, as a share of the inside's. */
  readonly extent: number;
  /** Largest spot inside that may be ink: area in mm², longer side in mm. */
  readonly faintArea: number;
  readonly faintExtent: number;
  /** Ink that hangs together with that of the inside: mm² inside and outside, how far it leaves each side in mm. */
  readonly inside: number;
  readonly outside: number;
  readonly leaves: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Millimetres (standard deviation) across its main direction: small for one straight stroke. */
  readonly breadth: number;
  /** mm² of other ink close around the box. */
  readonly beside: number;
  /** Share of the inside that lies deeper in ink than any stroke is thick. */
  readonly solid: number;
  /** Strokes that one crosses on straight lines through the inside, where they are many. */
  readonly crossings: number;
}

function verdictOf(ink: Ink): { readonly verdict: BoxVerdict; readonly doubt: BoxDoubt | null } {
  const uncertain = (doubt: BoxDoubt) => ({ verdict: 'uncertain', doubt }) as const;
  if (ink.faintArea < 0.22 && ink.faintExtent < 0.75)
    return ink.beside > 0.35 ? uncertain('beside') : { verdict: 'empty', doubt: null };
  if (ink.share === 0) return uncertain('faint');
  if (ink.extent < 0.45 || ink.share < 0.035) return uncertain('small');
  const { left, right, top, bottom } = ink.leaves;
  const far = 0.9;
  if (Math.min(left, right) > far || Math.min(top, bottom) > far) return uncertain('struckOut');
  if (ink.outside > 1.1 * ink.inside) return uncertain('outside');
  if (Math.max(left, right, top, bottom) > 0.6 && ink.breadth < 0.36) return uncertain('passingStroke');
  if (ink.beside > 1.6) return uncertain('beside');
  // Somebody may have filled it to choose it, or to take a tick back.
  if (ink.share > 0.75 || ink.solid > 0.05) return uncertain('filled');
  if (ink.crossings > 2) return uncertain('scribbled');
  return { verdict: 'ticked', doubt: null };
}

function inkOf(patch: BoxPatch, place: Place): Ink {
  const { width, height, dark, printed } = patch;
  const sure = Math.max(0.3, 5 * patch.grain);
  const perhaps = Math.max(0.11, 3.5 * patch.grain);
  // A thin stroke is followed where it pales.
  const carried = Math.max(perhaps, 0.6 * sure);
  const [edge, rim] = [inset * patchScale, outset * patchScale];
  const isInside = (x: number, y: number) =>
    x >= place.left + edge && x < place.right - edge && y >= place.top + edge && y < place.bottom - edge;
  const isOutside = (x: number, y: number) =>
    x < place.left - rim || x >= place.right + rim || y < place.top - rim || y >= place.bottom + rim;

  const starts: number[] = [];
  const faint = new Uint8Array(width * height);
  let [cells, inked] = [0, 0];
  const span = newSpan();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!isInside(x, y)) continue;
      cells += 1;
      const at = y * width + x;
      if ((dark[at] ?? 0) > perhaps) faint[at] = 1;
      if ((dark[at] ?? 0) <= sure) continue;
      inked += 1;
      starts.push(at);
      widen(span, x, y);
    }
  const faintest = largestSpot(faint, width, height);

  // What hangs together with the ink inside, through the outline too; print does not carry it on.
  const reached = new Uint8Array(width * height);
  const stack = [...starts];
  for (const at of starts) reached[at] = 1;
  const moments = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  let [inside, outside] = [0, 0];
  const leaves = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    const isOut = isOutside(x, y);
    const isIn = isInside(x, y);
    if (isOut) {
      leaves.left = Math.max(leaves.left, place.left - x);
      leaves.right = Math.max(leaves.right, x - place.right);
      leaves.top = Math.max(leaves.top, place.top - y);
      leaves.bottom = Math.max(leaves.bottom, y - place.bottom);
    }
    // The pale edges of the outline, which a stroke leads to, are no ink.
    if ((isOut || isIn) && (dark[at] ?? 0) > sure) {
      if (isOut) outside += 1;
      else inside += 1;
      moments.n += 1;
      moments.x += x;
      moments.y += y;
      moments.xx += x * x;
      moments.yy += y * y;
      moments.xy += x * y;
    }
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
        const next = ny * width + nx;
        if (reached[next] === 1 || printed[next] === 1 || (dark[next] ?? 0) <= carried) continue;
        reached[next] = 1;
        stack.push(next);
      }
  }

  let beside = 0;
  const around = 1.6 * patchScale;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (reached[at] === 1 || printed[at] === 1 || (dark[at] ?? 0) <= sure || !isOutside(x, y)) continue;
      const isNear =
        x >= place.left - around && x < place.right + around && y >= place.top - around && y < place.bottom + around;
      if (isNear) beside += 1;
    }

  const inner = insideMask(patch, place, edge, sure);
  const square = patchScale * patchScale;
  const innerSide = Math.min(place.right - place.left, place.bottom - place.top) - 2 * edge;
  return {
    share: inked / Math.max(1, cells),
    extent: longest(span) / innerSide,
    faintArea: faintest.area / square,
    faintExtent: faintest.longest / patchScale,
    inside: inside / square,
    outside: outside / square,
    leaves: {
      left: leaves.left / patchScale,
      right: leaves.right / patchScale,
      top: leaves.top / patchScale,
      bottom: leaves.bottom / patchScale,
    },
    breadth: breadthOf(moments) / patchScale,
    beside: beside / square,
    solid: solidShare(inner, Math.round(0.5 * patchScale)),
    crossings: crossingsOf(inner),
  };
}

interface Mask {
  readonly width: number;
  readonly height: number;
  readonly cells: Uint8Array;
}

function insideMask({ width, dark }: BoxPatch, place: Place, edge: number, sure: number): Mask {
  const [left, top] = [Math.ceil(place.left + edge), Math.ceil(place.top + edge)];
  const across = Math.max(1, Math.ceil(place.right - edge) - left);
  const down = Math.max(1, Math.ceil(place.bottom - edge) - top);
  const cells = new Uint8Array(across * down);
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) if ((dark[(top + y) * width + left + x] ?? 0) > sure) cells[y * across + x] = 1;
  return { width: across, height: down, cells };
}

/** Pixels whose whole neighbourhood, so many pixels each way, is ink. */
function solidShare({ width, height, cells }: Mask, reach: number): number {
  let solid = 0;
  for (let y = reach; y < height - reach; y += 1)
    for (let x = reach; x < width - reach; x += 1) {
      let isSolid = true;
      for (let ny = y - reach; isSolid && ny <= y + reach; ny += 1)
        for (let nx = x - reach; isSolid && nx <= x + reach; nx += 1) isSolid = cells[ny * width + nx] === 1;
      if (isSolid) solid += 1;
    }
  return solid / (width * height);
}

/** Of the rows and of the columns the number that an eighth of them reaches: one odd line says nothing. */
function crossingsOf({ width, height, cells }: Mask): number {
  const alongRows = Array.from({ length: height }, (_, y) => runsOf(cells, y * width, 1, width));
  const alongColumns = Array.from({ length: width }, (_, x) => runsOf(cells, x, width, height));
  return Math.max(...[alongRows, alongColumns].map((runs) => eighth(runs)));
}

function eighth(runs: readonly number[]): number {
  return runs.toSorted((one, other) => other - one)[Math.floor(runs.length / 8)] ?? 0;
}

function runsOf(cells: Uint8Array, from: number, step: number, count: number): number {
  let runs = 0;
  let before = 0;
  for (let place = 0, at = from; place < count; place += 1, at += step) {
    const here = cells[at] ?? 0;
    if (here === 1 && before === 0) runs += 1;
    before = here;
  }
  return runs;
}

interface Span {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function newSpan(): Span {
  return { left: Number.POSITIVE_INFINITY, right: -1, top: Number.POSITIVE_INFINITY, bottom: -1 };
}

function widen(span: Span, x: number, y: number): void {
  span.left = Math.min(span.left, x);
  span.right = Math.max(span.right, x);
  span.top = Math.min(span.top, y);
  span.bottom = Math.max(span.bottom, y);
}

function longest(span: Span): number {
  return span.right < 0 ? 0 : Math.max(span.right - span.left, span.bottom - span.top) + 1;
}

function largestSpot(
  mask: Uint8Array,
  width: number,
  height: number,
): { readonly area: number; readonly longest: number } {
  let [area, side] = [0, 0];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] !== 1) continue;
    const stack = [start];
    const span = newSpan();
    let pixels = 0;
    mask[start] = 2;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      pixels += 1;
      widen(span, x, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1)
          if (mask[ny * width + nx] === 1) {
            mask[ny * width + nx] = 2;
            stack.push(ny * width + nx);
          }
    }
    area = Math.max(area, pixels);
    side = Math.max(side, longest(span));
  }
  return { area, longest: side };
}

function breadthOf({ n, x, y, xx, yy, xy }: Record<'n' | 'x' | 'y' | 'xx' | 'yy' | 'xy', number>): number {
  if (n === 0) return 0;
  const [varianceX, varianceY] = [xx / n - (x / n) ** 2, yy / n - (y / n) ** 2];
  const shared = xy / n - (x / n) * (y / n);
  const apart = Math.hypot((varianceX - varianceY) / 2, shared);
  return Math.sqrt(Math.max(0, (varianceX + varianceY) / 2 - apart));
}
