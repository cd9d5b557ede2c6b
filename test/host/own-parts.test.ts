/** 同步文件, 加入文件 and 找回包 that are too large for their carrier: made in parts, taken in any order, missing ones named. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileHandle } from '#shared/contract/define.ts';
import { deskCourier } from '#test/support/desks.ts';
import {
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';
import { seededRandom } from '#test/support/packages.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';

const machine = machineFolder();
const courier = deskCourier(machine.path);
const limit = 80_000;
let first: Office;
let second: Office;
let centre: Office;
let projectId = '';
let invitation: string[] = [];

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  first = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([first.unlock(), centre.unlock()]);
  projectId = (await projectIds(first))['青石大桥'] ?? '';
  await attach(first, 6, 1);
});
afterAll(async () => {
  await Promise.all([first, second, centre].map((office) => office?.close()));
  machine.remove();
});

/** Photos of 20 KB that no other one is like. */
async function attach(office: Office, count: number, from: number): Promise<void> {
  const files = Array.from({ length: count }, (_, index) => {
    const random = seededRandom(from + index);
    const bytes = Buffer.concat([jpegBytes(null), Buffer.from(Array.from({ length: 20_000 }, () => random(256)))]);
    return office.take(writeSample(machine.path, `照片${from + index}.jpg`, bytes));
  });
  await office.call('attachments.add', { projectId, files });
}

const photosAt = async (office: Office) =>
  (await office.call('attachments.list', { projectId })).rows.filter(({ isHere }) => isHere).length;
const onStick = (office: Office, files: readonly FileHandle[]) =>
  files.map((file) => office.keep(file, join(machine.path, file.name)));

it('an invitation too large for its carrier is made in parts, each of them small enough and named', async () => {
  const made = await first.call('desks.invite', { name: '经办乙的电脑', parts: { maximumBytes: limit } });
  invitation = onStick(first, [made.file, ...made.others]);
  expect(invitation.length).toBeGreaterThan(2);
  for (const path of invitation) expect(statSync(path).size).toBeLessThanOrEqual(limit);
  expect(made.others.at(-1)?.name).toMatch(new RegExp(`_第${invitation.length}份共${invitation.length}份\\.ldj$`));
  expect(made.files).toBe(6);
  expect((await first.call('packages.makings', {})).rows).toEqual([]);
});

it('the computer that joins is told which part is missing and which is of another invitation, and takes them in any order', async () => {
  second = openOffice(join(machine.path, 'second'), { operator: '经办乙' });
  const of = invitation.length;
  const chosen = (paths: readonly string[]) => {
    const [file, ...others] = paths.map((path) => second.take(path));
    if (file === undefined) throw new Error('no file');
    return { file, others, passphrase: testPassphrase };
  };
  const alone = await second.refusal('desks.readInvitation', chosen(invitation.slice(-1)));
  const missing = Array.from({ length: of - 1 }, (_, index) => index + 1).join('、');
  expect(alone.message).toBe(
    `这份加入文件一共 ${of} 份，已选第 ${of} 份，还缺第 ${missing} 份，没有读取。请把缺的也选进来，先后不限，再打开。`,
  );
  const joining = { name: '经办乙的电脑', operator: '经办乙' };
  const without = await second.refusal('desks.join', { ...chosen(invitation.slice(0, -1)), ...joining });
  expect(without.code).toBe('INVITATION_PARTS_MISSING');
  const other = await first.call('desks.invite', { name: '经办丙的电脑', parts: { maximumBytes: limit } });
  const [strange = ''] = onStick(first, other.others);
  const mixed = await second.refusal('desks.readInvitation', chosen([...invitation, strange]));
  expect(mixed.message).toMatch(/^“.+经办丙的电脑.+”与别的几份不是同一次邀请生成的，没有读取。/);

  const facts = await second.call('desks.readInvitation', chosen(invitation.toReversed()));
  expect(facts).toMatchObject({ files: 6, projects: 4 });
  const joined = await second.call('desks.join', { ...chosen(invitation.toReversed()), ...joining });
  expect(joined.files).toBe(6);
  await second.unlock();
  expect(await photosAt(second)).toBe(6);
  expect((await second.call('ledger.check', {})).isSound).toBe(true);
});

