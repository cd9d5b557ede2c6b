/** 报送看板 and 工作组报送 at the centre: 16 groups and their districts, by Friday noon (郑重办〔2022〕XX号 四(三)). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let ids: Record<string, string>;
let groupIds: Record<string, string>;
let printed: string[] = [];

const wednesday = '2026-11-18T02:00:00.000Z';
const thursday = '2026-11-19T02:00:00.000Z';
const fridayBefore = '2026-11-20T03:30:00.000Z';
const fridayAfter = '2026-11-20T05:00:00.000Z';
const period = '2026-11-20';

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, {
    operator: '经办戊',
    printer: async (model, outPath) => {
      printed.push(JSON.stringify(model));
      writeFileSync(outPath, 'PDF');
      return { pages: 1 };
    },
  });
  await Promise.all([district.unlock(), centre.unlock()]);
  ids = await projectIds(district);
  await makeGroups();
  groupIds = Object.fromEntries((await centre.call('groups.list', {})).rows.map((row) => [row.name, row.id]));
}, 120_000);
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

/** Two groups of three, the first name leads (附件1). */
async function makeGroups(): Promise<void> {
  const group = (name: string, districtName: string, names: readonly string[]) => ({
    name,
    kind: 'liaisonGroup' as const,
    districtName,
    officeUnitName: null,
    officeDirectorName: null,
    members: names.map((personName, index) => ({
      personName,
      role: index === 0 ? ('leader' as const) : ('member' as const),
      printedPost: null,
    })),
    projectIds: [],
  });
  await centre.call('groups.takeTable', {
    groups: [
      group('第一组', '青石区', ['组长甲', '组员乙', '组员丙']),
      group('第二组', '白鹭区', ['组长丁', '组员戊', '组员己']),
      group('第三组', '红枫区', ['组长庚', '组员辛', '组员壬']),
    ],
  });
}

