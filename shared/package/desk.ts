/**
 * What a desk's package carries besides operations (exchange.md: several desks of one office): who the desks are and what
 * each holds, what other offices have confirmed, whom the office has enrolled, and its own keys. Pure.
 */
import { z } from 'zod';
import { officeKinds } from '../domain/office.ts';
import { hashSchema, streamSchema } from './operation.ts';

const id = z.string().regex(/^[\x21-\x7e]{1,64}$/);
const name = z.string().min(1).max(40);
const instant = z.iso.datetime();
const keyId = z.string().regex(/^[0-9a-f]{32}$/);
const number = z.int().min(1);

/** What somebody holds of a stream: everything up to `n`, without the bodies of `withheld`. */
const heldSchema = z.object({
  stream: streamSchema,
  n: z.int().min(0),
  hash: hashSchema,
  withheld: z.array(z.tuple([number, number])).max(200_000),
});
export type Held = z.infer<typeof heldSchema>;

export const deskFactsSchema = z.object({
  id,
  /** Which of the office's desks; decides the numbers of its packages. */
  number,
  name,
  operator: z.string().max(100).nullable(),
  /** The invitation it joined by; null for the first. */
  invitation: id.nullable(),
  streams: z.array(streamSchema).max(1000),
  /** When something of it was last seen; null while it is only invited. */
  seenAt: instant.nullable(),
  isRemoved: z.boolean(),
  held: z.array(heldSchema).max(1000),
});
export type DeskFacts = z.infer<typeof deskFactsSchema>;

const enrolledKeySchema = z.object({
  keyId,
  version: number,
  signingKey: hashSchema,
  ageRecipient: z.string().max(100),
  how: z.enum(['enrolled', 'signed', 'again']),
  since: instant,
  until: z.record(streamSchema, z.int().min(0)).nullable(),
  stopped: z.object({ at: instant, by: z.string().max(100), why: z.string().max(200) }).nullable(),
});

const trustedOfficeSchema = z.object({
  /** As it was enrolled; read again where it arrives. */
  enrolment: z.unknown(),
  officeId: id,
  kind: z.enum(officeKinds),
  fullName: z.string().min(1).max(100),
  enrolledAt: instant,
  enrolledBy: z.string().max(100),
  keys: z.array(enrolledKeySchema).max(1000),
});
export type TrustedOffice = z.infer<typeof trustedOfficeSchema>;

export const ownKeySchema = z.object({
  version: number,
  keyId,
  signingKey: hashSchema,
  ageRecipient: z.string().max(100),
  how: z.enum(['first', 'changed', 'lost']),
  since: instant,
  statement: z.string().max(100_000).nullable(),
});

export const deskPartSchema = z.looseObject({
  /** Which of `desks` made the package. */
  from: id,
  desks: z.array(deskFactsSchema).max(1000),
  /** Whose streams these are; those not named are the office's own. */
  authors: z.array(z.object({ stream: streamSchema, officeId: id })).max(1000),
  /** What other offices have said they hold. */
  confirmed: z.array(heldSchema.extend({ officeId: id })).max(100_000),
  offices: z.array(trustedOfficeSchema).max(1000),
  ownKeys: z.array(ownKeySchema).max(1000),
  /** The key file under its passphrase, and when it was written. */
  keyFile: z.object({ text: z.string().max(100_000), at: instant }).nullable(),
  newest: z.object({ at: instant, actor: z.string().max(100) }).nullable(),
});
export type DeskPart = z.infer<typeof deskPartSchema>;

const numbersEach = 10_000;

/** Packages of each desk have numbers of their own: two desks never give one number to one addressee. */
export function firstPackageNumber(desk: number): number {
  return (desk - 1) * numbersEach;
}

/**
 * Numbers of the desks a desk invites: the first one hands out 2 … 99, desk d the numbers d01 … d99. So desks that
 * invite without knowing of each other never hand out one number. Undefined where all are handed out.
 */
export function invitedNumber(by: number, taken: readonly number[]): number | undefined {
  const [first, last] = by === 1 ? [2, 99] : [by * 100 + 1, by * 100 + 99];
  const next = Math.max(first, ...taken.filter((each) => each >= first && each <= last).map((each) => each + 1));
  return next > last || !Number.isSafeInteger(firstPackageNumber(next + 1)) ? undefined : next;
}

export const invitationFormat = 'five-ones-invitation';
export const invitationVersion = 2;
/** Of the first or only file: an earlier program joins by it and gets the rest of the attached files later. */
export const wholeInvitationVersion = 1;
export const invitationPayloadType = 'application/vnd.five-ones.invitation+json';

/** The signed line before the encrypted package of an invitation: all that is readable without the passphrase. */
export const invitationSchema = z.looseObject({
  format: z.literal(invitationFormat),
  version: number,
  id,
  number,
  officeId: id,
  kind: z.enum(officeKinds),
  fullName: z.string().min(1).max(100),
  shortName: z.string().min(1).max(100),
  deskName: name,
  from: z.object({ id, name, operator: z.string().max(100).nullable() }),
  createdAt: instant,
  keyFile: z.string().max(100_000),
  /** Absent where it is one file: the parts of one invitation have one `id`. */
  part: z.object({ number, of: number }).optional(),
  /** SHA-256 of what follows. */
  contents: hashSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;