it('a 同步文件 in parts: the last may come first, a broken off one is gone on with, and the sender sees each part arrive', async () => {
  // So that the first knows of the second.
  await courier.sync(second, first);
  await attach(first, 6, 20);
  await first.call('projects.save', { id: projectId, changes: { remark: '同步' } });
  const stop = new AbortController();
  const stopped = await first.host.call(
    'desks.export',
    { parts: { maximumBytes: limit } },
    {
      signal: stop.signal,
      onProgress: ({ finishedParts = 0 }) =>
        finishedParts > 0 && void first.call('packages.keepParts', {}).then(() => stop.abort()),
    },
  );
  expect(stopped).toMatchObject({ ok: false, error: { code: 'PACKAGE_MAKING_KEPT' } });
  const [making] = (await first.call('packages.makings', {})).rows;
  expect(making).toMatchObject({ kind: 'desk', officeName: '本单位其他电脑' });
  const made = await first.call('packages.resume', { id: making?.id ?? '' });
  const paths = onStick(first, [made.file, ...made.others.map(({ file }) => file)]);
  const of = paths.length;
  expect(of).toBeGreaterThan(1);
  const done = await courier.takeIn(second, paths.at(-1) ?? '');
  expect(done.sentence).toMatch(
    new RegExp(
      `^文件完整、签名有效，可以接收。这是本单位“.+”的同步文件，第 ${of} 份，共 ${of} 份，只带照片和文件。收下它以后，还缺第 1`,
    ),
  );
  for (const path of paths.slice(0, -1)) await courier.takeIn(second, path);
  expect(await photosAt(second)).toBe(12);
  await courier.sync(second, first);
  const states = (await first.call('packages.list', {})).rows.filter(
    (row) => row.direction === 'sent' && row.kind === 'desk' && row.part?.of === of && row.seq >= made.package.seq,
  );
  expect(states.map(({ state }) => state)).toEqual(Array.from({ length: of }, () => 'acknowledged'));
});

it('a 找回包 in parts brings everything back, whichever part comes first', async () => {
  const sent = await first.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  await courier.takeIn(centre, courier.onStick(first, sent.file));
  expect(await photosAt(centre)).toBe(12);
  const district = (await centre.call('offices.list', {})).offices.find(({ shortName }) => shortName === '青石区');
  const echo = await centre.call('packages.exportEcho', {
    recipient: district?.id ?? '',
    parts: { maximumBytes: limit },
  });
  const paths = onStick(centre, [echo.file, ...echo.others.map(({ file }) => file)]);
  expect(paths.length).toBeGreaterThan(2);
  const last = await courier.takeIn(first, paths.at(-1) ?? '');
  expect(last.sentence).toMatch(
    /^文件完整、签名有效，可以接收。这是找回包，第 \d+ 份，共 \d+ 份，只带照片和文件。收下它以后，还缺/,
  );
  for (const path of paths.slice(0, -1)) await courier.takeIn(first, path);
  expect(await photosAt(first)).toBe(12);
  expect((await first.call('ledger.check', {})).isSound).toBe(true);
});

it('下达 has the same choice as a report: the name a mailbox takes, the size of a part, what is too small', async () => {
  const [row] = (await centre.call('packages.down', {})).rows;
  expect(row?.files).toEqual({ due: 0, dueBytes: 0, twice: 0, largest: [] });
  const order = { recipient: row?.officeId ?? '', issuedBy: '签发丙' };
  const made = await centre.call('packages.exportDown', { ...order, parts: { maximumBytes: limit, extension: 'zip' } });
  expect([made.file.name.endsWith('.zip'), made.others, made.leftOut]).toEqual([true, [], []]);
  const refused = await centre.refusal('packages.exportDown', { ...order, parts: { maximumBytes: 3000 } });
  expect(refused.code).toBe('PACKAGE_PART_TOO_SMALL');
});
