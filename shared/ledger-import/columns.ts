import type { RawSheet } from './cells.ts';
import { fieldKind, isLedgerField, isMoneyField, type LedgerField } from './fields.ts';
import { columnHeads, type HeaderRows, type MergeIndex } from './header-rows.ts';
import { readHead } from './heads.ts';
import type { MoneyUnit } from './money.ts';
import { isBlankText } from './text.ts';

export interface AnalysedColumn {
  /** 0-based. */
  readonly index: number;
  /** The head over all header rows, levels joined by “/”, without blanks. */
  readonly head: string;
  readonly field: LedgerField | null;
  /** 0–1; 1 when chosen by the clerk. */
  readonly confidence: number;
  /** True when the wizard should ask what this column is: it has content, and its head is unknown or ambiguous. */
  readonly asked: boolean;
  /** The unit printed in this head, if any: it wins over the sheet's. */
  readonly unit: MoneyUnit | null;
  /** The year this head prints (“2018年计划投资”). */
  readonly year: number | null;
}

const sampledRows = 200;
const surelyKnown = 0.75;

export function analyseColumns(
  sheet: RawSheet,
  merges: MergeIndex,
  header: HeaderRows,
  width: number,
  mapping: Readonly<Record<string, string>>,
): AnalysedColumn[] {
  const filled = new Set<number>();
  const columns = columnHeads(sheet, merges, header, width).map((head, index): AnalysedColumn => {
    const reading = head === '' ? null : readHead(head);
    const printed = { index, head, unit: reading?.unit ?? null, year: reading?.year ?? null };
    const chosen = mapping[String(index)];
    if (chosen !== undefined) {
      return { ...printed, field: isLedgerField(chosen) ? chosen : null, confidence: 1, asked: false };
    }
    if (reading === null) return { ...printed, field: null, confidence: 0, asked: false };
    const samples = sampleColumn(sheet, header, index);
    if (samples.filled > 0) filled.add(index);
    const field = fieldByContent(reading.field, reading.confidence, samples);
    if (field === null) {
      return { ...printed, field, confidence: 0, asked: samples.filled > 0 && !reading.isIrrelevant };
    }
    const confidence = reading.confidence * contentFit(field, samples);
    return { ...printed, field, confidence, asked: samples.filled > 0 && confidence < surelyKnown };
  });
  return trimRight(oneColumnPerField(columns, mapping, filled));
}

/** Fields that several columns of one sheet may fill together. */
export function isManyColumns(field: LedgerField): boolean {
  return field === 'responsibleUnits' || field === 'responsibleLeaders';
}

/** A field stays with the column the clerk chose for it, else the surest, else the leftmost; the others are asked. */
function oneColumnPerField(
  columns: readonly AnalysedColumn[],
  mapping: Readonly<Record<string, string>>,
  filled: ReadonlySet<number>,
): AnalysedColumn[] {
  const isChosen = (column: AnalysedColumn) => mapping[String(column.index)] !== undefined;
  const owners = new Map<LedgerField, AnalysedColumn>();
  for (const column of columns) {
    if (column.field === null || isManyColumns(column.field)) continue;
    const before = owners.get(column.field);
    const isSurer = before === undefined || column.confidence > before.confidence;
    if (before === undefined || (isChosen(column) && !isChosen(before)) || (isSurer && !isChosen(before))) {
      owners.set(column.field, column);
    }
  }
  return columns.map((column) => {
    const owner = column.field === null ? undefined : owners.get(column.field);
    if (owner === undefined || owner === column) return column;
    return { ...column, field: null, confidence: 0, asked: !isChosen(owner) && filled.has(column.index) };
  });
}

interface Samples {
  readonly filled: number;
  /** Numbers, and texts that are nothing but an amount. */
  readonly numeric: number;
  /** Texts with a digit near their beginning (“约2亿元”, “2018年5月”). */
  readonly withDigits: number;
}

function sampleColumn(sheet: RawSheet, header: HeaderRows, column: number): Samples {
  let filled = 0;
  let numeric = 0;
  let withDigits = 0;
  const end = Math.min(sheet.rows.length, header.last + 1 + sampledRows);
  for (let row = header.last + 1; row < end; row += 1) {
    const cell = sheet.rows[row]?.[column];
    if (cell === undefined || cell.value === null || isBlankText(cell.text)) continue;
    filled += 1;
    if (typeof cell.value === 'number' || /^\s*[约]?-?[\d,.]+\s*(?:[万亿]?元?)?\s*$/.test(cell.text)) numeric += 1;
    if (/\d/.test(cell.text.slice(0, 12))) withDigits += 1;
  }
  return { filled, numeric, withDigits };
}

/** “一季度” with nothing below, or “年度计划”, may hold words or amounts: the cells tell. */
function fieldByContent(field: LedgerField | null, confidence: number, samples: Samples): LedgerField | null {
  const quarter = /^quarter([1-4])Task$/.exec(field ?? '')?.[1];
  if (quarter === undefined || confidence === 1 || samples.filled === 0 || samples.numeric < samples.filled)
    return field;
  const money = `quarter${quarter}Investment`;
  return isLedgerField(money) ? money : field;
}

/** A money column without digits is not what its head says. */
function contentFit(field: LedgerField, samples: Samples): number {
  if (samples.filled === 0) return 1;
  const isNumeric = isMoneyField(field) || fieldKind(field) === 'date';
  return isNumeric && samples.withDigits * 2 < samples.filled ? 0.5 : 1;
}

function trimRight(columns: readonly AnalysedColumn[]): AnalysedColumn[] {
  let length = columns.length;
  while (length > 0 && columns[length - 1]?.head === '' && columns[length - 1]?.field === null) length -= 1;
  return columns.slice(0, length);
}

/**
 * A stable text of a sheet's heads, so that what was chosen for it is found again for similar sheets: other years,
 * other rows, other blanks give the same text.
 */
export function mappingSignature(
  columns: readonly (string | { readonly index: number; readonly head: string })[],
): string {
  return columns
    .map((column, index) => (typeof column === 'string' ? { index, head: column } : column))
    .filter(({ head }) => head !== '')
    .map(({ index, head }) => `${index}:${head.replace(/(?:19|20)\d{2}(?=年|$)/g, 'N').replace(/\d{1,2}月/g, 'M月')}`)
    .join('|');
}
