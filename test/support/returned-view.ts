/** A view's workbook as another program gives it back: opened, edited by hand, saved again without our styles. */
import { type CellValue, readXlsx, writeXlsx } from 'hucre';
import { columnMark, hiddenSheetName, idMark } from '#shared/round-trip/view.ts';

export interface OpenedView {
  /** Rows of the visible sheet: title, marks, heads, records. */
  readonly rows: CellValue[][];
  place(columnId: string): number;
  /** The index of the row whose cell in the column reads so. */
  rowWith(columnId: string, value: CellValue): number;
  put(row: number, columnId: string, value: CellValue): void;
  saved(): Promise<Uint8Array>;
}

export const marksRow = 1;
export const headsRow = 2;

export async function openView(bytes: Uint8Array, keepsIdentity = true): Promise<OpenedView> {
  const workbook = await readXlsx(bytes);
  const sheet = workbook.sheets.find((each) => each.name !== hiddenSheetName);
  const hidden = workbook.sheets.find((each) => each.name === hiddenSheetName);
  if (sheet === undefined || hidden === undefined) throw new Error('no view');
  const rows = sheet.rows.map((row) => [...row]);
  const place = (columnId: string) => {
    const mark = columnId === '#' ? idMark : columnMark(columnId);
    return rows[marksRow]?.indexOf(mark) ?? -1;
  };
  return {
    rows,
    place,
    rowWith: (columnId, value) => rows.findIndex((row) => row[place(columnId)] === value),
    put(row, columnId, value) {
      const cells = rows[row] ?? [];
      cells[place(columnId)] = value;
      rows[row] = cells;
    },
    saved: () =>
      writeXlsx({
        sheets: [
          { name: sheet.name, rows },
          ...(keepsIdentity ? [{ name: hidden.name, rows: hidden.rows, veryHidden: true }] : []),
        ],
      }),
  };
}
