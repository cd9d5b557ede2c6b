/** A workbook that came back: which of its columns and rows are ours, whatever was renamed, moved, added or deleted. */
import { emptyCell, type RawSheet, type RawWorkbook, type SheetCell } from '../ledger-import/cells.ts';
import {
  columnMark,
  type ExportedView,
  hiddenSheetName,
  idMark,
  type ViewMeta,
  type ViewRow,
  viewMark,
} from './view.ts';

export interface ReturnedRow {
  /** As Excel counts. */
  readonly rowNumber: number;
  /** '' for a new row. */
  readonly id: string;
  readonly cell: (columnId: string) => SheetCell | undefined;
}

export interface ReturnedView {
  readonly columnIds: ReadonlySet<string>;
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Titles of columns that are gone. */
  readonly missing: readonly string[];
  /** Heads of columns that were not ours. */
  readonly extra: readonly string[];
  readonly rows: readonly ReturnedRow[];
}

/** The view as it left; null: not a workbook of ours. */
export function readExported(workbook: RawWorkbook): ExportedView | null {
  const sheet = workbook.sheets.find((each) => textAt(each, 0, 0) === viewMark);
  const meta = sheet === undefined ? null : (parsed(textsFrom(sheet, 0)) as ViewMeta | null);
  if (sheet === undefined || meta === null || meta.format !== 1 || !Array.isArray(meta.columns)) return null;
  const rows: ViewRow[] = [];
  for (let index = 1; index < sheet.rows.length; index += 1) {
    const id = textAt(sheet, index, 0);
    const row = parsed(textsFrom(sheet, index)) as Omit<ViewRow, 'id'> | null;
    if (id === '' || row === null || !Array.isArray(row.values)) continue;
    rows.push({ id, isReadOnly: row.isReadOnly, values: row.values });
  }
  return { meta, rows };
}

/** Null: the hidden row of marks or the hidden column of ids is gone. */
export function readReturned(workbook: RawWorkbook, meta: ViewMeta): ReturnedView | null {
  for (const sheet of workbook.sheets) {
    if (sheet.name === hiddenSheetName) continue;
    const markRow = sheet.rows.findIndex((row) => row.some((cell) => cell.text === idMark));
    if (markRow >= 0) return readSheet(sheet, markRow, meta);
  }
  return null;
}

function readSheet(sheet: RawSheet, markRow: number, meta: ViewMeta): ReturnedView {
  const marks = sheet.rows[markRow] ?? [];
  const heads = sheet.rows[markRow + 1] ?? [];
  const places = new Map<string, number>();
  const extra: string[] = [];
  const renamed: { from: string; to: string }[] = [];
  const byMark = new Map(meta.columns.map((column) => [columnMark(column.id), column]));
  const width = Math.max(marks.length, heads.length);
  let idPlace = -1;
  for (let place = 0; place < width; place += 1) {
    const mark = marks[place]?.text ?? '';
    const head = plainHead(heads[place]?.text ?? '');
    if (mark === idMark) {
      idPlace = place;
      continue;
    }
    const column = byMark.get(mark);
    if (column === undefined || places.has(column.id)) {
      if (head !== '') extra.push(head);
      continue;
    }
    places.set(column.id, place);
    if (head !== plainHead(headOf(column))) renamed.push({ from: column.title, to: head === '' ? '（空白）' : head });
  }
  const missing = meta.columns.filter((column) => !places.has(column.id)).map((column) => column.title);
  const rows: ReturnedRow[] = [];
  for (let index = markRow + 2; index < sheet.rows.length; index += 1) {
    const cells = sheet.rows[index] ?? [];
    const id = (cells[idPlace]?.text ?? '').trim();
    const isBlank = [...places.values()].every((place) => (cells[place]?.text ?? '').trim() === '');
    if (id === '' && isBlank) continue;
    const cell = (columnId: string) => {
      const place = places.get(columnId);
      return place === undefined ? undefined : (cells[place] ?? emptyCell);
    };
    rows.push({ rowNumber: index + 1, id, cell });
  }
  return { columnIds: new Set(places.keys()), renamed, missing, extra, rows };
}

/** What stands in the head: amounts name their unit. */
export function headOf(column: { readonly title: string; readonly kind: string }): string {
  return column.kind === 'money' ? `${column.title}（万元）` : column.title;
}

function plainHead(text: string): string {
  return text.replace(/\s+/g, '').replace(/（万元）$|\(万元\)$/, '');
}

/** Long texts are cut over several cells: a cell holds 32 767 signs at most. */
function textsFrom(sheet: RawSheet, row: number): string {
  return (sheet.rows[row] ?? [])
    .slice(1)
    .map((cell) => cell.text)
    .join('');
}

function textAt(sheet: RawSheet, row: number, column: number): string {
  return sheet.rows[row]?.[column]?.text ?? '';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
