/** 同步文件: all that other desks of this office lack, of every office, with what is known of receipts, offices and keys. */
import { readFileSync, statSync } from 'node:fs';
import { type CarriedFile, filesHeldOf, filesToCarry, noteCarried } from '#db/queries/carried-files.ts';
import {
  allStreams,
  deskFacts,
  heldByAll,
  newestChange,
  otherDesks,
  ownDesk,
  saveDesk,
  signedHeads,
} from '#db/queries/desks.ts';
import {
  entityCounts,
  gapsOf,
  hasOpenOperations,
  type JournalRow,
  reserveNumber,
  saveJournalRow,
  streamNamed,
} from '#db/queries/exchange.ts';
import { saveSetting } from '#db/queries/installation.ts';
import { ownStreamNames } from '#db/queries/lost-work.ts';
import { ownKeys } from '#db/queries/own-keys.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { DeskPart } from '#shared/package/desk.ts';
import type { Acknowledgement, ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { writeMark } from '../package/high-water-mark.ts';
import { requireOffice } from './authoring.ts';
import { confirmedFor } from './desk-acknowledgements.ts';
import { ensureOwnDesk, keyWaitingSetting, trustedOffices } from './desk-knowledge.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { makePackageFile, settlePackageFile } from './package-file.ts';
import { blobsOf, chooseFiles } from './package-files.ts';
import { movedFor } from './package-moved.ts';
import { gatherStreams } from './package-operations.ts';
import { viewOf } from './packages.ts';

/** A file of the archive ends at 4 GiB (FAT32); the rest is for the operations. */
const roomForFiles = 3_700_000_000;

export const exportDeskJob: JobHandler<'desks.export'> = {
  async run(context, { files }) {
    const desks = context.read(otherDesks);
    if (desks.length === 0) throw problem('DESKS_NONE');
    const joined = desks.filter((desk) => desk.seenAt !== null);
    const made = await makeDeskFile(
      context,
      desks.map(({ id }) => id),
      { maximumBytes: files?.maximumBytes ?? roomForFiles, isEverything: files?.isEverything ?? false },
      joined.map(({ id }) => id),
    );
    return {
      file: await context.handOut(made.path, made.row.fileName),
      package: context.read((reading) => viewOf(reading, made.row)),
      desks: desks.map(({ name }) => name),
    };
  },
  get steps() {
    return deskSteps;
  },
};

export interface MadeDeskFile {
  readonly row: JournalRow;
  readonly path: string;
  readonly operations: number;
  readonly files: number;
}

/** For these desks; for one that is only invited, everything: `deskIds` is empty. */
export async function makeDeskFile(
  context: JobContext,
  deskIds: readonly string[],
  wishes: { readonly maximumBytes: number; readonly isEverything: boolean },
  waitsFor: readonly string[],
): Promise<MadeDeskFile> {
  // Asked before a number is given.
  const keys = openKeys(context);
  context.read(requireNothingLost);
  const { seq } = await context.write<{ seq: number }>('number', { at: context.now });
  context.progress({ done: 0, total: null, text: '正在整理各台电脑缺少的内容' });
  const keyFile = keyFileAt(dataFolderAt(context.dataFolder).keys);
  const { office, cargo, files, part, acknowledgements, held, entities, proofs, others, moved } = context.read(
    (reading) => ({
      office: requireOffice(reading),
      cargo: cargoFor(reading, deskIds),
      files: filesFor(reading, deskIds),
      part: partOf(reading, keyFile),
      acknowledgements: allAcknowledgements(reading),
      held: filesHeldOf(reading, null),
      entities: entityCounts(
        reading,
        requireOffice(reading).id,
        [{ entity: 'project', table: 'projects', moneyColumns: [] }],
        null,
      ),
      proofs: signedHeads(reading),
      others: olderRecipients(reading, deskIds),
      moved: movedFor(
        reading,
        allStreams(reading).map(({ stream }) => stream),
        (target, n) => {
          const known = streamNamed(reading, target);
          return known !== undefined && (heldByAll(reading, deskIds, known.key)?.n ?? 0) >= n;
        },
      ),
    }),
  );
  const { sent, heldBack } = chooseFiles(files, {
    ...wishes,
    maximumBytes: Math.min(wishes.maximumBytes, roomForFiles),
  });
  const blobs = blobsOf(context.dataFolder, sent);
  const manifest: ManifestDraft = {
    kind: 'desk',
    sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
    recipient: { officeId: office.id, fullName: office.fullName },
    seq,
    createdAt: context.now,
    period: null,
    ranges: cargo.ranges,
    entities,
    stateDigests: cargo.stateDigests,
    acknowledgements,
    blobsHad: held.had,
    blobsWanted: held.wanted,
    blobsHeldBack: heldBack,
    submission: null,
    inReplyTo: null,
    ...moved,
    desk: part,
  };
  const { row, path } = await makePackageFile(context, {
    manifest,
    lines: cargo.lines,
    blobs,
    proofs,
    // Always encrypted: it holds everything the office has.
    addressee: { fullName: office.fullName, ageRecipient: keys.ageRecipient, others },
    word: '同步文件',
    contact: [office.contactName, office.contactPhone].filter(Boolean).join(' '),
    textOf: () => '正在生成并核对同步文件',
    facts: { files: blobs.length, isEncrypted: true, desks: waitsFor },
  });
  const written = context.read(ownStreamNames);
  for (const { stream, to } of cargo.ranges)
    if (written.has(stream))
      writeMark({ officeId: office.id, stream, n: to, at: context.now, folder: context.dataFolder });
  await context.write('journal', { row, deskIds, files: blobs.map(({ sha256 }) => sha256) } satisfies Journalled);
  settlePackageFile(path);
  return { row, path, operations: cargo.lines.length, files: blobs.length };
}

interface Journalled {
  readonly row: JournalRow;
  readonly deskIds: readonly string[];
  readonly files: readonly string[];
}

/** The steps `makeDeskFile` needs on the writer, for each job that calls it. */
export const deskSteps = {
  number(context: CommandContext, { at }: { at: string }): { seq: number } {
    const own = ensureOwnDesk(context);
    // Whoever can sign has the key in force.
    saveSetting(context.writing, keyWaitingSetting, null);
    saveDesk(context.writing, { ...own, operator: context.operator ?? own.operator, seenAt: at });
    return { seq: reserveNumber(context.writing, requireOffice(context.writing).id) };
  },
  journal({ writing }: CommandContext, { row, deskIds, files }: Journalled): null {
    saveJournalRow(writing, row);
    for (const deskId of deskIds) noteCarried(writing, deskId, files);
    return null;
  },
};

/** Nothing is withheld between desks: also what otherwise stays in the office. */
const everything = { goes: () => true, neverWent: () => true, mayHaveGone: () => false };

function cargoFor(reading: Reading, deskIds: readonly string[]): ReturnType<typeof gatherStreams> {
  const streams = allStreams(reading);
  const gathered = gatherStreams(reading, streams, (key) => heldByAll(reading, deskIds, key), everything);
  // What waits, was refused or has no body here may be in force there: then the two cannot be compared by one number.
  const open = new Set(
    streams
      .filter(({ key }) => hasOpenOperations(reading, key) || gapsOf(reading, key).withheld.length > 0)
      .map(({ stream }) => stream),
  );
  return { ...gathered, stateDigests: gathered.stateDigests.filter(({ stream }) => !open.has(stream)) };
}

/** Files one of the desks has not said it holds. */
function filesFor(reading: Reading, deskIds: readonly string[]): CarriedFile[] {
  const wanted = new Map<string, CarriedFile>();
  for (const id of deskIds.length === 0 ? [''] : deskIds)
    for (const file of filesToCarry(reading, null, id, () => true)) {
      const known = wanted.get(file.sha256);
      if (known === undefined || file.times < known.times || (file.isWanted && !known.isWanted))
        wanted.set(file.sha256, file);
    }
  return [...wanted.values()];
}

function allAcknowledgements(reading: Reading): Acknowledgement[] {
  return allStreams(reading)
    .filter(({ n }) => n > 0)
    .map(({ key, stream, n, hash }) => ({ stream, n, hash: hash.toString('hex'), ...gapsOf(reading, key) }));
}

function partOf(reading: Reading, keyFile: DeskPart['keyFile']): DeskPart {
  const own = ownDesk(reading);
  if (own === undefined) throw new Error('this desk is not one of several');
  const office = requireOffice(reading);
  const enrolled = enrolledOffices(reading);
  return {
    from: own.id,
    desks: deskFacts(reading),
    authors: allStreams(reading)
      .filter(({ officeId }) => officeId !== office.id)
      .map(({ stream, officeId }) => ({ stream, officeId })),
    confirmed: confirmedFor(
      reading,
      enrolled.map(({ id }) => id),
    ),
    offices: trustedOffices(reading, enrolled),
    ownKeys: [...ownKeys(reading)],
    keyFile,
    newest: newestChange(reading),
  };
}

function keyFileAt(path: string): NonNullable<DeskPart['keyFile']> {
  return { text: readFileSync(path, 'utf8'), at: statSync(path).mtime.toISOString() };
}

/** A desk that has not got the newest key yet opens the file with the one it has, unless that one was lost. */
function olderRecipients(reading: Reading, deskIds: readonly string[]): string[] {
  const keys = ownKeys(reading);
  const lost = keys.findLastIndex((key) => key.how === 'lost');
  const used = new Set(
    otherDesks(reading)
      .filter(({ id }) => deskIds.includes(id))
      .map(({ keyId }) => keyId),
  );
  return keys.slice(Math.max(lost, 0)).flatMap((key) => (used.has(key.keyId) ? [key.ageRecipient] : []));
}
