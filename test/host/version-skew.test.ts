/** Older and newer programs: what this version does not know is kept and handed on whole, and counts after the update. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#db/sha256.ts';
import { buildPackage } from '#electron/host/package/build.ts';
import { type OpenKeys, readKeyFile, unlockKeys } from '#electron/host/package/keys.ts';
import { entities } from '#shared/domain/entities.ts';
import type { JsonValue } from '#shared/package/canonical.ts';
import type { Operation } from '#shared/package/operation.ts';
import { operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import { machineFolder, type Office, openOffice, preparedOffices, testPassphrase } from '#test/support/offices.ts';
import { forgeEntries, forgeZip } from '#test/support/package-forge.ts';
import { type TestOffice, testChain, testDraft, testOperation, testStream } from '#test/support/packages.ts';

const machine = machineFolder();
let folders: Awaited<ReturnType<typeof preparedOffices>>;
let district: Office;
let centre: Office;
let sender: TestOffice;
let recipient: TestOffice;

beforeAll(async () => {
  folders = await preparedOffices(machine.path);
  district = openOffice(folders.district);
  centre = openOffice(folders.centre);
  await Promise.all([district.unlock(), centre.unlock()]);
  await centre.call('settings.set', { key: 'exchange.isEncrypted', value: false });
  const keys = await keysIn(folders.district);
  const office = async (at: Office) => (await at.call('offices.current', {})).office;
  sender = {
    officeId: (await office(district))?.id ?? '',
    kind: 'district',
    fullName: '青石区重点项目推进办公室',
    shortName: '青石区',
    keys,
  };
  recipient = {
    ...sender,
    kind: 'centre',
    officeId: (await office(centre))?.id ?? '',
    fullName: '云岭市重点项目建设中心',
  };
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

async function keysIn(dataFolder: string): Promise<OpenKeys> {
  return unlockKeys((await readKeyFile(join(dataFolder, 'keys', 'office-keys.json'))) ?? '', testPassphrase);
}

/** What a program two years from now may write. */
const fromLater: readonly Operation[] = [
  testOperation(1, {
    entity: 'project',
    id: 'later-1',
    changes: {
      name: [null, '南岭隧道'],
      totalInvestment: [null, 80_000_000],
      carbonTons: [null, 12_000],
      partners: [null, [{ name: '某某公司', share: 0.4 }]],
    },
  }),
  testOperation(2, {
    entity: 'carbonReport',
    id: 'carbon-1',
    changes: { projectId: [null, 'later-1'], tons: [null, 90] },
  }),
  {
    ...testOperation(3, { entity: 'project', id: 'later-1', changes: { carbonTons: [12_000, 11_000] } }),
    device: '平板',
  } as Operation,
];

