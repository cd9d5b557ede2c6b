/** A year of the registry goes to the centre: every noun arrives, the office's own bookkeeping stays at home. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import { makeDistrict } from '#test/support/district.ts';
import { enrol, frozenNow, machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let packages = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  const dataFolder = join(machine.path, '云脚区');
  // A year and a little: months are checked and locked, and a year is closed.
  await makeDistrict({ dataFolder, now: frozenNow, projects: 40, weeks: 54, name: '云脚区' });
  district = openOffice(dataFolder);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await district.call('sessions.unlock', { passphrase: 'demo' });
  await centre.unlock();
  await enrol(district, centre, machine.path);
  await enrol(centre, district, machine.path);
}, 180_000);
afterAll(async () => {
  await district.close();
  await centre.close();
  machine.remove();
});

/** One package to the centre and the receipt back. */
async function exchange() {
  packages += 1;
  // Plain, so that its manifest can be read below.
  const plain = { reviewedBy: '审核甲', issuedBy: '签发乙', isEncrypted: false };
  const sent = await district.call('packages.export', plain);
  const carried = centre.take(district.keep(sent.file, join(machine.path, `${packages}.ldx`)));
  const preview = await centre.call('packages.preview', { file: carried });
  const { file } = await centre.call('packages.import', { token: preview.token });
  const receipt = district.take(centre.keep(file, join(machine.path, `${packages}-receipt.ldx`)));
  const { token } = await district.call('packages.preview', { file: receipt });
  await district.call('packages.import', { token });
  const { rows } = await district.call('packages.list', {});
  return { preview, sent: rows.find((row) => row.id === sent.package.id) };
}

/** Live records of every entity, by its name. */
function counts(dataFolder: string, homeOffice: string): Record<string, number> {
  const connection = new Database(join(dataFolder, 'store.sqlite'), { readonly: true });
  try {
    return Object.fromEntries(
      (Object.values(entities) as readonly Entity[]).map(({ name, table }) => [
        name,
        (
          connection
            .prepare(`SELECT count(*) AS count FROM ${table} WHERE home_office = ? AND is_deleted = 0`)
            .get(homeOffice) as { count: number }
        ).count,
      ]),
    );
  } finally {
    connection.close();
  }
}

const homeOf = async (office: Office) => (await office.call('offices.current', {})).office?.id ?? '';

describe('a package of a whole registry', () => {
  it('brings every noun to the centre except what stays in the office', async () => {
    const { preview, sent } = await exchange();
    expect(preview.records).toMatchObject({ conflict: 0, refused: 0, waiting: 0 });
    expect(sent?.state).toBe('acknowledged');
    const home = await homeOf(district);
    const [here, there] = [counts(district.dataFolder, home), counts(centre.dataFolder, home)];
    for (const name of [
      'milestone',
      'permit',
      'groupMember',
      'personPost',
      'poolTransition',
      'delegation',
      'stageDuty',
    ])
      expect(here[name], name).toBeGreaterThan(0);
    for (const name of ['monthCheck', 'monthLock', 'unitReturn', 'yearClosing', 'closingFigure'])
      expect(here[name], name).toBeGreaterThan(0);
    expect(there).toEqual(
      Object.fromEntries(Object.entries(here).map(([name, count]) => [name, staysInOffice.has(name) ? 0 : count])),
    );
    const words = preview.differences.map((difference) => difference.title).join('\n');
    expect(words).toContain('建设节点');
    expect(words).not.toMatch(/查账|锁定|填报|结账/);
    // In the words of the office: no code, no id.
    const fields = preview.differences.flatMap((difference) =>
      difference.fields.map((field) => ({ ...field, entity: difference.entity })),
    );
    const hasChinese = /[\u4e00-\u9fff]/;
    expect(fields.filter((field) => !hasChinese.test(field.label))).toEqual([]);
    const codes = fields.filter(({ after }) => after !== null && /^[a-z][A-Za-z-]+$/.test(after));
    expect(codes).toEqual([]);
    const ids = fields.filter(({ after }) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(after ?? ''));
    expect(ids).toEqual([]);
  });

  it('is all the tables of the Friday need, in the district and at the centre', async () => {
    for (const office of [district, centre]) {
      expect((await office.call('reports.whiteList', {})).rows.length).toBeGreaterThan(0);
      for (const report of ['annex2', 'annex3', 'annex4', 'whiteList'] as const)
        expect((await office.call('reports.render', { report, format: 'json' })).rows, report).toBeGreaterThan(0);
    }
  });

  it('lets the next package fit, with a state the centre can hold against its own', async () => {
    const { rows } = await district.call('projects.list', { limit: 1 });
    await district.call('projects.save', { id: rows[0]?.id ?? '', changes: { remark: '补充说明' } });
    const { preview, sent } = await exchange();
    expect(preview.records).toMatchObject({ conflict: 0, refused: 0, waiting: 0 });
    expect(sent?.state).toBe('acknowledged');
    const third = await exchange();
    expect(third.sent?.state).toBe('acknowledged');
    for (const office of [district, centre])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it('carries the digest of the state again each time, although something always stays at home', () => {
    const manifest = manifestOf(join(machine.path, `${packages}.ldx`));
    expect(manifest.stateDigests).toHaveLength(manifest.ranges.length);
    expect(manifest.entities.map((each) => each.entity)).not.toContain('monthCheck');
    expect(manifest.entities.find((each) => each.entity === 'milestone')?.count).toBeGreaterThan(0);
  });
});

interface ManifestRead {
  readonly ranges: readonly unknown[];
  readonly stateDigests: readonly unknown[];
  readonly entities: readonly { readonly entity: string; readonly count: number }[];
}

/** Nothing in a package is compressed but the operations: the signed payload stands in it as text. */
function manifestOf(path: string): ManifestRead {
  const [, payload = ''] = /"payload":"([A-Za-z0-9+/=]+)"/.exec(readFileSync(path, 'latin1')) ?? [];
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
}
