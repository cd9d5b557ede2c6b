/** A table of the centre goes down, is filled in the district from its own records, travels up and is joined at the centre. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { handDown, officesInTouch, reportUp } from '#test/support/handed-down.ts';
import { machineFolder, type Office } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let bridge: string;
let table: string;

const columns = [
  { head: '序号', fact: 'index' },
  { head: '项目名称', fact: 'name' },
  { head: '总投资（亿元）', group: '投资', fact: 'totalInvestment' },
  { head: '年度计划投资', group: '投资', fact: 'plannedThisYear' },
  { head: '责任单位', fact: 'responsibleUnits' },
  { head: '是否需要市级协调' },
];
const values: InputOf<'centreTables.save'>['values'] = {
  name: '2026年重点项目情况统计表',
  columns,
  source: '云重办〔2026〕9号',
  hasTotal: true,
  note: '总投资以批复为准。',
};

beforeAll(async () => {
  const offices = await officesInTouch(machine.path);
  ({ district, centre } = offices);
  bridge = offices.ids['青石大桥'] ?? '';
  await district.call('projects.save', {
    id: bridge,
    changes: { totalInvestment: 320_000_000, plannedThisYear: 90_000_000 },
  });
  await reportUp(district, centre, machine.path);
  table = (await centre.call('centreTables.save', { values })).id;
  await handDown(centre, district, machine.path);
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

const down = () => handDown(centre, district, machine.path);
const shown = async (office: Office) => await office.call('centreTables.show', { id: table });
const rowOf = async (office: Office) => (await shown(office)).rows.find((row) => row.id === bridge);

describe('a table that was handed down', () => {
  it('stands in the district with the centre’s headings, filled from the district’s own records', async () => {
    const { rows, mayEdit } = await district.call('centreTables.list', {});
    expect(mayEdit).toBe(false);
    expect(rows).toMatchObject([{ name: values.name, source: values.source, isWithdrawn: false }]);
    const { columns: found } = await shown(district);
    expect(found.map(({ group, head, isHand }) => [group, head, isHand])).toEqual([
      ['', '序号', false],
      ['', '项目名称', false],
      ['投资', '总投资（亿元）', false],
      ['投资', '年度计划投资', false],
      ['', '责任单位', false],
      ['', '是否需要市级协调', true],
    ]);
    expect(await rowOf(district)).toMatchObject({
      mayFill: true,
      values: { 项目名称: '青石大桥', '投资/总投资（亿元）': 3.2, '投资/年度计划投资': 90_000_000 },
    });
  });

  it('takes what is typed in the columns left open; it goes up with the project and stands in the joined table', async () => {
    await district.call('centreTables.fill', {
      id: table,
      items: [{ projectId: bridge, columnKey: '是否需要市级协调', text: ' 需要，涉及省道改线 ' }],
    });
    expect((await rowOf(district))?.values['是否需要市级协调']).toBe('需要，涉及省道改线');
    await reportUp(district, centre, machine.path);
    const joined = await shown(centre);
    expect(joined.columns[1]).toMatchObject({ head: '区县', isHand: false });
    expect(await rowOf(centre)).toMatchObject({
      mayFill: false,
      values: { '#districtName': '青石区', 是否需要市级协调: '需要，涉及省道改线' },
    });
    const other = await centre.call('centreTables.show', { id: table, officeId: 'nobody' });
    expect(other.rows).toEqual([]);
  });

  it('keeps what was typed when the centre rewords the heading, and loses it when it is emptied', async () => {
    const { rows } = await centre.call('centreTables.list', {});
    const reworded = (rows[0]?.columns ?? []).map((column) =>
      column.fact === null ? { ...column, head: '需市级协调事项' } : column,
    );
    await centre.call('centreTables.save', { id: table, values: { ...values, columns: reworded } });
    await down();
    expect((await shown(district)).columns.at(-1)).toMatchObject({ key: '是否需要市级协调', head: '需市级协调事项' });
    expect((await rowOf(district))?.values['是否需要市级协调']).toBe('需要，涉及省道改线');
    const cell = { projectId: bridge, columnKey: '是否需要市级协调' };
    await district.call('centreTables.fill', { id: table, items: [{ ...cell, text: null }] });
    expect((await rowOf(district))?.values['是否需要市级协调']).toBeNull();
    await district.call('centreTables.fill', { id: table, items: [{ ...cell, text: '改线' }] });
    expect((await rowOf(district))?.values['是否需要市级协调']).toBe('改线');
  });

  it('comes out as a workbook with exactly its headings, in two lines, its unit and its note', async () => {
    const made = await district.call('centreTables.render', { id: table, format: 'xlsx', fillDay: '2026-11-20' });
    const path = district.keep(made.file, join(machine.path, 'table.xlsx'));
    const [sheet] = (await readWorkbook(readFileSync(path), 'table.xlsx')).sheets;
    const lines = sheet?.rows.map((row) => row.map((cell) => cell.text)) ?? [];
    expect(lines[0]?.[0]).toBe(values.name);
    expect(lines[1]?.[0]).toMatch(/^填报单位：青石区.*填表日期：2026年11月20日$/);
    expect(lines[1]).toContain('单位：万元');
    expect(lines[2]).toEqual(['序号', '项目名称', '投资', '', '责任单位', '需市级协调事项']);
    expect(lines[3]?.slice(2, 4)).toEqual(['总投资（亿元）', '年度计划投资']);
    const bridgeLine = lines.find((line) => line[1] === '青石大桥');
    expect(bridgeLine?.slice(2, 4)).toEqual(['3.2', '9000']);
    expect(lines.find((line) => line[1]?.startsWith('合计'))).toBeDefined();
    expect(lines.at(-1)?.[0]).toBe('注：总投资以批复为准。');
    expect(sheet?.merges).toContainEqual({ top: 2, left: 2, bottom: 2, right: 3 });
    expect(sheet?.merges).toContainEqual({ top: 2, left: 0, bottom: 3, right: 0 });
  });

  it('says by when it is due, where the centre ties it to one of its deadlines', async () => {
    const { id: deadlineId } = await centre.call('centreRules.save', {
      values: { kind: 'monthlyDeadline', name: '每月报表', dayOfMonth: 20 },
    });
    await centre.call('centreTables.save', { id: table, values: { ...values, columns, deadlineId } });
    await down();
    expect((await district.call('centreTables.list', {})).rows[0]?.due).toBe('每月报表：每月20日前');
    const { tasks } = await district.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'CENTRE_DEADLINE')).toMatchObject({
      sentence: `2026年11月20日前要向市级中心报“每月报表”（${values.name}）。`,
      action: { label: '看报表', page: `/centre-tables?table=${table}` },
    });
  });

  it('holds the projects its level, list and pools name, and in the district is asked to be changed', async () => {
    await centre.call('centreTables.save', { id: table, values: { ...values, levels: ['provincial'] } });
    await down();
    const levels = new Map((await district.call('projects.list', {})).rows.map((row) => [row.id, row.level]));
    const ids = (await shown(district)).rows.map((row) => row.id);
    expect(ids.toSorted()).toEqual(
      [...levels]
        .filter(([, level]) => level === 'provincial')
        .map(([id]) => id)
        .toSorted(),
    );
    const { rows } = await district.call('questions.subjects', {});
    const subject = rows.find((row) => row.label === `下达报表：${values.name}`);
    expect(subject?.fields.find((field) => field.name === 'columns')?.shown).toContain('投资/总投资（亿元）');
    const { id } = await district.call('questions.ask', {
      about: subject?.about ?? { entity: '', id: '' },
      field: 'levels',
      body: '请加上市重点',
    });
    await reportUp(district, centre, machine.path);
    expect((await centre.call('questions.list', {})).rows.find((row) => row.id === id)).toMatchObject({
      kind: 'changeRequest',
      shown: '省重点',
      page: `/centre-tables?table=${table}`,
    });
  });

  it('for another district stays away', async () => {
    const { id } = await centre.call('centreTables.save', {
      values: { ...values, name: '别的区县的表', toOfficeIds: ['another'] },
    });
    await down();
    expect((await district.call('centreTables.list', {})).rows.map((row) => row.name)).toEqual([values.name]);
    expect((await district.refusal('centreTables.show', { id })).code).toBe('RECORD_NOT_FOUND');
  });
});

it('taken away from a district that had it, it goes from the district’s list', async () => {
  const { id } = await centre.call('centreTables.save', { values: { ...values, name: '先给全部区县的表' } });
  await down();
  const names = async () => (await district.call('centreTables.list', {})).rows.map((row) => row.name);
  expect(await names()).toContain('先给全部区县的表');
  await centre.call('centreTables.save', {
    id,
    values: { ...values, name: '先给全部区县的表', toOfficeIds: ['another'] },
  });
  await down();
  expect(await names()).not.toContain('先给全部区县的表');
});

it('the editor sees how a table would stand before it is saved', async () => {
  const preview = await centre.call('centreTables.preview', { values: { ...values, levels: [], columns } });
  expect(preview.total).toBeGreaterThan(1);
  expect(preview.rows.length).toBeLessThanOrEqual(5);
  expect(preview.columns[1]?.head).toBe('区县');
});

describe('is refused', () => {
  it('in the district, what only the centre says', async () => {
    const message = '这项功能只供市级中心使用，本单位没有这一步。请回到上一页。';
    expect((await district.refusal('centreTables.save', { id: table, values })).message).toBe(message);
    expect((await district.refusal('centreTables.withdraw', { id: table, isWithdrawn: true })).message).toBe(message);
  });

  it('a table without projects’ names, with one heading twice, or due by what is not there', async () => {
    const [index, name] = columns;
    const refused = async (wrong: Partial<typeof values>) =>
      (await centre.refusal('centreTables.save', { values: { ...values, ...wrong } })).message;
    expect(await refused({ columns: [{ head: '序号', fact: 'index' }] })).toBe(
      '这张表没有“项目名称”一栏，分不清哪一行是哪个项目，没有保存。请加上一栏，取自“项目名称”。',
    );
    expect(await refused({ columns: [index, name, name].flatMap((each) => each ?? []) })).toBe(
      '这张表有两栏都叫“项目名称”，没有保存。请把其中一栏改名或者删去。',
    );
    expect(await refused({ deadlineId: 'nothing' })).toContain('报送时限');
  });

  it('what is typed where the program fills, for another’s project, or after the table has ended', async () => {
    const fill = async (office: Office, columnKey: string, projectId = bridge) =>
      await office.refusal('centreTables.fill', { id: table, items: [{ projectId, columnKey, text: '甲' }] });
    expect((await fill(district, '责任单位')).message).toBe(
      '“责任单位”一栏由本单位的记录自动填写，不能在表里改，没有保存。请到项目库、周报里改。',
    );
    expect((await fill(district, '没有的栏')).code).toBe('RECORD_NOT_FOUND');
    expect((await fill(centre, '是否需要市级协调')).code).toBe('RECORD_NOT_OURS');
    await centre.call('centreTables.withdraw', { id: table, isWithdrawn: true });
    await down();
    expect((await district.call('centreTables.list', {})).rows).toEqual([]);
    expect((await fill(district, '是否需要市级协调')).message).toBe(
      `“${values.name}”市级中心已经停用，不用再填，没有保存。有疑问请点“请求更改”问市级中心。`,
    );
  });
});

it('both ledgers stay sound', async () => {
  for (const office of [district, centre])
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
