/** 工作组报送信息 of a period and a section, and the year's counts: own layouts, no notice prescribes one. */
import { shownDay } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import type { ItemCounts, ReportingItemView, ReportingStatistics } from '../contract/reporting-items.ts';
import { reportingItemKindLabels, reportingItemStateLabels } from '../text/exchange-labels.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';

interface ItemTableInput {
  readonly officeName: string;
  /** 11月20日期, 2026年11月. */
  readonly about: string;
  readonly fileAbout: string;
  readonly section: string | null;
  readonly day: string;
  readonly source: string;
  readonly rows: readonly ReportingItemView[];
}

export function itemTable({ officeName, about, fileAbout, section, day, source, rows }: ItemTableInput): TableModel {
  const filed = rows.filter((row) => row.state === 'filed');
  const to = section === null ? '' : `　　报送处室：${section}`;
  return {
    ...common,
    title: `${about}工作组报送信息`,
    source,
    above: [`${officeName}${to}　　截至${shownDay(day)}`],
    columns: [
      column('index', '序号', 9, 'center'),
      { ...column('group', '工作组', 20, 'left'), mergesEqual: true },
      column('district', '联系区县', 18, 'left'),
      column('kind', '类别', 18, 'center'),
      column('period', '报送期', 22, 'center'),
      column('title', '标题', 40, 'left'),
      column('body', '内容', 96, 'left'),
      column('section', '报送处室', 26, 'left'),
      column('person', '报送人', 17, 'center'),
      column('filed', '报送时间', 26, 'center'),
      column('state', '状态', 16, 'center'),
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(row.groupName, row.id),
        cell(row.districtName ?? '', row.id),
        cell(reportingItemKindLabels[row.kind], row.id),
        cell(itemPeriodText(row.period), row.id),
        cell(`${row.title}${row.isProblemSolved ? '（解决问题）' : ''}`, row.id),
        cell(row.body ?? '', row.id),
        cell(row.section ?? '', row.id),
        cell(row.personName ?? '', row.id),
        cell(filedText(row), row.id),
        cell(row.isLate ? '迟报' : reportingItemStateLabels[row.state], row.id),
      ],
    })),
    below: [
      `共${rows.length}条，已报${filed.length}条，其中迟报${filed.filter((row) => row.isLate).length}条，解决问题${filed.filter((row) => row.isProblemSolved).length}条。`,
    ],
    emptyText: '没有报送信息',
    fileName: `工作组报送信息_${fileAbout}${section === null ? '' : `_${section}`}`,
  };
}

/** 11月20日期, or 2026年11月 of a monthly item. */
export function itemPeriodText(period: string): string {
  return period.length === 10 ? periodLabel(period) : `${period.slice(0, 4)}年${Number(period.slice(5))}月`;
}

export function filedText({ filedOn, filedTime }: Pick<ReportingItemView, 'filedOn' | 'filedTime'>): string {
  if (filedOn === null) return '';
  return `${Number(filedOn.slice(5, 7))}月${Number(filedOn.slice(8))}日${filedTime === null ? '' : ` ${filedTime}`}`;
}

const aboutWhom = { persons: '个人', units: '处室（单位）', groups: '工作组', sections: '接收处室' } as const;
export type StatisticsBy = keyof typeof aboutWhom;

interface CountedRow {
  readonly leading: readonly string[];
  readonly counts: ItemCounts;
  readonly trailing: readonly string[];
}

export function statisticsTable(
  officeName: string,
  day: string,
  by: StatisticsBy,
  statistics: ReportingStatistics,
): TableModel {
  const { leading, trailing, rows } = rowsBy(by, statistics);
  const kinds = statistics.kinds.map(({ kind }) => kind);
  return {
    ...common,
    title: `${statistics.year}年${aboutWhom[by]}报送信息统计表`,
    source: statistics.source,
    above: [`${officeName}　　截至${shownDay(day)}`],
    columns: [
      column('index', '序号', 10, 'center'),
      ...leading,
      ...kinds.map((kind) => figure(kind, reportingItemKindLabels[kind])),
      figure('filed', '合计'),
      figure('late', '迟报'),
      figure('solved', '解决问题'),
      ...trailing,
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        ...row.leading.map((text) => cell(text)),
        ...kinds.map((kind) => number(row.counts.byKind[kind] ?? 0)),
        number(row.counts.filed),
        number(row.counts.late),
        number(row.counts.solved),
        ...row.trailing.map((text) => cell(text)),
      ],
    })),
    below: [`单位：条。已报的计数，草稿和退回的不计。（依据${statistics.source}）`],
    emptyText: '这一年还没有报送信息',
    fileName: `${statistics.year}年${aboutWhom[by]}报送信息统计`,
  };
}

function rowsBy(by: StatisticsBy, { persons, units, groups, sections }: ReportingStatistics) {
  switch (by) {
    case 'persons':
      return {
        leading: [
          column('name', '姓名', 22, 'left'),
          column('unit', '处室（单位）', 50, 'left'),
          column('group', '工作组', 26, 'left'),
        ],
        trailing: [],
        rows: persons.map(
          (each): CountedRow => ({
            leading: [each.name, each.unitName ?? '', each.groupName ?? ''],
            counts: each,
            trailing: [],
          }),
        ),
      };
    case 'units':
      return {
        leading: [column('name', '处室（单位）', 80, 'left')],
        trailing: [],
        rows: units.map((each): CountedRow => ({ leading: [each.name], counts: each, trailing: [] })),
      };
    case 'sections':
      return {
        leading: [column('name', '接收处室', 80, 'left')],
        trailing: [],
        rows: sections.map((each): CountedRow => ({ leading: [each.name], counts: each, trailing: [] })),
      };
    case 'groups':
      return {
        leading: [
          column('name', '工作组', 26, 'left'),
          column('leader', '组长', 20, 'left'),
          column('district', '联系区县', 26, 'left'),
        ],
        trailing: [column('below', '条数不足的月份', 40, 'left')],
        rows: groups.map(
          (each): CountedRow => ({
            leading: [each.name, each.leaderName ?? '', each.districtName ?? ''],
            counts: each,
            trailing: [each.monthsBelow.map((month) => `${Number(month.slice(5))}月`).join('、')],
          }),
        ),
      };
  }
}

const common: Pick<TableModel, 'kind' | 'unitLine' | 'footRows' | 'page' | 'repeatsHead' | 'hasPageNumbers'> = {
  kind: 'table',
  unitLine: null,
  footRows: [],
  page: { size: 'A4', orientation: 'landscape' },
  repeatsHead: true,
  hasPageNumbers: true,
};

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function figure(key: string, head: string): TableColumn {
  return { key, head, width: 20, align: 'right', kind: 'number' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}

function number(count: number): TableCell {
  return { text: String(count), value: count };
}
