/** Column filters as values: does a row pass, and how the filter reads in words. */
import { plainWanText, shortMoneyText } from '../money-text.ts';
import { isBlank, namesOf, shownText } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

export type CellFilter =
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'lacks'; readonly text: string }
  /** 元, percent or plain numbers; both ends are included unless said otherwise. */
  | {
      readonly kind: 'between';
      readonly from: number | null;
      readonly to: number | null;
      readonly excludesFrom?: boolean;
      readonly excludesTo?: boolean;
    }
  /** Days compared at the precision of the bound: “2018” takes all of 2018. */
  | { readonly kind: 'days'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'among'; readonly values: readonly string[] }
  | { readonly kind: 'notAmong'; readonly values: readonly string[] }
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
    case 'lacks':
      return !shownText(column, value).toLowerCase().includes(filter.text.toLowerCase());
    case 'between':
      return typeof value === 'number' && isAbove(filter, value) && isBelow(filter, value);
    case 'days':
      return (
        typeof value === 'string' &&
        (filter.from === null || !isDayBefore(value, filter.from)) &&
        (filter.to === null || value.slice(0, filter.to.length) <= filter.to)
      );
    case 'among':
      return isAmong(filter.values, value);
    case 'notAmong':
      return !isAmong(filter.values, value);
  }
}

type Between = Extract<CellFilter, { readonly kind: 'between' }>;

function isAbove({ from, excludesFrom }: Between, value: number): boolean {
  return from === null || value > from || (value === from && excludesFrom !== true);
}

function isBelow({ to, excludesTo }: Between, value: number): boolean {
  return to === null || value < to || (value === to && excludesTo !== true);
}

function isAmong(values: readonly string[], value: CellValue): boolean {
  return isBlank(value) ? values.includes(blankValue) : namesOf(value).some((name) => values.includes(name));
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
    case 'lacks':
      return `不含“${filter.text}”`;
    case 'between':
      return betweenInWords(column, filter);
    case 'days':
      return boundsInWords(filter.from, filter.to, ' 以后', ' 以前');
    case 'among':
      return `是 ${valuesInWords(column, filter.values)}`;
    case 'notAmong':
      return `不是 ${valuesInWords(column, filter.values)}`;
  }
}

function valuesInWords(column: ColumnWords, values: readonly string[]): string {
  return values.map((value) => (value === blankValue ? '空白' : shownText(column, value))).join('、');
}

function betweenInWords(column: ColumnWords, { from, to, excludesFrom, excludesTo }: Between): string {
  const above = from === null ? null : numberInWords(column, from);
  const below = to === null ? null : numberInWords(column, to);
  if (above !== null && above === below) return `等于 ${above}`;
  const atLeast = above === null ? '' : excludesFrom === true ? `高于${above}` : `${above}以上`;
  const atMost = below === null ? '' : excludesTo === true ? `低于${below}` : `${below}以下`;
  if (above === null || below === null) return `${atLeast}${atMost}`;
  return excludesFrom === true || excludesTo === true ? `${atLeast}、${atMost}` : `${above} 至 ${below}`;
}

function numberInWords(column: ColumnWords, value: number): string {
  if (column.kind === 'percent') return `${value}%`;
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
