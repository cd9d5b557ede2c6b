/** Plane to plane with perspective: what a sheet of paper undergoes on its way into a photograph. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Nine numbers, row by row; the last is 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** The one that takes each of four points to its partner; null where three of them lie on a line. */
export function homographyOf(from: readonly Point[], to: readonly Point[]): Homography | null {
  const rows: number[][] = [];
  for (const [index, { x, y }] of from.entries()) {
    const target = to[index];
    if (target === undefined) return null;
    rows.push([x, y, 1, 0, 0, 0, -x * target.x, -y * target.x, target.x]);
    rows.push([0, 0, 0, x, y, 1, -x * target.y, -y * target.y, target.y]);
  }
  const solved = rows.length === 8 ? solve(rows) : null;
  if (solved === null) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved;
  return [a, b, c, d, e, f, g, h, 1];
}

export function project([a, b, c, d, e, f, g, h, i]: Homography, x: number, y: number): Point {
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

/** Gauss with the largest pivot; each row ends with its right side. Null where there is no single solution. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    const pivot = rows[best];
    const swapped = rows[column];
    if (pivot === undefined || swapped === undefined || Math.abs(pivot[column] ?? 0) < 1e-9) return null;
    rows[best] = swapped;
    rows[column] = pivot;
    for (const row of rows) {
      if (row === pivot) continue;
      const share = (row[column] ?? 0) / (pivot[column] ?? 1);
      if (share !== 0) for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - share * (pivot[at] ?? 0);
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
