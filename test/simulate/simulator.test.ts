/**
 * A few of the lives that `npm run simulate` goes through by the thousand: a centre and its districts, a hostile courier,
 * wrong clocks, restored backups, cloned PCs, other versions, partial reports.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PreparedWorld, prepareWorld } from './prepared-world.ts';
import { live } from './simulator.ts';

const memory = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'five-ones-lives-'));
let prepared: PreparedWorld;

beforeAll(async () => {
  prepared = await prepareWorld(join(folder, 'prepared'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('three hundred lives end with nothing lost, nothing forgotten, nothing foreign and the same records everywhere', async () => {
  const codes = new Set<string>();
  for (let seed = 1; seed <= 300; seed += 1) {
    const { failure, refusals, log } = await live(prepared, folder, seed);
    expect(failure, `seed ${seed}: npm run simulate -- --runs 1 --seed ${seed} --log\n${log.join('\n')}`).toBeNull();
    for (const code of refusals.keys()) codes.add(code);
  }
  // The courier was at work.
  for (const code of ['PACKAGE_SEEN_BEFORE', 'PACKAGE_OTHER_KEY', 'PACKAGE_ALTERED', 'PACKAGE_TRUNCATED'])
    expect(codes).toContain(code);
}, 1_200_000);

it('all sixteen districts and the centre agree in the end', async () => {
  const { failure, installations } = await live(prepared, folder, 400);
  expect(failure).toBeNull();
  expect(installations).toBeGreaterThanOrEqual(17);
}, 300_000);
