/** A list as it was and what has changed in it since: the list as it is, unchanged rows being the very same objects. */

export interface ListedRow {
  readonly id: string;
}

/** Negative: the left row stands before the right one. */
export type RowOrder<Row> = (left: Row, right: Row) => number;

/** `order` says where rows stand that are new or have moved; without one they go to the end. */
export function mergedRows<Row extends ListedRow>(
  before: readonly Row[],
  changed: readonly Row[],
  gone: readonly string[],
  order?: RowOrder<Row>,
): readonly Row[] {
  if (changed.length === 0 && gone.length === 0) return before;
  const left = new Set(gone);
  const news = new Map(changed.map((row) => [row.id, row]));
  const kept: Row[] = [];
  for (const row of before) {
    if (left.has(row.id)) continue;
    const next = news.get(row.id);
    if (next !== undefined && order !== undefined && order(row, next) !== 0) continue;
    kept.push(next ?? row);
    news.delete(row.id);
  }
  const moved = [...news.values()];
  if (order === undefined) return [...kept, ...moved];
  moved.sort(order);
  const rows: Row[] = [];
  let at = 0;
  for (const row of kept) {
    for (let next = moved[at]; next !== undefined && order(row, next) > 0; next = moved[at]) {
      rows.push(next);
      at += 1;
    }
    rows.push(row);
  }
  return [...rows, ...moved.slice(at)];
}
