import { isBlank, shownText } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

/** Chinese text in the order of its pinyin, numbers inside text by their value. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

export type SortRank = ReadonlyMap<string, number>;

/**
 * The rank of every row in one column. Computed once per column and data, so that sorting again after each keystroke
 * in the search box compares two small integers instead of two Chinese texts. Blank cells have no rank: they go last.
 */
export function sortRank<Row extends GridRow>(rows: readonly Row[], column: LedgerColumn<Row>): SortRank {
  const known = rows.map((row) => ({ id: row.id, value: column.value(row) })).filter(({ value }) => !isBlank(value));
  const keyed = known.map(({ id, value }) => ({ id, key: sortKey(column, value) }));
  keyed.sort((left, right) => compared(left.key, right.key));
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [index, item] of keyed.entries()) {
    const before = keyed[index - 1];
    if (before !== undefined && compared(before.key, item.key) !== 0) rank += 1;
    ranks.set(item.id, rank);
  }
  return ranks;
}

function sortKey<Row extends GridRow>(column: LedgerColumn<Row>, value: CellValue): string | number {
  if (column.kind === 'choice') {
    const index = column.choices?.findIndex((choice) => choice.value === value) ?? -1;
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  }
  return typeof value === 'number' ? value : shownText(column, value);
}

function compared(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}
