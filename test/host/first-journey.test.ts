/** What the first journey's version left on a disk and in a package is opened, migrated and read by today's. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { newestVersion } from '#db/migrate.ts';
import { contract, type NamesOf } from '#shared/contract/index.ts';
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { machineFolder, type Office, openOffice } from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

const supportFolder = new URL('../support/', import.meta.url);

/** A data folder of the first journey; the passphrase of its key, where it has one, is demo. */
function dataFolderOf(name: string, store: string, keys?: string): string {
  const folder = join(machine.path, name);
  mkdirSync(join(folder, 'keys'), { recursive: true });
  writeFileSync(join(folder, 'store.sqlite'), gunzipSync(readFileSync(new URL(store, supportFolder))));
  if (keys !== undefined)
    writeFileSync(join(folder, 'keys', 'office-keys.json'), readFileSync(new URL(keys, supportFolder)));
  return folder;
}

function read<T>(dataFolder: string, work: (connection: Database.Database) => T, file = 'store.sqlite'): T {
  const connection = new Database(join(dataFolder, file), { readonly: true });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

const countIn = (connection: Database.Database, table: string) =>
  (connection.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count;

const versionOf = (connection: Database.Database) => connection.pragma('user_version', { simple: true });

describe('a store of the first journey', () => {
  it('is migrated as it is opened, with a copy of what it was; nothing in it changes', async () => {
    const folder = dataFolderOf('imported', 'stores/first-journey.sqlite.gz');
    const tables = ['projects', 'annual_plans', 'assignments', 'units', 'persons', 'operations', 'changes_made'];
    const before = read(folder, (connection) => tables.map((table) => countIn(connection, table)));
    const names = (connection: Database.Database) =>
      connection.prepare('SELECT id, name, pool, level, total_investment FROM projects ORDER BY id').all();
    const projects = read(folder, names);
    expect(read(folder, versionOf)).toBe(10);

    const office = openOffice(folder);
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    const { total, rows } = await office.call('projects.list', {});
    await office.close();

    expect(total).toBe(120);
    expect(rows.filter((row) => row.pool === 'construction').length).toBe(31);
    expect(read(folder, versionOf)).toBe(newestVersion);
    expect(read(folder, (connection) => tables.map((table) => countIn(connection, table)))).toEqual(before);
    expect(read(folder, names)).toEqual(projects);
    const copy = `store.sqlite.before-${newestVersion}`;
    expect(existsSync(join(folder, copy))).toBe(true);
    expect(read(folder, versionOf, copy)).toBe(10);
    expect(read(folder, names, copy)).toEqual(projects);
  });

  it('answers every question that needs nothing but the asking', async () => {
    const office = openOffice(dataFolderOf('asked', 'stores/first-journey.sqlite.gz'));
    const asked: string[] = [];
    for (const [name, procedure] of Object.entries(contract)) {
      if (procedure.kind !== 'query' || procedure.role === 'centre' || !procedure.input.safeParse({}).success) continue;
      await office.call(name as NamesOf<'query'>, {});
      asked.push(name);
    }
    await office.close();
    expect(asked.length).toBeGreaterThan(25);
    expect(asked).toContain('overviews.district');
  });

  it('takes new records, which its tables and its ledger agree on', async () => {
    const office = openOffice(dataFolderOf('continued', 'stores/first-journey.sqlite.gz'));
    const { rows } = await office.call('projects.list', { limit: 2 });
    const projectId = rows[0]?.id ?? '';
    await office.call('assignments.save', {
      projectId,
      personName: '赵长庚',
      role: 'responsibleLeader',
      tier: 'provincial',
    });
    await office.call('projects.save', { id: projectId, changes: { remark: '升级后补记' } });
    expect((await office.call('reports.leaders', { report: 'annex3' })).rows.map((row) => row.projectId)).toEqual([
      projectId,
    ]);
    await office.call('changes.undo', {});
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    await office.close();
  });
});

describe('a package of the first journey', () => {
  const carried = join(machine.path, '青石区_报送包_0001_20261118.ldx');
  let centre: Office;
  let district: Office;
  let receipts = 0;

  async function takeIn(path: string) {
    const preview = await centre.call('packages.preview', { file: centre.take(path) });
    const { file } = await centre.call('packages.import', { token: preview.token });
    receipts += 1;
    const receipt = centre.keep(file, join(machine.path, `receipt-${receipts}.ldx`));
    const { token } = await district.call('packages.preview', { file: district.take(receipt) });
    await district.call('packages.import', { token });
    return preview;
  }

  it('is read by today’s version, at a centre that was enrolled by the first one', async () => {
    copyFileSync(new URL('golden/first-journey.ldx', supportFolder), carried);
    centre = openOffice(dataFolderOf('centre', 'golden/centre.sqlite.gz', 'golden/centre-keys.json'));
    district = openOffice(dataFolderOf('district', 'golden/district.sqlite.gz', 'golden/district-keys.json'));
    for (const office of [centre, district]) await office.call('sessions.unlock', { passphrase: 'demo' });
    const { records } = await takeIn(carried);
    expect(records).toMatchObject({ conflict: 0, refused: 0, waiting: 0 });
    const [own, there] = [await district.call('projects.list', {}), await centre.call('projects.list', {})];
    expect(there.total).toBe(11);
    expect(there.rows.map((row) => [row.name, row.totalInvestment, row.doneThisYear])).toEqual(
      own.rows.map((row) => [row.name, row.totalInvestment, row.doneThisYear]),
    );
    const sent = (await district.call('packages.list', {})).rows.find((row) => row.direction === 'sent');
    expect(sent?.state).toBe('acknowledged');
  });

  it('is followed by one of today’s, with nouns the first did not know; both stores hold the same', async () => {
    const { rows } = await district.call('projects.list', {});
    await district.call('assignments.save', {
      projectId: rows[0]?.id ?? '',
      personName: '钱摇光',
      role: 'responsibleLeader',
      tier: 'municipal',
    });
    await district.call('milestones.save', {
      projectId: rows[0]?.id ?? '',
      changes: { name: '主体封顶', plannedOn: '2027-05' },
    });
    const made = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const { records } = await takeIn(district.keep(made.file, join(machine.path, 'second.ldx')));
    expect(records).toMatchObject({ conflict: 0, refused: 0, waiting: 0 });
    expect((await centre.call('reports.leaders', { report: 'annex4' })).rows.map((row) => row.leader)).toEqual([
      '钱摇光',
    ]);
    for (const office of [centre, district])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    const digests = (office: Office) =>
      read(office.dataFolder, (connection) =>
        connection
          .prepare('SELECT stream, head_n, hex(digest) AS digest FROM streams WHERE office_id = ? AND head_n > 0')
          .all(districtId),
      );
    const districtId = (await district.call('offices.current', {})).office?.id ?? '';
    await centre.close();
    await district.close();
    expect(digests(centre)).toEqual(digests(district));
    expect(digests(centre)).not.toEqual([]);
    for (const { table } of Object.values(entities) as readonly Entity[])
      expect(
        read(centre.dataFolder, (connection) => homeCount(connection, table, districtId)),
        table,
      ).toBe(read(district.dataFolder, (connection) => homeCount(connection, table, districtId)));
  });
});

function homeCount(connection: Database.Database, table: string, office: string): number {
  return (
    connection
      .prepare(`SELECT count(*) AS count FROM ${table} WHERE home_office = ? AND is_deleted = 0`)
      .get(office) as { count: number }
  ).count;
}
