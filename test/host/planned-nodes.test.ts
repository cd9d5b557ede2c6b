/** Nodes of chart ① are typed at the centre, go down, and stand in the district beside its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { handDown, officesInTouch, reportUp } from '#test/support/handed-down.ts';
import { machineFolder, type Office } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let bridge: string;
let water: string;

beforeAll(async () => {
  const offices = await officesInTouch(machine.path);
  ({ district, centre } = offices);
  bridge = offices.ids['青石大桥'] ?? '';
  water = offices.ids['白桦湾水厂'] ?? '';
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

const nodes = async (office: Office) =>
  (await office.call('plannedNodes.list', {})).rows.map((row) => [row.projectName, row.name, row.plannedOn, row.state]);

it('pasted at the centre; the same name of the same project and year again is a change', async () => {
  const first = await centre.call('plannedNodes.add', {
    year: 2026,
    rows: [
      { projectId: bridge, name: '主体完工', plannedOn: '2026-09', responsible: '区交通局' },
      { projectId: bridge, name: '竣工', plannedOn: '2026-12-31' },
      { projectId: water, name: '项目开工', plannedOn: '2026-02-28', note: '一期' },
    ],
  });
  expect(first).toMatchObject({ added: 3, changed: 0 });
  expect(
    await centre.call('plannedNodes.add', {
      year: 2026,
      rows: [{ projectId: bridge, name: '主体完工', plannedOn: '2026-10' }],
    }),
  ).toMatchObject({ added: 0, changed: 1 });
  expect((await centre.call('plannedNodes.list', {})).rows[0]).toMatchObject({
    plannedOn: '2026-10',
    responsible: '区交通局',
    leaders: ['张某某'],
  });
});

it('handed down, they stand beside the district’s own nodes, late in red with the clause', async () => {
  await handDown(centre, district, machine.path);
  expect(await nodes(district)).toEqual([
    ['青石大桥', '主体完工', '2026-10', 'late'],
    ['青石大桥', '竣工', '2026-12-31', 'ahead'],
    ['白桦湾水厂', '项目开工', '2026-02-28', 'late'],
  ]);
  const { handedDown, handedDownSource } = await district.call('milestones.ofProject', { projectId: bridge });
  expect(handedDownSource).toBe('汴办文〔2019〕13号 四(一)');
  expect(handedDown).toMatchObject([
    { name: '主体完工', own: null, sentence: '下达的时间是2026年10月，至今没有实现，逾期18天。' },
    { name: '竣工', own: { name: '竣工', plannedOn: '2027' }, sentence: '区县计划2027年，晚于下达的2026年12月31日。' },
  ]);
  const { tasks } = await district.call('overviews.district', {});
  expect(tasks.find((task) => task.code === 'PLANNED_NODES_LATE')).toMatchObject({
    tone: 'late',
    sentence: '市级中心下达的节点有2个逾期：青石大桥主体完工等。',
    why: '节点推进图由市级中心年初制定下达（汴办文〔2019〕13号 四(一)）',
  });
});

it('the chart is a table that can be printed, with what it was made from', async () => {
  const model = await district.call('registerTables.model', { list: 'plannedNodes' });
  const text = JSON.stringify(model);
  for (const part of ['2026年分包项目节点推进图', '汴办文〔2019〕13号 四(一)', '主体完工', '逾期 18 天'])
    expect(text).toContain(part);
});

it('hangs on the wall by month: on A3, a project a line, as a workbook too', async () => {
  const chart = await district.call('registerTables.model', { list: 'plannedNodeMonths' });
  expect(JSON.stringify(chart)).toContain('▲主体完工（逾期18天）');
  const made = await district.call('registerTables.render', { list: 'plannedNodeMonths', format: 'xlsx' });
  const path = district.keep(made.file, join(machine.path, 'chart.xlsx'));
  const [sheet] = (await readWorkbook(readFileSync(path), 'chart.xlsx')).sheets;
  const lines = sheet?.rows.map((row) => row.map((cell) => cell.text)) ?? [];
  const heads = lines.find((line) => line.includes('项目名称')) ?? [];
  expect(heads.slice(4)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((month) => `${month}月`),
    '11月（本月）',
    '12月',
  ]);
  const bridgeLine = lines.find((line) => line.includes('青石大桥'));
  expect(bridgeLine?.[heads.indexOf('10月')]).toBe('▲主体完工（逾期18天）');
  expect(bridgeLine?.[heads.indexOf('12月')]).toBe('○竣工（31日）');
});

it('done in the district is done in the chart, at the centre too', async () => {
  const { id } = await district.call('milestones.save', { projectId: bridge, changes: { name: '主体完工' } });
  await district.call('milestones.save', { projectId: bridge, id, changes: { actualOn: '2026-10-20' } });
  expect((await nodes(district))[0]).toEqual(['青石大桥', '主体完工', '2026-10', 'done']);
  await reportUp(district, centre, machine.path);
  expect((await nodes(centre))[0]).toEqual(['青石大桥', '主体完工', '2026-10', 'done']);
});

it('changed and taken back at the centre, they are so in the district', async () => {
  const { rows } = await centre.call('plannedNodes.list', {});
  await centre.call('plannedNodes.save', {
    items: [{ id: rows[1]?.id ?? '', changes: { plannedOn: '2027', responsible: '区交通局' } }],
  });
  await centre.call('plannedNodes.remove', { ids: [rows[2]?.id ?? ''] });
  await handDown(centre, district, machine.path);
  expect(await nodes(district)).toEqual([
    ['青石大桥', '主体完工', '2026-10', 'done'],
    ['青石大桥', '竣工', '2027', 'ahead'],
  ]);
  expect((await district.call('plannedNodes.list', { year: 2025 })).rows).toEqual([]);
});

it('nobody else writes them, and what is not there is refused', async () => {
  const row = { projectId: bridge, name: '竣工' };
  const id = (await district.call('plannedNodes.list', {})).rows[0]?.id ?? '';
  for (const refusal of [
    await district.refusal('plannedNodes.add', { year: 2026, rows: [row] }),
    await district.refusal('plannedNodes.save', { items: [{ id, changes: { name: '改' } }] }),
    await district.refusal('plannedNodes.remove', { ids: [id] }),
  ]) {
    expect(refusal.code).toBe('ROLE_NOT_ALLOWED');
    expect(refusal.message).toBe('这项功能只供市级中心使用，本单位没有这一步。请回到上一页。');
  }
  const nobody = { projectId: 'nobody', name: '竣工' };
  expect((await centre.refusal('plannedNodes.add', { year: 2026, rows: [nobody] })).code).toBe('RECORD_NOT_FOUND');
  expect((await centre.refusal('plannedNodes.remove', { ids: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
});
