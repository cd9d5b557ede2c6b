/** The stores the rows are measured on, filled once and kept under .cache/bench until a source changes. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#build/project.ts';
import { type DemoOffice, openDemoOffice } from '#electron/cli/demo/office.ts';
import type { Printer } from '#electron/host/host.ts';
import { problem } from '#shared/error.ts';
import { makeDistrict, referenceSets } from '#test/support/district.ts';
import { usualNow } from '#test/support/loopback-program.ts';
import { makeWideDistrict } from '#test/support/wide-store.ts';

export const passphrase = 'demo';

export interface BenchSet {
  readonly name: 'tenth' | 'full';
  /** A district with five years of weekly reports; the centre holds all of it and the district knows. */
  readonly district: string;
  readonly centre: string;
  /** A district of 10 000 projects in its ledger and nothing else. */
  readonly wide: string;
  /** A district set up and empty. */
  readonly empty: string;
}

/** Copies to work on: what is cached stays as it was filled. */
export async function benchSet(
  name: 'tenth' | 'full',
  workFolder: string,
  tell: (line: string) => void,
): Promise<BenchSet> {
  const cached = inProject(`.cache/bench/${name}-${sourcesDigest()}`);
  if (!existsSync(cached)) {
    dropOthers(name);
    const half = `${cached}.part`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    await fill(half, name, tell);
    renameSync(half, cached);
  }
  cpSync(cached, workFolder, { recursive: true });
  const at = (folder: string) => join(workFolder, folder);
  return { name, district: at('district'), centre: at('centre'), wide: at('wide'), empty: at('empty') };
}

/** A district of so many projects in its tables: see `makeWideDistrict`. */
export async function wideStore(projects: number, workFolder: string, tell: (line: string) => void): Promise<string> {
  const name = `wide${projects}`;
  const cached = inProject(`.cache/bench/${name}-${sourcesDigest()}`);
  if (!existsSync(cached)) {
    dropOthers(name);
    tell(`filling a store of ${projects} projects (kept for later runs)`);
    const half = `${cached}.part`;
    rmSync(half, { recursive: true, force: true });
    await makeWideDistrict(half, projects, usualNow);
    renameSync(half, cached);
  }
  const folder = join(workFolder, name);
  cpSync(cached, folder, { recursive: true });
  return folder;
}

/** Nothing is printed in a bench but through the browser rows. */
const noPrinter: Printer = async () => {
  throw problem('BROWSER_NOT_FOUND');
};

export function openBenchOffice(name: string, dataFolder: string): DemoOffice {
  return openDemoOffice({ name, dataFolder, operator: '经办甲', now: usualNow, printer: noPrinter });
}

export async function openUnlocked(name: string, dataFolder: string): Promise<DemoOffice> {
  const office = openBenchOffice(name, dataFolder);
  await office.call('sessions.unlock', { passphrase });
  return office;
}

/** Carries one package from the district to the centre and the receipt back. */
export async function exchangeOnce(district: DemoOffice, centre: DemoOffice, folder: string): Promise<void> {
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发甲' });
  const carried = join(folder, sent.file.name);
  district.keep(sent.file, carried);
  const preview = await centre.call('packages.preview', { file: centre.takeIn(carried) });
  const received = await centre.call('packages.import', { token: preview.token });
  await takeReceipt(district, centre, received.file, folder);
  rmSync(carried);
}

export async function takeReceipt(
  district: DemoOffice,
  centre: DemoOffice,
  receipt: Parameters<DemoOffice['keep']>[0] | null,
  folder: string,
): Promise<void> {
  if (receipt === null) throw new Error('no receipt');
  const carried = join(folder, receipt.name);
  centre.keep(receipt, carried);
  const preview = await district.call('packages.preview', { file: district.takeIn(carried) });
  await district.call('packages.import', { token: preview.token });
  rmSync(carried);
}

