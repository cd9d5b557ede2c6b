import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { parseEnvelope, signEnvelope } from '#electron/host/package/dsse.ts';
import {
  isWeakAgreementKey,
  isWeakSigningKey,
  keyIdOf,
  signBytes,
  verifyBytes,
} from '#electron/host/package/ed25519.ts';
import {
  challengeGroups,
  enrolmentFile,
  enrolmentFingerprint,
  isChallengeAnswered,
  readEnrolmentFile,
} from '#electron/host/package/enrolment.ts';
import {
  arePublicKeysSound,
  changePassphrase,
  keysOfRoot,
  lockKeys,
  makeKeys,
  type OpenKeys,
  publicKeysOf,
  readKeyFile,
  unlockKeys,
  writeKeyFile,
} from '#electron/host/package/keys.ts';
import { fromRecoveryText, recoveryText } from '#electron/host/package/recovery-text.ts';
import { payloadTypeOf } from '#shared/package/manifest.ts';
import { seededRandom, testOffice } from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const keys = district.keys;

describe('the keys of an office', () => {
  test('sign, and encrypt to the office itself', async () => {
    const made = await makeKeys();
    const message = Buffer.from('报送包');
    expect(verifyBytes(made.signingKey, message, signBytes(made.seed, message))).toBe(true);
    expect(verifyBytes(keys.signingKey, message, signBytes(made.seed, message))).toBe(false);
    expect(arePublicKeysSound(made)).toBe(true);

    const encrypter = new Encrypter();
    encrypter.addRecipient(made.ageRecipient);
    const decrypter = new Decrypter();
    decrypter.addIdentity(made.ageIdentity);
    expect(await decrypter.decrypt(await encrypter.encrypt('数据'), 'text')).toBe('数据');
  });

  test('are made anew each time', async () => {
    const [one, two] = [await makeKeys(), await makeKeys()];
    expect(one.signingKey).not.toBe(two.signingKey);
    expect(one.ageRecipient).not.toBe(two.ageRecipient);
  });

  test('rest under a passphrase: the right one opens them, a wrong one is said, and nothing secret stands in the file', async () => {
    const locked = await lockKeys(keys, '青石 passphrase 1');
    expect(await unlockKeys(locked, '青石 passphrase 1')).toEqual({ ...keys, root: Buffer.from(keys.root) });
    for (const wrong of ['', '青石 passphrase 2', '青石 Passphrase 1'])
      await expect(unlockKeys(locked, wrong)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    for (const secret of [keys.root, keys.seed]) expect(locked).not.toContain(Buffer.from(secret).toString('hex'));
    expect(locked).not.toContain(keys.ageIdentity);
    expect(publicKeysOf(locked)).toEqual({
      keyId: keys.keyId,
      signingKey: keys.signingKey,
      ageRecipient: keys.ageRecipient,
    });
  });

  test('open with the same letters however they were composed', async () => {
    const locked = await lockKeys(keys, 'café passphrase'.normalize('NFD'));
    expect((await unlockKeys(locked, 'café passphrase'.normalize('NFC'))).keyId).toBe(keys.keyId);
  });

  test('get another passphrase, and the old one opens nothing any more', async () => {
    const locked = await lockKeys(keys, 'first passphrase');
    const changed = await changePassphrase(locked, 'first passphrase', 'second passphrase');
    expect((await unlockKeys(changed, 'second passphrase')).signingKey).toBe(keys.signingKey);
    await expect(unlockKeys(changed, 'first passphrase')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    await expect(changePassphrase(locked, 'wrong', 'x')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  });

  test('are not opened when the file was tampered with', async () => {
    const locked = await lockKeys(keys, 'a passphrase');
    const other = await testOffice('district', 2);
    const exchanged = locked.replace(keys.signingKey, other.keys.signingKey);
    await expect(unlockKeys(exchanged, 'a passphrase')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    const damaged = [
      '',
      '{}',
      locked.slice(0, 100),
      locked.replace('131072', '2'),
      locked.replace('"version": 1', '"version": 9'),
    ];
    for (const each of damaged)
      await expect(unlockKeys(each, 'a passphrase')).rejects.toMatchObject({ code: 'KEY_FILE_DAMAGED' });
  });

  test('are written whole and read back; where there are none, that is said', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'five-ones-keys-'));
    try {
      const path = join(folder, 'keys.json');
      expect(await readKeyFile(path)).toBeUndefined();
      await writeKeyFile(path, 'one');
      await writeKeyFile(path, 'two');
      expect(await readKeyFile(path)).toBe('two');
      expect(await readFile(path, 'utf8')).toBe('two');
      expect(await readdir(folder)).toEqual(['keys.json']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the recovery sheet', () => {
  test('brings back the very same keys, however it is typed', async () => {
    const rows = recoveryText(keys);
    expect(rows).toHaveLength(7);
    for (const row of rows) expect(row).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = [
      rows.join('\n'),
      rows.join('').toLowerCase(),
      rows.join('  ').replaceAll('1', 'l').replaceAll('0', 'o'),
    ];
    for (const each of typed) expect((await fromRecoveryText(each)).ageIdentity).toBe(keys.ageIdentity);
  });

  test('says in which row a slip is, for every character of it', async () => {
    const rows = recoveryText(keys);
    const whole = rows.join('');
    const random = seededRandom(7);
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let unnoticed = 0;
    for (let at = 0; at < whole.length; at += 1) {
      const wrong = alphabet[(alphabet.indexOf(whole[at] ?? '') + 1 + random(31)) % 32] ?? '';
      if (whole[at] === '-') continue;
      const row = Math.floor(at / 11) + 1;
      const recovering = fromRecoveryText(whole.slice(0, at) + wrong + whole.slice(at + 1));
      // One slip in about a thousand passes its row's check; the last row's check over all of it then tells.
      await recovering.then(
        () => (unnoticed += 1),
        (error: unknown) => expect(error).toMatchObject({ code: 'RECOVERY_TEXT_INVALID', details: { row } }),
      );
    }
    expect(unnoticed).toBe(0);
  });

  test('with a row left out, exchanged, or one too many is refused', async () => {
    const rows = recoveryText(keys);
    await expect(fromRecoveryText(rows.slice(0, 6).join(' '))).rejects.toMatchObject({
      code: 'RECOVERY_TEXT_INCOMPLETE',
    });
    await expect(fromRecoveryText('')).rejects.toMatchObject({ code: 'RECOVERY_TEXT_INCOMPLETE' });
    await expect(fromRecoveryText([rows[1], rows[0], ...rows.slice(2)].join(' '))).rejects.toMatchObject({
      code: 'RECOVERY_TEXT_INVALID',
      details: { row: 1 },
    });
    await expect(fromRecoveryText([...rows, rows[0]].join(' '))).rejects.toMatchObject({
      code: 'RECOVERY_TEXT_INVALID',
    });
  });

  test('works for any root', async () => {
    for (const root of [new Uint8Array(32), new Uint8Array(32).fill(255), Uint8Array.of(1, ...new Uint8Array(31))])
      expect(Buffer.from((await fromRecoveryText(recoveryText({ root }).join(' '))).root)).toEqual(Buffer.from(root));
  });
});

describe('a weak key', () => {
  const lowOrder = [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}7f`,
    `${'00'.repeat(31)}80`,
    `01${'00'.repeat(30)}80`,
    `ec${'ff'.repeat(31)}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'ff'.repeat(32),
    'short',
  ];

  test('is known by its order, whichever way it is written', () => {
    for (const key of lowOrder) expect(isWeakSigningKey(key), key).toBe(true);
    expect(isWeakSigningKey(keys.signingKey)).toBe(false);
    for (const point of [
      '00',
      '01',
      'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
      `ec${'ff'.repeat(30)}7f`,
      `ee${'ff'.repeat(30)}7f`,
    ])
      expect(isWeakAgreementKey(Buffer.from(point.padEnd(64, '0'), 'hex')), point).toBe(true);
  });

  test('is refused in an enrolment file, though it seems to have signed it', () => {
    for (const signingKey of [`01${'00'.repeat(31)}`, `ec${'ff'.repeat(30)}7f`]) {
      const file = enrolmentWith({ signingKey, keyId: keyIdOf(signingKey) });
      expect(() => readEnrolmentFile(file)).toThrowError(expect.objectContaining({ code: 'ENROLMENT_KEY_WEAK' }));
    }
    const recipient = bech32.encodeFromBytes('age', new Uint8Array(32));
    expect(() => readEnrolmentFile(enrolmentWith({ ageRecipient: recipient }))).toThrowError(
      expect.objectContaining({ code: 'ENROLMENT_KEY_WEAK' }),
    );
  });
});

const facts = {
  officeId: district.officeId,
  kind: district.kind,
  fullName: district.fullName,
  shortName: district.shortName,
  signatureLine: '青石区重点项目办公室',
  contactName: '李某某',
  contactPhone: '0000-0000000',
  createdAt: '2026-11-20T04:00:00.000Z',
};

describe('an enrolment file', () => {
  test('tells who an office is and carries its keys, and nothing else', () => {
    const enrolment = readEnrolmentFile(enrolmentFile({ ...facts, rulePack: 'kept at home' } as typeof facts, keys));
    expect(enrolment).toMatchObject({
      ...facts,
      signingKey: keys.signingKey,
      ageRecipient: keys.ageRecipient,
      keyId: keys.keyId,
    });
    expect(enrolment).not.toHaveProperty('rulePack');
    expect(enrolmentFingerprint(enrolment)).toEqual(enrolmentFingerprint({ officeId: district.officeId, ...keys }));
  });

  test('with one bit changed anywhere is refused', () => {
    const file = enrolmentFile(facts, keys);
    const random = seededRandom(3);
    for (let at = 0; at < file.length; at += 1) {
      const mutant = Buffer.from(file);
      mutant[at] = (mutant[at] ?? 0) ^ (1 << random(8));
      expect(() => readEnrolmentFile(mutant), `at ${at}`).toThrowError(
        expect.objectContaining({ code: expect.stringMatching(/^ENROLMENT_/) as string }),
      );
    }
  });

  test('cut, empty, huge, of another type, or signed by another key is refused', async () => {
    const file = enrolmentFile(facts, keys);
    const other = await testOffice('district', 5);
    const payload = parseEnvelope(file).payload;
    const wrong = [
      file.subarray(0, 300),
      Buffer.alloc(0),
      Buffer.alloc(100_000, ' '),
      Buffer.from('{"payload":"bnVsbA==","payloadType":"x","signatures":[]}'),
      signEnvelope(payloadTypeOf('report'), payload, keys),
      signEnvelope(payloadTypeOf('enrolment'), payload, other.keys),
      signEnvelope(payloadTypeOf('enrolment'), Buffer.from('not json'), keys),
      signEnvelope(payloadTypeOf('enrolment'), Buffer.from('{}'), keys),
    ];
    for (const each of wrong)
      expect(() => readEnrolmentFile(each)).toThrowError(expect.objectContaining({ code: 'ENROLMENT_FILE_INVALID' }));
  });

  test('of a newer version asks for an update', () => {
    expect(() => readEnrolmentFile(enrolmentWith({ version: 2 }, keys))).toThrowError(
      expect.objectContaining({ code: 'PACKAGE_NEWER_VERSION' }),
    );
  });
});

describe('the challenge', () => {
  const fingerprint = enrolmentFingerprint({ officeId: district.officeId, ...keys });

  test('asks for two different groups, every pair as likely', () => {
    const random = seededRandom(11);
    const seen = new Map<string, number>();
    for (let times = 0; times < 5600; times += 1) {
      const [first, second] = challengeGroups(random);
      expect(first).toBeGreaterThanOrEqual(1);
      expect(second).toBeLessThanOrEqual(8);
      expect(first).toBeLessThan(second);
      seen.set(`${first} ${second}`, (seen.get(`${first} ${second}`) ?? 0) + 1);
    }
    expect(seen.size).toBe(28);
    for (const times of seen.values()) expect(times).toBeGreaterThan(130);
  });

  test('is answered by exactly these groups of the stamped sheet, in half or full width', () => {
    const answers = [fingerprint[1] ?? '', fingerprint[6] ?? ''];
    expect(isChallengeAnswered(fingerprint, [2, 7], answers)).toBe(true);
    const wide = answers.map((answer) =>
      answer.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    );
    expect(isChallengeAnswered(fingerprint, [2, 7], [` ${wide[0]}`, wide[1] ?? ''])).toBe(true);
    for (const wrong of [answers.toReversed(), [answers[0] ?? '', ''], [answers[0] ?? ''], ['', ''], []])
      expect(isChallengeAnswered(fingerprint, [2, 7], wrong)).toBe(false);
    expect(isChallengeAnswered(fingerprint, [], [])).toBe(false);
    expect(isChallengeAnswered(fingerprint, [9, 10], ['', ''])).toBe(false);
  });

  test('differs for another office, another signing key, another recipient', async () => {
    const other = await keysOfRoot(new Uint8Array(32));
    const identity = { officeId: district.officeId, signingKey: keys.signingKey, ageRecipient: keys.ageRecipient };
    const prints = [
      identity,
      { ...identity, officeId: 'district-2' },
      { ...identity, signingKey: other.signingKey },
      { ...identity, ageRecipient: other.ageRecipient },
    ].map((each) => enrolmentFingerprint(each).join(' '));
    expect(new Set(prints).size).toBe(4);
    for (const print of prints) expect(print).toMatch(/^(\d{5} ){7}\d{5}$/);
  });
});

test('a signature made by node:crypto with a key of its own is verified', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  expect(verifyBytes(raw, Buffer.from('x'), sign(null, Buffer.from('x'), privateKey))).toBe(true);
});

/** An enrolment whose fields were chosen freely, enveloped by whatever keys. */
function enrolmentWith(changes: Record<string, unknown>, signer: OpenKeys = keys): Buffer {
  const payload = JSON.parse(parseEnvelope(enrolmentFile(facts, signer)).payload.toString('utf8')) as Record<
    string,
    unknown
  >;
  return signEnvelope(payloadTypeOf('enrolment'), Buffer.from(JSON.stringify({ ...payload, ...changes })), signer);
}
