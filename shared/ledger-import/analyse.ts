import type { ProjectLevel, ProjectPool } from '../domain/project.ts';
import { problem } from '../error.ts';
import type { RawSheet, RawWorkbook } from './cells.ts';
import { type AnalysedColumn, analyseColumns, mappingSignature } from './columns.ts';
import type { Doubt } from './doubt.ts';
import { isMoneyField, type LedgerField, type LedgerRecord } from './fields.ts';
import { findHeaderRows, type HeaderRows, indexMerges, type MergeIndex, sheetWidth } from './header-rows.ts';
import { type MoneyUnit, moneyUnits } from './money.ts';
import { certainPersons } from './persons.ts';
import { bodyCell, type ReadRow, type RecordContext, readMoney, readRecord } from './records.ts';
import { classifyRows, columnOf, type RowKind, type RowShape } from './row-kinds.ts';
import {
  allAmountsCarryUnits,
  findLevel,
  findMoneyUnit,
  findPlanYear,
  findTitle,
  type SheetLevel,
  type SheetMoneyUnit,
  type SheetPlanYear,
  withChosenUnit,
} from './sheet-facts.ts';
import { squash } from './text.ts';
import { checkTotals, type PrintedTotal, type TotalLine } from './totals.ts';
import { certainUnits } from './units.ts';
import { proposePool } from './words.ts';

/** What the clerk chose for a sheet, or what was remembered for one like it; what is absent is proposed. */
export interface SheetChoice {
  readonly include?: boolean | undefined;
  /** 0-based, inclusive. */
  readonly headerRows?: HeaderRows | undefined;
  /** Column index → field. */
  readonly mapping?: Readonly<Record<string, LedgerField | 'ignore'>> | undefined;
  readonly moneyUnit?: MoneyUnit | undefined;
  readonly level?: ProjectLevel | null | undefined;
  readonly planYear?: number | undefined;
}

export interface AnalysisContext {
  readonly currentYear: number;
  readonly knownUnits: readonly string[];
  readonly knownPersons: readonly string[];
}

export interface SheetQuestion {
  readonly code: 'money-unit' | 'money-unit-implausible' | 'level' | 'plan-year' | 'columns' | 'name-column';
  readonly sentence: string;
  /** For 'level': what the title suggests though it does not say it. */
  readonly suggested?: ProjectLevel | null;
}

export interface AnalysedRow {
  /** 1-based, as Excel counts. */
  readonly rowNumber: number;
  readonly kind: RowKind;
  /** The headings the row stands under, outermost first, joined by “ / ”; null under none. */
  readonly section: string | null;
  /** Why the row is ignored, or what is doubtful about it; empty for a project beyond doubt. */
  readonly reason: string;
  readonly doubts: readonly Doubt[];
  /** What the row says; null unless it is a project. */
  readonly record: LedgerRecord | null;
  readonly proposedPool: ProjectPool | null;
}

export interface AnalysedSheet {
  readonly name: string;
  readonly title: string | null;
  readonly included: boolean;
  /** Why the sheet is left out; empty when included. */
  readonly reason: string;
  /** 0-based, inclusive; null where no header was found. */
  readonly headerRows: HeaderRows | null;
  readonly columns: readonly AnalysedColumn[];
  readonly moneyUnit: SheetMoneyUnit;
  readonly level: SheetLevel;
  readonly planYear: SheetPlanYear;
  readonly questions: readonly SheetQuestion[];
  /** Every row of the sheet, to the last filled one. Empty when the sheet is left out. */
  readonly rows: readonly AnalysedRow[];
  readonly projectCount: number;
  /** 元, over the project rows. */
  readonly sums: { readonly totalInvestment: number; readonly plannedThisYear: number };
  readonly printedTotals: readonly PrintedTotal[];
  /** Whether no printed total contradicts the rows (also true when none is printed). */
  readonly agrees: boolean;
  /** Under which the host remembers mapping, unit and level for sheets like this; '' without a header. */
  readonly signature: string;
}

export interface AnalysedWorkbook {
  readonly sheets: readonly AnalysedSheet[];
}

