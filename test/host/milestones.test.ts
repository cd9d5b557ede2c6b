/** Nodes, 倒排工期, stage duties, stops, factors, statistics and what is missing, through the contract. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let centreFolder: string;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const prepared = await preparedOffices(folder.path);
  centreFolder = prepared.centre;
  office = openOffice(prepared.district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const nodesOf = async (project: string) =>
  (await office.call('milestones.ofProject', { projectId: idOf(project) })).nodes;

async function nodeOf(project: string, name: string) {
  const found = (await nodesOf(project)).find((node) => node.name === name);
  if (found === undefined) throw new Error(`${project} has no node ${name}`);
  return found;
}

async function saveNode(project: string, name: string, changes: InputOf<'milestones.save'>['changes']) {
  const { id } = await nodeOf(project, name);
  return office.call('milestones.save', { projectId: idOf(project), id, changes });
}

async function refusedNode(project: string, name: string, changes: InputOf<'milestones.save'>['changes']) {
  const { id } = await nodeOf(project, name);
  return office.refusal('milestones.save', { projectId: idOf(project), id, changes });
}

const findingsOf = async (project: string) =>
  (await office.call('milestones.findings', {})).rows
    .filter((row) => row.projectId === idOf(project))
    .map((row) => row.kind);

describe('建设节点 (二七办文〔2024〕7号 四(三)4)', () => {
  it('of the pack stand there from the beginning, with the project’s own planned days', async () => {
    const { rule } = await office.call('milestones.ofProject', { projectId: idOf('青石大桥') });
    expect(rule.source).toContain('二七办文〔2024〕7号 四(三)4');
    expect((await nodesOf('青石大桥')).map(({ name, plannedOn }) => [name, plannedOn])).toEqual([
      ['签约', null],
      ['开工', '2025-03'],
      ['竣工', '2027'],
      ['达效', null],
    ]);
  });

  it('a planned start typed in one place is there in the other: nobody types it twice', async () => {
    const id = idOf('青石大桥');
    await saveNode('青石大桥', '开工', { plannedOn: '2025-04' });
    expect((await office.call('projects.get', { id })).project['startsOn']).toBe('2025-04');
    await office.call('projects.save', { id, changes: { startsOn: '2025-05' } });
    expect((await nodeOf('青石大桥', '开工')).plannedOn).toBe('2025-05');
    await office.call('changes.undo', {});
    expect((await nodeOf('青石大桥', '开工')).plannedOn).toBe('2025-04');
  });

  it('the auction day is the project’s own, to the day', async () => {
    const id = idOf('望江学校');
    await office.call('projects.save', { id, changes: { landAuctionDay: '2026-03-02' } });
    expect((await nodeOf('望江学校', '土地摘牌')).actualOn).toBe('2026-03-02');
    expect(await refusedNode('望江学校', '土地摘牌', { actualOn: '2026-03' })).toMatchObject({
      code: 'FIELD_INVALID',
      message: expect.stringContaining('要写到日') as string,
    });
    await saveNode('望江学校', '土地摘牌', { actualOn: '2026-03-04' });
    expect((await office.call('projects.get', { id })).project['landAuctionDay']).toBe('2026-03-04');
  });

  it('days that cannot be are refused with their sentence, and nothing is written', async () => {
    const before = await nodesOf('青石大桥');
    expect(await refusedNode('青石大桥', '竣工', { plannedOn: '2025-03' })).toMatchObject({
      code: 'DAYS_REVERSED',
      message: expect.stringContaining('“计划竣工”填的是2025年3月，早于“计划开工”的2025年4月') as string,
    });
    expect((await refusedNode('青石大桥', '开工', { actualOn: '2026-11-19' })).code).toBe('DAY_IN_FUTURE');
    expect((await refusedNode('青石大桥', '开工', { actualOn: '20 April' })).code).toBe('INPUT_INVALID');
    expect((await refusedNode('青石大桥', '开工', { workingDays: -1 })).code).toBe('INPUT_INVALID');
    const projectId = idOf('青石大桥');
    expect((await office.refusal('milestones.save', { projectId, id: 'nobody', changes: {} })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('milestones.save', { projectId: 'nobody', changes: { name: '封顶' } })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('milestones.save', { projectId, changes: {} })).code).toBe('FIELD_INVALID');
    expect((await office.refusal('milestones.ofProject', { projectId: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
    expect(await nodesOf('青石大桥')).toEqual(before);
  });

  it('completion before the actual start is refused, one before the planned start is found', async () => {
    await saveNode('青石大桥', '开工', { actualOn: '2025-05-20', unitName: '区交通局', personName: '周某某' });
    expect(await nodeOf('青石大桥', '开工')).toMatchObject({ unitName: '区交通局', personName: '周某某' });
    expect((await refusedNode('青石大桥', '竣工', { actualOn: '2025-04' })).code).toBe('DAYS_REVERSED');
    await saveNode('青石大桥', '签约', { actualOn: '2025-06-01' });
    const signing = await nodeOf('青石大桥', '签约');
    await saveNode('青石大桥', '开工', { afterIds: [signing.id] });
    expect((await nodeOf('青石大桥', '开工')).finding).toMatch(/早于前置节点“签约”的实际时间2025年6月1日/);
    await saveNode('青石大桥', '签约', { actualOn: '2025-01-06' });
    expect((await nodeOf('青石大桥', '开工')).finding).toBeNull();
  });
});

describe('倒排工期 (二七办文〔2024〕7号 四(三)1)', () => {
  it('goes back from the completion through own nodes, is applied at once and undone at once', async () => {
    const projectId = idOf('望江学校');
    await office.call('projects.save', { id: projectId, changes: { startsOn: '2026-11', completesOn: '2026-12-25' } });
    const start = await nodeOf('望江学校', '开工');
    const roof = await office.call('milestones.save', {
      projectId,
      changes: { name: '主体封顶', afterIds: [start.id], workingDays: 10 },
    });
    await saveNode('望江学校', '竣工', { afterIds: [roof.id], workingDays: 12 });
    const end = await nodeOf('望江学校', '竣工');
    const schedule = await office.call('milestones.schedule', { projectId, lastId: end.id });
    expect(schedule).toMatchObject({ state: 'scheduled', lastDay: '2026-12-25' });
    expect(schedule.rows.map(({ name, finishBy, beginBy }) => [name, finishBy, beginBy])).toEqual([
      ['开工', '2026-11-25', '2026-11-25'],
      ['主体封顶', '2026-12-09', '2026-11-25'],
      ['竣工', '2026-12-25', '2026-12-09'],
    ]);
    const applied = await office.call('milestones.applySchedule', { projectId, lastId: end.id });
    expect(applied.changed).toBe(2);
    expect((await office.call('projects.get', { id: projectId })).project['startsOn']).toBe('2026-11-25');
    expect((await nodeOf('望江学校', '主体封顶')).plannedOn).toBe('2026-12-09');
    await office.call('changes.undo', { changeId: applied.changeId ?? '' });
    expect((await office.call('projects.get', { id: projectId })).project['startsOn']).toBe('2026-11');
    expect((await nodeOf('望江学校', '主体封顶')).plannedOn).toBeNull();
  });

  it('a circle is refused naming it; a node cannot wait for what is not there', async () => {
    const end = await nodeOf('望江学校', '竣工');
    expect(await refusedNode('望江学校', '开工', { afterIds: [end.id] })).toMatchObject({
      code: 'MILESTONES_CIRCULAR',
      message: expect.stringMatching(/（.*开工.*主体封顶.*）/) as string,
    });
    expect((await refusedNode('望江学校', '开工', { afterIds: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
  });

  it('without a day there is nothing to go back from; a year without its notice is said and not applied', async () => {
    const projectId = idOf('望江学校');
    const signing = await nodeOf('望江学校', '签约');
    expect((await office.refusal('milestones.schedule', { projectId, lastId: signing.id })).code).toBe(
      'SCHEDULE_WITHOUT_END',
    );
    expect((await office.refusal('milestones.schedule', { projectId, lastId: 'nobody' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    await saveNode('望江学校', '竣工', { plannedOn: '2027-06' });
    const end = await nodeOf('望江学校', '竣工');
    expect(await office.call('milestones.schedule', { projectId, lastId: end.id })).toMatchObject({
      state: 'yearNotLoaded',
      year: 2027,
      rows: [],
    });
    expect(await office.refusal('milestones.applySchedule', { projectId, lastId: end.id })).toMatchObject({
      code: 'CALENDAR_YEAR_MISSING',
      message: expect.stringContaining('2027年的放假调休安排还没有载入') as string,
    });
  });

  it('a removed node is no longer waited for', async () => {
    const projectId = idOf('望江学校');
    const roof = await nodeOf('望江学校', '主体封顶');
    const { changeId } = await office.call('milestones.remove', { projectId, ids: [roof.id] });
    expect((await nodeOf('望江学校', '竣工')).afterIds).toEqual([]);
    expect((await office.refusal('milestones.remove', { projectId, ids: [roof.id] })).code).toBe('RECORD_NOT_FOUND');
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect((await nodeOf('望江学校', '竣工')).afterIds).toEqual([roof.id]);
    expect((await office.refusal('milestones.remove', { projectId: idOf('青石大桥'), ids: [roof.id] })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
});

describe('五阶段的责任单位和责任人 (二七办文〔2024〕7号 四(一)3)', () => {
  it('stand in the pack’s order; a new name makes the unit and the person', async () => {
    const projectId = idOf('柳林道路');
    await office.call('milestones.saveStage', {
      projectId,
      stage: 'approval',
      changes: { unitName: '区行政审批局', personName: '钱某某', plannedUntil: '2026-12-31' },
    });
    const { stages } = await office.call('milestones.ofProject', { projectId });
    expect(stages.map((stage) => stage.stage)).toEqual([
      'planning',
      'attraction',
      'approval',
      'construction',
      'acceptance',
    ]);
    expect(stages[2]).toMatchObject({ unitName: '区行政审批局', personName: '钱某某', plannedUntil: '2026-12-31' });
    await office.call('milestones.saveStage', { projectId, stage: 'approval', changes: { personName: null } });
    expect((await office.call('milestones.ofProject', { projectId })).stages[2]).toMatchObject({
      unitName: '区行政审批局',
      personName: null,
    });
    expect(
      (await office.refusal('milestones.saveStage', { projectId: 'nobody', stage: 'approval', changes: {} })).code,
    ).toBe('RECORD_NOT_FOUND');
  });
});

describe('停工复工 (郑重办〔2022〕 三(一))', () => {
  it('is late after the day it should have resumed, gone when it did, refused where the days are reversed', async () => {
    const projectId = idOf('白桦湾水厂');
    const save = (id: string | undefined, changes: InputOf<'milestones.saveSuspension'>['changes']) => ({
      projectId,
      ...(id === undefined ? {} : { id }),
      changes,
    });
    expect((await office.refusal('milestones.saveSuspension', save(undefined, { reason: '缺料' }))).code).toBe(
      'FIELD_INVALID',
    );
    const { id } = await office.call(
      'milestones.saveSuspension',
      save(undefined, { suspendedOn: '2026-09-01', reason: '管线迁改' }),
    );
    expect(
      (await office.call('milestones.findings', {})).rows.find((row) => row.projectId === projectId),
    ).toMatchObject({ kind: 'notResumed', isLate: false });
    await office.call('milestones.saveSuspension', save(id, { resumptionDueOn: '2026-10-15' }));
    const late = (await office.call('milestones.findings', {})).rows.find((row) => row.kind === 'notResumed');
    expect(late).toMatchObject({ isLate: true, daysLate: 34, reason: '管线迁改', projectName: '白桦湾水厂' });
    for (const changes of [{ resumptionDueOn: '2026-08-31' }, { resumedOn: '2026-08-01' }])
      expect((await office.refusal('milestones.saveSuspension', save(id, changes))).code).toBe('DAYS_REVERSED');
    expect((await office.refusal('milestones.saveSuspension', save(id, { resumedOn: '2026-11-19' }))).code).toBe(
      'DAY_IN_FUTURE',
    );
    expect((await office.refusal('milestones.saveSuspension', save('nobody', {}))).code).toBe('RECORD_NOT_FOUND');
    await office.call('milestones.saveSuspension', save(id, { resumedOn: '2026-11-10' }));
    expect(await findingsOf('白桦湾水厂')).not.toContain('notResumed');
    await office.call('milestones.removeSuspension', { projectId, id });
    expect((await office.call('milestones.ofProject', { projectId })).suspensions).toEqual([]);
    expect((await office.refusal('milestones.removeSuspension', { projectId, id })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('节点预警', () => {
  it('lists what is late with its clause, reminds on 工作台 and prints', async () => {
    const id = idOf('柳林道路');
    await office.call('projects.save', {
      id,
      changes: { startsOn: '2026-05', completesOn: '2026-10', level: 'district' },
    });
    expect(await findingsOf('柳林道路')).toEqual(['dueNotStarted', 'dueNotCompleted']);
    const { lists } = await office.call('milestones.findings', {});
    expect(lists.find((list) => list.kind === 'dueNotStarted')).toMatchObject({ label: '应开未开', late: 1, total: 1 });
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'FINDING_dueNotStarted')).toMatchObject({
      tone: 'late',
      sentence: '应开未开1个：柳林道路。',
      why: expect.stringContaining('二七办文〔2024〕7号') as string,
      action: { page: '/milestones?list=dueNotStarted' },
    });
    const model = (await office.call('registerTables.model', { list: 'findings', kind: 'dueNotStarted' })) as {
      readonly title: string;
      readonly rows: readonly { readonly texts: readonly string[] }[];
    };
    expect(model.title).toBe('应开未开项目名单');
    expect(model.rows[0]?.texts).toEqual([
      '1',
      '柳林道路',
      '区县重点',
      '区交通局',
      '2026-05',
      '171',
      '计划2026年5月开工，没有实际开工。',
      '',
    ]);
    const { file } = await office.call('registerTables.render', {
      list: 'findings',
      kind: 'dueNotStarted',
      format: 'xlsx',
    });
    expect(file.name).toBe('应开未开项目名单_2026-11-18.xlsx');
    for (const wishes of [
      { list: 'findings' },
      { list: 'permits' },
      { list: 'holderPermits' },
      { list: 'milestones' },
    ] as const)
      expect((await office.refusal('registerTables.model', wishes)).code).toBe('FIELD_INVALID');
  });

  it('统计应入未入 follows the office’s word, with the reason, and ends with the day (登项攻坚办〔2018〕1号 (八))', async () => {
    const id = idOf('青石大桥');
    expect(await findingsOf('青石大桥')).toEqual(['notRegistered']);
    await office.call('projects.save', { id, changes: { statisticalNote: '施工许可证正在补办' } });
    const row = (await office.call('milestones.findings', {})).rows.find((each) => each.projectId === id);
    expect(row).toMatchObject({ isLate: false, reason: '施工许可证正在补办' });
    await office.call('projects.save', { id, changes: { statisticallyRegisteredOn: '2026-11-02' } });
    expect(await findingsOf('青石大桥')).toEqual([]);
    expect((await office.call('milestones.ofProject', { projectId: id })).statistics).toMatchObject({
      state: 'registered',
      sentence: '2026年11月2日已统计入库。',
    });
  });
});

describe('要素保障 (二七办文〔2024〕7号 四(三)2)', () => {
  it('asks for the pack’s factors; nothing written is not asked yet', async () => {
    const { cells, source } = await office.call('factors.ofProject', { projectId: idOf('青石大桥') });
    expect(cells.map((cell) => [cell.factor, cell.state])).toEqual([
      ['capital', null],
      ['land', null],
      ['permits', null],
      ['demolition', null],
    ]);
    expect(source).toContain('四(三)2');
  });

  it('a need written down is needed, late after its day, met with its day, and counted by factor and unit', async () => {
    const projectId = idOf('青石大桥');
    const save = (changes: InputOf<'factors.save'>['changes']) =>
      office.call('factors.save', { projectId, factor: 'demolition', changes });
    await save({ description: '3户未拆', unitName: '某某街道', neededBy: '2026-11-01' });
    const cell = async () =>
      (await office.call('factors.ofProject', { projectId })).cells.find((each) => each.factor === 'demolition');
    expect(await cell()).toMatchObject({ state: 'needed', isLate: true, unitName: '某某街道' });
    const matrix = await office.call('factors.matrix', {});
    expect(matrix.factors.find((each) => each.factor === 'demolition')).toMatchObject({ needed: 1, late: 1, met: 0 });
    expect(matrix.units).toEqual([{ unitName: '某某街道', needed: 1, late: 1 }]);
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'FACTORS_LATE')).toMatchObject({
      tone: 'late',
      sentence: '1项要素需求过了需解决时间：青石大桥拆迁清表。',
    });
    await save({ metOn: '2026-11-10' });
    expect(await cell()).toMatchObject({ state: 'met', isLate: false, metOn: '2026-11-10' });
    await save({ state: 'needed' });
    expect(await cell()).toMatchObject({ state: 'needed', metOn: null });
  });

  it('the matrix is typed in blocks, one undo; another’s project or an unknown factor is refused', async () => {
    const before = await office.call('factors.matrix', {});
    const items = ['望江学校', '柳林道路'].map((name) => ({
      projectId: idOf(name),
      factor: 'land' as const,
      changes: { state: 'notNeeded' as const },
    }));
    const { changeId, changed } = await office.call('factors.saveMany', { items });
    expect(changed).toBe(2);
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(await office.call('factors.matrix', {})).toEqual(before);
    const refused = { projectId: 'nobody', factor: 'land' as const, changes: {} };
    expect((await office.refusal('factors.save', refused)).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('factors.saveMany', { items: [refused] })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('factors.save', { ...refused, factor: 'colour' as never })).code).toBe(
      'INPUT_INVALID',
    );
  });
});

describe('六个明确 and 五个一', () => {
  const six = async (project: string) =>
    Object.fromEntries(
      (await office.call('projects.get', { id: idOf(project) })).sixDefinites.map((each) => [each.key, each]),
    );

  it('a leader is demanded by the rule (二七办文〔2024〕7号 四(一)1), of smaller projects the 挂钩, of others none', async () => {
    expect((await six('青石大桥'))['responsibleLeader']).toMatchObject({ state: 'definite', shown: '张某某' });
    expect((await six('柳林道路'))['responsibleLeader']).toMatchObject({
      label: '挂钩领导',
      state: 'missing',
      shown: '缺挂钩领导、镇街道主要负责人',
    });
    // Municipal and below 亿元: neither 分包 nor 挂钩.
    const id = idOf('柳林道路');
    await office.call('projects.save', { id, changes: { level: 'municipal', totalInvestment: 50_000_000 } });
    expect((await six('柳林道路'))['responsibleLeader']).toMatchObject({ label: '分包领导', state: 'notApplicable' });
    await office.call('projects.save', { id, changes: { level: 'district' } });
  });

  it('nodes are definite when the days the pack asks for are known', async () => {
    expect((await six('青石大桥'))['milestones']).toMatchObject({
      state: 'definite',
      shown: '2025年5月20日开工、2027年竣工',
    });
    expect((await six('柳林道路'))['milestones']).toMatchObject({ state: 'missing', shown: '缺签约时间' });
    await saveNode('柳林道路', '签约', { plannedOn: '2026-12' });
    expect((await six('柳林道路'))['milestones']).toMatchObject({ state: 'definite' });
  });

  it('what is missing over all projects is one list, printed without complete ones', async () => {
    const list = await office.call('definites.list', {});
    expect(list.sixDefinites.labels).toHaveLength(6);
    expect(list.fiveOnes.labels).toEqual([]);
    expect(list.rows).toHaveLength(4);
    const model = (await office.call('registerTables.model', { list: 'missing' })) as { readonly rows: unknown[] };
    expect(model.rows).toHaveLength(list.rows.filter((row) => row.missing > 0).length);
  });

  it('a pack with 五个一 (金政办〔2019〕3号) shows five more marks, 登封’s four (登项攻坚办〔2018〕1号 (一))', async () => {
    const before = (await office.call('offices.current', {})).office?.rulePack ?? '';
    const marks = async () =>
      (await office.call('projects.get', { id: idOf('青石大桥') })).fiveOnes.map(({ label, state }) => [label, state]);
    await office.call('rulePacks.use', { id: 'jinshui-2019@1' });
    expect(await marks()).toEqual([
      ['一个项目', 'definite'],
      ['一个领导', 'definite'],
      ['一套班子', 'missing'],
      ['一套方案', 'missing'],
      ['一抓到底', 'missing'],
    ]);
    await office.call('progress.save', {
      period: '2026-11-20',
      projectId: idOf('青石大桥'),
      changes: { progressText: '架梁' },
    });
    expect((await marks()).at(-1)).toEqual(['一抓到底', 'definite']);
    await office.call('rulePacks.use', { id: 'dengfeng-2018@1' });
    expect((await marks()).map(([label]) => label)).toEqual(['一个项目', '一个领导', '一套班子', '一抓到底']);
    await office.call('rulePacks.use', { id: before });
  });
});

it('the centre sees the districts’ nodes and factors and cannot change them', async () => {
  await office.unlock();
  const sent = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const path = office.keep(sent.file, join(folder.path, 'report.ldx'));
  const centre = openOffice(centreFolder);
  try {
    await centre.unlock();
    const { token } = await centre.call('packages.preview', { file: centre.take(path) });
    await centre.call('packages.import', { token });
    const projectId = idOf('青石大桥');
    const facts = await centre.call('milestones.ofProject', { projectId });
    expect(facts.mayEdit).toBe(false);
    expect(facts.nodes.find((node) => node.kind === 'start')?.actualOn).toBe('2025-05-20');
    expect((await centre.call('milestones.findings', {})).rows.map((row) => row.officeName)).toContain('青石区');
    const refusals = await Promise.all([
      centre.refusal('milestones.save', { projectId, changes: { name: '封顶' } }),
      centre.refusal('milestones.remove', { projectId, ids: ['x'] }),
      centre.refusal('milestones.applySchedule', { projectId, lastId: 'x' }),
      centre.refusal('milestones.saveStage', { projectId, stage: 'approval', changes: {} }),
      centre.refusal('milestones.saveSuspension', { projectId, changes: { suspendedOn: '2026-11-01' } }),
      centre.refusal('milestones.removeSuspension', { projectId, id: 'x' }),
      centre.refusal('factors.save', { projectId, factor: 'land', changes: { state: 'met' } }),
      centre.refusal('permits.save', { projectId, changes: { name: '备案' } }),
      centre.refusal('permits.instantiate', { projectId, template: 'enterprise' }),
      centre.refusal('permits.remove', { projectId, ids: ['x'] }),
    ]);
    expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['RECORD_NOT_OURS']));
  } finally {
    await centre.close();
  }
});

it('at the end the ledger is sound', async () => {
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
