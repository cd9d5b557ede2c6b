/** 核查比对清单 and 督导核查情况统计: own layouts, none is prescribed (formats.md 5). */
import { shownDay } from '../calendar/day.ts';
import type { FindingRow, FindingStatisticsRow } from '../contract/inspection-findings.ts';
import { findingHandlingLabels, mismatchSeverityLabels } from '../text/inspection-labels.ts';
import { indexColumn, listTable } from './list-table.ts';
import type { TableModel } from './model.ts';

interface Common {
  readonly office: string;
  readonly today: string;
  readonly source: string;
}

interface FindingListInput extends Common {
  /** 待处理, 已处理 … */
  readonly about: string;
  readonly rows: readonly FindingRow[];
}

export function findingList({ about, rows, ...common }: FindingListInput): TableModel {
  const records = (row: FindingRow) => [row.sheetId ?? row.projectId];
  return listTable({
    ...common,
    title: '现场核查与填报比对清单',
    pageSize: 'A4',
    about: [about],
    columns: [
      indexColumn(),
      { head: '项目名称', width: 40, text: (row: FindingRow) => row.projectName, records: (row) => [row.projectId] },
      { head: '责任单位', width: 26, text: (row) => row.units.join('、') },
      { head: '核查日期', width: 20, align: 'center', text: (row) => row.foundOn, records },
      { head: '核查事项', width: 34, text: (row) => row.item, records },
      {
        head: '填报情况',
        width: 36,
        text: (row) =>
          [row.reported, row.kind === 'mismatch' ? row.asOf : null]
            .filter((part) => part !== null && part !== '')
            .join('\n'),
        records,
      },
      {
        head: '现场核实',
        width: 30,
        text: (row) => [row.found, row.note].filter((part) => part !== null && part !== '').join('\n') || '待核实',
        records,
      },
      { head: '允许误差', width: 16, align: 'center', text: (row) => row.tolerance },
      {
        head: '程度',
        width: 12,
        align: 'center',
        text: (row) => (row.severity === null ? '疑点' : mismatchSeverityLabels[row.severity]),
      },
      { head: '处理和整改情况', width: 40, text: followText },
    ],
    rows,
    below: [
      `共${rows.length}条，其中严重${rows.filter((row) => row.severity === 'serious').length}条，疑点${rows.filter((row) => row.kind === 'question').length}条。疑点由填报数据自动提示，须经核实，不作结论。`,
    ],
    emptyText: '没有与填报不符的情况',
  });
}

/** “列为问题 2026-3（在办）；11月27日期填报4,200万元，与现场核实相符”. */
export function followText(row: FindingRow): string {
  const handled =
    row.handling === null
      ? null
      : row.follow === null
        ? `${findingHandlingLabels[row.handling]}${row.explanation === null ? '' : `：${row.explanation}`}`
        : `${findingHandlingLabels[row.handling]} ${row.follow.number}（${row.follow.state}）`;
  const corrected = row.corrected === null ? null : `已更正：${row.corrected.text}`;
  return [handled, corrected].filter((part) => part !== null).join('；') || '待处理';
}

interface StatisticsInput extends Common {
  readonly by: 'unit' | 'street';
  readonly fromDay: string;
  readonly untilDay: string;
  readonly rows: readonly FindingStatisticsRow[];
}

export function findingStatisticsTable({ by, fromDay, untilDay, rows, ...common }: StatisticsInput): TableModel {
  const count = (head: string, width: number, field: keyof Omit<FindingStatisticsRow, 'name' | 'agreement'>) => ({
    head,
    width,
    align: 'center' as const,
    text: (row: FindingStatisticsRow) => String(row[field]),
  });
  return listTable({
    ...common,
    title: `现场督导核查情况统计表（按${by === 'unit' ? '责任单位' : '镇街'}）`,
    pageSize: 'A4',
    about: [`${shownDay(fromDay)}至${shownDay(untilDay)}`],
    columns: [
      indexColumn(),
      { head: by === 'unit' ? '责任单位' : '镇街', width: 60, text: (row: FindingStatisticsRow) => row.name },
      count('到过的项目', 24, 'projects'),
      count('检查表', 22, 'sheets'),
      count('核对项次', 24, 'compared'),
      count('不符', 20, 'mismatches'),
      count('其中严重', 22, 'serious'),
      count('已处理', 20, 'handled'),
      count('已更正', 20, 'corrected'),
      {
        head: '相符率',
        width: 24,
        align: 'center',
        text: (row) => (row.agreement === null ? '' : `${row.agreement}%`),
      },
    ],
    rows,
    below: ['一个项目有几个责任单位的，分别计入各单位；相符率＝与填报相符的项次÷核对项次。'],
    emptyText: '这段时间没有录入的检查表',
  });
}
