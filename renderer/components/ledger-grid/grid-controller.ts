/**
 * The acts of a grid: moving, editing, saving, copying. Reads the newest rows and columns through `latest`, so that
 * its functions stay the same objects and no cell renders because of them.
 */
import { type BlockEdit, type BlockView, clearBlock, copyBlock, fillDown, pasteBlock } from './block-edit.ts';
import { type CellRange, clamped, type GridSize, moved, type Place, tabbed } from './cell-range.ts';
import { editText, parseCellText, sameValue, shownText } from './cell-value.ts';
import { parseTabText, toTabText } from './clipboard-text.ts';
import type { KeyWish } from './grid-keys.ts';
import { type CellState, type GridStore, selectedRange } from './grid-store.ts';
import type { CellChange, CellValue, GridRow, LedgerColumn, RefusedCell } from './ledger-column.ts';

export interface Latest<Row extends GridRow> {
  readonly rows: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly pageRows: number;
  readonly onSave: ((rowId: string, field: string, value: CellValue) => Promise<void>) | undefined;
  readonly onSaveMany: ((changes: readonly CellChange[]) => Promise<readonly RefusedCell[]>) | undefined;
  readonly onUndo: (() => void) | undefined;
  readonly onRedo: (() => void) | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onTick: ((row: Row) => void) | undefined;
  readonly reveal: (place: Place) => void;
  readonly sentenceOf: (error: unknown) => string;
  readonly notify: (notice: GridNotice) => void;
}

/** One notice for one act: what did not go in, and why. */
export interface GridNotice {
  readonly title: string;
  readonly lines: readonly string[];
}

export type GridController<Row extends GridRow> = ReturnType<typeof createGridController<Row>>;

const linesShown = 8;

