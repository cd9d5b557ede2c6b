/** The published examples of the two standards that everything signed stands on: RFC 8785 (JCS) and RFC 8032 (Ed25519). */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publicKeyOfSeed, signBytes, verifyBytes } from '#electron/host/package/ed25519.ts';
import { canonicalText, parseCanonical } from '#shared/package/canonical.ts';

describe('RFC 8785', () => {
  // Appendix B: the bits of the number, and its text.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    const value = Buffer.from(bits, 'hex').readDoubleBE();
    expect(canonicalText(value)).toBe(text);
    expect(canonicalText([value])).toBe(`[${text}]`);
    expect(parseCanonical(text)).toBe(bits === '8000000000000000' ? 0 : value);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('refuses %s, which is no number', (bits) => {
    expect(() => canonicalText(Buffer.from(bits, 'hex').readDoubleBE())).toThrow(RangeError);
  });

  test('writes the example of section 3.2.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalText(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  // Without the key “\r”: keys that JSON would have to escape are refused here on purpose (see canonical.ts).
  test('sorts the keys of section 3.2.3 by their UTF-16 units', () => {
    const value = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    const text = canonicalText(value);
    expect(Object.values(JSON.parse(text) as object)).toEqual([
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(parseCanonical(text)).toEqual(value);
    expect(() => canonicalText({ '\r': 'Carriage Return' })).toThrow(RangeError);
  });

  test('takes no other text of the same value', () => {
    for (const text of ['{"b":1,"a":2}', '{"a": 1}', '[1.0]', '[1e0]', '["\\u0041"]', '["\\/"]', '[-0]', '[1 ]', ' []'])
      expect(parseCanonical(text), text).toBeUndefined();
  });
});

describe('RFC 8032, section 7.1', () => {
  const vectors = [
    {
      seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      message: '',
      signature:
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    },
    {
      seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      message: '72',
      signature:
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    },
    {
      seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      message: 'af82',
      signature:
        '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    },
    {
      seed: '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
      key: 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
      message: createHash('sha512').update('abc').digest('hex'),
      signature:
        'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
    },
  ].map(({ seed, key, message, signature }) => ({
    seed: Buffer.from(seed, 'hex'),
    key,
    message: Buffer.from(message, 'hex'),
    signature: Buffer.from(signature, 'hex'),
  }));

  test.each(vectors)('makes and believes the signature of $key', ({ seed, key, message, signature }) => {
    expect(publicKeyOfSeed(seed)).toBe(key);
    expect(signBytes(seed, message).toString('hex')).toBe(signature.toString('hex'));
    expect(verifyBytes(key, message, signature)).toBe(true);
  });

  test.each(vectors)('believes no other one under $key', ({ key, message, signature }) => {
    for (let bit = 0; bit < 512; bit += 7) {
      const other = Buffer.from(signature);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyBytes(key, message, other), `bit ${bit}`).toBe(false);
    }
    expect(verifyBytes(key, Buffer.concat([message, Buffer.from([0])]), signature)).toBe(false);
    expect(verifyBytes(key, message, signature.subarray(0, 63))).toBe(false);
    // S and S + L name one point: only the smaller is a signature, or one package could have two.
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const scalar = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString('hex')}`) + order;
    const raised = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').toReversed();
    expect(verifyBytes(key, message, Buffer.concat([signature.subarray(0, 32), raised]))).toBe(false);
  });
});
