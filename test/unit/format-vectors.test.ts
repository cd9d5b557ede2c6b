/**
 * The format as it left the house: packages live for years, so none of these values may ever change. Each is computed
 * here once more from its definition with plain node:crypto, sharing no line with the code.
 */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#db/sha256.ts';
import { signEnvelope } from '#electron/host/package/dsse.ts';
import { keyIdOf } from '#electron/host/package/ed25519.ts';
import { keysOfRoot } from '#electron/host/package/keys.ts';
import { recoveryText } from '#electron/host/package/recovery-text.ts';
import { centralHead, endRecord, localHead } from '#electron/host/package/zip-format.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { verifyChain } from '#shared/package/chain.ts';
import { fingerprintOf } from '#shared/package/enrolment.ts';
import { manifestSchema, packageKinds, payloadTypeOf } from '#shared/package/manifest.ts';
import { chainHash, deterministicId, operationLine, parseLine } from '#shared/package/operation.ts';
import { addDigest, operationDigest } from '#shared/package/state-digest.ts';

const plainHash = (...parts: (string | Uint8Array)[]) => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

const stream = '00112233445566778899aabbccddeeff';
const lines = [
  `{"actor":"张某某","at":"2026-11-20T03:04:05.000Z","changes":{"level":[null,"provincial"],"name":[null,"青石产业园一期"],"totalInvestment":[null,120000000]},"entity":"project","id":"0190a0b0-0000-7000-8000-000000000001","kind":"put","n":1,"stream":"${stream}"}`,
  `{"actor":"李某某","at":"2026-11-20T04:00:00.000Z","changes":{"remark":["","第一行\\n“引号”\\\\ \\"x\\" 😀 é"],"responsibleUnits":[[],["u1","u2"]]},"entity":"project","id":"0190a0b0-0000-7000-8000-000000000001","kind":"put","laterField":{"b":[1,2.5,1e+21],"z":null},"n":2,"stream":"${stream}"}`,
  `{"actor":"李某某","at":"2026-11-20T05:00:00.000Z","changes":{},"entity":"project","id":"0190a0b0-0000-7000-8000-000000000001","kind":"undelete","n":3,"stream":"${stream}","supersedes":[{"n":2,"stream":"ffeeddccbbaa99887766554433221100"}]}`,
];

const bodyHashes = [
  '87e35b34a09b536c8c9290a7dc327612d6e7ab5c3a2fddea1aa50cbeb07edffa',
  '47b5ac80df24e166e61a6db83d5a22e5c232b2702a82abc9072dc98d1de5c893',
  'f89326171c80091425fc9842a4c3458b8d2d9863b23dc7fab8ecf524e84c6f90',
];
const chainHashes = [
  'a6186c3d32e537ce642aa7a8be1a1262afaa08828e6fdcf9abaf8849685823df',
  '8c339300c36978023f645f81e5fc10b281118c79f467a85462007837890d4b52',
  '4c6ef23ba5d11d85b135437ae5da4f95ce3dd3433a07a6b0e8c7d6268c37f7a2',
];

