/**
 * What changes with every key press: focus, range, editing, saving marks. Kept outside React state so that moving the
 * focus re-renders the two rows concerned and never the grid.
 */
import { useSyncExternalStore } from 'react';
import { type CellRange, type Place, rangeBetween } from './cell-range.ts';
import type { CellValue } from './ledger-column.ts';

export interface CellState {
  readonly kind: 'saving' | 'saved' | 'failed';
  /** Shown until the row comes back from the host with it. */
  readonly value: CellValue;
  /** What was typed when it could not be taken. */
  readonly text?: string;
  readonly reason?: string;
  /** The row object at the time of saving: another one means that the host has answered. */
  readonly row: unknown;
}

export type CellStates = ReadonlyMap<string, CellState>;

export interface Editing {
  /** replace: typing began on the cell; append: F2 or double click shows what is there. */
  readonly start: 'replace' | 'append';
  readonly problem: string | null;
}

export interface GridState {
  readonly focus: Place | null;
  readonly anchor: Place | null;
  readonly editing: Editing | null;
  /** The grid has the keyboard. */
  readonly isActive: boolean;
  /** row id → field → state */
  readonly cells: ReadonlyMap<string, CellStates>;
}

export interface GridStore {
  readonly get: () => GridState;
  readonly set: (changes: Partial<GridState>) => void;
  readonly setCells: (changes: readonly { rowId: string; field: string; state: CellState | null }[]) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createGridStore(): GridStore {
  let state: GridState = { focus: null, anchor: null, editing: null, isActive: false, cells: new Map() };
  const listeners = new Set<() => void>();
  function set(changes: Partial<GridState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }
  function setCells(changes: readonly { rowId: string; field: string; state: CellState | null }[]): void {
    const cells = new Map(state.cells);
    const copied = new Set<string>();
    for (const change of changes) {
      const row = copied.has(change.rowId) ? cells.get(change.rowId) : new Map(cells.get(change.rowId));
      const fields = new Map(row);
      if (change.state === null) fields.delete(change.field);
      else fields.set(change.field, change.state);
      copied.add(change.rowId);
      if (fields.size === 0) cells.delete(change.rowId);
      else cells.set(change.rowId, fields);
    }
    set({ cells });
  }
  return {
    get: () => state,
    set,
    setCells,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The selector must give the same value for an unchanged part: a string, a number, or a kept object. */
export function useGridState<T>(store: GridStore, selector: (state: GridState) => T): T {
  return useSyncExternalStore(store.subscribe, () => selector(store.get()));
}

export function selectedRange(state: GridState): CellRange | null {
  return state.focus === null ? null : rangeBetween(state.anchor ?? state.focus, state.focus);
}

/** How one row is touched by focus and range, as a short text: equal text, no new rendering. */
export function rowTouch(state: GridState, row: number): string {
  const range = selectedRange(state);
  if (range === null || row < range.top || row > range.bottom) return '';
  const edges = `${row === range.top ? 't' : ''}${row === range.bottom ? 'b' : ''}`;
  const focus = state.focus?.row === row ? state.focus.column : -1;
  return `${range.left},${range.right},${focus},${edges},${state.isActive ? 'on' : 'off'}`;
}

export interface RowTouch {
  readonly left: number;
  readonly right: number;
  readonly focus: number;
  readonly isActive: boolean;
}

export function readRowTouch(text: string): RowTouch | null {
  if (text === '') return null;
  const [left = '', right = '', focus = '', , active] = text.split(',');
  return { left: Number(left), right: Number(right), focus: Number(focus), isActive: active === 'on' };
}
