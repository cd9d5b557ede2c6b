/**
 * 分包项目节点推进图 as it hangs on the wall (汴办文〔2019〕13号 四(一)): a project a line, the months of its year across, each node
 * a mark in the month it was handed down for. What is done and what is late is told by the mark and in words, colour only adds.
 */
import { shownDay } from '../calendar/day.ts';
import type { PlannedNodeRow } from '../contract/planned-nodes.ts';
import { nodeChartSource } from '../rules/planned-nodes.ts';
import { indexColumn, type ListColumn, listTable } from './list-table.ts';
import type { TableModel } from './model.ts';
import type { PaperFacts } from './register-tables.ts';

interface ChartLine {
  readonly projectId: string;
  readonly projectName: string;
  readonly officeName: string;
  readonly leaders: readonly string[];
  readonly nodes: readonly PlannedNodeRow[];
}

/** Signs the print page sets larger, and the late one in red. */
export const nodeMarks = { done: '●', late: '▲', ahead: '○' } as const;

const legend = `${nodeMarks.ahead} 未到期　${nodeMarks.done} 已完成　${nodeMarks.late} 逾期未完成；底色为第一个节点到最后一个节点`;

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** `rows`: projects in the centre's order, their nodes by day. */
export function nodeMonthChart(
  { showsOffice, year, ...paper }: PaperFacts & { readonly showsOffice: boolean; readonly year: number },
  rows: readonly PlannedNodeRow[],
): TableModel {
  const lines = linesOf(rows);
  const others = rows.filter((row) => monthOf(row.plannedOn, year) === null);
  const lead: readonly ListColumn<ChartLine>[] = [
    indexColumn(),
    ...(showsOffice
      ? [
          {
            head: '区县',
            width: 15,
            align: 'center' as const,
            mergesEqual: true,
            text: (line: ChartLine) => line.officeName,
          },
        ]
      : []),
    { head: '项目名称', width: 42, text: (line) => line.projectName, records: (line) => [line.projectId] },
    { head: '分包领导', width: 18, align: 'center', text: (line) => line.leaders.join('\n') },
    { head: '责任单位', width: 26, text: unitsOf },
  ];
  const model = listTable<ChartLine>({
    ...paper,
    title: `${year}年分包项目节点推进图`,
    source: nodeChartSource,
    columns: [
      ...lead,
      ...months.map((month) => monthColumn(year, month, paper.today)),
      ...(others.length === 0 ? [] : [otherColumn(year)]),
    ],
    rows: lines,
    about: [`${countsText(rows, lines.length)}　　图例：${legend}`],
    emptyText: '还没有下达节点。',
  });
  return {
    ...model,
    rows: model.rows.map((row, at) => ({ cells: shaded(row.cells, lines[at], year, lead.length) })),
    fileName: `${year}年分包项目节点推进图（挂图）_${paper.today}`,
  };
}

function linesOf(rows: readonly PlannedNodeRow[]): ChartLine[] {
  return [...Map.groupBy(rows, (row) => row.projectId)].flatMap(([projectId, nodes]) => {
    const [first] = nodes;
    if (first === undefined) return [];
    const { projectName, officeName, leaders } = first;
    return [{ projectId, projectName, officeName, leaders, nodes }];
  });
}

function unitsOf({ nodes }: ChartLine): string {
  return [...new Set(nodes.flatMap((node) => node.responsible ?? []))].join('、');
}

function monthColumn(year: number, month: number, today: string): ListColumn<ChartLine> {
  const isNow = today.startsWith(`${year}-${String(month).padStart(2, '0')}`);
  const inMonth = (line: ChartLine) => line.nodes.filter((node) => monthOf(node.plannedOn, year) === month);
  return {
    head: `${month}月${isNow ? '（本月）' : ''}`,
    width: 23,
    kind: 'marks',
    text: (line) =>
      inMonth(line)
        .map((node) => markText(node, year))
        .join('\n'),
    records: (line) => inMonth(line).map((node) => node.id),
  };
}

/** Without a month of this year: no day, the year only, or another year. */
function otherColumn(year: number): ListColumn<ChartLine> {
  const elsewhere = (line: ChartLine) => line.nodes.filter((node) => monthOf(node.plannedOn, year) === null);
  return {
    head: '其他时间',
    width: 26,
    kind: 'marks',
    text: (line) =>
      elsewhere(line)
        .map((node) => `${markText(node, year)}${node.plannedOn === null ? '' : `　${shownDay(node.plannedOn)}`}`)
        .join('\n'),
    records: (line) => elsewhere(line).map((node) => node.id),
  };
}

/** 1–12; null where the node has no month of this year. */
function monthOf(day: string | null, year: number): number | null {
  return day === null || day.length < 7 || !day.startsWith(`${year}-`) ? null : Number(day.slice(5, 7));
}

/** ●开工（12日）, ●开工（8月完成，晚）, ▲主体完工（逾期35天）, ○竣工 */
function markText(node: PlannedNodeRow, year: number): string {
  const actualOn = node.own?.actualOn ?? null;
  switch (node.state) {
    case 'done':
    case 'doneLate': {
      const when = actualOn === null ? '' : doneText(actualOn, node.plannedOn, year);
      const isLate = node.state === 'doneLate' ? '，晚' : '';
      return `${nodeMarks.done}${node.name}${when === '' ? '' : `（${when}${isLate}）`}`;
    }
    case 'late':
      return `${nodeMarks.late}${node.name}（逾期${node.daysLate ?? 0}天）`;
    case 'ahead':
    case 'withoutDay': {
      const day = dayOf(node.plannedOn);
      return `${nodeMarks.ahead}${node.name}${day === null ? '' : `（${day}日）`}`;
    }
  }
}

/** In the month it stands in: the day; elsewhere: which month. */
function doneText(actualOn: string, plannedOn: string | null, year: number): string {
  const month = monthOf(actualOn, year);
  if (month === null) return `${shownDay(actualOn)}完成`;
  const day = dayOf(actualOn);
  const isHere = monthOf(plannedOn, year) === month;
  if (isHere) return day === null ? '完成' : `${day}日`;
  return `${month}月${day === null ? '' : `${day}日`}完成`;
}

function dayOf(day: string | null): number | null {
  return day === null || day.length < 10 ? null : Number(day.slice(8, 10));
}

/** Months from the first node of a project to its last. */
function shaded(
  cells: TableModel['rows'][number]['cells'],
  line: ChartLine | undefined,
  year: number,
  lead: number,
): TableModel['rows'][number]['cells'] {
  const planned = (line?.nodes ?? []).flatMap((node) => monthOf(node.plannedOn, year) ?? []);
  if (planned.length === 0) return cells;
  const first = lead + Math.min(...planned) - 1;
  const last = lead + Math.max(...planned) - 1;
  return cells.map((cell, at) => (at >= first && at <= last ? { ...cell, isShaded: true } : cell));
}

function countsText(rows: readonly PlannedNodeRow[], projects: number): string {
  const count = (...states: readonly PlannedNodeRow['state'][]) =>
    rows.filter((row) => states.includes(row.state)).length;
  const done = count('done', 'doneLate');
  const late = count('late');
  return `项目${projects}个，节点${rows.length}个：已完成${done}个，逾期${late}个，未到期${rows.length - done - late}个`;
}