describe('operations', () => {
  test('keep their lines', () => {
    for (const line of lines) expect(operationLine(parseLine(line))).toBe(line);
  });

  test('keep the hashes of their bodies and of the chain', () => {
    let hash: Uint8Array = new Uint8Array(32);
    let plain: Uint8Array = Buffer.alloc(32);
    lines.forEach((line, index) => {
      hash = chainHash(sha256, hash, sha256(Buffer.from(line)));
      plain = plainHash('op-v1\n', plain, plainHash(line));
      expect(plainHash(line).toString('hex')).toBe(bodyHashes[index]);
      expect(Buffer.from(hash).toString('hex')).toBe(chainHashes[index]);
      expect(Buffer.from(plain).toString('hex')).toBe(chainHashes[index]);
    });
  });

  test('keep the withheld form, which leads to the same head', () => {
    const sent = [lines[0] ?? '', `{"bodyHash":"${bodyHashes[1]}","n":2,"stream":"${stream}"}`, lines[2] ?? ''];
    const range = {
      stream,
      from: 1,
      to: 3,
      baseHash: '0'.repeat(64),
      headHash: chainHashes[2] ?? '',
      count: 3,
      bodies: 2,
    };
    expect(verifyChain(sha256, [range], sent)[0]?.operations).toHaveLength(3);
  });

  test('keep the state digest', () => {
    const id = '0190a0b0-0000-7000-8000-000000000001';
    const expected = '2342c379922f7a8b1875ab2a7a600f9a830958c6777ba5f995564150bfcd8ba2';
    let digest: Uint8Array = new Uint8Array(32);
    let plain = 0n;
    for (const hex of chainHashes) {
      const hash = Buffer.from(hex, 'hex');
      digest = addDigest(digest, operationDigest(sha256, 'project', id, hash));
      plain += BigInt(`0x${plainHash(`state-v1\nproject\n${id}\n`, hash).toString('hex')}`);
    }
    expect(Buffer.from(digest).toString('hex')).toBe(expected);
    expect((plain % 2n ** 256n).toString(16).padStart(64, '0')).toBe(expected);
  });

  test('keep the ids of records with a natural key', () => {
    const expected = '6ea09321-7523-8200-b2e3-e401837d4ad2';
    const hex = plainHash('id-v1\n["progressReport","0190a0b0-0000-7000-8000-000000000001","2026-11-20"]').toString(
      'hex',
    );
    const variant = ((Number.parseInt(hex[16] ?? '', 16) & 3) | 8).toString(16);
    const plain = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ];
    expect(plain.join('-')).toBe(expected);
    expect(deterministicId('progressReport', '0190a0b0-0000-7000-8000-000000000001', '2026-11-20')).toBe(expected);
  });
});

describe('keys', () => {
  const root = Uint8Array.from({ length: 32 }, (_, index) => index);
  const signingKey = 'fb45f88dda144e1590cb8ead8213e2fe387d19411cb110513dee4962e6282a20';
  const ageRecipient = 'age1w65d0esr6m0nlljejxdzemlrdhwzszqlcvtlkrkwtee9dz9n5uyqyhmfv9';

  test('keep what is made of a root', async () => {
    const keys = await keysOfRoot(root);
    expect(keys.signingKey).toBe(signingKey);
    expect(keys.ageRecipient).toBe(ageRecipient);
    expect(publicOf(seed()).toString('hex')).toBe(signingKey);
    expect(keys.keyId).toBe(plainHash(`key-v1\n${signingKey}`).subarray(0, 16).toString('hex'));
    expect(keyIdOf(signingKey)).toBe('673f6b542a4ba793de5fef0f0ab625be');
  });

  test('keep the rows of the recovery sheet', () => {
    expect(recoveryText({ root })).toEqual([
      '000G4-0R4J3',
      '0M30E-209FQ',
      '185GR-38EW6',
      '1W812-4GKW5',
      '2GAHC-5RRYB',
      '34D1P-70X8G',
      '3RFV9-W7772',
    ]);
  });

  test('keep the fingerprint', () => {
    const expected = ['52087', '38208', '93650', '29446', '14972', '96650', '06839', '09743'];
    const hash = plainHash(`fingerprint-v1\ndistrict-1\n${signingKey}\n${ageRecipient}`);
    const plain = [0, 4, 8, 12, 16, 20, 24, 28].map((at) => String(hash.readUInt32BE(at) % 100_000).padStart(5, '0'));
    expect(fingerprintOf(sha256, { officeId: 'district-1', signingKey, ageRecipient })).toEqual(expected);
    expect(plain).toEqual(expected);
  });

  test('keep the signature of an envelope', () => {
    const payload = Buffer.from('{"format":"five-ones-package"}');
    const type = 'application/vnd.five-ones.report+json';
    const pae = Buffer.from(`DSSEv1 37 ${type} 30 {"format":"five-ones-package"}`);
    const plain = sign(null, pae, privateOf(seed())).toString('base64');
    const expected = `{"payload":"eyJmb3JtYXQiOiJmaXZlLW9uZXMtcGFja2FnZSJ9","payloadType":"${type}","signatures":[{"keyid":"673f6b542a4ba793de5fef0f0ab625be","sig":"08fzFeXkHVIAp4xevAMh8EUVitvOFNQwEDr+/fZDcsXJncVa+JDnHhW8FlGPVIzlIB/y6uvw2vVRwaA14p+6Bg=="}]}`;
    expect(signEnvelope(type, payload, { seed: seed() }).toString()).toBe(expected);
    expect(expected).toContain(plain);
  });

  function seed(): Buffer {
    return Buffer.from(hkdfSync('sha256', root, new Uint8Array(0), 'five-ones/signing-key/v1', 32));
  }
  function privateOf(bytes: Uint8Array) {
    return createPrivateKey({
      key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes]),
      format: 'der',
      type: 'pkcs8',
    });
  }
  function publicOf(bytes: Uint8Array): Buffer {
    return createPublicKey(privateOf(bytes)).export({ type: 'spki', format: 'der' }).subarray(-32);
  }
});

