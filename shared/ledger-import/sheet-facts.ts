import type { ProjectLevel } from '../domain/project.ts';
import type { RawSheet } from './cells.ts';
import type { AnalysedColumn } from './columns.ts';
import { isMoneyField } from './fields.ts';
import type { HeaderRows, MergeIndex } from './header-rows.ts';
import { printedUnit } from './heads.ts';
import { type MoneyUnit, moneyUnits } from './money.ts';
import { bodyCell } from './records.ts';
import type { RowShape } from './row-kinds.ts';
import { oneLine, squash } from './text.ts';
import { levelInHeading, levelInTitle } from './words.ts';

export interface SheetMoneyUnit {
  readonly unit: MoneyUnit;
  /** 元 in one printed unit. */
  readonly factor: number;
  readonly source: 'printed' | 'head' | 'chosen' | 'assumed';
}

export interface SheetLevel {
  readonly value: ProjectLevel | null;
  /** 'column', 'section': the sheet prints it row by row or in its headings; 'none': not printed and not chosen. */
  readonly source: 'column' | 'section' | 'title' | 'chosen' | 'none';
}

export interface SheetPlanYear {
  readonly value: number;
  readonly source: 'head' | 'title' | 'chosen' | 'assumed';
}

/** The longest text above the header that is no unit line and no 附件 mark; null if nothing is there. */
export function findTitle(sheet: RawSheet, header: HeaderRows): string | null {
  let title: string | null = null;
  for (let row = 0; row < header.first; row += 1) {
    for (const cell of sheet.rows[row] ?? []) {
      if (typeof cell.value !== 'string') continue;
      const text = oneLine(cell.value);
      const bare = squash(text);
      if (bare.length < 4 || (/^附[件表]/.test(bare) && bare.length < 8)) continue;
      if (
        /^(?:填报?|报送|制表|金额)?(?:单位|日期|时间|人)[:：]/.test(bare) ||
        (printedUnit(bare) !== null && bare.length < 16)
      )
        continue;
      if (title === null || text.length > title.length) title = text;
    }
  }
  return title;
}

/** A unit line anywhere above the table, else one under it, else the unit the heads print. */
export function findMoneyUnit(
  sheet: RawSheet,
  header: HeaderRows,
  columns: readonly AnalysedColumn[],
  chosen: MoneyUnit | undefined,
): SheetMoneyUnit {
  if (chosen !== undefined) return { unit: chosen, factor: moneyUnits[chosen].factor, source: 'chosen' };
  const printed = printedAbove(sheet, header);
  if (printed !== null) return { unit: printed, factor: moneyUnits[printed].factor, source: 'printed' };
  const inHead =
    columns.find(({ field, unit }) => field !== null && isMoneyField(field) && unit !== null)?.unit ?? null;
  if (inHead !== null) return { unit: inHead, factor: moneyUnits[inHead].factor, source: 'head' };
  return { unit: 'wan', factor: moneyUnits.wan.factor, source: 'assumed' };
}

function printedAbove(sheet: RawSheet, header: HeaderRows): MoneyUnit | null {
  for (let row = 0; row <= header.last; row += 1) {
    for (const cell of sheet.rows[row] ?? []) {
      const unit = typeof cell.value === 'string' && cell.value.length < 200 ? printedUnit(cell.value) : null;
      if (unit !== null) return unit;
    }
  }
  return null;
}

/**
 * When the clerk says 亿元 though every head prints 万元, the clerk is believed; where heads print different units
 * each keeps its own.
 */
export function withChosenUnit(
  columns: readonly AnalysedColumn[],
  chosen: MoneyUnit | undefined,
): readonly AnalysedColumn[] {
  if (chosen === undefined) return columns;
  const printed = new Set(columns.filter(({ field }) => field !== null && isMoneyField(field)).map(({ unit }) => unit));
  if (printed.size > 1) return columns;
  return columns.map((column) => (column.unit === null ? column : { ...column, unit: chosen }));
}

export function findPlanYear(
  sheet: RawSheet,
  title: string | null,
  columns: readonly AnalysedColumn[],
  chosen: number | undefined,
  currentYear: number,
): SheetPlanYear {
  if (chosen !== undefined) return { value: chosen, source: 'chosen' };
  const planned = columns.find(({ field, year }) => field === 'plannedThisYear' && year !== null)?.year;
  const inHead = planned ?? columns.find(({ field, year }) => field !== null && year !== null)?.year ?? null;
  if (inHead !== null) return { value: inHead, source: 'head' };
  const inTitle = /((?:19|20)\d{2})\s*年/.exec(title ?? '')?.[1] ?? /(20\d{2})年?/.exec(sheet.name)?.[1];
  if (inTitle !== undefined) return { value: Number(inTitle), source: 'title' };
  return { value: currentYear, source: 'assumed' };
}

export function findLevel(
  title: string | null,
  columns: readonly AnalysedColumn[],
  shapes: readonly RowShape[],
  chosen: ProjectLevel | null | undefined,
): SheetLevel & { readonly suggested: ProjectLevel | null } {
  const { printed, suggested } = levelInTitle(title ?? '');
  if (chosen !== undefined) return { value: chosen, source: 'chosen', suggested };
  if (columns.some(({ field }) => field === 'level')) return { value: null, source: 'column', suggested };
  if (printed !== null) return { value: printed, source: 'title', suggested };
  return { value: null, source: hasLevelSections(shapes) ? 'section' : 'none', suggested };
}

/** Headings like “一、省重点项目” over all projects print the level of those below. */
function hasLevelSections(shapes: readonly RowShape[]): boolean {
  const first = shapes.find(({ kind }) => kind === 'section' || kind === 'project');
  return first?.kind === 'section' && levelInHeading(first.label) !== null;
}

/** Whether every filled amount carries its own unit, so that the column's does not matter. */
export function allAmountsCarryUnits(
  sheet: RawSheet,
  merges: MergeIndex,
  columns: readonly AnalysedColumn[],
  shapes: readonly RowShape[],
): boolean {
  const money = columns.filter(({ field }) => field !== null && isMoneyField(field));
  for (const { kind, row } of shapes) {
    if (kind !== 'project') continue;
    for (const { index } of money) {
      const cell = bodyCell({ sheet, merges }, row, index, true);
      if (cell.value !== null && /\d/.test(cell.text) && !/\d\s*[万亿]|元/.test(cell.text)) return false;
    }
  }
  return true;
}
