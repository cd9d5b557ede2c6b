/** One value as a cell of a workbook, and a cell that came back as a value again. */
import type { SheetCell } from '../ledger-import/cells.ts';
import { type Parsed, parseDay, parseMoney, shortened } from '../text/typed.ts';
import type { ViewColumn, ViewValue } from './view.ts';

const yuanPerWan = 10_000;

/** A number where Excel is to reckon with it (money in 万元), else a text; '' for nothing. */
export function cellContent(column: Pick<ViewColumn, 'kind' | 'choices'>, value: ViewValue): string | number {
  if (value === null) return '';
  switch (column.kind) {
    case 'money':
      return typeof value === 'number' ? value / yuanPerWan : '';
    case 'percent':
    case 'number':
      return typeof value === 'number' ? value : '';
    case 'choice':
      return column.choices?.find((choice) => choice.value === value)?.label ?? String(value);
    case 'names':
      return Array.isArray(value) ? value.join('、') : '';
    case 'yesNo':
      return value === true ? '是' : '否';
    case 'text':
    case 'longText':
    case 'day':
    case 'partialDay':
      return String(value);
  }
}

/** Whether the cell still says what it said when the view left, however the program wrote it. */
export function isUntouched(column: ViewColumn, base: ViewValue, cell: SheetCell): boolean {
  const content = cellContent(column, base);
  if (typeof content === 'number' && typeof cell.value === 'number') return cell.value === content;
  if (typeof content === 'number') return plainText(cell.text).replace(/,/g, '') === String(content);
  return plainText(cell.text) === plainText(content);
}

export function readCell(column: ViewColumn, cell: SheetCell): Parsed<ViewValue> {
  const text = plainText(cell.text);
  if (text === '') {
    if (column.isRequired) return refused(`“${column.title}”不能为空`);
    return { ok: true, value: column.kind === 'names' ? [] : null };
  }
  if (text.startsWith('#') && /^#(REF|N\/A|NAME|VALUE|DIV\/0|NUM|NULL)[!?]?/.test(text))
    return refused(`这一格是公式错误“${shortened(text)}”`);
  switch (column.kind) {
    case 'money':
      return readMoney(cell, text);
    case 'percent':
    case 'number':
      return readNumber(cell, text);
    case 'day':
    case 'partialDay':
      return parseDay(text.replace(/（格式不明）$/, ''), column.kind === 'day' ? 'day' : 'partial');
    case 'choice':
      return readChoice(column, text);
    case 'names':
      return { ok: true, value: splitNames(text) };
    case 'yesNo':
      return readYesNo(text);
    case 'text':
      return { ok: true, value: text.replace(/\s*\n\s*/g, '') };
    case 'longText':
      return { ok: true, value: text };
  }
}

/** Values that mean the same: nothing and an empty list do. */
export function isSameValue(left: ViewValue, right: ViewValue): boolean {
  return JSON.stringify(known(left)) === JSON.stringify(known(right));
}

/** As a person reads it; null for nothing. */
export function shownValue(column: Pick<ViewColumn, 'kind' | 'choices'>, value: ViewValue): string | null {
  const content = cellContent(column, value);
  if (content === '') return null;
  if (column.kind === 'money') return `${grouped(String(content))}万元`;
  return column.kind === 'percent' ? `${content}%` : String(content);
}

function known(value: ViewValue): ViewValue {
  return value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
}

/** A number in the cell is 万元, as the head says; a text may say its unit. */
function readMoney(cell: SheetCell, text: string): Parsed<ViewValue> {
  if (typeof cell.value !== 'number' || cell.isDate === true) return parseMoney(text);
  const yuan = Math.round(cell.value * yuanPerWan);
  if (yuan < 0) return refused(`“${shortened(text)}”是负数`);
  return Number.isSafeInteger(yuan) ? { ok: true, value: yuan } : refused(`“${shortened(text)}”数字太大，请核对单位`);
}

function readNumber(cell: SheetCell, text: string): Parsed<ViewValue> {
  const number = typeof cell.value === 'number' ? cell.value : Number(text.replace(/[,%\s]/g, ''));
  return Number.isFinite(number) ? { ok: true, value: number } : refused(`“${shortened(text)}”不是数字`);
}

function readChoice(column: ViewColumn, text: string): Parsed<ViewValue> {
  const choices = column.choices ?? [];
  const found = choices.find((choice) => choice.label === text);
  if (found !== undefined) return { ok: true, value: found.value };
  return refused(`没有“${shortened(text)}”这一项，可选：${choices.map((choice) => choice.label).join('、')}`);
}

function readYesNo(text: string): Parsed<ViewValue> {
  if (/^(是|√|对|有|TRUE|1)$/i.test(text)) return { ok: true, value: true };
  if (/^(否|×|不是|无|没有|FALSE|0)$/i.test(text)) return { ok: true, value: false };
  return refused(`“${shortened(text)}”请改填“是”或“否”`);
}

function splitNames(text: string): readonly string[] {
  const names = text.split(/[、，,;；\n]/u).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