const group = (name: string) => groupIds[name] ?? '';
const board = (of?: string) => centre.call('centreBoard.get', of === undefined ? {} : { period: of });
const rowOf = async (name: string, of?: string) => {
  const row = (await board(of)).rows.find((each) => each.groupName === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
};
const cellOf = async (name: string, kind: string, of?: string) =>
  (await rowOf(name, of)).cells.find((cell) => cell.kind === kind);
const personId = async (name: string) => {
  const { groups } = await centre.call('reportingItems.list', {});
  return groups.flatMap((each) => each.members).find((member) => member.name === name)?.personId ?? '';
};

async function item(more: Partial<InputOf<'reportingItems.save'>['values']> = {}): Promise<string> {
  const values = {
    groupId: group('第一组'),
    kind: 'lagging' as const,
    period,
    title: '青石大桥进度滞后情况',
    body: '正在协调架梁。',
    personId: await personId('组员乙'),
    ...more,
  };
  return (await centre.call('reportingItems.save', { values })).id;
}

async function sendUp(): Promise<void> {
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  await carry(district, centre, sent.file, 'up.ldx');
}

async function carry(from: Office, to: Office, file: Parameters<Office['keep']>[0], name: string): Promise<void> {
  const path = from.keep(file, join(machine.path, name));
  const { token } = await to.call('packages.preview', { file: to.take(path) });
  const done = await to.call('packages.import', { token });
  if (done.file !== null) {
    const back = to.keep(done.file, join(machine.path, `back-${name}`));
    const receipt = await from.call('packages.preview', { file: from.take(back) });
    await from.call('packages.import', { token: receipt.token });
  }
}

describe('the board of a period', () => {
  it('tells a district’s package and a group’s items apart; a district nobody has enrolled is said so', async () => {
    centre.turnTo(wednesday);
    const { rows, kinds, label, source } = await board();
    expect(label).toBe('11月20日期');
    expect(source).toBe('郑重办〔2022〕XX号 四(三)');
    expect(kinds.map(({ kind, sections }) => [kind, sections.join('、')])).toEqual([
      ['leaderProjects', '工程协调处'],
      ['lagging', '工程协调处'],
      ['whitelist', '项目储备选报处'],
      ['monthly', '项目运行监测处、目标管理和信息处'],
    ]);
    expect(rows.map((row) => [row.groupName, row.leaderName, row.districtName, row.districtPackage.state])).toEqual([
      ['第一组', '组长甲', '青石区', 'waiting'],
      ['第二组', '组长丁', '白鹭区', 'waiting'],
      ['第三组', '组长庚', '红枫区', 'notEnrolled'],
    ]);
    expect(rows[0]?.cells.map((cell) => cell.state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);

    await sendUp();
    expect((await rowOf('第一组')).districtPackage.state).toBe('received');
    expect(await cellOf('第一组', 'lagging')).toMatchObject({ state: 'waiting', filed: 0 });
  });

  it('a package taken in after Friday noon is late, and none at all is missing (四(三))', async () => {
    centre.turnTo(fridayAfter);
    // Over the weekend the period that has just closed is still the one looked at.
    expect((await board()).period).toBe(period);
    expect((await rowOf('第二组', period)).districtPackage.state).toBe('missing');
    expect((await rowOf('第一组', '2026-11-13')).districtPackage.state).toBe('late');
    expect((await rowOf('第一组', period)).districtPackage.state).toBe('received');
  });

  it('a damaged file of the period is shown as given back, with why', async () => {
    centre.turnTo(thursday);
    const path = join(machine.path, '白鹭区_001_20261119.ldx');
    writeFileSync(path, 'not a package');
    await centre.refusal('packages.preview', { file: centre.take(path) });
    const { districtPackage } = await rowOf('第二组');
    expect(districtPackage.state).toBe('refused');
    expect(districtPackage.refusal).toContain('没有读取');
  });
});

describe('an item of a liaison group', () => {
  it('is drawn from the district’s report, drafted, filed before noon: the cell is filled, the month has its one', async () => {
    centre.turnTo(fridayBefore);
    const material = await centre.call('reportingItems.material', {
      groupId: group('第一组'),
      kind: 'lagging',
      period,
    });
    expect(material.districtName).toBe('青石区');
    expect(material.rows.map((row) => row.name)).toEqual(['青石大桥', '白桦湾水厂']);
    expect(material.rows[0]?.text).toContain('本年计划投资6,000万元');

    const id = await item({ body: material.rows[0]?.text ?? '', projectId: ids['青石大桥'] ?? '' });
    expect(await cellOf('第一组', 'lagging')).toMatchObject({ state: 'waiting', drafts: 1, isBelow: true });
    expect(await centre.call('reportingItems.file', { ids: [id] })).toMatchObject({ filed: 1, late: 0 });
    expect(await cellOf('第一组', 'lagging')).toMatchObject({
      state: 'filed',
      filed: 1,
      filedInMonth: 1,
      isBelow: false,
    });
    const { rows } = await centre.call('reportingItems.list', { period, section: '工程协调处' });
    expect(rows).toEqual([
      expect.objectContaining({ groupName: '第一组', section: '工程协调处', filedTime: '11:30', isLate: false }),
    ]);
  });

  it('given back it does not count, filed again it does; filed after noon it is late', async () => {
    const [first] = (await centre.call('reportingItems.list', { period })).rows;
    await centre.call('reportingItems.giveBack', { id: first?.id ?? '', reason: '没有写责任单位' });
    expect(await cellOf('第一组', 'lagging')).toMatchObject({ state: 'returned', filedInMonth: 0, isBelow: true });
    centre.turnTo(fridayAfter);
    expect(await centre.call('reportingItems.file', { ids: [first?.id ?? ''] })).toMatchObject({ late: 1 });
    expect(await cellOf('第一组', 'lagging', period)).toMatchObject({ state: 'late', filed: 1, late: 1 });
    // It had come by telephone before noon.
    await centre.call('reportingItems.giveBack', { id: first?.id ?? '', reason: '补记时间' });
    const inTime = { ids: [first?.id ?? ''], filedOn: '2026-11-20', filedTime: '11:50' };
    expect(await centre.call('reportingItems.file', inTime)).toMatchObject({ late: 0 });
    expect(await cellOf('第一组', 'lagging', period)).toMatchObject({ state: 'filed' });
  });

  it('is refused without words, without a person, ahead of its time, twice, and filed ones are not thrown away', async () => {
    const [filed] = (await centre.call('reportingItems.list', { period })).rows;
    const bare = await item({ body: null, title: '无内容' });
    const nobody = await item({ personId: null, title: '无人' });
    const codes = [
      await centre.refusal('reportingItems.file', { ids: [bare] }),
      await centre.refusal('reportingItems.file', { ids: [nobody] }),
      await centre.refusal('reportingItems.file', { ids: [filed?.id ?? ''] }),
      await centre.refusal('reportingItems.file', { ids: [nobody], filedOn: '2026-11-21' }),
      await centre.refusal('reportingItems.remove', { id: filed?.id ?? '' }),
      await centre.refusal('reportingItems.giveBack', { id: bare, reason: '退' }),
      await centre.refusal('reportingItems.save', { values: { ...(await valuesOf()), period: '2026-12-04' } }),
      await centre.refusal('reportingItems.save', { values: { ...(await valuesOf()), period: '2026-11-19' } }),
      await centre.refusal('reportingItems.save', { values: { ...(await valuesOf()), kind: 'monthly' } }),
      await centre.refusal('reportingItems.save', { values: { ...(await valuesOf()), groupId: 'nobody' } }),
    ].map(({ code }) => code);
    expect(codes).toEqual([
      'ITEM_WITHOUT_BODY',
      'ITEM_WITHOUT_PERSON',
      'ITEM_ALREADY_FILED',
      'FIELD_INVALID',
      'ITEM_NOT_DRAFT',
      'ITEM_NOT_FILED',
      'PERIOD_IN_FUTURE',
      'PERIOD_INVALID',
      'PERIOD_INVALID',
      'RECORD_NOT_FOUND',
    ]);
    for (const id of [bare, nobody]) await centre.call('reportingItems.remove', { id });
    expect((await centre.call('reportingItems.list', { period })).rows).toHaveLength(1);
  });

  it('in a district there is no such page', async () => {
    expect((await district.refusal('centreBoard.get', {})).code).toBe('ROLE_NOT_ALLOWED');
  });

  const valuesOf = async () => ({
    groupId: group('第一组'),
    kind: 'lagging' as const,
    period,
    title: '一',
    body: '一',
    personId: await personId('组员乙'),
  });
});

describe('reminders', () => {
  it('the centre is told on Thursday who is missing, after noon that it is late, with the clause (四(三))', async () => {
    centre.turnTo(thursday);
    const before = (await centre.call('overviews.centre', {})).reminders;
    const soon = before.find((each) => each.code === 'GROUPS_MISSING' && each.subject === period);
    expect(soon).toMatchObject({ tone: 'look', why: '郑重办〔2022〕XX号 四(三)' });
    expect(soon?.sentence).toContain('还有3个工作组没有报齐，11月20日12:00截止：第一组、第二组、第三组。');
    centre.turnTo(fridayAfter);
    const after = (await centre.call('overviews.centre', {})).reminders;
    expect(after.find((each) => each.code === 'GROUPS_MISSING' && each.subject === period)).toMatchObject({
      tone: 'late',
    });
  });

  it('a monthly item is asked for by the 20th, and the minimum of each kind at the month’s end', async () => {
    centre.turnTo('2026-11-23T02:00:00.000Z');
    const monthly = (await centre.call('overviews.centre', {})).reminders.find(
      (each) => each.code === 'GROUPS_MISSING_MONTHLY',
    );
    expect(monthly).toMatchObject({ tone: 'late', subject: '2026-11' });
    centre.turnTo('2026-11-27T02:00:00.000Z');
    const low = (await centre.call('overviews.centre', {})).reminders.find(
      (each) => each.code === 'GROUPS_BELOW_MINIMUM',
    );
    expect(low?.sentence).toContain('第一组、第二组、第三组');
    centre.turnTo(fridayAfter);
  });

  it('one click prints a paper for each group that lacks something', async () => {
    printed = [];
    await centre.call('centreBoard.reminderPaper', { period });
    expect(printed[0]).toContain('催报通知');
    expect(printed[0]).toContain('第二组（组长：组长丁）');
    expect(printed[0]).toContain('领导分包（报工程协调处）');
    expect((await centre.refusal('centreBoard.reminderPaper', { period, groupIds: [] })).code).toBe(
      'REMINDER_LIST_EMPTY',
    );
  });

  it('a request to send again goes down, the district’s package is questioned, and it is not asked twice', async () => {
    const rows = (await board(period)).rows;
    const officeId = rows.find((row) => row.districtName === '青石区')?.officeId ?? '';
    const made = await centre.call('centreBoard.ask', { officeIds: [officeId], period, act: 'again' });
    expect(made).toMatchObject({ asked: 1, already: [] });
    expect((await rowOf('第一组', period)).asked).toEqual([
      expect.objectContaining({ body: '11月20日期报送包请重新生成，再报送一次。', standing: '待答复' }),
    ]);
    expect((await centre.refusal('centreBoard.ask', { officeIds: [officeId], period, act: 'remind' })).code).toBe(
      'PACKAGE_ALREADY_ASKED',
    );
    const own = (await district.call('offices.current', {})).office?.id ?? '';
    const sent = await centre.call('packages.exportDown', { recipient: own, issuedBy: '签发丙' });
    await carry(centre, district, sent.file, 'down.ldx');
    const { rows: asked } = await district.call('questions.list', { show: 'toAnswer' });
    expect(asked).toEqual([
      expect.objectContaining({ subject: '报送包', period, page: '/exchange/send', isChanged: null }),
    ]);
    expect((await district.call('packages.list', {})).rows.some((row) => row.state === 'questioned')).toBe(true);
    await district.call('questions.answer', { id: asked[0]?.id ?? '', kind: 'corrected' });
  });
});

describe('papers and the year’s counts', () => {
  it('lists the items of a period and a section, as paper and as a workbook', async () => {
    printed = [];
    await centre.call('reportingItems.paper', { period, section: '工程协调处', format: 'pdf' });
    expect(printed[0]).toContain('11月20日期工作组报送信息');
    expect(printed[0]).toContain('青石大桥进度滞后情况');
    const workbook = await centre.call('reportingItems.paper', { month: '2026-11', format: 'xlsx' });
    expect(workbook.file.name).toBe('工作组报送信息_2026-11.xlsx');
    await centre.call('centreBoard.paper', { period, format: 'pdf' });
    expect(printed[1]).toContain('11月20日期工作组报送情况');
  });

  it('counts persons, units and sections of the year, solved problems first (四(四))', async () => {
    const monthly = await item({
      kind: 'monthly',
      period: '2026-11',
      title: '协调解决架梁用地',
      personId: await personId('组员丙'),
      isProblemSolved: true,
    });
    await centre.call('reportingItems.file', { ids: [monthly], filedOn: '2026-11-19' });
    const { persons, sections, groups } = await centre.call('reportingItems.statistics', { year: 2026 });
    expect(persons.map(({ name, filed, solved, groupName }) => [name, filed, solved, groupName])).toEqual([
      ['组员丙', 1, 1, '第一组'],
      ['组员乙', 1, 0, '第一组'],
    ]);
    expect(sections.map(({ name, filed }) => [name, filed])).toEqual(
      expect.arrayContaining([
        ['工程协调处', 1],
        ['项目运行监测处', 1],
        ['目标管理和信息处', 1],
      ]),
    );
    expect(groups[0]).toMatchObject({ name: '第一组', filed: 2, byKind: { lagging: 1, monthly: 1 } });
    printed = [];
    for (const by of ['persons', 'units', 'groups', 'sections'] as const)
      await centre.call('reportingItems.statisticsPaper', { year: 2026, by, format: 'pdf' });
    expect(printed[0]).toContain('2026年个人报送信息统计表');
    expect((await centre.call('ledger.check', {})).problems).toEqual([]);
  });
});
