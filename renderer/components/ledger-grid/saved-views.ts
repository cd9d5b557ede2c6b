/** A view of a grid: which rows (search, filters), in what order, which columns. Built in by the page, or one's own. */
import type { ColumnFiltersState, SortingState } from '@tanstack/react-table';

export interface ViewState {
  readonly search: string;
  readonly filters: ColumnFiltersState;
  readonly sorting: SortingState;
  /** Ids of columns not shown. */
  readonly hidden: readonly string[];
}

export interface SavedView extends Partial<ViewState> {
  readonly id: string;
  readonly name: string;
}

export const emptyView: ViewState = { search: '', filters: [], sorting: [], hidden: [] };
export const longestViewName = 30;

/** What a view stands for; parts it does not name are as in the whole list, hidden columns stay as they were. */
export function stateOf(view: SavedView, before: ViewState): ViewState {
  const { search = '', filters = [], sorting = [], hidden = before.hidden } = view;
  return { search, filters, sorting, hidden };
}

export function isSameState(left: ViewState, right: ViewState): boolean {
  const parts = ({ search, filters, sorting, hidden }: ViewState) =>
    JSON.stringify([search, filters, sorting, hidden.toSorted()]);
  return parts(left) === parts(right);
}

/** Null: the name may be given. */
export function whyNotNamed(name: string, taken: readonly SavedView[], own?: string): string | null {
  const wanted = name.trim();
  if (wanted === '') return '请给视图起一个名字';
  if (wanted.length > longestViewName) return `名字太长，最多 ${longestViewName} 个字`;
  return taken.some((view) => view.name === wanted && view.id !== own) ? `已经有叫“${wanted}”的视图` : null;
}

export function isSavedViews(value: unknown): value is readonly SavedView[] {
  return Array.isArray(value) && value.every(isSavedView);
}

function isSavedView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const view = value as Readonly<Record<string, unknown>>;
  const hasOwnId = (item: unknown) =>
    typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string';
  const isListOf = (list: unknown, isItem: (item: unknown) => boolean) =>
    list === undefined || (Array.isArray(list) && list.every(isItem));
  return (
    typeof view['id'] === 'string' &&
    typeof view['name'] === 'string' &&
    (view['search'] === undefined || typeof view['search'] === 'string') &&
    isListOf(view['filters'], hasOwnId) &&
    isListOf(view['sorting'], hasOwnId) &&
    isListOf(view['hidden'], (item) => typeof item === 'string')
  );
}