interface PreparedSheet {
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

const jumpFactor = 1_000;
const fewestForMedian = 5;

/**
 * Reads a workbook as a project ledger and says what it found, what it doubts and what must be asked.
 * Throws LEDGER_NOT_FOUND when no sheet looks like a ledger and the clerk has pointed at none.
 */
export function analyseWorkbook(
  workbook: RawWorkbook,
  choices: Readonly<Record<string, SheetChoice>>,
  context: AnalysisContext,
): AnalysedWorkbook {
  const prepared = workbook.sheets.map((sheet) => prepareSheet(sheet, choices[sheet.name] ?? {}));
  if (!prepared.some(({ header, reason, choice }) => header !== null && (reason === '' || choice.include === false))) {
    throw problem('LEDGER_NOT_FOUND', { sheets: workbook.sheets.map(({ name }) => name.trim()).join('、') });
  }
  const units = new Set(context.knownUnits.map(squash));
  const persons = new Set(context.knownPersons.map(squash));
  for (const sheet of prepared) learnNames(sheet, units, persons);
  const shared = { units, persons, unitReadings: new Map(), personReadings: new Map() };
  const sheets = prepared.map((sheet) => analyseSheet(sheet, context.currentYear, shared));
  return { sheets: withRepeatedNames(sheets) };
}

function prepareSheet(raw: RawSheet, choice: SheetChoice): PreparedSheet {
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
  const signature = mappingSignature({ columns });
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
  const isInside = rows.first >= 0 && rows.first <= rows.last && rows.last < sheet.rows.length && rows.last - rows.first < 10;
  return isInside ? rows : null;
}

/** Names that stand alone somewhere in the workbook help to read the cells where names run together. */
function learnNames(sheet: PreparedSheet, units: Set<string>, persons: Set<string>): void {
  if (sheet.reason !== '') return;
  const unitColumns = sheet.columns.filter(
    ({ field }) => field === 'responsibleUnits' || field === 'departmentInCharge' || field === 'permitAgentUnit',
  );
  const personColumns = sheet.columns.filter(({ field }) => field === 'responsibleLeaders');
  const seen = new Set<string>();
  for (const { kind, row } of sheet.shapes) {
    if (kind !== 'project') continue;
    for (const { index } of unitColumns) {
      const cell = bodyCell(sheetCells(sheet), row, index, false);
      if (!isNew(seen, `u${cell.text}`)) continue;
      for (const name of certainUnits(cell)) units.add(name);
    }
    for (const { index } of personColumns) {
      const cell = bodyCell(sheetCells(sheet), row, index, false);
      if (!isNew(seen, `p${cell.text}`)) continue;
      for (const name of certainPersons(cell)) persons.add(name);
    }
  }
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function sheetCells({ raw, merges }: PreparedSheet): { sheet: RawSheet; merges: MergeIndex } {
  return { sheet: raw, merges };
}

function analyseSheet(
  prepared: PreparedSheet,
  currentYear: number,
  names: Pick<RecordContext, 'units' | 'persons' | 'unitReadings' | 'personReadings'>,
): AnalysedSheet {
  const { raw, choice, header, merges, columns, title, shapes } = prepared;
  const moneyUnit = findMoneyUnit(raw, header ?? { first: 0, last: -1 }, columns, choice.moneyUnit);
  const planYear = findPlanYear(raw, title, columns, choice.planYear, currentYear);
  const { suggested, ...level } = findLevel(title, columns, choice.level);
  const included = prepared.reason === '';
  const base = {
    name: raw.name,
    title,
    included,
    reason: prepared.reason,
    headerRows: header,
    columns,
    moneyUnit,
    level,
    planYear,
    signature: prepared.signature,
  };
  if (!included) {
    const sums = { totalInvestment: 0, plannedThisYear: 0 };
    return { ...base, questions: [], rows: [], projectCount: 0, sums, printedTotals: [], agrees: true };
  }
  const isUnitCertain = moneyUnit.source !== 'assumed';
  const context: RecordContext = { sheet: raw, merges, columns, unit: moneyUnit.unit, isUnitCertain, planYear: planYear.value, ...names };
  const read = readProjects(context, shapes, level.value);
  markJumps(columns, [...read.values()]);
  markBlankAmounts(columns, [...read.values()]);
  const rows = shapes.map((shape) => analysedRow(shape, read.get(shape.row), planYear.value));
  const printedTotals = printedTotalsOf(context, shapes, read);
  const questions = questionsOf(prepared, base, suggested, [...read.values()]);
  return {
    ...base,
    questions,
    rows: withSections(rows, shapes),
    projectCount: read.size,
    sums: { totalInvestment: sumOf(read, 'totalInvestment'), plannedThisYear: sumOf(read, 'plannedThisYear') },
    printedTotals,
    agrees: printedTotals.every((total) => total.agrees),
  };
}

function readProjects(context: RecordContext, shapes: readonly RowShape[], level: ProjectLevel | null): Map<number, ReadRow> {
  const continued = new Map<number, RowShape[]>();
  for (const shape of shapes) {
    if (shape.continues === null) continue;
    const rows = continued.get(shape.continues);
    if (rows === undefined) continued.set(shape.continues, [shape]);
    else rows.push(shape);
  }
  const read = new Map<number, ReadRow>();
  for (const shape of shapes) {
    if (shape.kind !== 'project') continue;
    const row = readRecord(context, shape, continued.get(shape.row) ?? []);
    if (level !== null && (row.record.level ?? null) === null) row.record.level = level;
    read.set(shape.row, row);
  }
  return read;
}

function analysedRow(shape: RowShape, read: ReadRow | undefined, planYear: number): AnalysedRow {
  const record = read?.record ?? null;
  const doubts = read?.doubts ?? [];
  const proposedPool =
    record === null ? null : proposePool(record.nature ?? null, record.startsOn ?? null, record.completesOn ?? null, planYear);
  const reason = record === null ? shape.reason : reasonOf(doubts);
  return { rowNumber: shape.row + 1, kind: shape.kind, section: null, reason, doubts, record, proposedPool };
}

function reasonOf(doubts: readonly Doubt[]): string {
  return doubts.map((doubt) => doubt.sentence).join('；');
}

function withSections(rows: readonly AnalysedRow[], shapes: readonly RowShape[]): AnalysedRow[] {
  const open: RowShape[] = [];
  let section: string | null = null;
  return rows.map((row, index) => {
    const shape = shapes[index];
    if (shape?.kind === 'section') {
      while ((open.at(-1)?.depth ?? -1) >= shape.depth) open.pop();
      open.push(shape);
      section = open.map(({ label }) => label).join(' / ');
    }
    return { ...row, section };
  });
}

function printedTotalsOf(context: RecordContext, shapes: readonly RowShape[], read: ReadonlyMap<number, ReadRow>): PrintedTotal[] {
  const amount = (row: number, field: LedgerField): number | null => {
    const column = context.columns.find((one) => one.field === field);
    return column === undefined ? null : readMoney(context, row, column).value;
  };
  const lines: TotalLine[] = [];
  const projects: { totalInvestment: number; plannedThisYear: number }[] = [];
  for (const { row, kind, label, depth, count } of shapes) {
    const record = read.get(row)?.record;
    if (record !== undefined) {
      projects.push({ totalInvestment: record.totalInvestment ?? 0, plannedThisYear: record.plannedThisYear ?? 0 });
    } else if (kind === 'total' || kind === 'section') {
      const totalInvestment = amount(row, 'totalInvestment');
      const plannedThisYear = amount(row, 'plannedThisYear');
      lines.push({ kind, rowNumber: row + 1, label, depth, position: projects.length, count, totalInvestment, plannedThisYear });
    }
  }
  return checkTotals(projects, lines);
}

function sumOf(read: ReadonlyMap<number, ReadRow>, field: 'totalInvestment' | 'plannedThisYear'): number {
  let sum = 0;
  for (const { record } of read.values()) sum += record[field] ?? 0;
  return sum;
}

/** Amounts a thousand times over or under the sheet's median look like 亿元 typed for 万元 or the other way round. */
function markJumps(columns: readonly AnalysedColumn[], rows: readonly ReadRow[]): void {
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
function markBlankAmounts(columns: readonly AnalysedColumn[], rows: readonly ReadRow[]): void {
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

function questionsOf(
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
    questions.push({ code: 'money-unit-implausible', sentence: `按${label}读取，一般项目的总投资是 ${median / 10_000} 万元，请核对金额单位` });
  }
  if (facts.level.source === 'none') {
    questions.push({ code: 'level', sentence: '表上没有印项目级别，请选择这张表的项目是省、市还是区县重点', suggested });
  }
  if (facts.planYear.source === 'assumed') {
    questions.push({ code: 'plan-year', sentence: `表上没有印年度，先按 ${facts.planYear.value} 年读取，请确认` });
  }
  const asked = columns.filter((column) => column.asked);
  if (asked.length > 0) {
    questions.push({ code: 'columns', sentence: `有 ${asked.length} 栏请确认含义：${asked.map(({ head }) => head).join('、')}` });
  }
  if (columnOf(columns, 'name') === -1) questions.push({ code: 'name-column', sentence: '请指出哪一栏是项目名称' });
  return questions;
}

/** The same name twice, in one sheet or in two: both rows say where the other is. */
function withRepeatedNames(sheets: readonly AnalysedSheet[]): AnalysedSheet[] {
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
      const doubt: Doubt = { code: 'name-repeated', sentence: `与${where}第 ${other?.rowNumber ?? 0} 行项目名称相同`, column };
      const doubts = [...row.doubts, doubt];
      return { ...row, doubts, reason: reasonOf(doubts) };
    }),
  }));
}

export type { AnalysedColumn, Doubt, HeaderRows, LedgerField, LedgerRecord, MoneyUnit, PrintedTotal, RowKind };
export { mappingSignature };
