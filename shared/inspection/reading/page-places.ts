/**
 * Where on a picture a printed sheet may lie: four solid squares in the arrangement of its corner marks. Half a turn looks
 * the same, other dark spots may look alike: what comes back are places to look at, the likeliest first; what is printed
 * there decides.
 */
import type { Rectangle } from '../sheet-ink.ts';
import { type DarkSpot, darkerThanAround, spotsOf } from './dark-spots.ts';
import { type GreyPicture, reduced } from './grey-picture.ts';
import { type Homography, homographyOf, type Point, project } from './homography.ts';

/** Top left, top right, bottom left, bottom right; millimetres. */
export type Corners = readonly [Rectangle, Rectangle, Rectangle, Rectangle];

export interface PagePlace {
  /** From millimetres of the page to pixels of the picture. */
  readonly toPicture: Homography;
  /** How dark the printed squares are, as a share of the paper beside them: 0 … 1. */
  readonly black: number;
}

/** The search needs no more pixels than this on the long side. */
const searchSide = 1400;
const manySpots = 26;
const manyPlaces = 6;

export function pagePlaces(picture: GreyPicture, corners: Corners): readonly PagePlace[] {
  const factor = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / searchSide));
  const small = reduced(picture, factor);
  const long = Math.max(small.width, small.height);
  const dark = darkerThanAround(small, Math.round(long / 18), 0.72);
  // A page that fills a third of the picture has squares of this many pixels.
  const smallest = Math.max(9, (long / 420) ** 2 * 4);
  const squares = spotsOf(dark, small.width, small.height, smallest)
    .filter((spot) => isSquare(spot) && spot.area < (long / 16) ** 2)
    .toSorted((one, other) => other.area - one.area)
    .slice(0, manySpots);
  const centres = corners.map(centreOf);
  const found: PagePlace[] = [];
  for (const four of arrangements(squares, corners).slice(0, manyPlaces)) {
    const rough = four.map(({ x, y }) => ({ x: (x + 0.5) * factor - 0.5, y: (y + 0.5) * factor - 0.5 }));
    const place = refined(picture, corners, centres, rough);
    if (place !== null) found.push(place);
  }
  return found;
}

function isSquare({ solidity, elongation }: DarkSpot): boolean {
  return solidity > 0.86 && solidity < 1.09 && elongation < 1.75;
}

interface Arrangement {
  readonly spots: readonly [DarkSpot, DarkSpot, DarkSpot, DarkSpot];
  readonly misfit: number;
}

/** Quadruples of squares in the order of the corners, the best fitting first; both ways up of each. */
function arrangements(squares: readonly DarkSpot[], corners: Corners): readonly (readonly DarkSpot[])[] {
  const page = pageShape(corners);
  const found: Arrangement[] = [];
  for (let a = 0; a < squares.length; a += 1)
    for (let b = a + 1; b < squares.length; b += 1)
      for (let c = b + 1; c < squares.length; c += 1)
        for (let d = c + 1; d < squares.length; d += 1) {
          const [one, two, three, four] = [squares[a], squares[b], squares[c], squares[d]];
          if (one === undefined || two === undefined || three === undefined || four === undefined) continue;
          // Sorted by area: of one page they are much alike, even where one corner lies nearer to the lens.
          if (one.area > 3.5 * four.area) break;
          for (const turned of turns([one, two, three, four])) {
            const misfit = misfitOf(turned, page);
            if (misfit !== null) found.push({ spots: turned, misfit });
          }
        }
  return found.toSorted((one, other) => one.misfit - other.misfit).map(({ spots }) => spots);
}

interface PageShape {
  /** Height over width between the centres of the squares. */
  readonly aspect: number;
  /** Side of a square over the width. */
  readonly square: number;
}

function pageShape(corners: Corners): PageShape {
  const [topLeft, topRight, bottomLeft] = corners.map(centreOf);
  const width = distance(topLeft, topRight);
  return { aspect: distance(topLeft, bottomLeft) / width, square: corners[0].width / width };
}

/** The four ways to name four points top left, top right, bottom left, bottom right without a mirror. */
function* turns(four: readonly DarkSpot[]): Generator<[DarkSpot, DarkSpot, DarkSpot, DarkSpot]> {
  const middle = {
    x: four.reduce((sum, { x }) => sum + x, 0) / 4,
    y: four.reduce((sum, { y }) => sum + y, 0) / 4,
  };
  // Clockwise as seen: y grows downwards.
  const around = four.toSorted(
    (one, other) => Math.atan2(one.y - middle.y, one.x - middle.x) - Math.atan2(other.y - middle.y, other.x - middle.x),
  );
  for (let first = 0; first < 4; first += 1) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => around[(first + step) % 4]);
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) yield [a, b, d, c];
  }
}

