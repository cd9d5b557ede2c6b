/** Attached files between two offices: carried twice, acknowledged, asked for again, held back, and never half kept. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobPath } from '#electron/host/files/blobs.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { jpegBytes, pngBytes, writeSample } from '#test/support/sample-files.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let projectId = '';
let made = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  projectId = (await projectIds(district))['青石大桥'] ?? '';
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

type Wishes = Partial<InputOf<'packages.export'>>;

async function exportPackage(wishes: Wishes = {}): Promise<OutputOf<'packages.export'> & { readonly path: string }> {
  made += 1;
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙', ...wishes });
  return { ...sent, path: district.keep(sent.file, join(machine.path, `${made}.ldx`)) };
}

async function takeIn(office: Office, path: string): Promise<string> {
  const { token } = await office.call('packages.preview', { file: office.take(path) });
  const done = await office.call('packages.import', { token });
  return done.file === null ? '' : office.keep(done.file, join(machine.path, `${done.packageId}.receipt.ldx`));
}

async function attach(name: string, bytes: Buffer): Promise<void> {
  await district.call('attachments.add', { projectId, files: [district.take(writeSample(machine.path, name, bytes))] });
}

const here = async (office: Office) =>
  Object.fromEntries((await office.call('attachments.list', { projectId })).rows.map((row) => [row.name, row.isHere]));
const dueFiles = async () => (await district.call('packages.precheck', {})).recipients[0]?.files;
const blobCount = (office: Office) =>
  readdirSync(join(office.dataFolder, 'blobs'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  ).length;

describe('a photo', () => {
  const photo = jpegBytes('2026:11:18 09:30:00');

  it('is counted before it leaves, and arrives byte for byte', async () => {
    await attach('桥墩.jpg', photo);
    expect(await dueFiles()).toMatchObject({ due: 1, dueBytes: photo.length, twice: 0 });
    const sent = await exportPackage();
    expect(sent.package).toMatchObject({ files: 1, isEncrypted: true });
    const shown = await centre.call('packages.preview', { file: centre.take(sent.path) });
    expect(shown).toMatchObject({ files: { here: 1, bytes: photo.length, heldBack: 0 }, isEncrypted: true });
    expect(blobCount(centre)).toBe(0);
    await centre.call('packages.import', { token: shown.token });
    expect(await here(centre)).toEqual({ '桥墩.jpg': true });
    const [row] = (await centre.call('attachments.list', { projectId })).rows;
    expect(readFileSync(blobPath(centre.dataFolder, row?.sha256 ?? '')).equals(photo)).toBe(true);
    expect((await centre.call('ledger.check', {})).isSound).toBe(true);
  });

  it('whose receipt was lost travels a second time, then waits until somebody asks', async () => {
    expect((await exportPackage()).package.files).toBe(1);
    expect(await dueFiles()).toMatchObject({ due: 0, dueBytes: 0, twice: 1 });
    expect((await exportPackage()).package.files).toBe(0);
    expect((await exportPackage({ files: { isEverything: true } })).package.files).toBe(1);
  });

  it('that has arrived never travels again', async () => {
    const again = await exportPackage();
    await takeIn(district, await takeIn(centre, again.path));
    expect(await dueFiles()).toMatchObject({ due: 0, dueBytes: 0, twice: 0 });
    expect((await exportPackage({ files: { isEverything: true } })).package.files).toBe(0);
  });

  it('that was lost at the other side is wanted by its next receipt, and travels again', async () => {
    const [row] = (await centre.call('attachments.list', { projectId })).rows;
    const stored = blobPath(centre.dataFolder, row?.sha256 ?? '');
    expect(existsSync(stored)).toBe(true);
    const connection = new Database(join(centre.dataFolder, 'store.sqlite'));
    connection.prepare('DELETE FROM blobs').run();
    connection.close();
    await district.call('projects.save', { id: projectId, changes: { remark: '再报' } });
    await takeIn(district, await takeIn(centre, (await exportPackage()).path));
    expect(await dueFiles()).toMatchObject({ due: 1 });
    const sent = await exportPackage();
    expect(sent.package.files).toBe(1);
    await takeIn(district, await takeIn(centre, sent.path));
    expect(await here(centre)).toEqual({ '桥墩.jpg': true });
  });
});

describe('what does not fit', () => {
  it('is held back by name and comes with the next package', async () => {
    const large = pngBytes(40, 40, [1, 2, 3]);
    await attach('总平面.png', large);
    const small = await exportPackage({ files: { maximumBytes: large.length - 1 } });
    expect(small.package.files).toBe(0);
    const shown = await centre.call('packages.preview', { file: centre.take(small.path) });
    expect(shown.files).toMatchObject({ here: 0, heldBack: 1 });
    await takeIn(district, await takeIn(centre, small.path));
    expect(await here(centre)).toEqual({ '桥墩.jpg': true, '总平面.png': false });
    await takeIn(district, await takeIn(centre, (await exportPackage()).path));
    expect(await here(centre)).toEqual({ '桥墩.jpg': true, '总平面.png': true });
  });

  it('is not the whole package’s fault when a file has gone from this disk', async () => {
    await attach('竣工.png', pngBytes(9, 9, [9, 9, 9]));
    const row = (await district.call('attachments.list', { projectId })).rows.find((each) => each.name === '竣工.png');
    writeFileSync(blobPath(district.dataFolder, row?.sha256 ?? ''), 'short');
    const sent = await exportPackage();
    expect(sent.package.files).toBe(0);
    await takeIn(centre, sent.path);
    expect((await here(centre))['竣工.png']).toBe(false);
  });
});

describe('encryption', () => {
  it('is off for one package, or for the office, and the journal says which', async () => {
    const isPlain = (path: string) => readFileSync(path).subarray(0, 2).toString('latin1') === 'PK';
    const one = await exportPackage({ isEncrypted: false });
    expect([one.package.isEncrypted, isPlain(one.path)]).toEqual([false, true]);
    await district.call('settings.set', { key: 'exchange.isEncrypted', value: false });
    expect((await district.call('packages.precheck', {})).isEncrypted).toBe(false);
    expect(isPlain((await exportPackage()).path)).toBe(true);
    const back = await exportPackage({ isEncrypted: true });
    expect(isPlain(back.path)).toBe(false);
    await district.call('settings.set', { key: 'exchange.isEncrypted', value: true });
    // The sender’s own copy can be opened with its own key, and says that it is its own.
    expect((await district.refusal('packages.preview', { file: district.take(back.path) })).code).toBe(
      'PACKAGE_IS_OWN',
    );
  });
});
