/** Paste, fill down and clearing as values: which cells change to what, which are refused and why. */
import type { CellRange } from './cell-range.ts';
import { pasteRange } from './cell-range.ts';
import { editText, emptyValue, parseCellText, sameValue } from './cell-value.ts';
import type { TextBlock } from './clipboard-text.ts';
import type { CellChange, CellValue, GridRow, LedgerColumn, RefusedCell } from './ledger-column.ts';

export interface BlockView<Row extends GridRow> {
  readonly rowCount: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly columns: readonly LedgerColumn<Row>[];
  /** The value now shown, unsaved typing included. */
  readonly valueOf: (row: Row, column: LedgerColumn<Row>) => CellValue;
  readonly mayEdit: (row: Row, column: LedgerColumn<Row>) => boolean;
}

export interface BlockEdit {
  readonly changes: readonly CellChange[];
  readonly refused: readonly RefusedCell[];
  /** Rows and columns of the block that lie outside the grid. */
  readonly rowsOutside: number;
  readonly columnsOutside: number;
  /** Where the block lies now, cut to the grid. */
  readonly range: CellRange;
}

export function pasteBlock<Row extends GridRow>(
  view: BlockView<Row>,
  selected: CellRange,
  block: TextBlock,
): BlockEdit {
  const blockColumns = Math.max(1, ...block.map((row) => row.length));
  const wanted = pasteRange(selected, Math.max(1, block.length), blockColumns);
  const range = cut(wanted, view);
  const edit = collect(view, range, (rowIndex, columnIndex, column) => {
    const text = block[(rowIndex - wanted.top) % block.length]?.[(columnIndex - wanted.left) % blockColumns];
    return text === undefined ? null : parseCellText(column, text);
  });
  return {
    ...edit,
    range,
    rowsOutside: wanted.bottom - range.bottom,
    columnsOutside: wanted.right - range.right,
  };
}

/** Ctrl+D: the first row of the range goes into the others; a single row takes the one above. */
export function fillDown<Row extends GridRow>(view: BlockView<Row>, selected: CellRange): BlockEdit {
  const isSingle = selected.top === selected.bottom;
  const source = view.rowAt(isSingle ? selected.top - 1 : selected.top);
  const range = cut({ ...selected, top: isSingle ? selected.top : selected.top + 1 }, view);
  const edit = collect(view, range, (_row, _column, column) =>
    source === undefined ? null : { ok: true, value: view.valueOf(source, column) },
  );
  return { ...edit, range: selected, rowsOutside: 0, columnsOutside: 0 };
}

export function clearBlock<Row extends GridRow>(view: BlockView<Row>, selected: CellRange): BlockEdit {
  const edit = collect(view, cut(selected, view), (_row, _column, column) => ({ ok: true, value: emptyValue(column) }));
  return { ...edit, range: selected, rowsOutside: 0, columnsOutside: 0 };
}

/** The texts of a range, as they are copied. */
export function copyBlock<Row extends GridRow>(view: BlockView<Row>, selected: CellRange): TextBlock {
  const range = cut(selected, view);
  const texts: string[][] = [];
  for (let rowIndex = range.top; rowIndex <= range.bottom; rowIndex += 1) {
    const row = view.rowAt(rowIndex);
    if (row === undefined) continue;
    const columns = view.columns.slice(range.left, range.right + 1);
    texts.push(columns.map((column) => editText(column, view.valueOf(row, column))));
  }
  return texts;
}

type Wanted = ReturnType<typeof parseCellText> | null;

function collect<Row extends GridRow>(
  view: BlockView<Row>,
  range: CellRange,
  wantedAt: (row: number, column: number, of: LedgerColumn<Row>) => Wanted,
): Pick<BlockEdit, 'changes' | 'refused'> {
  const changes: CellChange[] = [];
  const refused: RefusedCell[] = [];
  for (let rowIndex = range.top; rowIndex <= range.bottom; rowIndex += 1) {
    const row = view.rowAt(rowIndex);
    if (row === undefined) continue;
    for (let columnIndex = range.left; columnIndex <= range.right; columnIndex += 1) {
      const column = view.columns[columnIndex];
      const wanted = column === undefined ? null : wantedAt(rowIndex, columnIndex, column);
      if (column === undefined || wanted === null) continue;
      if (!wanted.ok) {
        refused.push({ rowId: row.id, field: column.id, reason: wanted.reason });
        continue;
      }
      if (sameValue(view.valueOf(row, column), wanted.value)) continue;
      if (view.mayEdit(row, column)) changes.push({ rowId: row.id, field: column.id, value: wanted.value });
      else refused.push({ rowId: row.id, field: column.id, reason: '这一格不能在这里修改' });
    }
  }
  return { changes, refused };
}

function cut<Row extends GridRow>(range: CellRange, view: BlockView<Row>): CellRange {
  return {
    ...range,
    bottom: Math.min(range.bottom, view.rowCount - 1),
    right: Math.min(range.right, view.columns.length - 1),
  };
}
