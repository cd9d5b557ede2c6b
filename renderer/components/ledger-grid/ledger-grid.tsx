/**
 * LedgerGrid: the one grid of the app, for thousands of rows. Excel's hands work in it: arrows, Enter, Tab, F2, typing,
 * Ctrl+C / X / V / D / Z / Y / A, Delete, Shift and mouse ranges; Ctrl+Enter opens the row, Insert ticks it,
 * Alt+↓ opens the column's filter, Alt+Enter breaks a line inside a cell.
 *
 *   <LedgerGrid
 *     gridId="projects"                      // widths and filters are remembered under this name
 *     label="项目库"
 *     rows={rows}                            // { id, pinyin?, initials?, … }; keep unchanged rows the same objects
 *     columns={columns}                      // LedgerColumn[]; build once (module scope or useMemo)
 *     onSave={(id, field, value) => …}       // Promise; a rejection marks the cell with its sentence
 *     onSaveMany={(changes) => …}            // Promise of the cells the host refused (usually [])
 *     onUndo={undo} onRedo={redo} onOpen={(row) => …}
 *   />
 *
 * Kinds: text, longText, money (元 inside, 万元 shown), day (“2018” stays “2018”), choice, units (list of names), number.
 */
import { Notification } from '@mantine/core';
import type { ColumnFiltersState } from '@tanstack/react-table';
import { type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CellEditor, type EditorBox } from './cell-editor.tsx';
import type { CellFilter } from './cell-filter.ts';
import type { Place } from './cell-range.ts';
import { isFigure } from './cell-value.ts';
import { GridBar } from './grid-bar.tsx';
import { GridBody, type GridBodyHandle } from './grid-body.tsx';
import { createGridController, type GridNotice, type Latest } from './grid-controller.ts';
import { GridStatus, GridTotals } from './grid-foot.tsx';
import { GridHead } from './grid-head.tsx';
import type { ColumnLook } from './grid-row.tsx';
import { createGridStore } from './grid-store.ts';
import { useGridView } from './grid-view.ts';
import type { CellChange, CellValue, GridRow, LedgerColumn, RefusedCell } from './ledger-column.ts';
import type { SavedView, ViewState } from './saved-views.ts';
import './ledger-grid.css';

export type { CellChange, CellMark, CellValue, GridRow, LedgerColumn, RefusedCell } from './ledger-column.ts';

export interface LedgerGridProps<Row extends GridRow> {
  readonly gridId: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly onSave?: (rowId: string, field: string, value: CellValue) => Promise<void>;
  readonly onSaveMany?: (changes: readonly CellChange[]) => Promise<readonly RefusedCell[]>;
  readonly onUndo?: () => void;
  readonly onRedo?: () => void;
  readonly onOpen?: (row: Row) => void;
  /** Given: rows can be ticked. */
  readonly ticked?: ReadonlySet<string>;
  readonly onTicked?: (ids: ReadonlySet<string>) => void;
  /** auto: as high as the wrapped text of columns with `wraps`. */
  readonly rowHeight?: 'dense' | 'auto';
  readonly searchHint?: string;
  /** Filters the page comes with (a figure opened from 工作台). */
  readonly initialFilters?: readonly { readonly id: string; readonly value: CellFilter }[];
  /** Given (empty too): views are offered besides these, columns can be hidden, conditions written in the search box. */
  readonly views?: readonly SavedView[];
  /** The id or name of the view the page comes with. */
  readonly initialView?: string;
  /** Right of the search box. */
  readonly tools?: ReactNode;
  /** Tools that act on what is shown. */
  readonly renderTools?: (shown: ShownRows<Row>) => ReactNode;
  /** Instead of the rows when there is none at all. */
  readonly emptyState?: ReactNode;
  /** The row the page was asked to show. */
  readonly focusRowId?: string;
  readonly sentenceOf?: (error: unknown) => string;
}

/** What is shown now, for tools that act on it. */
export interface ShownRows<Row extends GridRow> {
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly state: ViewState;
  /** Of the view chosen. */
  readonly name: string | null;
}

const numberWidth = 46;
const tickWidth = 34;
const denseHeight = 32;

