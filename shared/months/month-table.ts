/** 月度查账表: what a month's check found, with totals and the places to sign. */
import { shownDay } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import type { MonthRow } from '../contract/months.ts';
import type { TableCell, TableColumn, TableModel } from '../report/model.ts';
import { paperMoney } from '../report/paper-text.ts';
import { monthCheckStateLabels } from '../text/labels.ts';
import { monthLabel } from './month-account.ts';

export interface MonthTableFacts {
  readonly officeName: string;
  readonly month: string;
  readonly endDay: string;
  readonly today: string;
  readonly source: string;
  readonly rule: string;
  readonly lock: {
    readonly isLocked: boolean;
    readonly by: string;
    readonly on: string;
    readonly note: string | null;
  } | null;
  readonly rows: readonly MonthRow[];
}

const columns: readonly TableColumn[] = [
  { key: 'index', head: '序号', width: 10, align: 'center', kind: 'index' },
  { key: 'name', head: '项目名称', width: 46, align: 'left', kind: 'text' },
  { key: 'units', head: '责任单位', width: 26, align: 'left', kind: 'text' },
  { key: 'planned', head: '年度计划\n（万元）', width: 20, align: 'right', kind: 'money' },
  { key: 'weekly', head: '最近周报\n累计（万元）', width: 22, align: 'right', kind: 'money' },
  { key: 'end', head: '月末累计\n（万元）', width: 20, align: 'right', kind: 'money' },
  { key: 'difference', head: '相差\n（万元）', width: 16, align: 'right', kind: 'money' },
  { key: 'part', head: '本月完成\n（万元）', width: 18, align: 'right', kind: 'money' },
  { key: 'state', head: '核对', width: 14, align: 'center', kind: 'text' },
  { key: 'finding', head: '核对情况', width: 44, align: 'left', kind: 'text' },
  { key: 'checkedBy', head: '核对人', width: 18, align: 'center', kind: 'text' },
];

export function monthTable(facts: MonthTableFacts): TableModel {
  const { rows } = facts;
  const sum = (value: (row: MonthRow) => number | null) => rows.reduce((total, row) => total + (value(row) ?? 0), 0);
  const title = `${monthLabel(facts.month)}重点项目查账表`;
  const corrections = rows.reduce((count, row) => count + row.corrections.length, 0);
  return {
    kind: 'table',
    title,
    source: facts.source,
    above: [
      `制表单位：${facts.officeName}　　数据截至：${shownDay(facts.endDay)}　　制表日期：${shownDay(facts.today)}`,
    ],
    unitLine: null,
    columns: [...columns],
    rows: rows.map((row, index) => ({
      cells: [
        { text: String(index + 1), value: index + 1 },
        textCell(row.name),
        textCell(row.units.join('、')),
        moneyCell(row.plannedThisYear),
        row.weekly === null
          ? textCell('')
          : { text: paperMoney(row.weekly.doneThisYear), value: row.weekly.doneThisYear },
        moneyCell(row.doneThisYear),
        moneyCell(row.difference),
        moneyCell(row.part),
        textCell(monthCheckStateLabels[row.state]),
        textCell(findingText(row)),
        textCell(row.checkedBy ?? ''),
      ],
    })),
    footRows: [
      {
        cells: [
          textCell(''),
          textCell('合计'),
          textCell(''),
          moneyCell(sum((row) => row.plannedThisYear)),
          moneyCell(sum((row) => row.weekly?.doneThisYear ?? null)),
          moneyCell(sum((row) => row.doneThisYear)),
          moneyCell(sum((row) => row.difference)),
          moneyCell(sum((row) => row.part)),
          textCell(''),
          textCell(`共${rows.length}个项目`),
          textCell(''),
        ],
      },
    ],
    below: [
      `${lockText(facts)}${corrections === 0 ? '' : `核对以后更正${corrections}处，见“核对情况”。`}${facts.rule}（${facts.source}）`,
      '查账人：　　　　　　　　　复核人：　　　　　　　　　分管负责人：　　　　　　　　　　　　年　　月　　日',
    ],
    emptyText: '没有项目。',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${title}_${facts.today}`,
  };
}

/** The finding, and what was corrected after the check. */
function findingText(row: MonthRow): string {
  const corrections = row.corrections.map(
    (each) =>
      `${shownDay(each.day)}${each.actor}由${paperMoney(each.before)}更正为${each.after === null ? '空' : paperMoney(each.after)}`,
  );
  const weekly =
    row.weekly !== null && row.difference !== null && row.difference !== 0 && row.finding === null
      ? [`与${periodLabel(row.weekly.period)}周报不同`]
      : [];
  return [...(row.finding === null ? [] : [row.finding]), ...weekly, ...corrections].join('\n');
}

function lockText({ lock }: MonthTableFacts): string {
  if (lock === null) return '本月账尚未锁定。';
  return lock.isLocked
    ? `本月账已于${shownDay(lock.on)}由${lock.by}锁定。`
    : `本月账于${shownDay(lock.on)}由${lock.by}解锁，原因：${lock.note ?? ''}。`;
}

function moneyCell(yuan: number | null): TableCell {
  return { text: paperMoney(yuan), value: yuan };
}

function textCell(text: string): TableCell {
  return { text, value: text === '' ? null : text };
}
