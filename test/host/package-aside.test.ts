/** Files that are refused at the centre: one sentence, set aside whole, and nothing changed. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '#electron/host/package/build.ts';
import { type OpenKeys, readKeyFile, unlockKeys } from '#electron/host/package/keys.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { Operation } from '#shared/package/operation.ts';
import {
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';
import { type TestChain, testChain, testDraft, testOperation } from '#test/support/packages.ts';

const machine = machineFolder();
let district: Office;
let other: Office;
let centre: Office;
let keys: OpenKeys;
let sent: string;
let officeIds: { readonly district: string; readonly centre: string };

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  other = openOffice(prepared.other);
  centre = openOffice(prepared.centre);
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  keys = await unlockKeys(
    (await readKeyFile(join(prepared.district, 'keys', 'office-keys.json'))) ?? '',
    testPassphrase,
  );
  officeIds = { district: await idOf(district), centre: await idOf(centre) };
  sent = await exportAt(district, 'sent.ldx');
});
afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

async function idOf(office: Office): Promise<string> {
  return (await office.call('offices.current', {})).office?.id ?? '';
}

async function exportAt(office: Office, name: string, isEncrypted?: boolean): Promise<string> {
  const wish = isEncrypted === undefined ? {} : { isEncrypted };
  const { file } = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙', ...wish });
  return office.keep(file, join(machine.path, name));
}

/** Refused with this code; set aside byte for byte, under its name, with its sentence; nothing else changed. */
async function expectAside(path: string, code: string, at: Office = centre): Promise<void> {
  const before = {
    state: await at.call('offices.current', {}),
    packages: await at.call('packages.list', {}),
    projects: await at.call('projects.list', {}),
  };
  const aside = (await at.call('quarantine.list', {})).rows.length;
  const refused = await at.refusal('packages.preview', { file: at.take(path) });
  expect(refused.code).toBe(code);
  const { rows } = await at.call('quarantine.list', {});
  expect(rows).toHaveLength(aside + 1);
  const row = rows.find((each) => each.sentence === refused.message && each.sha256 === hashOf(path));
  expect(row).toMatchObject({ code, bytes: readFileSync(path).length });
  expect(readFileSync(join(at.dataFolder, 'quarantine', row?.id ?? '')).equals(readFileSync(path))).toBe(true);
  expect({
    state: await at.call('offices.current', {}),
    packages: await at.call('packages.list', {}),
    projects: await at.call('projects.list', {}),
  }).toEqual(before);
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

let made = 0;
function changed(change: (bytes: Buffer) => Buffer): string {
  made += 1;
  const path = join(machine.path, `changed-${made}.ldx`);
  writeFileSync(path, change(Buffer.from(readFileSync(sent))));
  return path;
}

async function forged(chains: readonly TestChain[], overrides: Partial<ManifestDraft> = {}): Promise<string> {
  made += 1;
  const outPath = join(machine.path, `forged-${made}.ldx`);
  const sender = {
    officeId: officeIds.district,
    kind: 'district' as const,
    fullName: '青石区重点项目推进办公室',
    shortName: '青石区',
    keys,
  };
  const recipient = { ...sender, officeId: officeIds.centre, fullName: '云岭市重点项目建设中心' };
  const draft = testDraft(
    sender,
    recipient,
    chains.map((chain) => chain.range),
  );
  await buildPackage({
    manifest: { ...draft, ...overrides },
    lines: chains.flatMap((chain) => chain.lines),
    note: '试',
    signer: keys,
    outPath,
  });
  return outPath;
}

const newUnit = (n: number, overrides: Partial<Operation> = {}) =>
  testOperation(n, { entity: 'unit', id: `unit-${n}`, changes: { name: [null, `区第${n}局`] }, ...overrides });

describe('set aside with its sentence, nothing changed:', () => {
  it.each([0.02, 0.2, 0.5, 0.8, 0.97])('one byte changed at %d of the file', async (place) => {
    const path = changed((bytes) => {
      const at = Math.floor(bytes.length * place);
      bytes[at] = (bytes[at] ?? 0) ^ 0x20;
      return bytes;
    });
    const refused = await centre.refusal('packages.preview', { file: centre.take(path) });
    expect(refused.code).toMatch(/^PACKAGE_/);
    await expectAside(path, refused.code);
  });

  it('cut short', () =>
    expectAside(
      changed((bytes) => bytes.subarray(0, bytes.length >> 1)),
      'PACKAGE_TRUNCATED',
    ));
  it('something added behind', async () => {
    const path = changed((bytes) => Buffer.concat([bytes, Buffer.from('…')]));
    const { code } = await centre.refusal('packages.preview', { file: centre.take(path) });
    expect(code).toMatch(/^PACKAGE_(ALTERED|EXTRA_CONTENT|TRUNCATED)$/);
  });
  it('no package at all', async () => {
    const path = join(machine.path, 'photo.ldx');
    writeFileSync(path, Buffer.alloc(5000, 7));
    await expectAside(path, 'PACKAGE_NOT_A_PACKAGE');
  });
  it('for another office, encrypted', () => expectAside(sent, 'PACKAGE_WRONG_RECIPIENT', other));
  it('for another office, plain', async () =>
    expectAside(await exportAt(district, 'plain.ldx', false), 'PACKAGE_SENDER_UNKNOWN', other));
  it('for another office, from a known one', async () => {
    await expectAside(
      await forged([testChain([newUnit(1)])], { recipient: { officeId: 'somebody-else', fullName: '红枫市中心' } }),
      'PACKAGE_WRONG_RECIPIENT',
    );
  });
  it('its own', () => expectAside(sent, 'PACKAGE_IS_OWN', district));
  it('a gap', async () => {
    const chain = testChain(
      [1, 2, 3].map((n) => newUnit(n)),
      { from: 3 },
    );
    await expectAside(await forged([chain]), 'PACKAGE_OUT_OF_ORDER');
  });
  it('contents that contradict their own digest, found at the commit', async () => {
    const chain = testChain([1, 2].map((n) => newUnit(n)));
    const path = await forged([chain], {
      stateDigests: [{ stream: chain.range.stream, n: 2, digest: '1'.repeat(64) }],
    });
    const { token } = await centre.call('packages.preview', { file: centre.take(path) });
    const before = await centre.call('offices.current', {});
    expect((await centre.refusal('packages.import', { token })).code).toBe('PACKAGE_CONTENT_INVALID');
    expect(await centre.call('offices.current', {})).toEqual(before);
    expect((await centre.call('quarantine.list', {})).rows.find((row) => row.sha256 === hashOf(path))).toMatchObject({
      code: 'PACKAGE_CONTENT_INVALID',
    });
    expect((await centre.call('units.list', {})).rows).toEqual([]);
  });
});

describe('genuine, but', () => {
  it('two histories of one number: the second is refused', async () => {
    const one = testChain([1, 2].map((n) => newUnit(n)));
    const { token } = await centre.call('packages.preview', { file: centre.take(await forged([one])) });
    await centre.call('packages.import', { token });
    const two = testChain([newUnit(1), newUnit(2, { changes: { name: [null, '另一个局'] } }), newUnit(3)]);
    await expectAside(await forged([two]), 'PACKAGE_HISTORY_DIFFERS');
    const base = testChain([newUnit(1), newUnit(2, { changes: { name: [null, '另一个局'] } }), newUnit(3)], {
      from: 3,
    });
    await expectAside(await forged([base]), 'PACKAGE_HISTORY_DIFFERS');
    const fits = testChain(
      [1, 2, 3].map((n) => newUnit(n)),
      { from: 3 },
    );
    expect(await centre.call('packages.preview', { file: centre.take(await forged([fits])) })).toMatchObject({
      verdict: 'fits',
      operations: { new: 1 },
    });
  });

  it('another office’s stream is no one else’s', async () => {
    const { token } = await centre.call('packages.preview', { file: centre.take(await exportAt(other, 'other.ldx')) });
    await centre.call('packages.import', { token });
    const { rows } = await centre.call('packages.list', {});
    expect(rows.filter((row) => row.direction === 'received')).toHaveLength(2);
    const pumping = (await projectIds(other))['白鹭洲泵站'] ?? '';
    // A report and an office record of somebody else, inside a genuine package: reported, the rest applies.
    const stream = 'ffeeddccbbaa99887766554433221100';
    const chain = testChain([
      testOperation(1, { stream, entity: 'project', id: pumping, changes: { name: ['白鹭洲泵站', '改名'] } }),
      testOperation(2, {
        stream,
        changes: { ...testOperation(2).changes, projectId: [null, pumping], state: [null, 'filled'] },
      }),
      testOperation(3, {
        stream,
        entity: 'office',
        id: officeIds.centre,
        changes: { shortName: ['云岭市中心', '改名'] },
      }),
      testOperation(4, {
        stream,
        entity: 'laggingDecision',
        id: 'decision',
        changes: { projectId: [null, pumping], period: [null, '2026-11-20'], isListed: [null, true] },
      }),
      newUnit(5, { stream }),
    ]);
    const shown = await centre.call('packages.preview', { file: centre.take(await forged([chain])) });
    expect(shown.records).toEqual({ new: 1, changed: 0, same: 0, conflict: 0, refused: 4, waiting: 0 });
    const done = await centre.call('packages.import', { token: shown.token });
    expect(done).toMatchObject({ applied: 1 });
    expect((await centre.call('projects.get', { id: pumping })).row.name).toBe('白鹭洲泵站');
    expect((await centre.call('projects.get', { id: pumping })).reports).toEqual([]);
    expect((await centre.call('offices.current', {})).office?.shortName).toBe('云岭市中心');
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });
});