export function LedgerGrid<Row extends GridRow>(props: LedgerGridProps<Row>): ReactNode {
  const view = useGridView(props.gridId, props.rows, props.columns, {
    filters: props.initialFilters as ColumnFiltersState | undefined,
    builtIn: props.views,
    view: props.initialView,
  });
  const { table, columns, rows } = view;
  const hasTicks = props.ticked !== undefined;
  const leadWidth = numberWidth + (hasTicks ? tickWidth : 0);
  const headRows = table.getHeaderGroups().length;

  const [store] = useState(createGridStore);
  const [notice, setNotice] = useState<GridNotice | null>(null);
  const [openFilter, setOpenFilter] = useState<string | null>(null);
  const inputRef = useRef<HTMLTextAreaElement | null>(null);
  const body = useRef<GridBodyHandle | null>(null);
  // State, not a ref: the virtualizer inside looks for its scroll element before a parent's ref is attached.
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);

  const latest = useRef<Latest<Row> | null>(null);
  const [controller] = useState(() =>
    createGridController<Row>(store, () => {
      if (latest.current === null) throw new Error('the grid is not there yet');
      return latest.current;
    }),
  );
  latest.current = {
    rows,
    columns,
    pageRows: body.current?.pageRows() ?? 10,
    onSave: props.onSave,
    onSaveMany: props.onSaveMany,
    onUndo: props.onUndo,
    onRedo: props.onRedo,
    onOpen: props.onOpen,
    onTick: hasTicks ? (row) => toggle(row.id) : undefined,
    reveal,
    sentenceOf: props.sentenceOf ?? ((error) => (error instanceof Error ? error.message : String(error))),
    notify: setNotice,
  };

  useLayoutEffect(() => controller.settle(), [controller, rows]);
  const hasRows = rows.length > 0;
  const wantedRow = props.focusRowId;
  useEffect(() => {
    // When the page asks for another row, not whenever the rows change.
    const index = hasRows ? (latest.current?.rows.findIndex((row) => row.id === wantedRow) ?? -1) : -1;
    if (index >= 0) controller.focusOn({ row: index, column: 0 });
  }, [wantedRow, controller, hasRows]);

  function toggle(id: string): void {
    const next = new Set(props.ticked);
    if (!next.delete(id)) next.add(id);
    props.onTicked?.(next);
  }

  const leftOf = (place: number) => {
    const column = columns[place];
    return leadWidth + (column === undefined ? 0 : (table.getColumn(column.id)?.getStart() ?? 0));
  };
  const widthOf = (place: number) => {
    const column = columns[place];
    return column === undefined ? 0 : (table.getColumn(column.id)?.getSize() ?? 0);
  };

  /** Brings a cell fully into sight, beside the frozen columns. */
  function reveal(place: Place): void {
    body.current?.reveal(place.row);
    const element = viewport;
    if (element === null || columns[place.column]?.isFrozen) return;
    const frozen = leadWidth + table.getStartTotalSize();
    const left = leftOf(place.column);
    const right = left + widthOf(place.column);
    if (left < element.scrollLeft + frozen) element.scrollTo({ left: left - frozen });
    else if (right > element.scrollLeft + element.clientWidth) element.scrollTo({ left: right - element.clientWidth });
  }

  // Widths live in custom properties: dragging a column edge restyles cells without rendering them.
  const sizes: Record<string, string> = {
    '--lg-row-width': `${leadWidth + table.getTotalSize()}px`,
    '--lg-frozen': `${leadWidth + table.getStartTotalSize()}px`,
  };
  for (const [place] of columns.entries()) {
    sizes[`--lg-w${place}`] = `${widthOf(place)}px`;
    sizes[`--lg-x${place}`] = `${leftOf(place)}px`;
  }
  const looks = useMemo(() => columnLooks(columns), [columns]);

  function setFilter(columnId: string, filter: CellFilter | null): void {
    const others = view.state.filters.filter((one) => one.id !== columnId);
    view.change({ filters: filter === null ? others : [...others, { id: columnId, value: filter }] });
    inputRef.current?.focus({ preventScroll: true });
  }

  function boxAt(row: number, place: number): EditorBox | null {
    const box = body.current?.boxOf(row) ?? null;
    const isFrozen = columns[place]?.isFrozen === true;
    return box === null ? null : { ...box, left: leftOf(place), width: widthOf(place), isFrozen };
  }

  const isAllTicked = hasTicks && rows.length > 0 && rows.every((row) => props.ticked?.has(row.id));
  const ticks = hasTicks
    ? {
        isAll: isAllTicked,
        isSome: (props.ticked?.size ?? 0) > 0,
        toggleAll: () => props.onTicked?.(new Set(isAllTicked ? [] : rows.map((row) => row.id))),
      }
    : null;

  const drag = useRef(false);
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || (event.target as Element).closest('a, button, input, textarea, .lg-offers') !== null)
      return;
    const tick = (event.target as Element).closest('.lg-tick');
    if (tick !== null) return;
    const place = placeOf(event.target);
    if (place === null) return;
    event.preventDefault();
    inputRef.current?.focus({ preventScroll: true });
    if (store.get().editing !== null && inputRef.current !== null) controller.commitEdit(inputRef.current.value, true);
    controller.focusOn(place, event.shiftKey);
    drag.current = true;
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!drag.current) return;
    if (event.buttons === 0) {
      drag.current = false;
      return;
    }
    const place = placeOf(event.target);
    const focus = store.get().focus;
    if (place !== null && (place.row !== focus?.row || place.column !== focus?.column)) controller.focusOn(place, true);
  }

  return (
    <div className="lg" data-grid={props.gridId}>
      <GridBar
        label={props.label}
        view={view}
        searchHint={props.searchHint}
        hasViews={props.views !== undefined}
        onFilter={setFilter}
        onLeave={() => {
          inputRef.current?.focus({ preventScroll: true });
          controller.focusOn({ row: 0, column: store.get().focus?.column ?? 0 });
        }}
        tools={
          <>
            {props.renderTools?.({ rows, columns, state: view.state, name: view.views.current?.name ?? null })}
            {props.tools}
          </>
        }
      />
      {notice !== null && (
        <Notification
          className="lg-notice"
          title={notice.title}
          color="yellow"
          withBorder
          role="alert"
          closeButtonProps={{ 'aria-label': '知道了' }}
          onClose={() => setNotice(null)}
        >
          {notice.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Notification>
      )}
      <div
        className="lg-viewport"
        ref={setViewport}
        style={sizes}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = false;
        }}
        onClick={(event) => {
          const row = (event.target as Element).closest('.lg-tick')?.closest('[data-index]');
          const id = rows[Number(row?.getAttribute('data-index') ?? -1)]?.id;
          if (row !== null && row !== undefined && id !== undefined) toggle(id);
        }}
        onDoubleClick={(event) => {
          if (placeOf(event.target) === null || inputRef.current === null) return;
          const text = controller.beginEdit('append');
          if (text !== null) inputRef.current.value = text;
        }}
      >
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.length + headRows}
          aria-colcount={columns.length + (hasTicks ? 2 : 1)}
          aria-multiselectable
          className="lg-table"
        >
          <GridHead
            view={view}
            looks={looks}
            ticks={ticks}
            data={props.rows}
            openFilter={openFilter}
            onOpenFilter={setOpenFilter}
            onFilter={setFilter}
          />
          <GridBody
            gridId={props.gridId}
            handle={body}
            viewport={viewport}
            rows={rows}
            columns={columns}
            looks={looks}
            store={store}
            controller={controller}
            headRows={headRows}
            ticked={props.ticked}
            isAuto={props.rowHeight === 'auto'}
            rowHeight={denseHeight}
            widthOf={widthOf}
          />
          <GridTotals rows={rows} columns={columns} looks={looks} hasTicks={hasTicks} />
        </div>
        <CellEditor
          gridId={props.gridId}
          label={props.label}
          store={store}
          controller={controller}
          columns={columns}
          inputRef={inputRef}
          onOpenFilter={setOpenFilter}
          boxAt={boxAt}
        />
        {rows.length === 0 && (
          <div className="lg-empty">
            {props.rows.length === 0
              ? (props.emptyState ?? '还没有内容')
              : '没有符合条件的行。可以取消筛选，或换一个词查找。'}
          </div>
        )}
      </div>
      <GridStatus
        total={props.rows.length}
        rows={rows}
        columns={columns}
        ticked={props.ticked?.size ?? 0}
        store={store}
        controller={controller}
        isOutdated={view.isOutdated}
        onTakeAnew={view.takeAnew}
      />
    </div>
  );
}

function placeOf(target: EventTarget): Place | null {
  const cell = (target as Element).closest('[data-column]');
  const row = cell?.closest('[data-index]');
  if (!cell || !row) return null;
  return { row: Number(row.getAttribute('data-index')), column: Number(cell.getAttribute('data-column')) };
}

function columnLooks<Row extends GridRow>(columns: readonly LedgerColumn<Row>[]): readonly ColumnLook[] {
  const lastFrozen = columns.findLastIndex((column) => column.isFrozen);
  return columns.map((column, place) => {
    const isFigures = isFigure(column);
    const names = ['lg-cell'];
    if (isFigures) names.push('lg-figures');
    if (column.isReadOnly) names.push('lg-readonly');
    if (column.isFrozen) names.push('lg-frozen');
    if (place === lastFrozen) names.push('lg-frozen-last');
    return {
      className: names.join(' '),
      style: { width: `var(--lg-w${place})`, ...(column.isFrozen ? { left: `var(--lg-x${place})` } : {}) },
    };
  });
}
