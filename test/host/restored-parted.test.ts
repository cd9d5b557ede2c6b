/**
 * A centre that put a backup back and went on before it was noticed: two districts then hold two continuations of one
 * history. Each gives back what it holds, nothing of either is lost, and in the end all hold the same.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { FileHandle } from '#shared/contract/define.ts';
import { copyFolder } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

interface Offices {
  readonly district: Office;
  readonly other: Office;
  centre(): Office;
  /** The centre's folder as it is now, copied by hand. */
  backUp(): Promise<string>;
  /** A backup put back on a machine that remembers nothing. */
  putBack(backup: string): Promise<void>;
  confirm(level: 'municipal' | 'provincial', name: string): Promise<void>;
  /** The code of a refusal; null: taken in, and the receipt carried back. */
  sendDown(to: Office): Promise<string | null>;
  sendUp(from: Office): Promise<string | null>;
  giveBack(from: Office): Promise<string | null>;
  confirmedAt(office: Office, name: string): Promise<string | null>;
  close(): Promise<void>;
}

async function openOffices(name: string): Promise<Offices> {
  const folder = join(machine.path, name);
  let made = 0;
  const onMachine = (of: string) => {
    process.env['FIVE_ONES_STATE'] = join(folder, of);
  };
  onMachine('state');
  const prepared = await preparedOffices(folder);
  const district = openOffice(prepared.district);
  const other = openOffice(prepared.other);
  let centre = openOffice(prepared.centre);
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);

  async function carry(from: Office, to: Office, file: FileHandle | null): Promise<string | null> {
    made += 1;
    const path = from.keep(file, join(folder, `${made}.ldx`));
    const shown = await to.host.call('packages.preview', { file: to.take(path) });
    if (!shown.ok) return shown.error.code;
    const done = await to.call('packages.import', { token: (shown.value as { token: string }).token });
    if (done.file !== null) expect(await carry(to, from, done.file)).toBeNull();
    return null;
  }
  const idOf = async (office: Office) => (await office.call('offices.current', {})).office?.id ?? '';
  const offices: Offices = {
    district,
    other,
    centre: () => centre,
    async backUp() {
      await centre.close();
      made += 1;
      const backup = copyFolder(prepared.centre, join(folder, `backup-${made}`));
      centre = openOffice(prepared.centre);
      await centre.unlock();
      return backup;
    },
    async putBack(backup) {
      await centre.close();
      rmSync(prepared.centre, { recursive: true });
      made += 1;
      onMachine(`state-${made}`);
      centre = openOffice(copyFolder(backup, prepared.centre));
      await centre.unlock();
    },
    async confirm(level, project) {
      const id = (await projectIds(centre))[project] ?? '';
      await centre.call('levels.confirm', { projectIds: [id], level });
    },
    async sendDown(to) {
      const sent = await centre.call('packages.exportDown', { recipient: await idOf(to), issuedBy: '签发丙' });
      return carry(centre, to, sent.file);
    },
    async sendUp(from) {
      const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      return carry(from, centre, sent.file);
    },
    async giveBack(from) {
      return carry(from, centre, (await from.call('packages.exportEcho', { recipient: await idOf(centre) })).file);
    },
    async confirmedAt(office, project) {
      const { rows } = await office.call('levels.list', {});
      return rows.find((row) => row.name === project)?.confirmed?.level ?? null;
    },
    async close() {
      await Promise.all([district.close(), other.close(), centre.close()]);
    },
  };
  expect(await offices.sendUp(district)).toBeNull();
  expect(await offices.sendUp(other)).toBeNull();
  return offices;
}

async function expectAgreement({ district, other, centre, sendUp, sendDown }: Offices): Promise<void> {
  for (const each of [district, other]) {
    expect(await sendDown(each)).toBeNull();
    expect(await sendUp(each)).toBeNull();
  }
  for (const each of [district, other, centre()]) {
    expect(await each.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    expect((await each.call('lostWork.state', {})).isBehind).toBe(false);
    expect((await each.call('offices.current', {})).unacknowledged).toBe(0);
  }
}

it('two districts hold different continuations: after each gave back what it holds, all hold all of it', async () => {
  const offices = await openOffices('two');
  const { district, other, confirm, confirmedAt, sendDown, giveBack } = offices;
  const backup = await offices.backUp();
  await confirm('municipal', '青石大桥');
  await confirm('provincial', '白桦湾水厂');
  expect(await sendDown(district)).toBeNull();

  await offices.putBack(backup);
  await confirm('municipal', '白鹭洲泵站');
  await confirm('provincial', '望江学校');
  expect(await sendDown(other)).toBeNull();
  expect(await sendDown(district)).toBe('PACKAGE_HISTORY_DIFFERS');
  // “由对方检查是否恢复过旧备份”: the district gives back what it holds; what went to the other is moved, and said so.
  expect(await giveBack(district)).toBeNull();
  expect(await confirmedAt(offices.centre(), '青石大桥')).toBe('municipal');
  expect(await confirmedAt(offices.centre(), '白鹭洲泵站')).toBe('municipal');
  expect(await sendDown(district)).toBeNull();
  expect(await sendDown(other)).toBeNull();
  // Asked once more by mistake: both are here already, nothing parts again.
  expect(await giveBack(other)).toBeNull();
  expect(await giveBack(district)).toBeNull();
  await expectAgreement(offices);
  for (const [name, level] of [
    ['青石大桥', 'municipal'],
    ['白桦湾水厂', 'provincial'],
    ['望江学校', 'provincial'],
  ] as const)
    for (const office of [offices.centre(), district]) expect(await confirmedAt(office, name)).toBe(level);
  for (const office of [offices.centre(), other]) expect(await confirmedAt(office, '白鹭洲泵站')).toBe('municipal');
  await offices.close();
}, 120_000);

it('restored a second time, it gets back from the second district what only that one still has', async () => {
  const offices = await openOffices('twice');
  const { district, other, confirm, confirmedAt, sendDown, giveBack } = offices;
  const first = await offices.backUp();
  await confirm('municipal', '青石大桥');
  expect(await sendDown(district)).toBeNull();
  await offices.putBack(first);
  await confirm('municipal', '白鹭洲泵站');
  const second = await offices.backUp();
  await confirm('provincial', '白鹭洲泵站');
  expect(await sendDown(other)).toBeNull();

  await offices.putBack(second);
  expect(await sendDown(district)).toBe('PACKAGE_HISTORY_DIFFERS');
  expect(await giveBack(district)).toBeNull();
  expect(await confirmedAt(offices.centre(), '白鹭洲泵站')).toBe('municipal');
  // More than was moved: the other district is asked as well.
  expect(await sendDown(other)).toBe('PACKAGE_HISTORY_DIFFERS');
  expect(await giveBack(other)).toBeNull();
  expect(await confirmedAt(offices.centre(), '白鹭洲泵站')).toBe('provincial');
  await expectAgreement(offices);
  for (const office of [offices.centre(), other]) expect(await confirmedAt(office, '白鹭洲泵站')).toBe('provincial');
  for (const office of [offices.centre(), district]) expect(await confirmedAt(office, '青石大桥')).toBe('municipal');
  await offices.close();
}, 120_000);
