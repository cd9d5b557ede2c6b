/**
 * A package that is larger than its carrier takes (a mailbox, what is free on a stick, 4 GiB of FAT32) is made in several,
 * each signed, verified and taken in alone (exchange.md “Package”). All of them are made, or none.
 */
import { statfs } from 'node:fs/promises';
import type { CarriedFile } from '#db/queries/carried-files.ts';
import type { JournalRow } from '#db/queries/exchange.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { type ManifestDraft, packageLimits } from '#shared/package/manifest.ts';
import { planParts } from '#shared/package/parts.ts';
import { sizeText } from '#shared/text/size.ts';
import type { JobContext } from '../context.ts';
import { packLines } from '../package/lines.ts';
import { openKeys } from './offices.ts';
import { dropPackageFile, type FileOrder, makePackageFile } from './package-file.ts';
import { blobsOf } from './package-files.ts';
import { checkDigitsOf, viewOf } from './packages.ts';

export interface PartWishes {
  /** Of one file as it is carried. */
  readonly maximumBytes: number;
  readonly extension?: 'ldx' | 'zip' | undefined;
}

export interface PartsOrder extends Omit<FileOrder, 'blobs' | 'packed' | 'extension' | 'textOf'> {
  readonly files: readonly CarriedFile[];
  readonly wishes: PartWishes | undefined;
  readonly textOf: NonNullable<FileOrder['textOf']>;
}

export interface MadePart {
  readonly row: JournalRow;
  readonly path: string;
  /** SHA-256 of the files that went along. */
  readonly files: readonly string[];
}

export interface MadeParts {
  readonly parts: readonly [MadePart, ...MadePart[]];
  /** Larger than any part may be: held back by name. */
  readonly leftOut: readonly CarriedFile[];
}

/** mimetype, 说明.txt, headers and the bare manifest of a part, generously. */
const frameBytes = 6000;

/** `number`: the step of the job that reserves one more package number; the first is in the manifest. */
export async function makeParts(
  context: JobContext,
  number: () => Promise<number>,
  order: PartsOrder,
): Promise<MadeParts> {
  const { files, wishes, manifest, textOf, ...rest } = order;
  const count = manifest.ranges.reduce((sum, range) => sum + range.count, 0);
  const packed = await packLines(order.lines, (done) => context.progress({ done, total: count, text: textOf('pack') }));
  const there = blobsOf(context.dataFolder, files);
  const isThere = new Set(there.map((blob) => blob.sha256));
  const carried = files.filter((file) => isThere.has(file.sha256));
  const frame = frameBytes + statementBytes(context);
  const fileBytes = Math.min(wishes?.maximumBytes ?? packageLimits.fileBytes, packageLimits.fileBytes);
  const firstBytes = packed.bytes.length + frame + base64Bytes(canonicalText(manifest as unknown as JsonValue));
  const isEncrypted = order.addressee !== undefined;
  const plan = planParts(carried, { fileBytes, isEncrypted, firstBytes, laterBytes: frame });
  if (!plan.hasRoom)
    throw problem('PACKAGE_PART_TOO_SMALL', { size: sizeText(firstBytes), limit: sizeText(fileBytes) });
  await requireRoom(context.dataFolder, plannedBytes(plan.parts, firstBytes, isEncrypted));

  const set = context.newId();
  const of = plan.parts.length;
  const parts: MadePart[] = [];
  try {
    for (const [index, chosen] of plan.parts.entries()) {
      const isFirst = index === 0;
      const inIt = new Set(chosen.map((file) => file.sha256));
      const blobs = there.filter((blob) => inIt.has(blob.sha256));
      const draft = isFirst ? manifest : laterManifest(manifest, await number());
      const elsewhere = files.filter((file) => !inIt.has(file.sha256));
      const heldBack = elsewhere.map(({ sha256, bytes }) => ({ sha256, size: bytes }));
      const { row, path } = await makePackageFile(context, {
        ...rest,
        manifest: {
          ...draft,
          blobsHeldBack: isFirst ? [...manifest.blobsHeldBack, ...heldBack] : [],
          ...(of === 1 ? {} : { part: { set, number: index + 1, of } }),
        },
        lines: isFirst ? order.lines : [],
        packed: isFirst ? packed : nothingPacked,
        extension: wishes?.extension,
        blobs,
        textOf: (step) => (of === 1 ? textOf(step) : `${textOf(step)}（第 ${index + 1} 份，共 ${of} 份）`),
        facts: {
          ...rest.facts,
          files: blobs.length,
          ...(of === 1 ? {} : { part: { set, number: index + 1, of } }),
          // Of a part without operations: what must have arrived there before it counts as received.
          ...(isFirst ? {} : { blobs: [...inIt] }),
        },
      });
      parts.push({ row, path, files: blobs.map((blob) => blob.sha256) });
    }
  } catch (error) {
    for (const { path } of parts) dropPackageFile(path);
    throw error;
  }
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('a package of no part');
  return { parts: [first, ...others], leftOut: plan.tooLarge };
}

const nothingPacked = { bytes: Buffer.alloc(0), uncompressedSize: 0, count: 0 };

/** Only files: what it says of the other office's operations and files stands in the first part. */
function laterManifest(manifest: ManifestDraft, seq: number): ManifestDraft {
  return {
    ...manifest,
    seq,
    ranges: [],
    entities: [],
    stateDigests: [],
    acknowledgements: [],
    blobsHad: [],
    blobsWanted: [],
  };
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

export interface SentParts {
  readonly sent: readonly [SentPart, ...SentPart[]];
  readonly leftOut: readonly CarriedFile[];
}

interface SentPart {
  readonly row: JournalRow;
  readonly file: FileHandle;
}

/** What the person is shown of a package just made. */
export function sentShown(context: JobContext, { sent, leftOut }: SentParts): OutputOf<'packages.export'> {
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
