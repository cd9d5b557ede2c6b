/** Some of the mutations that `npm run simulate -- --mutations` goes through by the ten thousand. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type Mutated, mutate } from './mutations.ts';
import { prepareWorld } from './prepared-world.ts';

const memory = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'five-ones-mutations-'));
const first = 30_001;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a mutated package is refused with a code and changes nothing, or means what it meant; another ZIP reader agrees', async () => {
  const all: Mutated[] = [];
  await mutate(
    await prepareWorld(join(folder, 'prepared')),
    folder,
    Array.from({ length: 270 }, (_, index) => first + index),
    (mutated) => all.push(mutated),
  );
  expect(all.filter(({ failure }) => failure !== null)).toEqual([]);
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(9);
  expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(6);
  // Some come in: signed by the office that says them, or the same in other words.
  expect(all.some(({ code }) => code === null)).toBe(true);
}, 600_000);
