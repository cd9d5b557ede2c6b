import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobReader, BlobWriter, TextWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { sha256 } from '#db/sha256.ts';
import { openPackage, withBlobs } from '#electron/host/package/open.ts';
import { operationLine } from '#shared/package/operation.ts';
import {
  buildTestPackage,
  testChain,
  testDraft,
  testOffice,
  testOperation,
  testStream,
  trusting,
  withFolder,
} from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const centre = await testOffice('centre', 1);
const atCentre = { myOfficeId: centre.officeId, trust: trusting(district) };

describe('a package', () => {
  test('is read by its addressee exactly as it was written', async () => {
    await withFolder(async (folder) => {
      const built = await buildTestPackage(folder, district, centre);
      const opened = await openPackage(built.path, atCentre);
      expect(opened.manifest).toEqual(built.manifest);
      expect(opened.payloadDigest).toBe(built.payloadDigest);
      expect(opened.bytes).toBe((await stat(built.path)).size);
      expect(opened.sender.fullName).toBe(district.fullName);
      expect(opened.note).toContain('报送包');
      const [stream] = opened.streams;
      expect(stream?.operations.map((each) => each.n)).toEqual([1, 2, 3, 4, 5]);
      expect(stream?.operations.map((each) => each.line)).toEqual(
        [1, 2, 3, 4, 5].map((n) => (n === 3 ? null : operationLine(testOperation(n)))),
      );
      expect(Buffer.from(stream?.operations.at(-1)?.hash ?? []).toString('hex')).toBe(stream?.range.headHash);
      expect(await readdir(folder)).toEqual(['青石区_7_20261120.ldx']);
    });
  });

  test('of equal contents is equal byte for byte', async () => {
    await withFolder(async (folder) => {
      const one = await buildTestPackage(folder, district, centre, { outPath: join(folder, 'a.ldx') });
      const two = await buildTestPackage(folder, district, centre, { outPath: join(folder, 'b.zip') });
      expect(sha256(await readFile(one.path)).equals(sha256(await readFile(two.path)))).toBe(true);
    });
  });

  test('carries several streams, bodies that were withheld before, and an empty run', async () => {
    await withFolder(async (folder) => {
      const other = 'ff'.repeat(16);
      const empty = 'ee'.repeat(16);
      const first = testChain(
        [1, 2, 3, 4].map((n) => testOperation(n)),
        { from: 3, late: [1, 2] },
      );
      const second = testChain([1, 2].map((n) => testOperation(n, { stream: other })));
      const third = testChain(
        [1, 2].map((n) => testOperation(n, { stream: empty })),
        { from: 3 },
      );
      const ranges = [first.range, third.range, second.range];
      const built = await buildTestPackage(folder, district, centre, {
        manifest: testDraft(district, centre, ranges),
        lines: [...first.lines, ...third.lines, ...second.lines],
      });
      const { streams } = await openPackage(built.path, atCentre);
      expect(streams.map((each) => each.range.stream)).toEqual([testStream, empty, other]);
      expect(streams[0]?.lateBodies.map((each) => each.n)).toEqual([1, 2]);
      expect(streams[0]?.operations.map((each) => each.n)).toEqual([3, 4]);
      expect(streams[1]?.operations).toEqual([]);
      expect(streams[2]?.operations.map((each) => each.n)).toEqual([1, 2]);
    });
  });

  test('without operations, such as a receipt, needs no operations file', async () => {
    await withFolder(async (folder) => {
      const built = await buildTestPackage(folder, centre, district, {
        manifest: {
          ...testDraft(centre, district, []),
          kind: 'receipt',
          submission: null,
          acknowledgements: [
            {
              stream: testStream,
              n: 5,
              hash: 'ab'.repeat(32),
              withheld: [[3, 3]],
              issues: [{ n: 2, code: 'OWNED_BY_ANOTHER_OFFICE' }],
            },
          ],
          inReplyTo: { payloadDigest: 'cd'.repeat(32), seq: 7 },
        },
        lines: [],
      });
      const opened = await openPackage(built.path, { myOfficeId: district.officeId, trust: trusting(centre) });
      expect(opened.manifest.kind).toBe('receipt');
      expect(opened.manifest.acknowledgements[0]?.withheld).toEqual([[3, 3]]);
      expect(opened.manifest.files.map((file) => file.path)).toEqual(['说明.txt']);
      expect(opened.streams).toEqual([]);
    });
  });

  test('carries scans by their hash and gives them out hashed again', async () => {
    await withFolder(async (folder) => {
      const scan = Buffer.from('%PDF-1.7 某项目施工许可证扫描件'.repeat(5000));
      await writeFile(join(folder, 'scan'), scan);
      const hash = sha256(scan).toString('hex');
      const built = await buildTestPackage(folder, district, centre, {
        blobs: [{ path: join(folder, 'scan'), sha256: hash, size: scan.length }],
      });
      const opened = await openPackage(built.path, atCentre);
      expect(opened.blobs).toEqual([{ sha256: hash, size: scan.length }]);
      const target = await open(join(folder, 'copy'), 'w');
      await withBlobs(built.path, (copyBlob) => copyBlob(hash, target));
      await target.close();
      expect((await readFile(join(folder, 'copy'))).equals(scan)).toBe(true);
    });
  });

  test('takes its lines from an asynchronous source, many of them, and reports how far it is', async () => {
    await withFolder(async (folder) => {
      const operations = Array.from({ length: 3000 }, (_, index) => testOperation(index + 1));
      const { range, lines } = testChain(operations);
      const steps = new Set<string>();
      const built = await buildTestPackage(folder, district, centre, {
        manifest: testDraft(district, centre, [range]),
        lines: (async function* () {
          yield* lines;
        })(),
        onProgress: (step) => steps.add(step),
      });
      expect([...steps]).toEqual(['pack', 'write', 'verify']);
      const { streams } = await openPackage(built.path, atCentre);
      expect(streams[0]?.operations.map((each) => each.line)).toEqual(lines);
    });
  });
});

