/**
 * Conditions as a clerk writes them – 级别=市重点 且 责任单位=区交通局 且 本年完成率<50% – read into column filters, or
 * refused with the sentence of what is not understood.
 */
import { addDays } from '#shared/calendar/day.ts';
import { shortened } from '../money-text.ts';
import { blankValue, type CellFilter } from './cell-filter.ts';
import { isFigure, parseCellText, splitNames } from './cell-value.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

type Column = Pick<LedgerColumn<GridRow>, 'id' | 'title' | 'about' | 'kind' | 'choices' | 'precision'>;

export interface ColumnFilter {
  readonly id: string;
  readonly value: CellFilter;
}

export type ReadFilters =
  | { readonly ok: true; readonly filters: readonly ColumnFilter[] }
  | { readonly ok: false; readonly reason: string };

type Operator = '=' | '≠' | '>' | '<' | '≥' | '≤' | '含' | '不含';

const signs: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  是: '=',
  等于: '=',
  '!=': '≠',
  '<>': '≠',
  '≠': '≠',
  不是: '≠',
  不等于: '≠',
  '>': '>',
  高于: '>',
  大于: '>',
  晚于: '>',
  '<': '<',
  低于: '<',
  小于: '<',
  早于: '<',
  '>=': '≥',
  '≥': '≥',
  '<=': '≤',
  '≤': '≤',
  含: '含',
  含有: '含',
  包含: '含',
  不含: '不含',
};
const signPattern =
  /^(.+?)\s*(>=|<=|<>|!=|==|[=≠><≥≤]|不等于|等于|不是|是|高于|大于|晚于|低于|小于|早于|不含|含有|包含|含)\s*(.*)$/u;
const blankPattern = /^(.+?)\s*(?:[=是]\s*)?(不是空白|不为空|非空|是空白|为空|空白)$/u;
const boundPattern = /^(.+?)\s*[=是]?\s*([\d.,]+\s*(?:%|元|万元?|亿元?)?)\s*(以上|以下)$/u;

/** Text with one of these signs is a condition; without, it is searched for. */
export function looksLikeCondition(text: string): boolean {
  return /[=＝≠><＞＜≥≤]/.test(text);
}

