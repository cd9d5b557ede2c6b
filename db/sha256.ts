import { hash } from 'node:crypto';

/**
 * SHA-256, 32 bytes. By way of a string because a Buffer made from one comes out of the pool: thousands are kept while
 * a package is read.
 */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
}
