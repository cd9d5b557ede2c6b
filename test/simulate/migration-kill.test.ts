/**
 * kill −9 while a store of the first journey is being migrated: it is the old one or the new one, whole; opened again it is
 * the new one, and the copy of what it was is still of the first version. Each time zone takes its own points.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { checkLedger } from '#db/ledger/check.ts';
import { newestVersion } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';
import { openStore } from '#db/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'five-ones-migration-'));
const bytes = gunzipSync(readFileSync(new URL('../support/stores/first-journey.sqlite.gz', import.meta.url)));
const child = fileURLToPath(new URL('migration-child.ts', import.meta.url));
const isShanghai = process.env['EXPECTED_TIME_ZONE'] === 'Asia/Shanghai';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The points there were, or null where it was killed. */
function open(path: string, killAt: number): number | null {
  const { stdout, signal, status, stderr } = spawnSync(process.execPath, [child, path], {
    encoding: 'utf8',
    env: { ...process.env, FIVE_ONES_KILL_AT: String(killAt) },
  });
  if (signal === 'SIGKILL') return null;
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

function facts(path: string): { version: number; projects: unknown[]; whole: unknown } {
  const connection = new Database(path, { readonly: true });
  try {
    return {
      version: Number(connection.pragma('user_version', { simple: true })),
      projects: connection.prepare('SELECT id, name, pool, total_investment FROM projects ORDER BY id').all(),
      whole: connection.pragma('integrity_check', { simple: true }),
    };
  } finally {
    connection.close();
  }
}

it('killed at any point, a store is whole before and after, and nothing of it is lost', () => {
  const untouched = join(folder, 'untouched.sqlite');
  writeFileSync(untouched, bytes);
  const points = open(untouched, 0) ?? 0;
  expect(points).toBeGreaterThan(50);
  const { projects } = facts(untouched);
  expect(projects).toHaveLength(120);
  const versions = [10, ...migrations.map((migration) => migration.version)];

  const step = Math.max(1, Math.floor(points / 12));
  let killed = 0;
  for (let at = isShanghai ? 1 : 1 + (step >> 1); at <= points; at += step) {
    const path = join(folder, `at-${at}.sqlite`);
    writeFileSync(path, bytes);
    if (open(path, at) === null) killed += 1;
    const left = facts(path);
    expect(versions, `at ${at}`).toContain(left.version);
    expect(left, `at ${at}`).toMatchObject({ whole: 'ok', projects });
    const copy = `${path}.before-${newestVersion}`;
    if (left.version > 10) expect(existsSync(copy), `at ${at}`).toBe(true);

    const store = openStore(path, 'writer');
    expect(store.snapshot((reading) => checkLedger(reading).problems)).toEqual([]);
    store.close();
    expect(facts(path)).toMatchObject({ version: newestVersion, whole: 'ok', projects });
    expect(facts(copy), `copy at ${at}`).toMatchObject({ version: 10, whole: 'ok', projects });
  }
  expect(killed).toBeGreaterThan(8);
});
