import { emptyCell, type RawSheet, type SheetCell } from './cells.ts';
import type { AnalysedColumn } from './columns.ts';
import { isBefore, parseDay, parsePeriod } from './dates.ts';
import type { Doubt, DoubtCode, Reading } from './doubt.ts';
import { fieldKind, isMoneyField, type LedgerField, type LedgerRecord, type MoneyField } from './fields.ts';
import type { MergeIndex } from './header-rows.ts';
import { errorValue, type MoneyUnit, parseMoney } from './money.ts';
import { splitPersons } from './persons.ts';
import type { RowShape } from './row-kinds.ts';
import { isBlankText, listedLines, oneLine, paragraph } from './text.ts';
import { type KnownNames, splitUnits } from './units.ts';
import { parseLevel, parseNature, parsePool } from './words.ts';

export interface RecordContext {
  readonly sheet: RawSheet;
  readonly merges: MergeIndex;
  readonly columns: readonly AnalysedColumn[];
  readonly unit: MoneyUnit;
  readonly isUnitCertain: boolean;
  readonly planYear: number;
  readonly units: KnownNames;
  readonly persons: KnownNames;
  /** Cells with the same words are read once. */
  readonly unitReadings: Map<string, Reading<string[]>>;
  readonly personReadings: Map<string, Reading<string[]>>;
}

export interface ReadRow {
  readonly record: LedgerRecord;
  readonly doubts: Doubt[];
}

const lostDigits = 1e15;
const scientific = /^\d(?:\.\d+)?[Ee]\+1[4-9]$/;

/** Reads one project row, with the rows that go on with it below. */
export function readRecord(context: RecordContext, shape: RowShape, continued: readonly RowShape[]): ReadRow {
  const record: LedgerRecord = {};
  const doubts: Doubt[] = [];
  let period: { startsOn: string | null; completesOn: string | null } | null = null;
  for (const column of context.columns) {
    const { field, index } = column;
    if (field === null) continue;
    const cell = bodyCell(context, shape.row, index, isMoneyField(field));
    const own = checkCell(cell, field, index, doubts);
    if (field === 'period') {
      period = keep(parsePeriod(own, context.sheet), index, doubts);
    } else {
      readField(context, record, field, own, column, doubts);
    }
  }
  if (period !== null) {
    record.startsOn = record.startsOn ?? period.startsOn;
    record.completesOn = record.completesOn ?? period.completesOn;
  }
  for (const below of continued) addContinuation(context, record, below, doubts);
  compareFields(context, record, doubts);
  return { record, doubts };
}

/** A money cell by its column's unit; used for total rows too. */
export function readMoney(context: RecordContext, row: number, column: AnalysedColumn): Reading<number | null> {
  return parseMoney(
    bodyCell(context, row, column.index, true),
    column.unit ?? context.unit,
    isCertain(context, column),
  );
}

/** A cell with what a merge from above puts into it; amounts are never repeated, they would count twice. */
export function bodyCell(
  context: Pick<RecordContext, 'sheet' | 'merges'>,
  row: number,
  column: number,
  isAmount: boolean,
): SheetCell {
  const merge = context.merges.at(row, column);
  if (merge === undefined || (merge.top === row && merge.left === column)) {
    return context.sheet.rows[row]?.[column] ?? emptyCell;
  }
  if (isAmount || merge.left !== column) return emptyCell;
  return context.sheet.rows[merge.top]?.[column] ?? emptyCell;
}

function readField(
  context: RecordContext,
  record: LedgerRecord,
  field: Exclude<LedgerField, 'period'>,
  cell: SheetCell,
  column: AnalysedColumn,
  doubts: Doubt[],
): void {
  const { index } = column;
  switch (field) {
    case 'startsOn':
    case 'completesOn':
      record[field] = keep(parseDay(cell, context.sheet), index, doubts);
      return;
    case 'nature':
      record.nature = keep(parseNature(cell.text), index, doubts);
      return;
    case 'level':
      record.level = keep(parseLevel(cell.text), index, doubts);
      return;
    case 'pool':
      record.pool = keep(parsePool(cell.text), index, doubts);
      return;
    case 'responsibleUnits':
      record.responsibleUnits = merged(record.responsibleUnits, keep(unitsOf(context, cell), index, doubts));
      return;
    case 'responsibleLeaders':
      record.responsibleLeaders = merged(record.responsibleLeaders, keep(personsOf(context, cell), index, doubts));
      return;
    default:
      if (isMoneyField(field)) {
        record[field] = keep(parseMoney(cell, column.unit ?? context.unit, isCertain(context, column)), index, doubts);
      } else {
        record[field] = readText(field, cell.text);
      }
  }
}

function readText(field: LedgerField, text: string): string | null {
  const kind = fieldKind(field);
  const read = kind === 'text' ? paragraph(text) : kind === 'list' ? listedLines(text) : oneLine(text);
  return read === '' ? null : read;
}

/** Formula errors and numbers that lost digits are doubtful in any column; an error counts as blank. */
function checkCell(cell: SheetCell, field: LedgerField, column: number, doubts: Doubt[]): SheetCell {
  const { value } = cell;
  if (typeof value === 'number') {
    if (Math.abs(value) >= lostDigits) doubts.push(lost(cell.text, column));
    return cell;
  }
  if (typeof value !== 'string') return cell;
  if (value.startsWith('#') && errorValue.test(value.trim()) && !isReadWithErrors(field)) {
    doubts.push({ code: 'cell-error', sentence: `单元格公式出错（${value.trim()}），没有内容`, column });
    return emptyCell;
  }
  if (value.length <= 22 && scientific.test(value.trim())) doubts.push(lost(value.trim(), column));
  return cell;
}

