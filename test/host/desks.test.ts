/** Several desks of one office: a second one joins by invitation, they exchange, and the centre takes what each sends. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import {
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

let carried = 0;

/** A file of one office on its way to another, on a stick. */
function onStick(from: Office, file: OutputOf<'desks.export'>['file'] | null): string {
  carried += 1;
  return from.keep(file, join(machine.path, `stick-${carried}.ldx`));
}

async function takeIn(office: Office, path: string): Promise<OutputOf<'packages.import'> & { sentence: string }> {
  const { token, sentence } = await office.call('packages.preview', { file: office.take(path) });
  return { ...(await office.call('packages.import', { token })), sentence };
}

async function sync(from: Office, to: Office): Promise<string> {
  const path = onStick(from, (await from.call('desks.export', {})).file);
  await takeIn(to, path);
  return path;
}

async function report(from: Office): Promise<string> {
  return onStick(from, (await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' })).file);
}

const project = async (office: Office, id: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.id === id);

async function invitationOf(office: Office, name = '经办乙的电脑'): Promise<string> {
  const { file } = await office.call('desks.invite', { name });
  return office.keep(file, join(machine.path, `invitation-${(carried += 1)}.ldj`));
}

async function joined(invitation: string, folder: string, operator = '经办乙'): Promise<Office> {
  const desk = openOffice(join(machine.path, folder), { operator });
  await desk.call('desks.join', {
    file: desk.take(invitation),
    passphrase: testPassphrase,
    name: `${operator}的电脑`,
    operator,
  });
  await desk.unlock();
  return desk;
}

describe('a second computer of a district', () => {
  it('joins by invitation with all that is there, exchanges with the first, and the centre takes what each sends', async () => {
    const prepared = await preparedOffices(machine.path);
    const first = openOffice(prepared.district);
    const centre = openOffice(prepared.centre);
    await Promise.all([first.unlock(), centre.unlock()]);
    const ids = await projectIds(first);
    const bridge = ids['青石大桥'] ?? '';
    const school = ids['望江学校'] ?? '';
    const invitation = await invitationOf(first);

    const second = openOffice(join(machine.path, 'second'), { operator: '经办乙' });
    const shown = await second.call('desks.readInvitation', {
      file: second.take(invitation),
      passphrase: testPassphrase,
    });
    expect(shown).toMatchObject({
      office: { fullName: '青石区重点项目推进办公室' },
      deskName: '经办乙的电脑',
      from: { name: '经办甲的电脑', operator: '经办甲' },
      projects: 4,
      enrolled: ['云岭市重点项目建设中心'],
      newest: { actor: '经办甲' },
    });
    expect((await second.call('offices.current', {})).office).toBeNull();
    await second.close();
    const desk = await joined(invitation, 'second');
    expect(await projectIds(desk)).toEqual(ids);
    expect((await desk.call('keys.state', {})).keys).toHaveLength(1);
    expect(await desk.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    expect((await desk.call('desks.list', {})).rows).toMatchObject([{ name: '经办甲的电脑', isJoined: true }]);
    expect((await first.call('desks.list', {})).rows).toMatchObject([{ isJoined: false, notCarried: 0 }]);

    // Each edits, each reports without having heard of the other.
    await first.call('projects.save', { id: bridge, changes: { remark: '甲写的' } });
    await desk.call('projects.save', { id: school, changes: { remark: '乙写的' } });
    expect((await first.call('desks.list', {})).rows).toMatchObject([{ notCarried: 1 }]);
    const [ofFirst, ofSecond] = [await report(first), await report(desk)];
    const receipt = onStick(centre, (await takeIn(centre, ofSecond)).file);
    await takeIn(centre, ofFirst);
    expect((await project(centre, bridge))?.remark).toBe('甲写的');
    expect((await project(centre, school))?.remark).toBe('乙写的');
    const numbers = (await centre.call('packages.list', {})).rows
      .filter((row) => row.direction === 'received')
      .map((row) => row.seq);
    expect(new Set(numbers).size).toBe(2);
    expect(Math.max(...numbers)).toBeGreaterThan(10_000);

    // The receipt of the second's package is brought to the first, which has not heard of its contents yet.
    await takeIn(first, receipt);
    const sent = async (office: Office) =>
      (await office.call('packages.list', {})).rows.filter((row) => row.direction === 'sent' && row.kind === 'report');
    expect(await sent(desk)).toMatchObject([{ state: 'generated' }]);
    await sync(first, desk);
    expect(await sent(desk)).toMatchObject([{ state: 'acknowledged' }]);
    expect((await project(desk, bridge))?.remark).toBe('甲写的');
    const twice = await sync(desk, first);
    expect((await project(first, school))?.remark).toBe('乙写的');
    expect((await first.call('desks.list', {})).rows).toMatchObject([
      { name: '经办乙的电脑', operator: '经办乙', isJoined: true, notCarried: 0, hasOldKey: false },
    ]);
    expect((await first.refusal('packages.preview', { file: first.take(twice) })).code).toBe(
      'PACKAGE_DESK_SEEN_BEFORE',
    );
    expect((await desk.refusal('packages.preview', { file: desk.take(twice) })).message).toBe(
      '这是这台电脑自己生成的同步文件，不需要读取。请在另一台电脑上读入，再把那台的同步文件带回来。',
    );
    const checks = await Promise.all([first, desk].map((office) => office.call('ledger.check', {})));
    expect(checks[0]).toMatchObject({ isSound: true, problems: [], digest: checks[1]?.digest });
    expect(checks[1]).toMatchObject({ isSound: true, problems: [] });

    // Now both report everything, in the other order, and both receipts go to the second.
    await first.call('projects.save', { id: bridge, changes: { place: '青石路' } });
    const [again, alsoAgain] = [await report(first), await report(desk)];
    for (const path of [again, alsoAgain]) {
      const taken = await takeIn(centre, path);
      await takeIn(desk, onStick(centre, taken.file));
    }
    await sync(desk, first);
    expect((await sent(first)).map((row) => row.state)).toEqual(['acknowledged', 'acknowledged']);
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await Promise.all([first.close(), desk.close(), centre.close()]);
  });
});
