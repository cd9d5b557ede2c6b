/** 批量修改 as values: one act on one column of many rows, what each becomes, what looks wrong and what is refused. */
import { jumpSentence } from '#shared/rules/project-amounts.ts';
import { shortened } from '../money-text.ts';
import { emptyValue, namesOf, parseCellText, sameValue, splitNames } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

export type BulkActKind = 'set' | 'clear' | 'append' | 'replace' | 'timesTenThousand' | 'overTenThousand';

export interface BulkAct {
  readonly kind: BulkActKind;
  /** What is set or appended, or what is looked for. */
  readonly text: string;
  /** What stands in its place. */
  readonly replacement: string;
}

export const bulkActLabels: Readonly<Record<BulkActKind, string>> = {
  set: '改为',
  clear: '清空',
  append: '末尾加上',
  replace: '把文字换成',
  timesTenThousand: '乘以一万（原来误填成亿元）',
  overTenThousand: '除以一万（原来误填成元）',
};

export interface BulkChange<Row> {
  readonly row: Row;
  readonly before: CellValue;
  readonly after: CellValue;
  /** Why it is worth a look; it goes in all the same. */
  readonly mark: string | null;
}

export interface BulkPlan<Row> {
  readonly changes: readonly BulkChange<Row>[];
  readonly refused: readonly { readonly row: Row; readonly reason: string }[];
  /** Rows that hold the value already. */
  readonly same: number;
}

/** Null: the act itself is not yet whole, with the sentence of what it lacks. */
export type PlannedBulk<Row> =
  | { readonly ok: true; readonly plan: BulkPlan<Row> }
  | { readonly ok: false; readonly reason: string };

export interface BulkFacts<Row extends GridRow> {
  readonly column: LedgerColumn<Row>;
  readonly mayEdit: (row: Row) => boolean;
  /** Why a row cannot take a value; null when it can. */
  readonly whyNot: (row: Row, column: LedgerColumn<Row>, value: CellValue) => string | null;
}

export function bulkActsFor(column: Pick<LedgerColumn<GridRow>, 'kind'>): readonly BulkActKind[] {
  switch (column.kind) {
    case 'money':
      return ['set', 'clear', 'timesTenThousand', 'overTenThousand'];
    case 'text':
    case 'longText':
    case 'units':
      return ['set', 'append', 'replace', 'clear'];
    default:
      return ['set', 'clear'];
  }
}

export function planBulkEdit<Row extends GridRow>(
  rows: readonly Row[],
  act: BulkAct,
  facts: BulkFacts<Row>,
): PlannedBulk<Row> {
  const lack = lackOf(act, facts.column);
  if (lack !== null) return { ok: false, reason: lack };
  const changes: BulkChange<Row>[] = [];
  const refused: { row: Row; reason: string }[] = [];
  let same = 0;
  for (const row of rows) {
    const before = facts.column.value(row);
    const acted = valueAfter(act, facts.column, before);
    if (!acted.ok) refused.push({ row, reason: acted.reason });
    else if (sameValue(before, acted.value)) same += 1;
    else {
      const reason = facts.mayEdit(row)
        ? facts.whyNot(row, facts.column, acted.value)
        : '这一行不归本单位管理，不能修改';
      if (reason !== null) refused.push({ row, reason });
      else changes.push({ row, before, after: acted.value, mark: markOf(act, before, acted.value) });
    }
  }
  return { ok: true, plan: { changes, refused, same } };
}

function lackOf<Row extends GridRow>(act: BulkAct, column: LedgerColumn<Row>): string | null {
  switch (act.kind) {
    case 'set': {
      if (act.text.trim() === '') return '请填写新的内容；要清空请选“清空”';
      const parsed = parseCellText(column, act.text);
      return parsed.ok ? null : parsed.reason;
    }
    case 'append':
      return act.text.trim() === '' ? '请填写要加上的内容' : null;
    case 'replace':
      return act.text === '' ? '请填写要换掉的文字' : null;
    default:
      return null;
  }
}

type Acted = { readonly ok: true; readonly value: CellValue } | { readonly ok: false; readonly reason: string };

function valueAfter<Row extends GridRow>(act: BulkAct, column: LedgerColumn<Row>, before: CellValue): Acted {
  switch (act.kind) {
    case 'set':
      return parseCellText(column, act.text);
    case 'clear':
      return { ok: true, value: emptyValue(column) };
    case 'append':
      return { ok: true, value: appended(column, before, act.text.trim()) };
    case 'replace':
      return replaced(column, before, act);
    case 'timesTenThousand':
    case 'overTenThousand':
      return scaled(before, act.kind);
  }
}

function appended<Row extends GridRow>(column: LedgerColumn<Row>, before: CellValue, text: string): CellValue {
  if (column.kind === 'units') return [...new Set([...namesOf(before), ...splitNames(text)])];
  const kept = before === null ? '' : String(before);
  if (kept.endsWith(text)) return before;
  return column.kind === 'longText' && kept !== '' ? `${kept}\n${text}` : `${kept}${text}`;
}

function replaced<Row extends GridRow>(column: LedgerColumn<Row>, before: CellValue, act: BulkAct): Acted {
  if (column.kind === 'units') {
    const wanted = splitNames(act.replacement);
    const names = namesOf(before).flatMap((name) => (name === act.text.trim() ? wanted : [name]));
    return { ok: true, value: [...new Set(names)] };
  }
  if (before === null) return { ok: true, value: null };
  const parsed = parseCellText(column, String(before).replaceAll(act.text, act.replacement));
  return parsed.ok && parsed.value === null && column.isAlwaysShown === true
    ? { ok: false, reason: `换掉“${shortened(act.text)}”后就没有内容了` }
    : parsed;
}

function scaled(before: CellValue, kind: 'timesTenThousand' | 'overTenThousand'): Acted {
  if (typeof before !== 'number') return { ok: true, value: before };
  if (kind === 'timesTenThousand') {
    const value = before * 10_000;
    return Number.isSafeInteger(value)
      ? { ok: true, value }
      : { ok: false, reason: '乘以一万后数字太大，原来的单位多半没有错' };
  }
  return before % 10_000 === 0
    ? { ok: true, value: before / 10_000 }
    : { ok: false, reason: '除以一万后不足1元，原来的单位多半没有错' };
}

function markOf(act: BulkAct, before: CellValue, after: CellValue): string | null {
  if (act.kind !== 'set' || typeof before !== 'number' || typeof after !== 'number') return null;
  return jumpSentence('', before, after) === null ? null : '与原来相差上千倍，请核对单位';
}
