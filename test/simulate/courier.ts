/** How packages travel: made, carried, lost, doubled, damaged, exchanged, forged – and what every delivery must leave true. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#db/sha256.ts';
import { buildPackage } from '#electron/host/package/build.ts';
import type { OpenKeys } from '#electron/host/package/keys.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import { ProblemError } from '#shared/error.ts';
import { chainHash, type Operation, operationLine } from '#shared/package/operation.ts';
import type { PreparedOffice } from './prepared-world.ts';
import { hexOf } from './small-host.ts';
import { type Installation, note, noteLines, type Parcel, pick, streamsAt, tried, type World } from './world.ts';

/** A package leaves; undefined where the program refused to make one. */
export async function send(world: World, from: Installation, toOffice: string): Promise<Parcel | undefined> {
  const what = `${from.name} sends to ${toOffice}`;
  const isReport = from.office.kind === 'district';
  const input = { reviewedBy: '审核甲', issuedBy: '签发乙' };
  const made = await tried(world, what, () =>
    isReport
      ? from.host.call('packages.export', {
          ...input,
          recipient: toOffice,
          scope: from.scope,
        })
      : from.host.call('packages.exportDown', { recipient: toOffice, issuedBy: '签发乙' }),
  );
  noteLines(world, from);
  return made === undefined ? undefined : wrap(world, from, toOffice, isReport ? 'report' : 'directive', made.file);
}

/** What one computer of an office tells the others. */
export async function sendToDesks(world: World, from: Installation): Promise<Parcel | undefined> {
  const made = await tried(world, `${from.name} makes a file for its desks`, () => from.host.call('desks.export', {}));
  return made === undefined ? undefined : wrap(world, from, from.office.id, 'desk', made.file);
}

/** Everything held of the other office goes back to it. */
export async function giveBack(world: World, from: Installation, toOffice: string): Promise<Parcel | undefined> {
  const made = await tried(world, `${from.name} gives back to ${toOffice}`, () =>
    from.host.call('packages.exportEcho', { recipient: toOffice }),
  );
  return made === undefined ? undefined : wrap(world, from, toOffice, 'echo', made.file);
}

function wrap(world: World, from: Installation, toOffice: string, what: string, file: FileHandle): Parcel {
  const path = placeFor(world);
  copyFileSync(from.host.pathOf(file), path);
  const parcel = { path, what, from, toOffice };
  world.sent.push(parcel);
  note(world, `${from.name} made a ${what} for ${toOffice}: ${path.slice(path.lastIndexOf('/') + 1)}`);
  return parcel;
}

function placeFor(world: World): string {
  world.files += 1;
  return join(world.folder, `${world.files}.ldx`);
}

/** A genuine file arrives: taken in, or refused with a code and nothing changed. Answers the code of a refusal. */
export async function deliver(world: World, parcel: Parcel, to: Installation): Promise<string | null> {
  const before = fingerprintOf(to);
  const name = parcel.path.slice(parcel.path.lastIndexOf('/') + 1);
  try {
    const shown = await to.host.call('packages.preview', { file: to.host.take(parcel.path) });
    expectUnchanged(to, before, `the preview of ${name}`);
    const done = await to.host.call('packages.import', { token: shown.token });
    note(world, `${to.name} takes ${name} (${parcel.what} of ${parcel.from.name})`);
    // What lost work pushes into a stream of its own is written anew: its lines are this installation’s.
    if (parcel.what === 'echo') noteLines(world, to, true);
    if (done.file !== null) world.onTheWay.push(wrap(world, to, parcel.from.office.id, 'receipt', done.file));
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'INTERNAL') throw error;
    expectUnchanged(to, before, `refused ${name} (${error.code})`);
    note(world, `${to.name} refuses ${name}: ${error.code} ${JSON.stringify(error.details)}`);
    world.refusals.set(error.code, (world.refusals.get(error.code) ?? 0) + 1);
    return error.code;
  }
}

/** Bytes nobody has made: refused with the code of a package, and nothing changes. */
async function deliverForged(world: World, bytes: Buffer, to: Installation, how: string): Promise<void> {
  const path = placeFor(world);
  writeFileSync(path, bytes);
  const before = fingerprintOf(to);
  try {
    await to.host.call('packages.preview', { file: to.host.take(path) });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'INTERNAL') throw error;
    if (!error.code.startsWith('PACKAGE_')) throw new Error(`${how} was refused with ${error.code}`, { cause: error });
    world.refusals.set(error.code, (world.refusals.get(error.code) ?? 0) + 1);
    note(world, `${to.name} refuses what was ${how}: ${error.code}`);
    expectUnchanged(to, before, how);
    return;
  }
  throw new Error(`${to.name} accepted what was ${how}`);
}

