/** The statement of a new key: made by both keys, followed version by version, and nothing else believed. */
import { describe, expect, test } from 'vitest';
import { parseEnvelope, signEnvelope } from '#electron/host/package/dsse.ts';
import { enrolmentFile, readEnrolmentFile } from '#electron/host/package/enrolment.ts';
import {
  followKeyChanges,
  type KeyChangeFacts,
  keyChangeStatement,
  readKeyChange,
} from '#electron/host/package/key-change.ts';
import { identitiesOf, lockKeys, makeNextKeys, unlockKeys, withEarlier } from '#electron/host/package/keys.ts';
import { openPackage } from '#electron/host/package/open.ts';
import { signedHeadsIn } from '#electron/host/package/own-work.ts';
import { fromRecoveryText, recoveryText } from '#electron/host/package/recovery-text.ts';
import { isBelieved, keyChangePayloadType, untilOf } from '#shared/package/key-change.ts';
import { payloadTypeOf } from '#shared/package/manifest.ts';
import {
  buildTestPackage,
  enrolledKey,
  seededRandom,
  testOffice,
  testStream,
  withFolder,
} from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const centre = await testOffice('centre', 1);
const stranger = await testOffice('district', 2);
const second = await makeNextKeys(district.keys);
const third = await makeNextKeys(second);

function statement(changes: Partial<KeyChangeFacts> = {}): Buffer {
  return keyChangeStatement({
    officeId: district.officeId,
    keyVersion: 2,
    previous: district.keys,
    next: second,
    until: { [testStream]: 5 },
    createdAt: '2026-11-20T04:00:00.000Z',
    ...changes,
  });
}

const known = { officeId: district.officeId, version: 1, signingKey: district.keys.signingKey };
const next = statement({ keyVersion: 3, previous: second, next: third });
const invalid = expect.objectContaining({ code: 'ENROLMENT_FILE_INVALID' });

describe('the statement of a new key', () => {
  test('leads from the known key to the newest, in whatever order it comes', () => {
    expect(followKeyChanges(known, [next, statement()]).map((change) => change.next.keyId)).toEqual([
      second.keyId,
      third.keyId,
    ]);
    expect(untilOf(readKeyChange(statement()))).toEqual({ [testStream]: 5 });
  });

  test('is history where its version is known already: nothing is rolled back', () => {
    const atThird = { ...known, version: 3, signingKey: third.signingKey };
    expect(followKeyChanges(atThird, [statement(), next])).toEqual([]);
    // A thief of the first key names another second one.
    const forged = statement({ next: stranger.keys });
    expect(followKeyChanges(atThird, [forged])).toEqual([]);
  });

  test('of another office, from another key, or with a version left out is refused', () => {
    expect(() => followKeyChanges(known, [statement({ officeId: stranger.officeId })])).toThrowError(invalid);
    expect(() => followKeyChanges(known, [statement({ previous: stranger.keys })])).toThrowError(invalid);
    expect(() => followKeyChanges(known, [next])).toThrowError(invalid);
  });

  test('signed by one key only, by a stranger, or as something else is refused', () => {
    const payload = Buffer.from(JSON.parse(statement().toString('utf8')).payload as string, 'base64');
    for (const forged of [
      signEnvelope(keyChangePayloadType, payload, district.keys),
      signEnvelope(keyChangePayloadType, payload, second),
      signEnvelope(keyChangePayloadType, payload, district.keys, district.keys),
      signEnvelope(keyChangePayloadType, payload, second, district.keys),
      signEnvelope(keyChangePayloadType, payload, stranger.keys, second),
      signEnvelope(keyChangePayloadType, payload, district.keys, stranger.keys),
      signEnvelope(payloadTypeOf('trust'), payload, district.keys, second),
      Buffer.alloc(70_000, ' '),
      Buffer.alloc(0),
    ])
      expect(() => readKeyChange(forged)).toThrowError(invalid);
    expect(() => readKeyChange(statement({ next: district.keys }))).toThrowError(invalid);
  });

  test('with one bit changed anywhere is refused', () => {
    const bytes = statement();
    const random = seededRandom(5);
    for (let at = 0; at < bytes.length; at += 7) {
      const mutant = Buffer.from(bytes);
      mutant[at] = (mutant[at] ?? 0) ^ (1 << random(8));
      expect(() => readKeyChange(mutant), `at ${at}`).toThrow();
    }
  });

  test('stands below the enrolment in its file', () => {
    const facts = { ...district, signatureLine: null, contactName: null, contactPhone: null };
    const file = enrolmentFile({ ...facts, createdAt: '2026-11-20T04:00:00.000Z', keyVersion: 3 }, third, [
      statement(),
      next,
    ]);
    const read = readEnrolmentFile(file);
    expect(read).toMatchObject({ keyVersion: 3, keyId: third.keyId });
    expect(followKeyChanges(known, read.statements)).toHaveLength(2);
    expect(() => parseEnvelope(statement())).toThrowError(
      expect.objectContaining({ code: 'PACKAGE_SIGNATURE_INVALID' }),
    );
  });
});

