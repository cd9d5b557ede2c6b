/** The weekly sheet through the contract: periods, states, marks, 照上期, the year's turn. */
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
  await office.close();
  folder.remove();
});

async function sheetRow(name: string, period?: string) {
  const { rows } = await office.call('progress.period', period === undefined ? {} : { period });
  const found = rows.find((row) => row.projectId === idOf(name));
  if (found === undefined) throw new Error(`${name} is not in the sheet`);
  return found;
}

const marksOf = (row: Awaited<ReturnType<typeof sheetRow>>) => row.marks.map((mark) => mark.code);

describe('the period', () => {
  it.each([
    ['2026-11-20T03:59:59.999Z', '2026-11-20'],
    ['2026-11-20T04:00:00.000Z', '2026-11-20'],
    ['2026-11-20T04:00:00.001Z', '2026-11-27'],
    ['2026-11-20T04:00:01.000Z', '2026-11-27'],
    ['2026-11-20T16:30:00.000Z', '2026-11-27'],
    // Saturday in China, still Friday in London.
    ['2026-11-13T16:00:00.000Z', '2026-11-20'],
    ['2026-11-13T03:00:00.000Z', '2026-11-13'],
  ])('at %s is the one closing on %s', async (instant, closesOn) => {
    office.turnTo(instant);
    const sheet = await office.call('progress.period', {});
    expect(sheet).toMatchObject({ period: closesOn, isOpen: true, closesAt: `${closesOn}T04:00:00.000Z` });
    expect((await office.call('offices.current', {})).period.closesOn).toBe(closesOn);
  });

  it('is a Friday that has begun', async () => {
    office.turnTo('2026-11-18T02:00:00.000Z');
    const save = (period: string) =>
      office.refusal('progress.save', { period, projectId: idOf('青石大桥'), changes: { progressText: '甲' } });
    expect((await save('2026-11-19')).code).toBe('PERIOD_INVALID');
    expect((await save('2026-11-27')).code).toBe('PERIOD_IN_FUTURE');
    expect((await save('20 November')).code).toBe('INPUT_INVALID');
    expect(await office.call('progress.period', { period: '2026-11-13' })).toMatchObject({
      isOpen: false,
      previousPeriod: '2026-11-06',
    });
  });
});

