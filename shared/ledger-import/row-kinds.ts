import type { RawSheet, SheetCell } from './cells.ts';
import type { AnalysedColumn } from './columns.ts';
import { isMoneyField } from './fields.ts';
import { cellAt, type HeaderRows, type MergeIndex } from './header-rows.ts';
import { printedUnit } from './heads.ts';
import { halfWidth, squash } from './text.ts';

export type RowKind = 'project' | 'total' | 'section' | 'note' | 'blank';

export interface RowShape {
  /** 0-based row of the sheet. */
  readonly row: number;
  readonly kind: RowKind;
  /** Why the row is no project, in words for the clerk; empty for a project. */
  readonly reason: string;
  /** The heading a section row prints, or the label of a total; empty otherwise. */
  readonly label: string;
  /** Depth of a section: 1 for “一、”, 2 for “（一）”, 3 for “1.”; 0 for other rows. */
  readonly depth: number;
  /** The number of projects a total or section prints, if any. */
  readonly count: number | null;
  /** For a row that goes on with the project above (its name is merged downwards): that project's row. */
  readonly continues: number | null;
}

interface Layout {
  readonly sheet: RawSheet;
  readonly merges: MergeIndex;
  readonly header: HeaderRows;
  readonly columns: readonly AnalysedColumn[];
}

interface FilledCell {
  readonly column: number;
  readonly text: string;
  readonly cell: SheetCell;
}

const totalLabel =
  /^(?:.{0,20}?)(?:合计|小计|总计|共计|总合计)(?:数|金额|投资)?[:：]?(?:\(?共?(\d+)?(?:个|项)?(?:项目)?\)?)?[:：]?$/;
/** In a numbered row only the bare word is a total: a project's name may end with it. */
const bareTotal = /^(?:合计|小计|总计|共计)[:：]?$/;
const countInBrackets = /\((?:共|计|共计)?(\d+)(?:个|项)?(?:项目)?\)|共?(\d+)(?:个|项)/;
const noteStart = /^(?:注|备注|说明|填表|填报|审核|制表|单位负责|负责人|联系人|联系电话|报送|签字|盖章|★|※|\*|\d、注)/;
const chineseNumber = /^\(?[一二三四五六七八九十]+\)?[、.．)]?$/;
const sectionMark = /^(?:([一二三四五六七八九十]+)[、.．:：]|\(([一二三四五六七八九十]+)\)|([IVXⅠ-Ⅻ]+)[、.．])/;
const longestHeading = 40;

/** Every row below the header (and those above it, as notes): project, total, section, note or blank. */
export function classifyRows(layout: Layout): RowShape[] {
  const { sheet, header } = layout;
  const headerTexts = repeatedHeaderTexts(layout);
  const hasNumbers = sequenceIsArabic(layout);
  const shapes: RowShape[] = [];
  for (let row = 0; row < lastFilledRow(sheet) + 1; row += 1) {
    if (row < header.first) shapes.push(rowAbove(layout, row));
    else if (row <= header.last) shapes.push(shape(row, 'note', '表头'));
    else shapes.push(classifyRow(layout, row, headerTexts, hasNumbers));
  }
  return shapes;
}

