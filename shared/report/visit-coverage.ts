/** 分包领导一线调研情况: who has been to which of his projects (登项攻坚办〔2018〕1号 一(一)). Own layout: none is prescribed. */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';

interface VisitCoverageInput {
  readonly officeName: string;
  readonly coverage: OutputOf<'visits.coverage'>;
}

export function visitCoverage({ officeName, coverage }: VisitCoverageInput): TableModel {
  const { today, demand, leaders } = coverage;
  const span = demand?.every === 'month' ? '本月' : '今年';
  const pairs = leaders.flatMap((leader) => leader.projects.map((project) => ({ leader, project })));
  const notYet = leaders.reduce((sum, leader) => sum + leader.notYet, 0);
  return {
    kind: 'table',
    title: '分包领导一线调研情况表',
    source: demand?.source ?? '本单位台账（格式未规定）',
    above: [`填报单位：${officeName}　　截至${shownDay(today)}`],
    unitLine: null,
    columns: [
      column('index', '序号', 12, 'center'),
      { ...column('leader', '分包领导', 30, 'center'), mergesEqual: true },
      column('project', '项目名称', 80, 'left'),
      column('last', '最近一次调研', 34, 'center'),
      column('times', '今年次数', 20, 'center'),
      column('state', `${span}是否调研`, 24, 'center'),
    ],
    rows: pairs.map(({ leader, project }, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(leader.leaderName, leader.leaderId),
        cell(project.name, project.id),
        cell(project.lastOn === null ? '' : shownDay(project.lastOn), project.id),
        cell(String(project.times), project.id),
        cell(project.isVisited ? '是' : '还没有', project.id),
      ],
    })),
    footRows: [],
    below: [
      `共${leaders.length}位领导、${pairs.length}个分包项目，${span}还没有调研${notYet}个。`,
      ...(demand === null ? [] : [`依据：${demand.source}，${demand.text}。`]),
    ],
    emptyText: '没有分包项目',
    page: { size: 'A4', orientation: 'portrait' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `分包领导调研情况_${officeName}_${today}`,
  };
}

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
