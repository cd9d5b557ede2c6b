/** Groups through the contract: members in printed order, projects, tables read in, the list on paper. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import { groupList, paddedName } from '#shared/report/group-list.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  await office.close();
  folder.remove();
});

const groups = async () => (await office.call('groups.list', {})).rows;
async function group(name: string) {
  const found = (await groups()).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no group ${name}`);
  return found;
}
async function take(read: OutputOf<'groups.readTable'>) {
  return office.call('groups.takeTable', {
    document: '青政办〔2026〕3号',
    groups: read.groups.map(
      ({ kind, districtName, officeUnitName, officeDirectorName, projects, members, ...each }) => ({
        name: each.name,
        kind,
        districtName,
        officeUnitName,
        officeDirectorName,
        members: members.map(({ name, ...member }) => ({ personName: name, ...member })),
        projectIds: projects.map((project) => project.id),
      }),
    ),
  });
}

describe('a group (金政办〔2019〕3号 一)', () => {
  it('has members in printed order with printed posts, an office and its director, and projects', async () => {
    const { id } = await office.call('groups.save', {
      changes: {
        name: '青石大桥项目推进小组',
        kind: 'promotionGroup',
        officeUnitName: '区交通局',
        officeDirectorName: '周某',
        document: '青政办〔2026〕1号',
        foundedOn: '2026-02-01',
      },
      members: [
        { personName: '郑某', role: 'leader', printedPost: '区政府区长' },
        { personName: '张某某', role: 'deputy', printedPost: '区政府副区长' },
        { personName: '周某', role: 'member', printedPost: '区交通局局长' },
      ],
      projectIds: [idOf('青石大桥')],
    });
    const made = await group('青石大桥项目推进小组');
    expect(made).toMatchObject({
      officeUnitName: '区交通局',
      officeDirectorName: '周某',
      projects: [{ name: '青石大桥' }],
    });
    expect(made.members.map((member) => [member.personName, member.role, member.printedPost])).toEqual([
      ['郑某', 'leader', '区政府区长'],
      ['张某某', 'deputy', '区政府副区长'],
      ['周某', 'member', '区交通局局长'],
    ]);
    expect((await office.call('assignments.ofProject', { projectId: idOf('青石大桥') })).groups).toEqual([
      { id, name: '青石大桥项目推进小组', leader: '郑某' },
    ]);
    const persons = (await office.call('persons.list', {})).rows;
    expect(persons.find((person) => person.name === '周某')?.post).toBe('区交通局局长');
    const seats = made.members.map((member) => member.id);
    await office.call('groups.save', {
      id,
      changes: {},
      members: [
        { personName: '郑某', role: 'leader', printedPost: '区政府区长' },
        { personName: '周某', role: 'member', printedPost: '区交通局局长' },
        { personName: '冯某某', role: 'member' },
      ],
      projectIds: [idOf('柳林道路')],
    });
    const changed = await group('青石大桥项目推进小组');
    expect(changed.members.map((member) => member.personName)).toEqual(['郑某', '周某', '冯某某']);
    expect(changed.members[0]?.id).toBe(seats[0]);
    expect(changed.projects.map((project) => project.name)).toEqual(['柳林道路']);
    await office.call('changes.undo', {});
    expect((await group('青石大桥项目推进小组')).members).toHaveLength(3);
  });

  it('is refused without a name, under a taken one, with days reversed, and when it is not there', async () => {
    const { id } = await group('青石大桥项目推进小组');
    expect((await office.refusal('groups.save', { changes: { kind: 'taskForce' } })).code).toBe('FIELD_INVALID');
    expect((await office.refusal('groups.save', { changes: { name: '青石大桥项目推进小组' } })).code).toBe(
      'GROUP_NAME_TAKEN',
    );
    expect((await office.refusal('groups.save', { id, changes: { dissolvedOn: '2026-01-31' } })).code).toBe(
      'DAYS_REVERSED',
    );
    expect((await office.refusal('groups.save', { id: 'nobody', changes: {} })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('groups.save', { id, changes: {}, projectIds: ['nobody'] })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('groups.remove', { id: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('groups.order', { ids: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('groups.paper', { ids: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('groups.paper', {})).code).toBe('BROWSER_NOT_FOUND');
  });

  it('made by mistake goes with its seats, and comes back by undo', async () => {
    const { id } = await office.call('groups.save', {
      changes: { name: '误建专班' },
      members: [{ personName: '郑某', role: 'leader' }],
      projectIds: [idOf('望江学校')],
    });
    await office.call('groups.remove', { id });
    expect((await groups()).map((each) => each.name)).not.toContain('误建专班');
    await office.call('changes.undo', {});
    expect(await group('误建专班')).toMatchObject({
      members: [{ personName: '郑某' }],
      projects: [{ name: '望江学校' }],
    });
    await office.call('groups.order', { ids: [id, (await group('青石大桥项目推进小组')).id] });
    expect((await groups()).map((each) => each.name)).toEqual(['误建专班', '青石大桥项目推进小组']);
    await office.call('groups.remove', { id });
  });
});

describe('a table of groups', () => {
  const read = async (name: string, lines: readonly string[]) => {
    const path = join(folder.path, name);
    writeFileSync(path, lines.join('\n'));
    return office.call('groups.readTable', { file: office.take(path) });
  };

  it('with one row a member is read with roles, posts, office and director, and the project its name names', async () => {
    const found = await read('members.csv', [
      '小组名称,序号,角色,姓名,职务,备注',
      '望江学校项目推进小组,1,组长,郑 某,区政府区长,',
      ',2,副组长,张某某,区政府副区长,',
      ',3,成员,何某,区教育局局长,',
      ',4,,吕某某,区财政局局长,',
      ',5,办公室主任,何某,区教育局局长,推进小组办公室设在区教育局，何某同志兼任办公室主任',
      '拆迁攻坚组,1,牵头人,许某某,柳林镇镇长,',
    ]);
    expect(found.groups).toMatchObject([
      {
        name: '望江学校项目推进小组',
        kind: 'promotionGroup',
        officeUnitName: '区教育局',
        officeDirectorName: '何某',
        existingId: null,
        projects: [{ name: '望江学校' }],
        doubts: [],
      },
      { name: '拆迁攻坚组', kind: 'solvingTeam', doubts: ['第7行的角色“牵头人”认不出，按成员读入', '没有组长'] },
    ]);
    expect(found.groups[0]?.members.map((member) => `${member.role} ${member.name}`)).toEqual([
      'leader 郑某',
      'deputy 张某某',
      'member 何某',
      'member 吕某某',
    ]);
    const taken = await take(found);
    expect(taken).toMatchObject({ groups: 2, members: 5 });
    expect(await group('望江学校项目推进小组')).toMatchObject({
      document: '青政办〔2026〕3号',
      projects: [{ name: '望江学校' }],
    });
    expect((await office.call('persons.list', {})).rows.filter((person) => person.name === '郑某')).toHaveLength(1);
    const again = await read('members.csv', ['小组名称,角色,姓名', '拆迁攻坚组,组长,许某某']);
    expect(again.groups[0]?.existingId).toBe((await group('拆迁攻坚组')).id);
    await office.call('changes.undo', { changeId: taken.changeId ?? '' });
    expect((await groups()).map((each) => each.name)).toEqual(['青石大桥项目推进小组']);
  });

  it('with one row a group is read with district and overseer, and the deputies stand in a group above', async () => {
    const found = await read('liaison.csv', [
      '组别,组长,成员1,成员2,联系区县,分管负责人,分管负责人职务,总负责人,总负责人职务',
      '第一组,甲一,甲二,甲三,青石区,副某某,市中心副主任,正某某,市中心主任',
      '第二组,乙一,乙二,乙三,白鹭区,副某某,市中心副主任,正某某,市中心主任',
    ]);
    expect(found.groups.map((each) => [each.name, each.kind, each.districtName, each.members.length])).toEqual([
      ['协调服务工作小组', 'leadingGroup', null, 2],
      ['第一组', 'liaisonGroup', '青石区', 4],
      ['第二组', 'liaisonGroup', '白鹭区', 4],
    ]);
    await take(found);
    const model = groupList({
      officeName: '云岭市中心',
      day: '2026-11-18',
      groups: (await groups()).filter((each) => each.kind !== 'promotionGroup'),
    });
    const text = JSON.stringify(model.blocks);
    expect(text).toContain('（负责1、2组工作）');
    expect(text).toContain('甲　一　甲　二　甲　三（负责联系青石区）');
    await office.call('changes.undo', {});
  });

  it('that is none is refused with what its head must have', async () => {
    const path = join(folder.path, 'none.csv');
    writeFileSync(path, '项目名称,总投资\n甲,1');
    const refused = await office.refusal('groups.readTable', { file: office.take(path) });
    expect(refused.code).toBe('GROUP_TABLE_NOT_FOUND');
    expect(refused.message).toContain('none.csv');
  });

  it('a name of two signs is printed as wide as one of three', () => {
    expect(paddedName('魏东')).toBe('魏　东');
    expect(paddedName('欧阳某')).toBe('欧阳某');
  });
});

describe('the real tables', () => {
  // They lie beside the project on the makers' machines only.
  const real = (name: string) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
  const present = existsSync(real('seed-groups.csv')) && existsSync(real('seed-liaison-groups.csv'));
  if (!present) process.stdout.write('real group tables absent: groups are tested on fictional tables only\n');

  it.runIf(present)('金政办〔2019〕3号: three groups, one director, 赵蔚 once though he sits in three', async () => {
    const found = await office.call('groups.readTable', { file: office.take(real('seed-groups.csv')) });
    expect(
      found.groups.map((each) => [each.kind, each.members.length, each.officeUnitName, each.officeDirectorName]),
    ).toEqual([
      ['promotionGroup', 10, '区商务局', '赵蔚'],
      ['promotionGroup', 9, '区商务局', '赵蔚'],
      ['promotionGroup', 10, '区商务局', '赵蔚'],
    ]);
    expect(found.groups.every((each) => each.doubts.length === 0 && each.members[0]?.name === '魏东')).toBe(true);
    await take(found);
    expect((await office.call('persons.list', {})).rows.filter((person) => person.name === '赵蔚')).toMatchObject([
      { groups: 3, post: '区商务局局长' },
    ]);
    await office.call('changes.undo', {});
  });

  it.runIf(present)(
    '郑重办〔2022〕 附件1: sixteen groups of three below three deputies who oversee 1–6, 7–11, 12–16',
    async () => {
      const found = await office.call('groups.readTable', { file: office.take(real('seed-liaison-groups.csv')) });
      const [above, ...liaison] = found.groups;
      expect(above?.members.map((member) => member.role)).toEqual(['leader', 'deputy', 'deputy', 'deputy']);
      expect(liaison).toHaveLength(16);
      expect(liaison.every((each) => each.members.length === 4 && each.members[0]?.role === 'leader')).toBe(true);
      await take(found);
      const model = groupList({
        officeName: '某中心',
        day: '2026-11-18',
        groups: (await groups()).filter((each) => each.kind !== 'promotionGroup'),
      });
      const printed = JSON.stringify(model.blocks);
      for (const line of [
        '（负责1、2、3、4、5、6组工作）',
        '（负责7、8、9、10、11组工作）',
        '（负责12、13、14、15、16组工作）',
      ])
        expect(printed).toContain(line);
      expect(printed).toContain('成立16个服务督导工作小组：');
      await office.call('changes.undo', {});
    },
  );
});