export function createGridController<Row extends GridRow>(store: GridStore, latest: () => Latest<Row>) {
  /** Where a row of Tab presses began: Enter goes back under it. */
  let tabColumn: number | null = null;
  /** Keeps the focus on its row when the order changes. */
  let focusRowId: string | null = null;
  /** How often Ctrl+Z was pressed: what was being saved then is not shown as saved. */
  let undos = 0;

  const size = (): GridSize => ({ rows: latest().rows.length, columns: latest().columns.length });

  function cellState(rowId: string, field: string): CellState | undefined {
    return store.get().cells.get(rowId)?.get(field);
  }

  /** What the cell shows: the value just typed until the host's row has it. */
  function valueOf(row: Row, column: LedgerColumn<Row>): CellValue {
    const state = cellState(row.id, column.id);
    if (state === undefined || (state.kind === 'saved' && state.row !== row)) return column.value(row);
    return state.kind === 'failed' && state.text !== undefined ? column.value(row) : state.value;
  }

  function mayEdit(row: Row, column: LedgerColumn<Row>): boolean {
    return latest().onSave !== undefined && column.isReadOnly !== true && (column.isEditable?.(row) ?? true);
  }

  const view = (): BlockView<Row> => ({
    rowCount: latest().rows.length,
    rowAt: (index) => latest().rows[index],
    columns: latest().columns,
    valueOf,
    mayEdit,
  });

  function focusOn(place: Place, isExtending = false): void {
    if (latest().rows.length === 0) return;
    const next = clamped(place, size());
    const anchor = isExtending ? (store.get().anchor ?? store.get().focus ?? next) : next;
    focusRowId = latest().rows[next.row]?.id ?? null;
    store.set({ focus: next, anchor, editing: null });
    latest().reveal(next);
  }

  /** After sorting, filtering or new data: the focus stays on its row, or near where it was. */
  function settle(): void {
    const { focus } = store.get();
    if (focus === null) return;
    if (latest().rows.length === 0) {
      store.set({ focus: null, anchor: null, editing: null });
      return;
    }
    if (latest().rows[focus.row]?.id === focusRowId) return;
    const found = focusRowId === null ? -1 : latest().rows.findIndex((row) => row.id === focusRowId);
    const place = clamped({ row: found >= 0 ? found : focus.row, column: focus.column }, size());
    focusRowId = latest().rows[place.row]?.id ?? null;
    store.set({ focus: place, anchor: place });
  }

  function focused(): { readonly row: Row; readonly column: LedgerColumn<Row>; readonly place: Place } | null {
    const { focus } = store.get();
    const row = focus === null ? undefined : latest().rows[focus.row];
    const column = focus === null ? undefined : latest().columns[focus.column];
    return focus === null || row === undefined || column === undefined ? null : { row, column, place: focus };
  }

  /** The text the editor begins with; null when this cell may not be edited. */
  function beginEdit(start: 'replace' | 'append'): string | null {
    const at = focused();
    if (at === null) return null;
    if (!mayEdit(at.row, at.column)) {
      const name = at.column.title;
      latest().notify({ title: `“${name}”这一格不能在这里修改`, lines: [] });
      return null;
    }
    store.set({ editing: { start, problem: null }, anchor: at.place });
    latest().reveal(at.place);
    if (start === 'replace') return '';
    const failed = cellState(at.row.id, at.column.id);
    return failed?.text ?? editText(at.column, valueOf(at.row, at.column));
  }

  function cancelEdit(): void {
    store.set({ editing: null });
  }

  /**
   * Takes the editor's text. A text that cannot be read keeps the editor open with the reason, except when the
   * clerk has already gone elsewhere (`isLeaving`): then the cell keeps its value and carries the mark.
   */
  function commitEdit(text: string, isLeaving: boolean): boolean {
    const at = focused();
    if (at === null || store.get().editing === null) return true;
    const parsed = parseCellText(at.column, text);
    if (!parsed.ok && !isLeaving) {
      store.set({ editing: { start: 'append', problem: parsed.reason } });
      return false;
    }
    store.set({ editing: null });
    if (!parsed.ok) {
      const state: CellState = { kind: 'failed', value: null, text, reason: parsed.reason, row: at.row };
      store.setCells([{ rowId: at.row.id, field: at.column.id, state }]);
    } else save(at.row, at.column, parsed.value);
    return true;
  }

  function save(row: Row, column: LedgerColumn<Row>, value: CellValue): void {
    const { onSave, sentenceOf } = latest();
    const before = cellState(row.id, column.id);
    if (onSave === undefined) return;
    if (sameValue(valueOf(row, column), value)) {
      if (before?.kind === 'failed') store.setCells([{ rowId: row.id, field: column.id, state: null }]);
      return;
    }
    const state: CellState = { kind: 'saving', value, row };
    const undosBefore = undos;
    const mark = (next: CellState) => {
      // Typed over in the meantime: the newer state is the cell's.
      if (cellState(row.id, column.id) !== state) return;
      const isTakenBack = next.kind === 'saved' && undos !== undosBefore;
      store.setCells([{ rowId: row.id, field: column.id, state: isTakenBack ? null : next }]);
    };
    store.setCells([{ rowId: row.id, field: column.id, state }]);
    onSave(row.id, column.id, value).then(
      () => mark({ kind: 'saved', value, row }),
      (error: unknown) => mark({ kind: 'failed', value, reason: sentenceOf(error), row }),
    );
  }

  function saveBlock(edit: BlockEdit, act: string): void {
    const { onSaveMany, rows } = latest();
    const byId = new Map(rows.map((row) => [row.id, row]));
    report(act, edit, edit.refused);
    if (edit.changes.length === 0) return;
    if (onSaveMany === undefined || edit.changes.length === 1) {
      for (const change of edit.changes) {
        const row = byId.get(change.rowId);
        const column = latest().columns.find((one) => one.id === change.field);
        if (row !== undefined && column !== undefined) save(row, column, change.value);
      }
      return;
    }
    void saveTogether(edit, act, byId, onSaveMany);
  }

  async function saveTogether(
    edit: BlockEdit,
    act: string,
    byId: ReadonlyMap<string, Row>,
    onSaveMany: NonNullable<Latest<Row>['onSaveMany']>,
  ): Promise<void> {
    const saving = edit.changes.map((change) => {
      const state: CellState = { kind: 'saving', value: change.value, row: byId.get(change.rowId) };
      return { rowId: change.rowId, field: change.field, state };
    });
    store.setCells(saving);
    const undosBefore = undos;
    // Typed over in the meantime: the newer state is the cell's.
    const answered = (next: (rowId: string, field: string, state: CellState) => CellState | null) =>
      store.setCells(
        saving
          .filter(({ rowId, field, state }) => cellState(rowId, field) === state)
          .map(({ rowId, field, state }) => ({ rowId, field, state: next(rowId, field, state) })),
      );
    try {
      const refused = await onSaveMany(edit.changes);
      const reasons = new Map(refused.map((cell) => [`${cell.rowId}\n${cell.field}`, cell.reason]));
      answered((rowId, field, state) => {
        const reason = reasons.get(`${rowId}\n${field}`);
        if (reason !== undefined) return { ...state, kind: 'failed', reason };
        return undos === undosBefore ? { ...state, kind: 'saved' } : null;
      });
      if (refused.length > 0) report(act, { ...edit, rowsOutside: 0, columnsOutside: 0 }, refused);
    } catch (error) {
      const reason = latest().sentenceOf(error);
      answered((_rowId, _field, state) => ({ ...state, kind: 'failed', reason }));
      latest().notify({ title: `${act}没有保存`, lines: [reason] });
    }
  }

  function report(act: string, edit: BlockEdit, refused: readonly RefusedCell[]): void {
    const { rows, columns, notify } = latest();
    const lines: string[] = [];
    if (edit.rowsOutside > 0) lines.push(`超出表格下边的 ${edit.rowsOutside} 行没有${act}`);
    if (edit.columnsOutside > 0) lines.push(`超出表格右边的 ${edit.columnsOutside} 列没有${act}`);
    const numbers = new Map(rows.map((row, index) => [row.id, index + 1]));
    for (const cell of refused.slice(0, linesShown)) {
      const title = columns.find((column) => column.id === cell.field)?.title ?? cell.field;
      lines.push(`第 ${numbers.get(cell.rowId) ?? '?'} 行“${title}”：${cell.reason}`);
    }
    if (refused.length > linesShown) lines.push(`还有 ${refused.length - linesShown} 格`);
    if (lines.length === 0) return;
    const taken = edit.changes.length === 0 ? '没有可以写入的内容' : `其余 ${edit.changes.length} 格已写入`;
    notify({ title: refused.length > 0 ? `${refused.length} 格没有${act}，${taken}` : `${act}完成，${taken}`, lines });
  }

  function withRange(act: (range: CellRange) => void): void {
    const range = selectedRange(store.get());
    if (range !== null) act(range);
  }

  function paste(text: string): void {
    withRange((range) => {
      const edit = pasteBlock(view(), range, parseTabText(text));
      store.set({
        anchor: { row: edit.range.top, column: edit.range.left },
        focus: { row: edit.range.bottom, column: edit.range.right },
      });
      focusRowId = latest().rows[edit.range.bottom]?.id ?? null;
      saveBlock(edit, '粘贴');
    });
  }

  function copy(): string | null {
    const range = selectedRange(store.get());
    return range === null ? null : toTabText(copyBlock(view(), range));
  }

  const clear = () => withRange((range) => saveBlock(clearBlock(view(), range), '清除'));

  /**
   * What was typed is shown until the host's row has it. A change taken back before that leaves the very row of before:
   * the typed value must not stay in sight.
   */
  function forgetSaved(): void {
    undos += 1;
    const saved = [...store.get().cells].flatMap(([rowId, fields]) =>
      [...fields].flatMap(([field, { kind }]) => (kind === 'saved' ? [{ rowId, field, state: null }] : [])),
    );
    if (saved.length > 0) store.setCells(saved);
  }

  /** True when the grid took the key. */
  function obey(wish: KeyWish): boolean {
    const { focus } = store.get();
    if (focus === null) {
      if (wish.kind !== 'move' && wish.kind !== 'enter') return false;
      focusOn({ row: 0, column: 0 });
      return true;
    }
    if (wish.kind !== 'tab' && wish.kind !== 'enter') tabColumn = null;
    switch (wish.kind) {
      case 'move':
        focusOn(moved(focus, wish.step, size(), latest().pageRows), wish.isExtending);
        return true;
      case 'tab': {
        const next = tabbed(focus, wish.isBack, size());
        if (next === null) return false;
        tabColumn ??= focus.column;
        focusOn(next);
        return true;
      }
      case 'enter': {
        const column = tabColumn ?? focus.column;
        tabColumn = null;
        focusOn({ row: focus.row + (wish.isBack ? -1 : 1), column });
        return true;
      }
      case 'shrink':
        store.set({ anchor: focus });
        return true;
      case 'selectAll':
        store.set({ anchor: { row: 0, column: 0 }, focus: { row: size().rows - 1, column: size().columns - 1 } });
        return true;
      case 'clear':
        clear();
        return true;
      case 'fillDown':
        withRange((range) => saveBlock(fillDown(view(), range), '向下填充'));
        return true;
      case 'undo':
        forgetSaved();
        latest().onUndo?.();
        return latest().onUndo !== undefined;
      case 'redo':
        forgetSaved();
        latest().onRedo?.();
        return latest().onRedo !== undefined;
      case 'open': {
        const row = latest().rows[focus.row];
        if (row !== undefined) latest().onOpen?.(row);
        return latest().onOpen !== undefined;
      }
      case 'tick': {
        const row = latest().rows[focus.row];
        if (row === undefined || latest().onTick === undefined) return false;
        latest().onTick?.(row);
        focusOn(moved(focus, 'down', size(), 1));
        return true;
      }
      case 'edit':
        return false;
    }
  }

  /** The sentence a screen reader hears for the focused cell. */
  function spokenFocus(): string {
    const at = focused();
    if (at === null) return '';
    const text = shownText(at.column, valueOf(at.row, at.column)) || '空';
    return `第 ${at.place.row + 1} 行 ${at.column.title} ${text}`;
  }

  return {
    focusOn,
    settle,
    focused,
    valueOf,
    mayEdit,
    cellState,
    beginEdit,
    cancelEdit,
    commitEdit,
    copy,
    paste,
    clear,
    obey,
    spokenFocus,
  };
}
