import type { TableModel } from './model.ts';

/** Rows that a cell stands for: 1 usually, more at the first of equal neighbours, 0 where the cell above reaches down. */
export function rowSpans(model: Pick<TableModel, 'columns' | 'rows'>): readonly (readonly number[])[] {
  const spans = model.rows.map(() => model.columns.map(() => 1));
  model.columns.forEach((column, at) => {
    if (column.mergesEqual !== true) return;
    let first = 0;
    for (let row = 1; row < model.rows.length; row += 1) {
      const text = textAt(model, row, at);
      if (text === '' || text !== textAt(model, first, at)) first = row;
      else {
        setSpan(spans, first, at, row - first + 1);
        setSpan(spans, row, at, 0);
      }
    }
  });
  return spans;
}

/** Columns that a heading over them spans: more than 0 at the first of a group, 0 inside it; null where there is none. */
export function groupSpans(columns: readonly { readonly group?: string | undefined }[]): readonly (number | null)[] {
  return columns.map(({ group }, at) => {
    if (group === undefined) return null;
    if (columns[at - 1]?.group === group) return 0;
    const end = columns.findIndex((column, index) => index > at && column.group !== group);
    return (end === -1 ? columns.length : end) - at;
  });
}

function textAt(model: Pick<TableModel, 'rows'>, row: number, column: number): string {
  return model.rows[row]?.cells[column]?.text ?? '';
}

function setSpan(spans: readonly number[][], row: number, column: number, span: number): void {
  const line = spans[row];
  if (line !== undefined) line[column] = span;
}