/** One turn of the courier: something on the way arrives, or is lost, or is tampered with. */
export async function courier(world: World): Promise<void> {
  const { random, onTheWay } = world;
  const index = random(Math.max(1, onTheWay.length));
  const parcel = onTheWay[index] ?? pick(world, world.sent);
  if (parcel === undefined) return;
  const to = addressee(world, parcel.toOffice);
  const genuine = readFileSync(parcel.path);
  switch (random(16)) {
    case 0:
      note(world, `${parcel.what} ${parcel.path} is lost`);
      onTheWay.splice(index, 1);
      return;
    case 1: {
      const old = pick(world, world.sent);
      if (old !== undefined) await deliver(world, old, addressee(world, old.toOffice));
      return;
    }
    case 2:
      await deliver(world, parcel, pick(world, world.installations) ?? to);
      return;
    case 3:
      await deliverForged(world, genuine.subarray(0, random(genuine.length)), to, 'cut short');
      return;
    case 4: {
      const flipped = Buffer.from(genuine);
      const at = random(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8));
      await deliverForged(world, flipped, to, `flipped at ${at}`);
      return;
    }
    case 5: {
      const other = pick(world, world.sent);
      const mixed = other === undefined ? genuine : spliced(genuine, readFileSync(other.path), random);
      if (!world.sent.some((each) => mixed.equals(readFileSync(each.path))))
        await deliverForged(world, mixed, to, 'mixed of two');
      return;
    }
    case 6:
      await deliverForged(
        world,
        await forge(world, parcel.from, to, world.prepared.stranger),
        to,
        'signed by a stranger',
      );
      return;
    case 7: {
      const liar = pick(
        world,
        world.installations.filter((each) => each.office.id !== parcel.from.office.id && each !== to),
      );
      if (liar !== undefined)
        await deliverForged(
          world,
          await forge(world, parcel.from, to, liar.office.keys),
          to,
          'signed by another office',
        );
      return;
    }
    case 8:
      await deliver(world, parcel, to);
      await deliver(world, parcel, to);
      return;
    default:
      await deliver(world, parcel, to);
      onTheWay.splice(onTheWay.indexOf(parcel), 1);
  }
}

function addressee(world: World, officeId: string): Installation {
  const found = pick(
    world,
    world.installations.filter(({ office }) => office.id === officeId),
  );
  if (found === undefined) throw new Error(`nobody is left at ${officeId}`);
  return found;
}

function spliced(one: Buffer, two: Buffer, random: World['random']): Buffer {
  const cut = random(Math.min(one.length, two.length));
  return Buffer.concat([one.subarray(0, cut), two.subarray(cut)]);
}

/** A package that goes on exactly where the victim’s own stream ends – but for the signature it would be believed. */
async function forge(world: World, victim: Installation, to: Installation, signer: OpenKeys): Promise<Buffer> {
  const stream = victim.host.read(streamsAt).find(({ officeId }) => officeId === victim.office.id);
  const name = stream?.stream ?? hexOf(world.random, 32);
  const n = (stream?.n ?? 0) + 1;
  const operation: Operation = {
    stream: name,
    n,
    entity: 'project',
    id: hexOf(world.random, 32),
    kind: 'put',
    changes: { name: [null, '伪造项目'] },
    actor: '经办甲',
    at: '2026-11-18T02:00:00Z',
  };
  const line = operationLine(operation);
  const base = Buffer.from(stream?.hash ?? '00'.repeat(32), 'hex');
  const head = chainHash(sha256, base, sha256(Buffer.from(line)));
  const outPath = placeFor(world);
  await buildPackage({
    manifest: {
      kind: victim.office.kind === 'district' ? 'report' : 'directive',
      sender: senderOf(victim.office),
      recipient: { officeId: to.office.id, fullName: to.office.fullName },
      seq: 1 + world.random(500),
      createdAt: '2026-11-18T02:00:00.000Z',
      period: '2026-11-20',
      ranges: [
        {
          stream: name,
          from: n,
          to: n,
          baseHash: base.toString('hex'),
          headHash: Buffer.from(head).toString('hex'),
          count: 1,
          bodies: 1,
        },
      ],
      entities: [],
      stateDigests: [],
      acknowledgements: [],
      blobsHad: [],
      blobsWanted: [],
      blobsHeldBack: [],
      submission: { reviewedBy: '审核甲', issuedBy: '签发乙', scope: '全部项目' },
      inReplyTo: null,
    },
    lines: [line],
    note: '伪造',
    signer,
    outPath,
  });
  return readFileSync(outPath);
}

function senderOf({ id, kind, fullName }: PreparedOffice) {
  return { officeId: id, kind, fullName, shortName: fullName.slice(0, 5) };
}

/** All that a refused file must leave as it was. */
function fingerprintOf({ host }: Installation): string {
  return host.read((reading) =>
    JSON.stringify([
      streamsAt(reading),
      reading.select('SELECT count(*), max(position), sum(line IS NULL) FROM operations'),
      reading.select('SELECT office_id, stream_key, n, hex(hash), withheld FROM acknowledgements ORDER BY 1, 2'),
      reading.select('SELECT id, full_name, enrolment FROM enrolled_offices ORDER BY id'),
      reading.select('SELECT count(*), max(until), max(stopped_at) FROM enrolled_keys'),
      reading.select("SELECT count(*) FROM packages WHERE direction = 'received'"),
      reading.select('SELECT count(*), count(resolved_position) FROM conflicts'),
      reading.select('SELECT stream, stated_n, settled_at FROM lost_work ORDER BY stream'),
    ]),
  );
}

function expectUnchanged(to: Installation, before: string, what: string): void {
  if (fingerprintOf(to) !== before) throw new Error(`${what} changed something at ${to.name}`);
}