describe('a report', () => {
  const period = '2026-11-20';
  it('goes from empty to filled, reviewed, and filled again when edited', async () => {
    const projectId = idOf('青石大桥');
    expect((await sheetRow('青石大桥')).state).toBeNull();
    const saved = await office.call('progress.save', {
      period,
      projectId,
      changes: { doneThisYear: 40_000_000, progressText: ' 主塔封顶 ' },
    });
    expect(saved.state).toBe('filled');
    expect(await sheetRow('青石大桥')).toMatchObject({
      state: 'filled',
      current: { doneThisYear: 40_000_000, progressText: '主塔封顶', problems: null },
      sinceStart: 50_000_000,
      thisPeriod: 40_000_000,
    });
    expect(await office.call('progress.submit', { period, reviewedBy: '审核甲' })).toMatchObject({
      reviewed: 1,
      empty: 3,
    });
    expect(await sheetRow('青石大桥')).toMatchObject({ state: 'reviewed', reviewedBy: '审核甲' });
    expect((await office.refusal('progress.submit', { period, reviewedBy: '审核甲' })).code).toBe('NOTHING_TO_SUBMIT');
    // Typing the same again is no edit.
    expect(
      (await office.call('progress.save', { period, projectId, changes: { progressText: '主塔封顶' } })).state,
    ).toBe('reviewed');
    expect(
      (await office.call('progress.save', { period, projectId, changes: { progressText: '主塔全部封顶' } })).state,
    ).toBe('filled');
  });

  it('only chosen rows are reviewed', async () => {
    await office.call('progress.save', { period, projectId: idOf('望江学校'), changes: { progressText: '基础开挖' } });
    expect(
      await office.call('progress.submit', { period, reviewedBy: '审核乙', projectIds: [idOf('望江学校')] }),
    ).toMatchObject({ reviewed: 1, empty: 0 });
    expect((await sheetRow('青石大桥')).state).toBe('filled');
    expect((await office.call('progress.period', {})).counts).toEqual({
      total: 4,
      empty: 2,
      filled: 1,
      reviewed: 1,
      reported: 0,
    });
  });

  it('undone is empty again, and can be typed again without what was undone', async () => {
    const projectId = idOf('白桦湾水厂');
    await office.call('progress.save', { period, projectId, changes: { doneThisYear: 7_000_000, problems: '征地' } });
    await office.call('changes.undo', {});
    expect(await sheetRow('白桦湾水厂')).toMatchObject({
      state: null,
      current: { doneThisYear: null, problems: null },
    });
    const again = await office.call('progress.save', { period, projectId, changes: { doneThisYear: 7_000_000 } });
    expect(again).toMatchObject({ state: 'filled' });
    expect(await sheetRow('白桦湾水厂')).toMatchObject({
      state: 'filled',
      current: { doneThisYear: 7_000_000, problems: null },
    });
    await office.call('changes.undo', {});
    expect((await sheetRow('白桦湾水厂')).state).toBeNull();
  });

  it('of another year or an unknown project is refused', async () => {
    expect((await office.refusal('progress.save', { period, projectId: 'nobody', changes: {} })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect(
      (await office.refusal('progress.save', { period, projectId: idOf('青石大桥'), changes: { doneThisYear: -1 } }))
        .code,
    ).toBe('INPUT_INVALID');
  });

  it('many at once are one undo', async () => {
    const before = await office.call('progress.period', {});
    const { changed, changeId } = await office.call('progress.saveMany', {
      period,
      items: [
        { projectId: idOf('青石大桥'), changes: { coordination: '已协调' } },
        { projectId: idOf('柳林道路'), changes: { doneThisYear: 10 } },
      ],
    });
    expect(changed).toBe(2);
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(await office.call('progress.period', {})).toEqual(before);
  });

  it('the sheet knows the periods that have reports', async () => {
    await office.call('progress.save', {
      period: '2026-11-13',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 35_000_000, progressText: '主塔施工' },
    });
    expect((await office.call('progress.periods', {})).periods).toEqual([
      { period: '2026-11-20', label: '11月20日期', filled: 2 },
      { period: '2026-11-13', label: '11月13日期', filled: 1 },
    ]);
    expect(await sheetRow('青石大桥')).toMatchObject({
      previous: { period: '2026-11-13', doneThisYear: 35_000_000 },
      thisPeriod: 5_000_000,
    });
  });
});

describe('照上期', () => {
  it('fills what is empty from the last report, once, and leaves what is filled', async () => {
    office.turnTo('2026-11-25T02:00:00.000Z');
    const period = '2026-11-27';
    await office.call('progress.save', { period, projectId: idOf('望江学校'), changes: { progressText: '主体施工' } });
    const copied = await office.call('progress.copyLast', { period });
    expect(copied.changed).toBe(1);
    expect(await sheetRow('青石大桥')).toMatchObject({
      state: 'filled',
      current: { doneThisYear: 40_000_000, progressText: '主塔全部封顶' },
      thisPeriod: 0,
    });
    expect((await sheetRow('望江学校')).current.progressText).toBe('主体施工');
    expect(marksOf(await sheetRow('青石大桥'))).toEqual(['SAME_AS_LAST']);
    expect(await office.call('progress.copyLast', { period })).toMatchObject({ changed: 0, changeId: null });
  });
});

describe('marks are figures to look at, and never block', () => {
  const period = '2026-11-27';
  it.each([
    ['less than last week', { doneThisYear: 39_000_000 }, ['FELL']],
    ['more than the whole project costs', { doneThisYear: 111_000_000 }, ['ABOVE_TOTAL', 'ABOVE_PLAN']],
    ['more than the year’s plan', { doneThisYear: 61_000_000 }, ['ABOVE_PLAN']],
    ['yuan typed as 万元', { doneThisYear: 4_000 }, ['FELL', 'TEN_THOUSAND_FOLD']],
    ['a plausible figure', { doneThisYear: 42_000_000 }, []],
  ])('%s', async (_, changes, codes) => {
    await office.call('progress.save', {
      period,
      projectId: idOf('青石大桥'),
      changes: { ...changes, progressText: '桥面铺装' },
    });
    expect(marksOf(await sheetRow('青石大桥', period))).toEqual(codes);
  });

  it('money before the planned start', async () => {
    const { id } = await office.call('projects.save', { changes: { name: '松涛公园', startsOn: '2027-03' } });
    ids['松涛公园'] = id;
    await office.call('progress.save', { period, projectId: id, changes: { doneThisYear: 100 } });
    expect(marksOf(await sheetRow('松涛公园'))).toEqual(['BEFORE_START']);
  });
});

describe('the year’s turn', () => {
  it('last year’s figure is no measure of this year’s, and is not carried over', async () => {
    office.turnTo('2027-01-06T02:00:00.000Z');
    const period = '2027-01-08';
    const empty = await sheetRow('青石大桥');
    expect(empty).toMatchObject({
      state: null,
      previous: { period: '2026-11-27' },
      plannedThisYear: null,
      doneBeforeYear: null,
    });
    await office.call('progress.copyLast', { period, projectIds: [idOf('青石大桥')] });
    expect((await sheetRow('青石大桥')).current).toMatchObject({ doneThisYear: null, progressText: '桥面铺装' });
    await office.call('progress.save', {
      period,
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 1_000_000, progressText: '桥面铺装完成' },
    });
    const filled = await sheetRow('青石大桥');
    expect(filled).toMatchObject({ thisPeriod: 1_000_000 });
    expect(marksOf(filled)).toEqual([]);
  });

  it('the ledger’s year is turned by a person, and the plan typed then is the new year’s', async () => {
    await office.call('offices.save', { changes: { ledgerYear: 2027 } });
    const id = idOf('青石大桥');
    await office.call('projects.save', { id, changes: { plannedThisYear: 50_000_000, doneBeforeYear: 52_000_000 } });
    const { plans, row } = await office.call('projects.get', { id });
    expect(
      plans.toSorted((left, right) => left.year - right.year).map((plan) => [plan.year, plan['plannedInvestment']]),
    ).toEqual([
      [2026, 60_000_000],
      [2027, 50_000_000],
    ]);
    expect(row).toMatchObject({ plannedThisYear: 50_000_000, doneThisYear: 1_000_000 });
    expect((await sheetRow('青石大桥')).sinceStart).toBe(53_000_000);
  });
});

it('at the end the ledger is sound', async () => {
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
