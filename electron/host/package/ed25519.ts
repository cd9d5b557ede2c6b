/** Ed25519 over node:crypto with raw 32-byte keys, as they stand in files and on paper. */

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '#db/sha256.ts';

// RFC 8410: the fixed heads of a PKCS#8 private and an SPKI public key; the 32 bytes follow.
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key, lowercase hex, of a 32-byte seed. */
export function publicKeyOfSeed(seed: Uint8Array): string {
  const spki = createPublicKey(privateKey(seed)).export({ type: 'spki', format: 'der' });
  return spki.subarray(publicHead.length).toString('hex');
}

export function signBytes(seed: Uint8Array, bytes: Uint8Array): Buffer {
  return sign(null, bytes, privateKey(seed));
}

/** False for a signature that is not by this key, and for any key that is refused as weak. */
export function verifyBytes(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || isWeakSigningKey(publicKey)) return false;
  const key = createPublicKey({
    key: Buffer.concat([publicHead, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, bytes, key, signature);
}

/** A name for a key: 128 bits of a hash, lowercase hex. Only ever a hint which enrolled key to try. */
export function keyIdOf(publicKey: string): string {
  return sha256(Buffer.from(`key-v1\n${publicKey}`))
    .subarray(0, 16)
    .toString('hex');
}

/** y-coordinates of the points of order 1, 2, 4 and 8 (little-endian, sign bit cleared): one signature fits any message. */
const lowOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);
const fieldPrime = 2n ** 255n - 19n;

/** Whether a key is not 32 bytes, of low order, or written in other than its one canonical way. */
export function isWeakSigningKey(publicKey: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey)) return true;
  const bytes = Buffer.from(publicKey, 'hex');
  bytes[31] = (bytes[31] ?? 0) & 0x7f;
  return lowOrder.has(bytes.toString('hex')) || littleEndian(bytes) >= fieldPrime;
}

/** X25519 u-coordinates of low order: the agreed secret would be zeros. */
const lowOrderMontgomery = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

export function isWeakAgreementKey(point: Uint8Array): boolean {
  if (point.length !== 32 || ((point[31] ?? 0) & 0x80) !== 0) return true;
  return lowOrderMontgomery.has(Buffer.from(point).toString('hex')) || littleEndian(point) >= fieldPrime;
}

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new Error('a seed has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
}
