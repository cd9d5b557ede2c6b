import type { ProjectLevel } from '../domain/project.ts';
import type { AnalysedSheet, SheetQuestion } from './analysed.ts';
import type { AnalysedColumn } from './columns.ts';
import type { Doubt } from './doubt.ts';
import { isMoneyField } from './fields.ts';
import { moneyUnits } from './money.ts';
import type { PreparedSheet } from './prepare.ts';
import type { ReadRow } from './records.ts';
import { columnOf } from './row-kinds.ts';
import { allAmountsCarryUnits, type SheetLevel, type SheetMoneyUnit, type SheetPlanYear } from './sheet-facts.ts';
import { squash } from './text.ts';

const jumpFactor = 1_000;
const fewestForMedian = 5;

/** Amounts a thousand times over or under the sheet's median look like 亿元 typed for 万元 or the other way round. */
export function markJumps(columns: readonly AnalysedColumn[], rows: readonly ReadRow[]): void {
  for (const field of ['totalInvestment', 'plannedThisYear'] as const) {
    const median = medianOf(rows.map(({ record }) => record[field] ?? 0).filter((value) => value > 0));
    const column = columnOf(columns, field);
    if (median === null || column === -1) continue;
    for (const { record, doubts } of rows) {
      const value = record[field] ?? 0;
      if (value <= 0 || (value < median * jumpFactor && value * jumpFactor > median)) continue;
      const direction = value > median ? '大' : '小';
      const sentence = `金额比本表一般项目${direction}上千倍，请核对是不是把万元和亿元弄混了`;
      doubts.push({ code: 'amount-ten-thousand-fold', sentence, column });
    }
  }
}

/** A blank total is always worth a look; a blank plan where most projects have one. */
export function markBlankAmounts(columns: readonly AnalysedColumn[], rows: readonly ReadRow[]): void {
  for (const field of ['totalInvestment', 'plannedThisYear'] as const) {
    const column = columnOf(columns, field);
    if (column === -1) continue;
    const filled = rows.filter(({ record }) => typeof record[field] === 'number').length;
    if (filled * 2 < rows.length) continue;
    const sentence = field === 'totalInvestment' ? '没有填总投资' : '没有填年度计划投资';
    for (const { record, doubts } of rows) {
      if (typeof record[field] === 'number' || doubts.some((doubt) => doubt.column === column)) continue;
      doubts.push({ code: 'amount-blank', sentence, column });
    }
  }
}

function medianOf(values: readonly number[]): number | null {
  if (values.length < fewestForMedian) return null;
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

export function questionsOf(
  prepared: PreparedSheet,
  facts: { moneyUnit: SheetMoneyUnit; level: SheetLevel; planYear: SheetPlanYear },
  suggested: ProjectLevel | null,
  rows: readonly ReadRow[],
): SheetQuestion[] {
  const { columns, raw, merges, shapes } = prepared;
  const questions: SheetQuestion[] = [];
  const hasMoney = columns.some(({ field, unit }) => field !== null && isMoneyField(field) && unit === null);
  const label = moneyUnits[facts.moneyUnit.unit].label;
  if (facts.moneyUnit.source === 'assumed' && hasMoney && !allAmountsCarryUnits(raw, merges, columns, shapes)) {
    questions.push({ code: 'money-unit', sentence: `表上没有印金额单位，先按${label}读取，请确认` });
  }
  const median = medianOf(rows.map(({ record }) => record.totalInvestment ?? 0).filter((value) => value > 0));
  if (median !== null && (median < 100_000 || median > 100_000_000_000) && facts.moneyUnit.source !== 'chosen') {
    questions.push({
      code: 'money-unit-implausible',
      sentence: `按${label}读取，一般项目的总投资是 ${median / 10_000} 万元，请核对金额单位`,
    });
  }
  if (facts.level.source === 'none') {
    questions.push({
      code: 'level',
      sentence: '表上没有印项目级别，请选择这张表的项目是省、市还是区县重点',
      suggested,
    });
  }
  if (facts.planYear.source === 'assumed') {
    questions.push({ code: 'plan-year', sentence: `表上没有印年度，先按 ${facts.planYear.value} 年读取，请确认` });
  }
  const asked = columns.filter((column) => column.asked);
  if (asked.length > 0) {
    questions.push({
      code: 'columns',
      sentence: `有 ${asked.length} 栏请确认含义：${asked.map(({ head }) => head).join('、')}`,
    });
  }
  if (columnOf(columns, 'name') === -1) questions.push({ code: 'name-column', sentence: '请指出哪一栏是项目名称' });
  return questions;
}

/** The same name twice, in one sheet or in two: both rows say where the other is. */
export function withRepeatedNames(sheets: readonly AnalysedSheet[]): AnalysedSheet[] {
  const places = new Map<string, { sheet: string; rowNumber: number }[]>();
  for (const sheet of sheets) {
    for (const { record, rowNumber } of sheet.rows) {
      if (typeof record?.name !== 'string') continue;
      const key = squash(record.name);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ sheet: sheet.name, rowNumber }]);
      else known.push({ sheet: sheet.name, rowNumber });
    }
  }
  return sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => {
      const same = typeof row.record?.name === 'string' ? (places.get(squash(row.record.name)) ?? []) : [];
      if (same.length < 2) return row;
      const other = same.find((place) => place.sheet !== sheet.name || place.rowNumber !== row.rowNumber);
      const column = columnOf(sheet.columns, 'name');
      const where = other?.sheet === sheet.name ? '本表' : `“${other?.sheet.trim() ?? ''}”表`;
      const doubt: Doubt = {
        code: 'name-repeated',
        sentence: `与${where}第 ${other?.rowNumber ?? 0} 行项目名称相同`,
        column,
      };
      const doubts = [...row.doubts, doubt];
      return { ...row, doubts, reason: reasonOf(doubts) };
    }),
  }));
}

/** The doubts of a row as one sentence for the clerk. */
export function reasonOf(doubts: readonly Doubt[]): string {
  return doubts.map((doubt) => doubt.sentence).join('；');
}
