import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPackage } from '#electron/host/package/open.ts';
import { ProblemError } from '#shared/error.ts';
import { forgeEntries, forgeZip } from '#test/support/package-forge.ts';
import { seededRandom, testOffice, trusting } from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const centre = await testOffice('centre', 1);
const whole = forgeZip(forgeEntries(district, centre));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'five-ones-mutations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('one bit changed at any place whatever is noticed', async () => {
  const random = seededRandom(20261120);
  for (let position = 0; position < whole.length; position += 1) {
    const mutant = Buffer.from(whole);
    mutant[position] = (mutant[position] ?? 0) ^ (1 << random(8));
    await expectRefused(mutant, `bit at ${position}`);
  }
}, 120_000);

test('two thousand packages mangled at random are refused with a code, none is accepted, none breaks the reader', async () => {
  const codes = new Set<string>();
  for (let seed = 1; seed <= 2000; seed += 1) {
    const mutant = mutate(seededRandom(seed), whole);
    if (mutant.equals(whole)) continue;
    codes.add(await expectRefused(mutant, `seed ${seed}`));
  }
  expect(codes.size).toBeGreaterThanOrEqual(4);
}, 120_000);

test('an enrolled office that signs mangled operations or a mangled manifest is refused or read, never breaks the reader', async () => {
  const operations = gunzipSync(forgeEntries(district, centre)[2]?.bytes ?? Buffer.alloc(0));
  for (let seed = 1; seed <= 400; seed += 1) {
    const mangled = mutate(seededRandom(seed), operations);
    if (!mangled.equals(operations))
      await expectRefused(
        forgeZip(forgeEntries(district, centre, { operations: mangled })),
        `operations, seed ${seed}`,
      );
    await expectNoCrash(
      forgeZip(forgeEntries(district, centre, { payload: (bytes) => mutate(seededRandom(seed), bytes) })),
    );
  }
}, 120_000);

async function expectNoCrash(bytes: Buffer): Promise<void> {
  const path = join(folder, 'mangled.ldx');
  await writeFile(path, bytes);
  const opening = openPackage(path, { myOfficeId: centre.officeId, trust: trusting(district) });
  await opening.catch((error: unknown) => expect(error).toBeInstanceOf(ProblemError));
}

async function expectRefused(bytes: Buffer, what: string): Promise<string> {
  const path = join(folder, 'mutant.ldx');
  await writeFile(path, bytes);
  try {
    await openPackage(path, { myOfficeId: centre.officeId, trust: trusting(district) });
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'INTERNAL') return error.code;
    throw new Error(`${what}: not a refusal but ${String(error)}`, { cause: error });
  }
  throw new Error(`${what}: accepted`);
}

/** One to four mangles: bytes set, runs removed, doubled, moved, zeroed, spliced from elsewhere, lengths changed. */
function mutate(random: (below: number) => number, original: Buffer): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = 1 + random(4); times > 0 && bytes.length > 0; times -= 1) {
    const at = random(bytes.length);
    const length = Math.min(1 + random(64), bytes.length - at);
    const run = Buffer.from(bytes.subarray(at, at + length));
    const before = bytes.subarray(0, at);
    const after = bytes.subarray(at + length);
    switch (random(8)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes = Buffer.concat([before, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, run, run, after]);
        break;
      case 3:
        bytes.fill(random(2) === 0 ? 0 : 0xff, at, at + length);
        break;
      case 4:
        bytes = Buffer.concat([before, run.toReversed(), after]);
        break;
      case 5:
        run.copy(bytes, random(bytes.length));
        break;
      case 6:
        if (at + 4 <= bytes.length)
          bytes.writeUInt32LE([0, 1, 0xffff_ffff, 0x8000_0000, bytes.length][random(5)] ?? 0, at);
        break;
      default:
        bytes = Buffer.concat([bytes, run]);
    }
  }
  return bytes;
}
