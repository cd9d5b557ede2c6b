/** 年度结账表: the frozen figures of a year, project by project, as they were closed (金政办〔2019〕3号 二(二)). */
import { shownDay } from '../calendar/day.ts';
import type { CarryOver } from '../domain/annual-plan.ts';
import type { ProjectLevel, ProjectPool } from '../domain/project.ts';
import { carryOverLabels, projectLevelLabels, projectPoolLabels } from '../text/labels.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';
import { paperMoney } from './paper-text.ts';

export interface ClosingSheetRow {
  readonly projectId: string;
  readonly name: string;
  readonly level: ProjectLevel | null;
  readonly pool: ProjectPool | null;
  readonly totalInvestment: number | null;
  readonly plannedInvestment: number | null;
  readonly doneBeforeYear: number | null;
  readonly doneThisYear: number | null;
  readonly physicalProgress: string | null;
  readonly carryOver: CarryOver | null;
  /** 已退库: not carried because it has left. */
  readonly hasLeft: boolean;
}

export interface ClosingSheetInput {
  /** 落款. */
  readonly office: string;
  readonly year: number;
  readonly closedOn: string;
  readonly closedBy: string;
  readonly note: string | null;
  readonly keepsPools: boolean;
  readonly rows: readonly ClosingSheetRow[];
}

export function closingSheet(input: ClosingSheetInput): TableModel {
  const { rows, year } = input;
  const title = `${year}年度重点项目结账表`;
  const columns = columnsOf(input.keepsPools);
  const total = (field: 'totalInvestment' | 'doneBeforeYear' | 'plannedInvestment' | 'doneThisYear') =>
    rows.reduce((sum, row) => sum + (row[field] ?? 0), 0);
  const totals: Readonly<Record<string, TableCell>> = {
    name: words(`合计（${rows.length}个项目）`),
    totalInvestment: money(total('totalInvestment')),
    doneBeforeYear: money(total('doneBeforeYear')),
    plannedInvestment: money(total('plannedInvestment')),
    doneThisYear: money(total('doneThisYear')),
    rate: rate(total('doneThisYear'), total('plannedInvestment')),
    sinceStart: money(total('doneBeforeYear') + total('doneThisYear')),
  };
  return {
    kind: 'table',
    title,
    source: '年终结账',
    above: [`结账日期：${shownDay(input.closedOn)}`],
    unitLine: '单位：万元',
    columns: [...columns],
    rows: rows.map((row, index) => ({ cells: columns.map(({ key }) => cellOf(key, row, index)) })),
    footRows: [{ cells: columns.map(({ key }) => totals[key] ?? words('')) }],
    below: [
      // Ideographic spaces: paper collapses others.
      `填报单位：${input.office}　　结账人：${input.closedBy}　　负责人（签字）：　　　　　　　　（盖章）`,
      ...(input.note === null ? [] : [`说明：${input.note}`]),
      `数据日期：${year}年12月31日。结账以后的变动按更正处理，不改本表。`,
    ],
    emptyText: '无',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${title}_${input.closedOn}`,
  };
}

function columnsOf(keepsPools: boolean): readonly TableColumn[] {
  const figure = (key: string, head: string, width: number): TableColumn => ({
    key,
    head,
    width,
    align: 'right',
    kind: 'money',
  });
  const text = (key: string, head: string, width: number, align: TableColumn['align'] = 'center'): TableColumn => ({
    key,
    head,
    width,
    align,
    kind: 'text',
  });
  return [
    { key: 'index', head: '序号', width: 10, align: 'center', kind: 'index' },
    text('name', '项目名称', 48, 'left'),
    text('level', '级别', 17),
    ...(keepsPools ? [text('pool', '年末所在库', 16)] : []),
    figure('totalInvestment', '总投资', 22),
    figure('doneBeforeYear', '截至上年底完成投资', 22),
    figure('plannedInvestment', '年度计划投资', 22),
    figure('doneThisYear', '本年完成投资', 22),
    { key: 'rate', head: '完成率', width: 15, align: 'right', kind: 'number' },
    figure('sinceStart', '累计完成投资', 22),
    text('physicalProgress', '形象进度', 40, 'left'),
    text('carryOver', '结转情况', 16),
  ];
}

function cellOf(key: string, row: ClosingSheetRow, index: number): TableCell {
  const cell = plainCell(key, row, index);
  return key === 'index' ? cell : { ...cell, records: [row.projectId] };
}

function plainCell(key: string, row: ClosingSheetRow, index: number): TableCell {
  switch (key) {
    case 'index':
      return { text: String(index + 1), value: index + 1 };
    case 'name':
      return words(row.name);
    case 'level':
      return words(row.level === null ? '' : projectLevelLabels[row.level]);
    case 'pool':
      return words(row.pool === null ? '' : projectPoolLabels[row.pool]);
    case 'totalInvestment':
    case 'doneBeforeYear':
    case 'plannedInvestment':
    case 'doneThisYear':
      return money(row[key]);
    case 'rate':
      return rate(row.doneThisYear, row.plannedInvestment);
    case 'sinceStart':
      return money(
        row.doneBeforeYear === null && row.doneThisYear === null
          ? null
          : (row.doneBeforeYear ?? 0) + (row.doneThisYear ?? 0),
      );
    case 'physicalProgress':
      return words(row.physicalProgress ?? '');
    case 'carryOver':
      return words(row.carryOver === null ? (row.hasLeft ? '已退出' : '') : carryOverLabels[row.carryOver]);
    default:
      throw new Error(`the closing sheet has no column ${key}`);
  }
}

function words(text: string): TableCell {
  return { text, value: text === '' ? null : text };
}

function money(yuan: number | null): TableCell {
  return { text: paperMoney(yuan), value: yuan };
}

function rate(done: number | null, planned: number | null): TableCell {
  if (done === null || planned === null || planned === 0) return words('');
  const percent = Math.round((done / planned) * 1000) / 10;
  return { text: `${percent}%`, value: percent };
}
