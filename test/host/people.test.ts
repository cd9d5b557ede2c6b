/** Units and persons over time through the contract: renamed, merged, dissolved; posts; two spellings of one person. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

async function unit(name: string) {
  const { rows } = await office.call('units.list', { includesEnded: true });
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`no unit ${name}`);
  return found;
}
async function person(name: string) {
  const { rows } = await office.call('persons.list', {});
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`no person ${name}`);
  return found;
}
async function unitsOfProject(name: string) {
  return (await office.call('projects.get', { id: idOf(name) })).row.responsibleUnits.map((each) => each.name);
}

describe('a unit renamed', () => {
  it('stays the same unit, and a past day prints the name of that day', async () => {
    const { id } = await unit('区交通局');
    await office.call('units.rename', { id, name: '区交通运输局', day: '2026-03-01', document: '青编〔2026〕3号' });
    expect(await unit('区交通运输局')).toMatchObject({ id, projects: 2, formerNames: ['区交通局'] });
    expect(await unitsOfProject('青石大桥')).toEqual(['区交通运输局']);
    expect((await office.call('units.nameOn', { id, day: '2026-02-28' })).name).toBe('区交通局');
    expect((await office.call('units.nameOn', { id, day: '2026-03-01' })).name).toBe('区交通运输局');
    expect((await office.call('units.get', { id })).names).toEqual([
      { name: '区交通局', fromDay: null, untilDay: '2026-02-28', document: null },
      { name: '区交通运输局', fromDay: '2026-03-01', untilDay: null, document: '青编〔2026〕3号' },
    ]);
  });
  it('is found by its former name: in Ctrl+K, and when a project is given that name', async () => {
    const { id } = await unit('区交通运输局');
    const { hits } = await office.call('search.find', { text: '区交通局' });
    expect(hits.map((hit) => hit.id)).toContain(id);
    await office.call('projects.save', { id: idOf('望江学校'), changes: { responsibleUnitNames: ['区交通局'] } });
    expect(await unitsOfProject('望江学校')).toEqual(['区交通运输局']);
    await office.call('changes.undo', {});
  });
  it('is refused before the name in use began, on a day to come, and to a name that is taken', async () => {
    const { id } = await unit('区交通运输局');
    const rename = (name: string, day: string) => office.refusal('units.rename', { id, name, day });
    expect((await rename('区交通委', '2026-03-01')).code).toBe('UNIT_NAME_DAY_TOO_EARLY');
    expect((await rename('区交通委', '2026-11-19')).code).toBe('DAY_IN_FUTURE');
    expect((await rename('区水利局', '2026-04-01')).code).toBe('UNIT_NAME_TAKEN');
    expect((await rename('区交通运输局', '2026-04-01')).code).toBe('UNIT_NAME_TAKEN');
    expect((await office.refusal('units.rename', { id: 'nobody', name: '甲局', day: '2026-04-01' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
  it('corrected in its spelling keeps no former name', async () => {
    const { id } = await office.call('units.save', {
      changes: { name: '区文旅局', phone: ' 0000-5550101 ', headName: '周某某' },
    });
    await office.call('units.save', { id, changes: { name: '区文旅体局' } });
    expect(await unit('区文旅体局')).toMatchObject({
      formerNames: [],
      kind: 'department',
      phone: '0000-5550101',
      headName: '周某某',
    });
    expect((await office.refusal('units.save', { changes: { phone: '1' } })).code).toBe('FIELD_INVALID');
    expect((await office.refusal('units.save', { id, changes: { name: '区水利局' } })).code).toBe('UNIT_NAME_TAKEN');
  });
});

describe('units merged', () => {
  it('into a new one: what they held follows, in one change with one undo', async () => {
    const olds = [await unit('区水利局'), await unit('区住建局')];
    const idsOfOlds = olds.map((each) => each.id);
    expect((await office.call('units.uses', { ids: idsOfOlds })).rows).toEqual([{ label: '项目', count: 1 }]);
    const merged = await office.call('units.merge', {
      ids: idsOfOlds,
      into: { name: '区建设水务局' },
      day: '2026-06-01',
      document: '青编〔2026〕9号',
    });
    expect(merged.moved).toBe(1);
    expect(await unitsOfProject('白桦湾水厂')).toEqual(['区建设水务局']);
    expect(await unit('区水利局')).toMatchObject({ endedOn: '2026-05-31', successorName: '区建设水务局', projects: 0 });
    expect((await office.call('units.list', {})).rows.map((row) => row.name)).not.toContain('区水利局');
    expect((await office.call('units.get', { id: merged.id })).predecessors.map((each) => each.name)).toEqual([
      '区住建局',
      '区水利局',
    ]);
    await office.call('projects.save', { id: idOf('柳林道路'), changes: { responsibleUnitNames: ['区水利局'] } });
    expect(await unitsOfProject('柳林道路')).toEqual(['区建设水务局']);
    await office.call('changes.undo', {});
    await office.call('changes.undo', { changeId: merged.changeId ?? '' });
    expect(await unitsOfProject('白桦湾水厂')).toEqual(['区水利局', '区住建局']);
    expect(await unit('区水利局')).toMatchObject({ endedOn: null, successorName: null });
  });
  it('is refused into itself, into an ended one, and on a day to come', async () => {
    const water = await unit('区水利局');
    const culture = await unit('区文旅体局');
    const merge = (into: { id: string } | { name: string }, day = '2026-06-01') =>
      office.refusal('units.merge', { ids: [water.id], into, day });
    expect((await merge({ id: water.id })).code).toBe('UNIT_MERGE_ITSELF');
    expect((await merge({ name: '区文旅体局' })).code).toBe('UNIT_NAME_TAKEN');
    expect((await merge({ id: culture.id }, '2027-01-01')).code).toBe('DAY_IN_FUTURE');
    await office.call('units.end', { id: culture.id, day: '2026-07-31' });
    const refused = await merge({ id: culture.id });
    expect(refused.code).toBe('UNIT_ENDED');
    expect(refused.message).toContain('2026年7月31日');
    await office.call('changes.undo', {});
  });
});

describe('a person', () => {
  it('takes a new post on a day, and the one before ends the day before', async () => {
    const { id } = await person('张某某');
    await office.call('persons.save', {
      id,
      changes: { post: '副区长', rank: '副处级', unitName: '区政府', phone: '0000-5550102' },
    });
    await office.call('persons.newPost', { id, post: '常务副区长', rank: '正处级', fromDay: '2026-08-15' });
    const found = await office.call('persons.get', { id });
    expect(found.person).toMatchObject({ post: '常务副区长', rank: '正处级', unitName: '区政府' });
    expect(found.posts.map(({ post, rank, fromDay, untilDay }) => [post, rank, fromDay, untilDay])).toEqual([
      ['常务副区长', '正处级', '2026-08-15', null],
      ['副区长', '副处级', null, '2026-08-14'],
    ]);
    expect(found.terms).toMatchObject([{ projectName: '青石大桥', roleName: '分包领导', untilDay: null }]);
    const again = (fromDay: string) => office.refusal('persons.newPost', { id, post: '区长', fromDay });
    expect((await again('2026-08-15')).code).toBe('POST_DAY_TOO_EARLY');
    expect((await again('2026-12-01')).code).toBe('DAY_IN_FUTURE');
    expect((await office.refusal('persons.newPost', { id: 'nobody', post: '区长', fromDay: '2026-08-15' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('in two spellings is proposed with evidence, merged by a click, read so from then on, and taken apart by undo', async () => {
    const kept = await person('李某某');
    const { id: projectId } = await office.call('projects.save', {
      changes: { name: '清源泵站', responsibleLeaderNames: ['李\u00a0某某'], projectStewardNames: ['李某某'] },
    });
    const { pairs } = await office.call('persons.alike', {});
    const pair = pairs.find((each) => each.left.id === kept.id || each.right.id === kept.id);
    expect(pair?.evidence).toEqual(['姓名只差空格']);
    const otherId = pair?.left.id === kept.id ? pair.right.id : (pair?.left.id ?? '');
    const merged = await office.call('persons.merge', { keptId: kept.id, otherId });
    expect(merged.moved).toBe(1);
    const leaders = async () =>
      (await office.call('projects.get', { id: projectId })).row.responsibleLeaders.map((each) => each.name);
    expect(await leaders()).toEqual(['李某某']);
    expect((await person('李某某')).otherSpellings).toEqual(['李\u00a0某某']);
    expect((await office.call('persons.alike', {})).pairs).toEqual([]);
    await office.call('projects.save', { id: idOf('柳林道路'), changes: { responsibleLeaderNames: ['李\u00a0某某'] } });
    expect(
      (await office.call('projects.get', { id: idOf('柳林道路') })).row.responsibleLeaders.map((each) => each.id),
    ).toEqual([kept.id]);
    await office.call('changes.undo', {});
    await office.call('changes.undo', { changeId: merged.changeId ?? '' });
    expect(await leaders()).toEqual(['李\u00a0某某']);
    expect((await person('李某某')).otherSpellings).toEqual([]);

    await office.call('persons.keepApart', { leftId: otherId, rightId: kept.id });
    expect((await office.call('persons.alike', {})).pairs).toEqual([]);
    expect((await office.refusal('persons.merge', { keptId: kept.id, otherId: kept.id })).code).toBe(
      'PERSON_MERGE_ITSELF',
    );
  });

  it('merged where both hold the same role keeps one term, not two', async () => {
    const { id } = await office.call('projects.save', {
      changes: { name: '双桥路', responsibleLeaderNames: ['王建国', '王建囯'] },
    });
    const [kept, other] = [await person('王建国'), await person('王建囯')];
    await office.call('persons.merge', { keptId: kept.id, otherId: other.id });
    expect((await office.call('projects.get', { id })).assignments).toHaveLength(1);
    expect((await office.refusal('persons.get', { id: other.id })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('persons.save', { id: other.id, changes: { phone: '1' } })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('needs a name', async () => {
    expect((await office.refusal('persons.save', { changes: { post: '局长' } })).code).toBe('FIELD_INVALID');
    const { id } = await office.call('persons.save', { changes: { name: '吴某某', unitName: '区水利局' } });
    expect((await office.call('persons.get', { id })).person.unitName).toBe('区水利局');
  });
});

describe('the telephone list', () => {
  it('stands by unit, says what each is for, and is searched by name, pinyin or number', async () => {
    const { id } = await person('吴某某');
    await office.call('persons.save', { id, changes: { phone: '0000-5550188' } });
    const { units } = await office.call('people.phoneBook', {});
    const government = units.find((each) => each.unitName === '区政府');
    expect(government?.persons).toMatchObject([{ name: '张某某', phone: '0000-5550102', duties: '分包领导1个' }]);
    expect(units.at(-1)?.unitName).toBe('未填单位');
    for (const search of ['吴某', 'wmm', '5550188', '水利'])
      expect((await office.call('people.phoneBook', { search })).units.flatMap((each) => each.persons)).toMatchObject([
        { name: '吴某某' },
      ]);
    const { file } = await office.call('people.phoneBookPaper', { format: 'xlsx' });
    expect(file.name).toMatch(/^通讯录_.*\.xlsx$/);
    expect((await office.refusal('people.phoneBookPaper', { format: 'pdf' })).code).toBe('BROWSER_NOT_FOUND');
  });
});

it('a ledger that prints a former name of a unit and another spelling of a leader changes nothing', async () => {
  const path = join(folder.path, 'ledger.csv');
  writeFileSync(
    path,
    [
      '序号,项目名称,建设性质,总投资（万元）,责任单位,分包领导',
      '1,青石大桥,新建,12000,区交通局,张某某',
      '2,双桥路,新建,8000,区水利局,王建囯',
    ].join('\n'),
  );
  await office.call('projects.save', {
    id: (await projectIds(office))['双桥路'] ?? '',
    changes: { responsibleUnitNames: ['区水利局'], totalInvestment: 80_000_000, nature: 'newBuild' },
  });
  const { sheets, counts } = await office.call('ledgerImports.preview', { file: office.take(path) });
  const differences = sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.differences));
  expect(differences.map((each) => each.label)).not.toEqual(expect.arrayContaining(['责任单位']));
  expect(differences.map((each) => each.label)).not.toEqual(expect.arrayContaining(['分包领导']));
  expect(counts).toMatchObject({ created: 0, ignored: 1 });
});
