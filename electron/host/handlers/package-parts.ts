/**
 * A package that is larger than its carrier takes (a mailbox, what is free on a stick, 4 GiB of FAT32) is made in several,
 * each signed, verified and taken in alone (exchange.md “Package”).
 */
import { statfs } from 'node:fs/promises';
import type { CarriedFile } from '#db/queries/carried-files.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { type ManifestDraft, packageLimits } from '#shared/package/manifest.ts';
import { planParts } from '#shared/package/parts.ts';
import { sizeText } from '#shared/text/size.ts';
import type { JobContext } from '../context.ts';
import { packLines } from '../package/lines.ts';
import { openKeys } from './offices.ts';
import { type FileOrder, makePackageFile } from './package-file.ts';
import { blobsOf } from './package-files.ts';
import { enterPart, laterManifest, type MadePart, type MakingPlan, makeAllParts } from './package-making.ts';
import { checkDigitsOf, viewOf } from './packages.ts';

export interface PartWishes {
  /** Of one file as it is carried. */
  readonly maximumBytes: number;
  readonly extension?: 'ldx' | 'zip' | undefined;
}

export interface PartsOrder
  extends Omit<FileOrder, 'blobs' | 'packed' | 'extension' | 'textOf' | 'finishedParts' | 'operations'> {
  readonly files: readonly CarriedFile[];
  readonly wishes: PartWishes | undefined;
  readonly textOf: NonNullable<FileOrder['textOf']>;
  /** Offices or desks for whom it is noted that the files went. */
  readonly carriedTo: readonly string[];
  /** The change that marked its contents as reported; undone where the making is given up. */
  readonly changeId: string | null;
  /** Of a report: what may go, asked again where the making is gone on with later. */
  readonly scope: Scope | null;
  /** True where absent; false: what is broken off is made anew from the start. */
  readonly isResumable?: boolean;
  /** Called when a part is verified, before the journal has it. */
  readonly onVerified?: () => void;
}

export interface MadeParts {
  readonly parts: readonly [MadePart, ...MadePart[]];
  /** Larger than any part may be: held back by name. */
  readonly leftOut: readonly CarriedFile[];
}

/** mimetype, 说明.txt, headers and the bare manifest of a part, generously. */
const frameBytes = 6000;

/**
 * Made, verified and entered in the journal; `partSteps` are steps of the job. What is broken off between two parts can be
 * gone on with (package-making.ts), what is stopped by the person leaves nothing.
 */
export async function makeParts(context: JobContext, order: PartsOrder): Promise<MadeParts> {
  const { files, wishes, manifest, textOf, carriedTo, changeId, scope, isResumable = true, ...rest } = order;
  const { onVerified = () => {} } = rest;
  const count = manifest.ranges.reduce((sum, range) => sum + range.count, 0);
  const packed = await packLines(order.lines, (done) => context.progress({ done, total: count, text: textOf('pack') }));
  const there = blobsOf(context.dataFolder, files);
  const isThere = new Set(there.map((blob) => blob.sha256));
  const carried = files.filter((file) => isThere.has(file.sha256));
  const frame = frameBytes + statementBytes(context);
  const fileBytes = Math.min(wishes?.maximumBytes ?? packageLimits.fileBytes, packageLimits.fileBytes);
  const proofBytes = (order.proofs ?? []).reduce((sum, proof) => sum + Buffer.byteLength(proof) + 400, 0);
  const firstBytes =
    packed.bytes.length + frame + proofBytes + base64Bytes(canonicalText(manifest as unknown as JsonValue));
  const laterBytes = frame + base64Bytes(canonicalText(laterManifest(manifest) as unknown as JsonValue));
  const isEncrypted = order.addressee !== undefined;
  const plan = planParts(carried, { fileBytes, isEncrypted, firstBytes, laterBytes });
  if (!plan.hasRoom)
    throw problem('PACKAGE_PART_TOO_SMALL', { size: sizeText(firstBytes), limit: sizeText(fileBytes) });
  await requireRoom(context.dataFolder, plannedBytes(plan.parts, firstBytes, isEncrypted));

  const inFirst = new Set(plan.parts[0]?.map((file) => file.sha256));
  const elsewhere = files.filter((file) => !inFirst.has(file.sha256));
  const first: ManifestDraft = {
    ...manifest,
    blobsHeldBack: [...manifest.blobsHeldBack, ...elsewhere.map(({ sha256, bytes }) => ({ sha256, size: bytes }))],
  };
  const { lines, addressee, proofs = [], word, contact, facts } = rest;
  if (plan.parts.length > 1) {
    const making: MakingPlan = {
      manifest: first,
      lines: lines.length,
      uncompressedSize: packed.uncompressedSize,
      count: packed.count,
      parts: plan.parts.map((chosen) => chosen.map(({ sha256, bytes }) => ({ sha256, bytes }))),
      leftOut: plan.tooLarge,
      extension: wishes?.extension ?? 'ldx',
      word,
      contact,
      isEncrypted,
      facts,
      proofs,
      carriedTo,
      scope,
      isResumable,
    };
    const parts = await makeAllParts(context, {
      id: context.newId(),
      changeId,
      plan: making,
      operations: packed.bytes,
      addressee,
      textOf,
      onVerified,
      known: null,
    });
    return { parts, leftOut: plan.tooLarge };
  }
  const blobs = there.filter(({ sha256 }) => inFirst.has(sha256));
  const made = await makePackageFile(context, {
    manifest: first,
    lines,
    packed,
    extension: wishes?.extension,
    blobs,
    proofs,
    addressee,
    word,
    contact,
    textOf,
    facts: { ...facts, files: blobs.length },
  });
  await enterPart(context, made, { files: [...inFirst], carriedTo, making: null, replaces: null, onVerified });
  return { parts: [made], leftOut: plan.tooLarge };
}

function statementBytes(context: JobContext): number {
  const { statements } = openKeys(context);
  return statements.reduce((sum, { statement }) => sum + Buffer.byteLength(statement) + 400, 0);
}

function base64Bytes(text: string): number {
  return Math.ceil((Buffer.byteLength(text) * 4) / 3);
}

/** An encrypted part stands on the disk twice until it is verified. */
function plannedBytes(
  parts: readonly (readonly { readonly bytes: number }[])[],
  firstBytes: number,
  isEncrypted: boolean,
): number {
  const sizes = parts.map((part) => part.reduce((sum, { bytes }) => sum + bytes, 0));
  return firstBytes + sizes.reduce((sum, size) => sum + size, 0) + (isEncrypted ? Math.max(...sizes) + firstBytes : 0);
}

/** Said before hours of copying, not after; DISK_FULL where it would not fit. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw problem('DISK_FULL', { needed: sizeText(bytes), free: sizeText(bavail * bsize) });
}

/** What the person is shown of a package just made, and its files to be carried. */
export async function sentShown(
  context: JobContext,
  { parts, leftOut }: MadeParts,
): Promise<OutputOf<'packages.export'>> {
  const sent = await Promise.all(
    parts.map(async ({ row, path }) => ({ row, file: await context.handOut(path, row.fileName) })),
  );
  const [first, ...others] = context.read((reading) =>
    sent.map(({ row, file }) => ({
      file,
      package: viewOf(reading, row),
      checkDigits: checkDigitsOf(row.payloadDigest),
    })),
  );
  if (first === undefined) throw new Error('nothing was sent');
  return { ...first, others, leftOut: leftOut.map(({ name, bytes }) => ({ name, bytes })) };
}
