/**
 * A second computer reported, was put back from a backup of before, and wrote on under the same numbers: the centre and the
 * first computer hold two histories of it. Only the second itself can put one aside; the others are told where to carry it.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deskCourier } from '#test/support/desks.ts';
import { copyFolder } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
const { onStick, takeIn, sync, report, invitationOf, joined } = deskCourier(machine.path);
afterAll(() => machine.remove());

const remarkOf = async (office: Office, name: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.name === name)?.remark;

it('the centre’s copy is carried to the computer that wrote it, and in the end all hold all of it', async () => {
  const prepared = await preparedOffices(machine.path);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  const first = openOffice(prepared.district);
  await Promise.all([centre.unlock(), first.unlock()]);
  await takeIn(centre, await report(first));
  const ids = await projectIds(first);
  const write = (office: Office, name: string, remark: string) =>
    office.call('projects.save', { id: ids[name] ?? '', changes: { remark } });

  let second = await joined(await invitationOf(first), 'second');
  await second.close();
  const backup = copyFolder(join(machine.path, 'second'), join(machine.path, 'backup'));
  second = openOffice(join(machine.path, 'second'), { operator: '经办乙' });
  await second.unlock();
  await write(second, '青石大桥', '恢复以前写的');
  await takeIn(centre, await report(second));
  await second.close();
  rmSync(join(machine.path, 'second'), { recursive: true });
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'another machine');
  second = openOffice(copyFolder(backup, join(machine.path, 'second')), { operator: '经办乙' });
  await second.unlock();
  await write(second, '白桦湾水厂', '恢复以后写的');
  await sync(second, first);

  const refused = await centre.refusal('packages.preview', { file: centre.take(await report(first)) });
  expect(refused.code).toBe('PACKAGE_HISTORY_DIFFERS');
  const districtId = (await first.call('offices.current', {})).office?.id ?? '';
  const given = onStick(centre, (await centre.call('packages.exportEcho', { recipient: districtId })).file);
  expect(await first.refusal('packages.preview', { file: first.take(given) })).toMatchObject({
    code: 'PACKAGE_ECHO_OTHER_DESK',
    message:
      '找回包里有本单位电脑“经办乙的电脑”写的内容，与这台收到的不同：那台恢复过旧备份。这里什么都没有改。请把这份文件拿到“经办乙的电脑”上读入，再由它生成同步文件带回来。',
  });
  await takeIn(second, given);
  expect(await remarkOf(second, '青石大桥')).toBe('恢复以前写的');
  await sync(second, first);
  await takeIn(centre, await report(first));
  for (const office of [centre, first, second]) {
    expect(await remarkOf(office, '青石大桥')).toBe('恢复以前写的');
    expect(await remarkOf(office, '白桦湾水厂')).toBe('恢复以后写的');
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await office.close();
  }
}, 180_000);

it('what was lost is noticed too where only the other computer hears of it', async () => {
  const folder = join(machine.path, 'heard');
  const prepared = await preparedOffices(folder);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  const first = openOffice(prepared.district);
  await Promise.all([centre.unlock(), first.unlock()]);
  await takeIn(centre, await report(first));
  const id = (await projectIds(first))['青石大桥'] ?? '';
  let second = await joined(await invitationOf(first), 'heard-second');
  await second.close();
  const backup = copyFolder(join(machine.path, 'heard-second'), join(machine.path, 'heard-backup'));
  second = openOffice(join(machine.path, 'heard-second'), { operator: '经办乙' });
  await second.unlock();
  await second.call('projects.save', { id, changes: { remark: '恢复以前写的' } });
  const taken = await takeIn(centre, await report(second));
  await second.close();
  rmSync(join(machine.path, 'heard-second'), { recursive: true });
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'one more machine');
  second = openOffice(copyFolder(backup, join(machine.path, 'heard-second')), { operator: '经办乙' });
  await second.unlock();
  expect((await second.call('lostWork.state', {})).isBehind).toBe(false);
  // The receipt of what the second had reported is brought to the first.
  await takeIn(first, onStick(centre, taken.file));
  await sync(first, second);
  expect(await second.call('lostWork.state', {})).toMatchObject({ isBehind: true });
  const districtId = (await first.call('offices.current', {})).office?.id ?? '';
  await takeIn(second, onStick(centre, (await centre.call('packages.exportEcho', { recipient: districtId })).file));
  expect((await second.call('lostWork.state', {})).isBehind).toBe(false);
  await sync(second, first);
  for (const office of [centre, first, second]) {
    expect(await remarkOf(office, '青石大桥')).toBe('恢复以前写的');
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await office.close();
  }
}, 180_000);
