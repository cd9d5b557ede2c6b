/** Disks that are full or read-only, and a stick pulled in the middle: said plainly, nothing lost, and done by doing it again. */
import { copyFileSync, readdirSync } from 'node:fs';
import promises, { type FileHandle, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from '#electron/host/package/open.ts';
import { problemSentence } from '#shared/error.ts';
import { copyFolder } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';
import { buildTestPackage, testOffice, trusting, withFolder } from '#test/support/packages.ts';
import { mountSmallDisk, type SmallDisk } from '#test/support/small-disk.ts';

const machine = machineFolder();
const disk = mountSmallDisk(join(machine.path, 'disk'), 24);
const mounted: SmallDisk[] = typeof disk === 'string' ? [] : [disk];
afterAll(() => {
  for (const each of mounted) each.pull();
  machine.remove();
});
if (typeof disk === 'string') process.stderr.write(`${disk}: full disks are tried by refusing writes instead\n`);

const full = problemSentence('STORE_FULL', {});
const readOnly = problemSentence('STORE_READ_ONLY', {});

const withDisk = typeof disk === 'string' ? null : disk;
if (withDisk === null)
  it('without a small disk writes are refused instead: see the stick below', () => expect(disk).toMatch(/small disk/));
else
  describe('a data folder on a small disk', () => {
    let district: Office;
    let centre: Office;
    const small = withDisk;
    let carried = '';

    beforeAll(async () => {
      const prepared = await preparedOffices(machine.path);
      district = openOffice(copyFolder(prepared.district, join(small.path, 'district')));
      centre = openOffice(copyFolder(prepared.centre, join(small.path, 'centre')), { operator: '经办戊' });
      await Promise.all([district.unlock(), centre.unlock()]);
      const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      carried = district.keep(sent.file, join(machine.path, 'carried.ldx'));
    }, 180_000);
    afterAll(() => Promise.all([district.close(), centre.close()]));

    const packagesOf = (office: Office) =>
      readdirSync(join(office.dataFolder, 'packages'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ldx'))
        .toSorted();

    it('that is full refuses to save, to report and to take in; afterwards nothing is missing and all of it works', async () => {
      const before = {
        projects: (await district.call('projects.list', {})).rows.map(({ name, remark }) => [name, remark]),
        files: packagesOf(district),
        sent: (await district.call('packages.list', {})).rows.length,
        taken: (await centre.call('packages.list', {})).rows.length,
      };
      small.fill();
      const id = (await district.call('projects.list', {})).rows[0]?.id ?? '';
      // A log that has room left takes a few more.
      let saved = before.projects[0]?.[1] ?? null;
      for (let time = 1; ; time += 1) {
        const remark = `第${time}次${'长'.repeat(1500)}`;
        const answer = await district.host.call('projects.save', { id, changes: { remark } });
        if (!answer.ok) {
          expect(answer.error).toMatchObject({ code: 'STORE_FULL', message: full });
          break;
        }
        saved = remark;
        expect(time).toBeLessThan(2000);
      }
      const refusal = await district.refusal('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      expect(['STORE_FULL', 'FILE_NOT_WRITABLE', 'DISK_FULL']).toContain(refusal.code);
      expect(packagesOf(district)).toEqual(before.files);
      const taking = await centre.refusal('packages.preview', { file: centre.take(carried) });
      expect(taking).toMatchObject({ code: 'STORE_FULL', message: full });
      small.free();

      const rows = (await district.call('projects.list', {})).rows;
      expect(rows.map(({ name }) => name)).toEqual(before.projects.map(([name]) => name));
      expect(rows.find((row) => row.id === id)?.remark ?? null).toBe(saved);
      expect((await district.call('packages.list', {})).rows).toHaveLength(before.sent);
      for (const office of [district, centre])
        expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
      await district.call('projects.save', { id, changes: { remark: '又能保存了' } });
      const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      carried = district.keep(sent.file, join(machine.path, 'after.ldx'));
      const { token } = await centre.call('packages.preview', { file: centre.take(carried) });
      await centre.call('packages.import', { token });
      expect((await centre.call('packages.list', {})).rows.length).toBeGreaterThan(before.taken);
      expect((await centre.call('projects.list', {})).rows.find((row) => row.id === id)?.remark).toBe('又能保存了');
    }, 120_000);

    it('that is read-only is refused at the door, and opens again when it is not', async () => {
      await Promise.all([district.close(), centre.close()]);
      small.setReadOnly(true);
      expect(() => openOffice(district.dataFolder)).toThrow(readOnly);
      small.setReadOnly(false);
      district = openOffice(district.dataFolder);
      centre = openOffice(centre.dataFolder, { operator: '经办戊' });
      await Promise.all([district.unlock(), centre.unlock()]);
      for (const office of [district, centre])
        expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }, 120_000);

    it('takes a package in from a stick that is write-protected, and says that one is gone that was pulled', async () => {
      const stick = mountSmallDisk(join(machine.path, 'stick'), 4);
      if (typeof stick === 'string') throw new Error(stick);
      const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
      const path = district.keep(sent.file, join(stick.path, '报送.ldx'));
      mounted.push(stick);
      stick.setReadOnly(true);
      const { token } = await centre.call('packages.preview', { file: centre.take(path) });
      const again = centre.take(path);
      mounted.pop();
      stick.pull();
      // What was shown has been read in whole: the stick is not needed any more.
      await centre.call('packages.import', { token });
      expect(await centre.refusal('packages.preview', { file: again })).toMatchObject({
        code: 'FILE_NOT_FOUND',
        message: problemSentence('FILE_NOT_FOUND', { name: '报送.ldx' }),
      });
    });
  });

describe('a stick', () => {
  it('that is full or pulled while a package is written leaves nothing on it, and the next try succeeds', async () => {
    const [district, centre] = [await testOffice('district', 1), await testOffice('centre', 1)];
    await withFolder(async (folder) => {
      for (const code of ['ENOSPC', 'EIO', 'EROFS'])
        for (let after = 0; after < 12; after += 1) {
          const broken = failing('write', after, code);
          const building = buildTestPackage(folder, district, centre);
          const outcome = await building.then(
            () => 'whole',
            (error: { code?: string; message: string }) => {
              expect(error).toMatchObject({
                code: 'FILE_NOT_WRITABLE',
                message: expect.stringContaining('请检查U盘或文件夹是否已满、是否写保护'),
              });
              return 'refused';
            },
          );
          broken.mend();
          expect(outcome).toBe(broken.hasFailed() ? 'refused' : 'whole');
          if (outcome === 'refused') expect(await readdir(folder)).toEqual([]);
          const built = await buildTestPackage(folder, district, centre);
          await openPackage(built.path, { myOfficeId: centre.officeId, trust: trusting(district) });
          await promises.rm(built.path);
        }
    });
  });

  it('that is pulled while a package is read is said plainly, and the next try succeeds', async () => {
    const [district, centre] = [await testOffice('district', 1), await testOffice('centre', 1)];
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, district, centre);
      await mkdir(join(folder, 'copy'));
      const atCentre = { myOfficeId: centre.officeId, trust: trusting(district) };
      const reasons = new Set<string>();
      for (let after = 0; ; after += 1) {
        const broken = failing('read', after, 'EIO');
        const outcome = await openPackage(path, atCentre).then(
          () => null,
          (error: { code: string; message: string }) => error,
        );
        broken.mend();
        if (!broken.hasFailed()) {
          expect(outcome).toBeNull();
          break;
        }
        expect(outcome).toMatchObject({ code: 'FILE_UNREADABLE' });
        reasons.add(outcome?.message ?? '');
        copyFileSync(path, join(folder, 'copy', 'again.ldx'));
        await openPackage(join(folder, 'copy', 'again.ldx'), atCentre);
      }
      expect([...reasons]).toEqual([
        problemSentence('FILE_UNREADABLE', { name: '青石区_7_20261120.ldx', reason: 'EIO' }),
      ]);
    });
  });
});

/** The operating system refuses the n-th and every later call. */
function failing(call: 'read' | 'write', after: number, code: string): { mend(): void; hasFailed(): boolean } {
  const handle = prototype as unknown as Record<string, (...words: unknown[]) => Promise<unknown>>;
  const working = handle[call];
  if (working === undefined) throw new Error(`a file cannot ${call}`);
  let calls = 0;
  handle[call] = function (this: FileHandle, ...words: unknown[]) {
    calls += 1;
    if (calls > after) return Promise.reject(Object.assign(new Error(`${code}: ${call}`), { code, syscall: call }));
    return working.apply(this, words);
  };
  return {
    mend() {
      handle[call] = working;
    },
    hasFailed: () => calls > after,
  };
}

const opened = await promises.open(import.meta.filename);
const prototype = Object.getPrototypeOf(opened) as FileHandle;
await opened.close();
