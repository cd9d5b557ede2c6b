/** 汴办文〔2019〕13号 四(一): chart ① as it hangs on the wall – months across, projects down, a mark for each node. */
import { describe, expect, it } from 'vitest';
import type { PlannedNodeRow } from '#shared/contract/planned-nodes.ts';
import { nodeMonthChart } from '#shared/report/node-month-chart.ts';
import { plannedNodeStanding } from '#shared/rules/planned-nodes.ts';

const today = '2026-11-18';
const paper = { office: '青石区重点办', today, pageSize: 'A3', showsOffice: true, year: 2026 } as const;

function node(project: string, name: string, plannedOn: string | null, actualOn: string | null = null): PlannedNodeRow {
  const own = { kind: 'own', name, plannedOn: null, actualOn } as const;
  return {
    id: `${project} ${name}`,
    projectId: project,
    year: 2026,
    name,
    plannedOn,
    responsible: '区交通局',
    note: null,
    ...plannedNodeStanding({ name, plannedOn }, [own], today),
    projectName: project,
    officeName: '青石区',
    leaders: ['周某某'],
    pinyin: '',
    initials: '',
  };
}

const rows = [
  node('青石大桥', '开工', '2026-03', '2026-03-12'),
  node('青石大桥', '桩基完工', '2026-06-30', '2026-08-02'),
  node('青石大桥', '主体完工', '2026-10-31'),
  node('青石大桥', '竣工', '2026-12-20'),
  node('望江学校', '开工', '2026-03-01', '2025-12'),
  node('望江学校', '立项', '2026-03'),
  node('望江学校', '建成', '2027-06'),
  node('望江学校', '达效', null),
];
const chart = nodeMonthChart(paper, rows);
const heads = chart.columns.map((column) => column.head);
const cell = (row: number, head: string) => chart.rows[row]?.cells[heads.indexOf(head)];

describe('the wall chart', () => {
  it('has a line for each project and a column for each month, the present one named', () => {
    expect(chart.rows.length).toBe(2);
    expect(heads.slice(0, 5)).toEqual(['序号', '区县', '项目名称', '分包领导', '责任单位']);
    expect(heads.slice(5)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((month) => `${month}月`),
      '11月（本月）',
      '12月',
      '其他时间',
    ]);
    expect(chart).toMatchObject({ page: { size: 'A3', orientation: 'landscape' }, repeatsHead: true });
  });

  it('tells done, late and ahead by their signs and in words, not by colour alone', () => {
    expect(cell(0, '3月')?.text).toBe('●开工（12日）');
    expect(cell(0, '6月')?.text).toBe('●桩基完工（8月2日完成，晚）');
    expect(cell(0, '10月')?.text).toBe('▲主体完工（逾期18天）');
    expect(cell(0, '12月')?.text).toBe('○竣工（20日）');
    expect(cell(1, '3月')?.text).toBe('●开工（2025年12月完成）\n▲立项（逾期232天）');
    expect(chart.above[0]).toContain('○ 未到期　● 已完成　▲ 逾期未完成');
  });

  it('puts nodes without a month of the year aside, and has no such column where there are none', () => {
    expect(cell(1, '其他时间')?.text).toBe('○建成　2027年6月\n○达效');
    expect(nodeMonthChart(paper, rows.slice(0, 4)).columns.at(-1)?.head).toBe('12月');
  });

  it('draws a bar from the first node of a project to its last', () => {
    const bars = chart.rows.map(({ cells }) => heads.filter((_, at) => cells[at]?.isShaded === true));
    expect(bars).toEqual([['3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月（本月）', '12月'], ['3月']]);
  });

  it('counts what is done, late and ahead, and knows which nodes a cell is made of', () => {
    expect(chart.above[0]).toContain('项目2个，节点8个：已完成3个，逾期2个，未到期3个');
    expect(cell(1, '3月')?.records).toEqual(['望江学校 开工', '望江学校 立项']);
  });

  it('of a district names no district, and without nodes says so', () => {
    const empty = nodeMonthChart({ ...paper, showsOffice: false }, []);
    expect(empty.columns[1]?.head).toBe('项目名称');
    expect(empty).toMatchObject({ rows: [], emptyText: '还没有下达节点。' });
  });
});
