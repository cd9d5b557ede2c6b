/** 同步文件: all that other desks of this office lack, of every office, with what is known of receipts, offices and keys. */
import { readFileSync, statSync } from 'node:fs';
import { type CarriedFile, filesHeldOf, filesToCarry } from '#db/queries/carried-files.ts';
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
import { entityCounts, gapsOf, hasOpenOperations, reserveNumber, streamNamed } from '#db/queries/exchange.ts';
import { saveSetting } from '#db/queries/installation.ts';
import { ownKeys } from '#db/queries/own-keys.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { DeskPart } from '#shared/package/desk.ts';
import type { Acknowledgement, ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import type { Addressee } from '../package/encryption.ts';
import { requireOffice } from './authoring.ts';
import { confirmedFor } from './desk-acknowledgements.ts';
import { ensureOwnDesk, keyWaitingSetting, trustedOffices } from './desk-knowledge.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { chooseFiles } from './package-files.ts';
import { partSteps } from './package-making.ts';
import { giveUpMakings } from './package-makings.ts';
import { movedFor } from './package-moved.ts';
import { gatherStreams } from './package-operations.ts';
import { type MadeParts, makeParts, type PartWishes, sentShown } from './package-parts.ts';
import { markSent, stepTexts } from './package-send.ts';

export const exportDeskJob: JobHandler<'desks.export'> = {
  async run(context, { files, parts }) {
    const desks = context.read(otherDesks);
    if (desks.length === 0) throw problem('DESKS_NONE');
    const joined = desks.filter((desk) => desk.seenAt !== null);
    const made = await makeDeskFile(context, {
      deskIds: desks.map(({ id }) => id),
      waitsFor: joined.map(({ id }) => id),
      files: {
        maximumBytes: files?.maximumBytes ?? Number.MAX_SAFE_INTEGER,
        isEverything: files?.isEverything ?? false,
      },
      parts,
      isResumable: true,
    });
    return { ...(await sentShown(context, made)), desks: desks.map(({ name }) => name) };
  },
  get steps() {
    return deskSteps;
  },
};

export interface DeskWishes {
  /** Empty for one that is only invited: everything. */
  readonly deskIds: readonly string[];
  readonly waitsFor: readonly string[];
  readonly files: { readonly maximumBytes: number; readonly isEverything: boolean };
  readonly parts: PartWishes | undefined;
  readonly isResumable: boolean;
}

export interface MadeDeskFile extends MadeParts {
  readonly operations: number;
  readonly files: number;
}

export async function makeDeskFile(context: JobContext, wishes: DeskWishes): Promise<MadeDeskFile> {
  const { deskIds, waitsFor } = wishes;
  // Asked before a number is given.
  const keys = openKeys(context);
  context.read(requireNothingLost);
  const { seq } = await context.write<{ seq: number }>('number', { at: context.now });
  context.progress({ done: 0, total: null, text: '正在整理各台电脑缺少的内容' });
  const keyFile = keyFileAt(dataFolderAt(context.dataFolder).keys);
  const { office, cargo, files, part, acknowledgements, held, entities, proofs, addressee, moved } = context.read(
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
      addressee: deskAddressee(reading, deskIds, keys.ageRecipient),
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
  const { sent, heldBack } = chooseFiles(files, wishes.files);
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
  const made = await makeParts(context, {
    manifest,
    lines: cargo.lines,
    files: sent,
    wishes: wishes.parts,
    proofs,
    addressee,
    word: '同步文件',
    contact: [office.contactName, office.contactPhone].filter(Boolean).join(' '),
    textOf: (step) => stepTexts[step],
    facts: { isEncrypted: true, desks: waitsFor },
    carriedTo: deskIds,
    changeId: null,
    scope: null,
    isResumable: wishes.isResumable,
    onVerified: () => markSent(context, manifest),
  });
  const carried = made.parts.reduce((sum, { row }) => sum + ((row.facts as { files?: number }).files ?? 0), 0);
  return { ...made, operations: cargo.lines.length, files: carried };
}

/** The steps `makeDeskFile` needs on the writer, for each job that calls it. */
export const deskSteps = {
  ...partSteps,
  number(context: CommandContext, { at }: { at: string }): { seq: number } {
    const own = ensureOwnDesk(context);
    // Whoever can sign has the key in force.
    saveSetting(context.writing, keyWaitingSetting, null);
    saveDesk(context.writing, { ...own, operator: context.operator ?? own.operator, seenAt: at });
    giveUpMakings(context, 'desk', requireOffice(context.writing).id);
    return { seq: reserveNumber(context.writing, requireOffice(context.writing).id) };
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

/** Always encrypted: it holds everything the office has. */
export function deskAddressee(reading: Reading, deskIds: readonly string[], ageRecipient: string): Addressee {
  const { fullName } = requireOffice(reading);
  return { fullName, ageRecipient, others: olderRecipients(reading, deskIds) };
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
