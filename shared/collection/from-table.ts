/** Any progress table – last week's own WPS sheet, another office's form – as returned rows, by the ledger analysis. */
import type { AnalysedRow, AnalysedWorkbook } from '../ledger-import/analysed.ts';
import type { LedgerField, LedgerRecord } from '../ledger-import/fields.ts';
import { figureKeys, figureLabels } from './form.ts';
import type { ReturnedForm, ReturnedRow } from './returned.ts';
import { tidyWords } from './words.ts';

const progressFields: ReadonlySet<LedgerField> = new Set([...figureKeys, 'doneThisPeriod', 'investmentToDate']);

/** null: no sheet of it has a column of progress. `year`: of the period, for “截至完成投资”. */
export function formFromTable(workbook: AnalysedWorkbook, year: number): ReturnedForm | null {
  const sheets = workbook.sheets.filter(
    (sheet) =>
      sheet.included && sheet.columns.some((column) => column.field !== null && progressFields.has(column.field)),
  );
  if (sheets.length === 0) return null;
  const notes = [
    `这是普通的进展表，不是发出去的填报表，按项目名称和代码对应，金额按“${unitWords(sheets)}”读取。`,
    ...sheets.flatMap((sheet) =>
      sheet.columns.flatMap((column) =>
        column.asked && column.field === null ? [`不认识“${column.head}”一栏，没有读取。`] : [],
      ),
    ),
  ];
  const rows = sheets.flatMap((sheet) => {
    const columnsOfProgress = new Set(
      sheet.columns
        .filter((column) => column.field !== null && (progressFields.has(column.field) || column.field === 'name'))
        .map((column) => column.index),
    );
    return sheet.rows.flatMap((row) => {
      const read = tableRow(row, columnsOfProgress, year);
      return read === null ? [] : [read];
    });
  });
  return {
    kind: 'table',
    sheet: sheets.map((sheet) => sheet.name.trim()).join('、'),
    officeId: null,
    unitId: null,
    unitName: null,
    period: null,
    signers: { filledBy: null, reviewedBy: null, phone: null },
    notes,
    rows,
  };
}

function tableRow(row: AnalysedRow, columns: ReadonlySet<number>, year: number): ReturnedRow | null {
  const { record } = row;
  if (record === null || typeof record.name !== 'string') return null;
  const doubts = row.doubts.filter((doubt) => doubt.column !== undefined && columns.has(doubt.column));
  const figures: Record<string, string | number | null> = {};
  const problems: string[] = [];
  for (const key of figureKeys) {
    const value = key === 'doneThisYear' ? doneThisYear(record, year) : (record[key] ?? null);
    if (value === null) continue;
    if (typeof value === 'number') figures[key] = value;
    else if (key !== 'doneThisYear') {
      const words = tidyWords(value, key);
      if (words.problem === null) figures[key] = words.value;
      else problems.push(`${figureLabels[key]}${words.problem}`);
    }
  }
  return {
    rowNumber: row.rowNumber,
    projectId: null,
    name: record.name,
    code: record.code ?? null,
    base: null,
    figures,
    doneThisPeriod: record.doneThisPeriod ?? null,
    doubts: [...doubts.map(({ sentence }) => ({ sentence })), ...problems.map((sentence) => ({ sentence }))],
    lockedChanges: [],
    hasProgress: null,
    isStarted: null,
    contact: null,
    contactPhone: null,
    totalInvestment: record.totalInvestment ?? null,
    plannedThisYear: record.plannedThisYear ?? null,
  };
}

/** “截至完成投资” is taken only where it must mean this year: the part before is printed, or the project began in it. */
function doneThisYear(record: LedgerRecord, year: number): number | null {
  if (typeof record.doneThisYear === 'number') return record.doneThisYear;
  const toDate = record.investmentToDate ?? null;
  if (toDate === null) return null;
  const before = record.doneBeforeYear ?? null;
  if (before !== null) return toDate >= before ? toDate - before : null;
  return record.startsOn?.slice(0, 4) === String(year) ? toDate : null;
}

function unitWords(sheets: AnalysedWorkbook['sheets']): string {
  const words = { yuan: '元', wan: '万元', yi: '亿元' } as const;
  return [...new Set(sheets.map((sheet) => words[sheet.moneyUnit.unit]))].join('、');
}
