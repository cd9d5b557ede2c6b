/** Several desks of one office: a second one joins by invitation, they exchange, and the centre takes what each sends. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deskCourier } from '#test/support/desks.ts';
import { copyFolder } from '#test/support/host.ts';
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
const { onStick, takeIn, sync, report, invitationOf, joined } = deskCourier(machine.path);

const project = async (office: Office, id: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.id === id);

/** What one machine remembers of what it sent is no other test's. */
function ownMachine(name: string): string {
  const folder = join(machine.path, name);
  process.env['FIVE_ONES_STATE'] = join(folder, 'state');
  return folder;
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

describe('an invitation', () => {
  it('is refused with a sentence each: wrong passphrase, wrong file, damaged, already set up, another office', async () => {
    const folder = ownMachine('refusals');
    const prepared = await preparedOffices(folder);
    const first = openOffice(prepared.district);
    const other = openOffice(prepared.other);
    await first.unlock();
    const invitation = await invitationOf(first);
    const fresh = openOffice(join(folder, 'fresh'), { operator: '经办乙' });
    const refused = async (at: Office, path: string, passphrase = testPassphrase) => {
      const { code, message } = await at.refusal('desks.join', {
        file: at.take(path),
        passphrase,
        name: '经办乙的电脑',
        operator: '经办乙',
      });
      return { code, message };
    };
    expect(await refused(fresh, invitation, '不是这个口令')).toEqual({
      code: 'INVITATION_PASSPHRASE_WRONG',
      message: '口令不对，加入文件没有打开，这台电脑没有任何变化。请输入生成这份文件时本单位的口令，注意大小写。',
    });
    expect((await fresh.call('offices.current', {})).office).toBeNull();
    const { file } = await first.call('offices.enrolmentFile', {});
    const enrolment = first.keep(file, join(folder, '登记.ldj'));
    expect(await refused(fresh, enrolment)).toEqual({
      code: 'INVITATION_NOT_ONE',
      message: '“登记.ldj”不是加入本单位用的文件，没有读取。请选择在第一台电脑上用“邀请另一台电脑”生成的 .ldj 文件。',
    });
    const bytes = readFileSync(invitation);
    const damaged = join(folder, '加入.ldj');
    const isDamaged = {
      code: 'INVITATION_DAMAGED',
      message: '加入文件“加入.ldj”不完整或被改动过，没有读取。请回到那台电脑重新拷贝一份，拷完再拔U盘。',
    };
    for (const cut of [40, 2000, bytes.length - 1]) {
      writeFileSync(damaged, bytes.subarray(0, cut));
      expect(await refused(fresh, damaged)).toEqual(isDamaged);
    }
    for (const place of [60, 1500, bytes.length - 100]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(damaged, changed);
      expect(await refused(fresh, damaged)).toEqual(isDamaged);
    }
    expect(await refused(first, invitation)).toEqual({
      code: 'INVITATION_ALREADY_SET_UP',
      message:
        '这台电脑已经是“青石区重点项目推进办公室”的电脑，不用再加入。要带来新的改动，请在另一台电脑上生成同步文件，在“接收”里读入。',
    });
    expect(await refused(other, invitation)).toEqual({
      code: 'INVITATION_OTHER_OFFICE',
      message:
        '这台电脑属于“白鹭区重点项目推进办公室”，加入文件是“青石区重点项目推进办公室”的，没有读取。一台电脑只能属于一个单位，请换一个空的数据文件夹再加入。',
    });
    // An invitation nobody will use is given up; then there is nobody to make a file for.
    const [waiting] = (await first.call('desks.list', {})).rows;
    await first.call('desks.remove', { id: waiting?.id ?? '' });
    expect((await first.refusal('desks.export', {})).code).toBe('DESKS_NONE');
    await Promise.all([first, other, fresh].map((office) => office.close()));
  });
});

describe('a key exchanged at one computer', () => {
  it('comes to the other with the next file, asks for the new passphrase there, and stops what still signs with the old one', async () => {
    const folder = ownMachine('keys');
    const prepared = await preparedOffices(folder);
    const first = openOffice(prepared.district);
    await first.unlock();
    const desk = await joined(await invitationOf(first), join('keys', 'second'));
    await sync(desk, first);
    const bridge = (await projectIds(first))['青石大桥'] ?? '';
    await desk.call('projects.save', { id: bridge, changes: { remark: '旧密钥签的' } });
    const old = onStick(desk, (await desk.call('desks.export', {})).file);

    await first.call('keys.change', { current: testPassphrase, next: '新口令二〇二六' });
    await first.call('sessions.unlock', { passphrase: '新口令二〇二六' });
    const { offices } = await first.call('offices.list', {});
    await first.call('keys.stop', { officeId: offices[0]?.id ?? '', why: '对方电话说U盘丢了' });
    expect(await first.refusal('packages.preview', { file: first.take(old) })).toMatchObject({
      code: 'PACKAGE_DESK_OLD_KEY',
      message:
        '那台电脑还没有换用本单位的新密钥，这份同步文件没有读取。请先把这台的同步文件带过去读入、输入新口令，再请那台重新生成一份。',
    });
    expect((await first.call('desks.list', {})).rows).toMatchObject([{ hasOldKey: true }]);

    const path = onStick(first, (await first.call('desks.export', {})).file);
    const { sentence } = await takeIn(desk, path);
    expect(sentence).toContain('那台电脑上换了新密钥');
    expect(sentence).toContain('那台电脑上已停用“云岭市重点项目建设中心”的密钥：接收以后，这台也不再相信它新签的文件');
    expect((await desk.call('desks.list', {})).keyWaiting).toEqual({ isNewKey: true });
    expect((await desk.call('offices.list', {})).offices[0]?.keys).toMatchObject([
      { stopped: { why: '对方电话说U盘丢了' } },
    ]);
    const { tasks } = await desk.call('overviews.district', {});
    expect(tasks.map((task) => task.code)).toContain('DESK_KEY_WAITING');
    expect(await desk.refusal('desks.export', {})).toMatchObject({
      code: 'KEY_OF_OTHER_DESK',
      message:
        '本单位在另一台电脑上换了密钥，新密钥已随同步文件带来，还没有在这台启用。请到“本单位各台电脑”输入新的口令后再试。',
    });
    expect((await desk.refusal('desks.takeKey', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await desk.call('desks.takeKey', { passphrase: '新口令二〇二六' });
    expect((await desk.refusal('desks.takeKey', { passphrase: '新口令二〇二六' })).code).toBe('DESK_KEY_NOT_WAITING');
    await desk.call('sessions.unlock', { passphrase: '新口令二〇二六' });
    await sync(desk, first);
    expect((await project(first, bridge))?.remark).toBe('旧密钥签的');
    expect((await first.call('desks.list', {})).rows).toMatchObject([{ hasOldKey: false, notCarried: 0 }]);
    expect((await desk.call('keys.state', {})).keys).toEqual((await first.call('keys.state', {})).keys);
    await Promise.all([first.close(), desk.close()]);
  });
});

describe('a backup put back at one of two computers', () => {
  it('gets back from the other what it had sent there, and what both wrote under one number stays', async () => {
    const folder = ownMachine('backup-of-desk');
    const prepared = await preparedOffices(folder);
    const first = openOffice(prepared.district);
    await first.unlock();
    const desk = await joined(await invitationOf(first), join('backup-of-desk', 'second'));
    const ids = await projectIds(first);
    const bridge = ids['青石大桥'] ?? '';
    const road = ids['柳林道路'] ?? '';
    await sync(desk, first);
    const backup = copyFolder(prepared.district, join(folder, 'backup'));
    await first.call('projects.save', { id: bridge, changes: { remark: '备份之后写的' } });
    await sync(first, desk);
    await first.close();

    // On another machine, which remembers nothing of what was sent.
    process.env['FIVE_ONES_STATE'] = join(folder, 'other-state');
    const restored = openOffice(backup);
    await restored.unlock();
    await restored.call('projects.save', { id: road, changes: { remark: '恢复之后写的' } });
    await desk.call('projects.save', { id: road, changes: { place: '柳林' } });
    const gap = onStick(desk, (await desk.call('desks.export', {})).file);
    expect((await restored.refusal('packages.preview', { file: restored.take(gap) })).message).toBe(
      '“经办乙的电脑”以为这台电脑已经有的内容，这里却没有，多半是这台恢复过旧备份，没有读取。请先在这台生成同步文件带到那台读入，再请那台重新生成一份。',
    );
    await sync(restored, desk);
    await sync(desk, restored);
    for (const office of [restored, desk]) {
      expect((await project(office, bridge))?.remark).toBe('备份之后写的');
      expect(await project(office, road)).toMatchObject({ remark: '恢复之后写的', place: '柳林' });
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }
    await Promise.all([restored.close(), desk.close()]);
  });
});
