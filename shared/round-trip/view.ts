/** A view on its way through a workbook: its columns, its rows as they were when it left, and what came back of them. */

export type ViewCellKind =
  | 'text'
  | 'longText'
  | 'money'
  | 'percent'
  | 'number'
  | 'day'
  | 'partialDay'
  | 'choice'
  | 'names'
  | 'yesNo';

/** Money in 元, percent 45.2 for 45.2%, days as text at the precision they are known with, names as a list. */
export type ViewValue = string | number | boolean | readonly string[] | null;

export interface ViewColumn {
  /** The field it becomes. */
  readonly id: string;
  readonly title: string;
  readonly kind: ViewCellKind;
  readonly isReadOnly: boolean;
  /** A new row needs it, and it is never empty. */
  readonly isRequired: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

export interface ViewRow {
  readonly id: string;
  /** Of another office: shown, not to be changed. */
  readonly isReadOnly: boolean;
  /** In the order of the columns. */
  readonly values: readonly ViewValue[];
}

/** What travels in the hidden sheet, so that the office's own changes since can be told from the reader's. */
export interface ViewMeta {
  readonly format: 1;
  readonly grid: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly name: string;
  /** Instant. */
  readonly exportedAt: string;
  readonly ledgerYear: number;
  readonly columns: readonly ViewColumn[];
}

export interface ExportedView {
  readonly meta: ViewMeta;
  readonly rows: readonly ViewRow[];
}

export const viewSheetName = '视图';
export const hiddenSheetName = '五个一标识';
/** Stands in the first cell of the hidden sheet. */
export const viewMark = 'five-ones-view';
/** In the hidden row above the heads: which column this is, whatever its head says. */
export const columnMark = (id: string) => `栏目:${id}`;
/** The column of the rows' ids. */
export const idMark = columnMark('#');
/** Empty rows at the end, for what is new. */
export const spareRows = 30;
