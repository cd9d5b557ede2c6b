/** What a package says about itself, signed (exchange.md “Package”). Hashes and digests are lowercase hex. */
import { z } from 'zod';
import { officeKinds } from '../domain/office.ts';
import { type DeskPart, deskPartSchema } from './desk.ts';
import { hashSchema, streamSchema } from './operation.ts';

export const packageFormat = 'five-ones-package';
export const packageVersion = 1;
/** The oldest reader that understands what this writer makes; a reader of a lower number asks for an update. */
export const readerVersion = 1;

export const packageKinds = ['report', 'directive', 'receipt', 'question', 'trust', 'echo', 'desk'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** What a signature is about, so that a signed receipt can never pass for a report. */
export function payloadTypeOf(kind: PackageKind | 'enrolment'): string {
  return `application/vnd.five-ones.${kind}+json`;
}

/** Nothing of an untrusted file is unpacked or counted beyond these. */
export const packageLimits = {
  /** FAT32, the format of most sticks, ends there; ZIP64 is never used. */
  fileBytes: 0xffff_ffff,
  entries: 20_000,
  manifestBytes: 16 * 1024 * 1024,
  operationsBytes: 256 * 1024 * 1024,
  operationsUncompressedBytes: 1024 * 1024 * 1024,
  operations: 2_000_000,
} as const;

const number = z.int().min(1);
const count = z.int().min(0);
const instant = z.iso.datetime();
const officeId = z.string().regex(/^[\x21-\x7e]{1,64}$/);
const name = z.string().min(1).max(100);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);

/**
 * One contiguous run of one installation's operations: `from` … `to`, from the hash before it to the hash of its last.
 * `from` = `to` + 1 is an empty run (base = head). `count` lines stand in the file for it, `bodies` of them with their
 * contents; lines beyond `to` − `from` + 1 are bodies withheld earlier and in scope now (n < `from`), standing first.
 */
export const rangeSchema = z
  .object({
    stream: streamSchema,
    from: number,
    to: count,
    baseHash: hashSchema,
    headHash: hashSchema,
    count,
    bodies: count,
  })
  .refine(
    (range) => range.to >= range.from - 1 && range.count >= range.to - range.from + 1 && range.bodies <= range.count,
  );
export type Range = z.infer<typeof rangeSchema>;

/** What an office holds of a stream: everything up to `n`, whose hash this is; without the bodies of `withheld` [from, to]. */
export const acknowledgementSchema = z.object({
  stream: streamSchema,
  n: count,
  hash: hashSchema,
  withheld: z.array(z.tuple([number, number])).max(200_000),
  issues: z.array(z.object({ n: number, code })).max(200_000),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/**
 * Operations the recipient may hold under numbers that another history of the stream has taken since (a backup was put
 * back): the first of `operations`, [n, hash] as they were, is `target` 1, the next `target` 2 …; null: the body is lost.
 * `branch`: up to there the two histories are one.
 */
export const movedSchema = z.object({
  stream: streamSchema,
  branch: count,
  target: streamSchema.nullable(),
  operations: z.array(z.tuple([number, hashSchema])).max(200_000),
});
export type Moved = z.infer<typeof movedSchema>;

export const packageFileSchema = z.object({
  path: z.string().min(1).max(200),
  size: count,
  sha256: hashSchema,
  /** Equal to `size` where nothing is compressed. */
  uncompressedSize: count,
});
export type PackageFile = z.infer<typeof packageFileSchema>;

/**
 * Of a package that was made in several files because one was too large for its carrier: each is a package of its own with
 * its own `seq`, verified and taken in alone and in any order. The first carries the operations, the others only files.
 */
export const partSchema = z
  .object({
    /** The same in all parts of one making, and in no other. */
    set: z.string().regex(/^[\x21-\x7e]{1,64}$/),
    number,
    of: number,
  })
  .refine((part) => part.number <= part.of);
export type PackagePart = z.infer<typeof partSchema>;

export const manifestSchema = z.looseObject({
  format: z.literal(packageFormat),
  version: number,
  readerVersion: number,
  kind: z.enum(packageKinds),
  sender: z.object({
    officeId,
    kind: z.enum(officeKinds),
    fullName: name,
    shortName: name,
    keyId: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  recipient: z.object({ officeId, fullName: name }),
  /** Counted per recipient; reserved before writing, so gaps are normal. */
  seq: number,
  createdAt: instant,
  /** The last day of the period reported; null where the package is about none. */
  period: z.iso.date().nullable(),
  ranges: z.array(rangeSchema).max(1000),
  /** Per entity, over the records in scope: how many, and the sum of each amount in 元. */
  entities: z
    .array(z.object({ entity: z.string().min(1).max(40), count, moneySums: z.record(z.string(), z.int()) }))
    .max(200),
  stateDigests: z.array(z.object({ stream: streamSchema, n: count, digest: hashSchema })).max(1000),
  acknowledgements: z.array(acknowledgementSchema).max(1000),
  blobsHad: z.array(hashSchema).max(200_000),
  blobsWanted: z.array(hashSchema).max(200_000),
  blobsHeldBack: z.array(z.object({ sha256: hashSchema, size: count })).max(200_000),
  files: z.array(packageFileSchema).max(packageLimits.entries),
  /** The recorded 审核 and 签发; null for what needs none, such as a receipt. */
  submission: z.object({ reviewedBy: name, issuedBy: name, scope: z.string().max(500) }).nullable(),
  /** Of a receipt: the package it answers. */
  inReplyTo: z.object({ payloadDigest: hashSchema, seq: number }).nullable(),
  /** Absent where nothing was. */
  moved: z.array(movedSchema).max(1000).optional(),
  /** Absent where the package is whole. */
  part: partSchema.optional(),
  /** Of a package between desks of one office. */
  desk: deskPartSchema.optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What is read before the version is known; the same in every version to come. */
export const manifestHeadSchema = z.looseObject({
  format: z.literal(packageFormat),
  version: number,
  readerVersion: number,
  sender: z.looseObject({ officeId, fullName: name, keyId: z.string().max(100) }),
  recipient: z.looseObject({ officeId, fullName: name }),
});

/** What the caller of the builder states; the builder adds the rest. */
export type ManifestDraft = Omit<
  { readonly [Key in keyof typeof manifestSchema.shape]: Manifest[Key] },
  'format' | 'version' | 'readerVersion' | 'files' | 'sender' | 'moved' | 'part' | 'desk'
> & {
  readonly sender: Omit<Manifest['sender'], 'keyId'>;
  readonly moved?: readonly Moved[];
  readonly part?: PackagePart;
  readonly desk?: DeskPart;
};
