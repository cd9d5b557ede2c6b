/** A backup put back: this installation knows less than it has sent, and nothing of it is lost or written twice. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import { copyFolder } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

async function carry(
  from: Office,
  to: Office,
  name: string,
): Promise<{ readonly packageId: string; readonly receipt: string }> {
  const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const path = from.keep(sent.file, join(machine.path, `${name}.ldx`));
  const { token } = await to.call('packages.preview', { file: to.take(path) });
  const done = await to.call('packages.import', { token });
  return { packageId: sent.package.id, receipt: to.keep(done.file, join(machine.path, `${name}.receipt.ldx`)) };
}

async function takeReceipt(office: Office, path: string): Promise<void> {
  const { token } = await office.call('packages.preview', { file: office.take(path) });
  await office.call('packages.import', { token });
}

/** The other office gives back what it holds of this one; taken in through the same door as any file. */
async function giveBack(from: Office, to: Office, name: string): Promise<OutputOf<'packages.preview'>> {
  const { office } = await to.call('offices.current', {});
  const echo = await from.call('packages.exportEcho', { recipient: office?.id ?? '' });
  const path = from.keep(echo.file, join(machine.path, `${name}.ldx`));
  const preview = await to.call('packages.preview', { file: to.take(path) });
  await to.call('packages.import', { token: preview.token });
  return preview;
}

const findProject = async (office: Office, id: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.id === id);

describe('a restored backup', () => {
  it('is noticed before anything is typed; the centre gives back what is missing, and work done since stays', async () => {
    const prepared = await preparedOffices(machine.path);
    const centre = openOffice(prepared.centre);
    const backup = copyFolder(prepared.district, join(machine.path, 'backup'));
    const district = openOffice(prepared.district);
    await Promise.all([centre.unlock(), district.unlock()]);
    const ids = await projectIds(district);
    const bridge = ids['青石大桥'] ?? '';
    const road = ids['柳林道路'] ?? '';
    await district.call('projects.save', { id: bridge, changes: { remark: '备份之后写的' } });
    await carry(district, centre, 'before');
    expect(await district.call('lostWork.state', {})).toMatchObject({ isBehind: false, missing: 0 });
    await district.close();

    // The disk broke; yesterday's backup is put back, and work goes on before anything is sent.
    rmSync(prepared.district, { recursive: true });
    const restored = openOffice(copyFolder(backup, prepared.district));
    await restored.unlock();
    await restored.call('projects.save', { id: bridge, changes: { place: '青石路' } });
    await restored.call('projects.save', { id: road, changes: { remark: '恢复之后写的' } });
    const state = await restored.call('lostWork.state', {});
    expect(state).toMatchObject({ isBehind: true, shownBy: [], holders: [{ fullName: '云岭市重点项目建设中心' }] });
    expect(state.missing).toBeGreaterThan(0);
    expect((await restored.call('offices.current', {})).isBehind).toBe(true);
    const refusal = await restored.refusal('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    expect(refusal).toMatchObject({
      code: 'DATA_BEHIND',
      message:
        '这台电脑的数据比交出去的旧，可能恢复过旧备份或换过电脑；现在报送会把旧内容交出去，没有生成。请先按页面上方“找回数据”的步骤做完。',
    });

    const echo = await giveBack(centre, restored, 'echo');
    expect(echo).toMatchObject({ kind: 'echo', verdict: 'fits' });
    expect(echo.sentence).toContain('已按本单位的签名核对无误');
    expect(await restored.call('lostWork.state', {})).toMatchObject({ isBehind: false, missing: 0 });
    expect(await findProject(restored, bridge)).toMatchObject({ remark: '备份之后写的', place: '青石路' });
    expect(await findProject(restored, road)).toMatchObject({ remark: '恢复之后写的' });
    expect(await restored.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });

    const { packageId, receipt } = await carry(restored, centre, 'after');
    expect(await findProject(centre, bridge)).toMatchObject({ remark: '备份之后写的', place: '青石路' });
    expect(await findProject(centre, road)).toMatchObject({ remark: '恢复之后写的' });
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await takeReceipt(restored, receipt);
    expect((await restored.call('packages.list', {})).rows.find((row) => row.id === packageId)?.state).toBe(
      'acknowledged',
    );

    // It begins once: the next start goes on in the same stream.
    const { streams } = await restored.call('ledger.check', {});
    await restored.close();
    const again = openOffice(prepared.district);
    await again.unlock();
    await again.call('projects.save', { id: bridge, changes: { place: '青石路1号' } });
    await carry(again, centre, 'later');
    expect(await again.call('ledger.check', {})).toMatchObject({ isSound: true, streams });
    expect(streams).toBe(2);
    expect((await findProject(centre, bridge))?.place).toBe('青石路1号');
    await Promise.all([again.close(), centre.close()]);
  });
});

