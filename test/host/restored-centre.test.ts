/** A backup put back at the centre: it holds less of its districts' work than it once confirmed, and gets it again. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { FileHandle } from '#shared/contract/define.ts';
import { copyFolder } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

let made = 0;

/** The code of a refusal; null: taken in, and the receipt carried back. */
async function carry(from: Office, to: Office, file: FileHandle | null): Promise<string | null> {
  made += 1;
  const path = from.keep(file, join(machine.path, `${made}.ldx`));
  const shown = await to.host.call('packages.preview', { file: to.take(path) });
  if (!shown.ok) return shown.error.code;
  const done = await to.call('packages.import', { token: (shown.value as { token: string }).token });
  if (done.file !== null) expect(await carry(to, from, done.file)).toBeNull();
  return null;
}

it('says with its next package what it really holds, and the district’s next one begins there', async () => {
  const prepared = await preparedOffices(machine.path);
  const district = openOffice(prepared.district);
  let centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  const sendUp = async () =>
    carry(
      district,
      centre,
      (await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' })).file,
    );
  const sendDown = async () => {
    const recipient = (await district.call('offices.current', {})).office?.id ?? '';
    return carry(centre, district, (await centre.call('packages.exportDown', { recipient, issuedBy: '签发丙' })).file);
  };
  const bridge = (await projectIds(district))['青石大桥'] ?? '';
  await sendDown();
  await sendUp();
  await centre.close();
  const backup = copyFolder(prepared.centre, join(machine.path, 'backup'));
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await centre.unlock();
  await district.call('projects.save', { id: bridge, changes: { remark: '备份之后报的' } });
  expect(await sendUp()).toBeNull();
  expect((await district.call('offices.current', {})).unacknowledged).toBe(0);

  await centre.close();
  rmSync(prepared.centre, { recursive: true });
  centre = openOffice(copyFolder(backup, prepared.centre), { operator: '经办戊' });
  await centre.unlock();
  await district.call('projects.save', { id: bridge, changes: { place: '青石路' } });
  // “请对方重新生成一份交来”: until the district has heard from the centre, a new one begins too late as well.
  expect(await sendUp()).toBe('PACKAGE_OUT_OF_ORDER');
  expect(await sendDown()).toBeNull();
  expect((await district.call('offices.current', {})).unacknowledged).toBeGreaterThan(0);
  expect(await sendUp()).toBeNull();
  expect((await centre.call('projects.list', {})).rows.find((row) => row.id === bridge)).toMatchObject({
    remark: '备份之后报的',
    place: '青石路',
  });
  expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  expect((await district.call('offices.current', {})).unacknowledged).toBe(0);
  await Promise.all([district.close(), centre.close()]);
}, 120_000);