export function readFilters(columns: readonly Column[], text: string): ReadFilters {
  const parts = text
    .normalize('NFKC')
    .split(/\s*(?:并且|且|；|;|\n)\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const filters: ColumnFilter[] = [];
  for (const part of parts) {
    const read = readOne(columns, part);
    if (!read.ok) return read;
    const [filter] = read.filters;
    if (filter === undefined) continue;
    const earlier = filters.findIndex((one) => one.id === filter.id);
    const joined = earlier < 0 ? filter : joinedBounds(filters[earlier], filter);
    if (joined === null) {
      const title = columns.find((column) => column.id === filter.id)?.title ?? filter.id;
      return refused(`“${title}”写了两个条件。同一栏的几个值用顿号写在一起，例如 级别=省重点、市重点`);
    }
    if (earlier < 0) filters.push(joined);
    else filters[earlier] = joined;
  }
  return filters.length === 0 ? refused('请写出条件，例如 级别=市重点 且 总投资≥1亿') : { ok: true, filters };
}

function readOne(columns: readonly Column[], part: string): ReadFilters {
  const blank = blankPattern.exec(part);
  const blankColumn = blank === null ? undefined : exactColumn(columns, blank[1] ?? '');
  if (blank !== null && blankColumn !== undefined)
    return filtered(blankColumn, { kind: /不|非/.test(blank[2] ?? '') ? 'filled' : 'blank' });
  const bound = boundPattern.exec(part);
  if (bound !== null) return condition(columns, bound[1] ?? '', bound[3] === '以上' ? '≥' : '≤', bound[2] ?? '', part);
  const found = signPattern.exec(part);
  const [, title = '', sign = '', wanted = ''] = found ?? [];
  const operator = signs[sign];
  if (operator === undefined || wanted === '')
    return refused(`“${shortened(part, 20)}”看不懂，请写成 栏目=内容，例如 级别=市重点`);
  return condition(columns, title, operator, wanted, part);
}

function condition(
  columns: readonly Column[],
  title: string,
  operator: Operator,
  wanted: string,
  part: string,
): ReadFilters {
  const matches = columnsNamed(columns, title.trim());
  const [column] = matches;
  if (column === undefined)
    return refused(`没有“${shortened(title)}”这一栏，可写：${columns.map((each) => each.title).join('、')}`);
  if (matches.length > 1)
    return refused(`“${shortened(title)}”可能是${matches.map((each) => each.title).join('、')}，请写全栏目名称`);
  if (operator === '含' || operator === '不含')
    return filtered(column, { kind: operator === '含' ? 'contains' : 'lacks', text: wanted });
  if (isFigure(column) || column.kind === 'day') return bounds(column, operator, wanted);
  if (operator !== '=' && operator !== '≠')
    return refused(`“${column.title}”不能比大小，“${shortened(part, 20)}”请改用 = 或 含`);
  return among(column, operator, wanted);
}

function bounds(column: Column, operator: Exclude<Operator, '含' | '不含'>, wanted: string): ReadFilters {
  const ends = wanted.split(/\s*[至~～到]\s*/u);
  const parsed = ends.map((end) => parseCellText(column, end));
  for (const end of parsed) if (!end.ok) return refused(end.reason);
  const values = parsed.map((end) => (end.ok ? end.value : null));
  const [from = null, to = null] = values;
  if (operator === '≠') return refused(`“${column.title}”请用 = > < ≥ ≤ 或 至`);
  if (ends.length > 2 || (ends.length === 2 && operator !== '=') || values.includes(null))
    return refused(`“${column.title}”的条件请写成 ${column.title}=1至5 或 ${column.title}≥1`);
  const last = ends.length === 2 ? to : from;
  if (column.kind === 'day') {
    const [start, end] = [String(from), String(last)];
    switch (operator) {
      case '=':
        return filtered(column, { kind: 'days', from: start, to: end });
      case '≥':
        return filtered(column, { kind: 'days', from: start, to: null });
      case '>':
        return filtered(column, { kind: 'days', from: neighbour(start, 1), to: null });
      case '≤':
        return filtered(column, { kind: 'days', from: null, to: start });
      case '<':
        return filtered(column, { kind: 'days', from: null, to: neighbour(start, -1) });
    }
  }
  const [least, most] = [Number(from), Number(last)];
  switch (operator) {
    case '=':
      return filtered(column, { kind: 'between', from: least, to: most });
    case '≥':
      return filtered(column, { kind: 'between', from: least, to: null });
    case '>':
      return filtered(column, { kind: 'between', from: least, to: null, excludesFrom: true });
    case '≤':
      return filtered(column, { kind: 'between', from: null, to: least });
    default:
      return filtered(column, { kind: 'between', from: null, to: least, excludesTo: true });
  }
}

/** The year, month or day before or after, at the precision given. */
function neighbour(day: string, step: 1 | -1): string {
  const [year = 0, month, date] = day.split('-').map(Number);
  if (date !== undefined) return addDays(day, step);
  if (month === undefined) return String(year + step);
  const months = year * 12 + month - 1 + step;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

function among(column: Column, operator: '=' | '≠', wanted: string): ReadFilters {
  const words = column.kind === 'text' || column.kind === 'longText' ? [wanted] : splitNames(wanted);
  const values: string[] = [];
  for (const word of words) {
    if (/^(空|空白|无|没有)$/.test(word)) {
      values.push(blankValue);
      continue;
    }
    const parsed = column.kind === 'choice' ? parseCellText(column, word) : { ok: true as const, value: word };
    if (!parsed.ok) return refused(parsed.reason);
    values.push(String(parsed.value));
  }
  return filtered(column, { kind: operator === '=' ? 'among' : 'notAmong', values });
}

/** “总投资≥1亿 且 总投资<5亿” is one filter with two ends; null: the two do not go together. */
function joinedBounds(earlier: ColumnFilter | undefined, later: ColumnFilter): ColumnFilter | null {
  const [left, right] = [earlier?.value, later.value];
  for (const [lower, upper] of [
    [left, right],
    [right, left],
  ] as const) {
    if (lower === undefined || upper === undefined || !isBounds(lower) || !isBounds(upper)) continue;
    if (lower.kind !== upper.kind || lower.to !== null || upper.from !== null) continue;
    return { id: later.id, value: { ...lower, ...upper, from: lower.from, to: upper.to } as CellFilter };
  }
  return null;
}

type Bounds = Extract<CellFilter, { readonly kind: 'between' | 'days' }>;

function isBounds(filter: CellFilter): filter is Bounds {
  return filter.kind === 'between' || filter.kind === 'days';
}

function columnsNamed(columns: readonly Column[], title: string): readonly Column[] {
  const exact = exactColumn(columns, title);
  if (exact !== undefined) return [exact];
  return title === ''
    ? []
    : columns.filter((column) => [column.title, column.about ?? ''].some((word) => word.includes(title)));
}

function exactColumn(columns: readonly Column[], title: string): Column | undefined {
  return columns.find((column) => column.title === title) ?? columns.find((column) => column.about === title);
}

function filtered(column: Column, value: CellFilter): ReadFilters {
  return { ok: true, filters: [{ id: column.id, value }] };
}

function refused(reason: string): ReadFilters {
  return { ok: false, reason };
}
