/**
 * TanStack Table holds columns, widths, sorting and filters; this hook asks it for the order of rows only when the
 * question changes. Editing a cell does not move or hide its row under the clerk's hands: the order is taken anew when
 * filters, sorting, search or the set of rows change, or when the clerk asks for it.
 */
import {
  type ColumnDef,
  type ColumnFiltersState,
  type ColumnSizingState,
  columnFilteringFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  type FilterFn,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useRemembered } from '../remember.ts';
import { type CellFilter, passes } from './cell-filter.ts';
import { type SortRank, sortRank } from './cell-order.ts';
import { isBlank, searchText } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';
import { emptyView, isSavedViews, type SavedView, stateOf, type ViewState } from './saved-views.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnPinningFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});
export type GridFeatures = typeof features;
export type GridTable<Row extends GridRow> = ReturnType<typeof useTable<GridFeatures, Row>>;

const standardWidths: Readonly<Record<LedgerColumn<GridRow>['kind'], number>> = {
  text: 140,
  longText: 240,
  money: 110,
  day: 100,
  choice: 90,
  units: 160,
  number: 80,
  percent: 84,
};

const rowsPerMoment = 500;

export interface GridView<Row extends GridRow> {
  readonly table: GridTable<Row>;
  /** Frozen columns first: the order in which cells stand and are counted. Without the hidden ones. */
  readonly columns: readonly LedgerColumn<Row>[];
  readonly allColumns: readonly LedgerColumn<Row>[];
  readonly rows: readonly Row[];
  readonly state: ViewState;
  readonly change: (changes: Partial<ViewState>) => void;
  readonly views: GridViews;
  /** Values changed since filter and order were taken. */
  readonly isOutdated: boolean;
  readonly takeAnew: () => void;
}

export interface GridViews {
  readonly builtIn: readonly SavedView[];
  readonly own: readonly SavedView[];
  /** The view chosen last; null: the whole list. */
  readonly current: SavedView | null;
  readonly choose: (view: SavedView | null) => void;
  /** Keeps one's own views; the one chosen may be among them, or gone. */
  readonly keep: (own: readonly SavedView[], chosen: string | null) => void;
}

/** What a page may say about how its grid begins. */
export interface ViewWishes {
  readonly filters?: ColumnFiltersState | undefined;
  /** Views the page offers. */
  readonly builtIn?: readonly SavedView[] | undefined;
  /** The id or the name of a view: built in or one's own. */
  readonly view?: string | undefined;
}

interface LeftAs extends ViewState {
  readonly viewId: string | null;
}

/** How each grid was left, while the app is open: coming back from a project finds the same filter. */
const leftAs = new Map<string, LeftAs>();
const noViews: readonly SavedView[] = [];

export function useGridView<Row extends GridRow>(
  gridId: string,
  data: readonly Row[],
  givenColumns: readonly LedgerColumn<Row>[],
  wishes: ViewWishes,
): GridView<Row> {
  const [own, setOwn] = useRemembered<readonly SavedView[]>(`grid.${gridId}.views`, noViews, isSavedViews);
  const hiddenFirst = givenColumns.filter((column) => column.startsHidden === true).map((column) => column.id);
  const [hiddenLast, setHiddenLast] = useRemembered<readonly string[]>(`grid.${gridId}.hidden`, hiddenFirst, isIds);
  const builtIn = wishes.builtIn ?? noViews;
  const [state, setState] = useState<LeftAs>(() => {
    const left = leftAs.get(gridId) ?? { ...emptyView, hidden: hiddenLast, viewId: null };
    const wanted = [...builtIn, ...own].find((view) => view.id === wishes.view || view.name === wishes.view);
    if (wanted !== undefined) return { ...stateOf(wanted, left), viewId: wanted.id };
    if (wishes.filters === undefined) return left;
    return { ...left, search: '', filters: wishes.filters, viewId: null };
  });
  const [sizing, setSizing] = useRemembered<ColumnSizingState>(`grid.${gridId}.widths`, {}, isWidths);
  const [asked, setAsked] = useState(0);

  const allColumns = useMemo(
    () => [...givenColumns.filter((column) => column.isFrozen), ...givenColumns.filter((column) => !column.isFrozen)],
    [givenColumns],
  );
  const { hidden } = state;
  const columns = useMemo(
    () => allColumns.filter((column) => column.isAlwaysShown === true || !hidden.includes(column.id)),
    [allColumns, hidden],
  );
  const visibility = useMemo(
    () => Object.fromEntries(allColumns.map((column) => [column.id, columns.includes(column)])),
    [allColumns, columns],
  );
  const source = useRef(data);
  source.current = data;
  const model = useMemo(() => tableModel(allColumns, () => source.current), [allColumns]);

  function become(next: LeftAs): void {
    leftAs.set(gridId, next);
    setState(next);
    if (next.hidden !== state.hidden) setHiddenLast(next.hidden);
  }
  const change = (changes: Partial<ViewState>) => become({ ...state, ...changes });
  const views: GridViews = {
    builtIn,
    own,
    current: [...builtIn, ...own].find((view) => view.id === state.viewId) ?? null,
    choose: (view) =>
      become(
        view === null
          ? { ...emptyView, hidden: state.hidden, viewId: null }
          : { ...stateOf(view, state), viewId: view.id },
      ),
    keep(kept, chosen) {
      setOwn(kept);
      become({ ...state, viewId: chosen });
    },
  };

  const table = useTable<GridFeatures, Row>({
    features,
    columns: model.definitions,
    data,
    getRowId: (row) => row.id,
    globalFilterFn: model.search,
    getColumnCanGlobalFilter: (column) => column.id === allColumns[0]?.id,
    state: {
      columnFilters: state.filters,
      globalFilter: state.search,
      sorting: state.sorting,
      columnSizing: sizing,
      columnPinning: model.pinning,
      columnVisibility: visibility,
    },
    columnResizeMode: 'onChange',
    enableMultiSort: true,
    onSortingChange: (update) => change({ sorting: typeof update === 'function' ? update(state.sorting) : update }),
    onColumnSizingChange: (update) => setSizing(typeof update === 'function' ? update(sizing) : update),
  });

  useEffect(() => model.prepareSearch(data), [model, data]);

  const ids = useKeptIds(data);
  const question = [ids, allColumns, state.filters, state.sorting, state.search, asked];
  const order = useKept(question, () => ({ ids: table.getRowModel().rows.map((row) => row.id), data }));
  const rows = useMemo(() => {
    if (order.data === data && order.ids.length === 0) return [];
    const byId = new Map(data.map((row) => [row.id, row]));
    return order.ids.flatMap((id) => byId.get(id) ?? []);
  }, [order, data]);

  const hasQuestion = state.filters.length > 0 || state.sorting.length > 0 || state.search !== '';
  return {
    table,
    columns,
    allColumns,
    rows,
    state,
    change,
    views,
    isOutdated: hasQuestion && order.data !== data,
    takeAnew: () => setAsked(asked + 1),
  };
}

