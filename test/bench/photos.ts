/** 600 MB of photos out and in, encrypted and not, beside hashing, copying and syncing the same bytes; and the memory it takes. */
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import type { DemoOffice } from '#electron/cli/demo/office.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';
import { type BenchRow, plainRow, ratioRow, timed } from './measure.ts';
import { districtsAt, openUnlocked, takeReceipt } from './stores.ts';

const megabytes = 600;
const photoBytes = 3 * 1024 ** 2;
/** Encryption is bound by the processor and steadier. */
const rounds = { plain: 2, encrypted: 1 } as const;

interface Round {
  readonly out: number;
  readonly in: number;
  readonly floorOut: number;
  readonly floorIn: number;
  /** Bytes more than before, at the worst moment of out and in. */
  readonly memory: number;
}

export async function photoRows(folder: string): Promise<BenchRow[]> {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const { centre: centreFolder, districts } = await districtsAt(1, { projects: 5, weeks: 0 }, folder, tell);
  const district = await openUnlocked('第1区', districts[0] ?? '');
  const centre = await openUnlocked('云岭市中心', centreFolder);
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  try {
    const rows: BenchRow[] = [];
    for (const isEncrypted of [false, true]) {
      const measured: Round[] = [];
      for (let round = 0; round < (isEncrypted ? rounds.encrypted : rounds.plain); round += 1)
        measured.push(await photoRound(district, centre, folder, photos, isEncrypted));
      const least = (of: (round: Round) => number) => Math.min(...measured.map(of));
      const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
      const note = `out ${seconds(least((each) => each.out))}, in ${seconds(least((each) => each.in))}`;
      const memory = Math.max(...measured.map((each) => each.memory));
      rows.push(
        ratioRow(
          `${megabytes} MB of photos out and in${isEncrypted ? ', encrypted' : ''}`,
          least((each) => each.out) + least((each) => each.in),
          least((each) => each.floorOut) + least((each) => each.floorIn),
          1.3,
          note,
        ),
        {
          ...plainRow('  memory while doing it', memory / 1024 ** 2, 'MB more than before, not ms'),
          goal: 'constant',
          result: `${Math.round(memory / 1024 ** 2)} MB`,
          isWithinGoal: memory < 200 * 1024 ** 2,
        },
      );
    }
    return rows;
  } finally {
    await district.close();
    await centre.close();
    rmSync(photos, { recursive: true, force: true });
  }
}

async function photoRound(
  district: DemoOffice,
  centre: DemoOffice,
  folder: string,
  photos: string,
  isEncrypted: boolean,
): Promise<Round> {
  await attachPhotos(district, photos);
  const floorOut = await timed(() => floorOutOf(photos, join(folder, 'floor'), isEncrypted));
  const watch = watchMemory();
  const made = await timed(() =>
    district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发甲', isEncrypted }),
  );
  const carried = join(folder, made.value.file.name);
  // On a stick it would be copied; here the bytes need no second place.
  district.keep(made.value.file, carried);
  const taken = await timed(async () => {
    const { token } = await centre.call('packages.preview', { file: centre.takeIn(carried) });
    return centre.call('packages.import', { token });
  });
  const memory = watch.stop();
  const floorIn = await timed(() => floorInOf(photos, join(folder, 'floor'), join(folder, 'floor-in'), isEncrypted));
  await takeReceipt(district, centre, taken.value.file, folder);
  rmSync(carried);
  rmSync(join(folder, 'floor'));
  rmSync(join(folder, 'floor-in'), { recursive: true });
  return {
    out: made.milliseconds,
    in: taken.milliseconds,
    floorOut: floorOut.milliseconds,
    floorIn: floorIn.milliseconds,
    memory,
  };
}

/** New photos each round: what has arrived never travels again. */
async function attachPhotos(district: DemoOffice, photos: string): Promise<void> {
  for (const name of readdirSync(photos)) rmSync(join(photos, name));
  const { rows } = await district.call('projects.list', {});
  const head = jpegBytes(null);
  const count = Math.round((megabytes * 1024 ** 2) / photoBytes);
  const paths = Array.from({ length: count }, (_, index) => {
    const bytes = randomFillSync(Buffer.allocUnsafe(photoBytes));
    head.copy(bytes);
    return writeSample(photos, `照片${index + 1}.jpg`, bytes);
  });
  for (let at = 0; at < paths.length; at += 50)
    await district.call('attachments.add', {
      projectId: rows[0]?.id ?? '',
      files: paths.slice(at, at + 50).map((path) => district.takeIn(path)),
    });
}

const ageIdentity = await generateIdentity();
const ageRecipient = await identityToRecipient(ageIdentity);

/** Every photo read and hashed, into one file, synced; encrypted: through the age library, and read back through it. */
async function floorOutOf(photos: string, target: string, isEncrypted: boolean): Promise<void> {
  const hash = createHash('sha256');
  async function* all(): AsyncGenerator<Uint8Array> {
    for (const name of readdirSync(photos)) {
      for await (const chunk of chunksOf(join(photos, name))) {
        hash.update(chunk);
        yield chunk;
      }
    }
  }
  if (!isEncrypted) return pour(all(), target);
  const encrypter = new Encrypter();
  encrypter.addRecipient(ageRecipient);
  await pour(await encrypter.encrypt(streamOf(all())), target);
  for await (const chunk of await decrypted(target)) hash.update(chunk);
  hash.digest();
}

/** The same bytes out of the one file, hashed, each photo into a file of its own, synced. */
async function floorInOf(photos: string, source: string, target: string, isEncrypted: boolean): Promise<void> {
  mkdirSync(target);
  const names = readdirSync(photos);
  let number = 0;
  let file: FileHandle | null = null;
  let room = 0;
  const hash = createHash('sha256');
  for await (const chunk of isEncrypted ? await decrypted(source) : chunksOf(source)) {
    hash.update(chunk);
    for (let at = 0; at < chunk.length; ) {
      if (file === null) {
        file = await open(join(target, names[number] ?? String(number)), 'wx');
        room = photoBytes;
        number += 1;
      }
      const piece = chunk.subarray(at, at + room);
      await file.writeFile(piece);
      at += piece.length;
      room -= piece.length;
      if (room > 0) continue;
      await file.sync();
      await file.close();
      file = null;
    }
  }
  await file?.close();
  hash.digest();
}

async function decrypted(path: string): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentity);
  return decrypter.decrypt(streamOf(chunksOf(path)));
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 ** 2 })) yield chunk as Uint8Array;
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>;
}

async function pour(chunks: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Of the whole process: the host works in threads of it. */
function watchMemory(): { stop(): number } {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return most - before;
    },
  };
}
