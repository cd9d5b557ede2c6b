/** 按月查账 through the contract: the weekly figure beside the month-end one, checked, locked, corrected in sight. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
const month = '2026-10';
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
  for (const [period, name, doneThisYear] of [
    ['2026-09-25', '青石大桥', 30_000_000],
    ['2026-10-02', '青石大桥', 32_000_000],
    ['2026-10-30', '青石大桥', 40_000_000],
    ['2026-11-06', '青石大桥', 42_000_000],
    ['2026-11-06', '望江学校', 9_000_000],
  ] as const)
    await office.call('progress.save', { period, projectId: idOf(name), changes: { doneThisYear } });
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

async function rowOf(name: string, of = month) {
  const { rows } = await office.call('months.get', { month: of });
  const row = rows.find((each) => each.projectId === idOf(name));
  if (row === undefined) throw new Error(`${name} is not in the account`);
  return row;
}

const type = (name: string, doneThisYear: number | null, of = month) =>
  office.call('months.saveMany', { month: of, items: [{ projectId: idOf(name), changes: { doneThisYear } }] });

describe('the month’s account', () => {
  it('is that of the last month that has ended; a month to come is refused', async () => {
    const account = await office.call('months.get', {});
    expect(account).toMatchObject({ month, label: '2026年10月', endDay: '2026-10-31', lock: null });
    expect(account.rule.source).not.toBe('');
    expect(account.counts).toMatchObject({ total: 4, open: 4 });
    const refused = await office.refusal('months.get', { month: '2026-12' });
    expect(refused).toMatchObject({ code: 'MONTH_IN_FUTURE' });
    expect((await office.refusal('months.takeWeekly', { month: '2026-12' })).code).toBe('MONTH_IN_FUTURE');
    expect((await office.refusal('months.get', { month: '2026-13' })).code).toBe('INPUT_INVALID');
  });

  it('holds the weekly figure nearest to the month’s end, before or after it', async () => {
    expect((await rowOf('青石大桥')).weekly).toEqual({ period: '2026-10-30', doneThisYear: 40_000_000 });
    expect((await rowOf('望江学校')).weekly).toEqual({ period: '2026-11-06', doneThisYear: 9_000_000 });
    expect((await rowOf('柳林道路')).weekly).toBeNull();
  });

  it('按周报带入 fills what is empty, and overwrites what is chosen', async () => {
    expect(await office.call('months.takeWeekly', { month: '2026-09' })).toMatchObject({ changed: 1 });
    await type('青石大桥', 41_000_000);
    expect(await office.call('months.takeWeekly', { month })).toMatchObject({ changed: 1 });
    expect((await rowOf('望江学校')).doneThisYear).toBe(9_000_000);
    expect(await rowOf('青石大桥')).toMatchObject({
      doneThisYear: 41_000_000,
      doneBefore: 32_000_000,
      difference: 1_000_000,
      part: 9_000_000,
      state: 'open',
    });
    await office.call('months.takeWeekly', { month, projectIds: [idOf('青石大桥')] });
    expect(await rowOf('青石大桥')).toMatchObject({ doneThisYear: 40_000_000, difference: 0, part: 8_000_000 });
    // The month before has no figure: the part is not known.
    expect((await rowOf('望江学校')).part).toBeNull();
  });

  it('is checked by a named person; a figure changed since has to be checked again, and the change is seen', async () => {
    await office.call('months.check', {
      month,
      projectIds: [idOf('青石大桥'), idOf('望江学校')],
      state: 'checked',
      checkedBy: '查账某',
    });
    expect(await rowOf('青石大桥')).toMatchObject({
      state: 'checked',
      checkedBy: '查账某',
      checkedOn: '2026-11-18',
      corrections: [],
    });
    await type('青石大桥', 39_500_000);
    expect(await rowOf('青石大桥')).toMatchObject({
      state: 'open',
      checkedBy: null,
      corrections: [{ day: '2026-11-18', actor: '经办甲', before: 40_000_000, after: 39_500_000 }],
    });
    await office.call('months.saveMany', {
      month,
      items: [{ projectId: idOf('青石大桥'), changes: { finding: ' 与统计数核对，多报50万元 ' } }],
    });
    expect((await rowOf('青石大桥')).finding).toBe('与统计数核对，多报50万元');
  });

  it('is locked when nothing is open; then its figures stay, until it is unlocked with a reason', async () => {
    const open = await office.refusal('months.lock', { month, by: '查账某' });
    expect(open).toMatchObject({ code: 'MONTH_NOT_CHECKED', details: { count: 3 } });
    expect(open.message).toContain('依据：');
    expect((await office.refusal('months.unlock', { month, by: '查账某', reason: '无' })).code).toBe(
      'MONTH_NOT_LOCKED',
    );
    const { rows } = await office.call('months.get', { month });
    const rest = rows.filter((row) => row.state === 'open').map((row) => row.projectId);
    await office.call('months.check', { month, projectIds: rest, state: 'questioned', checkedBy: '查账某' });
    await office.call('months.lock', { month, by: '查账某' });
    expect((await office.call('months.get', { month })).lock).toEqual({
      isLocked: true,
      by: '查账某',
      on: '2026-11-18',
      note: null,
    });
    const refusals = [
      await office.refusal('months.saveMany', {
        month,
        items: [{ projectId: idOf('青石大桥'), changes: { doneThisYear: 1 } }],
      }),
      await office.refusal('months.takeWeekly', { month, projectIds: [idOf('青石大桥')] }),
      await office.refusal('months.check', {
        month,
        projectIds: [idOf('青石大桥')],
        state: 'open',
        checkedBy: '查账某',
      }),
      await office.refusal('months.lock', { month, by: '查账某' }),
    ];
    expect(refusals.map((each) => each.code)).toEqual(Array.from({ length: 4 }, () => 'MONTH_LOCKED'));
    expect(refusals[0]?.message).toMatch(/2026年10月.*查账某锁定.*依据：/);
    // Another month is not locked by it, the weekly figures are not either.
    await type('青石大桥', 31_000_000, '2026-09');
    await office.call('progress.save', {
      period: '2026-10-30',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 39_000_000 },
    });
    expect((await rowOf('青石大桥')).difference).toBe(500_000);

    await office.call('months.unlock', { month, by: '主任某', reason: '统计部门调整数据' });
    expect((await office.call('months.get', { month })).lock).toMatchObject({
      isLocked: false,
      by: '主任某',
      note: '统计部门调整数据',
    });
    await type('青石大桥', 39_000_000);
    expect((await rowOf('青石大桥')).corrections).toHaveLength(2);
    expect((await office.call('months.get', { month })).months.find((each) => each.month === month)).toMatchObject({
      isLocked: false,
      checked: 3,
    });
  });

  it('is printed with totals, what was corrected, why it was unlocked, and places to sign', async () => {
    const { file, rows } = await office.call('months.render', { month, format: 'xlsx' });
    expect(rows).toBe(4);
    const path = office.keep(file, join(folder.path, 'month.xlsx'));
    const cells = ((await readXlsx(readFileSync(path))).sheets[0]?.rows ?? []).map((row) => row.map(String).join('|'));
    expect(cells[0]).toContain('2026年10月重点项目查账表');
    expect(cells.join('\n')).toContain('由3950更正为3900');
    expect(cells.find((line) => line.includes('合计'))).toContain('4800');
    expect(cells.join('\n')).toContain('解锁，原因：统计部门调整数据');
    expect(cells.at(-1)).toContain('查账人：');
    expect((await office.refusal('months.render', { month, format: 'pdf' })).code).toBe('BROWSER_NOT_FOUND');
  });

  it('of January counts the whole figure as the month’s part', async () => {
    office.turnTo('2027-02-03T02:00:00.000Z');
    await office.call('offices.save', { changes: { ledgerYear: 2027 } });
    await office.call('progress.save', {
      period: '2027-01-29',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 3_000_000 },
    });
    await office.call('months.takeWeekly', { month: '2027-01' });
    expect(await rowOf('青石大桥', '2027-01')).toMatchObject({ weekly: { period: '2027-01-29' }, part: 3_000_000 });
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'CHECK_MONTH')).toMatchObject({
      sentence: '2027年1月按月查账：4个项目里还有4个没有核对。',
      action: { page: '/months?month=2027-01' },
    });
  });

  it('an unknown project is refused; undone changes are gone; the ledger is sound', async () => {
    expect(
      (
        await office.refusal('months.check', {
          month: '2027-01',
          projectIds: ['nobody'],
          state: 'checked',
          checkedBy: '甲',
        })
      ).code,
    ).toBe('RECORD_NOT_FOUND');
    const before = await office.call('months.get', { month: '2027-01' });
    const { changeId } = await type('望江学校', 5_000_000, '2027-01');
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(await office.call('months.get', { month: '2027-01' })).toEqual(before);
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });
});
