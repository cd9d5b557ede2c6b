/** A backup put back: this installation knows less than it has sent, and nothing of it is lost or written twice. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
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

describe('a restored backup', () => {
  it('is noticed before anything is typed: a new stream begins, and the centre takes both', async () => {
    const prepared = await preparedOffices(machine.path);
    const centre = openOffice(prepared.centre);
    const backup = copyFolder(prepared.district, join(machine.path, 'backup'));
    const district = openOffice(prepared.district);
    await Promise.all([centre.unlock(), district.unlock()]);
    const ids = await projectIds(district);
    const bridge = ids['青石大桥'] ?? '';
    await district.call('projects.save', { id: bridge, changes: { remark: '备份之后写的' } });
    await carry(district, centre, 'before');
    await district.close();

    // The disk broke; yesterday's backup is put back, and work goes on before anything is sent.
    rmSync(prepared.district, { recursive: true });
    const restored = openOffice(copyFolder(backup, prepared.district));
    await restored.unlock();
    await restored.call('projects.save', { id: bridge, changes: { place: '青石路' } });
    await restored.call('projects.save', { id: ids['柳林道路'] ?? '', changes: { remark: '恢复之后写的' } });
    const { packageId, receipt } = await carry(restored, centre, 'after');
    const rows = (await centre.call('projects.list', {})).rows;
    expect(rows.find((row) => row.id === bridge)).toMatchObject({ remark: '备份之后写的', place: '青石路' });
    expect(rows.find((row) => row.name === '柳林道路')).toMatchObject({ remark: '恢复之后写的' });
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
    expect((await centre.call('projects.get', { id: bridge })).row.place).toBe('青石路1号');
    await Promise.all([again.close(), centre.close()]);
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
