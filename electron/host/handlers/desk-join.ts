/** 加入本单位: the invitation at a computer that works already, and the computer that joins by it. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginStream } from '#db/ledger/install.ts';
import { allDesks, allStreams, saveDesk, saveHeldByDesk } from '#db/queries/desks.ts';
import { gapsOf } from '#db/queries/exchange.ts';
import { installedOffice, rememberOperator } from '#db/queries/installation.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { type DeskPart, type Invitation, invitedNumber } from '#shared/package/desk.ts';
import { packageLimits } from '#shared/package/manifest.ts';
import { newStream } from '../clock.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { decryptFile } from '../package/encryption.ts';
import { copyPackage, type ReadInvitation, readInvitation, writeInvitation } from '../package/invitation.ts';
import { identitiesOf, type OpenKeys, readKeyFile, unlockKeys, writeKeyFile } from '../package/keys.ts';
import { type OpenedPackage, type OpenOptions, openPackage } from '../package/open.ts';
import { requireOffice } from './authoring.ts';
import { ensureOwnDesk } from './desk-knowledge.ts';
import { openKeys } from './offices.ts';
import { type Cargo, cargoOf, takeIn } from './package-commit.ts';
import { deskSteps, makeDeskFile } from './package-desk-export.ts';
import { type FilesTaken, takeFilesIn } from './package-files.ts';
import type { PartWishes } from './package-parts.ts';

export const inviteJob: JobHandler<'desks.invite'> = {
  async run(context, { name, withFiles, parts }) {
    const keys = openKeys(context);
    const { number } = await context.write<{ number: number }>('reserve', {});
    const id = context.newId();
    const made = await makeDeskFile(context, {
      deskIds: [],
      waitsFor: [],
      files: { maximumBytes: withFiles ? Number.MAX_SAFE_INTEGER : 0, isEverything: withFiles },
      parts: withRoomForHead(parts),
      isResumable: false,
    });
    const keyFile = await readKeyFile(dataFolderAt(context.dataFolder).keys);
    if (keyFile === undefined) throw problem('KEY_MISSING');
    const office = context.read(requireOffice);
    const own = await context.write<{ id: string; name: string; operator: string | null }>('invited', {
      id,
      number,
      name,
      keyId: keys.keyId,
    });
    const { fullName, shortName, kind } = office;
    const of = made.parts.length;
    const files: FileHandle[] = [];
    for (const [index, { path: packagePath }] of made.parts.entries()) {
      const part = of === 1 ? undefined : { number: index + 1, of };
      const { path, file } = await context.newFile(
        `${office.shortName}_加入本单位_${name}_${businessDay(context.now)}${part === undefined ? '' : `_第${part.number}份共${of}份`}.ldj`,
      );
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
          ...(part === undefined ? {} : { part }),
        },
        packagePath,
        keys,
      );
      files.push(file);
    }
    const [file, ...others] = files;
    if (file === undefined) throw new Error('an invitation of no file');
    return { file, others, number, operations: made.operations, files: made.files };
  },
  get steps() {
    return { ...deskSteps, reserve, invited };
  },
};

/** The signed line before each package, generously. */
const headBytes = 16 * 1024;

function withRoomForHead(parts: PartWishes | undefined): PartWishes {
  const maximumBytes = Math.min(parts?.maximumBytes ?? packageLimits.fileBytes, packageLimits.fileBytes);
  return { maximumBytes: Math.max(1, maximumBytes - headBytes) };
}

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
  async run(context, { file, others = [], passphrase }) {
    const facts: OutputOf<'desks.readInvitation'>[] = [];
    await openAll(context, [file, ...others], passphrase, async (opened, _path, { read }) => {
      const elsewhere = opened.manifest.part === undefined ? 0 : opened.manifest.blobsHeldBack.length;
      facts.push(factsOf(read.invitation, opened, elsewhere));
      return 'enough';
    });
    const [found] = facts;
    if (found === undefined) throw new Error('an invitation of no part');
    return found;
  },
};

export const joinJob: JobHandler<'desks.join'> = {
  async run(context, { file, others = [], passphrase, name, operator }) {
    const cargos: Cargo[] = [];
    const taken: FilesTaken[] = [];
    try {
      const { invitation, keys } = await openAll(context, [file, ...others], passphrase, async (opened, path, part) => {
        const files = await takeFilesIn(context, path, opened);
        taken.push(files);
        cargos.push(
          cargoOf(opened, {
            token: '',
            packageId: context.newId(),
            fileName: part.name,
            files: files.kept,
            isEncrypted: true,
          }),
        );
        return 'more';
      });
      await writeKeyFile(dataFolderAt(context.dataFolder).keys, invitation.keyFile);
      context.progress({ done: 0, total: null, text: '正在写入' });
      await context.write('join', {
        cargos,
        invitation: invitation.id,
        number: invitation.number,
        name,
        operator,
        id: context.newId(),
        stream: newStream(),
        keyId: keys.keyId,
      } satisfies Joining);
      return {
        officeId: invitation.officeId,
        operations: cargos.reduce((sum, { streams }) => sum + streams.reduce((n, { lines }) => n + lines.length, 0), 0),
        files: taken.reduce((sum, { kept }) => sum + kept.length, 0),
      };
    } catch (error) {
      for (const files of taken) files.discard();
      throw error;
    }
  },
  steps: { join: joinOffice },
};

