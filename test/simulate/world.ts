/** A simulated world: its offices, their installations, what is on its way between them, and what each has written. */
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { storeFileName } from '#db/open.ts';
import type { Reading } from '#db/run.ts';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { lockKeys, writeKeyFile } from '#electron/host/package/keys.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { ProblemError } from '#shared/error.ts';
import { seededRandom } from '#test/support/packages.ts';
import { copyPrepared, type PreparedOffice, type PreparedWorld, startOfWork } from './prepared-world.ts';
import { type SmallHost, startSmallHost } from './small-host.ts';

/** A PC of an office. */
export interface Installation {
  readonly name: string;
  readonly office: PreparedOffice;
  host: SmallHost;
  machine: string;
  /** Milliseconds its clock is wrong by. */
  skew: number;
  /** What of the office's projects it reports. */
  scope: Scope;
  readonly backups: string[];
}

export interface Parcel {
  readonly path: string;
  readonly what: string;
  readonly from: Installation;
  readonly toOffice: string;
}

export interface World {
  readonly seed: number;
  readonly folder: string;
  readonly prepared: PreparedWorld;
  readonly random: (below: number) => number;
  readonly centre: Installation;
  /** Every installation at work: the centre's first. */
  readonly installations: Installation[];
  readonly onTheWay: Parcel[];
  /** Everything that was ever made; sticks are found again. */
  readonly sent: Parcel[];
  /** Per office, every line it has written. */
  readonly authored: Map<string, Set<string>>;
  /** Names of the streams somebody was seen to write. */
  readonly streams: Set<string>;
  /** What happened, for whoever reads a failure. */
  readonly log: string[];
  readonly refusals: Map<string, number>;
  minutes: number;
  files: number;
}

export function openWorld(prepared: PreparedWorld, folder: string, seed: number, districts: number): World {
  const random = seededRandom(seed);
  mkdirSync(folder, { recursive: true });
  const installations: Installation[] = [];
  const world = {
    seed,
    folder,
    prepared,
    random,
    installations,
    onTheWay: [],
    sent: [],
    authored: new Map(),
    streams: new Set<string>(),
    log: [],
    refusals: new Map(),
    minutes: 0,
    files: 0,
  };
  for (const office of [prepared.centre, ...prepared.districts.slice(0, districts)]) {
    const dataFolder = join(folder, office.id);
    copyPrepared(office, dataFolder);
    installations.push(install(world, office, dataFolder, join(folder, `machine-${office.id}`), office.id));
  }
  const [centre] = installations;
  if (centre === undefined) throw new Error('no centre');
  const opened: World = { ...world, centre };
  for (const each of installations) noteLines(opened, each);
  return opened;
}

export function closeWorld(world: World): void {
  for (const { host } of world.installations) host.close();
  rmSync(world.folder, { recursive: true, force: true });
}

type Growing = Pick<World, 'random' | 'folder'> & { minutes: number };

export function install(
  world: Growing,
  office: PreparedOffice,
  dataFolder: string,
  machine: string,
  name: string,
): Installation {
  const made = { name, office, machine, skew: skewOf(world.random), scope: { kind: 'all' as const }, backups: [] };
  return { ...made, host: startAt(world, made, dataFolder, machine) };
}

const minute = 60_000;
const skews = [0, 0, 0, 7 * minute, -90 * minute, 400 * 1440 * minute, -3000 * 1440 * minute] as const;

function skewOf(random: World['random']): number {
  return skews[random(skews.length)] ?? 0;
}

export function startAt(
  world: Growing,
  installation: Pick<Installation, 'office'> & { skew: number },
  dataFolder: string,
  machine: string,
): SmallHost {
  return startSmallHost({
    dataFolder,
    machine,
    operator: '经办甲',
    keys: installation.office.keys,
    now: () => new Date(Date.parse(startOfWork) + world.minutes * minute + installation.skew).toISOString(),
    random: world.random,
  });
}

export function pick<T>(world: Pick<World, 'random'>, from: readonly T[]): T | undefined {
  return from[world.random(from.length)];
}

export function note(world: World, text: string): void {
  world.log.push(text);
}

/** undefined where it was refused with a code, which is counted; anything else that is thrown is a defect. */
export async function tried<T>(world: World, what: string, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'INTERNAL') throw error;
    world.refusals.set(error.code, (world.refusals.get(error.code) ?? 0) + 1);
    note(world, `${what}: ${error.code} ${JSON.stringify(error.details)}`);
    return undefined;
  }
}

