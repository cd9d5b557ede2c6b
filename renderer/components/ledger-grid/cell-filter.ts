/** Column filters as values: does a row pass, and how the filter reads in words. */
import { plainWanText, shortMoneyText } from '../money-text.ts';
import { isBlank, namesOf, shownText } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

export type CellFilter =
  | { readonly kind: 'contains'; readonly text: string }
  /** 元 or plain numbers, both ends included. */
  | { readonly kind: 'between'; readonly from: number | null; readonly to: number | null }
  /** Days compared at the precision of the bound: “2018” takes all of 2018. */
  | { readonly kind: 'days'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'among'; readonly values: readonly string[] }
  | { readonly kind: 'blank' }
  | { readonly kind: 'filled' };

type ColumnWords = Pick<LedgerColumn<GridRow>, 'kind' | 'choices' | 'title' | 'precision'>;

/** The value of `among` that stands for an empty cell. */
export const blankValue = '';

export function passes(column: ColumnWords, filter: CellFilter, value: CellValue): boolean {
  switch (filter.kind) {
    case 'blank':
      return isBlank(value);
    case 'filled':
      return !isBlank(value);
    case 'contains':
      return shownText(column, value).toLowerCase().includes(filter.text.toLowerCase());
    case 'between':
      return (
        typeof value === 'number' &&
        (filter.from === null || value >= filter.from) &&
        (filter.to === null || value <= filter.to)
      );
    case 'days':
      return (
        typeof value === 'string' &&
        (filter.from === null || !isDayBefore(value, filter.from)) &&
        (filter.to === null || value.slice(0, filter.to.length) <= filter.to)
      );
    case 'among':
      return isBlank(value)
        ? filter.values.includes(blankValue)
        : namesOf(value).some((name) => filter.values.includes(name));
  }
}

/** “总投资 1亿元以上”, “级别 是 省重点、市重点”. */
export function filterInWords(column: ColumnWords, filter: CellFilter): string {
  return `${column.title} ${conditionInWords(column, filter)}`;
}

function conditionInWords(column: ColumnWords, filter: CellFilter): string {
  switch (filter.kind) {
    case 'blank':
      return '是空白';
    case 'filled':
      return '不是空白';
    case 'contains':
      return `含“${filter.text}”`;
    case 'between':
      return boundsInWords(
        filter.from === null ? null : numberInWords(column, filter.from),
        filter.to === null ? null : numberInWords(column, filter.to),
        '以上',
        '以下',
      );
    case 'days':
      return boundsInWords(filter.from, filter.to, ' 以后', ' 以前');
    case 'among':
      return `是 ${filter.values.map((value) => (value === blankValue ? '空白' : shownText(column, value))).join('、')}`;
  }
}

function numberInWords(column: ColumnWords, value: number): string {
  if (column.kind !== 'money') return String(value);
  const isExact = value % 1_000_000 === 0 || value < 100_000_000;
  return isExact ? shortMoneyText(value) : `${plainWanText(value)}万元`;
}

function boundsInWords(from: string | null, to: string | null, above: string, below: string): string {
  if (from !== null && to !== null) return `${from} 至 ${to}`;
  return from !== null ? `${from}${above}` : `${to ?? ''}${below}`;
}

/** “2018” is not before “2018-05”: what is known of it may lie after. */
function isDayBefore(value: string, bound: string): boolean {
  const length = Math.min(value.length, bound.length);
  return value.slice(0, length) < bound.slice(0, length);
}
