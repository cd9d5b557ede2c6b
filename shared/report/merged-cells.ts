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

function textAt(model: Pick<TableModel, 'rows'>, row: number, column: number): string {
  return model.rows[row]?.cells[column]?.text ?? '';
}

function setSpan(spans: readonly number[][], row: number, column: number, span: number): void {
  const line = spans[row];
  if (line !== undefined) line[column] = span;
}