describe('a key that was replaced', () => {
  test('is believed up to the operation it was replaced at, and not beyond', () => {
    expect(isBelieved({ a: 5 }, [{ stream: 'a', to: 5 }])).toBe(true);
    expect(isBelieved({ a: 5 }, [{ stream: 'a', to: 6 }])).toBe(false);
    expect(isBelieved({ a: 5 }, [{ stream: 'b', to: 1 }])).toBe(false);
    expect(isBelieved(null, [{ stream: 'b', to: 1 }])).toBe(true);
  });

  test('still opens what was encrypted to it, from the passphrase and from the new recovery sheet', async () => {
    const file = await lockKeys(third, 'a passphrase');
    const opened = await unlockKeys(file, 'a passphrase');
    const wanted = [third, second, district.keys].map((keys) => keys.ageIdentity);
    expect(identitiesOf(opened)).toEqual(wanted);
    const recovered = await fromRecoveryText(recoveryText(third).join(' '));
    expect(identitiesOf(withEarlier(recovered, file))).toEqual(wanted);
    for (const secret of wanted) expect(file).not.toContain(secret);
    await expect(unlockKeys(file.replace(/("text": "[0-9a-f]{2})/g, '$1'), 'wrong')).rejects.toMatchObject({
      code: 'PASSPHRASE_WRONG',
    });
  });
});

describe('a package signed by a new key', () => {
  const statements = [
    { keyVersion: 2, statement: statement().toString('utf8') },
    { keyVersion: 3, statement: next.toString('utf8') },
  ];

  test('is let in where its statements lead to it from the known key, and only there', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, { ...district, keys: third }, centre, {
        signer: { ...third, statements },
      });
      const open = (trusted: Partial<ReturnType<typeof enrolledKey>>) =>
        openPackage(path, { myOfficeId: centre.officeId, trust: () => ({ ...enrolledKey(district), ...trusted }) });
      const { keyChanges, sender } = await open({});
      expect(keyChanges.map((change) => change.keyVersion)).toEqual([2, 3]);
      expect(sender.signingKey).toBe(third.signingKey);
      expect((await open({ version: 2, signingKey: second.signingKey })).keyChanges).toHaveLength(1);
      expect((await open({ version: 3, signingKey: third.signingKey })).keyChanges).toEqual([]);
      // A key that was stopped names no successor; a key not known leads nowhere.
      await expect(open({ isStopped: true })).rejects.toMatchObject({ code: 'PACKAGE_OTHER_KEY' });
      await expect(open({ signingKey: stranger.keys.signingKey })).rejects.toMatchObject({ code: 'PACKAGE_OTHER_KEY' });
    });
  });

  test('without them is refused in a sentence', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, { ...district, keys: third }, centre, { signer: third });
      await expect(
        openPackage(path, { myOfficeId: centre.officeId, trust: () => enrolledKey(district) }),
      ).rejects.toMatchObject({
        code: 'PACKAGE_OTHER_KEY',
        message: `“${district.fullName}”登记的密钥与这个报送包用的不同，没有读取。请电话向对方核实是否换过密钥，再重新登记。`,
      });
    });
  });

  test('is read up to where its key is believed, and refused beyond', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, district, centre);
      const open = (until: Record<string, number>) =>
        openPackage(path, {
          myOfficeId: centre.officeId,
          trust: () => ({ ...enrolledKey(district), until, isStopped: true }),
        });
      expect((await open({ [testStream]: 5 })).streams).toHaveLength(1);
      for (const until of [{ [testStream]: 4 }, {}])
        await expect(open(until)).rejects.toMatchObject({
          code: 'PACKAGE_REVOKED_KEY',
          message: `这个报送包用的是“${district.fullName}”已经停用的密钥，而且是停用以后的内容，没有读取。请对方用新密钥重新生成；停用以前的仍可读取。`,
        });
    });
  });
});

describe('work given back', () => {
  test('is ours by our own signature, by whichever of our keys', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildTestPackage(folder, district, centre);
      const { envelope, manifest } = await openPackage(path, {
        myOfficeId: centre.officeId,
        trust: () => enrolledKey(district),
      });
      const [range] = manifest.ranges;
      const keys = [third.signingKey, district.keys.signingKey];
      expect(signedHeadsIn([envelope], district.officeId, keys).get(testStream)?.get(5)).toBe(range?.headHash);
      const refused = expect.objectContaining({ code: 'PACKAGE_ECHO_NOT_OURS' });
      expect(() => signedHeadsIn([envelope], district.officeId, [third.signingKey])).toThrowError(refused);
      expect(() => signedHeadsIn([envelope], stranger.officeId, keys)).toThrowError(refused);
      const payload = parseEnvelope(envelope).payload;
      const relabelled = signEnvelope(payloadTypeOf('enrolment'), payload, district.keys);
      expect(() => signedHeadsIn([relabelled], district.officeId, keys)).toThrowError(refused);
    });
  });
});
