/** How every package leaves: its facts, the built and verified file, the journal, the mark on this machine. */
import { type CarriedFile, filesHeldOf } from '#db/queries/carried-files.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { ownStreamNames } from '#db/queries/lost-work.ts';
import type { Scope } from '#shared/contract/packages.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { JobContext } from '../context.ts';
import { writeMark } from '../package/high-water-mark.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { chooseFiles } from './package-files.ts';
import { isHeldBy, movedFor } from './package-moved.ts';
import type { CarriedOperations } from './package-operations.ts';
import { type MadeParts, makeParts, type PartWishes } from './package-parts.ts';

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
  /** The change that marked its contents as reported; null where none did. */
  readonly changeId: string | null;
  /** Null for what is not a report. */
  readonly scope: Scope | null;
}

const fileWords = { report: '报送包', directive: '下达文件' } as const;
export const stepTexts = {
  pack: '正在打包',
  write: '正在写入文件',
  verify: '正在回读核对',
  encrypt: '正在加密并核对',
} as const;

export async function sendPackage(
  context: JobContext,
  { kind, office, recipient, seq, period, cargo, files, wishes, submission, facts, changeId, scope }: Sending,
): Promise<MadeParts> {
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
  return makeParts(context, {
    manifest,
    lines: cargo.lines,
    files: sent,
    wishes: wishes.parts,
    addressee,
    word: fileWords[kind],
    contact: [office.contactName, office.contactPhone].filter(Boolean).join(' '),
    textOf: (step) => stepTexts[step],
    facts: { ...facts, isEncrypted: addressee !== undefined },
    carriedTo: [recipient.id],
    changeId,
    scope,
    onVerified: () => markSent(context, manifest),
  });
}

/** Of what other desks of the office wrote, their own computers remember. */
export function markSent(context: JobContext, { sender, ranges }: Pick<ManifestDraft, 'sender' | 'ranges'>): void {
  const written = context.read(ownStreamNames);
  for (const { stream, to } of ranges)
    if (written.has(stream))
      writeMark({ officeId: sender.officeId, stream, n: to, at: context.now, folder: context.dataFolder });
}
