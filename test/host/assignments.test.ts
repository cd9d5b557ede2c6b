/** 分包与挂钩 through the contract: history, change of leader on a day, delegation, and every refusal. */
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

async function personId(name: string) {
  const found = (await office.call('persons.list', {})).rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`no person ${name}`);
  return found.id;
}
const terms = async (project: string, day?: string) =>
  (await office.call('assignments.ofProject', { projectId: idOf(project), ...(day === undefined ? {} : { day }) }))
    .terms;
const inForce = async (project: string, day: string) =>
  (await terms(project, day)).filter((term) => term.isInForce).map((term) => term.shown);

describe('a term', () => {
  it('is kept with its days, and one person holds a role of a project once at a time', async () => {
    const save = {
      projectId: idOf('望江学校'),
      personName: '赵某某',
      role: 'responsibleLeader',
      fromDay: '2026-01-01',
      untilDay: '2026-06-30',
    } as const;
    const { id } = await office.call('assignments.save', save);
    expect(await inForce('望江学校', '2026-06-30')).toEqual(['赵某某']);
    expect(await inForce('望江学校', '2026-07-01')).toEqual([]);
    const overlapping = await office.refusal('assignments.save', { ...save, fromDay: '2026-06-30', untilDay: null });
    expect(overlapping.code).toBe('TERM_OVERLAPS');
    expect(overlapping.message).toContain('赵某某在“望江学校”已经是分包领导（2026年1月1日至2026年6月30日）');
    const later = await office.call('assignments.save', {
      ...save,
      fromDay: '2026-09-01',
      untilDay: null,
      note: '复职',
    });
    expect(later.id).not.toBe(id);
    expect(await inForce('望江学校', '2026-09-01')).toEqual(['赵某某']);
    expect((await office.refusal('assignments.save', { ...save, id, untilDay: '2025-12-31' })).code).toBe(
      'DAYS_REVERSED',
    );
    await office.call('assignments.remove', { ids: [later.id] });
    expect(await inForce('望江学校', '2026-09-01')).toEqual([]);
    for (const missing of [
      office.refusal('assignments.save', { ...save, projectId: 'nobody' }),
      office.refusal('assignments.save', { ...save, id: 'nobody' }),
      office.refusal('assignments.remove', { ids: ['nobody'] }),
    ])
      expect((await missing).code).toBe('RECORD_NOT_FOUND');
  });

  it('that has ended stays when the list of names is typed anew', async () => {
    await office.call('projects.save', { id: idOf('望江学校'), changes: { responsibleLeaderNames: ['孙某某'] } });
    expect(await inForce('望江学校', '2026-06-30')).toEqual(expect.arrayContaining(['赵某某', '孙某某']));
    await office.call('projects.save', { id: idOf('望江学校'), changes: { responsibleLeaderNames: ['赵某某'] } });
    // Held again: from the day after, so that no day is covered twice.
    expect((await terms('望江学校')).map((term) => [term.personName, term.fromDay, term.untilDay])).toEqual(
      expect.arrayContaining([
        ['赵某某', '2026-01-01', '2026-06-30'],
        ['赵某某', '2026-07-01', null],
      ]),
    );
  });
});

describe('a change of leader', () => {
  it('for many projects at once: the old term ends the day before, past days keep the old one, one undo', async () => {
    for (const name of ['柳林道路', '白桦湾水厂'])
      await office.call('projects.save', { id: idOf(name), changes: { responsibleLeaderNames: ['李某某'] } });
    const changed = await office.call('assignments.changePerson', {
      projectIds: [idOf('柳林道路'), idOf('白桦湾水厂'), idOf('青石大桥')],
      role: 'responsibleLeader',
      fromPersonId: await personId('李某某'),
      toName: '钱某某',
      day: '2026-10-15',
      note: '青办〔2026〕12号',
    });
    expect(changed).toMatchObject({ changed: 2, unchanged: ['青石大桥'] });
    expect(await inForce('柳林道路', '2026-10-14')).toEqual(['李某某']);
    expect(await inForce('柳林道路', '2026-10-15')).toEqual(['钱某某']);
    expect((await office.call('projects.get', { id: idOf('柳林道路') })).row.responsibleLeaders).toMatchObject([
      { name: '钱某某' },
    ]);
    await office.call('changes.undo', { changeId: changed.changeId ?? '' });
    expect(await inForce('柳林道路', '2026-10-15')).toEqual(['李某某']);
  });

  it('is refused where nobody holds the role', async () => {
    const refused = await office.refusal('assignments.changePerson', {
      projectIds: [idOf('青石大桥')],
      role: 'projectSteward',
      fromPersonId: await personId('李某某'),
      toName: '钱某某',
      day: '2026-10-15',
    });
    expect(refused.code).toBe('TERM_NOT_HELD');
    expect(refused.message).toContain('李某某在2026年10月15日及以后不是所选项目的项目管家');
  });
});

