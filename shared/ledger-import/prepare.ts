import type { SheetChoice } from './analysed.ts';
import type { RawSheet } from './cells.ts';
import { type AnalysedColumn, analyseColumns, mappingSignature } from './columns.ts';
import {
  columnHeads,
  findHeaderRows,
  type HeaderRows,
  indexMerges,
  type MergeIndex,
  sheetWidth,
} from './header-rows.ts';
import { certainPersons } from './persons.ts';
import { bodyCell } from './records.ts';
import { classifyRows, columnOf, type RowShape } from './row-kinds.ts';
import { findTitle, withChosenUnit } from './sheet-facts.ts';
import { certainUnits, cutByKnown } from './units.ts';

/** A sheet whose rows and columns are understood, before any value is read. */
export interface PreparedSheet {
  readonly raw: RawSheet;
  readonly choice: SheetChoice;
  readonly reason: string;
  readonly header: HeaderRows | null;
  readonly merges: MergeIndex;
  readonly columns: readonly AnalysedColumn[];
  readonly title: string | null;
  readonly shapes: readonly RowShape[];
  readonly signature: string;
}

export function prepareSheet(raw: RawSheet, choice: SheetChoice): PreparedSheet {
  const width = sheetWidth(raw);
  const merges = indexMerges(raw, width);
  const found = findHeaderRows(raw, merges, width);
  const header = choice.headerRows === undefined ? found : withinSheet(choice.headerRows, raw);
  if (header === null) {
    const reason = raw.rows.length === 0 ? '空表' : '没有找到项目台账的表头（要有“项目名称”等栏目）';
    return { raw, choice, reason, header, merges, columns: [], title: null, shapes: [], signature: '' };
  }
  const proposed = analyseColumns(raw, merges, header, width, choice.mapping ?? {});
  const columns = withChosenUnit(proposed, choice.moneyUnit);
  const title = findTitle(raw, header);
  const shapes = classifyRows({ sheet: raw, merges, header, columns });
  const projects = shapes.filter(({ kind }) => kind === 'project').length;
  // Under the heads found without help, so that a remembered choice of other header rows is found again as well.
  const signature = mappingSignature(found === null ? columns : columnHeads(raw, merges, found, width));
  const reason = leftOutBecause(raw, choice, columns, projects);
  return { raw, choice, reason, header, merges, columns, title, shapes, signature };
}

function leftOutBecause(
  raw: RawSheet,
  choice: SheetChoice,
  columns: readonly AnalysedColumn[],
  projects: number,
): string {
  if (choice.include === false) return '已选择不导入这张表';
  if (projects === 0) return '表头下面没有项目';
  if (raw.hidden && choice.include !== true) return '隐藏的工作表，默认不导入';
  if (columnOf(columns, 'name') === -1 && choice.include !== true) return '没有“项目名称”这一栏';
  return '';
}

function withinSheet(rows: HeaderRows, sheet: RawSheet): HeaderRows | null {
  const isInside =
    rows.first >= 0 && rows.first <= rows.last && rows.last < sheet.rows.length && rows.last - rows.first < 10;
  return isInside ? rows : null;
}

/** Names that stand alone somewhere in the workbook help to read the cells where names run together. */
export function learnNames(sheet: PreparedSheet, units: Set<string>, persons: Set<string>): void {
  if (sheet.reason !== '') return;
  const unitColumns = sheet.columns.filter(
    ({ field }) => field === 'responsibleUnits' || field === 'departmentInCharge' || field === 'permitAgentUnit',
  );
  const personColumns = sheet.columns.filter(({ field }) => field === 'responsibleLeaders');
  const seen = new Set<string>();
  const cells = { sheet: sheet.raw, merges: sheet.merges };
  for (const { kind, row } of sheet.shapes) {
    if (kind !== 'project') continue;
    for (const { index } of unitColumns) {
      const cell = bodyCell(cells, row, index, false);
      if (!isNew(seen, `u${cell.text}`)) continue;
      for (const name of certainUnits(cell)) units.add(name);
    }
    for (const { index } of personColumns) {
      const cell = bodyCell(cells, row, index, false);
      if (!isNew(seen, `p${cell.text}`)) continue;
      for (const name of certainPersons(cell)) persons.add(name);
    }
  }
}

/** What looks like one name but is a chain of others (“南桥街办柳泉乡”) is no name to learn. */
export function forgetChains(units: Set<string>, given: readonly string[]): void {
  const kept = new Set(given);
  for (const name of units) if (!kept.has(name) && cutByKnown(name, units) !== null) units.delete(name);
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
