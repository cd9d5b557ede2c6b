/** 问题看板 on paper: where the open issues lie, one line a class, unit, team, street, age. Own layout: none is prescribed. */
import { shownDay } from '../calendar/day.ts';
import type { Board } from '../rules/issue-boards.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';

interface IssueBoardsInput {
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly source: string;
  readonly boards: readonly Board[];
}

export function issueBoardsTable({ officeName, day, source, boards }: IssueBoardsInput): TableModel {
  const [first] = boards;
  const total = first?.lines.reduce((sum, line) => sum + line.open.length, 0) ?? 0;
  const late = first?.lines.reduce((sum, line) => sum + line.late.length, 0) ?? 0;
  return {
    kind: 'table',
    title: '重点项目问题分布情况表',
    source: `本单位台账（${source}，格式未规定）`,
    above: [`填报单位：${officeName}　　未销号问题　　截至${shownDay(day)}`],
    unitLine: null,
    columns: [
      { ...column('board', '看板', 26, 'center', 'text'), mergesEqual: true },
      column('name', '分项', 70, 'left', 'text'),
      column('open', '未销号（个）', 24, 'right', 'number'),
      column('late', '其中逾期', 22, 'right', 'number'),
      column('keySupervised', '重点督办', 22, 'right', 'number'),
      column('oldest', '最长历时（天）', 26, 'right', 'number'),
    ],
    rows: boards.flatMap(({ title, lines }) =>
      lines.map((line) => ({
        cells: [
          { text: title, value: title },
          { text: line.name, value: line.name },
          figure(line.open.length, line.open),
          figure(line.late.length, line.late),
          figure(line.keySupervised.length, line.keySupervised),
          figure(line.oldest.days, [line.oldest.id]),
        ],
      })),
    ),
    footRows: [],
    below: [`共${total}个未销号问题，其中逾期${late}个；同一个问题在每个看板里各计一次。`, `依据：${source}`],
    emptyText: '没有未销号的问题',
    page: { size: 'A4', orientation: 'portrait' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `问题分布_${officeName}_${day}`,
  };
}

function column(
  key: string,
  head: string,
  width: number,
  align: TableColumn['align'],
  kind: TableColumn['kind'],
): TableColumn {
  return { key, head, width, align, kind };
}

function figure(value: number, records: readonly string[]): TableCell {
  return { text: String(value), value, records: [...records] };
}
