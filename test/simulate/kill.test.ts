/**
 * kill −9 during commands, imports and exports: nothing acknowledged is lost, nothing is half, work goes on.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyFolder, temporaryFolder } from '#test/support/host.ts';
import { seededRandom } from '#test/support/packages.ts';
import { type Killing, runUntilKilled } from './kill.ts';
import type { Found } from './kill-child.ts';

const folder = temporaryFolder();
const random = seededRandom(9);
const stick = join(folder.path, 'stick');
const wanted = { district: 36, centre: 14 };

beforeAll(async () => {
  await runUntilKilled(['prepare', join(folder.path, 'prepared')], folder.path);
  mkdirSync(stick);
});
afterAll(() => folder.remove());

/** By the hook at a point of a thread, or by a random moment. */
function nextKilling(points: number): Killing {
  return random(3) === 0 ? { afterMilliseconds: random(300) } : { atPoint: 1 + random(points) };
}

/** As `districtStep` goes: every fifth step is a package. */
const stepsPerRound = 5;
const exportStep = 4;

/** What must be true of any data folder that was killed: of what it found when it started again. */
function expectWhole(found: Found): void {
  expect(found.problems).toEqual([]);
  expect(found.isSound).toBe(true);
  expect(found.halfFiles).toEqual([]);
  expect(found.brokenFiles).toEqual([]);
}

/** The last run ends with a package that holds everything: the centre is compared with the office as it is then. */
function nextExport(n: number): number {
  return n + ((exportStep - (n % stepsPerRound) + stepsPerRound) % stepsPerRound);
}

it(`an office killed ${wanted.district} times keeps every acknowledged change, import and package`, async () => {
  const data = join(folder.path, 'prepared', 'district');
  const remarks = new Map<string, string>();
  const tried = new Map<string, Set<string | null>>();
  const imported = new Set<number>();
  const packages = new Set<string>();
  let kills = 0;
  let n = 1;
  for (let isLast = false; ; ) {
    const heard = await runUntilKilled(
      ['district', data, stick, String(n), String(isLast ? nextExport(n) : n + 40)],
      folder.path,
      isLast ? {} : nextKilling(22),
    );
    const { found, said } = heard;
    if (found === null) {
      kills += 1;
      isLast = kills >= wanted.district;
      continue;
    }
    expectWhole(found);
    for (const [id, remark] of Object.entries(found.remarks)) {
      const allowed = tried.get(id) ?? new Set<string | null>();
      if (!allowed.has(remark)) expect(remark).toBe(remarks.get(id) ?? null);
      if (remark !== null) remarks.set(id, remark);
    }
    tried.clear();
    for (const each of imported) expect(found.names).toContain(`批${each}甲`);
    // Whole or not at all, acknowledged or not.
    const counts = new Map<string, number>();
    for (const name of found.names)
      if (name.startsWith('批')) counts.set(name.slice(0, -1), (counts.get(name.slice(0, -1)) ?? 0) + 1);
    expect([...counts.values()].every((count) => count === 3)).toBe(true);
    for (const id of packages) expect(found.packages).toContain(id);

    const ids = Object.keys(found.remarks);
    for (const each of said) {
      if (each.say !== 'try' && each.say !== 'done') continue;
      n = each.n + 1;
      const touched = each.what === 'one' ? [ids[each.n % 4]] : each.what === 'two' ? [ids[0], ids[1]] : [];
      for (const id of touched) {
        if (id === undefined) continue;
        if (each.say === 'done') remarks.set(id, `r${each.n}`);
        else tried.set(id, new Set([`r${each.n}`]));
      }
      if (each.say === 'done' && each.what === 'import') imported.add(each.n);
      if (each.say === 'done' && each.what === 'export' && each.id !== null) packages.add(each.id);
    }
    if (isLast) {
      expect(heard.wasKilled).toBe(false);
      expect(said.filter((each) => each.say === 'done' && each.what === 'export')).toHaveLength(1);
      break;
    }
    if (heard.wasKilled) kills += 1;
    isLast = kills >= wanted.district;
  }
  expect(kills).toBe(wanted.district);
  expect(packages.size).toBeGreaterThan(1);
}, 600_000);

it(`a centre killed ${wanted.centre} times takes every package in whole, once`, async () => {
  const data = copyFolder(join(folder.path, 'prepared', 'centre'), join(folder.path, 'centre'));
  let kills = 0;
  let n = 1;
  let fresh = 0;
  for (let isLast = false; ; ) {
    const target = fresh === 0 ? data : `${data}-${fresh}`;
    const heard = await runUntilKilled(
      ['centre', target, stick, String(n), '9999'],
      folder.path,
      isLast ? {} : nextKilling(12),
    );
    if (heard.found !== null) expectWhole(heard.found);
    for (const each of heard.said) {
      if (each.say !== 'done') continue;
      // What was acknowledged is not taken in again; what was not is taken in now or has been, whole.
      expect(each.id).toMatch(/^[0-9a-f-]{36}$|^PACKAGE_SEEN_BEFORE$/);
      n = each.n + 1;
    }
    if (isLast) break;
    if (heard.wasKilled) kills += 1;
    else {
      // All packages are in: another centre begins.
      fresh += 1;
      n = 1;
      copyFolder(join(folder.path, 'prepared', 'centre'), `${data}-${fresh}`);
    }
    isLast = kills >= wanted.centre;
  }
  const [office, centre] = [join(folder.path, 'prepared', 'district'), fresh === 0 ? data : `${data}-${fresh}`];
  const [here, there] = [
    await runUntilKilled(['district', office, stick, '1', '0'], folder.path),
    await runUntilKilled(['centre', centre, stick, '1', '0'], folder.path),
  ];
  expect(here.found?.names.length).toBeGreaterThan(4);
  expect(there.found?.names.toSorted()).toEqual(here.found?.names.toSorted());
  expect(there.found?.remarks).toEqual(here.found?.remarks);
  expect(kills).toBe(wanted.centre);
}, 600_000);
