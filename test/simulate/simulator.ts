/** One simulated life of a centre and its districts, from a seed: what they do, what the courier does to it, what must hold. */
import { join } from 'node:path';
import type { Scope } from '#shared/contract/packages.ts';
import './cheap-scrypt.ts';
import { act, addReported } from './acts.ts';
import { courier, send, sendToDesks } from './courier.ts';
import { brokenExpectations } from './expectations.ts';
import { districtsOf, exchangeHonestly } from './honest.ts';
import { mostDistricts, type PreparedWorld } from './prepared-world.ts';
import {
  addDesk,
  clonePc,
  closeWorld,
  type Installation,
  keepBackup,
  noteLines,
  openWorld,
  pick,
  putBack,
  retire,
  siblingsOf,
  type World,
} from './world.ts';

export interface Life {
  readonly seed: number;
  /** null: everything held. */
  readonly failure: string | null;
  readonly steps: number;
  readonly installations: number;
  readonly packages: number;
  /** How often each code was the answer. */
  readonly refusals: ReadonlyMap<string, number>;
  readonly log: readonly string[];
}

/** `atMost` cuts the life short: the shortest that still fails is the one to look at. */
export async function live(prepared: PreparedWorld, folder: string, seed: number, atMost = 1000): Promise<Life> {
  const size = districtsIn(seed);
  const world = openWorld(prepared, join(folder, `world-${seed}`), seed, size);
  let failure: string | null = null;
  let steps = 0;
  try {
    await setUp(world);
    // Many short lives, and among them long ones.
    const planned = (seed % 8 === 0 ? 20 + world.random(24) : 7 + world.random(9)) + size;
    for (; steps < Math.min(planned, atMost); steps += 1) await step(world);
    retireClones(world);
    await exchangeHonestly(world);
    const broken = brokenExpectations(world);
    if (broken.length > 0) failure = broken.slice(0, 20).join('\n');
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { installations, sent, refusals, log } = world;
  const count = installations.length;
  closeWorld(world);
  return { seed, failure, steps, installations: count, packages: sent.length, refusals, log };
}

/** Many small worlds; now and then all sixteen. */
function districtsIn(seed: number): number {
  if (seed % 200 === 0) return mostDistricts;
  if (seed % 20 === 0) return 3 + (seed % 3);
  return seed % 3 === 0 ? 2 : 1;
}

async function setUp(world: World): Promise<void> {
  // The layer of encryption costs half the time of a life: some wear it.
  const isPlain = world.seed % 12 !== 0;
  for (const each of world.installations) {
    if (isPlain) await each.host.call('settings.set', { key: 'exchange.isEncrypted', value: false });
    if (each.office.kind !== 'district') continue;
    each.scope = scopeOf(world);
    await addReported(world, each);
  }
  if (!hasDesks(world.seed)) return;
  const [first] = districtsOf(world);
  if (first === undefined) return;
  await addDesk(world, first);
  if (world.seed % 3 === 0) await addDesk(world, first);
}

/** Every seventh life: the first district has a second computer, now and then a third. */
function hasDesks(seed: number): boolean {
  return seed % 7 === 0;
}

function scopeOf(world: World): Scope {
  const kind = world.random(5);
  if (kind === 0) return { kind: 'levels', levels: ['provincial', 'municipal'] };
  return kind === 1 ? { kind: 'levels', levels: ['provincial'] } : { kind: 'all' };
}

async function step(world: World): Promise<void> {
  const at = pick(world, world.installations) ?? world.centre;
  const chance = world.random(100);
  if (chance < 52) return act(world, at);
  if (chance < 68) return dispatch(world, at);
  if (chance < 90) return courier(world);
  if (chance < 93) return keepBackup(world, at);
  if (chance < 96) return restore(world, at);
  if (chance < 97) return cloneOnce(world, at);
  if (chance < 98) {
    const scope = scopeOf(world);
    for (const each of siblingsOf(world, at)) each.scope = scope;
    return;
  }
  world.minutes += 60 * 24 * world.random(20);
}

async function dispatch(world: World, at: Installation): Promise<void> {
  if (siblingsOf(world, at).length > 1 && world.random(2) === 0) {
    const parcel = await sendToDesks(world, at);
    if (parcel !== undefined) world.onTheWay.push(parcel);
    return;
  }
  const to = at.office.kind === 'district' ? world.centre : pick(world, districtsOf(world));
  const parcel = to === undefined ? undefined : await send(world, at, to.office.id);
  if (parcel !== undefined) world.onTheWay.push(parcel);
}

function restore(world: World, at: Installation): void {
  const backup = pick(world, at.backups);
  if (backup === undefined) return keepBackup(world, at);
  putBack(world, at, backup, world.random(2) === 0);
}

function cloneOnce(world: World, at: Installation): void {
  if (!hasDesks(world.seed) && at.office.kind === 'district' && siblingsOf(world, at).length === 1)
    noteLines(world, clonePc(world, at));
}

/** Two copies of one PC cannot both go on: one of them is given up, whichever. */
function retireClones(world: World): void {
  if (hasDesks(world.seed)) return;
  for (const district of districtsOf(world)) {
    const siblings = siblingsOf(world, district);
    const unlucky = pick(world, siblings);
    if (siblings.length > 1 && unlucky !== undefined) retire(world, unlucky);
  }
}
