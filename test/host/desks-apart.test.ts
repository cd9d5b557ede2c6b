/** Desks of one office that drift apart: three by hand, a copied one, a passphrase changed at one, what the leader is told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskCourier } from '#test/support/desks.ts';
import { copyFolder } from '#test/support/host.ts';
import {
  frozenNow,
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';

const machine = machineFolder();
const { onStick, takeIn, sync, report, invitationOf, joined } = deskCourier(machine.path);
const printed: string[] = [];
let a: Office;
let b: Office;
let c: Office;
let bridge = '';
let road = '';

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  a = openOffice(prepared.district, {
    printer: async (model, outPath) => {
      printed.push(JSON.stringify(model));
      writeFileSync(outPath, 'PDF');
      return { pages: 1 };
    },
  });
  await a.unlock();
  const ids = await projectIds(a);
  bridge = ids['青石大桥'] ?? '';
  road = ids['柳林道路'] ?? '';
  b = await joined(await invitationOf(a, '乙的电脑'), 'b', '经办乙');
  await sync(b, a);
  // The third is invited at the second: its number is no other's.
  c = await joined(await invitationOf(b, '丙的电脑'), 'c', '经办丙');
}, 300_000);
afterAll(async () => {
  await Promise.all([a, b, c].map((office) => office.close()));
  machine.remove();
});

const project = async (office: Office, id: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.id === id);
const deskFile = async (from: Office) => onStick(from, (await from.call('desks.export', {})).file);
const conflictsAt = async (office: Office) => (await office.call('conflicts.list', {})).rows;
const digestOf = async (office: Office) => (await office.call('ledger.check', {})).digest;
const codeOf = async (office: Office, path: string): Promise<string | null> => {
  const shown = await office.host.call('packages.preview', { file: office.take(path) });
  if (!shown.ok) return shown.error.code;
  await office.call('packages.import', { token: (shown.value as { token: string }).token });
  return null;
};

describe('three computers of one office', () => {
  it('whose files arrive in any order end alike; a conflict between two is settled once and seen at the third', async () => {
    const numbers = [a, b, c].map(async (office) => (await office.call('desks.list', {})).own?.number);
    expect(new Set(await Promise.all(numbers)).size).toBe(3);
    await a.call('projects.save', { id: bridge, changes: { remark: '甲写的', place: '青石路' } });
    await b.call('projects.save', { id: bridge, changes: { remark: '乙写的' } });
    await c.call('projects.save', { id: road, changes: { remark: '丙写的' } });
    const [ofA, ofB, ofC] = [await deskFile(a), await deskFile(b), await deskFile(c)];
    for (const [to, files] of [
      [a, [ofC, ofB]],
      [b, [ofA, ofC]],
      [c, [ofB, ofA]],
    ] as const)
      for (const file of files) expect(await codeOf(to, file)).toBeNull();
    for (const office of [a, b, c]) {
      expect(await conflictsAt(office)).toMatchObject([{ title: '青石大桥', label: '备注' }]);
      expect(await project(office, bridge)).toMatchObject({ place: '青石路' });
      expect(await project(office, road)).toMatchObject({ remark: '丙写的' });
    }
  }, 120_000);

  it('what is undecided stands before the leader who signs, and on the 报送单', async () => {
    const { undecided } = await a.call('packages.precheck', {});
    expect(undecided).toEqual([{ title: '青石大桥', label: '备注', shown: '甲写的' }]);
    const made = await a.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    await a.call('packages.transmittalSheet', { packageId: made.package.id });
    expect(printed.at(-1)).toContain('本单位两台电脑有1处改得不一致，按现在的内容报出');
    expect(printed.at(-1)).toContain('1．青石大桥：备注（甲写的）');
  }, 120_000);

  it('the third decides, and nobody is asked again', async () => {
    await c.call('conflicts.resolve', {
      choices: [{ entity: 'project', recordId: bridge, field: 'remark', choice: { kind: 'typed', value: '丙定的' } }],
    });
    const decided = await deskFile(c);
    for (const office of [b, a]) expect(await codeOf(office, decided)).toBeNull();
    const [fromA, fromB] = [await deskFile(a), await deskFile(b)];
    for (const [to, file] of [
      [b, fromA],
      [c, fromB],
      [a, fromB],
      [c, fromA],
    ] as const)
      expect(await codeOf(to, file)).toBeNull();
    for (const office of [a, b, c]) {
      expect(await conflictsAt(office)).toEqual([]);
      expect((await project(office, bridge))?.remark).toBe('丙定的');
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }
    const digests = await Promise.all([a, b, c].map(digestOf));
    expect(new Set(digests).size).toBe(1);
    expect((await a.call('packages.precheck', {})).undecided).toEqual([]);
    const made = await a.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    await a.call('packages.transmittalSheet', { packageId: made.package.id });
    expect(printed.at(-1)).not.toContain('尚未选定');
  }, 120_000);
});

describe('changes that were not carried', () => {
  it('are said from the third day on, with the computer and the number', async () => {
    await sync(a, b);
    await sync(b, c);
    await sync(c, b);
    await b.call('projects.save', { id: road, changes: { place: '柳林' } });
    const taskAfter = async (days: number) => {
      b.turnTo(new Date(Date.parse(frozenNow) + days * 86_400_000).toISOString());
      const { tasks } = await b.call('overviews.district', {});
      return tasks.filter((task) => task.code === 'DESK_BEHIND').map((task) => task.sentence);
    };
    expect(await taskAfter(2)).toEqual([]);
    expect(await taskAfter(3)).toEqual([
      '有1项改动还没有带到“经办甲的电脑”，最早的已经 3 天。',
      '有1项改动还没有带到“经办丙的电脑”，最早的已经 3 天。',
    ]);
    b.turnTo(frozenNow);
    const file = await deskFile(b);
    for (const office of [a, c]) {
      await takeIn(office, file);
      await sync(office, b);
    }
    expect(await taskAfter(3)).toEqual([]);
    b.turnTo(frozenNow);
  }, 120_000);
});

describe('a passphrase changed at one computer', () => {
  it('goes with the next file and is typed once at each; until then each keeps its own, and the key is the same', async () => {
    const next = '新的口令二〇二六';
    const { keys } = await a.call('keys.state', {});
    await a.call('sessions.changePassphrase', { current: testPassphrase, next });
    await a.call('sessions.lock', {});
    expect((await a.refusal('sessions.unlock', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await a.call('sessions.unlock', { passphrase: next });
    expect((await a.call('keys.state', {})).keys).toEqual(keys);
    const file = await deskFile(a);
    await takeIn(b, file);
    expect((await b.call('desks.list', {})).keyWaiting).toEqual({ isNewKey: false });
    // Not typed: it goes on as before, and so does the third, which has not heard of it.
    await sync(b, c);
    for (const office of [b, c]) {
      await office.call('sessions.lock', {});
      await office.call('sessions.unlock', { passphrase: testPassphrase });
    }
    expect((await b.refusal('desks.takeKey', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await b.call('desks.takeKey', { passphrase: next });
    expect((await b.refusal('sessions.unlock', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await b.call('sessions.unlock', { passphrase: next });
    expect((await b.call('desks.list', {})).keyWaiting).toBeNull();
    await sync(b, a);
  }, 120_000);
});

describe('a whole data folder copied to another computer', () => {
  it('becomes a computer of its own with its own name and numbers, the others are told, and nothing of either is lost', async () => {
    const second = await c.call('desks.list', {});
    await c.close();
    const copied = copyFolder(join(machine.path, 'c'), join(machine.path, 'copied'));
    c = openOffice(join(machine.path, 'c'), { operator: '经办丙' });
    await c.unlock();
    process.env['FIVE_ONES_STATE'] = join(machine.path, 'other-machine');
    const copy = openOffice(copied, { operator: '经办丁' });
    await copy.unlock();
    const shown = await copy.call('desks.list', {});
    expect(shown).toMatchObject({
      own: { name: '经办丙的电脑（另一台）' },
      copiedFrom: { id: second.own?.id, name: '经办丙的电脑' },
    });
    expect(shown.own?.number).not.toBe(second.own?.number);
    await copy.call('desks.rename', { name: '经办丁的电脑' });
    expect((await copy.call('desks.list', {})).copiedFrom).toBeNull();

    await c.call('projects.save', { id: road, changes: { remark: '原来的电脑写的' } });
    await copy.call('projects.save', { id: bridge, changes: { place: '青石北路' } });
    const [ofC, ofCopy] = [await deskFile(c), await deskFile(copy)];
    expect(await codeOf(c, ofCopy)).toBeNull();
    expect(await codeOf(copy, ofC)).toBeNull();
    expect(await codeOf(a, ofCopy)).toBeNull();
    expect(await codeOf(a, ofC)).toBeNull();
    for (const office of [a, c, copy]) {
      expect((await project(office, road))?.remark).toBe('原来的电脑写的');
      expect((await project(office, bridge))?.place).toBe('青石北路');
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }
    expect((await a.call('desks.list', {})).rows.map(({ name }) => name).toSorted()).toEqual(
      ['经办丁的电脑', '经办丙的电脑', '经办乙的电脑'].toSorted(),
    );
    // Both report: no number is given twice.
    const seq = async (office: Office) => {
      await report(office);
      return (await office.call('packages.list', {})).rows.find(({ kind }) => kind === 'report')?.seq;
    };
    expect(await seq(c)).not.toBe(await seq(copy));
    await copy.close();
  }, 120_000);

  it('before it was noticed says so at the other one, and becomes one of its own by hand', async () => {
    process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
    // Of a computer that has handed nothing out yet, nothing remembers a number.
    const fresh = await joined(await invitationOf(c, '戊的电脑'), 'fresh', '经办戊');
    await fresh.close();
    const folder = copyFolder(join(machine.path, 'fresh'), join(machine.path, 'fresh-copy'));
    const original = openOffice(join(machine.path, 'fresh'), { operator: '经办戊' });
    const copy = openOffice(folder, { operator: '经办己' });
    await Promise.all([original.unlock(), copy.unlock()]);
    await original.call('projects.save', { id: road, changes: { place: '柳林东' } });
    await copy.call('projects.save', { id: bridge, changes: { remark: '己写的' } });
    const early = await deskFile(copy);
    expect(await original.refusal('packages.preview', { file: original.take(early) })).toMatchObject({
      code: 'PACKAGE_DESK_TWIN',
      message:
        '这份同步文件出自一台与这台同名同号、内容却不同的电脑：两台中有一台的数据是整个复制来的，没有读取。请到复制来的那台，打开“本单位各台电脑”，点“这台是复制来的”，再各生成一份同步文件互相读入。',
    });
    await copy.call('desks.separate', {});
    expect((await copy.call('desks.list', {})).own?.name).toBe('经办戊的电脑（另一台）');
    await sync(original, a);
    expect(await codeOf(original, await deskFile(copy))).toBeNull();
    expect(await codeOf(copy, await deskFile(original))).toBeNull();
    expect(await codeOf(a, await deskFile(original))).toBeNull();
    expect(await codeOf(a, await deskFile(copy))).toBeNull();
    for (const office of [original, copy, a]) {
      expect((await project(office, road))?.place).toBe('柳林东');
      expect((await project(office, bridge))?.remark).toBe('己写的');
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }
    await Promise.all([original.close(), copy.close()]);
  }, 120_000);
});
