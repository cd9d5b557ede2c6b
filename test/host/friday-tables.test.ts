/** 附件2, 3, 4 and the white list: each once in a district's own installation and once at the centre over two districts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FridayTable } from '#shared/report/friday-tables.ts';
import type { TableJson } from '#shared/report/table-json.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
const period = '2026-11-20';
let district: Office;
let other: Office;
let centre: Office;
let ids: Record<string, string>;
let packages = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  other = openOffice(prepared.other);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  ids = { ...(await projectIds(district)), ...(await projectIds(other)) };
  // The province's leader answers for one project in each district, the city's for two in one of them.
  for (const [office, name, person, tier] of [
    [district, '望江学校', '赵长庚', 'provincial'],
    [district, '青石大桥', '钱摇光', 'municipal'],
    [district, '柳林道路', '钱摇光', 'municipal'],
    [other, '白鹭洲泵站', '赵长庚', 'provincial'],
  ] as const)
    await office.call('assignments.save', {
      projectId: ids[name] ?? '',
      personName: person,
      role: 'responsibleLeader',
      tier,
    });
  await district.call('progress.saveMany', {
    period,
    items: [
      { projectId: ids['青石大桥'] ?? '', changes: { doneThisYear: 12_000_000, progressText: '主塔施工' } },
      { projectId: ids['望江学校'] ?? '', changes: { doneThisYear: 3_000_000, problems: '缺校门（区教育局）' } },
    ],
  });
  await report(district);
  await report(other);
  // Both were enrolled in one instant of the test.
  await centre.call('offices.orderDistricts', { officeIds: [await districtOf('青石区')] });
}, 180_000);
afterAll(async () => {
  for (const office of [district, other, centre]) await office.close();
  machine.remove();
});

/** A package goes to the centre. */
async function report(from: Office): Promise<void> {
  packages += 1;
  const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const carried = centre.take(from.keep(sent.file, join(machine.path, `sent-${packages}.ldx`)));
  const { token } = await centre.call('packages.preview', { file: carried });
  await centre.call('packages.import', { token });
}

async function tableOf(office: Office, table: FridayTable, more: { readonly hasTotal?: boolean } = {}) {
  const { model } = await office.call('reports.render', { report: table, format: 'json', period, ...more });
  return model as unknown as TableJson;
}

async function columnsOf(office: Office, table: FridayTable, ...heads: readonly string[]): Promise<string[][]> {
  const { rows, headings } = await tableOf(office, table);
  return rows.map((row) => heads.map((head) => row.texts[headings.indexOf(head)] ?? ''));
}

const districtOf = async (shortName: string) =>
  (await centre.call('offices.list', {})).offices.find((office) => office.shortName === shortName)?.id ?? '';