function tableModel<Row extends GridRow>(columns: readonly LedgerColumn<Row>[], data: () => readonly Row[]) {
  const ranks = new WeakMap<readonly Row[], Map<string, SortRank>>();
  const texts = new WeakMap<Row, string>();

  function rankOf(column: LedgerColumn<Row>): SortRank {
    const rows = data();
    const known = ranks.get(rows) ?? new Map<string, SortRank>();
    ranks.set(rows, known);
    const rank = known.get(column.id) ?? sortRank(rows, column);
    known.set(column.id, rank);
    return rank;
  }

  const leaf = (column: LedgerColumn<Row>): ColumnDef<GridFeatures, Row> => ({
    id: column.id,
    header: column.title,
    // undefined is what `sortUndefined` knows: blank cells go last in both directions.
    accessorFn: (row) => {
      const value = column.value(row);
      return isBlank(value) ? undefined : value;
    },
    size: column.width ?? standardWidths[column.kind],
    minSize: 48,
    maxSize: 900,
    sortUndefined: 'last',
    sortDescFirst: false,
    filterFn: (row, id, filter: CellFilter) => passes(column, filter, row.getValue<CellValue | undefined>(id) ?? null),
    sortFn: (left, right) => {
      const rank = rankOf(column);
      return (rank.get(left.id) ?? 0) - (rank.get(right.id) ?? 0);
    },
  });

  function textOf(row: Row): string {
    const known = texts.get(row) ?? searchText(columns, row);
    texts.set(row, known);
    return known;
  }

  const search: FilterFn<GridFeatures, Row> = (row, _column, words: readonly string[]) => {
    const text = textOf(row.original);
    return words.every((word) => text.includes(word));
  };
  search.resolveFilterValue = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean);

  /** Spread over idle moments, so that the first letter in the search box does not wait for thousands of rows. */
  function prepareSearch(rows: readonly Row[]): () => void {
    let next = 0;
    let timer = setTimeout(prepareSome, 200);
    function prepareSome(): void {
      const end = Math.min(next + rowsPerMoment, rows.length);
      for (const row of rows.slice(next, end)) textOf(row);
      next = end;
      if (next < rows.length) timer = setTimeout(prepareSome, 10);
    }
    return () => clearTimeout(timer);
  }

  return {
    definitions: grouped(columns, leaf),
    search,
    prepareSearch,
    pinning: { start: columns.filter((column) => column.isFrozen).map((column) => column.id), end: [] },
  };
}

/** Neighbours of one group stand under one head. A group never spans the edge of the frozen columns. */
function grouped<Row extends GridRow>(
  columns: readonly LedgerColumn<Row>[],
  leaf: (column: LedgerColumn<Row>) => ColumnDef<GridFeatures, Row>,
): ColumnDef<GridFeatures, Row>[] {
  const definitions: ColumnDef<GridFeatures, Row>[] = [];
  for (let index = 0; index < columns.length; ) {
    const first = columns[index];
    if (first === undefined) break;
    let end = index + 1;
    if (first.group !== undefined) {
      while (columns[end]?.group === first.group && columns[end]?.isFrozen === first.isFrozen) end += 1;
    }
    const members = columns.slice(index, end).map(leaf);
    if (first.group === undefined) definitions.push(...members);
    else definitions.push({ id: `group:${index}:${first.group}`, header: first.group, columns: members });
    index = end;
  }
  return definitions;
}

/** Made anew only when the question differs, whatever else the answer was made from: see the head of this file. */
function useKept<T>(question: readonly unknown[], answer: () => T): T {
  const kept = useRef<{ readonly question: readonly unknown[]; readonly answer: T } | null>(null);
  if (kept.current === null || question.some((part, index) => part !== kept.current?.question[index])) {
    kept.current = { question, answer: answer() };
  }
  return kept.current.answer;
}

/** The same array as long as the ids are the same in the same order. */
function useKeptIds(rows: readonly GridRow[]): readonly string[] {
  const kept = useRef<readonly string[]>([]);
  return useMemo(() => {
    const isSame = kept.current.length === rows.length && rows.every((row, index) => row.id === kept.current[index]);
    if (!isSame) kept.current = rows.map((row) => row.id);
    return kept.current;
  }, [rows]);
}

function isWidths(value: unknown): value is ColumnSizingState {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((width) => typeof width === 'number')
  );
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}