interface Joining {
  /** The first is the one with the operations. */
  readonly cargos: readonly Cargo[];
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
  const { cargos, invitation, number, name, operator, id, stream, keyId } = joining;
  const [first] = cargos;
  if (first === undefined) throw new Error('an invitation of no part');
  const existing = installedOffice(writing);
  if (existing !== null) throw problem('INVITATION_ALREADY_SET_UP', { office: existing.fullName });
  const { officeId } = first.manifest.sender;
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
  for (const cargo of cargos) takeIn({ ...context, operator }, cargo);
  rememberOperator(writing, operator, now);
  return null;
}

export interface InvitationPart {
  readonly read: ReadInvitation;
  readonly path: string;
  readonly name: string;
}

/** Opens its parts in their order, each verified; what is decrypted is gone after its turn. */
async function openAll(
  context: JobContext,
  files: readonly FileHandle[],
  passphrase: string,
  use: (opened: OpenedPackage, path: string, part: InvitationPart) => Promise<'more' | 'enough'>,
): Promise<{ readonly invitation: Invitation; readonly keys: OpenKeys }> {
  const parts = await readParts(context, files);
  const [
    {
      read: { invitation },
    },
  ] = parts;
  const existing = context.read(installedOffice);
  if (existing !== null)
    throw existing.id === invitation.officeId
      ? problem('INVITATION_ALREADY_SET_UP', { office: existing.fullName })
      : problem('INVITATION_OTHER_OFFICE', { office: existing.fullName, theirs: invitation.fullName });
  context.progress({ done: 0, total: null, text: '正在用口令打开' });
  const keys = await unlocked(invitation, passphrase);
  let set: string | undefined;
  for (const part of parts) {
    const { number = 1, of = 1 } = part.read.invitation.part ?? {};
    const next = await withOpened(context, part, keys, async (opened, path) => {
      const inside = opened.manifest.part;
      set ??= inside?.set;
      if ((inside?.number ?? 1) !== number || (inside?.of ?? 1) !== of || inside?.set !== set)
        throw problem('INVITATION_DAMAGED', { name: part.name });
      return use(opened, path, part);
    });
    if (next === 'enough') break;
  }
  return { invitation, keys };
}

/** All parts of one invitation, in order. INVITATION_PARTS_MISSING, INVITATION_PARTS_MIXED. */
async function readParts(
  context: JobContext,
  files: readonly FileHandle[],
): Promise<readonly [InvitationPart, ...InvitationPart[]]> {
  const found = new Map<number, InvitationPart>();
  let one: Invitation | undefined;
  for (const file of files) {
    const path = context.path(file);
    const part = { read: await readInvitation(path), path, name: file.name };
    const { invitation } = part.read;
    one ??= invitation;
    if (invitation.id !== one.id || invitation.part?.of !== one.part?.of)
      throw problem('INVITATION_PARTS_MIXED', { name: file.name });
    found.set(invitation.part?.number ?? 1, part);
  }
  const of = one?.part?.of ?? 1;
  const numbers = Array.from({ length: of }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !found.has(number));
  const here = numbers.filter((number) => found.has(number));
  if (missing.length > 0)
    throw problem('INVITATION_PARTS_MISSING', { of, here: here.join('、'), missing: missing.join('、') });
  const [first, ...others] = numbers.flatMap((number) => found.get(number) ?? []);
  if (first === undefined) throw new Error('an invitation of no part');
  return [first, ...others];
}

export async function withOpened<T>(
  context: JobContext,
  { read, path }: InvitationPart,
  keys: OpenKeys,
  use: (opened: OpenedPackage, path: string) => Promise<T>,
  options: Pick<OpenOptions, 'withoutBlobs'> = {},
): Promise<T> {
  const { officeId, kind, fullName, part } = read.invitation;
  const folder = dataFolderAt(context.dataFolder).previews;
  const sealed = join(folder, `${context.newId()}.age`);
  const plain = join(folder, `${context.newId()}.ldx`);
  const which = part === undefined ? '' : `（第 ${part.number} 份，共 ${part.of} 份）`;
  try {
    await copyPackage(path, read, sealed);
    await decryptFile(sealed, plain, identitiesOf(keys), {
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: `正在解密${which}`, isBytes: true }),
    });
    const opened = await openPackage(plain, {
      myOfficeId: officeId,
      trust: () => ({ officeId, kind, fullName, signingKey: keys.signingKey }),
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: `正在核对文件${which}`, isBytes: true }),
      ...options,
    });
    deskPartOf(opened);
    return await use(opened, plain);
  } finally {
    for (const each of [sealed, plain]) if (existsSync(each)) rmSync(each, { force: true });
  }
}

export async function unlocked({ keyFile }: Invitation, passphrase: string): Promise<OpenKeys> {
  try {
    return await unlockKeys(keyFile, passphrase);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'PASSPHRASE_WRONG')
      throw problem('INVITATION_PASSPHRASE_WRONG', {}, error);
    throw error;
  }
}

export function deskPartOf({ manifest }: OpenedPackage): DeskPart {
  if (manifest.kind !== 'desk' || manifest.desk === undefined)
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'invitation' });
  return manifest.desk;
}

function factsOf(invitation: Invitation, opened: OpenedPackage, elsewhere: number): OutputOf<'desks.readInvitation'> {
  const { officeId: id, kind, fullName, shortName, deskName, from, createdAt } = invitation;
  const part = deskPartOf(opened);
  return {
    office: { id, kind, fullName, shortName },
    deskName,
    from: { name: from.name, operator: from.operator },
    createdAt,
    projects: opened.manifest.entities.find(({ entity }) => entity === 'project')?.count ?? 0,
    operations: opened.streams.reduce((sum, { operations }) => sum + operations.length, 0),
    files: opened.blobs.length + elsewhere,
    enrolled: part.offices.map((office) => office.fullName),
    newest: part.newest,
  };
}
