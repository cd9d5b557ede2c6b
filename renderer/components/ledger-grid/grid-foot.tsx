import { type ReactNode, useMemo } from 'react';
import { wanText } from '../money-text.ts';
import { cellCount } from './cell-range.ts';
import type { GridController } from './grid-controller.ts';
import { type ColumnLook } from './grid-row.tsx';
import { type GridStore, selectedRange, useGridState } from './grid-store.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

interface GridTotalsProps<Row extends GridRow> {
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly looks: readonly ColumnLook[];
  readonly hasTicks: boolean;
}

/** 合计 of the shown rows, under their columns. */
export function GridTotals<Row extends GridRow>({ rows, columns, looks, hasTicks }: GridTotalsProps<Row>): ReactNode {
  // Not with every key typed in the search box: there may be thousands of rows.
  const totals = useMemo(
    () => columns.map((column) => (isSummed(column) ? totalText(rows, column) : '')),
    [rows, columns],
  );
  if (!columns.some(isSummed) || rows.length === 0) return null;
  return (
    <div role="rowgroup" className="lg-totals">
      <div role="row" className="lg-totals-row">
        {hasTicks && <div role="gridcell" className="lg-cell lg-tick" />}
        <div role="gridcell" className="lg-cell lg-number">
          合计
        </div>
        {columns.map((column, place) => (
          <div key={column.id} role="gridcell" className={looks[place]?.className} style={looks[place]?.style}>
            {totals[place]}
          </div>
        ))}
      </div>
    </div>
  );
}

function isSummed<Row extends GridRow>(column: LedgerColumn<Row>): boolean {
  return column.isSummed ?? column.kind === 'money';
}

function totalText<Row extends GridRow>(rows: readonly Row[], column: LedgerColumn<Row>): string {
  let total = 0;
  for (const row of rows) {
    const value = column.value(row);
    if (typeof value === 'number') total += value;
  }
  return column.kind === 'money' ? wanText(total) : String(total);
}

interface GridStatusProps<Row extends GridRow> {
  readonly total: number;
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly ticked: number;
  readonly store: GridStore;
  readonly controller: GridController<Row>;
  readonly isOutdated: boolean;
  readonly onTakeAnew: () => void;
}

export function GridStatus<Row extends GridRow>(props: GridStatusProps<Row>): ReactNode {
  const { total, rows, ticked } = props;
  return (
    <div className="lg-status">
      <span role="status">
        {rows.length === total ? `共 ${total} 行` : `筛选出 ${rows.length} 行，共 ${total} 行`}
        {ticked > 0 && ` · 已勾选 ${ticked} 行`}
      </span>
      {props.isOutdated && (
        <button type="button" className="lg-link" onClick={props.onTakeAnew}>
          内容有改动，重新筛选排序
        </button>
      )}
      <span className="lg-space" />
      <SelectedSum {...props} />
    </div>
  );
}

function SelectedSum<Row extends GridRow>({ rows, columns, store, controller }: GridStatusProps<Row>): ReactNode {
  const range = useGridState(store, (state) => {
    const selected = selectedRange(state);
    return selected === null ? '' : `${selected.top},${selected.bottom},${selected.left},${selected.right}`;
  });
  const [top = 0, bottom = 0, left = 0, right = 0] = range.split(',').map(Number);
  const count = range === '' ? 0 : cellCount({ top, bottom, left, right });
  if (count < 2) return null;
  let sum = 0;
  let figures = 0;
  for (let column = left; column <= right; column += 1) {
    const of = columns[column];
    if (of?.kind !== 'money') continue;
    for (let index = top; index <= bottom; index += 1) {
      const row = rows[index];
      const value = row === undefined ? null : controller.valueOf(row, of);
      if (typeof value !== 'number') continue;
      sum += value;
      figures += 1;
    }
  }
  return (
    <span>
      选中 {count} 格{figures > 0 && ` · ${figures} 个金额合计 ${wanText(sum)} 万元`}
    </span>
  );
}
