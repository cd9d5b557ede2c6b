import type { CellChange } from './ledger-column.ts';

/** Cells by their row, as the `saveMany` procedures take them. `Changes` is what the host's schema checks again. */
export function changesByRow<Changes>(changes: readonly CellChange[]): { id: string; changes: Changes }[] {
  return [...Map.groupBy(changes, (change) => change.rowId)].map(([id, cells]) => ({
    id,
    changes: Object.fromEntries(cells.map((cell) => [cell.field, cell.value])) as Changes,
  }));
}