describe('packages', () => {
  const manifest = {
    format: 'five-ones-package',
    version: 1,
    readerVersion: 1,
    kind: 'report',
    sender: {
      officeId: 'district-1',
      kind: 'district',
      fullName: '青石区重点项目办',
      shortName: '青石区',
      keyId: '673f6b542a4ba793de5fef0f0ab625be',
    },
    recipient: { officeId: 'centre-1', fullName: '云岭市重点项目推进中心' },
    seq: 7,
    createdAt: '2026-11-20T04:00:00.000Z',
    period: '2026-11-20',
    ranges: [{ stream, from: 1, to: 3, baseHash: '0'.repeat(64), headHash: chainHashes[2] ?? '', count: 3, bodies: 2 }],
    entities: [{ entity: 'project', count: 1, moneySums: { totalInvestment: 120_000_000 } }],
    stateDigests: [{ stream, n: 3, digest: 'ab'.repeat(32) }],
    acknowledgements: [
      { stream, n: 3, hash: 'cd'.repeat(32), withheld: [[2, 2]], issues: [{ n: 1, code: 'OWNED_BY_ANOTHER_OFFICE' }] },
    ],
    blobsHad: [],
    blobsWanted: [],
    blobsHeldBack: [{ sha256: 'ef'.repeat(32), size: 5 }],
    files: [{ path: '说明.txt', size: 3, sha256: '12'.repeat(32), uncompressedSize: 3 }],
    submission: { reviewedBy: '李某某', issuedBy: '王某某', scope: '全部项目' },
    inReplyTo: null,
  };

  test('keep the bytes and the digest of a manifest', () => {
    const text = canonicalText(manifestSchema.parse(manifest) as JsonValue);
    expect(text).toBe(canonicalText(manifest));
    expect(plainHash(text).toString('hex')).toBe('3fa7bc54c7cba8cac799cbbb0265e2b9a81cb40a75feb6d46c2c1fccf17edd71');
  });

  test('keep the types their signatures are about', () => {
    expect(packageKinds.map(payloadTypeOf)).toEqual(
      ['report', 'directive', 'receipt', 'question', 'trust', 'echo', 'desk'].map(
        (kind) => `application/vnd.five-ones.${kind}+json`,
      ),
    );
  });

  test('keep the headers of their archive', () => {
    const entry = { name: '说明.txt', size: 3, crc: 0x352441c2 };
    const hex = (...parts: string[]) => parts.join('');
    const common = hex('1400', '0008', '0000', '0000', '2100', 'c2412435', '03000000', '03000000', '0a00', '0000');
    const name = Buffer.from('说明.txt').toString('hex');
    expect(localHead(entry).toString('hex')).toBe(hex('504b0304', common, name));
    expect(centralHead(entry, 0x1234).toString('hex')).toBe(
      hex('504b0102', '1400', common, '0000', '0000', '0000', '00000000', '34120000', name),
    );
    expect(endRecord(4, 0x100, 0x2000).toString('hex')).toBe(
      hex('504b0506', '0000', '0000', '0400', '0400', '00010000', '00200000', '0000'),
    );
  });
});
