/** The age layer around a package: for its addressee and its sender, for nobody else, and never left half-written. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { decryptFile, encryptFile, isEncrypted } from '#electron/host/package/encryption.ts';
import { identitiesOf } from '#electron/host/package/keys.ts';
import { type TestOffice, testOffice, withFolder } from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const centre = await testOffice('centre', 1);
const other = await testOffice('district', 2);
const plain = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251));

async function inFolder(
  use: (paths: { plain: string; sealed: string; opened: string; folder: string }) => Promise<void>,
  addressee: TestOffice = centre,
): Promise<void> {
  await withFolder(async (folder) => {
    const paths = { plain: join(folder, 'plain'), sealed: join(folder, 'sealed.ldx'), opened: join(folder, 'opened') };
    await writeFile(paths.plain, plain);
    const { fullName, keys } = addressee;
    await encryptFile(paths.plain, paths.sealed, { fullName, ageRecipient: keys.ageRecipient }, district.keys);
    await use({ ...paths, folder });
  });
}

describe('an encrypted package', () => {
  test.each([
    ['its addressee', centre],
    ['its sender', district],
  ])('is opened by %s, byte for byte', async (_, reader) => {
    await inFolder(async ({ sealed, opened, plain: path }) => {
      expect(await isEncrypted(sealed)).toBe(true);
      expect(await isEncrypted(path)).toBe(false);
      expect((await readFile(sealed)).includes(plain.subarray(0, 64))).toBe(false);
      await decryptFile(sealed, opened, identitiesOf(reader.keys));
      expect((await readFile(opened)).equals(plain)).toBe(true);
    });
  });

  test('says to anybody else for whom it is', async () => {
    await inFolder(async ({ sealed, opened, folder }) => {
      await expect(decryptFile(sealed, opened, identitiesOf(other.keys))).rejects.toMatchObject({
        code: 'PACKAGE_WRONG_RECIPIENT',
        message: expect.stringContaining(`“${centre.fullName}”`),
      });
      expect(await readdir(folder)).toEqual(['plain', 'sealed.ldx']);
    });
  });

  test('of a foreign program that does not say for whom is refused with what to do', async () => {
    await inFolder(async ({ sealed, opened }) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(centre.keys.ageRecipient);
      await writeFile(sealed, await encrypter.encrypt(plain));
      await expect(decryptFile(sealed, opened, identitiesOf(other.keys))).rejects.toMatchObject({
        code: 'PACKAGE_CANNOT_DECRYPT',
      });
    });
  });

  test('cut short or changed anywhere is refused, and nothing is left of it', async () => {
    await inFolder(async ({ sealed, opened, folder }) => {
      const whole = await readFile(sealed);
      const places = [30, 200, 400, 600, 70_000, whole.length - 1];
      for (const at of places) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 1;
        await writeFile(sealed, changed);
        await expect(decryptFile(sealed, opened, identitiesOf(centre.keys)), `byte ${at}`).rejects.toMatchObject({
          code: expect.stringMatching(/^PACKAGE_(ALTERED|WRONG_RECIPIENT|CANNOT_DECRYPT)$/),
        });
        await writeFile(sealed, whole.subarray(0, at));
        await expect(decryptFile(sealed, opened, identitiesOf(centre.keys)), `cut at ${at}`).rejects.toMatchObject({
          code: 'PACKAGE_TRUNCATED',
        });
      }
      expect(await readdir(folder)).toEqual(['plain', 'sealed.ldx']);
    });
  });

  test('stops when it is cancelled, with progress in real bytes, and leaves nothing', async () => {
    await withFolder(async (folder) => {
      const from = join(folder, 'plain');
      await writeFile(from, Buffer.alloc(5 * 1024 * 1024, 7));
      const { size } = await stat(from);
      const stop = new AbortController();
      const seen: [number, number][] = [];
      const to = join(folder, 'sealed.ldx');
      const addressee = { fullName: centre.fullName, ageRecipient: centre.keys.ageRecipient };
      await expect(
        encryptFile(from, to, addressee, district.keys, {
          signal: stop.signal,
          onProgress(done, total) {
            seen.push([done, total]);
            if (done >= 2 * 1024 * 1024) stop.abort();
          },
        }),
      ).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(seen.every(([done, total]) => done <= total && total === size * 2)).toBe(true);
      expect(seen.length).toBeGreaterThan(1);
      expect(await readdir(folder)).toEqual(['plain']);
    });
  });
});
