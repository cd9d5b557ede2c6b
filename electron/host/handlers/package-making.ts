/**
 * The parts of one package, made one after another. Each is entered in the journal as soon as it is verified, so that a
 * making that is broken off – killed, the disk full, stopped by a person who keeps what is finished – goes on with the
 * parts that are missing. A part that is made again has the number it had only where it comes out the same to the byte
 * of its signed manifest; else it gets a new one: two packages never have one number.
 */
import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CarriedFile } from '#db/queries/carried-files.ts';
import { noteCarried } from '#db/queries/carried-files.ts';
import { type JournalRow, reserveNumber, saveJournalRow } from '#db/queries/exchange.ts';
import {
  beginMaking,
  endMaking,
  keepMaking,
  makingById,
  type PartInJournal,
  partsInJournal,
  removeJournalRow,
  setMaker,
} from '#db/queries/package-makings.ts';
import { partFacts } from '#db/queries/package-parts.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { ProblemError, problem } from '#shared/error.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { hashOf } from '../files/copy.ts';
import type { Addressee } from '../package/encryption.ts';
import { noteUnfinishedExport } from '../package/unfinished-export.ts';
import { dropPackageFile, type FileOrder, makePackageFile, settlePackageFile } from './package-file.ts';
import { blobsOf } from './package-files.ts';
import { removeMaking, unfinishable } from './package-makings.ts';

/** All that every part is made from again, beside the packed operations. */
export interface MakingPlan {
  /** Of the first part, with what it leaves to the others. */
  readonly manifest: ManifestDraft;
  /** Lines that the journal counts; lines packed, and their bytes before. */
  readonly lines: number;
  readonly count: number;
  readonly uncompressedSize: number;
  readonly parts: readonly (readonly { readonly sha256: string; readonly bytes: number }[])[];
  readonly leftOut: readonly CarriedFile[];
  readonly extension: 'ldx' | 'zip';
  readonly word: FileOrder['word'];
  readonly contact: string;
  readonly isEncrypted: boolean;
  readonly facts: FileOrder['facts'];
  readonly proofs: readonly string[];
  readonly carriedTo: readonly string[];
  readonly scope: Scope | null;
  /** False where the parts are of use only as long as the job that makes them runs. */
  readonly isResumable: boolean;
}

export interface MakingOrder {
  /** The set. */
  readonly id: string;
  readonly changeId: string | null;
  readonly plan: MakingPlan;
  /** Packed. */
  readonly operations: Uint8Array;
  readonly addressee: Addressee | undefined;
  readonly textOf: NonNullable<FileOrder['textOf']>;
  readonly onVerified: () => void;
  /** Where it is gone on with: what the journal has of it, and the files that may go today. Null: nothing was made yet. */
  readonly known: { readonly parts: readonly PartInJournal[]; readonly mayGo: ReadonlySet<string> } | null;
}

export interface MadePart {
  readonly row: JournalRow;
  readonly path: string;
}

/** The jobs that call this have `partSteps`. */
export async function makeAllParts(
  context: JobContext,
  order: MakingOrder,
): Promise<readonly [MadePart, ...MadePart[]]> {
  const { id, plan } = order;
  const of = plan.parts.length;
  const finished: MadePart[] = [];
  try {
    for (let number = 1; number <= of; number += 1) {
      const before = order.known?.parts.find((part) => part.number === number)?.row ?? null;
      finished.push(
        (before === null ? null : await soundPart(context, before, number, of)) ??
          (await makePart(context, order, number, before, finished.length)),
      );
    }
    await context.write('makingEnded', { id });
  } catch (error) {
    const isStopped = error instanceof ProblemError && error.code === 'CANCELLED';
    const { isKept, done } = await context.write<{ isKept: boolean; done: number }>('makingStopped', {
      id,
      isFailure: !isStopped && plan.isResumable,
    });
    throw isStopped && isKept ? problem('PACKAGE_MAKING_KEPT', { done, of, next: done + 1 }, error) : error;
  }
  const [first, ...others] = finished;
  if (first === undefined) throw new Error('a package of no part');
  return [first, ...others];
}

/** Where it lies as it was made; null where it is gone or was changed. */
async function soundPart(context: JobContext, row: JournalRow, number: number, of: number): Promise<MadePart | null> {
  if (row.file === null) return null;
  const path = join(dataFolderAt(context.dataFolder).packages, row.file);
  if (statSync(path, { throwIfNoEntry: false })?.size !== row.bytes) return null;
  const text = `正在核对已做好的第 ${number} 份（共 ${of} 份）`;
  const found = await hashOf(path, {
    onBytes: (done) => context.progress({ done, total: row.bytes, text, isBytes: true }),
  });
  return found === partFacts(row).fileHash ? { row, path } : null;
}

async function makePart(
  context: JobContext,
  order: MakingOrder,
  number: number,
  before: JournalRow | null,
  finishedParts: number,
): Promise<MadePart> {
  const { id, changeId, plan, operations, onVerified } = order;
  const fresh = async (): Promise<number> =>
    number === 1 && order.known === null
      ? plan.manifest.seq
      : context.write<number>('nextNumber', { officeId: plan.manifest.recipient.officeId });
  let made = await buildPart(context, order, number, before?.seq ?? (await fresh()), finishedParts);
  // Of another key or another program: then it is another package, under a number of its own.
  if (before !== null && made.row.payloadDigest !== before.payloadDigest) {
    dropPackageFile(made.path);
    made = await buildPart(context, order, number, await fresh(), finishedParts);
  }
  const making =
    number === 1 && order.known === null
      ? {
          id,
          kind: plan.isResumable ? made.row.kind : unfinishable,
          officeId: made.row.officeId,
          at: context.now,
          actor: context.operator ?? '',
          changeId,
          plan,
          operations,
        }
      : null;
  const { filesIn = [] } = partFacts(made.row);
  await enterPart(context, made, {
    files: filesIn,
    carriedTo: plan.carriedTo,
    making,
    replaces: before?.id ?? null,
    onVerified,
  });
  return made;
}

