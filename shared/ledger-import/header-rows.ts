import type { CellRange, RawSheet, SheetCell } from './cells.ts';
import { emptyCell } from './cells.ts';
import { printedUnit, readHead } from './heads.ts';
import { halfWidth, squash } from './text.ts';

export interface HeaderRows {
  /** 0-based, inclusive. */
  readonly first: number;
  readonly last: number;
}

/** Rows looked at for a header; ledgers print at most a few lines of title above it. */
const searchedRows = 80;
const mostHeaderRows = 4;
const longestHead = 60;
// Merged areas are laid out cell by cell; a hostile file could claim the whole grid many times over.
const mostMergedCells = 2_000_000;

/** For every cell under a merge but its top left: where its value stands. */
export interface MergeIndex {
  /** The range covering a cell, whether the cell is its top left or not. */
  readonly at: (row: number, column: number) => CellRange | undefined;
}

export function indexMerges(sheet: RawSheet, width: number): MergeIndex {
  const byRow = new Map<number, Map<number, CellRange>>();
  let cells = 0;
  for (const merge of sheet.merges) {
    const bottom = Math.min(merge.bottom, sheet.rows.length - 1);
    const right = Math.min(merge.right, width - 1);
    if (bottom < merge.top || right < merge.left) continue;
    cells += (bottom - merge.top + 1) * (right - merge.left + 1);
    if (cells > mostMergedCells) break;
    for (let row = merge.top; row <= bottom; row += 1) {
      const columns = byRow.get(row) ?? new Map<number, CellRange>();
      for (let column = merge.left; column <= right; column += 1) columns.set(column, merge);
      byRow.set(row, columns);
    }
  }
  return { at: (row, column) => byRow.get(row)?.get(column) };
}

export function cellAt(sheet: RawSheet, row: number, column: number): SheetCell {
  return sheet.rows[row]?.[column] ?? emptyCell;
}

/** The widest row, in columns. */
export function sheetWidth(sheet: RawSheet): number {
  let width = 0;
  for (const row of sheet.rows) if (row.length > width) width = row.length;
  return Math.min(width, 512);
}

/** The header of a project ledger: the row that names projects with other known heads beside it; null if there is none. */
export function findHeaderRows(sheet: RawSheet, merges: MergeIndex, width: number): HeaderRows | null {
  let best: { row: number; score: number } | null = null;
  for (let row = 0; row < Math.min(sheet.rows.length, searchedRows); row += 1) {
    const score = headerScore(sheet, row);
    if (score >= 3 && (best === null || score > best.score)) best = { row, score };
  }
  if (best === null) return null;
  const first = firstHeaderRow(sheet, merges, best.row, width);
  return { first, last: lastHeaderRow(sheet, merges, best.row, first, width) };
}

/** Known heads in a row; 0 without a head for the project's name. */
function headerScore(sheet: RawSheet, row: number): number {
  let hasName = false;
  const fields = new Set<string>();
  for (const cell of sheet.rows[row] ?? []) {
    if (typeof cell.value !== 'string' || cell.value.length > longestHead) continue;
    const { field } = readHead(cell.value);
    if (field === null) continue;
    if (field === 'name') hasName = true;
    fields.add(field);
  }
  return hasName ? fields.size : 0;
}

/** Group heads may stand over the row that names the projects (“项目基本情况” over 名称, 性质, 总投资). */
function firstHeaderRow(sheet: RawSheet, merges: MergeIndex, nameRow: number, width: number): number {
  let first = nameRow;
  while (first > 0 && nameRow - first < mostHeaderRows - 2) {
    const above = first - 1;
    const groups = rowTexts(sheet, above);
    const isTitle = groups.length < 2 || groups.some(({ column }) => isWide(merges.at(above, column), width));
    const isHead = groups.every(
      ({ text }) => text.length <= 20 && printedUnit(text) === null && !/[:：]|附件|附表/.test(text),
    );
    const isOverHeads = groups.some(({ text }) => /[^\d.]/.test(text));
    if (isTitle || !isHead || !isOverHeads) break;
    first = above;
  }
  return first;
}

