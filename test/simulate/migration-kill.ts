/** Kills a program that is migrating a store of the first journey, and looks at what is left. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { checkLedger } from '#db/ledger/check.ts';
import { newestVersion } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';
import { openStore } from '#db/open.ts';

const bytes = gunzipSync(readFileSync(new URL('../support/stores/first-journey.sqlite.gz', import.meta.url)));
const child = fileURLToPath(new URL('migration-child.ts', import.meta.url));
const firstVersion = 10;

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

interface Facts {
  readonly version: number;
  readonly projects: string;
  readonly whole: unknown;
}

function facts(path: string): Facts {
  const connection = new Database(path, { readonly: true });
  try {
    const projects = connection.prepare('SELECT id, name, pool, total_investment FROM projects ORDER BY id').all();
    return {
      version: Number(connection.pragma('user_version', { simple: true })),
      projects: JSON.stringify(projects),
      whole: connection.pragma('integrity_check', { simple: true }),
    };
  } finally {
    connection.close();
  }
}

/** How many points a migration has. */
export function migrationPoints(folder: string): number {
  const path = join(folder, 'untouched.sqlite');
  writeFileSync(path, bytes);
  return open(path, 0) ?? 0;
}

/**
 * It is the old store or the new one, whole; opened again it is the new one, and the copy of what it was is still of the
 * first version. Says what is not so.
 */
export function killMigration(folder: string, at: number): { readonly wasKilled: boolean; readonly broken: string[] } {
  const path = join(folder, `at-${at}.sqlite`);
  writeFileSync(path, bytes);
  const before = facts(path);
  const wasKilled = open(path, at) === null;
  const broken: string[] = [];
  const left = facts(path);
  const versions = [firstVersion, ...migrations.map((migration) => migration.version)];
  if (!versions.includes(left.version)) broken.push(`version ${left.version}`);
  if (left.whole !== 'ok' || left.projects !== before.projects) broken.push('not whole after the kill');
  const copy = `${path}.before-${newestVersion}`;
  if (left.version > firstVersion && !existsSync(copy)) broken.push('no copy of what was before');

  const store = openStore(path, 'writer');
  broken.push(...store.snapshot((reading) => checkLedger(reading).problems));
  store.close();
  const after = facts(path);
  if (after.version !== newestVersion || after.whole !== 'ok' || after.projects !== before.projects)
    broken.push('not whole when opened again');
  const kept = facts(copy);
  if (kept.version !== firstVersion || kept.whole !== 'ok' || kept.projects !== before.projects)
    broken.push('the copy is not what was before');
  return { wasKilled, broken };
}
