/**
 * A list to read, for thousands of rows: each may unfold what is behind it. Arrows go from row to row, Enter or → unfolds,
 * ← folds, Tab reaches what stands inside the row. For typing in cells there is LedgerGrid.
 */
import { VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import './row-list.css';

export interface RowListColumn<Row> {
  readonly id: string;
  readonly title: ReactNode;
  /** CSS grid track: `72px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly isRight?: boolean;
  readonly render: (row: Row) => ReactNode;
}

interface RowListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly RowListColumn<Row>[];
  /** What a row unfolds; absent or false from `hasDetails`: nothing to unfold. */
  readonly renderDetails?: (row: Row) => ReactNode;
  readonly hasDetails?: (row: Row) => boolean;
  /** Set apart quietly: left out, ignored. */
  readonly isFaint?: (row: Row) => boolean;
  readonly emptyText: ReactNode;
}

const usualHeight = 38;

export function RowList<Row>(props: RowListProps<Row>): ReactNode {
  const { rows, columns, rowKey, renderDetails: details } = props;
  const box = useRef<HTMLDivElement | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const [wantsFocus, setWantsFocus] = useState(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 8,
    scrollPaddingStart: usualHeight,
    initialRect: { width: 1000, height: 600 },
  });
  const tracks = `${details === undefined ? '' : '28px '}${columns.map((column) => column.width).join(' ')}`;
  const reachable = Math.min(current, Math.max(0, rows.length - 1));

  useEffect(() => {
    if (!wantsFocus) return;
    virtualizer.scrollToIndex(reachable);
    const frame = requestAnimationFrame(() => {
      box.current?.querySelector<HTMLElement>(`[data-index="${reachable}"]`)?.focus({ preventScroll: true });
      setWantsFocus(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [wantsFocus, reachable, virtualizer]);

  // What a row at the lower edge unfolds would lie out of sight.
  useEffect(() => {
    if (opened === null) return;
    const frame = requestAnimationFrame(() => {
      box.current?.querySelector(`[data-key="${CSS.escape(opened)}"]`)?.scrollIntoView({ block: 'nearest' });
      setOpened(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [opened]);

  function toggle(key: string, wanted?: boolean): void {
    const next = new Set(open);
    if (wanted ?? !next.has(key)) {
      next.add(key);
      setOpened(key);
    } else next.delete(key);
    setOpen(next);
  }

  function canOpen(row: Row): boolean {
    return details !== undefined && (props.hasDetails?.(row) ?? true);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['index'] === undefined) return;
    const row = rows[reachable];
    if (row === undefined) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / usualHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: reachable + 1,
      ArrowUp: reachable - 1,
      PageDown: reachable + page,
      PageUp: reachable - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      setCurrent(Math.max(0, Math.min(rows.length - 1, to)));
      setWantsFocus(true);
    } else if (canOpen(row) && (event.key === 'Enter' || event.key === ' ')) toggle(rowKey(row));
    else if (canOpen(row) && event.key === 'ArrowRight') toggle(rowKey(row), true);
    else if (canOpen(row) && event.key === 'ArrowLeft') toggle(rowKey(row), false);
    else return;
    event.preventDefault();
  }

  function onRowClick(event: MouseEvent, index: number, row: Row): void {
    setCurrent(index);
    const isControl = event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
    const isSelecting = (window.getSelection()?.toString() ?? '') !== '';
    if (canOpen(row) && !isControl && !isSelecting) toggle(rowKey(row));
  }

  return (
    <div
      ref={box}
      className="row-list"
      role="treegrid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      style={{ '--tracks': tracks } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div className="row-list-head" role="row" aria-rowindex={1}>
        {details !== undefined && (
          <div role="columnheader">
            <VisuallyHidden>展开</VisuallyHidden>
          </div>
        )}
        {columns.map((column) => (
          <div key={column.id} role="columnheader" data-right={column.isRight || undefined}>
            {column.title}
          </div>
        ))}
      </div>
      {rows.length === 0 && <div className="row-list-empty">{props.emptyText}</div>}
      <div role="rowgroup" className="row-list-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const key = rowKey(row);
          const isOpen = canOpen(row) && open.has(key);
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-key={key}
              data-faint={props.isFaint?.(row) || undefined}
              data-open={isOpen || undefined}
              className="row-list-row"
              role="row"
              aria-rowindex={item.index + 2}
              aria-level={1}
              aria-expanded={canOpen(row) ? isOpen : undefined}
              tabIndex={item.index === reachable ? 0 : -1}
              style={{ transform: `translateY(${item.start}px)` }}
              onFocus={(event) => event.target === event.currentTarget && setCurrent(item.index)}
            >
              <div
                className="row-list-line"
                role="none"
                data-opens={canOpen(row) || undefined}
                onClick={(event) => onRowClick(event, item.index, row)}
              >
                {details !== undefined && (
                  <div role="gridcell" className="row-list-mark" aria-hidden={!canOpen(row)}>
                    {canOpen(row) ? (isOpen ? '▾' : '▸') : ''}
                  </div>
                )}
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" data-right={column.isRight || undefined}>
                    {column.render(row)}
                  </div>
                ))}
              </div>
              {isOpen && (
                <div className="row-list-details" role="gridcell">
                  {details?.(row)}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
