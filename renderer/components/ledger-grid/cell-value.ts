import { parseDay } from '../day-text.ts';
import { parseMoney, plainWanText, shortened, wanText } from '../money-text.ts';
import type { CellValue, GridRow, LedgerColumn, ParsedCell } from './ledger-column.ts';

type Column<Row extends GridRow> = LedgerColumn<Row>;
type ColumnWords = Pick<LedgerColumn<GridRow>, 'kind' | 'choices' | 'precision'>;

/** What the cell shows. */
export function shownText(column: ColumnWords, value: CellValue): string {
  if (value === null) return '';
  switch (column.kind) {
    case 'money':
      return wanText(Number(value));
    case 'percent':
      return `${String(value)}%`;
    case 'day':
      return String(value);
    case 'choice':
      return column.choices?.find((choice) => choice.value === value)?.label ?? String(value);
    case 'units':
      return namesOf(value).join('、');
    default:
      return String(value);
  }
}

/** What the editor begins with and what is copied: unformatted, so that pasting it back gives the same value. */
export function editText(column: ColumnWords, value: CellValue): string {
  return column.kind === 'money' ? plainWanText(value === null ? null : Number(value)) : shownText(column, value);
}

/** Typed or pasted text → value. A refused text keeps the cell as it was. */
export function parseCellText(column: ColumnWords, text: string): ParsedCell {
  const trimmed = text.replace(/\r\n?/g, '\n').replace(/^\s+|\s+$/g, '');
  switch (column.kind) {
    case 'money':
      return parseMoney(trimmed);
    case 'day':
      return parseDay(trimmed, column.precision ?? 'partial');
    case 'choice':
      return parseChoice(column, trimmed);
    case 'units':
      return { ok: true, value: splitNames(trimmed) };
    case 'number':
      return parseNumber(trimmed);
    case 'percent':
      return parsePercent(trimmed);
    case 'text':
      return { ok: true, value: trimmed === '' ? null : trimmed.replace(/\s*\n\s*/g, '') };
    case 'longText':
      return { ok: true, value: trimmed === '' ? null : trimmed };
  }
}

export function emptyValue(column: ColumnWords): CellValue {
  return column.kind === 'units' ? [] : null;
}

export function sameValue(left: CellValue, right: CellValue): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((name, index) => name === right[index]);
  }
  return left === right || (isBlank(left) && isBlank(right));
}

/** Stands right-aligned and is compared by size. */
export function isFigure(column: Pick<ColumnWords, 'kind'>): boolean {
  return column.kind === 'money' || column.kind === 'number' || column.kind === 'percent';
}

export function isBlank(value: CellValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Several names in one cell, separated as clerks do. */
export function splitNames(text: string): readonly string[] {
  const names = text.split(/[、,，;；\n\t]|\s{2,}| (?=\p{Script=Han})/u).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

export function namesOf(value: CellValue): readonly string[] {
  return Array.isArray(value) ? value : value === null ? [] : [String(value)];
}

/** Everything the search box looks in, lower case. */
export function searchText<Row extends GridRow>(columns: readonly Column<Row>[], row: Row): string {
  const parts = [row.pinyin ?? '', row.initials ?? ''];
  for (const column of columns) {
    if (column.isUnsearched || isFigure(column)) continue;
    const text = shownText(column, column.value(row));
    if (text !== '') parts.push(text);
  }
  return parts.join('\n').toLowerCase();
}

function parseChoice(column: ColumnWords, text: string): ParsedCell {
  if (text === '') return { ok: true, value: null };
  const choices = column.choices ?? [];
  const exact = choices.find((choice) => choice.label === text || choice.value === text);
  if (exact) return { ok: true, value: exact.value };
  const close = choices.filter((choice) => choice.label.includes(text) || text.includes(choice.label));
  if (close.length === 1 && close[0]) return { ok: true, value: close[0].value };
  return {
    ok: false,
    reason: `没有“${shortened(text)}”这一项，可选：${choices.map((choice) => choice.label).join('、')}`,
  };
}

function parseNumber(text: string): ParsedCell {
  const clean = text.normalize('NFKC').replace(/[\s,，]/g, '');
  if (clean === '') return { ok: true, value: null };
  return /^-?\d{1,15}$/.test(clean)
    ? { ok: true, value: Number(clean) }
    : { ok: false, reason: `“${shortened(text)}”不是整数` };
}

/** “50%”, “50”, “50.5”: percent with one decimal. */
function parsePercent(text: string): ParsedCell {
  const clean = text.normalize('NFKC').replace(/[\s%]/g, '');
  if (clean === '') return { ok: true, value: null };
  return /^-?\d{1,6}(\.\d+)?$/.test(clean)
    ? { ok: true, value: Math.round(Number(clean) * 10) / 10 }
    : { ok: false, reason: `“${shortened(text)}”不是百分数，可写 50 或 50%` };
}