function lastHeaderRow(sheet: RawSheet, merges: MergeIndex, nameRow: number, first: number, width: number): number {
  let last = nameRow;
  for (let column = 0; column < width; column += 1) {
    const merge = merges.at(nameRow, column);
    if (merge !== undefined && merge.bottom > last && merge.bottom - first < mostHeaderRows) last = merge.bottom;
  }
  while (last - first + 1 < mostHeaderRows && isSubheadRow(sheet, last + 1, nameRow)) last += 1;
  return last;
}

const subhead =
  /^(?:工作|建设|主要)?(?:内容|任务|目标|进度|投资|金额|计划|完成|合计|小计|总计|开工|竣工|起|止|时间|日期|年|月|年份|名称|单位|领导|电话|姓名|职务|数额|额度|目标任务|形象进度|计划投资|完成投资|工作内容|小计|其中.*|.{0,4}资金|[一二三四1-4]季度|\d{1,2}月份?|.{1,6}(?:投资|资金|时间|单位|领导|任务|内容|进度|季度))(?:\((?:万元|亿元|元)\))?$|^\((?:万元|亿元|元)\)$/;

/** A row of heads below the one that names projects: nothing under the name, and every text a word of heads. */
function isSubheadRow(sheet: RawSheet, row: number, nameRow: number): boolean {
  const nameColumn = (sheet.rows[nameRow] ?? []).findIndex(
    (cell) => typeof cell.value === 'string' && readHead(cell.value).field === 'name',
  );
  if (squash(cellAt(sheet, row, nameColumn).text) !== '') return false;
  const texts = rowTexts(sheet, row);
  return texts.length > 0 && texts.every(({ text }) => subhead.test(text) || readHead(text).confidence === 1);
}

function rowTexts(sheet: RawSheet, row: number): { column: number; text: string }[] {
  return (sheet.rows[row] ?? [])
    .map((cell, column) => ({ column, text: halfWidth(squash(cell.text)) }))
    .filter(({ text }) => text !== '');
}

function isWide(merge: CellRange | undefined, width: number): boolean {
  return merge !== undefined && merge.right - merge.left + 1 >= Math.max(3, width * 0.7);
}

/** The head of each column over all header rows, levels joined by “/”, as printed but without blanks. */
export function columnHeads(sheet: RawSheet, merges: MergeIndex, header: HeaderRows, width: number): string[] {
  const rows = [];
  for (let row = header.first; row <= header.last; row += 1) rows.push(row);
  const isMerged = rows.some((row) => rangeOf(width).some((column) => merges.at(row, column) !== undefined));
  const texts = rows.map((row) => rangeOf(width).map((column) => headText(sheet, merges, row, column)));
  if (!isMerged) texts.forEach((line, level) => spreadGroups(line, texts[level + 1]));
  return rangeOf(width).map((column) => {
    const levels: string[] = [];
    for (const line of texts) {
      const text = line[column] ?? '';
      if (text !== '' && text !== levels.at(-1)) levels.push(text);
    }
    return levels.join('/');
  });
}

function headText(sheet: RawSheet, merges: MergeIndex, row: number, column: number): string {
  const merge = merges.at(row, column);
  return squash(cellAt(sheet, merge?.top ?? row, merge?.left ?? column).text);
}

/** A csv has no merges: a group head stands over its first column only and means the blank ones after it too. */
export function spreadGroups(line: string[], below: readonly string[] | undefined): void {
  if (below === undefined) return;
  for (let column = 1; column < line.length; column += 1) {
    if (line[column] === '' && (below[column] ?? '') !== '' && (below[column - 1] ?? '') !== '') {
      line[column] = line[column - 1] ?? '';
    }
  }
}

function rangeOf(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
