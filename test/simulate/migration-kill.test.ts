/**
 * kill −9 while a store of the first journey is being migrated, at some of the points that `npm run simulate -- --kill` goes
 * through one by one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killMigration, migrationPoints } from './migration-kill.ts';

const folder = mkdtempSync(join(tmpdir(), 'five-ones-migration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('killed at any point, a store is whole before and after, and nothing of it is lost', () => {
  const points = migrationPoints(folder);
  expect(points).toBeGreaterThan(50);
  const step = Math.max(1, Math.floor(points / 12));
  let killed = 0;
  for (let at = 1 + (step >> 1); at <= points; at += step) {
    const { wasKilled, broken } = killMigration(folder, at);
    expect(broken, `at ${at}`).toEqual([]);
    if (wasKilled) killed += 1;
  }
  expect(killed).toBeGreaterThan(8);
});
