/** How every package leaves: its facts, the built and verified file, the journal, the mark on this machine. */
import { type CarriedFile, filesHeldOf, noteCarried } from '#db/queries/carried-files.ts';
import { reserveNumber, saveJournalRow } from '#db/queries/exchange.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { ownStreamNames } from '#db/queries/lost-work.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { writeMark } from '../package/high-water-mark.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { noteUnfinishedExport } from '../package/unfinished-export.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { dropPackageFile, settlePackageFile } from './package-file.ts';
import { chooseFiles } from './package-files.ts';
import { isHeldBy, movedFor } from './package-moved.ts';
import type { CarriedOperations } from './package-operations.ts';
import { type MadePart, makeParts, type PartWishes, type SentParts } from './package-parts.ts';

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
    readonly parts?: PartWishes | undefined;
  };
  readonly submission: { readonly reviewedBy: string; readonly issuedBy: string; readonly scope: string };
  /** Kept in the journal: figures of the 报送单. */
  readonly facts: Readonly<Record<string, unknown>>;
}

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
): Promise<SentParts> {
  // Asked before a number is given.
  openKeys(context);
  context.read(requireNothingLost);
  const { sent, heldBack } = chooseFiles(files, {
    maximumBytes: wishes.files?.maximumBytes ?? Number.MAX_SAFE_INTEGER,
    isEverything: wishes.files?.isEverything ?? false,
  });
  const { addressee, held, acknowledgements, moved } = context.read((reading) => ({
    addressee: addresseeOf(reading, recipient.id, wishes.isEncrypted),
    held: filesHeldOf(reading, recipient.id),
    acknowledgements: acknowledgementsFor(reading, recipient.id),
    moved: movedFor(
      reading,
      cargo.ranges.map(({ stream }) => stream),
      isHeldBy(reading, recipient.id),
    ),
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
    ...moved,
  };
  const number = () => context.write<number>('nextNumber', { officeId: recipient.id });
  const { parts, leftOut } = await makeParts(context, number, {
    manifest,
    lines: cargo.lines,
    files: sent,
    wishes: wishes.parts,
    addressee,
    word: fileWords[kind],
    contact: [office.contactName, office.contactPhone].filter(Boolean).join(' '),
    textOf: (step) => stepTexts[step],
    facts: { ...facts, isEncrypted: addressee !== undefined },
  });
  // Of what other desks of the office wrote, their own computers remember.
  const written = context.read(ownStreamNames);
  for (const { stream, to } of cargo.ranges)
    if (written.has(stream))
      writeMark({ officeId: office.id, stream, n: to, at: context.now, folder: context.dataFolder });
  await journalParts(context, parts);
  const handedOut = async ({ row, path }: MadePart) => {
    settlePackageFile(path);
    return { row, file: await context.handOut(path, row.fileName) };
  };
  const [first, ...others] = parts;
  return { sent: [await handedOut(first), ...(await Promise.all(others.map(handedOut)))], leftOut };
}

/** All parts in one transaction, or none is left. */
async function journalParts(context: JobContext, parts: readonly MadePart[]): Promise<void> {
  try {
    await context.write('journal', { parts } satisfies Journalled);
  } catch (error) {
    for (const { path } of parts) dropPackageFile(path);
    throw error;
  }
}

interface Journalled {
  readonly parts: readonly MadePart[];
}

/** The steps `sendPackage` needs on the writer, for each job that calls it. */
export const sendingSteps = {
  nextNumber: (context: CommandContext, { officeId }: { officeId: string }) => reserveNumber(context.writing, officeId),
  journal(context: CommandContext, { parts }: Journalled): null {
    for (const { row, files } of parts) {
      saveJournalRow(context.writing, row);
      noteCarried(context.writing, row.officeId, files);
    }
    noteUnfinishedExport(context.writing, null);
    return null;
  },
};
