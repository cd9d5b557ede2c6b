/** Finds the columns of a returned 填报表: by the hidden marks, wherever they were moved; without them by their heads. */
import type { RawSheet, SheetCell } from '../ledger-import/cells.ts';
import { halfWidth, squash } from '../ledger-import/text.ts';
import { columnMark, type FormKey, formColumn, formKeys } from './form.ts';

export interface FoundColumns {
  /** 0-based row of the heads; rows below it are projects. */
  readonly headRow: number;
  readonly at: ReadonlyMap<FormKey, number>;
  readonly notes: readonly string[];
}

const keyOfMark: ReadonlyMap<string, FormKey> = new Map(formKeys.map((key) => [columnMark(key), key]));
const keyOfHead: ReadonlyMap<string, FormKey> = new Map(formKeys.map((key) => [headText(formColumn(key).head), key]));
const searchedRows = 40;
/** Fewer known heads than this are a coincidence. */
const enoughHeads = 6;

export function findFormColumns(sheet: RawSheet): FoundColumns | null {
  const rows = sheet.rows.slice(0, searchedRows);
  const markRow = rows.findIndex((row) => row.filter((cell) => keyOfMark.has(textOf(cell))).length >= enoughHeads);
  if (markRow >= 0) return byMarks(sheet, markRow);
  const headRow = rows.findIndex((row) => {
    const keys = new Set(row.map((cell) => keyOfHead.get(headText(textOf(cell)))));
    return keys.has('name') && keys.has('doneThisYear') && keys.size > enoughHeads;
  });
  return headRow < 0 ? null : byHeads(sheet, headRow);
}

function byMarks(sheet: RawSheet, markRow: number): FoundColumns {
  const at = new Map<FormKey, number>();
  sheet.rows[markRow]?.forEach((cell, index) => {
    const key = keyOfMark.get(textOf(cell));
    if (key !== undefined && !at.has(key)) at.set(key, index);
  });
  const notes: string[] = [];
  const heads = sheet.rows[markRow + 1] ?? [];
  for (const [key, index] of at) {
    const { head, kind } = formColumn(key);
    const printed = textOf(heads[index]).trim();
    if (kind !== 'hidden' && headText(printed) !== headText(head))
      notes.push(
        printed === ''
          ? `“${head}”一栏的表头被删去了，仍按这一栏读取。`
          : `“${head}”一栏的表头改成了“${shortened(printed)}”，仍按“${head}”读取，请核对内容是否相符。`,
      );
  }
  for (const [index, cell] of heads.entries())
    if (textOf(cell).trim() !== '' && ![...at.values()].includes(index))
      notes.push(`单位自己加了“${shortened(textOf(cell).trim())}”一栏，没有读取。`);
  return { headRow: markRow + 1, at, notes: [...notes, ...orderNotes(at), ...missingNotes(at)] };
}

function byHeads(sheet: RawSheet, headRow: number): FoundColumns {
  const at = new Map<FormKey, number>();
  const notes = ['这份表不是原来的填报表（多半是粘贴到了别的工作簿），按表头和项目名称认行，请逐行核对。'];
  sheet.rows[headRow]?.forEach((cell, index) => {
    const printed = textOf(cell).trim();
    if (printed === '') return;
    const key = keyOfHead.get(headText(printed));
    if (key === undefined) notes.push(`不认识“${shortened(printed)}”一栏，没有读取。`);
    else if (at.has(key)) notes.push(`“${formColumn(key).head}”有两栏，只读取左边的一栏。`);
    else at.set(key, index);
  });
  return { headRow, at, notes: [...notes, ...orderNotes(at), ...missingNotes(at)] };
}

function orderNotes(at: ReadonlyMap<FormKey, number>): string[] {
  const shown = formKeys.filter((key) => at.has(key) && formColumn(key).kind !== 'hidden');
  const moved = shown.filter((key, index) => index > 0 && (at.get(shown[index - 1] ?? key) ?? 0) > (at.get(key) ?? 0));
  if (moved.length === 0) return [];
  return [`各栏的前后次序变了（${moved.map((key) => formColumn(key).head).join('、')}），已按栏目认出，不影响读取。`];
}

function missingNotes(at: ReadonlyMap<FormKey, number>): string[] {
  const missing = formKeys.filter((key) => !at.has(key) && formColumn(key).kind === 'fill');
  if (missing.length === 0) return [];
  return [`表里没有找到${missing.map((key) => `“${formColumn(key).head}”`).join('、')}，这几栏没有读取，原内容不动。`];
}

function headText(text: string): string {
  return halfWidth(squash(text))
    .replace(/[()[\]【】]/g, '')
    .replace(/万元$/, '');
}

function textOf(cell: SheetCell | undefined): string {
  return cell === undefined ? '' : cell.text;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}