function linesOf(path: string): string[] {
  const zip = readFileSync(path);
  const name = 'data/operations.ndjson.gz';
  const at = zip.indexOf(name) - 30;
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return gunzipSync(zip.subarray(from, from + zip.readUInt32LE(at + 18)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

const dumpOf = (office: Office) => {
  const store = new Database(join(office.dataFolder, 'store.sqlite'), { readonly: true });
  const dump = Object.fromEntries(
    Object.values(entities).map(({ table }) => [table, store.prepare(`SELECT * FROM ${table} ORDER BY id`).all()]),
  );
  store.close();
  return dump;
};

describe('what a newer program wrote', () => {
  it('is taken in as far as it is known, kept whole, and given back byte for byte', async () => {
    const chain = testChain(fromLater);
    const outPath = join(machine.path, 'later.ldx');
    await buildPackage({
      manifest: testDraft(sender, recipient, [chain.range]),
      lines: chain.lines,
      note: '试',
      signer: sender.keys,
      outPath,
    });
    const shown = await centre.call('packages.preview', { file: centre.take(outPath) });
    expect(shown.records).toMatchObject({ new: 1, waiting: 1, refused: 0 });
    await centre.call('packages.import', { token: shown.token });
    const { row } = await centre.call('projects.get', { id: 'later-1' });
    expect(row).toMatchObject({ name: '南岭隧道', totalInvestment: 80_000_000 });
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });

    const echo = await centre.call('packages.exportEcho', { recipient: sender.officeId });
    const back = linesOf(centre.keep(echo.file, join(machine.path, 'echo.ldx')));
    expect(back.filter((line) => line.includes(testStream))).toEqual(chain.lines);
  });

  it('in a package this program cannot read is set aside, explained, and read from there after the update', async () => {
    const newer = (manifest: Record<string, JsonValue>) =>
      Object.assign(manifest, { version: 2, readerVersion: 2, somethingNew: true });
    const path = join(machine.path, 'newer.ldx');
    writeFileSync(path, forgeZip(forgeEntries(sender, recipient, { manifest: newer })));
    const before = { dump: dumpOf(centre), packages: await centre.call('packages.list', {}) };
    expect(await centre.refusal('packages.preview', { file: centre.take(path) })).toMatchObject({
      code: 'PACKAGE_NEWER_VERSION',
      message: '这个报送包由更新版本的程序生成，本程序还读不了。请先升级程序，文件已留着，不必重拷。',
    });
    expect({ dump: dumpOf(centre), packages: await centre.call('packages.list', {}) }).toEqual(before);
    const aside = (await centre.call('quarantine.list', {})).rows.find((row) => row.fileName === 'newer.ldx');
    const { file } = await centre.call('quarantine.file', { id: aside?.id ?? '' });
    // Read once more from where it lies: the same answer, and no second copy of it.
    expect((await centre.refusal('packages.preview', { file })).code).toBe('PACKAGE_NEWER_VERSION');
    expect((await centre.call('quarantine.list', {})).rows.filter((row) => row.fileName === 'newer.ldx')).toHaveLength(
      1,
    );
  });

  it('of a higher version that this reader still understands is taken in', async () => {
    const chain = testChain([
      ...fromLater,
      testOperation(4, { entity: 'unit', id: 'later-unit', changes: { name: [null, '区数据局'] } }),
    ]);
    const path = join(machine.path, 'minor.ldx');
    const manifest = (made: Record<string, JsonValue>) =>
      Object.assign(made, { version: 2, hints: ['新'], ranges: [chain.range as unknown as JsonValue], seq: 9 });
    const operations = Buffer.from(`${chain.lines.join('\n')}\n`);
    writeFileSync(path, forgeZip(forgeEntries(sender, recipient, { manifest, operations })));
    const { token } = await centre.call('packages.preview', { file: centre.take(path) });
    expect(await centre.call('packages.import', { token })).toMatchObject({ applied: 1 });
    expect((await centre.call('units.list', {})).rows.map((unit) => unit.name)).toContain('区数据局');
  });
});

describe('after the update', () => {
  /** Leaves the store as a version would that knew neither 项目概况 nor who is assigned. */
  function forget(knew: 'noted' | 'not noted'): void {
    const store = new Database(join(folders.centre, 'store.sqlite'));
    store.pragma('foreign_keys = OFF');
    store.exec('UPDATE projects SET summary = NULL; DELETE FROM assignments');
    const lines = store
      .prepare("SELECT position, stream_key AS key, record_id AS id, hash FROM operations WHERE entity = 'assignment'")
      .all() as { position: number; key: number; id: string; hash: Buffer }[];
    for (const { position, key, id, hash } of lines) {
      store
        .prepare("UPDATE operations SET status = 'waiting', reason = 'UNKNOWN_ENTITY' WHERE position = ?")
        .run(position);
      const { digest } = store.prepare('SELECT digest FROM streams WHERE key = ?').get(key) as { digest: Buffer };
      const left = subtractDigest(digest, operationDigest(sha256, 'assignment', id, hash));
      store.prepare('UPDATE streams SET digest = ? WHERE key = ?').run(Buffer.from(left), key);
    }
    const kept = store.prepare("SELECT value FROM settings WHERE key = 'ledgerKnows'").get() as { value: string };
    const knows = JSON.parse(kept.value) as Record<string, string[]>;
    delete knows['assignment'];
    knows['project'] = (knows['project'] ?? []).filter((field) => field !== 'summary');
    if (knew === 'noted')
      store.prepare("UPDATE settings SET value = ? WHERE key = 'ledgerKnows'").run(JSON.stringify(knows));
    else store.exec("DELETE FROM settings WHERE key = 'ledgerKnows'");
    store.close();
  }

  it.each(['noted', 'not noted'] as const)(
    'fields and kinds of records that were unknown come into the tables (what was known: %s)',
    async (knew) => {
      const { file } = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      const { token } = await centre.call('packages.preview', {
        file: centre.take(district.keep(file, join(machine.path, `${knew}.ldx`))),
      });
      await centre.call('packages.import', { token });
      const before = { dump: dumpOf(centre), check: await centre.call('ledger.check', {}) };
      expect(before.check).toMatchObject({ isSound: true });
      expect(JSON.stringify(before.dump['projects'])).toContain('跨青石河大桥一座');
      expect(before.dump['assignments']).not.toEqual([]);
      await centre.close();
      forget(knew);
      centre = openOffice(folders.centre);
      await centre.unlock();
      expect({ dump: dumpOf(centre), check: await centre.call('ledger.check', {}) }).toEqual(before);
    },
  );
});