/**
 * Remembers what an installation has written since: nobody else may bring anything else in its office's name.
 * `isOnlyNew`: only of streams never seen before, when something was taken in.
 */
export function noteLines(world: World, { office, host }: Installation, isOnlyNew = false): void {
  const lines = host.read((reading) =>
    reading.select<{ stream: string; line: string }>(
      `SELECT s.stream, o.line FROM operations o JOIN streams s ON s.key = o.stream_key
       JOIN own_streams w ON w.stream = s.stream WHERE o.line IS NOT NULL`,
    ),
  );
  const known = world.authored.get(office.id) ?? new Set();
  const before = new Set(world.streams);
  for (const { stream, line } of lines) {
    if (isOnlyNew && before.has(stream)) continue;
    known.add(line);
    world.streams.add(stream);
  }
  world.authored.set(office.id, known);
}

/** A copy of the whole data folder, as somebody makes one by hand. */
export function keepBackup(world: World, installation: Installation): void {
  world.files += 1;
  const to = join(world.folder, `backup-${world.files}`);
  installation.host.store.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(installation.host.dataFolder, to, { recursive: true });
  installation.backups.push(to);
  note(world, `${installation.name} makes a backup`);
}

/** The disk broke: a backup is put back, on the same machine or on another one that remembers nothing. */
export function putBack(world: World, installation: Installation, backup: string, isSameMachine: boolean): void {
  const { dataFolder } = installation.host;
  installation.host.close();
  rmSync(dataFolder, { recursive: true });
  cpSync(backup, dataFolder, { recursive: true });
  world.files += 1;
  if (!isSameMachine) installation.machine = join(world.folder, `machine-${world.files}`);
  installation.host = startAt(world, installation, dataFolder, installation.machine);
  noteLines(world, installation);
  note(world, `${installation.name} is put back from a backup, ${isSameMachine ? 'same' : 'another'} machine`);
}

/** A PC cloned while it works on: the copy works too. */
export function clonePc(world: World, original: Installation): Installation {
  world.files += 1;
  const dataFolder = join(world.folder, `clone-${world.files}`);
  original.host.store.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(original.host.dataFolder, dataFolder, { recursive: true });
  const machine = join(world.folder, `machine-${world.files}`);
  const clone = install(world, original.office, dataFolder, machine, `${original.name}+${world.files}`);
  world.installations.push(clone);
  note(world, `${clone.name} is a clone`);
  return clone;
}

/** Another computer of the same office joins by invitation. */
export async function addDesk(world: World, from: Installation): Promise<Installation> {
  world.files += 1;
  const name = `${from.office.id}-desk-${world.files}`;
  const keyFile = dataFolderAt(from.host.dataFolder).keys;
  if (!existsSync(keyFile)) await writeKeyFile(keyFile, await lockKeys(from.office.keys, passphrase));
  const { file } = await from.host.call('desks.invite', { name, withFiles: false });
  const dataFolder = join(world.folder, name);
  mkdirSync(dataFolder);
  copyFileSync(world.prepared.empty, join(dataFolder, storeFileName));
  const desk = install(world, from.office, dataFolder, join(world.folder, `machine-${name}`), name);
  desk.scope = from.scope;
  const invitation = desk.host.take(from.host.pathOf(file));
  await desk.host.call('desks.join', { file: invitation, passphrase, name, operator: '经办乙' });
  world.installations.push(desk);
  noteLines(world, desk);
  note(world, `${desk.name} joins ${from.name}`);
  return desk;
}

const passphrase = '青石口令2026';

export function siblingsOf({ installations }: World, { office }: Installation): Installation[] {
  return installations.filter((each) => each.office.id === office.id);
}

export function retire(world: World, installation: Installation): void {
  installation.host.close();
  world.installations.splice(world.installations.indexOf(installation), 1);
  note(world, `${installation.name} is given up`);
}

export interface StreamAt {
  readonly key: number;
  readonly stream: string;
  readonly officeId: string;
  readonly n: number;
  readonly hash: string;
  readonly digest: string;
}

export function streamsAt(reading: Reading): StreamAt[] {
  return reading.select<StreamAt>(
    'SELECT key, stream, office_id AS officeId, head_n AS n, hex(head_hash) AS hash, hex(digest) AS digest FROM streams WHERE head_n > 0 ORDER BY stream',
  );
}
