/** 手续办理台账 through the contract: templates, steps, days, clock, papers, and every refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  office = openOffice((await preparedOffices(folder.path)).district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const ledgerOf = (project: string) => office.call('permits.ofProject', { projectId: idOf(project) });

async function permitOf(project: string, name: string) {
  const found = (await ledgerOf(project)).rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`${project} has no permit ${name}`);
  return found;
}

async function save(project: string, name: string, changes: InputOf<'permits.save'>['changes']) {
  const { id } = await permitOf(project, name);
  return office.call('permits.save', { projectId: idOf(project), id, changes });
}

async function refused(project: string, name: string, changes: InputOf<'permits.save'>['changes']) {
  const { id } = await permitOf(project, name);
  return office.refusal('permits.save', { projectId: idOf(project), id, changes });
}

describe('a template', () => {
  it('makes the whole ledger with one click, in order, with what can run in parallel', async () => {
    const { templates } = await ledgerOf('望江学校');
    expect(templates.find((template) => template.code === 'enterprise')).toMatchObject({ missing: 9, steps: 9 });
    const made = await office.call('permits.instantiate', { projectId: idOf('望江学校'), template: 'enterprise' });
    expect(made).toMatchObject({ added: 9, kept: 0 });
    const { rows } = await ledgerOf('望江学校');
    expect(rows.map(({ name, level, canBegin }) => [name, level, canBegin])).toEqual([
      ['项目备案', 1, true],
      ['土地出让合同或划拨决定书', 2, false],
      ['建设用地规划许可证', 3, false],
      ['环评文件审批', 2, false],
      ['施工图设计文件审查', 4, false],
      ['建设工程规划许可证', 4, false],
      ['施工许可证', 5, false],
      ['统计入库', 6, false],
      ['建设工程竣工验收', 6, false],
    ]);
  });

  it('says in the history what waits for what by name', async () => {
    const { rows } = await office.call('projects.history', { id: idOf('望江学校') });
    const waits = rows.filter((row) => row.label === '前置手续').map((row) => row.after);
    expect(waits).toContain('施工图设计文件审查、建设工程规划许可证');
  });

  it('taken again adds only what is missing and keeps what is there', async () => {
    const projectId = idOf('望江学校');
    await save('望江学校', '项目备案', { finishedOn: '2026-03-02', documentNumber: '青发改备〔2026〕某号' });
    const review = await permitOf('望江学校', '施工图设计文件审查');
    await office.call('permits.remove', { projectId, ids: [review.id] });
    expect((await ledgerOf('望江学校')).templates.find((each) => each.code === 'enterprise')?.missing).toBe(1);
    const again = await office.call('permits.instantiate', { projectId, template: 'enterprise' });
    expect(again).toMatchObject({ added: 1, kept: 8 });
    expect(await permitOf('望江学校', '项目备案')).toMatchObject({
      state: 'done',
      documentNumber: '青发改备〔2026〕某号',
    });
    expect(await office.call('permits.instantiate', { projectId, template: 'enterprise' })).toMatchObject({
      added: 0,
      changeId: null,
    });
    // A larger template adds its own steps to the same ledger.
    expect(await office.call('permits.instantiate', { projectId, template: 'maojian-17' })).toMatchObject({
      added: 8,
      kept: 9,
    });
    await office.call('changes.undo', {});
    expect((await ledgerOf('望江学校')).rows).toHaveLength(9);
  });

  it('unknown, or for an unknown project, is refused', async () => {
    const projectId = idOf('望江学校');
    expect((await office.refusal('permits.instantiate', { projectId, template: 'none' })).code).toBe(
      'PERMIT_TEMPLATE_UNKNOWN',
    );
    expect((await office.refusal('permits.instantiate', { projectId: 'nobody', template: 'enterprise' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('permits.ofProject', { projectId: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('a step', () => {
  it('begins with its day of acceptance and ends with its day of finishing; opened again the day goes', async () => {
    expect((await permitOf('望江学校', '环评文件审批')).canBegin).toBe(true);
    await save('望江学校', '环评文件审批', {
      acceptedOn: '2026-11-02',
      promisedDays: 10,
      holderUnitName: '区生态环境局',
      holderName: '孙某某',
      authorityName: '区生态环境局',
    });
    expect(await permitOf('望江学校', '环评文件审批')).toMatchObject({
      state: 'inHand',
      usedDays: 12,
      limitDays: 10,
      isLate: true,
      finding: '已用12个工作日，超过时限10个工作日。',
      holderUnitName: '区生态环境局',
      authorityName: '区生态环境局',
    });
    await save('望江学校', '环评文件审批', { finishedOn: '2026-11-13' });
    expect(await permitOf('望江学校', '环评文件审批')).toMatchObject({ state: 'done', usedDays: 9, isLate: false });
    await save('望江学校', '环评文件审批', { state: 'inHand' });
    expect(await permitOf('望江学校', '环评文件审批')).toMatchObject({
      state: 'inHand',
      finishedOn: null,
      isLate: true,
    });
  });

  it('not applicable holds nothing up', async () => {
    expect((await permitOf('望江学校', '建设用地规划许可证')).canBegin).toBe(false);
    await save('望江学校', '土地出让合同或划拨决定书', { state: 'notApplicable' });
    expect((await permitOf('望江学校', '建设用地规划许可证')).canBegin).toBe(true);
  });

  it('of one’s own is named, placed, and can wait for others by their names', async () => {
    const projectId = idOf('望江学校');
    const { id } = await office.call('permits.save', { projectId, changes: { name: '地质灾害评估' } });
    await office.call('permits.save', {
      projectId,
      id,
      changes: { stage: 'projectApproval', afterNames: ['项目备案'] },
    });
    expect(await permitOf('望江学校', '地质灾害评估')).toMatchObject({
      step: null,
      level: 2,
      afterNames: ['项目备案'],
    });
    await save('望江学校', '施工许可证', { afterNames: ['地质灾害评估', '建设工程规划许可证'] });
    expect((await permitOf('望江学校', '施工许可证')).afterNames).toEqual(['地质灾害评估', '建设工程规划许可证']);
    expect((await office.refusal('permits.save', { projectId, changes: { name: ' ' } })).code).toBe('INPUT_INVALID');
    expect((await office.refusal('permits.save', { projectId, changes: {} })).code).toBe('FIELD_INVALID');
  });

  it('that waits for itself through others is refused naming the circle; also two changed at once', async () => {
    expect(await refused('望江学校', '地质灾害评估', { afterNames: ['施工许可证'] })).toMatchObject({
      code: 'PERMITS_CIRCULAR',
      message: expect.stringMatching(/地质灾害评估→施工许可证|施工许可证→地质灾害评估/) as string,
    });
    const projectId = idOf('望江学校');
    const statistics = await permitOf('望江学校', '统计入库');
    const acceptance = await permitOf('望江学校', '建设工程竣工验收');
    expect(
      (
        await office.refusal('permits.saveMany', {
          projectId,
          items: [
            { id: statistics.id, changes: { afterNames: ['建设工程竣工验收'] } },
            { id: acceptance.id, changes: { afterNames: ['统计入库'] } },
          ],
        })
      ).code,
    ).toBe('PERMITS_CIRCULAR');
    expect((await permitOf('望江学校', '统计入库')).afterNames).toEqual(['施工许可证']);
  });

  it('with days that cannot be is refused with its sentence', async () => {
    expect(await refused('望江学校', '环评文件审批', { finishedOn: '2026-10-30' })).toMatchObject({
      code: 'PERMIT_FINISHED_BEFORE_ACCEPTED',
      message: expect.stringContaining('办结日期2026年10月30日早于受理日期2026年11月2日') as string,
    });
    expect((await refused('望江学校', '环评文件审批', { finishedOn: '2026-11-19' })).code).toBe('DAY_IN_FUTURE');
    expect((await refused('望江学校', '环评文件审批', { acceptedOn: '2027-01-01' })).code).toBe('DAY_IN_FUTURE');
    expect((await refused('望江学校', '环评文件审批', { promisedDays: 0 })).code).toBe('INPUT_INVALID');
    expect(await refused('望江学校', '环评文件审批', { afterNames: ['不存在的手续'] })).toMatchObject({
      code: 'FIELD_INVALID',
      message: expect.stringContaining('不存在的手续') as string,
    });
    const projectId = idOf('望江学校');
    expect((await office.refusal('permits.save', { projectId, id: 'nobody', changes: {} })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('permits.remove', { projectId, ids: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
  });

  it('统计入库 finished here is the project’s day of registration, typed once', async () => {
    await save('望江学校', '统计入库', { finishedOn: '2026-11-16' });
    const { project } = await office.call('projects.get', { id: idOf('望江学校') });
    expect(project['statisticallyRegisteredOn']).toBe('2026-11-16');
  });
});

describe('over all projects', () => {
  it('each has its progress, who holds what, what is late and what can begin', async () => {
    const { rows, open, units } = await office.call('permits.ledger', {});
    const row = rows.find((each) => each.id === idOf('望江学校'));
    expect(row).toMatchObject({
      done: 2,
      total: 9,
      inHand: ['环评文件审批'],
      late: ['环评文件审批'],
      holderUnits: ['区生态环境局'],
    });
    expect(row?.canBegin).toContain('建设用地规划许可证');
    expect(open.find((each) => each.name === '环评文件审批')).toMatchObject({ isLate: true, state: 'inHand' });
    expect(units).toEqual([{ unitName: '区生态环境局', inHand: 1, late: 1, open: 1 }]);
    expect(rows.find((each) => each.id === idOf('柳林道路'))).toMatchObject({ total: 0 });
  });

  it('工作台 says what is late', async () => {
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'PERMITS_LATE')).toMatchObject({
      tone: 'late',
      sentence: '1项手续超过时限或计划办结日期：望江学校“环评文件审批”。',
    });
  });

  it('the ledger of a project and of a holder print what the pages show', async () => {
    interface Printed {
      readonly title: string;
      readonly above: readonly string[];
      readonly rows: readonly { readonly texts: readonly string[] }[];
    }
    const projectId = idOf('望江学校');
    const ofProject = (await office.call('registerTables.model', { list: 'permits', projectId })) as unknown as Printed;
    expect(ofProject.title).toBe('手续办理台账');
    expect(ofProject.above[0]).toBe('项目名称：望江学校');
    expect(ofProject.rows).toHaveLength(10);
    const holder = (await office.call('registerTables.model', {
      list: 'holderPermits',
      unitName: '区生态环境局',
    })) as unknown as Printed;
    expect(holder.rows.map((row) => row.texts.slice(1, 5))).toEqual([
      ['望江学校', '环评文件审批', '报建阶段', '在办（逾期）'],
    ]);
    const { file } = await office.call('registerTables.render', { list: 'permits', projectId, format: 'xlsx' });
    expect(file.name).toMatch(/^手续办理台账_2026-11-18\.xlsx$/);
  });
});

describe('从土地摘牌到开工 80/50/30 (汴办文〔2019〕13号 四(一))', () => {
  const clockOf = async () => (await ledgerOf('柳林道路')).clock;

  it('a pack without the clause has no clock', async () => {
    expect((await clockOf()).state).toBe('noRule');
    expect((await office.call('permits.ledger', {})).hasClock).toBe(false);
  });

  it('begins with the auction, follows zone and 承诺制, and is late the day after', async () => {
    await office.call('rulePacks.use', { id: 'kaifeng-2019@1' });
    const id = idOf('柳林道路');
    const land = (changes: InputOf<'projects.save'>['changes']) => office.call('projects.save', { id, changes });
    expect((await clockOf()).state).toBe('toBeFilled');
    await land({ landTenure: 'allocated' });
    expect(await clockOf()).toMatchObject({ state: 'notApplicable', sentence: '不适用：划拨，没有土地摘牌。' });
    // 14 September 2026 – 18 November: autumn and National Day holidays between.
    await land({ landTenure: 'granted', landAuctionDay: '2026-09-14' });
    const running = await clockOf();
    expect(running).toMatchObject({ state: 'running', limit: 80, dueOn: null, notLoadedYear: 2027 });
    expect(running.source).toContain('汴办文〔2019〕13号 四(一)');
    await land({ isInFreeTradeZone: true });
    expect(await clockOf()).toMatchObject({ limit: 50 });
    await land({ usesCommitment: true });
    expect(await clockOf()).toMatchObject({ limit: 30, state: 'late' });
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'CLOCK_LATE')).toMatchObject({
      tone: 'late',
      why: expect.stringContaining('汴办文〔2019〕13号 四(一)') as string,
    });
  });

  it('stops with the actual start, wherever it is typed', async () => {
    const projectId = idOf('柳林道路');
    const { nodes } = await office.call('milestones.ofProject', { projectId });
    expect(nodes.map((node) => node.kind)).toContain('landAuction');
    const start = nodes.find((node) => node.kind === 'start');
    await office.call('milestones.save', { projectId, id: start?.id ?? '', changes: { actualOn: '2026-10-12' } });
    expect(await clockOf()).toMatchObject({ state: 'met', limit: 30 });
  });

  it('over a year whose notice is not loaded it says so, and counts once the notice is taken in', async () => {
    const projectId = idOf('柳林道路');
    await office.call('changes.undo', {});
    await office.call('projects.save', { id: projectId, changes: { landAuctionDay: '2026-12-21' } });
    office.turnTo('2027-01-13T02:00:00.000Z');
    expect(await clockOf()).toMatchObject({ state: 'yearNotLoaded', notLoadedYear: 2027, used: null });
    await office.call('calendars.save', {
      year: 2027,
      notice: '某年放假安排',
      documentNumber: null,
      days: [{ day: '2027-01-01', holiday: '元旦', isWorkingDay: false }],
    });
    // 22–31 December: 8; 4–13 January: 8.
    expect(await clockOf()).toMatchObject({ state: 'running', used: 16 });
    office.turnTo('2026-11-18T02:00:00.000Z');
  });
});

it('审批提速50%以上 halves the statutory limit (登项攻坚办〔2018〕1号 (三))', async () => {
  await office.call('rulePacks.use', { id: 'dengfeng-2018@1' });
  await save('望江学校', '建设工程规划许可证', { statutoryDays: 15, acceptedOn: '2026-11-16' });
  expect(await permitOf('望江学校', '建设工程规划许可证')).toMatchObject({ hastenedDays: 7, limitDays: 7 });
  await save('望江学校', '建设工程规划许可证', { promisedDays: 5 });
  expect(await permitOf('望江学校', '建设工程规划许可证')).toMatchObject({ limitDays: 5 });
  expect((await ledgerOf('望江学校')).speedUp).toMatchObject({
    percent: 50,
    source: expect.stringContaining('登项攻坚办〔2018〕1号') as string,
  });
});

it('at the end the ledger is sound', async () => {
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
