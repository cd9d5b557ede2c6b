/**
 * What a returned view would change, record by record and field by field. Three values are held against each other: as
 * it left (base), as it came back (returned), as it stands now (current). What the reader did not touch is no difference,
 * whatever happened here since; what both changed is a conflict and a person's to decide.
 */
import { cellContent, isSameValue, isUntouched, readCell, shownValue } from './cell.ts';
import type { ReturnedRow, ReturnedView } from './returned.ts';
import type { ExportedView, ViewColumn, ViewRow, ViewValue } from './view.ts';

export interface CurrentRow {
  readonly isReadOnly: boolean;
  readonly value: (columnId: string) => ViewValue;
}

export interface RoundTripChecks {
  /** Why a value cannot be kept; null when it can. */
  readonly whyNotValue: (columnId: string, value: ViewValue) => string | null;
  /** Faults of the row with its new values, by column. */
  readonly faultsOf: (value: (columnId: string) => ViewValue) => Readonly<Record<string, string>>;
  /** What is worth a look about a change; null for nothing. */
  readonly markOf: (column: ViewColumn, before: ViewValue, after: ViewValue) => string | null;
}

export interface FieldDifference {
  readonly columnId: string;
  readonly label: string;
  readonly value: ViewValue;
  /** As shown: now, in the workbook, and – where it differs from now – when it left. */
  readonly before: string | null;
  readonly after: string | null;
  readonly base: string | null;
  readonly isConflict: boolean;
  readonly mark: string | null;
}

export interface RefusedField {
  readonly label: string;
  readonly text: string;
  readonly reason: string;
}

export interface RowDifference {
  readonly rowNumber: number;
  readonly id: string;
  readonly name: string;
  readonly differences: readonly FieldDifference[];
  readonly refused: readonly RefusedField[];
}

export interface AddedRow {
  readonly rowNumber: number;
  readonly name: string;
  readonly values: readonly {
    readonly columnId: string;
    readonly label: string;
    readonly value: ViewValue;
    readonly shown: string | null;
  }[];
  readonly refused: readonly RefusedField[];
  /** Copied with the identity of another row: new only if a person says so. */
  readonly copyOf: number | null;
  /** Why it cannot be added at all. */
  readonly problem: string | null;
}

export interface RoundTripFindings {
  readonly changed: readonly RowDifference[];
  readonly added: readonly AddedRow[];
  /** Rows of the view that are not in the workbook any more. */
  readonly missing: readonly { readonly id: string; readonly name: string; readonly isReadOnly: boolean }[];
  /** Rows of the workbook whose record was deleted here since. */
  readonly gone: readonly { readonly rowNumber: number; readonly name: string }[];
  readonly same: number;
}

export function compareReturned(
  exported: ExportedView,
  returned: ReturnedView,
  current: ReadonlyMap<string, CurrentRow>,
  checks: RoundTripChecks,
): RoundTripFindings {
  const { columns } = exported.meta;
  const base = new Map(exported.rows.map((row) => [row.id, row]));
  const seen = new Map<string, number>();
  const changed: RowDifference[] = [];
  const added: AddedRow[] = [];
  const gone: { rowNumber: number; name: string }[] = [];
  let same = 0;
  for (const row of returned.rows) {
    const before = base.get(row.id);
    const earlier = seen.get(row.id);
    if (before === undefined || earlier !== undefined) {
      added.push(addedRow(columns, row, checks, row.id === '' ? null : (earlier ?? row.rowNumber)));
      continue;
    }
    seen.set(row.id, row.rowNumber);
    const now = current.get(row.id);
    if (now === undefined) {
      gone.push({ rowNumber: row.rowNumber, name: nameOf(columns, before) });
      continue;
    }
    const difference = rowDifference(columns, row, before, now, checks);
    if (difference.differences.length === 0 && difference.refused.length === 0) same += 1;
    else changed.push(difference);
  }
  const missing = exported.rows
    .filter((row) => !seen.has(row.id) && current.has(row.id))
    .map((row) => ({
      id: row.id,
      name: nameOf(columns, row),
      isReadOnly: row.isReadOnly || current.get(row.id)?.isReadOnly === true,
    }));
  return { changed, added, missing, gone, same };
}