async function buildPart(
  context: JobContext,
  { id, plan, operations, addressee, textOf, known }: MakingOrder,
  number: number,
  seq: number,
  finishedParts: number,
): Promise<MadePart> {
  const isFirst = number === 1;
  const of = plan.parts.length;
  const part = { set: id, number, of };
  const chosen = (plan.parts[number - 1] ?? []).filter(({ sha256 }) => known?.mayGo.has(sha256) ?? true);
  const blobs = blobsOf(context.dataFolder, chosen);
  const filesIn = blobs.map(({ sha256 }) => sha256);
  const made = await makePackageFile(context, {
    manifest: { ...(isFirst ? plan.manifest : laterManifest(plan.manifest)), seq, part },
    lines: [],
    operations: isFirst ? plan.lines : 0,
    packed: isFirst
      ? { bytes: Buffer.from(operations), uncompressedSize: plan.uncompressedSize, count: plan.count }
      : { bytes: Buffer.alloc(0), uncompressedSize: 0, count: 0 },
    extension: plan.extension,
    blobs,
    proofs: isFirst ? plan.proofs : [],
    addressee,
    word: plan.word,
    contact: plan.contact,
    textOf: (step) => `${textOf(step)}（第 ${number} 份，共 ${of} 份）`,
    finishedParts,
    facts: {
      ...plan.facts,
      files: blobs.length,
      part,
      filesIn,
      // Of a part without operations: what must have arrived there before it counts as received.
      ...(isFirst ? {} : { blobs: filesIn }),
    },
  });
  const fileHash = await hashOf(made.path);
  return { ...made, row: { ...made.row, facts: { ...(made.row.facts as object), fileHash } } };
}

/** Only files: what it says of the other office's operations and files – of desks, what it knows – stands in the first part. */
export function laterManifest(manifest: ManifestDraft): ManifestDraft {
  const { desk } = manifest;
  return {
    ...manifest,
    ...(desk === undefined
      ? {}
      : { desk: { ...desk, authors: [], confirmed: [], offices: [], ownKeys: [], keyFile: null } }),
    ranges: [],
    entities: [],
    stateDigests: [],
    acknowledgements: [],
    blobsHad: [],
    blobsWanted: [],
    blobsHeldBack: [],
  };
}

export interface Entering {
  readonly files: readonly string[];
  readonly carriedTo: readonly string[];
  readonly making: BegunMaking | null;
  readonly replaces: string | null;
  readonly onVerified: () => void;
}

/** A package is there from here on: verified, in the journal, and no leftover of a killed program. */
export async function enterPart(
  context: JobContext,
  { row, path }: MadePart,
  { onVerified, ...entering }: Entering,
): Promise<void> {
  try {
    onVerified();
    await context.write('journalPart', { row, ...entering } satisfies JournalledPart);
  } catch (error) {
    dropPackageFile(path);
    throw error;
  }
  settlePackageFile(path);
}

export interface BegunMaking {
  readonly id: string;
  readonly kind: string;
  readonly officeId: string;
  readonly at: string;
  readonly actor: string;
  readonly changeId: string | null;
  readonly plan: MakingPlan;
  readonly operations: Uint8Array;
}

export interface JournalledPart extends Omit<Entering, 'onVerified'> {
  readonly row: JournalRow;
}

/** The steps on the writer that making packages needs, for each job that does. */
export const partSteps = {
  nextNumber: (context: CommandContext, { officeId }: { officeId: string }) => reserveNumber(context.writing, officeId),
  journalPart(
    { writing, dataFolder }: CommandContext,
    { row, files, carriedTo, making, replaces }: JournalledPart,
  ): null {
    if (making !== null) beginMaking(writing, { ...making, processId: process.pid }, making.operations);
    const replaced = replaces === null ? undefined : partOfId(writing, row, replaces);
    if (replaced !== undefined) {
      removeJournalRow(writing, replaced.id);
      if (replaced.file !== null)
        rmSync(dirname(join(dataFolderAt(dataFolder).packages, replaced.file)), { recursive: true, force: true });
    }
    saveJournalRow(writing, row);
    if (replaced === undefined) for (const id of carriedTo) noteCarried(writing, id, files);
    // What it marked as reported is reported now, or the making undoes it where it is given up.
    if (row.kind === 'report') noteUnfinishedExport(writing, null);
    return null;
  },
  makingStopped(
    context: CommandContext,
    { id, isFailure }: { id: string; isFailure: boolean },
  ): { isKept: boolean; done: number } {
    const { writing } = context;
    const making = makingById(writing, id);
    if (making === undefined) return { isKept: false, done: 0 };
    // A part that has been carried away is not taken back by stopping.
    if (isFailure || making.isKept || making.isTaken) {
      keepMaking(writing, id);
      setMaker(writing, id, 0);
      return { isKept: true, done: partsInJournal(writing, id).length };
    }
    removeMaking(context, making);
    return { isKept: false, done: 0 };
  },
  makingEnded({ writing }: CommandContext, { id }: { id: string }): null {
    endMaking(writing, id);
    return null;
  },
};

function partOfId(writing: CommandContext['writing'], row: JournalRow, id: string): JournalRow | undefined {
  const set = partFacts(row).part?.set ?? '';
  return partsInJournal(writing, set).find((part) => part.row.id === id)?.row;
}