function classifyRow(layout: Layout, row: number, headerTexts: ReadonlySet<string>, hasNumbers: boolean): RowShape {
  const { columns } = layout;
  if (isPlainProject(layout, row)) return shape(row, 'project', '');
  const filled = filledCells(layout, row);
  if (filled.length === 0) return continuation(layout, row) ?? shape(row, 'blank', '空行');
  const nameColumn = columnOf(columns, 'name');
  const sequenceColumn = columnOf(columns, 'sequenceNumber');
  const name = filled.find((cell) => cell.column === nameColumn)?.text ?? '';
  const sequence = sequenceColumn === -1 ? '' : (filled.find((cell) => cell.column === sequenceColumn)?.text ?? '');
  if (isRepeatedHeader(filled, headerTexts)) return shape(row, 'note', '重复的表头');
  if (isColumnNumbers(filled)) return shape(row, 'note', '栏次行');
  const total = totalOf(filled, Math.max(nameColumn, 3), /^\d+$/.test(sequence) && name !== '');
  if (total !== null) return shape(row, 'total', '合计行，用来核对，不作为项目', total.label, 0, total.count);
  const [first] = filled;
  const lead = first?.text ?? '';
  const hasMoney = filled.some((cell) => isAmount(columns, cell));
  if (noteStart.test(lead) && filled.length <= 3 && !hasMoney && !/^\d+$/.test(sequence)) {
    return shape(row, 'note', '表下说明，不作为项目');
  }
  if (name === '') {
    const continued = continuation(layout, row);
    if (continued !== null) return continued;
    if (isHeading(filled, columns)) {
      if (lead.length > longestHeading) return shape(row, 'note', '说明文字，不作为项目');
      if (printedUnit(lead) !== null) return shape(row, 'note', '单位行');
      return section(row, lead);
    }
    return shape(row, 'note', '这一行有内容但没有项目名称，没有作为项目，请核对');
  }
  if (/^其中[:：]?/.test(name)) return shape(row, 'note', '“其中”项已包含在上面的项目里，不重复计');
  if (sequence !== '' && hasNumbers && chineseNumber.test(sequence)) return section(row, sequence + name);
  if (isHeading(filled, columns) && !/^\d/.test(sequence)) {
    const isAlone = filled.length === 1 && name.length <= longestHeading;
    const isBare = isAlone && ((sequenceColumn !== -1 && hasNumbers) || isWideHeading(layout, row, nameColumn, name));
    if (sectionMark.test(name) || /\((?:共|计)?\d+(?:个|项).*\)$/.test(name) || isBare) return section(row, name);
  }
  return shape(row, 'project', '');
}

/** The usual row, recognised without reading all of it: a whole number under 序号 and words under 项目名称. */
function isPlainProject({ sheet, merges, columns, header }: Layout, row: number): boolean {
  if (header.last >= row) return false;
  const sequenceColumn = columnOf(columns, 'sequenceNumber');
  const nameColumn = columnOf(columns, 'name');
  if (sequenceColumn === -1 || nameColumn === -1) return false;
  if (merges.at(row, nameColumn) !== undefined || merges.at(row, sequenceColumn) !== undefined) return false;
  const sequence = cellAt(sheet, row, sequenceColumn).value;
  const name = cellAt(sheet, row, nameColumn).value;
  if (typeof name !== 'string' || !/\p{Script=Han}/u.test(name) || /^\s*(?:其中|[合小总共]\s*计)/.test(name))
    return false;
  return typeof sequence === 'number' && Number.isInteger(sequence);
}

function rowAbove(layout: Layout, row: number): RowShape {
  const texts = filledCells(layout, row).map((cell) => cell.text);
  if (texts.length === 0) return shape(row, 'blank', '空行');
  return shape(row, 'note', texts.some((text) => printedUnit(text) !== null) ? '单位行' : '标题');
}

function shape(
  row: number,
  kind: RowKind,
  reason: string,
  label = '',
  depth = 0,
  count: number | null = null,
): RowShape {
  return { row, kind, reason, label, depth, count, continues: null };
}

function section(row: number, text: string): RowShape {
  const mark = sectionMark.exec(text);
  const depth = mark === null || mark[1] !== undefined || mark[3] !== undefined ? 1 : 2;
  const count = countOf(text);
  const label = text.replace(/\((?:共|计|共计)?\d+(?:个|项)?(?:项目)?\)/, '').replace(/[:：]$/, '');
  return shape(row, 'section', '分类标题行，不作为项目', chineseBrackets(label), depth, count);
}

function continuation(layout: Layout, row: number): RowShape | null {
  const nameColumn = columnOf(layout.columns, 'name');
  const merge = nameColumn === -1 ? undefined : layout.merges.at(row, nameColumn);
  if (merge === undefined || merge.top >= row || merge.top <= layout.header.last) return null;
  const reason = `与第 ${merge.top + 1} 行是同一个项目（名称格合并）`;
  return { ...shape(row, 'note', reason), continues: merge.top };
}

/** Text in nothing but the columns that can carry a heading: left of and at the name, besides amounts. */
function isHeading(filled: readonly FilledCell[], columns: readonly AnalysedColumn[]): boolean {
  const texts = filled.filter((cell) => !isAmount(columns, cell));
  const rest = filled.length - texts.length;
  return texts.length === 1 || (texts.length === 2 && rest > 0 && chineseNumber.test(texts[0]?.text ?? ''));
}

