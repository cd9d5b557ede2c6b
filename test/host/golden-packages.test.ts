/** Packages in every format that was ever released, as they were written then: today's version reads them whole. */
import { readdirSync } from 'node:fs';
import { copyFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptFile, isEncrypted } from '#electron/host/package/encryption.ts';
import { type OpenedPackage, openPackage, withBlobs } from '#electron/host/package/open.ts';
import { signedHeadsIn } from '#electron/host/package/own-work.ts';
import { operationLine } from '#shared/package/operation.ts';
import { goldenFolder, goldenOffices, goldenOperations, goldenPhoto } from '#test/support/golden-packages.ts';
import { enrolledKey, trusting } from '#test/support/packages.ts';

const { district, centre, nextKeys } = await goldenOffices();
const lines = goldenOperations.map(operationLine);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'five-ones-golden-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(name: string): Promise<OpenedPackage & { readonly path: string }> {
  const carried = new URL(`${name}.ldx`, goldenFolder).pathname;
  const path = join(folder, `${name}.ldx`);
  const identities = [centre.keys.ageIdentity, district.keys.ageIdentity];
  if (await isEncrypted(carried)) await decryptFile(carried, path, identities);
  else await copyFile(carried, path);
  const atCentre = /^(report|trust)/.test(name);
  const options = { myOfficeId: (atCentre ? centre : district).officeId, trust: trusting(district, centre) };
  return { ...(await openPackage(path, options)), path };
}

/** The bodies as they came; null where one was kept back. */
const bodiesOf = ({ streams }: OpenedPackage) =>
  streams.flatMap(({ operations }) => operations.map(({ line }) => line));

describe('of version 1', () => {
  it('there is one of every kind, encrypted and not, with files and without', () => {
    expect(readdirSync(goldenFolder).toSorted()).toEqual(
      [
        'desk',
        'directive',
        'echo',
        'question',
        'receipt',
        'receipt-encrypted',
        'report',
        'report-encrypted',
        'report-late-bodies',
        'report-with-files',
        'trust',
      ]
        .map((name) => `${name}.ldx`)
        .toSorted(),
    );
  });

  it.each(['report', 'report-with-files', 'report-encrypted'])(
    'a %s is read, every line as it was signed',
    async (name) => {
      const { manifest, path, ...rest } = await opened(name);
      expect(manifest).toMatchObject({
        kind: 'report',
        seq: 7,
        period: '2026-11-20',
        submission: { reviewedBy: '李某某', issuedBy: '王某某', scope: '全部项目' },
        entities: [{ entity: 'project', count: 1, moneySums: { totalInvestment: 120_000_000 } }],
      });
      expect(bodiesOf({ manifest, ...rest })).toEqual(lines.map((line, index) => (index === 2 ? null : line)));
      if (name === 'report') return;
      const [blob] = rest.blobs;
      const copy = join(folder, `${name}.png`);
      const target = await open(copy, 'w');
      await withBlobs(path, (copyBlob) => copyBlob(blob?.sha256 ?? '', target));
      await target.close();
      expect(await readFile(copy)).toEqual(goldenPhoto);
    },
  );

  it('a report with what had been kept back before is read', async () => {
    const { streams } = await opened('report-late-bodies');
    expect(streams).toMatchObject([{ range: { from: 5, to: 5 }, lateBodies: [{ n: 3, line: lines[2] }] }]);
  });

  it.each(['receipt', 'receipt-encrypted'])('a %s is read', async (name) => {
    expect((await opened(name)).manifest).toMatchObject({
      kind: 'receipt',
      acknowledgements: [{ n: 5, withheld: [[3, 3]], issues: [{ n: 5, code: 'TAKEN_BACK' }] }],
      inReplyTo: { seq: 7 },
    });
  });

  it.each(['directive', 'question'])('a %s is read', async (name) => {
    const read = await opened(name);
    expect(read.manifest.kind).toBe(name);
    expect(bodiesOf(read)).toHaveLength(1);
  });

  it('a package between desks of one office is read', async () => {
    const read = await opened('desk');
    expect(read.manifest).toMatchObject({ kind: 'desk', recipient: { officeId: district.officeId } });
    expect(bodiesOf(read)).toEqual(lines);
  });

  it('a new key is followed from the old one', async () => {
    const { keyChanges, sender } = await opened('trust');
    expect(keyChanges).toMatchObject([{ keyVersion: 2, until: [{ n: 5 }] }]);
    expect(sender.signingKey).toBe(nextKeys.signingKey);
  });

  it('work given back is proved by the signatures of the office itself', async () => {
    const read = await opened('echo');
    expect(bodiesOf(read)).toEqual(lines.map((line, index) => (index === 2 ? null : line)));
    const heads = signedHeadsIn(read.proofs, district.officeId, [enrolledKey(district).signingKey]);
    expect(heads.get(read.manifest.ranges[0]?.stream ?? '')?.get(5)).toBe(read.manifest.ranges[0]?.headHash);
  });
});
