import { problem } from '../error.ts';
import type { AnalysedRow, AnalysedSheet, AnalysedWorkbook, AnalysisContext, SheetChoice } from './analysed.ts';
import type { RawWorkbook } from './cells.ts';
import { markBlankAmounts, markJumps, questionsOf, reasonOf, withRepeatedNames } from './checks.ts';
import type { LedgerField } from './fields.ts';
import { forgetChains, learnNames, type PreparedSheet, prepareSheet } from './prepare.ts';
import { type ReadRow, type RecordContext, readMoney, readRecord } from './records.ts';
import type { RowShape } from './row-kinds.ts';
import { findLevel, findMoneyUnit, findPlanYear, type SheetLevel } from './sheet-facts.ts';
import { squash } from './text.ts';
import { checkTotals, type PrintedTotal, type TotalLine } from './totals.ts';
import { levelInHeading, proposePool } from './words.ts';

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
  const knownUnits = context.knownUnits.map(squash);
  const units = new Set(knownUnits);
  const persons = new Set(context.knownPersons.map(squash));
  for (const sheet of prepared) learnNames(sheet, units, persons);
  forgetChains(units, knownUnits);
  const shared = { units, persons, unitReadings: new Map(), personReadings: new Map() };
  const sheets = prepared.map((sheet) => analyseSheet(sheet, context.currentYear, shared));
  return { sheets: withRepeatedNames(sheets) };
}

function analyseSheet(
  prepared: PreparedSheet,
  currentYear: number,
  names: Pick<RecordContext, 'units' | 'persons' | 'unitReadings' | 'personReadings'>,
): AnalysedSheet {
  const { raw, choice, header, merges, columns, title, shapes } = prepared;
  const moneyUnit = findMoneyUnit(raw, header ?? { first: 0, last: -1 }, columns, choice.moneyUnit);
  const planYear = findPlanYear(raw, title, columns, choice.planYear, currentYear);
  const { suggested, ...level } = findLevel(title, columns, shapes, choice.level);
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
  const context: RecordContext = {
    sheet: raw,
    merges,
    columns,
    unit: moneyUnit.unit,
    isUnitCertain,
    planYear: planYear.value,
    ...names,
  };
  const read = readProjects(context, shapes, level);
  markJumps(columns, [...read.values()]);
  markBlankAmounts(columns, [...read.values()]);
  const printedTotals = printedTotalsOf(context, shapes, read);
  const sections = sectionsOf(shapes, printedTotals);
  const rows = shapes.map((shape, index) =>
    analysedRow(shape, read.get(shape.row), sections[index] ?? null, planYear.value),
  );
  const questions = questionsOf(prepared, base, suggested, [...read.values()]);
  return {
    ...base,
    questions,
    rows,
    projectCount: read.size,
    sums: { totalInvestment: sumOf(read, 'totalInvestment'), plannedThisYear: sumOf(read, 'plannedThisYear') },
    printedTotals,
    agrees: printedTotals.every((total) => total.agrees),
  };
}

function readProjects(context: RecordContext, shapes: readonly RowShape[], level: SheetLevel): Map<number, ReadRow> {
  const continued = new Map<number, RowShape[]>();
  for (const shape of shapes) {
    if (shape.continues === null) continue;
    const rows = continued.get(shape.continues);
    if (rows === undefined) continued.set(shape.continues, [shape]);
    else rows.push(shape);
  }
  const read = new Map<number, ReadRow>();
  let printedLevel = level.value;
  for (const shape of shapes) {
    if (shape.kind === 'section' && level.source === 'section')
      printedLevel = levelInHeading(shape.label) ?? printedLevel;
    if (shape.kind !== 'project') continue;
    const row = readRecord(context, shape, continued.get(shape.row) ?? []);
    if (printedLevel !== null && (row.record.level ?? null) === null) row.record.level = printedLevel;
    read.set(shape.row, row);
  }
  return read;
}

function analysedRow(
  shape: RowShape,
  read: ReadRow | undefined,
  section: string | null,
  planYear: number,
): AnalysedRow {
  const record = read?.record ?? null;
  const doubts = read?.doubts ?? [];
  const proposedPool =
    record === null
      ? null
      : proposePool(record.nature ?? null, record.startsOn ?? null, record.completesOn ?? null, planYear);
  const reason = record === null ? shape.reason : reasonOf(doubts);
  return { rowNumber: shape.row + 1, kind: shape.kind, section, reason, doubts, record, proposedPool };
}

/** The headings each row stands under; a total over the whole sheet stands under none. */
function sectionsOf(shapes: readonly RowShape[], printedTotals: readonly PrintedTotal[]): (string | null)[] {
  const overSheet = new Set(printedTotals.filter(({ over }) => over === 'sheet').map(({ rowNumber }) => rowNumber));
  const open: RowShape[] = [];
  let section: string | null = null;
  return shapes.map((shape) => {
    if (shape.kind === 'section') {
      while ((open.at(-1)?.depth ?? -1) >= shape.depth) open.pop();
      open.push(shape);
      section = open.map(({ label }) => label).join(' / ');
    }
    return overSheet.has(shape.row + 1) ? null : section;
  });
}

function printedTotalsOf(
  context: RecordContext,
  shapes: readonly RowShape[],
  read: ReadonlyMap<number, ReadRow>,
): PrintedTotal[] {
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
      lines.push({
        kind,
        rowNumber: row + 1,
        label,
        depth,
        position: projects.length,
        count,
        totalInvestment,
        plannedThisYear,
      });
    }
  }
  return checkTotals(projects, lines);
}

function sumOf(read: ReadonlyMap<number, ReadRow>, field: 'totalInvestment' | 'plannedThisYear'): number {
  let sum = 0;
  for (const { record } of read.values()) sum += record[field] ?? 0;
  return sum;
}

export type * from './analysed.ts';