/** Without numbers to tell by: a heading is merged over several columns, or is worded like a class of projects. */
function isWideHeading({ merges }: Layout, row: number, column: number, name: string): boolean {
  const merge = merges.at(row, column);
  return (merge !== undefined && merge.right - merge.left >= 2) || /(?:类|方面|板块|领域)$/.test(name);
}

function totalOf(
  filled: readonly FilledCell[],
  lastColumn: number,
  isNumbered: boolean,
): { label: string; count: number | null } | null {
  const cell = filled.find(
    ({ column, text }) => column <= lastColumn && text.length <= 40 && (isNumbered ? bareTotal : totalLabel).test(text),
  );
  if (cell === undefined) return null;
  const beside = filled.find(
    ({ column, text }) => column > cell.column && column <= lastColumn && /^共?\d+(?:个|项)/.test(text),
  );
  return {
    label: chineseBrackets(cell.text),
    count: countOf(cell.text) ?? (beside === undefined ? null : countOf(beside.text)),
  };
}

function chineseBrackets(text: string): string {
  return text.replaceAll('(', '（').replaceAll(')', '）');
}

function countOf(text: string): number | null {
  const match = countInBrackets.exec(text);
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? null : Number(digits);
}

/** Cells that hold something of their own: not filled from a merge above, not blank. */
function filledCells(layout: Layout, row: number): FilledCell[] {
  const filled: FilledCell[] = [];
  const cells = layout.sheet.rows[row] ?? [];
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column];
    if (cell === undefined || cell.value === null || cell.value === '') continue;
    const merge = layout.merges.at(row, column);
    if (merge !== undefined && (merge.top !== row || merge.left !== column)) continue;
    const text = halfWidth(squash(cell.text.length > 400 ? cell.text.slice(0, 400) : cell.text));
    if (text !== '') filled.push({ column, text, cell });
  }
  return filled;
}

function repeatedHeaderTexts({ sheet, header }: Layout): Set<string> {
  const texts = new Set<string>();
  for (let row = header.first; row <= header.last; row += 1) {
    (sheet.rows[row] ?? []).forEach((cell, column) => {
      const text = halfWidth(squash(cell.text));
      if (text !== '') texts.add(`${column}:${text}`);
    });
  }
  return texts;
}

function isRepeatedHeader(filled: readonly FilledCell[], headerTexts: ReadonlySet<string>): boolean {
  if (filled.length < 2) return false;
  const same = filled.filter(({ column, text }) => headerTexts.has(`${column}:${text}`)).length;
  return same >= 2 && same >= filled.length * 0.7;
}

/** “1 2 3 4 …” (or 甲 乙 1 2 …) under the heads: the numbers of the columns. */
function isColumnNumbers(filled: readonly FilledCell[]): boolean {
  const numbers = filled
    .filter(({ text }) => /^\(?\d{1,2}\)?$/.test(text))
    .map(({ text }) => Number(text.replace(/[()]/g, '')));
  const letters = filled.filter(({ text }) => /^[甲乙丙丁]$/.test(text)).length;
  if (numbers.length < 4 || numbers.length + letters !== filled.length) return false;
  return numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
}

/** Whether projects are numbered 1, 2, 3: then “一” in that column numbers a section. */
function sequenceIsArabic({ sheet, header, columns }: Layout): boolean {
  const column = columnOf(columns, 'sequenceNumber');
  if (column === -1) return false;
  for (let row = header.last + 1; row < sheet.rows.length; row += 1) {
    if (/^\s*\d+\s*$/.test(cellAt(sheet, row, column).text)) return true;
  }
  return false;
}

function lastFilledRow(sheet: RawSheet): number {
  let row = sheet.rows.length - 1;
  while (row >= 0 && !(sheet.rows[row] ?? []).some((cell) => cell.value !== null && squash(cell.text) !== '')) row -= 1;
  return row;
}

export function columnOf(columns: readonly AnalysedColumn[], field: AnalysedColumn['field']): number {
  return columns.find((column) => column.field === field)?.index ?? -1;
}

function isAmount(columns: readonly AnalysedColumn[], { column, text }: FilledCell): boolean {
  const field = columns[column]?.field ?? null;
  return field !== null && isMoneyField(field) && /\d/.test(text);
}