/** null: no sheet seen from any ordinary place looks like this. */
function misfitOf([tl, tr, bl, br]: readonly [DarkSpot, DarkSpot, DarkSpot, DarkSpot], page: PageShape): number | null {
  const [top, bottom, left, right] = [distance(tl, tr), distance(bl, br), distance(tl, bl), distance(tr, br)];
  const width = (top + bottom) / 2;
  const height = (left + right) / 2;
  const aspect = Math.abs(Math.log(height / width / page.aspect));
  const across = Math.abs(Math.log(top / bottom));
  const down = Math.abs(Math.log(left / right));
  if (aspect > 0.3 || across > 0.4 || down > 0.4) return null;
  let corner = 0;
  for (const [at, one, other] of [
    [tl, tr, bl],
    [tr, br, tl],
    [br, bl, tr],
    [bl, tl, br],
  ] as const)
    corner = Math.max(corner, Math.abs(cosine(at, one, other)));
  if (corner > 0.42) return null;
  const scale = Math.sqrt(((width / 1) * height) / page.aspect);
  const side = Math.sqrt((tl.area + tr.area + bl.area + br.area) / 4);
  const size = Math.abs(Math.log(side / (scale * page.square)));
  if (size > 0.45) return null;
  const areas = [tl.area, tr.area, bl.area, br.area];
  const unlike = Math.log(Math.max(...areas) / Math.min(...areas));
  return aspect * 2 + across + down + corner + size * 2 + unlike * 0.5;
}

/** Centres of the squares to a part of a pixel, from all grey levels and not from the threshold. */
function refined(
  picture: GreyPicture,
  corners: Corners,
  centres: readonly Point[],
  rough: readonly Point[],
): PagePlace | null {
  let points = rough;
  let black = 0;
  for (let round = 0; round < 3; round += 1) {
    const toPicture = homographyOf(centres, points);
    if (toPicture === null) return null;
    black = 0;
    points = points.map((point, index) => {
      const { x, y, width } = corners[index] ?? corners[0];
      const side = distance(project(toPicture, x, y), project(toPicture, x + width, y));
      const found = darkCentre(picture, point, side);
      black += found.darkness / 4;
      return found;
    });
  }
  const toPicture = homographyOf(centres, points);
  return toPicture === null || !(black > 0.15) ? null : { toPicture, black };
}

function darkCentre(picture: GreyPicture, { x, y }: Point, side: number): Point & { readonly darkness: number } {
  const reach = Math.max(2, Math.round(side * 0.78));
  const [left, right] = [Math.max(0, Math.round(x) - reach), Math.min(picture.width - 1, Math.round(x) + reach)];
  const [top, bottom] = [Math.max(0, Math.round(y) - reach), Math.min(picture.height - 1, Math.round(y) + reach)];
  const seen: number[] = [];
  for (let py = top; py <= bottom; py += 1)
    for (let px = left; px <= right; px += 1) seen.push(picture.data[py * picture.width + px] ?? 255);
  seen.sort((one, other) => one - other);
  const black = seen[Math.floor(seen.length * 0.12)] ?? 0;
  const white = seen[Math.floor(seen.length * 0.9)] ?? 255;
  const span = Math.max(1, white - black);
  let [weights, sumX, sumY] = [0, 0, 0];
  for (let py = top; py <= bottom; py += 1)
    for (let px = left; px <= right; px += 1) {
      const share = (white - (picture.data[py * picture.width + px] ?? 255)) / span;
      // Paper's own grain and shadow weigh nothing.
      const weight = Math.min(1, Math.max(0, (share - 0.25) / 0.5));
      weights += weight;
      sumX += weight * px;
      sumY += weight * py;
    }
  const darkness = white === 0 ? 0 : (white - black) / white;
  return weights === 0 ? { x, y, darkness: 0 } : { x: sumX / weights, y: sumY / weights, darkness };
}

function centreOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function distance(one: Point | undefined, other: Point | undefined): number {
  return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
}

/** Of the angle at a point between two others. */
function cosine(at: Point, one: Point, other: Point): number {
  const [ax, ay, bx, by] = [one.x - at.x, one.y - at.y, other.x - at.x, other.y - at.y];
  return (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by));
}
