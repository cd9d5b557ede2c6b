/** 县（区）会商 at the centre (汴办文〔2019〕13号 四(二)): which districts were consulted, what the centre is reminded of. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';

const folder = machineFolder();
let centre: Office;
let district: Office;

beforeAll(async () => {
  const prepared = await preparedOffices(folder.path);
  centre = openOffice(prepared.centre);
  district = openOffice(prepared.district);
});
afterAll(async () => {
  await centre.close();
  await district.close();
  folder.remove();
});

const found = async () => (await centre.call('meetings.list', {})).consultations;
const reminder = async () =>
  (await centre.call('overviews.centre', {})).reminders.find((each) => each.code === 'CONSULTATIONS_MISSING');

async function consult(districtName: string | null, onDay: string): Promise<void> {
  const { id } = await centre.call('meetings.save', { changes: { type: 'consultation', onDay, districtName } });
  await centre.call('meetings.act', { id, act: { kind: 'hold' } });
}

describe('consultations', () => {
  it('are looked after only where the rules in force ask for them', async () => {
    expect(await found()).toBeNull();
    expect(await reminder()).toBeUndefined();
    await centre.call('rulePacks.use', { id: 'kaifeng-2019@1' });
    expect(await found()).toMatchObject({ source: '汴办文〔2019〕13号 四(二)', notYet: ['白鹭区', '青石区'] });
    await district.call('rulePacks.use', { id: 'kaifeng-2019@1' });
    expect((await district.call('meetings.list', {})).consultations).toBeNull();
  });

  it('not held this month, and districts not consulted this year, are a reminder with the clause', async () => {
    expect(await reminder()).toMatchObject({
      sentence: '11月还没有到县（区）会商；今年还没有会商的县（区）2个：白鹭区、青石区。',
      why: '汴办文〔2019〕13号 四(二)',
    });
    await consult('白鹭区', '2026-11-10');
    expect(await reminder()).toMatchObject({ sentence: '今年还没有会商的县（区）1个：青石区。' });
    expect(await found()).toMatchObject({
      thisMonth: ['白鹭区'],
      districts: [
        { name: '青石区', lastOn: null },
        { name: '白鹭区', lastOn: '2026-11-10', timesThisYear: 1 },
      ],
    });
    await consult('青石区', '2026-11-12');
    expect(await reminder()).toBeUndefined();
    await consult(null, '2026-11-13');
    expect((await found())?.unnamed).toBe(1);
  });

  it('of next month are asked for again', async () => {
    centre.turnTo('2026-12-10T02:00:00Z');
    expect((await reminder())?.sentence).toBe('12月还没有到县（区）会商。');
    const missed = (await centre.call('overviews.centre', {})).reminders.filter(
      (each) => each.code === 'MEETINGS_MISSED',
    );
    // One line for each type, each with its own clause.
    expect(new Set(missed.map((each) => each.subject)).size).toBe(missed.length);
    expect(missed.find((each) => each.subject === 'command')).toMatchObject({ why: '汴办文〔2019〕13号 一(二)' });
    centre.turnTo('2026-11-18T02:00:00Z');
  });
});
