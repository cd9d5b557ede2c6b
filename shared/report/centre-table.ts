/** A table of the centre as paper and workbook: its own headings, filled from the records of the districts. */
import { shownDay } from '../calendar/day.ts';
import type { CentreTable, CentreTableColumn } from '../domain/centre-table.ts';
import { readHead } from '../ledger-import/heads.ts';
import type { MoneyUnit } from '../ledger-import/money.ts';
import { moneyUnitLabels } from '../text/labels.ts';
import { type CentreFact, centreFact, columnWidth } from './centre-facts.ts';
import type { PageSize, TableCell, TableColumn, TableModel, TableRow } from './model.ts';

/** One project: money in 元, percent 45.2, days as stored, all else as words. */
export interface CentreTableRow {
  readonly projectId: string;
  readonly values: Readonly<Partial<Record<CentreFact, string | number | null>>>;
  /** What its district typed, by the key of the column. */
  readonly entries: Readonly<Record<string, string>>;
  /** Records the facts were taken from: the project, its plan and its report. */
  readonly records: readonly string[];
}

export type TableShape = Pick<
  CentreTable,
  'name' | 'columns' | 'moneyUnit' | 'hasTotal' | 'pageSize' | 'note' | 'source'
>;

export interface CentreTableWishes {
  /** 填报单位; null: over all districts. */
  readonly officeName: string | null;
  /** YYYY-MM-DD. */
  readonly fillDay: string;
  readonly pageSize?: PageSize | undefined;
}

/** Rows stand in the order given. */
export function centreTableModel(
  table: TableShape,
  rows: readonly CentreTableRow[],
  { officeName, fillDay, pageSize }: CentreTableWishes,
): TableModel {
  const columns = officeName === null ? withDistrict(table.columns) : table.columns;
  const amounts = columns.filter(({ fact }) => centreFact(fact)?.kind === 'money');
  const isStatedInHeads = amounts.every(({ head, group }) => statedUnit(head, group) !== null);
  return {
    kind: 'table',
    title: table.name,
    source: table.source ?? '',
    above: [`${officeName === null ? '' : `填报单位：${officeName}　　`}填表日期：${shownDay(fillDay)}`],
    unitLine: isStatedInHeads ? null : `单位：${moneyUnitLabels[table.moneyUnit ?? 'wan']}`,
    columns: columns.map(paperColumn),
    rows: rows.map((row, index) => ({ cells: columns.map((column) => cellOf(table, column, row, index)) })),
    footRows: table.hasTotal === true && rows.length > 0 ? [totalRow(table, columns, rows)] : [],
    below: noteLines(table.note),
    emptyText: '无',
    page: { size: pageSize ?? table.pageSize ?? 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${table.name}_${officeName === null ? '汇总' : officeName}_${fillDay}`,
  };
}

/** The centre sees whose project it is also where the table does not ask for it. */
export function withDistrict(columns: readonly CentreTableColumn[]): readonly CentreTableColumn[] {
  if (columns.some(({ fact }) => fact === 'districtName')) return columns;
  const at = columns[0]?.fact === 'index' ? 1 : 0;
  return columns.toSpliced(at, 0, { key: '#districtName', group: '', head: '区县', fact: 'districtName' });
}

/** Amounts of a column: the unit its heading states, else the table's. */
export function columnUnit(table: Pick<CentreTable, 'moneyUnit'>, { head, group }: CentreTableColumn): MoneyUnit {
  return statedUnit(head, group) ?? table.moneyUnit ?? 'wan';
}

function statedUnit(head: string, group: string): MoneyUnit | null {
  return readHead(head).unit ?? (group === '' ? null : readHead(group).unit);
}

const powers: Readonly<Record<MoneyUnit, number>> = { yuan: 0, wan: 4, yi: 8 };
/** 万元 with two decimals as every table of ours; 亿元 with four, so that a 万元 is not lost. */
const decimals: Readonly<Record<MoneyUnit, number>> = { yuan: 0, wan: 2, yi: 4 };

/** Integer 元 in a unit: no thousands separators, no zeros at the end, half away from zero. Empty for null. */
export function amountText(yuan: number | null, unit: MoneyUnit): string {
  if (yuan === null) return '';
  const places = decimals[unit];
  const step = 10 ** (powers[unit] - places);
  const scaled = Math.floor((Math.abs(yuan) + Math.floor(step / 2)) / step);
  const digits = String(scaled).padStart(places + 1, '0');
  const whole = places === 0 ? digits : digits.slice(0, -places);
  const fraction = places === 0 ? '' : digits.slice(-places).replace(/0+$/, '');
  return `${yuan < 0 && scaled > 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function paperColumn({ key, group, head, fact }: CentreTableColumn): TableColumn {
  const kind = centreFact(fact)?.kind;
  const base = { key, head, ...(group === '' ? {} : { group }), width: columnWidth(fact) };
  switch (kind) {
    case 'index':
      return { ...base, align: 'center', kind: 'index' };
    case 'money':
      return { ...base, align: 'right', kind: 'money' };
    case 'percent':
      return { ...base, align: 'right', kind: 'text' };
    case 'day':
      return { ...base, align: 'center', kind: 'day' };
    case 'period':
      return { ...base, align: 'center', kind: 'period' };
    case 'text':
      return {
        ...base,
        align: fact === 'districtName' || fact === 'level' || fact === 'nature' ? 'center' : 'left',
        kind: 'text',
      };
    case 'longText':
    case undefined:
      return { ...base, align: 'left', kind: 'text' };
  }
}

function cellOf(table: TableShape, column: CentreTableColumn, row: CentreTableRow, index: number): TableCell {
  const fact = centreFact(column.fact);
  if (fact === undefined) return words(column.fact === null ? (row.entries[column.key] ?? '') : '');
  if (fact.kind === 'index') return { text: String(index + 1), value: index + 1 };
  const value = row.values[fact.name] ?? null;
  const records = [...row.records];
  if (typeof value === 'number')
    return fact.kind === 'money'
      ? { text: amountText(value, columnUnit(table, column)), value, records }
      : { text: `${value}%`, value, records };
  return { ...words(fact.kind === 'day' && value !== null ? shownDay(value) : (value ?? '')), records };
}

function words(text: string): TableCell {
  return { text, value: text === '' ? null : text };
}

/** A column nobody has a figure for stays empty. */
function totalRow(table: TableShape, columns: readonly CentreTableColumn[], rows: readonly CentreTableRow[]): TableRow {
  const label = Math.max(
    0,
    columns.findIndex(({ fact }) => fact === 'name'),
  );
  return {
    cells: columns.map((column, at) => {
      if (at === label) return words(`合计（${rows.length}个）`);
      const fact = centreFact(column.fact);
      if (fact?.kind !== 'money') return words('');
      const known = rows.flatMap(({ values }) => {
        const value = values[fact.name];
        return typeof value === 'number' ? [value] : [];
      });
      const sum = known.length === 0 ? null : known.reduce((total, each) => total + each, 0);
      return { text: amountText(sum, columnUnit(table, column)), value: sum };
    }),
  };
}

/** “注：1.……” as it was typed, a line a line. */
function noteLines(note: string | null): string[] {
  const lines = (note ?? '').split(/\r\n|[\r\n]/).map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return said.map((line, at) => (at === 0 && !line.startsWith('注') ? `注：${line}` : line));
}