describe('a backup put back on another machine, which remembers nothing', () => {
  it('writes under numbers of its own at once, learns from a receipt what it lacks, and keeps both values of one field', async () => {
    const folder = join(machine.path, 'elsewhere');
    process.env['FIVE_ONES_STATE'] = join(folder, 'state');
    const prepared = await preparedOffices(folder);
    const centre = openOffice(prepared.centre);
    const district = openOffice(prepared.district);
    await Promise.all([centre.unlock(), district.unlock()]);
    const bridge = (await projectIds(district))['青石大桥'] ?? '';
    await carry(district, centre, 'elsewhere-1');
    const backup = copyFolder(prepared.district, join(folder, 'backup'));
    await district.call('projects.save', { id: bridge, changes: { remark: '备份之后写的', place: '青石路' } });
    await carry(district, centre, 'elsewhere-2');
    await district.close();

    process.env['FIVE_ONES_STATE'] = join(folder, 'other-state');
    const restored = openOffice(backup);
    await restored.unlock();
    await restored.call('projects.save', { id: bridge, changes: { remark: '恢复之后写的' } });
    expect((await restored.call('offices.current', {})).isBehind).toBe(false);
    const { receipt } = await carry(restored, centre, 'elsewhere-3');
    const numbers = (await centre.call('packages.list', {})).rows
      .filter((row) => row.direction === 'received')
      .map((row) => row.seq);
    expect(new Set(numbers).size).toBe(3);
    await takeReceipt(restored, receipt);
    // The receipt confirms what was sent from here, and shows that there was more.
    expect(await restored.call('lostWork.state', {})).toMatchObject({
      isBehind: true,
      shownBy: ['云岭市重点项目建设中心'],
    });
    expect((await restored.refusal('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' })).code).toBe(
      'DATA_BEHIND',
    );
    const preview = await giveBack(centre, restored, 'echo-elsewhere');
    expect(preview.records).toMatchObject({ conflict: 1 });
    expect(await findProject(restored, bridge)).toMatchObject({ remark: '恢复之后写的', place: '青石路' });
    expect(await restored.call('lostWork.state', {})).toMatchObject({ isBehind: false });
    expect(await restored.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await carry(restored, centre, 'elsewhere-4');
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await Promise.all([restored.close(), centre.close()]);
  });

  it('ends the search on purpose where nobody holds more', async () => {
    const folder = join(machine.path, 'given-up');
    process.env['FIVE_ONES_STATE'] = join(folder, 'state');
    const prepared = await preparedOffices(folder);
    const district = openOffice(prepared.district);
    const centre = openOffice(prepared.centre);
    await Promise.all([centre.unlock(), district.unlock()]);
    const backup = copyFolder(prepared.district, join(folder, 'backup'));
    // The stick was lost: the mark alone knows of it.
    await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    await district.close();
    rmSync(prepared.district, { recursive: true });
    const restored = openOffice(copyFolder(backup, prepared.district));
    await restored.unlock();
    expect((await restored.call('lostWork.state', {})).isBehind).toBe(true);
    const id = (await restored.call('offices.current', {})).office?.id ?? '';
    expect(await centre.refusal('packages.exportEcho', { recipient: id })).toMatchObject({
      code: 'ECHO_NOTHING_HELD',
      message:
        '本单位还没有收到过“青石区重点项目推进办公室”的内容，没有可以交还的，没有生成找回包。请对方另找收到过的单位。',
    });
    await restored.call('lostWork.giveUp', {});
    await carry(restored, centre, 'given-up');
    await restored.close();
    // What was given up is not asked for again.
    const again = openOffice(prepared.district);
    expect((await again.call('offices.current', {})).isBehind).toBe(false);
    await Promise.all([again.close(), centre.close()]);
  });
});

