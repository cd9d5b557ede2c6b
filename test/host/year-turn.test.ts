/** 年度结转 through the contract: checked, closed, carried over, opened, printed; each step one undo. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';
const lastPeriod = '2026-12-25';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
  office.turnTo('2026-12-24T02:00:00.000Z');
  for (const [name, doneThisYear] of [
    ['青石大桥', 45_000_000],
    ['白桦湾水厂', 90_000_000],
    ['望江学校', 20_000_000],
  ] as const)
    await office.call('progress.save', {
      period: lastPeriod,
      projectId: idOf(name),
      changes: { doneThisYear, physicalProgress: '主体' },
    });
  await office.call('progress.submit', { period: lastPeriod, reviewedBy: '审核甲' });
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const get = (year?: number) => office.call('yearTurn.get', year === undefined ? {} : { year });
const rowOf = async (name: string) => {
  const found = (await get(2026)).rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`${name} is not carried over`);
  return found;
};
const undo = (changeId: string | null) => office.call('changes.undo', { changeId: changeId ?? '' });

describe('closing', () => {
  it('is not before December, and nothing is carried over or opened before it', async () => {
    office.turnTo('2026-11-18T02:00:00.000Z');
    expect((await get()).mayClose).toBe(false);
    expect((await office.refusal('yearTurn.close', { year: 2026, closedBy: '经办甲' })).code).toBe('YEAR_NOT_BEGUN');
    const item = { projectId: idOf('青石大桥'), decision: 'carried' as const };
    expect((await office.refusal('yearTurn.carryOver', { year: 2026, items: [item] })).code).toBe('YEAR_NOT_CLOSED');
    expect((await office.refusal('yearTurn.open', { year: 2026 })).code).toBe('YEAR_NOT_CLOSED');
    expect((await office.refusal('yearTurn.sheet', { year: 2026, format: 'xlsx' })).code).toBe('YEAR_NOT_CLOSED');
    expect((await office.refusal('yearTurn.close', { year: 2030, closedBy: '经办甲' })).code).toBe('YEAR_NOT_BEGUN');
  });

  it('says what stands open; with it open a note is needed; undo opens the year again', async () => {
    office.turnTo('2027-01-05T02:00:00.000Z');
    const { checks } = await get();
    expect(checks.find((check) => check.code === 'OPEN_REPORTS')?.projects.map((each) => each.name)).toEqual([
      '柳林道路',
    ]);
    expect(checks.find((check) => check.code === 'NO_DONE')).toMatchObject({ tone: 'must', count: 1 });
    const refused = await office.refusal('yearTurn.close', { year: 2026, closedBy: '经办甲' });
    expect(refused.code).toBe('YEAR_CHECK_OPEN');
    const made = await office.call('yearTurn.close', { year: 2026, closedBy: '经办甲', note: '柳林道路未开工' });
    expect(made.projects).toBe(4);
    expect((await office.refusal('yearTurn.close', { year: 2026, closedBy: '经办甲', note: '再结' })).code).toBe(
      'YEAR_ALREADY_CLOSED',
    );
    await undo(made.changeId);
    expect((await get()).closing).toBeNull();
    await office.call('yearTurn.close', { year: 2026, closedBy: '经办甲', note: '柳林道路未开工' });
    expect(await get()).toMatchObject({
      closing: { closedOn: '2027-01-05', closedBy: '经办甲', projects: 4, doneThisYear: 155_000_000 },
      corrections: 0,
      isOpened: false,
    });
  });

  it('of a year nothing was in is refused', async () => {
    await office.call('projects.list', {});
    const { other } = await preparedOffices(join(folder.path, 'second'));
    const empty = openOffice(other, { now: '2027-01-05T02:00:00.000Z' });
    const list = await empty.call('projects.list', {});
    await empty.call('projects.remove', { ids: list.rows.map((row) => row.id) });
    expect((await empty.refusal('yearTurn.close', { year: 2026, closedBy: '经办乙' })).code).toBe(
      'YEAR_NOTHING_TO_CLOSE',
    );
    await empty.close();
  });
});

describe('carrying over', () => {
  it('proposes 截至上年底 and the pool, and takes what a person decides; one undo', async () => {
    expect(await rowOf('青石大桥')).toMatchObject({
      decision: 'carried',
      isDecided: false,
      nextDoneBefore: 55_000_000,
      pool: 'construction',
      toPool: 'completion',
    });
    const item = { projectId: idOf('青石大桥'), decision: 'carried' as const, toPool: 'completion' as const };
    const outcast = { projectId: idOf('柳林道路'), decision: 'notCarried' as const };
    const without = await office.refusal('yearTurn.carryOver', { year: 2026, items: [outcast] });
    expect(without.code).toBe('YEAR_REASON_MISSING');
    expect(
      (await office.refusal('yearTurn.carryOver', { year: 2026, items: [{ ...item, projectId: 'nobody' }] })).code,
    ).toBe('YEAR_PROJECT_UNKNOWN');
    expect(
      (await office.refusal('yearTurn.carryOver', { year: 2026, items: [{ ...item, toPool: 'reserve' }] })).code,
    ).toBe('POOL_MOVE_NOT_POSSIBLE');
    expect(
      (await office.refusal('yearTurn.carryOver', { year: 2026, items: [{ ...item, decision: 'finished' }] })).code,
    ).toBe('POOL_CONDITION_NOT_MET');
    const made = await office.call('yearTurn.carryOver', {
      year: 2026,
      items: [
        item,
        { projectId: idOf('白桦湾水厂'), decision: 'carried', doneBeforeYear: 95_000_000, note: '审计核定' },
        { projectId: idOf('望江学校'), decision: 'finished', note: '已竣工达效' },
        { ...outcast, note: '建设单位放弃' },
      ],
    });
    expect(made).toMatchObject({ carried: 2, notCarried: 1, finished: 1, moved: 2 });
    expect(await rowOf('青石大桥')).toMatchObject({
      decision: 'carried',
      isDecided: true,
      pool: 'completion',
      recordedNextDoneBefore: 55_000_000,
    });
    expect(await rowOf('白桦湾水厂')).toMatchObject({ recordedNextDoneBefore: 95_000_000, note: '审计核定' });
    expect(await rowOf('柳林道路')).toMatchObject({ decision: 'notCarried', note: '建设单位放弃' });
    const exit = (await office.call('pools.ofProject', { id: idOf('望江学校') })).state;
    expect(exit).toMatchObject({ state: 'exited', since: '2027-01-01' });
    const { rows } = await office.call('projects.stateOn', { day: '2026-12-31' });
    expect(rows.find((row) => row.name === '青石大桥')?.state).toMatchObject({ pool: 'construction' });
    await undo(made.changeId);
    expect(await rowOf('青石大桥')).toMatchObject({
      isDecided: false,
      pool: 'construction',
      recordedNextDoneBefore: null,
    });
    await office.call('changes.redo', { changeId: made.changeId ?? '' });
    expect(await rowOf('青石大桥')).toMatchObject({ isDecided: true, pool: 'completion' });
  });
});

describe('the new year', () => {
  it('is opened once, and its ledger begins with what was carried over', async () => {
    const opened = await office.call('yearTurn.open', { year: 2026 });
    expect((await office.call('offices.current', {})).office?.ledgerYear).toBe(2027);
    expect((await office.refusal('yearTurn.open', { year: 2026 })).code).toBe('YEAR_ALREADY_OPEN');
    const bridge = (await office.call('projects.list', {})).rows.find((row) => row.name === '青石大桥');
    expect(bridge).toMatchObject({ doneBeforeYear: 55_000_000, doneThisYear: null, pool: 'completion' });
    // 未结转 projects are put together for the decision whether they keep their standing.
    const overview = await office.call('pools.overview', {});
    expect(overview.projects.filter((each) => each.notCarriedNote !== null)).toMatchObject([
      { name: '柳林道路', notCarriedNote: '建设单位放弃' },
    ]);
    await undo(opened.changeId);
    expect((await office.call('offices.current', {})).office?.ledgerYear).toBe(2026);
    await office.call('yearTurn.open', { year: 2026 });
    expect(await get(2026)).toMatchObject({ isOpened: true, ledgerYear: 2027, closedYears: [2026] });
  });

  it('a figure of the closed year changed later is a visible correction; the sheet keeps what was closed', async () => {
    await office.call('progress.save', {
      period: lastPeriod,
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 46_000_000 },
    });
    const { rows } = await office.call('yearTurn.corrections', { year: 2026 });
    expect(rows).toMatchObject([
      { name: '青石大桥', label: '本年完成投资', atClosing: '4,500万元', now: '4,600万元', actor: '经办甲' },
    ]);
    expect((await get(2026)).corrections).toBe(1);
    expect((await office.call('yearTurn.sheet', { year: 2026, format: 'xlsx' })).file.name).toContain(
      '2026年度重点项目结账表',
    );
    expect(await office.call('yearTurn.corrections', { year: 2025 })).toMatchObject({ closing: null, rows: [] });
  });
});