async function fill(folder: string, name: 'tenth' | 'full', tell: (line: string) => void): Promise<void> {
  const size = referenceSets[name];
  tell(`filling the ${name} set: ${size.projects} projects, ${size.weeks} weeks (kept for later runs)`);
  const made = await makeDistrict({ dataFolder: join(folder, 'district'), now: usualNow, ...size });
  tell(`  ${made.reports} weekly reports, ${made.operations} operations`);
  await makeDistrict({ dataFolder: join(folder, 'wide'), now: usualNow, projects: 10_000, weeks: 0, seed: 2 });
  const empty = openBenchOffice('青瓦区', join(folder, 'empty'));
  const facts = { fullName: '云岭市青瓦区重点项目办', shortName: '青瓦区', operator: '经办甲', passphrase };
  await empty.call('offices.setUp', { kind: 'district', ...facts });
  await empty.close();

  const district = await openUnlocked('青石区', join(folder, 'district'));
  const centre = await newCentre(join(folder, 'centre'));
  await enrolEachOther(district, centre, folder);
  await exchangeOnce(district, centre, folder);
  await district.close();
  await centre.close();
}

async function newCentre(dataFolder: string): Promise<DemoOffice> {
  const centre = openBenchOffice('云岭市中心', dataFolder);
  await centre.call('offices.setUp', {
    kind: 'centre',
    fullName: '云岭市重点项目建设中心',
    shortName: '云岭市中心',
    operator: '经办甲',
    passphrase,
  });
  await centre.call('sessions.unlock', { passphrase });
  return centre;
}

async function enrolEachOther(district: DemoOffice, centre: DemoOffice, folder: string): Promise<void> {
  for (const [from, to] of [
    [district, centre],
    [centre, district],
  ] as const) {
    const { file, fingerprint } = await from.call('offices.enrolmentFile', {});
    const carried = join(folder, file.name);
    from.keep(file, carried);
    const { challengeId, groups } = await to.call('offices.enrolmentChallenge', { file: to.takeIn(carried) });
    await to.call('offices.enrol', { challengeId, answers: groups.map((group) => fingerprint[group - 1] ?? '') });
    rmSync(carried);
  }
}

/** A centre and so many districts who know each other, each with some weeks of reports that the centre holds. */
export async function districtsAt(
  count: number,
  size: { readonly projects: number; readonly weeks: number },
  workFolder: string,
  tell: (line: string) => void,
): Promise<{ readonly centre: string; readonly districts: readonly string[] }> {
  const name = `districts${count}x${size.projects}x${size.weeks}`;
  const cached = inProject(`.cache/bench/${name}-${sourcesDigest()}`);
  if (!existsSync(cached)) {
    dropOthers(name);
    tell(`filling a centre of ${count} districts (kept for later runs)`);
    const half = `${cached}.part`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const centre = await newCentre(join(half, 'centre'));
    for (let number = 1; number <= count; number += 1) {
      const dataFolder = join(half, `district-${number}`);
      await makeDistrict({ dataFolder, now: usualNow, seed: 100 + number, name: `第${number}区`, ...size });
      const district = await openUnlocked(`第${number}区`, dataFolder);
      await enrolEachOther(district, centre, half);
      if (size.weeks > 0) await exchangeOnce(district, centre, half);
      await district.close();
    }
    await centre.close();
    renameSync(half, cached);
  }
  const folder = join(workFolder, name);
  cpSync(cached, folder, { recursive: true });
  return {
    centre: join(folder, 'centre'),
    districts: Array.from({ length: count }, (_, index) => join(folder, `district-${index + 1}`)),
  };
}

/** Names and contents of every source that decides what a store holds. */
function sourcesDigest(): string {
  const hash = createHash('sha256');
  const files = ['shared', 'db', 'electron/host'].flatMap((room) =>
    readdirSync(inProject(room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [
    ...files,
    inProject('test/support/district.ts'),
    inProject('test/support/wide-store.ts'),
    inProject('test/bench/stores.ts'),
  ])
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function dropOthers(name: string): void {
  const folder = inProject('.cache/bench');
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder))
    if (entry.startsWith(`${name}-`)) rmSync(join(folder, entry), { recursive: true, force: true });
}
