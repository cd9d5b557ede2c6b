/** 分包项目节点推进图 as a table (汴办文〔2019〕13号 四(一)): what the centre handed down beside what the districts did. */
import type { PlannedNodeRow } from '../contract/planned-nodes.ts';
import { nodeChartSource } from '../rules/planned-nodes.ts';
import { plannedNodeStateText } from '../text/planned-node-text.ts';
import { indexColumn, type ListColumn, listTable } from './list-table.ts';
import type { TableModel } from './model.ts';
import type { PaperFacts } from './register-tables.ts';

/** `rows`: projects in the centre's order, their nodes by day. */
export function nodeChartTable(
  { showsOffice, year, ...paper }: PaperFacts & { readonly showsOffice: boolean; readonly year: number },
  rows: readonly PlannedNodeRow[],
): TableModel {
  const office: ListColumn<PlannedNodeRow> = {
    head: '区县',
    width: 18,
    align: 'center',
    mergesEqual: true,
    text: (row) => row.officeName,
  };
  const columns: ListColumn<PlannedNodeRow>[] = [
    indexColumn(),
    ...(showsOffice ? [office] : []),
    {
      head: '项目名称',
      width: 50,
      mergesEqual: true,
      text: (row) => row.projectName,
      records: (row) => [row.projectId],
    },
    { head: '分包领导', width: 20, align: 'center', text: (row) => row.leaders.join('、') },
    { head: '节点', width: 32, text: (row) => row.name, records: (row) => [row.id] },
    { head: '下达时间', width: 22, align: 'center', kind: 'day', text: (row) => row.plannedOn ?? '' },
    { head: '责任单位', width: 28, text: (row) => row.responsible ?? '' },
    { head: '区县计划', width: 22, align: 'center', kind: 'day', text: (row) => row.own?.plannedOn ?? '' },
    { head: '实际时间', width: 22, align: 'center', kind: 'day', text: (row) => row.own?.actualOn ?? '' },
    {
      head: '情况',
      width: 36,
      text: (row) => [plannedNodeStateText(row), row.note].filter((text) => text !== null).join('\n'),
    },
  ];
  return listTable({
    ...paper,
    title: `${year}年分包项目节点推进图`,
    source: nodeChartSource,
    columns,
    rows,
    emptyText: '还没有下达节点。',
  });
}
