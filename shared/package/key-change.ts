/**
 * An office's statement that it has a new key, signed by the old and by the new one (exchange.md “Trust without a PKI”).
 * Versions count by one: the first key of an office is version 1, a statement of version n + 1 follows the key of version n.
 */
import { z } from 'zod';
import { hashSchema, streamSchema } from './operation.ts';

export const keyChangeFormat = 'five-ones-key-change';
export const keyChangeVersion = 1;
export const keyChangePayloadType = 'application/vnd.five-ones.key-change+json';

const publicKeysSchema = z.object({
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 public key, 32 bytes, lowercase hex. */
  signingKey: hashSchema,
  /** `age1…` */
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
});

export const keyChangeSchema = z.looseObject({
  format: z.literal(keyChangeFormat),
  version: z.int().min(1),
  officeId: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  /** Of the new key. */
  keyVersion: z.int().min(2).max(1_000_000),
  previous: publicKeysSchema,
  next: publicKeysSchema,
  /** Up to which operation of each stream the old key is believed; of a stream that is not named, to none. */
  until: z.array(z.object({ stream: streamSchema, n: z.int().min(0) })).max(1000),
  createdAt: z.iso.datetime(),
});
export type KeyChange = z.infer<typeof keyChangeSchema>;

/** Operations of each stream up to which a key that was replaced or stopped is believed. */
export type BelievedUntil = Readonly<Record<string, number>>;

export function untilOf(change: KeyChange): BelievedUntil {
  return Object.fromEntries(change.until.map(({ stream, n }) => [stream, n]));
}

/** Whether every operation of a package was written before the key stopped being believed. */
export function isBelieved(
  until: BelievedUntil | null,
  ranges: readonly { readonly stream: string; readonly to: number }[],
): boolean {
  return until === null || ranges.every(({ stream, to }) => to <= (until[stream] ?? 0));
}
