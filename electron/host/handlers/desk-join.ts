/** 加入本单位: the invitation at a computer that works already, and the computer that joins by it. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginStream } from '#db/ledger/install.ts';
import { allDesks, allStreams, saveDesk, saveHeldByDesk } from '#db/queries/desks.ts';
import { gapsOf } from '#db/queries/exchange.ts';
import { installedOffice, rememberOperator } from '#db/queries/installation.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { type DeskPart, type Invitation, invitedNumber } from '#shared/package/desk.ts';
import { newStream } from '../clock.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { decryptFile } from '../package/encryption.ts';
import { copyPackage, readInvitation, writeInvitation } from '../package/invitation.ts';
import { identitiesOf, type OpenKeys, readKeyFile, unlockKeys, writeKeyFile } from '../package/keys.ts';
import { type OpenedPackage, openPackage } from '../package/open.ts';
import { requireOffice } from './authoring.ts';
import { ensureOwnDesk } from './desk-knowledge.ts';
import { openKeys } from './offices.ts';
import { type Cargo, cargoOf, takeIn } from './package-commit.ts';
import { deskSteps, makeDeskFile } from './package-desk-export.ts';
import { takeFilesIn } from './package-files.ts';

export const inviteJob: JobHandler<'desks.invite'> = {
  async run(context, { name, withFiles }) {
    const keys = openKeys(context);
    const { number } = await context.write<{ number: number }>('reserve', {});
    const id = context.newId();
    const made = await makeDeskFile(
      context,
      [],
      { maximumBytes: withFiles ? Number.MAX_SAFE_INTEGER : 0, isEverything: withFiles },
      [],
    );
    const keyFile = await readKeyFile(dataFolderAt(context.dataFolder).keys);
    if (keyFile === undefined) throw problem('KEY_MISSING');
    const office = context.read(requireOffice);
    const own = await context.write<{ id: string; name: string; operator: string | null }>('invited', {
      id,
      number,
      name,
      keyId: keys.keyId,
    });
    const { path, file } = await context.newFile(
      `${office.shortName}_加入本单位_${name}_${businessDay(context.now)}.ldj`,
    );
    const { fullName, shortName, kind } = office;
    await writeInvitation(
      path,
      {
        id,
        number,
        officeId: office.id,
        kind,
        fullName,
        shortName,
        deskName: name,
        from: own,
        createdAt: context.now,
        keyFile,
      },
      made.path,
      keys,
    );
    return { file, number, operations: made.operations, files: made.files };
  },
  get steps() {
    return { ...deskSteps, reserve, invited };
  },
};

function reserve(context: CommandContext): { number: number } {
  const own = ensureOwnDesk(context);
  const number = invitedNumber(
    own.number,
    allDesks(context.writing).map((desk) => desk.number),
  );
  if (number === undefined) throw problem('INVITATIONS_USED_UP');
  return { number };
}

interface Invited {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly keyId: string;
}

/** From here on files for the other desks carry what has changed since, as if the new one had joined. */
function invited(
  context: CommandContext,
  { id, number, name, keyId }: Invited,
): { id: string; name: string; operator: string | null } {
  const { writing, now } = context;
  const own = ensureOwnDesk(context);
  saveDesk(writing, {
    id,
    number,
    name,
    operator: null,
    isOwn: false,
    invitation: null,
    streams: [],
    notedAt: now,
    seenAt: null,
    seenSeq: 0,
    keyId,
    removedAt: null,
  });
  for (const stream of allStreams(writing)) {
    const { withheld } = gapsOf(writing, stream.key);
    saveHeldByDesk(writing, id, stream, { n: stream.n, hash: stream.hash, withheld }, now);
  }
  return { id: own.id, name: own.name, operator: own.operator };
}

export const readInvitationJob: JobHandler<'desks.readInvitation'> = {
  async run(context, { file, passphrase }) {
    return withOpened(context, context.path(file), passphrase, async ({ invitation, opened }) =>
      factsOf(invitation, opened),
    );
  },
};

