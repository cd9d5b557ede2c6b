/** A file of 32 MB goes through every step of a package without ever standing in memory whole: counted, not timed. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyHashed } from '#electron/host/files/copy.ts';
import { decryptFile } from '#electron/host/package/encryption.ts';
import { openPackage, withBlobs } from '#electron/host/package/open.ts';
import { temporaryFolder } from '#test/support/host.ts';
import { buildTestPackage, type TestOffice, testOffice, trusting } from '#test/support/packages.ts';

const megabyte = 1024 ** 2;
const blobBytes = 32 * megabyte;
/** A chunk being read, one being written, what a stream holds between. */
const ceiling = 12 * megabyte;
const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
let district: TestOffice;
let centre: TestOffice;
let sha256 = '';
let collect: () => void;

beforeAll(async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  collect = () => {
    // What the first frees is swept beside it; the second waits for that.
    gc();
    gc();
  };
  [district, centre] = await Promise.all([testOffice('district', 1), testOffice('centre', 1)]);
  const hash = createHash('sha256');
  const file = openSync(at('photo'), 'w');
  for (let part = 0; part < blobBytes / megabyte; part += 1) {
    const bytes = Buffer.alloc(megabyte, part);
    hash.update(bytes);
    writeSync(file, bytes);
  }
  closeSync(file);
  sha256 = hash.digest('hex');
});
afterAll(() => folder.remove());

/** The most that was held at any report of progress, above what was held before. */
async function held(work: (look: (done: number) => void) => Promise<unknown>): Promise<number> {
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let looked = 0;
  await work((done) => {
    if (done - looked < 4 * megabyte && done >= looked) return;
    looked = done;
    collect();
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  });
  expect(looked).toBeGreaterThan(blobBytes / 2);
  return most;
}

describe('a file of 32 MB', () => {
  it('that were read whole would be noticed', async () => {
    const whole = await held(async (look) => {
      const chunks: Buffer[] = [];
      let done = 0;
      for await (const chunk of createReadStream(at('photo'), { highWaterMark: megabyte })) {
        chunks.push(chunk as Buffer);
        done += (chunk as Buffer).length;
        look(done);
      }
      return chunks.length;
    });
    expect(whole).toBeGreaterThan(ceiling);
  });

  it('is packed, written, read back, encrypted and checked in a few megabytes', async () => {
    const most = await held((look) =>
      buildTestPackage(folder.path, district, centre, {
        blobs: [{ path: at('photo'), sha256, size: blobBytes }],
        addressee: { fullName: centre.fullName, ageRecipient: centre.keys.ageRecipient },
        outPath: at('sent.ldx'),
        onProgress: (step, done) => step !== 'pack' && look(done),
      }),
    );
    expect(most).toBeLessThan(ceiling);
  });

  it('is decrypted, verified, copied out and set aside in a few megabytes', async () => {
    const decrypting = await held((look) =>
      decryptFile(at('sent.ldx'), at('plain.ldx'), [centre.keys.ageIdentity], { onProgress: look }),
    );
    const options = { myOfficeId: centre.officeId, trust: trusting(district) };
    const opening = await held((look) => openPackage(at('plain.ldx'), { ...options, onProgress: look }));
    const copying = await held((look) =>
      withBlobs(at('plain.ldx'), async (copyBlob) => {
        const target = await open(at('taken'), 'w');
        try {
          await copyBlob(sha256, target, look);
        } finally {
          await target.close();
        }
      }),
    );
    const settingAside = await held((look) => copyHashed(at('plain.ldx'), at('aside'), { onBytes: look }));
    const most = { decrypting, opening, copying, settingAside };
    expect(Object.entries(most).filter(([, bytes]) => bytes >= ceiling)).toEqual([]);
  });
});