function isReadWithErrors(field: LedgerField): boolean {
  const kind = fieldKind(field);
  return (
    kind === 'money' ||
    kind === 'date' ||
    kind === 'period' ||
    kind === 'units' ||
    kind === 'persons' ||
    kind === 'nature'
  );
}

function lost(text: string, column: number): Doubt {
  return {
    code: 'number-lost-digits',
    sentence: `“${text}”超过15位却存成了数字，末尾几位已经丢失，请按原件核对`,
    column,
  };
}

function addContinuation(context: RecordContext, record: LedgerRecord, shape: RowShape, doubts: Doubt[]): void {
  for (const column of context.columns) {
    const { field, index } = column;
    if (field === null || field === 'name' || field === 'sequenceNumber') continue;
    if (context.merges.at(shape.row, index) !== undefined) continue;
    const cell = context.sheet.rows[shape.row]?.[index] ?? emptyCell;
    if (cell.value === null || isBlankText(cell.text)) continue;
    if (isMoneyField(field)) {
      const sentence = `第 ${shape.row + 1} 行属于同一项目，那里的“${cell.text}”没有计入，请核对`;
      doubts.push({ code: 'continuation-amount', sentence, column: index });
      continue;
    }
    if (field === 'responsibleUnits' || field === 'responsibleLeaders')
      readField(context, record, field, cell, column, doubts);
    else if (isTextField(field)) {
      const more = readText(field, cell.text);
      const before = record[field] ?? null;
      if (more !== null && before !== more) record[field] = before === null ? more : `${before}\n${more}`;
    }
  }
}

type PlainTextField = Exclude<
  LedgerField,
  | MoneyField
  | 'startsOn'
  | 'completesOn'
  | 'period'
  | 'nature'
  | 'level'
  | 'pool'
  | 'responsibleUnits'
  | 'responsibleLeaders'
>;

function isTextField(field: LedgerField): field is PlainTextField {
  const kind = fieldKind(field);
  return kind === 'text' || kind === 'line' || kind === 'list';
}

function compareFields(context: RecordContext, record: LedgerRecord, doubts: Doubt[]): void {
  const add = (code: DoubtCode, sentence: string, field: LedgerField) => {
    const column = context.columns.find((one) => one.field === field)?.index;
    doubts.push(column === undefined ? { code, sentence } : { code, sentence, column });
  };
  const { totalInvestment: total, plannedThisYear: planned, doneThisYear: done, investmentToDate: toDate } = record;
  if (isAbove(planned, total)) add('plan-above-total', '年度计划投资大于总投资', 'plannedThisYear');
  if (isAbove(done, planned)) add('done-above-plan', '本年累计完成投资超过年度计划', 'doneThisYear');
  if (isAbove(toDate, total)) add('done-above-total', '截至完成投资超过总投资', 'investmentToDate');
  const { startsOn, completesOn, nature } = record;
  if (typeof startsOn === 'string' && typeof completesOn === 'string' && isBefore(completesOn, startsOn)) {
    add('completion-before-start', `竣工时间 ${completesOn} 早于开工时间 ${startsOn}`, 'completesOn');
  }
  const startYear = typeof startsOn === 'string' ? Number(startsOn.slice(0, 4)) : null;
  if (nature === 'newBuild' && startYear !== null && startYear < context.planYear) {
    add('nature-contradicts-start', `写的是新建，开工时间却是 ${startsOn}`, 'nature');
  }
  if (nature === 'continuing' && startYear !== null && startYear >= context.planYear) {
    add('nature-contradicts-start', `写的是续建，开工时间却是 ${startsOn}`, 'nature');
  }
}

function isAbove(figure: number | null | undefined, limit: number | null | undefined): boolean {
  return typeof figure === 'number' && typeof limit === 'number' && limit > 0 && figure > limit;
}

function unitsOf(context: RecordContext, cell: SheetCell): Reading<string[]> {
  return remembered(context.unitReadings, cell, () => splitUnits(cell, context.units));
}

function personsOf(context: RecordContext, cell: SheetCell): Reading<string[]> {
  return remembered(context.personReadings, cell, () => splitPersons(cell, context.persons));
}

function remembered(
  readings: Map<string, Reading<string[]>>,
  cell: SheetCell,
  read: () => Reading<string[]>,
): Reading<string[]> {
  const known = readings.get(cell.text);
  if (known !== undefined) return known;
  const reading = read();
  readings.set(cell.text, reading);
  return reading;
}

function merged(before: readonly string[] | undefined, more: readonly string[]): string[] {
  return before === undefined ? [...more] : [...new Set([...before, ...more])];
}

function isCertain(context: RecordContext, column: AnalysedColumn): boolean {
  return column.unit !== null || context.isUnitCertain;
}

function keep<T>(reading: Reading<T>, column: number, doubts: Doubt[]): T {
  for (const doubt of reading.doubts) doubts.push({ ...doubt, column });
  return reading.value;
}
