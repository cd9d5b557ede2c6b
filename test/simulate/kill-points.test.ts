/** kill −9 at some of the points that `npm run simulate -- --kill` goes through one by one. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killEverywhere } from './kill-points.ts';
import { prepareWorld } from './prepared-world.ts';

const memory = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'five-ones-kills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('wherever a program is killed, its folder is sound, packages are whole or absent, and the work is done by doing it again', async () => {
  const preparedFolder = join(folder, 'prepared');
  const prepared = await prepareWorld(preparedFolder);
  const scenarios = new Set<string>();
  await killEverywhere(
    prepared,
    preparedFolder,
    folder,
    (_, at, points) => at === Math.ceil(points / 3) || at === Math.ceil((2 * points) / 3),
    ({ scenario, at, wasKilled, failure }) => {
      expect(failure, `${scenario} at ${at}`).toBeNull();
      expect(wasKilled, `${scenario} at ${at}`).toBe(true);
      scenarios.add(scenario);
    },
  );
  expect(scenarios.size).toBeGreaterThan(6);
}, 600_000);
