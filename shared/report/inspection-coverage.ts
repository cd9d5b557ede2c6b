/** 现场督导覆盖情况表: who was visited when (汴办文〔2019〕13号 五(一)). Own layout: none is prescribed. */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';

interface InspectionCoverageInput {
  readonly officeName: string;
  readonly coverage: OutputOf<'inspectionRounds.coverage'>;
}

export function inspectionCoverage({ officeName, coverage }: InspectionCoverageInput): TableModel {
  const { today, demand, standing, rows, groups, groupedBy } = coverage;
  const isByDistrict = groupedBy === 'district';
  const rates = groups.map((group) => `${group.name}${group.thisMonth}/${group.projects}`).join('，');
  return {
    kind: 'table',
    title: '现场督导覆盖情况表',
    source: demand.source,
    above: [`填报单位：${officeName}　　截至${shownDay(today)}`],
    unitLine: null,
    columns: [
      column('index', '序号', 10, 'center'),
      { ...column('group', isByDistrict ? '区县' : '镇街（单位）', 30, 'left') },
      column('project', '项目名称', 74, 'left'),
      column('last', '最近一次', 28, 'center'),
      column('days', '距今（天）', 16, 'right'),
      column('month', '本月次数', 14, 'center'),
      column('year', '今年次数', 14, 'center'),
      column('inspectors', '督导人员', 40, 'left'),
      column('remark', '备注', 40, 'left'),
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(groupOf(row, isByDistrict)),
        cell(row.name, row.projectId),
        cell(row.lastOn === null ? '' : shownDay(row.lastOn), row.projectId),
        cell(row.daysSince === null ? '' : String(row.daysSince), row.projectId),
        cell(String(row.timesThisMonth), row.projectId),
        cell(String(row.timesThisYear), row.projectId),
        cell(row.lastInspectors ?? '', row.projectId),
        cell(remarkOf(row), row.projectId),
      ],
    })),
    footRows: [],
    below: [
      `共${standing.projects}个项目，本月已到${standing.visitedThisMonth}个，已安排${standing.plannedThisMonth}个，还没有安排${standing.openThisMonth}个。`,
      ...(groups.length === 0 ? [] : [`本月已到/项目数：${rates}。`]),
      `依据：${demand.shown}（${demand.source}）`,
    ],
    emptyText: '没有项目',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `现场督导覆盖情况_${officeName}_${today}`,
  };
}

type Row = InspectionCoverageInput['coverage']['rows'][number];

function groupOf(row: Row, isByDistrict: boolean): string {
  return isByDistrict ? row.officeName : row.street || (row.responsibleUnits[0] ?? '');
}

function remarkOf({ plannedIn, lastOn, othersLastOn }: Row): string {
  return [
    plannedIn === null ? null : `已列入“${plannedIn}”`,
    lastOn === null && plannedIn === null ? '没有到过' : null,
    othersLastOn === null ? null : `区县自查${shownDay(othersLastOn)}`,
  ]
    .filter((part) => part !== null)
    .join('；');
}

function column(key: string, head: string, width: number, align: TableColumn['align']): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
