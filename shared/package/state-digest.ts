/**
 * The state digest of a stream: the sum modulo 2²⁵⁶ of one hash for every operation taken in. A sum does not depend on
 * the order of arrival and is kept with one addition per operation; 32 bytes, big-endian.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from './operation.ts';

/** SHA-256("state-v1\n" ‖ entity ‖ "\n" ‖ id ‖ "\n" ‖ chain hash). */
export function operationDigest(sha256: Sha256, entity: string, id: string, chainHash: Uint8Array): Uint8Array {
  const head = utf8ToBytes(`state-v1\n${entity}\n${id}\n`);
  const input = new Uint8Array(head.length + chainHash.length);
  input.set(head, 0);
  input.set(chainHash, head.length);
  return sha256(input);
}

export function addDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  const sum = new Uint8Array(32);
  let carry = 0;
  for (let index = 31; index >= 0; index -= 1) {
    const total = (left[index] ?? 0) + (right[index] ?? 0) + carry;
    sum[index] = total & 0xff;
    carry = total >> 8;
  }
  return sum;
}

export function subtractDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  const difference = new Uint8Array(32);
  let borrow = 0;
  for (let index = 31; index >= 0; index -= 1) {
    const total = (left[index] ?? 0) - (right[index] ?? 0) - borrow;
    difference[index] = total & 0xff;
    borrow = total < 0 ? 1 : 0;
  }
  return difference;
}