export const joinJob: JobHandler<'desks.join'> = {
  async run(context, { file, passphrase, name, operator }) {
    return withOpened(context, context.path(file), passphrase, async ({ invitation, opened, keys, path }) => {
      await writeKeyFile(dataFolderAt(context.dataFolder).keys, invitation.keyFile);
      const files = await takeFilesIn(context, path, opened);
      context.progress({ done: 0, total: null, text: '正在写入' });
      const cargo: Cargo = cargoOf(opened, {
        token: '',
        packageId: context.newId(),
        fileName: file.name,
        files: files.kept,
        isEncrypted: true,
      });
      try {
        await context.write('join', {
          cargo,
          invitation: invitation.id,
          number: invitation.number,
          name,
          operator,
          id: context.newId(),
          stream: newStream(),
          keyId: keys.keyId,
        } satisfies Joining);
      } catch (error) {
        files.discard();
        throw error;
      }
      return {
        officeId: invitation.officeId,
        operations: opened.streams.reduce((sum, { operations }) => sum + operations.length, 0),
        files: files.kept.length,
      };
    });
  },
  steps: { join: joinOffice },
};

interface Joining {
  readonly cargo: Cargo;
  readonly invitation: string;
  readonly number: number;
  readonly name: string;
  readonly operator: string;
  readonly id: string;
  readonly stream: string;
  readonly keyId: string;
}

/** One transaction: this computer's own stream and place among the desks, then all that came with the invitation. */
function joinOffice(context: CommandContext, joining: Joining): null {
  const { writing, now } = context;
  const { cargo, invitation, number, name, operator, id, stream, keyId } = joining;
  const existing = installedOffice(writing);
  if (existing !== null) throw problem('INVITATION_ALREADY_SET_UP', { office: existing.fullName });
  const { officeId } = cargo.manifest.sender;
  beginStream(writing, officeId, stream, now);
  saveDesk(writing, {
    id,
    number,
    name,
    operator,
    isOwn: true,
    invitation,
    streams: [],
    notedAt: now,
    seenAt: now,
    seenSeq: 0,
    keyId,
    removedAt: null,
  });
  takeIn({ ...context, operator }, cargo);
  rememberOperator(writing, operator, now);
  return null;
}

interface Opened {
  readonly invitation: Invitation;
  readonly keys: OpenKeys;
  readonly opened: OpenedPackage;
  /** Of the package, decrypted; gone afterwards. */
  readonly path: string;
}

async function withOpened<T>(
  context: JobContext,
  path: string,
  passphrase: string,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const read = await readInvitation(path);
  const { invitation } = read;
  const existing = context.read(installedOffice);
  if (existing !== null)
    throw existing.id === invitation.officeId
      ? problem('INVITATION_ALREADY_SET_UP', { office: existing.fullName })
      : problem('INVITATION_OTHER_OFFICE', { office: existing.fullName, theirs: invitation.fullName });
  context.progress({ done: 0, total: null, text: '正在用口令打开' });
  const keys = await unlocked(invitation, passphrase);
  const folder = dataFolderAt(context.dataFolder).previews;
  const sealed = join(folder, `${context.newId()}.age`);
  const plain = join(folder, `${context.newId()}.ldx`);
  try {
    await copyPackage(path, read, sealed);
    await decryptFile(sealed, plain, identitiesOf(keys), {
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: '正在解密' }),
    });
    const { officeId, kind, fullName } = invitation;
    const opened = await openPackage(plain, {
      myOfficeId: officeId,
      trust: () => ({ officeId, kind, fullName, signingKey: keys.signingKey }),
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: '正在核对文件' }),
    });
    partOf(opened);
    return await use({ invitation, keys, opened, path: plain });
  } finally {
    for (const each of [sealed, plain]) if (existsSync(each)) rmSync(each, { force: true });
  }
}

async function unlocked({ keyFile }: Invitation, passphrase: string): Promise<OpenKeys> {
  try {
    return await unlockKeys(keyFile, passphrase);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'PASSPHRASE_WRONG')
      throw problem('INVITATION_PASSPHRASE_WRONG', {}, error);
    throw error;
  }
}

function partOf({ manifest }: OpenedPackage): DeskPart {
  if (manifest.kind !== 'desk' || manifest.desk === undefined)
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'invitation' });
  return manifest.desk;
}

function factsOf(invitation: Invitation, opened: OpenedPackage): OutputOf<'desks.readInvitation'> {
  const { officeId: id, kind, fullName, shortName, deskName, from, createdAt } = invitation;
  const part = partOf(opened);
  return {
    office: { id, kind, fullName, shortName },
    deskName,
    from: { name: from.name, operator: from.operator },
    createdAt,
    projects: opened.manifest.entities.find(({ entity }) => entity === 'project')?.count ?? 0,
    operations: opened.streams.reduce((sum, { operations }) => sum + operations.length, 0),
    files: opened.blobs.length,
    enrolled: part.offices.map((office) => office.fullName),
    newest: part.newest,
  };
}
