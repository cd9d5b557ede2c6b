/** 领导调研 through the contract: entered, changed, made into tasks, and who has not come yet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let bridge: string;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  bridge = (await projectIds(office))['青石大桥'] ?? '';
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

type Changes = InputOf<'visits.save'>['changes'];
const whole = (): Changes => ({
  leaderName: '张某某',
  onDay: '2026-11-10',
  place: '大桥工地',
  projectIds: [bridge],
  seen: '正在架梁。',
  instructions: '抓紧桥头用地。',
});
const save = (more: Changes = {}, rest: Partial<InputOf<'visits.save'>> = {}) =>
  office.call('visits.save', { changes: { ...whole(), ...more }, ...rest });
const refused = async (more: Changes) =>
  (await office.refusal('visits.save', { changes: { ...whole(), ...more } })).code;
const rowOf = async (id: string) => (await office.call('visits.list', {})).rows.find((row) => row.id === id);

describe('a visit', () => {
  it('is entered with its projects, and what was asked for becomes tasks', async () => {
    const { id, taskIds } = await save(
      {},
      { tasks: [{ content: '完成桥头用地', unitName: '区资源规划局', dueOn: '2026-11-27' }, { content: '修便道' }] },
    );
    expect(await rowOf(id)).toMatchObject({
      leaderName: '张某某',
      onDay: '2026-11-10',
      projects: [{ id: bridge, name: '青石大桥' }],
      isOurs: true,
      tasks: [
        { content: '完成桥头用地', state: 'assigned' },
        { content: '修便道', state: 'draft' },
      ],
    });
    const { row, chain } = await office.call('tasks.get', { id: taskIds[0] ?? '' });
    expect(row).toMatchObject({ origin: 'visit', projectName: '青石大桥', assignedOn: '2026-11-10' });
    expect(chain[0]).toMatchObject({ what: '领导调研', byWhom: '张某某' });
    expect((await office.call('visits.list', { projectId: bridge })).rows.map((each) => each.id)).toContain(id);
  });

  it('is changed, taken out and brought back', async () => {
    const { id } = await save();
    await office.call('visits.save', { id, changes: { seen: '已合龙。' } });
    expect(await rowOf(id)).toMatchObject({ seen: '已合龙。', place: '大桥工地', projects: [{ id: bridge }] });
    await office.call('visits.remove', { ids: [id] });
    expect(await rowOf(id)).toBeUndefined();
    await office.call('changes.undo', {});
    expect(await rowOf(id)).toBeDefined();
  });

  it('is refused where it makes no sense, each time with one sentence', async () => {
    expect(await refused({ onDay: '2026-11-19' })).toBe('VISIT_DAY_IN_FUTURE');
    expect(await refused({ leaderName: '无此人' })).toBe('LEADER_UNKNOWN');
    expect(await refused({ projectIds: [], place: '' })).toBe('VISIT_NOWHERE');
    expect(await refused({ projectIds: ['nowhere'] })).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('visits.save', { changes: { onDay: '2026-11-10' } })).code).toBe('LEADER_UNKNOWN');
    expect((await office.refusal('visits.save', { id: 'nowhere', changes: {} })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('visits.remove', { ids: ['nowhere'] })).code).toBe('RECORD_NOT_FOUND');
    const early = { content: '修便道', unitName: '石桥镇', dueOn: '2026-11-09' };
    expect((await office.refusal('visits.save', { changes: whole(), tasks: [early] })).code).toBe(
      'TASK_DAY_BEFORE_ASSIGNED',
    );
  });
});

describe('coverage', () => {
  it('shows each leader his projects, the last visit and those not visited yet', async () => {
    await save({ onDay: '2026-09-01' });
    const { demand, leaders } = await office.call('visits.coverage', {});
    expect(demand).toBeNull();
    const zhang = leaders.find((leader) => leader.leaderName === '张某某');
    expect(zhang?.projects.find((each) => each.id === bridge)).toMatchObject({
      lastOn: '2026-11-10',
      isVisited: true,
    });
    const { file } = await office.call('visits.coverageTable', { format: 'xlsx' });
    expect(file.name).toBe('分包领导调研情况_青石区_2026-11-18.xlsx');
    for (const leader of leaders) expect(leader.notYet).toBe(leader.projects.filter((each) => !each.isVisited).length);
  });

  it('reminds on the desk, with the clause, only where the notice asks leaders to come', async () => {
    const desk = async () => (await office.call('overviews.district', {})).tasks;
    expect((await desk()).map((task) => task.code)).not.toContain('VISITS_MISSING');
    await office.call('rulePacks.use', { id: 'dengfeng-2018@1' });
    expect((await office.call('visits.coverage', {})).demand?.source).toBe('登项攻坚办〔2018〕1号 一(一)');
    const missing = (await desk()).find((task) => task.code === 'VISITS_MISSING');
    expect(missing).toMatchObject({ why: '登项攻坚办〔2018〕1号 一(一)', action: { page: '/visits' } });
    await office.call('rulePacks.use', { id: 'erqi-2024@1' });
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});
