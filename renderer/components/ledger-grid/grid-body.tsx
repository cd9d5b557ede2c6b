/** The rows in sight. Only this renders while scrolling; rows already there are kept as they are. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useImperativeHandle, useRef } from 'react';
import type { EditorBox } from './cell-editor.tsx';
import type { GridController } from './grid-controller.ts';
import { type ColumnLook, GridRowView } from './grid-row.tsx';
import type { GridStore } from './grid-store.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

export interface GridBodyHandle {
  readonly reveal: (row: number) => void;
  readonly pageRows: () => number;
  /** Where a row lies below the top of the grid's sheet, head included. */
  readonly boxOf: (row: number) => RowBox | null;
}

export type RowBox = Pick<EditorBox, 'top' | 'height' | 'isLow'>;

interface GridBodyProps<Row extends GridRow> {
  readonly gridId: string;
  readonly handle: RefObject<GridBodyHandle | null>;
  readonly viewport: HTMLDivElement | null;
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly looks: readonly ColumnLook[];
  readonly store: GridStore;
  readonly controller: GridController<Row>;
  readonly headRows: number;
  readonly ticked: ReadonlySet<string> | undefined;
  readonly isAuto: boolean;
  readonly rowHeight: number;
  readonly widthOf: (place: number) => number;
}

/** Heights of the sticky head (one or two lines) and of the totals: what covers rows at the edges. */
const headLine = 36;
const groupLine = 26;
const totalsLine = 32;

export function GridBody<Row extends GridRow>(props: GridBodyProps<Row>): ReactNode {
  const { rows, columns, isAuto, rowHeight, viewport } = props;
  const covered = headLine + groupLine * (props.headRows - 1) + totalsLine;
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => viewport,
    estimateSize: (index) => {
      const row = rows[index];
      return isAuto && row !== undefined ? wrappedHeight(row, columns, props.widthOf, rowHeight) : rowHeight;
    },
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
    scrollPaddingEnd: covered,
  });

  useImperativeHandle(props.handle, () => ({
    reveal: (row) => virtualizer.scrollToIndex(row, { align: 'auto' }),
    pageRows: () => Math.max(1, Math.floor(((viewport?.clientHeight ?? 400) - covered) / rowHeight) - 1),
    boxOf: boxOfRow,
  }));

  const items = virtualizer.getVirtualItems();
  // Rows of equal height are used again for other records: changing texts is cheaper than making cells.
  const most = useRef(1);
  most.current = Math.max(most.current, items.length);

  function boxOfRow(row: number): RowBox | null {
    const item = virtualizer.measurementsCache[row];
    if (item === undefined) return null;
    const shown = (viewport?.clientHeight ?? 0) - covered;
    return {
      top: item.start + covered - totalsLine,
      height: item.size,
      isLow: item.start - (viewport?.scrollTop ?? 0) > shown * 0.6,
    };
  }

  return (
    <div
      role="rowgroup"
      className={isAuto ? 'lg-body lg-body-auto' : 'lg-body'}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <GridRowView<Row>
            key={row.id}
            gridId={props.gridId}
            row={row}
            index={item.index}
            top={item.start}
            columns={columns}
            looks={props.looks}
            store={props.store}
            controller={props.controller}
            headRows={props.headRows}
            isTicked={props.ticked === undefined ? null : props.ticked.has(row.id)}
            measure={isAuto ? virtualizer.measureElement : undefined}
          />
        );
      })}
    </div>
  );
}

const lineHeight = 21;
const padding = 11;
const characterWidth = 14.5;

/** A good guess of a wrapped row's height, so that the scroll bar does not jump when it is measured. */
function wrappedHeight<Row extends GridRow>(
  row: Row,
  columns: readonly LedgerColumn<Row>[],
  widthOf: (place: number) => number,
  least: number,
): number {
  let lines = 1;
  for (const [place, column] of columns.entries()) {
    if (!column.wraps) continue;
    const value = column.value(row);
    if (typeof value !== 'string') continue;
    const perLine = Math.max(4, Math.floor((widthOf(place) - 16) / characterWidth));
    const needed = value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
    lines = Math.max(lines, needed);
  }
  return Math.max(least, lines * lineHeight + padding);
}