function rowDifference(
  columns: readonly ViewColumn[],
  row: ReturnedRow,
  before: ViewRow,
  now: CurrentRow,
  checks: RoundTripChecks,
): RowDifference {
  const differences: FieldDifference[] = [];
  const refused: RefusedField[] = [];
  const refuse = (column: ViewColumn, text: string, reason: string) =>
    refused.push({ label: column.title, text, reason });
  for (const [index, column] of columns.entries()) {
    const cell = row.cell(column.id);
    const base = before.values[index] ?? null;
    if (cell === undefined || isUntouched(column, base, cell)) continue;
    if (column.isReadOnly) {
      refuse(column, cell.text, '这一栏只供查看，不能在表格里改，没有采用');
      continue;
    }
    if (before.isReadOnly || now.isReadOnly) {
      refuse(column, cell.text, '这个项目不归本单位管理，没有采用');
      continue;
    }
    const read = readCell(column, cell);
    const reason = read.ok ? checks.whyNotValue(column.id, read.value) : read.reason;
    if (!read.ok || reason !== null) {
      refuse(column, cell.text, reason ?? '');
      continue;
    }
    const standing = now.value(column.id);
    if (isSameValue(read.value, base) || isSameValue(read.value, standing)) continue;
    const isConflict = !isSameValue(standing, base);
    differences.push({
      columnId: column.id,
      label: column.title,
      value: read.value,
      before: shownValue(column, standing),
      after: shownValue(column, read.value),
      base: shownValue(column, base),
      isConflict,
      mark: checks.markOf(column, standing, read.value),
    });
  }
  const values = new Map(differences.map((each) => [each.columnId, each.value]));
  const faults = checks.faultsOf((id) => values.get(id) ?? (values.has(id) ? null : now.value(id)));
  const kept = differences.filter((each) => {
    const fault = faults[each.columnId];
    if (fault !== undefined) refused.push({ label: each.label, text: each.after ?? '', reason: fault });
    return fault === undefined;
  });
  return { rowNumber: row.rowNumber, id: row.id, name: nameOf(columns, before), differences: kept, refused };
}

function addedRow(
  columns: readonly ViewColumn[],
  row: ReturnedRow,
  checks: RoundTripChecks,
  copyOf: number | null,
): AddedRow {
  const values: AddedRow['values'][number][] = [];
  const refused: RefusedField[] = [];
  let problem: string | null = null;
  let name = '';
  for (const column of columns) {
    const cell = row.cell(column.id);
    if (column.isReadOnly || cell === undefined) continue;
    const read = readCell(column, cell);
    const reason = read.ok ? checks.whyNotValue(column.id, read.value) : read.reason;
    if (!read.ok || reason !== null) {
      if (column.isRequired) problem = reason;
      else refused.push({ label: column.title, text: cell.text, reason: reason ?? '' });
      continue;
    }
    if (column.isRequired) name = String(cellContent(column, read.value));
    if (isSameValue(read.value, null)) continue;
    values.push({ columnId: column.id, label: column.title, value: read.value, shown: shownValue(column, read.value) });
  }
  if (name === '' && problem === null) problem = '表里没有名称这一栏，不能新增';
  const byId = new Map(values.map((each) => [each.columnId, each.value]));
  const faults = checks.faultsOf((id) => byId.get(id) ?? null);
  const kept = values.filter((each) => {
    const fault = faults[each.columnId];
    if (fault !== undefined) refused.push({ label: each.label, text: each.shown ?? '', reason: fault });
    return fault === undefined;
  });
  return { rowNumber: row.rowNumber, name, values: kept, refused, copyOf, problem };
}

function nameOf(columns: readonly ViewColumn[], row: ViewRow): string {
  const index = columns.findIndex((column) => column.isRequired);
  return String(row.values[index] ?? row.id);
}
