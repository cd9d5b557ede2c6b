import { z } from 'zod';
import { officeKinds } from '../domain/office.ts';
import { command, fileHandle, job, nothing, query } from './define.ts';
import { packageMade, partWishes } from './packages.ts';

const deskName = z.string().trim().min(1).max(40);
const passphrase = z.string().max(200);

const otherParts = z.array(fileHandle).max(200).optional().describe('of an invitation in several files, in any order');

const deskView = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string(),
  operator: z.string().nullable(),
  seenAt: z.string().nullable().describe('when its newest file was made; null while it is only invited'),
  invitedAt: z.string(),
  isJoined: z.boolean(),
  hasOldKey: z.boolean().describe('signed with a key that was exchanged since'),
  notCarried: z.int().describe('records with changes it has not said it holds; counted up to a little over 5 000'),
  since: z.string().nullable().describe('the oldest of those changes'),
});

const invitationFacts = z.object({
  office: z.object({ id: z.string(), kind: z.enum(officeKinds), fullName: z.string(), shortName: z.string() }),
  deskName: z.string().describe('as the inviting desk calls this computer'),
  from: z.object({ name: z.string(), operator: z.string().nullable() }),
  createdAt: z.string(),
  projects: z.int(),
  operations: z.int(),
  files: z.int(),
  enrolled: z.array(z.string()).describe('full names of the offices that come with it'),
  newest: z.object({ at: z.string(), actor: z.string() }).nullable(),
});

export const desks = {
  'desks.list': query(
    'The computers of this office: whose they are, when each was last heard of, and what has not been carried to it.',
    nothing,
    z.object({
      own: z.object({ id: z.string(), number: z.int(), name: z.string() }).nullable().describe('null: the only one'),
      rows: z.array(deskView).describe('the other computers'),
      keyWaiting: z
        .object({ isNewKey: z.boolean().describe('else only the passphrase was changed') })
        .nullable()
        .describe('another desk exchanged the key: its passphrase is to be typed here'),
      copiedFrom: z
        .object({ id: z.string(), name: z.string() })
        .nullable()
        .describe('this computer’s data is a copy of that computer’s, and nobody has said yet what becomes of the two'),
    }),
  ),
  'desks.rename': command(
    'Names this computer as the others shall call it.',
    z.strictObject({ name: deskName }),
    z.object({ done: z.literal(true) }),
  ),
  'desks.remove': command(
    'Stops waiting for a computer that is used no more, or for an invitation nobody will use.',
    z.strictObject({ id: z.string() }),
    z.object({ done: z.literal(true) }),
  ),
  'desks.separate': command(
    'This computer’s data was copied from another that goes on: it becomes a computer of its own, nothing is lost.',
    nothing,
    z.object({ done: z.literal(true) }),
  ),
  'desks.invite': job(
    'Makes the file by which another computer joins this office: identity, key file under its passphrase, and all records.',
    z.strictObject({
      name: deskName.describe('of the new computer'),
      withFiles: z.boolean().default(true),
      parts: partWishes,
    }),
    z.object({
      file: fileHandle,
      others: z.array(fileHandle).describe('the second part and those after it'),
      number: z.int(),
      operations: z.int(),
      files: z.int(),
    }),
    { needsKey: true },
  ),
  'desks.readInvitation': job(
    'Reads an invitation with the office’s passphrase and says what would come in; nothing is written.',
    z.strictObject({ file: fileHandle, others: otherParts, passphrase }),
    invitationFacts,
    { beforeSetUp: true },
  ),
  'desks.join': job(
    'Makes this computer one of the office’s: its key, its records, a stream and a clerk of its own.',
    z.strictObject({
      file: fileHandle,
      others: otherParts,
      passphrase,
      name: deskName,
      operator: z.string().trim().min(1).max(40),
    }),
    z.object({ officeId: z.string(), operations: z.int(), files: z.int() }),
    { beforeSetUp: true },
  ),
  'desks.export': job(
    'Makes the file that brings all other computers of this office up to date (同步文件); verified by re-reading.',
    z.strictObject({
      files: z
        .strictObject({ maximumBytes: z.int().min(0).optional(), isEverything: z.boolean().default(false) })
        .optional(),
      parts: partWishes,
    }),
    packageMade.extend({ desks: z.array(z.string()) }),
    { needsKey: true },
  ),
  'desks.takeKey': job(
    'Puts the key in force that another desk exchanged, with the passphrase it was given there; the key is locked afterwards.',
    z.strictObject({ passphrase }),
    z.object({ done: z.literal(true) }),
    { locksKey: true },
  ),
  'desks.newKeyChallenge': job(
    'After another desk made the lost key anew: reads the new key from its invitation and asks for two groups of it.',
    z.strictObject({
      file: fileHandle.describe('an invitation made there since, of several files the first'),
      passphrase: passphrase.describe('the new one'),
    }),
    z.object({
      challengeId: z.string(),
      groups: z.array(z.int()).describe('which two of the eight groups, counted from 1'),
      from: z.object({ name: z.string(), operator: z.string().nullable() }),
      createdAt: z.string(),
      isParted: z.boolean().describe('this desk has made a key of its own in place of the lost one: it is given up'),
      before: z.array(z.string()),
      after: z.array(z.string()).describe('the two groups asked for are empty'),
    }),
  ),
  'desks.takeNewKey': job(
    'Puts the key of a challenge in force when the two groups are right; five wrong answers end the challenge.',
    z.strictObject({ challengeId: z.string(), answers: z.array(z.string().trim()).length(2) }),
    z.object({ version: z.int() }),
    { locksKey: true },
  ),
};
