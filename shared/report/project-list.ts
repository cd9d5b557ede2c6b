/** A list of projects as it is handed on: 三个一批 of a 期, 白名单 … An own layout: no notice prescribes one. */
import { shownDay } from '../calendar/day.ts';
import type { MemberView } from '../contract/lists.ts';
import { projectLevelLabels } from '../text/labels.ts';
import { wanText } from '../text/money.ts';
import type { TableCell, TableModel } from './model.ts';

export interface ProjectListInput {
  readonly list: string;
  readonly year: number;
  readonly issue: string | null;
  readonly officeName: string;
  readonly isCentre: boolean;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly rows: readonly MemberView[];
}

export function projectListTable({ list, year, issue, officeName, isCentre, day, rows }: ProjectListInput): TableModel {
  const hasIssues = issue === null && rows.some((row) => row.issue !== null);
  const hasParts = rows.some((row) => row.part !== null);
  const columns: TableModel['columns'] = [
    { key: 'index', head: '序号', width: 10, align: 'center', kind: 'index' },
    ...(isCentre
      ? [{ key: 'office', head: '区（县）', width: 22, align: 'center' as const, kind: 'text' as const }]
      : []),
    { key: 'name', head: '项目名称', width: 62, align: 'left', kind: 'text' },
    ...(hasIssues ? [{ key: 'issue', head: '期次', width: 18, align: 'center' as const, kind: 'text' as const }] : []),
    ...(hasParts ? [{ key: 'part', head: '类别', width: 16, align: 'center' as const, kind: 'text' as const }] : []),
    { key: 'level', head: '级别', width: 18, align: 'center', kind: 'text' },
    { key: 'total', head: '总投资', width: 24, align: 'right', kind: 'money' },
    { key: 'planned', head: '年度计划投资', width: 24, align: 'right', kind: 'money' },
    { key: 'done', head: '本年累计完成投资', width: 24, align: 'right', kind: 'money' },
    { key: 'units', head: '责任单位', width: 38, align: 'left', kind: 'text' },
    { key: 'note', head: '备注', width: 28, align: 'left', kind: 'text' },
  ];
  return {
    kind: 'table',
    title: `${year}年${list}${issue === null ? '' : `（${issue}）`}项目名单`,
    source: '本软件自有格式',
    above: [`${officeName}　${shownDay(day)}`],
    unitLine: '单位：万元',
    columns,
    rows: rows.map((row, index) => ({
      cells: [
        { text: String(index + 1), value: index + 1 },
        ...(isCentre ? [words(row.officeName)] : []),
        { ...words(row.projectName), records: [row.projectId] },
        ...(hasIssues ? [words(row.issue)] : []),
        ...(hasParts ? [words(row.part)] : []),
        words(row.level === null ? null : projectLevelLabels[row.level]),
        amount(row.totalInvestment),
        amount(row.plannedThisYear),
        amount(row.doneThisYear),
        words(row.unitNames.join('、')),
        words(
          [row.untilDay === null ? null : `${shownDay(row.untilDay)}移出`, row.note]
            .filter((each) => each !== null)
            .join('；'),
        ),
      ],
    })),
    footRows: [],
    below: [],
    emptyText: '名单里还没有项目',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${year}年${list}${issue ?? ''}_${officeName}_${day}`,
  };
}

function words(text: string | null): TableCell {
  return { text: text ?? '', value: text === '' ? null : text };
}

function amount(yuan: number | null): TableCell {
  return { text: wanText(yuan), value: yuan };
}
