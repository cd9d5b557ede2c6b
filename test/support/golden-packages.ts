/**
 * One package of every kind in the format as it was released: offices with fixed keys, fixed days, fixed numbers. What is
 * committed under golden/packages-v1 is never made again: a later format adds a folder of its own beside it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '#db/sha256.ts';
import { buildPackage, type PackageOrder } from '#electron/host/package/build.ts';
import { keyChangeStatement } from '#electron/host/package/key-change.ts';
import { keysOfRoot } from '#electron/host/package/keys.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import { type TestOffice, testChain, testDraft, testOffice, testOperation } from './packages.ts';
import { partsOfZip } from './zip-parts.ts';

export const goldenFolder = new URL('golden/packages-v1/', import.meta.url);

export async function goldenOffices() {
  const district = await testOffice('district', 61);
  const centre = await testOffice('centre', 61);
  const nextKeys = await keysOfRoot(sha256(Buffer.from('test office district 61, second key')));
  return { district, centre, nextKeys };
}

/** A photo of one pixel. */
export const goldenPhoto = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const photoHash = sha256(goldenPhoto).toString('hex');
const project = '0190a0b0-0000-7000-8000-000000000000';

export const goldenOperations = [
  testOperation(1, {
    entity: 'project',
    id: project,
    changes: {
      name: [null, '青石大桥'],
      totalInvestment: [null, 120_000_000],
      nextYears: [null, '后来的版本才有的栏目'],
    },
  }),
  testOperation(2),
  testOperation(3),
  testOperation(4, {
    entity: 'attachment',
    id: '0190a0b0-0000-7000-8000-00000000a001',
    changes: {
      projectId: [null, project],
      name: [null, '现场.png'],
      sha256: [null, photoHash],
      bytes: [null, goldenPhoto.length],
    },
  }),
  testOperation(5, { entity: 'carbonReport', id: 'later', changes: { tons: [null, 90] } }),
];

/** Writes what is not there yet: `node test/support/write-golden-packages.ts`. */
export async function writeGoldenPackages(): Promise<void> {
  const { district, centre, nextKeys } = await goldenOffices();
  const folder = mkdtempSync(join(tmpdir(), 'five-ones-golden-'));
  mkdirSync(goldenFolder, { recursive: true });
  const photo = join(folder, 'photo.png');
  writeFileSync(photo, goldenPhoto);
  const blobs = [{ path: photo, sha256: photoHash, size: goldenPhoto.length }];
  const chain = testChain(goldenOperations, { withheld: [3] });
  const late = testChain(goldenOperations, { from: 5, late: [3] });
  const whole = testChain(goldenOperations);
  const up = (kind: ManifestDraft['kind'], from: TestOffice, to: TestOffice, more: Partial<ManifestDraft> = {}) => ({
    ...testDraft(from, to, []),
    kind,
    period: null,
    entities: [],
    submission: null,
    ...more,
  });
  const held = { stream: chain.range.stream, n: 5, hash: chain.range.headHash };
  const make = async (
    name: string,
    order: Omit<PackageOrder, 'note' | 'outPath' | 'lines'> & { lines?: readonly string[] },
  ) => {
    const outPath = new URL(`${name}.ldx`, goldenFolder).pathname;
    await buildPackage({ lines: [], ...order, note: '五个一系统的报送文件，请用本系统打开。', outPath });
    return outPath;
  };
  try {
    const report = {
      ...testDraft(district, centre, [chain.range]),
      blobsHeldBack: [{ sha256: 'ab'.repeat(32), size: 9 }],
    };
    const plain = await make('report', { manifest: report, lines: chain.lines, signer: district.keys });
    await make('report-with-files', { manifest: report, lines: chain.lines, blobs, signer: district.keys });
    await make('report-encrypted', {
      manifest: report,
      lines: chain.lines,
      blobs,
      signer: district.keys,
      addressee: { fullName: centre.fullName, ageRecipient: centre.keys.ageRecipient },
    });
    await make('report-late-bodies', {
      manifest: testDraft(district, centre, [late.range]),
      lines: late.lines,
      signer: district.keys,
    });
    const receipt = up('receipt', centre, district, {
      acknowledgements: [{ ...held, withheld: [[3, 3]], issues: [{ n: 5, code: 'TAKEN_BACK' }] }],
      blobsHad: [photoHash],
      blobsWanted: ['cd'.repeat(32)],
      inReplyTo: { payloadDigest: 'ef'.repeat(32), seq: 7 },
    });
    await make('receipt', { manifest: receipt, signer: centre.keys });
    await make('receipt-encrypted', {
      manifest: receipt,
      signer: centre.keys,
      addressee: { fullName: district.fullName, ageRecipient: district.keys.ageRecipient },
    });
    const ofCentre = testChain([
      testOperation(1, {
        stream: 'ffeeddccbbaa99887766554433221100',
        entity: 'levelConfirmation',
        id: 'confirmed',
        changes: { projectId: [null, project], level: [null, 'municipal'], confirmedOn: [null, '2026-11-18'] },
      }),
    ]);
    for (const kind of ['directive', 'question'] as const)
      await make(kind, {
        manifest: up(kind, centre, district, { ranges: [ofCentre.range] }),
        lines: ofCentre.lines,
        signer: centre.keys,
      });
    await make('desk', {
      manifest: up('desk', district, district, { ranges: [whole.range] }),
      lines: whole.lines,
      blobs,
      signer: district.keys,
    });
    const statement = keyChangeStatement({
      officeId: district.officeId,
      keyVersion: 2,
      previous: district.keys,
      next: nextKeys,
      until: { [chain.range.stream]: 5 },
      createdAt: '2026-11-20T04:00:00.000Z',
    }).toString('utf8');
    await make('trust', {
      manifest: up('trust', district, centre),
      signer: { ...nextKeys, statements: [{ keyVersion: 2, statement }] },
    });
    const proof = partsOfZip(readFileSync(plain)).get('manifest.dsse.json');
    await make('echo', {
      manifest: up('echo', centre, district, { ranges: [chain.range] }),
      lines: chain.lines,
      blobs,
      proofs: [proof ?? ''],
      signer: centre.keys,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
