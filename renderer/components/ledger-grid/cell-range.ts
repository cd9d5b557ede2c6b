/** Places and ranges by index in the shown order: pure geometry, no rows and no columns. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export type Step =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'top'
  | 'bottom'
  | 'first'
  | 'last';

/** The range between the two corners, both included. */
export function rangeBetween(anchor: Place, focus: Place): CellRange {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function cellCount(range: CellRange): number {
  return (range.bottom - range.top + 1) * (range.right - range.left + 1);
}

export function moved(place: Place, step: Step, size: GridSize, pageRows: number): Place {
  const { row, column } = place;
  const next: Readonly<Record<Step, Place>> = {
    up: { row: row - 1, column },
    down: { row: row + 1, column },
    left: { row, column: column - 1 },
    right: { row, column: column + 1 },
    pageUp: { row: row - pageRows, column },
    pageDown: { row: row + pageRows, column },
    rowStart: { row, column: 0 },
    rowEnd: { row, column: size.columns - 1 },
    top: { row: 0, column },
    bottom: { row: size.rows - 1, column },
    first: { row: 0, column: 0 },
    last: { row: size.rows - 1, column: size.columns - 1 },
  };
  return clamped(next[step], size);
}

/** The next cell in reading order, wrapping to the next row; null at the very end, where Tab leaves the grid. */
export function tabbed(place: Place, isBack: boolean, size: GridSize): Place | null {
  const index = place.row * size.columns + place.column + (isBack ? -1 : 1);
  if (index < 0 || index >= size.rows * size.columns) return null;
  return { row: Math.floor(index / size.columns), column: index % size.columns };
}

export function clamped(place: Place, size: GridSize): Place {
  return {
    row: Math.max(0, Math.min(place.row, size.rows - 1)),
    column: Math.max(0, Math.min(place.column, size.columns - 1)),
  };
}

/** Where a block lands: at the range's corner; a range that is a multiple of the block is filled with copies. */
export function pasteRange(selected: CellRange, blockRows: number, blockColumns: number): CellRange {
  const height = selected.bottom - selected.top + 1;
  const width = selected.right - selected.left + 1;
  const rows = height % blockRows === 0 ? height : blockRows;
  const columns = width % blockColumns === 0 ? width : blockColumns;
  return {
    top: selected.top,
    left: selected.left,
    bottom: selected.top + rows - 1,
    right: selected.left + columns - 1,
  };
}
