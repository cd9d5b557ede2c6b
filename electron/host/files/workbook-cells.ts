import { dateToSerial, formatValue, type CellValue as HucreValue, isDateFormat, type Sheet } from 'hucre';
import { emptyCell, type RawSheet, type SheetCell } from '#shared/ledger-import/cells.ts';
import { serialDay } from '#shared/ledger-import/dates.ts';

/** A sheet as the analysis wants it: trailing blanks trimmed, dates as serials, numbers with the text they show. */
export function rawSheet(
  sheet: Sheet,
  formatOf: (row: number, column: number) => string | undefined,
  date1904: boolean,
  hidden: boolean,
): RawSheet {
  const rows: SheetCell[][] = [];
  for (let row = 0; row < sheet.rows.length; row += 1) {
    rows.push(rawRow(sheet.rows[row] ?? [], (column) => formatOf(row, column), date1904));
  }
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  const merges = (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
    top: startRow,
    left: startCol,
    bottom: endRow,
    right: endCol,
  }));
  return { name: sheet.name, rows, merges, date1904, hidden };
}

function rawRow(
  values: readonly (HucreValue | undefined)[],
  formatOf: (column: number) => string | undefined,
  date1904: boolean,
): SheetCell[] {
  let length = values.length;
  while (length > 0 && isNothing(values[length - 1])) length -= 1;
  const cells: SheetCell[] = [];
  for (let column = 0; column < length; column += 1) {
    const value = values[column] ?? null;
    cells.push(
      typeof value === 'number' || value instanceof Date ? numberCell(value, formatOf(column), date1904) : plain(value),
    );
  }
  return cells;
}

function isNothing(value: HucreValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function plain(value: string | boolean | null): SheetCell {
  if (value === null || value === '') return emptyCell;
  return typeof value === 'string' ? { value, text: value } : { value, text: value ? 'TRUE' : 'FALSE' };
}

/** The library hands dates over as Date (in UTC); they become serials again at once, so that no zone can move them. */
function numberCell(value: number | Date, format: string | undefined, date1904: boolean): SheetCell {
  if (value instanceof Date) {
    const serial = dateToSerial(value, date1904);
    return Number.isFinite(serial) ? dateCell(serial, format, date1904) : { value: '#NUM!', text: '#NUM!' };
  }
  if (format === undefined || format === 'General' || format === '@') return { value, text: String(value) };
  if (isDateFormat(format)) return dateCell(value, format, date1904);
  return { value, text: formatValue(value, format).trim() || String(value) };
}

function dateCell(serial: number, format: string | undefined, date1904: boolean): SheetCell {
  const day = serialDay(serial, date1904);
  if (day === null) return { value: serial, text: String(serial), isDate: true };
  return { value: serial, text: shownDay(day, format), isDate: true };
}

/**
 * The day at the precision its format shows. Formats 27–36 and 50–58 of Chinese Excel are not written into the file,
 * so their precision cannot be known (57 is 年月, 31 is 年月日): the text then says so, and the analysis decides.
 */
function shownDay(day: string, format: string | undefined): string {
  if (format === undefined) return `${day}（格式不明）`;
  const codes = format
    .replace(/\[[^\]]*\]|"[^"]*"|\\.|_./g, '')
    .split(';')[0]
    ?.toLowerCase();
  if (codes === undefined || !codes.includes('y') || codes.includes('d')) return day;
  return codes.includes('m') ? day.slice(0, 7) : day.slice(0, 4);
}