describe('附件3 and 附件4 (郑重办〔2022〕 附件3-4)', () => {
  it('hold what leaders of the province and of the city answer for, in a district its own projects only', async () => {
    expect(await columnsOf(district, 'annex3', '省分管领导', '项目名称')).toEqual([['赵长庚', '望江学校']]);
    expect(await columnsOf(district, 'annex4', '市分管领导', '项目名称')).toEqual([
      ['钱摇光', '青石大桥'],
      ['钱摇光', '柳林道路'],
    ]);
    expect(await columnsOf(other, 'annex4', '项目名称')).toEqual([]);
  });

  it('hold all districts at the centre: one leader’s projects together, although each district has its own card of him', async () => {
    expect(await columnsOf(centre, 'annex3', '序号', '省分管领导', '项目名称', '项目所在地')).toEqual([
      ['1', '赵长庚', '望江学校', '青石区'],
      ['2', '赵长庚', '白鹭洲泵站', '白鹭区'],
    ]);
    expect(await columnsOf(centre, 'annex4', '市分管领导', '项目名称')).toEqual([
      ['钱摇光', '青石大桥'],
      ['钱摇光', '柳林道路'],
    ]);
  });

  it('print the amounts in their own order, from the same facts as 附件2', async () => {
    const table = await tableOf(centre, 'annex4', { hasTotal: true });
    const heads = ['本年计划投资（万元）', '截至完成投资（万元）', '总投资额（万元）', '起止年限（年月-年月）'];
    expect(table.headings.slice(6, 10)).toEqual(heads);
    expect(table.rows[0]?.texts.slice(6, 10)).toEqual(['6000', '1200', '12000', '2025年3月-2027年']);
    expect(table.footRows.map((row) => row.texts.slice(2, 9))).toEqual([
      ['合计（2个）', '', '', '', '6000', '1200', '12000'],
    ]);
    const lagging = await tableOf(centre, 'annex2');
    expect(lagging.rows.find((row) => row.texts[1] === '青石大桥')?.values['investmentToDate']).toBe(12_000_000);
    expect(table.rows[0]?.records['leader']).toHaveLength(1);
  });

  it('stand in the centre’s order of districts, as every other list', async () => {
    const [qingshi, bailu] = [await districtOf('青石区'), await districtOf('白鹭区')];
    const { offices } = await centre.call('offices.orderDistricts', { officeIds: [bailu, qingshi] });
    expect(offices.map((office) => office.shortName)).toEqual(['白鹭区', '青石区']);
    expect(await columnsOf(centre, 'annex3', '项目名称')).toEqual([['白鹭洲泵站'], ['望江学校']]);
    expect((await centre.call('projects.list', {})).rows[0]?.name).toBe('白鹭洲泵站');
    const overview = await centre.call('overviews.centre', {});
    expect(overview.offices.map((office) => office.shortName)).toEqual(['白鹭区', '青石区']);
    await centre.call('offices.orderDistricts', { officeIds: [qingshi] });
    expect(await columnsOf(centre, 'annex3', '项目名称')).toEqual([['望江学校'], ['白鹭洲泵站']]);
    expect((await centre.refusal('offices.orderDistricts', { officeIds: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
    expect((await centre.refusal('offices.orderDistricts', {})).code).toBe('LIAISON_GROUPS_WITHOUT_DISTRICTS');
    expect((await district.refusal('offices.orderDistricts', { officeIds: [bailu] })).code).toBe('ROLE_NOT_ALLOWED');
    for (const [name, districtName] of [
      ['第一组', '白鹭区'],
      ['第二组', '青石区'],
    ] as const)
      await centre.call('groups.save', { changes: { name, kind: 'liaisonGroup', districtName } });
    const asGroups = await centre.call('offices.orderDistricts', {});
    expect(asGroups.offices.map((office) => office.shortName)).toEqual(['白鹭区', '青石区']);
    await centre.call('offices.orderDistricts', { officeIds: [qingshi] });
  });

  it('merge the leader’s cells in the workbook', async () => {
    const { file } = await centre.call('reports.render', { report: 'annex3', format: 'xlsx', period });
    const [sheet] = (await readXlsx(readFileSync(centre.keep(file, join(machine.path, 'annex3.xlsx'))))).sheets;
    const rows = sheet?.rows ?? [];
    const first = rows.findIndex((row) => row.includes('望江学校'));
    expect(sheet?.merges).toContainEqual({ startRow: first, startCol: 1, endRow: first + 1, endCol: 1 });
    expect(rows[first]?.[1]).toBe('赵长庚');
    expect(rows[first + 1]?.[1] ?? null).toBeNull();
  });

  it('name the delegate on days of delegation (登项攻坚办〔2018〕1号 (一))', async () => {
    const { rows } = await district.call('reports.leaders', { report: 'annex4', period });
    const leaderId = rows[0]?.leaders[0]?.personId ?? '';
    await district.call('delegations.save', {
      leaderId,
      delegateName: '孙玉衡',
      fromDay: '2026-11-01',
      untilDay: '2026-12-15',
    });
    expect(await columnsOf(district, 'annex4', '市分管领导')).toEqual([
      ['钱摇光（委托孙玉衡）'],
      ['钱摇光（委托孙玉衡）'],
    ]);
    const before = await district.call('reports.leaders', { report: 'annex4', period: '2026-10-30' });
    expect(before.rows.map((row) => row.leader)).toEqual(['钱摇光', '钱摇光']);
    await report(district);
    expect((await columnsOf(centre, 'annex4', '市分管领导'))[0]).toEqual(['钱摇光（委托孙玉衡）']);
  });

  it('list the leaders of whom nobody said the tier, and take them in once it is said', async () => {
    const { untiered } = await district.call('reports.leaders', { report: 'annex3', period });
    expect(untiered.map((row) => [row.personName, row.projectName, row.mayEdit])).toEqual([
      ['张某某', '青石大桥', true],
      ['李某某', '白桦湾水厂', true],
    ]);
    const atCentre = await centre.call('reports.leaders', { report: 'annex3', period });
    expect(atCentre.untiered.map((row) => [row.officeName, row.mayEdit])).toEqual([
      ['青石区', false],
      ['青石区', false],
    ]);
    const assignmentId = untiered[1]?.assignmentId ?? '';
    expect(
      (await centre.refusal('reports.saveLeaderTiers', { items: [{ assignmentId, tier: 'provincial' }] })).code,
    ).toBe('RECORD_NOT_OURS');
    const { changeId } = await district.call('reports.saveLeaderTiers', {
      items: [{ assignmentId, tier: 'provincial' }],
    });
    const shown = await district.call('reports.leaders', { report: 'annex3', period });
    expect(shown.rows.map((row) => row.name)).toEqual(['白桦湾水厂', '望江学校']);
    expect(shown.untiered.map((row) => row.personName)).toEqual(['张某某']);
    await district.call('changes.undo', { changeId: changeId ?? '' });
    expect((await district.call('reports.leaders', { report: 'annex3', period })).rows).toHaveLength(1);
    expect(
      (await district.refusal('reports.saveLeaderTiers', { items: [{ assignmentId: 'nobody', tier: null }] })).code,
    ).toBe('RECORD_NOT_FOUND');
  });
});

describe('附件2', () => {
  it('holds in a district its own lagging projects, at the centre all of them', async () => {
    const own = await columnsOf(district, 'annex2', '项目名称', '所在区（县）');
    expect(own).toContainEqual(['青石大桥', '青石区']);
    expect(await columnsOf(centre, 'annex2', '项目名称', '所在区（县）')).toEqual(expect.arrayContaining(own));
  });
});

describe('the white list (郑重办〔2022〕 四(三); no form is prescribed)', () => {
  it('is empty where no project is on it, and says so', async () => {
    expect((await district.call('reports.whiteList', { period })).rows).toEqual([]);
    const table = await tableOf(centre, 'whiteList');
    expect(table.rows).toEqual([]);
    expect(table.headings).toContain('要素保障需求');
  });
});
