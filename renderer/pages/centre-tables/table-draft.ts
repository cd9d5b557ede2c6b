/** A table while it is edited. */
import type { CentreTableView } from '#shared/contract/centre-tables.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { DraftColumn } from '#shared/report/table-columns.ts';

export type TableValues = InputOf<'centreTables.save'>['values'];

export interface EditedColumn extends DraftColumn {
  /** Of this editor only. */
  readonly row: string;
  /** Of a column that was there; what the districts typed hangs on it. */
  readonly key: string | null;
}

type Chosen =
  | 'name'
  | 'levels'
  | 'isLeaderProjects'
  | 'pools'
  | 'moneyUnit'
  | 'hasTotal'
  | 'pageSize'
  | 'deadlineId'
  | 'toOfficeIds'
  | 'lists';

export interface TableDraft extends Readonly<Pick<CentreTableView, Chosen>> {
  readonly source: string;
  readonly note: string;
  readonly columns: readonly EditedColumn[];
}

export const emptyDraft: TableDraft = {
  name: '',
  source: '',
  note: '',
  toOfficeIds: [],
  lists: [],
  levels: ['provincial', 'municipal'],
  isLeaderProjects: false,
  pools: [],
  moneyUnit: 'wan',
  hasTotal: false,
  pageSize: 'A4',
  deadlineId: null,
  columns: [],
};

export function draftOf(table: CentreTableView): TableDraft {
  return {
    ...table,
    source: table.source ?? '',
    note: table.note ?? '',
    columns: table.columns.map((column) => ({ ...column, row: column.key })),
  };
}

export function valuesOf(draft: TableDraft): TableValues {
  return {
    name: draft.name.trim(),
    source: draft.source.trim() || null,
    note: draft.note.trim() || null,
    toOfficeIds: [...draft.toOfficeIds],
    lists: [...draft.lists],
    levels: draft.levels,
    isLeaderProjects: draft.isLeaderProjects,
    pools: draft.pools,
    moneyUnit: draft.moneyUnit,
    hasTotal: draft.hasTotal,
    pageSize: draft.pageSize,
    deadlineId: draft.deadlineId,
    columns: draft.columns
      .filter((column) => column.head.trim() !== '')
      .map(({ key, group, head, fact }) => ({
        ...(key === null ? {} : { key }),
        group: group.trim(),
        head: head.trim(),
        fact,
      })),
  };
}

/** Columns read off a heading in the place of the old ones; one of the same heading stays what it was. */
export function takeColumns(old: readonly EditedColumn[], read: readonly DraftColumn[], made: number): EditedColumn[] {
  const kept = new Map(old.map((column) => [`${column.group}/${column.head}`, column]));
  return read.map((column, index) => {
    const path = `${column.group}/${column.head}`;
    const known = kept.get(path);
    kept.delete(path);
    return known ?? { ...column, row: `new-${made + index}`, key: null };
  });
}