describe('writing', () => {
  test('stopped half-way leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      for (const stopAt of ['pack', 'write', 'verify']) {
        const stopper = new AbortController();
        const writing = buildTestPackage(folder, district, centre, {
          signal: stopper.signal,
          onProgress: (step) => step === stopAt && stopper.abort(),
        });
        await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(await readdir(folder)).toEqual([]);
      }
    });
  });

  test('to a folder that is not there is refused and an earlier file of that name survives a failure', async () => {
    await withFolder(async (folder) => {
      const nowhere = buildTestPackage(folder, district, centre, { outPath: join(folder, 'gone', 'a.ldx') });
      await expect(nowhere).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' });
      const path = join(folder, 'a.ldx');
      await writeFile(path, 'earlier');
      const { range, lines } = testChain([testOperation(1), testOperation(2)]);
      const wrong = buildTestPackage(folder, district, centre, {
        outPath: path,
        manifest: testDraft(district, centre, [{ ...range, headHash: 'ab'.repeat(32) }]),
        lines,
      });
      await expect(wrong).rejects.toMatchObject({ code: 'PACKAGE_NOT_VERIFIED' });
      expect(await readFile(path, 'utf8')).toBe('earlier');
      expect(await readdir(folder)).toEqual(['a.ldx']);
    });
  });
});

describe('other programs', () => {
  test('zip.js and yauzl read a package and find the same entries', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, district, centre);
      const expected = ['mimetype', 'manifest.dsse.json', 'data/operations.ndjson.gz', '说明.txt'];
      const zip = new ZipReader(new BlobReader(new Blob([await readFile(path)])), { checkSignature: true });
      const entries = await zip.getEntries();
      expect(entries.map((entry) => entry.filename)).toEqual(expected);
      for (const entry of entries)
        if (!entry.directory) await entry.getData(new BlobWriter(), { checkSignature: true });
      const note = entries.at(-1);
      if (note === undefined || note.directory) throw new Error('no note');
      expect(await note.getData(new TextWriter())).toContain('五个一系统');
      await zip.close();
      expect(await namesByYauzl(path)).toEqual(expected);
    });
  });
});

test('a folder in place of a package and a missing file are said plainly', async () => {
  await withFolder(async (folder) => {
    await mkdir(join(folder, 'x.ldx'));
    await expect(openPackage(join(folder, 'x.ldx'), atCentre)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(openPackage(join(folder, 'y.ldx'), atCentre)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

function namesByYauzl(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const names: string[] = [];
    yauzl.open(path, { strictFileNames: true, validateEntrySizes: true, lazyEntries: false }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName));
      zip.on('end', () => resolve(names));
      zip.on('error', reject);
      return undefined;
    });
  });
}
