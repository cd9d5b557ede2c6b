/**
 * The file by which another computer joins an office: a line that names its kind, a signed line that can be read without
 * the passphrase, then the encrypted package. INVITATION_NOT_ONE for any other file, INVITATION_DAMAGED for one that is
 * not whole.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProblemError, problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import {
  type Invitation,
  invitationFormat,
  invitationPayloadType,
  invitationSchema,
  invitationVersion,
  wholeInvitationVersion,
} from '#shared/package/desk.ts';
import { parseEnvelope, signEnvelope, verifyEnvelope } from './dsse.ts';
import { isFileError } from './file-errors.ts';
import { type OpenKeys, publicKeysOf } from './keys.ts';

const firstLine = Buffer.from(`${invitationFormat}\n`);
/** Far more than a key file and a few names need. */
const mostHeadBytes = 512 * 1024;

export type InvitationFacts = Omit<Invitation, 'format' | 'version' | 'contents'> & Pick<Invitation, 'part'>;

/** Writes the invitation to `path`; `packagePath` is the encrypted package that goes with it. */
export async function writeInvitation(
  path: string,
  facts: InvitationFacts,
  packagePath: string,
  keys: OpenKeys,
): Promise<void> {
  const invitation: Invitation = invitationSchema.parse({
    ...facts,
    format: invitationFormat,
    version: (facts.part?.number ?? 1) > 1 ? invitationVersion : wholeInvitationVersion,
    contents: await hashFrom(packagePath, 0),
  });
  const payload = Buffer.from(canonicalText(invitation as JsonValue), 'utf8');
  const file = await open(path, 'w');
  try {
    await file.write(Buffer.concat([firstLine, signEnvelope(invitationPayloadType, payload, keys), Buffer.from('\n')]));
    for await (const chunk of createReadStream(packagePath, { highWaterMark: 1024 * 1024 }))
      await writeAll(file, chunk as Buffer);
    await file.sync();
  } finally {
    await file.close();
  }
}

export interface ReadInvitation {
  readonly invitation: Invitation;
  /** Where the package begins. */
  readonly offset: number;
}

/** Signed by the key of the key file it carries: who made it knew the passphrase; whether it is ours, the passphrase tells. */
export async function readInvitation(path: string): Promise<ReadInvitation> {
  const head = await headOf(path);
  const notOne = (cause?: unknown) => problem('INVITATION_NOT_ONE', { name: basename(path) }, cause);
  if (!head.subarray(0, firstLine.length).equals(firstLine)) throw notOne();
  const end = head.indexOf(0x0a, firstLine.length);
  if (end < 0) throw problem('INVITATION_DAMAGED', { name: basename(path) });
  try {
    const envelope = parseEnvelope(head.subarray(firstLine.length, end));
    const stated: unknown = JSON.parse(envelope.payload.toString('utf8'));
    const parsed = invitationSchema.safeParse(stated);
    if (!parsed.success) throw problem('INVITATION_DAMAGED', { name: basename(path) });
    if (parsed.data.version > invitationVersion)
      throw problem('PACKAGE_NEWER_VERSION', { version: parsed.data.version });
    verifyEnvelope(envelope, invitationPayloadType, publicKeysOf(parsed.data.keyFile).signingKey);
    if ((await hashFrom(path, end + 1)) !== parsed.data.contents)
      throw problem('INVITATION_DAMAGED', { name: basename(path) });
    return { invitation: parsed.data, offset: end + 1 };
  } catch (error) {
    if (error instanceof ProblemError && !damages.has(error.code)) throw error;
    if (error instanceof ProblemError || error instanceof SyntaxError)
      throw problem('INVITATION_DAMAGED', { name: basename(path) }, error);
    throw error;
  }
}

const damages: ReadonlySet<string> = new Set(['PACKAGE_SIGNATURE_INVALID', 'KEY_FILE_DAMAGED']);

/** Puts the package of an invitation that was read where it can be opened. */
export async function copyPackage(path: string, { offset }: ReadInvitation, to: string): Promise<void> {
  await pipeline(createReadStream(path, { start: offset }), createWriteStream(to, { flags: 'wx' }));
}

async function headOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(Math.min(mostHeadBytes, (await stat(path)).size));
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isFileError(error)) throw error;
    const name = basename(path);
    throw error.code === 'ENOENT'
      ? problem('FILE_NOT_FOUND', { name }, error)
      : problem('FILE_UNREADABLE', { name, reason: error.code }, error);
  }
}

async function hashFrom(path: string, start: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { start, highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at, chunk.length - at)).bytesWritten;
}
