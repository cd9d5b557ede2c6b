/** How every package leaves: its facts, the built and verified file, the journal, the mark on this machine. */
import { type CarriedFile, filesHeldOf, noteCarried } from '#db/queries/carried-files.ts';
import { type JournalRow, saveJournalRow } from '#db/queries/exchange.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { writeMark } from '../package/high-water-mark.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { noteUnfinishedExport } from '../package/unfinished-export.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { makePackageFile } from './package-file.ts';
import { blobsOf, chooseFiles } from './package-files.ts';
import type { CarriedOperations } from './package-operations.ts';

export interface Sending {
  readonly kind: 'report' | 'directive';
  readonly office: InstalledOffice;
  readonly recipient: { readonly id: string; readonly fullName: string };
  /** Reserved durably before. */
  readonly seq: number;
  readonly period: string | null;
  readonly cargo: CarriedOperations & { readonly entities: ManifestDraft['entities'] };
  /** Attached files that may go; the wishes choose among them. */
  readonly files: readonly CarriedFile[];
  readonly wishes: {
    readonly isEncrypted?: boolean | undefined;
    readonly files?: { readonly maximumBytes?: number | undefined; readonly isEverything: boolean } | undefined;
  };
  readonly submission: { readonly reviewedBy: string; readonly issuedBy: string; readonly scope: string };
  /** Kept in the journal: figures of the 报送单. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A file of the archive ends at 4 GiB (FAT32); the rest is for the operations. */
const roomForFiles = 3_700_000_000;

const fileWords = { report: '报送包', directive: '下达文件' } as const;
const stepTexts = {
  pack: '正在打包',
  write: '正在写入文件',
  verify: '正在回读核对',
  encrypt: '正在加密并核对',
} as const;

export async function sendPackage(
  context: JobContext,
  { kind, office, recipient, seq, period, cargo, files, wishes, submission, facts }: Sending,
): Promise<{ readonly row: JournalRow; readonly file: FileHandle }> {
  // Asked before a number is given.
  openKeys(context);
  context.read(requireNothingLost);
  const { sent, heldBack } = chooseFiles(files, {
    maximumBytes: Math.min(wishes.files?.maximumBytes ?? roomForFiles, roomForFiles),
    isEverything: wishes.files?.isEverything ?? false,
  });
  const blobs = blobsOf(context.dataFolder, sent);
  const { addressee, held, acknowledgements } = context.read((reading) => ({
    addressee: addresseeOf(reading, recipient.id, wishes.isEncrypted),
    held: filesHeldOf(reading, recipient.id),
    acknowledgements: acknowledgementsFor(reading, recipient.id),
  }));
  const manifest: ManifestDraft = {
    kind,
    sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
    recipient: { officeId: recipient.id, fullName: recipient.fullName },
    seq,
    createdAt: context.now,
    period,
    ranges: cargo.ranges,
    entities: cargo.entities,
    stateDigests: cargo.stateDigests,
    acknowledgements,
    blobsHad: held.had,
    blobsWanted: held.wanted,
    blobsHeldBack: heldBack,
    submission,
    inReplyTo: null,
  };
  const { row, path } = await makePackageFile(context, {
    manifest,
    lines: cargo.lines,
    blobs,
    addressee,
    word: fileWords[kind],
    contact: [office.contactName, office.contactPhone].filter(Boolean).join(' '),
    textOf: (step) => stepTexts[step],
    facts: { ...facts, files: blobs.length, isEncrypted: addressee !== undefined },
  });
  for (const range of cargo.ranges)
    writeMark({
      officeId: office.id,
      stream: range.stream,
      n: range.to,
      at: context.now,
      folder: context.dataFolder,
    });
  await context.write('journal', { row, files: blobs.map((blob) => blob.sha256) } satisfies Journalled);
  return { row, file: await context.handOut(path, row.fileName) };
}

interface Journalled {
  readonly row: JournalRow;
  /** SHA-256 of the files that went along. */
  readonly files: readonly string[];
}

/** The step `sendPackage` needs on the writer, for each job that calls it. */
export const sendingSteps = {
  journal(context: CommandContext, { row, files }: Journalled): null {
    saveJournalRow(context.writing, row);
    noteCarried(context.writing, row.officeId, files);
    noteUnfinishedExport(context.writing, null);
    return null;
  },
};
