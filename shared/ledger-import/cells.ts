/**
 * What a spreadsheet reader hands to the analysis: plain JSON-safe values, no dates, no styles.
 * A date cell stays the serial number the file holds; `text` carries the precision its number format shows.
 */
export type CellValue = string | number | boolean | null;

export interface SheetCell {
  readonly value: CellValue;
  /** The text as the user sees it, if formatted date or number; for a date 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'. */
  readonly text: string;
  /** A number that the file formats as a date; `value` is the serial in the workbook's date system. */
  readonly isDate?: boolean;
}

/** All four are 0-based and inclusive. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface RawSheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly merges: readonly CellRange[];
  readonly date1904: boolean;
  readonly hidden: boolean;
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
}

export const emptyCell: SheetCell = { value: null, text: '' };

/** For generators, csv and tests: a cell whose text is its value. */
export function plainCell(value: CellValue): SheetCell {
  return value === null ? emptyCell : { value, text: String(value) };
}