describe('a cloned PC that went on under the same numbers', () => {
  it('is refused by the centre, learns of it from the next file, and both works are there in the end', async () => {
    const folder = join(machine.path, 'cloned');
    process.env['FIVE_ONES_STATE'] = join(folder, 'state');
    const prepared = await preparedOffices(folder);
    const centre = openOffice(prepared.centre);
    const first = openOffice(prepared.district);
    await Promise.all([centre.unlock(), first.unlock()]);
    const ids = await projectIds(first);
    const [bridge, road, school] = [ids['青石大桥'] ?? '', ids['柳林道路'] ?? '', ids['望江学校'] ?? ''];
    const clone = copyFolder(prepared.district, join(folder, 'clone'));
    await first.call('projects.save', { id: bridge, changes: { remark: '原来的电脑写的' } });
    await first.call('projects.save', { id: school, changes: { place: '望江路' } });
    await carry(first, centre, 'first');
    await first.close();

    // Another machine: nothing there remembers what was sent.
    process.env['FIVE_ONES_STATE'] = join(folder, 'other-state');
    const second = openOffice(clone);
    await second.unlock();
    await second.call('projects.save', { id: road, changes: { remark: '复制的电脑写的' } });
    await second.call('projects.save', { id: bridge, changes: { place: '青石路' } });
    const sent = await second.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const path = second.keep(sent.file, join(folder, 'second.ldx'));
    // Two files with one number and other contents: set aside, with the sentence that says what to do.
    const refusal = await centre.refusal('packages.preview', { file: centre.take(path) });
    expect(refusal).toMatchObject({
      code: 'PACKAGE_HISTORY_DIFFERS',
      message:
        '这份文件与以前从“青石区重点项目推进办公室”收到的内容对不上，没有读取。请电话告诉对方，由对方检查是否恢复过旧备份，再重新生成。',
    });
    expect((await centre.call('quarantine.list', {})).rows).toMatchObject([{ code: 'PACKAGE_HISTORY_DIFFERS' }]);

    const preview = await giveBack(centre, second, 'echo-cloned');
    expect(preview.sentence).toContain('恢复之后在这里写的 3 处都保留');
    expect(await second.call('lostWork.state', {})).toMatchObject({ isBehind: false });
    expect(await findProject(second, bridge)).toMatchObject({ remark: '原来的电脑写的', place: '青石路' });
    expect(await findProject(second, school)).toMatchObject({ place: '望江路' });
    expect(await findProject(second, road)).toMatchObject({ remark: '复制的电脑写的' });
    expect(await second.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    // The refused file is not waited for any more.
    expect((await second.call('packages.list', {})).rows.find((row) => row.id === sent.package.id)?.state).toBe(
      'refused',
    );

    await carry(second, centre, 'second-again');
    expect(await findProject(centre, road)).toMatchObject({ remark: '复制的电脑写的' });
    expect(await findProject(centre, bridge)).toMatchObject({ remark: '原来的电脑写的', place: '青石路' });
    for (const office of [second, centre])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await Promise.all([second.close(), centre.close()]);
  });
});

describe('a data folder', () => {
  it('that was edited from outside is found not sound', async () => {
    const { district } = await preparedOffices(join(machine.path, 'edited'));
    const office = openOffice(district);
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true });
    const connection = new Database(join(district, 'store.sqlite'));
    connection.exec("UPDATE projects SET total_investment = 1 WHERE name = '青石大桥'");
    connection.exec(
      "UPDATE operations SET line = replace(line, '白桦湾水厂', '白桦湾酒厂') WHERE line LIKE '%白桦湾水厂%'",
    );
    connection.close();
    const { isSound, problems } = await office.call('ledger.check', {});
    expect(isSound).toBe(false);
    expect(problems.some((sentence) => sentence.includes('青石大桥'))).toBe(true);
    expect(problems.some((sentence) => sentence.includes('内容与校验不符'))).toBe(true);
    await office.close();
  });

  it('of a newer program or no store at all is refused when it is opened', async () => {
    const { district } = await preparedOffices(join(machine.path, 'newer'));
    const connection = new Database(join(district, 'store.sqlite'));
    connection.pragma('user_version = 9990');
    connection.close();
    expect(() => openOffice(district)).toThrow(expect.objectContaining({ code: 'STORE_NEWER' }));
    const garbage = join(machine.path, 'garbage');
    mkdirSync(garbage);
    writeFileSync(join(garbage, 'store.sqlite'), Buffer.alloc(8192, 0x5a));
    expect(() => openOffice(garbage)).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
  });

  it('keeps nothing half-made by a program that was killed, and all that a running one is making', async () => {
    const { district } = await preparedOffices(join(machine.path, 'leftovers'));
    const half = (pid: number) => join(district, 'packages', 'p1', `青石区.ldx.${pid}.part`);
    mkdirSync(join(district, 'packages', 'p1'), { recursive: true });
    mkdirSync(join(district, 'work', '999999999-ab'), { recursive: true });
    for (const pid of [999_999_999, process.pid]) writeFileSync(half(pid), '');
    const office = openOffice(district);
    expect(readdirSync(join(district, 'packages', 'p1'))).toEqual([`青石区.ldx.${process.pid}.part`]);
    expect(readdirSync(join(district, 'work'))).not.toContain('999999999-ab');
    await office.close();
  });
});