describe('a delegation (登项攻坚办〔2018〕1号 (一))', () => {
  it('shows the delegate on its days, in the project and on the board, and not the day after', async () => {
    const leaderId = await personId('张某某');
    const saved = await office.call('delegations.save', {
      leaderId,
      delegateName: '李某某',
      fromDay: '2026-11-01',
      untilDay: '2026-12-05',
      reason: '学习',
    });
    expect(saved.hint).toBeNull();
    expect(await inForce('青石大桥', '2026-11-18')).toEqual(['张某某（委托李某某，至12月5日）']);
    expect(await inForce('青石大桥', '2026-12-06')).toEqual(['张某某']);
    const board = await office.call('assignments.board', {});
    expect(board.leaders.find((leader) => leader.personId === leaderId)?.shown).toBe('张某某（委托李某某，至12月5日）');
    expect((await office.call('delegations.list', {})).rows).toMatchObject([
      { state: 'inForce', leaderName: '张某某' },
    ]);
    await office.call('delegations.save', {
      id: saved.id,
      leaderId,
      delegateName: '李某某',
      fromDay: '2026-11-01',
      untilDay: '2026-12-04',
    });
    expect(await inForce('青石大桥', '2026-12-05')).toEqual(['张某某']);
  });

  it('is refused to oneself, backwards, for days already delegated, to one who is away, and for nobody', async () => {
    const leaderId = await personId('张某某');
    const delegate = (delegateName: string, fromDay: string, untilDay: string, leader = leaderId) =>
      office.refusal('delegations.save', { leaderId: leader, delegateName, fromDay, untilDay });
    expect((await delegate('张某某', '2027-01-01', '2027-02-28')).code).toBe('DELEGATION_TO_SELF');
    expect((await delegate('李某某', '2027-02-28', '2027-01-01')).code).toBe('DAYS_REVERSED');
    const twice = await delegate('钱某某', '2026-12-01', '2026-12-31');
    expect(twice.code).toBe('DELEGATION_OVERLAPS');
    expect(twice.message).toContain('张某某在2026年11月1日至2026年12月4日已经委托李某某');
    expect((await delegate('张某某', '2026-11-20', '2026-12-31', await personId('李某某'))).code).toBe('DELEGATE_AWAY');
    expect((await delegate('李某某', '2027-01-01', '2027-02-28', 'nobody')).code).toBe('RECORD_NOT_FOUND');
    expect(
      (
        await office.refusal('delegations.save', {
          leaderId,
          delegateName: '李某某',
          fromDay: '2027-01-01',
          untilDay: '2027-02-28',
          projectIds: ['nobody'],
        })
      ).code,
    ).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('delegations.remove', { id: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('ending soon is on the desk, with the clause', async () => {
    office.turnTo('2026-11-30T02:00:00.000Z');
    const { tasks } = await office.call('overviews.district', {});
    const task = tasks.find((each) => each.code === 'DELEGATION_ENDS');
    expect(task?.sentence).toBe('张某某委托李某某到2026年12月4日结束。');
    expect(task?.why.length).toBeGreaterThan(3);
    office.turnTo('2026-11-18T02:00:00.000Z');
  });
});

describe('the board', () => {
  it('says by leader what he has, how much, and what of it is late with why', async () => {
    const { leaders } = await office.call('assignments.board', {});
    const leader = leaders.find((each) => each.name === '李某某');
    expect(leader?.projects.map((each) => each.name)).toEqual(expect.arrayContaining(['白桦湾水厂', '柳林道路']));
    expect(leader?.totalInvestment).toBe(300_000_000);
    expect(leader?.late).toBeGreaterThan(0);
    expect(leader?.projects.find((each) => each.name === '白桦湾水厂')?.lateWhy).toContain('没有填报');
  });
  it('lists what the pack demands and is missing, each with its clause', async () => {
    const { missing, demands } = await office.call('assignments.board', {});
    expect(demands.every((each) => each.source !== '')).toBe(true);
    const school = missing.find((each) => each.projectName === '望江学校');
    expect(school?.findings.map((finding) => finding.sentence).join()).toContain(
      '没有明确项目管家（依据二七办文〔2024〕7号',
    );
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'LEADERS_MISSING')?.why).toContain('二七办文〔2024〕7号');
  });
});
