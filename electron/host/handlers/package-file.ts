/** The file of a package and its line in the journal: the same for what is reported, handed down, given back and receipts. */
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JournalRow } from '#db/queries/exchange.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { JobContext } from '../context.ts';
import { buildPackage, type PackageOrder, type PackageStep } from '../package/build.ts';
import { makingMark, packageFileName, packageNote, packagePath } from '../package/file-name.ts';
import { openKeys } from './offices.ts';

export interface FileOrder extends Pick<PackageOrder, 'manifest' | 'blobs' | 'proofs' | 'addressee'> {
  readonly lines: readonly string[];
  /** Where the packed lines are all there is: how many they are. */
  readonly operations?: number;
  /** The lines packed beforehand. */
  readonly packed?: NonNullable<PackageOrder['packed']>;
  /** ldx where absent. */
  readonly extension?: 'ldx' | 'zip' | undefined;
  /** What the file is called: 报送包. */
  readonly word: Parameters<typeof packageFileName>[1];
  /** Whom to call; empty: see the enrolment sheet. */
  readonly contact: string;
  /** What is said while it is made; absent: nothing, it is small. */
  readonly textOf?: (step: PackageStep) => string;
  /** Kept in the journal. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Parts of the same making that are whole already. */
  readonly finishedParts?: number;
}

/** Builds it in the data folder, verified by re-reading; the journal's line is the caller's to save. */
export async function makePackageFile(
  context: JobContext,
  order: FileOrder,
): Promise<{ readonly row: JournalRow; readonly path: string }> {
  const { manifest, lines, packed, extension, blobs, proofs, addressee, word, contact, textOf, facts } = order;
  const { sender, recipient, seq, part } = manifest;
  const fileName = packageFileName(sender.shortName, word, seq, businessDay(manifest.createdAt), part, extension);
  const id = context.newId();
  const path = packagePath(context.dataFolder, id, fileName);
  writeFileSync(makingMark(dirname(path)), '');
  const { finishedParts = 0 } = order;
  const building: PackageOrder = {
    manifest,
    lines,
    ...(packed === undefined ? {} : { packed }),
    ...(blobs === undefined ? {} : { blobs }),
    ...(proofs === undefined ? {} : { proofs }),
    addressee,
    note: packageNote(sender.fullName, recipient.fullName, contact, part),
    signer: openKeys(context),
    outPath: path,
    signal: context.signal,
    onProgress(step, done, total) {
      if (textOf !== undefined)
        context.progress({
          done,
          total: total === 0 ? null : total,
          text: textOf(step),
          ...(step === 'pack' ? {} : { isBytes: true }),
          ...(finishedParts === 0 ? {} : { finishedParts }),
        });
    },
  };
  const built = await buildPackage(building).catch((error: unknown) => {
    dropPackageFile(path);
    throw error;
  });
  return {
    row: journalRow(context, manifest, { id, fileName, built, operations: order.operations ?? lines.length, facts }),
    path,
  };
}

/** Takes a made file back that no line of the journal names yet. */
export function dropPackageFile(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}

/** The journal has it now. */
export function settlePackageFile(path: string): void {
  rmSync(makingMark(dirname(path)), { force: true });
}

interface Made {
  readonly id: string;
  readonly fileName: string;
  readonly built: { readonly bytes: number; readonly payloadDigest: string };
  readonly operations: number;
  readonly facts: FileOrder['facts'];
}

function journalRow(
  context: JobContext,
  { kind, recipient, seq, period, ranges, submission }: ManifestDraft,
  { id, fileName, built, operations, facts }: Made,
): JournalRow {
  return {
    id,
    direction: 'sent',
    kind,
    officeId: recipient.officeId,
    seq,
    period,
    file: join(id, fileName),
    fileName,
    bytes: built.bytes,
    operations,
    payloadDigest: built.payloadDigest,
    ranges: ranges.map(({ stream, from, to }) => ({ stream, from, to })),
    at: context.now,
    actor: context.operator ?? '',
    state: 'generated',
    stateChangedAt: null,
    reviewedBy: submission?.reviewedBy ?? null,
    issuedBy: submission?.issuedBy ?? null,
    receiptFile: null,
    receiptName: null,
    facts,
  };
}
