/** What one office hands another so that its packages can be known (exchange.md “Trust without a PKI”). */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { officeKinds } from '../domain/office.ts';
import type { Sha256 } from './operation.ts';

export const enrolmentFormat = 'five-ones-enrolment';
export const enrolmentVersion = 1;

export const enrolmentSchema = z.looseObject({
  format: z.literal(enrolmentFormat),
  version: z.int().min(1),
  officeId: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  kind: z.enum(officeKinds),
  fullName: z.string().min(1).max(100),
  shortName: z.string().min(1).max(30),
  signatureLine: z.string().max(100).nullable(),
  contactName: z.string().max(40).nullable(),
  contactPhone: z.string().max(40).nullable(),
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 public key, 32 bytes, lowercase hex. */
  signingKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** `age1…` */
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  /** Absent: 1, the office's first key. */
  keyVersion: z.int().min(2).max(1_000_000).optional(),
  createdAt: z.iso.datetime(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const fingerprintGroups = 8;

/**
 * Eight groups of five digits for the telephone and the stamped sheet. Group i is the i-th big-endian 32-bit word of
 * SHA-256("fingerprint-v1\n" ‖ office id ‖ "\n" ‖ signing key, lowercase hex ‖ "\n" ‖ age recipient), modulo 100 000,
 * with leading zeros. None of the three can hold a line break, so the encoding is one to one.
 */
export function fingerprintOf(
  sha256: Sha256,
  identity: { readonly officeId: string; readonly signingKey: string; readonly ageRecipient: string },
): string[] {
  const { officeId, signingKey, ageRecipient } = identity;
  const hash = sha256(utf8ToBytes(`fingerprint-v1\n${officeId}\n${signingKey}\n${ageRecipient}`));
  const words = new DataView(hash.buffer, hash.byteOffset, 32);
  return Array.from({ length: fingerprintGroups }, (_, index) =>
    String(words.getUint32(index * 4) % 100_000).padStart(5, '0'),
  );
}
