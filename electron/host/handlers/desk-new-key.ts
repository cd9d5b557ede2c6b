/**
 * 取来新密钥: the office's key was lost for good and made anew at another of its computers. Nothing the old key signed leads
 * to the new one, so its fingerprint is asked for as at an enrolment; the key file comes in an invitation made there, whose
 * records are left alone.
 */
import { renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { allDesks, ownDesk, saveDesk } from '#db/queries/desks.ts';
import { saveSetting } from '#db/queries/installation.ts';
import { type OwnKey, ownKeys, takeOwnKeysOver } from '#db/queries/own-keys.ts';
import { challengeById, dropChallenge, saveChallenge } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { type Invitation, ownKeySchema } from '#shared/package/desk.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { challengeGroups, enrolmentFingerprint } from '../package/enrolment.ts';
import { readInvitation } from '../package/invitation.ts';
import { type PublicKeys, publicKeysOf, readKeyFile, writeKeyFile } from '../package/keys.ts';
import { nextKeyFile, offeredKeyFile, publicKeysIn, waitingKeyFile } from '../package/own-keys.ts';
import { requireOffice } from './authoring.ts';
import { triesLeft } from './challenges.ts';
import { deskPartOf, unlocked, withOpened } from './desk-join.ts';
import { keyWaitingSetting } from './desk-knowledge.ts';
import { putKeyFileAside, requireNothingPending } from './keys.ts';

const offerSchema = z.object({
  /** All keys of the office as the other desk has them, oldest first; the last is the one offered. */
  offeredKeys: z.array(ownKeySchema).min(1),
  invitation: z.string(),
  fromDesk: z.string(),
});
type Offer = z.infer<typeof offerSchema>;

export const newKeyChallengeJob: JobHandler<'desks.newKeyChallenge'> = {
  async run(context, { file, passphrase }) {
    const { keys: keyPath } = dataFolderAt(context.dataFolder);
    const path = context.path(file);
    const read = await readInvitation(path);
    const { invitation } = read;
    const office = context.read(requireOffice);
    if (invitation.officeId !== office.id)
      throw problem('NEW_KEY_OTHER_OFFICE', { office: office.fullName, theirs: invitation.fullName });
    const { number, of } = invitation.part ?? { number: 1, of: 1 };
    if (number > 1) throw problem('NEW_KEY_LATER_PART', { number, of });
    const offered = publicKeysOf(invitation.keyFile);
    const here = publicKeysIn(keyPath);
    context.read((reading) => requireOther(reading, here, offered.keyId));
    context.progress({ done: 0, total: null, text: '正在用口令打开' });
    const keys = await unlocked(invitation, passphrase);
    const offeredKeys = await withOpened(
      context,
      { read, path, name: file.name },
      keys,
      async (opened) => deskPartOf(opened).ownKeys.toSorted((left, right) => left.version - right.version),
      { withoutBlobs: true },
    );
    requireSame(offeredKeys.at(-1), offered);
    const isParted = context.read((reading) => requireNewer(reading, offeredKeys));
    await writeKeyFile(offeredKeyFile(keyPath), invitation.keyFile);
    const { challengeId, groups } = await context.write<Asked>('ask', {
      offeredKeys,
      invitation: invitation.id,
      fromDesk: invitation.from.id,
    } satisfies Offer);
    const { name, operator } = invitation.from;
    return {
      challengeId,
      groups,
      from: { name, operator },
      createdAt: invitation.createdAt,
      isParted,
      before: here === undefined ? [] : enrolmentFingerprint({ officeId: office.id, ...here }),
      // The groups asked for come from the other computer, not from this file.
      after: enrolmentFingerprint({ officeId: office.id, ...offered }).map((group, index) =>
        groups.includes(index + 1) ? '' : group,
      ),
    };
  },
  steps: {
    ask(context, offer: Offer): JsonValue {
      const groups = challengeGroups(context.randomBelow);
      const challengeId = context.newId();
      saveChallenge(context.writing, challengeId, offer, groups, context.now);
      return { challengeId, groups } satisfies Asked;
    },
  },
};

interface Asked {
  readonly challengeId: string;
  readonly groups: number[];
}

/** The last of the keys the package names is that of the key file it came with. */
function requireSame(newest: OwnKey | undefined, offered: PublicKeys): void {
  if (newest === undefined) throw problem('NEW_KEY_OLDER');
  const { keyId, signingKey, ageRecipient } = newest;
  if (keyId !== offered.keyId || signingKey !== offered.signingKey || ageRecipient !== offered.ageRecipient)
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'own keys' });
}

/** What can be told before the passphrase. */
function requireOther(reading: Reading, here: PublicKeys | undefined, keyId: string): void {
  const recorded = ownKeys(reading);
  if (recorded.some((key) => key.keyId === keyId) && recorded.at(-1)?.keyId !== keyId) throw problem('NEW_KEY_OLDER');
  if (here?.keyId === keyId) throw problem('NEW_KEY_SAME');
}

/** Whether a key made here gives way: both computers replaced the lost one. */
function requireNewer(reading: Reading, offeredKeys: readonly OwnKey[]): boolean {
  const recorded = ownKeys(reading);
  if ((offeredKeys.at(-1)?.version ?? 0) < (recorded.at(-1)?.version ?? 1)) throw problem('NEW_KEY_OLDER');
  const theirs = new Map(offeredKeys.map((key) => [key.version, key.keyId]));
  return recorded.some((key) => theirs.get(key.version) !== key.keyId);
}

/** A job, so that a wrong answer is counted although it is refused. */
export const takeNewKeyJob: JobHandler<'desks.takeNewKey'> = {
  async run(context, { challengeId, answers }) {
    const { keys: path } = dataFolderAt(context.dataFolder);
    requireNothingPending(path);
    const keyFile = await readKeyFile(offeredKeyFile(path));
    if (keyFile === undefined) throw problem('NEW_KEY_CHECK_GONE');
    const { keyId } = publicKeysOf(keyFile);
    // The file beside the old one, the record, the file in its place: see own-keys.ts for what a kill leaves.
    const aside = putKeyFileAside(path);
    await writeKeyFile(nextKeyFile(path), keyFile);
    try {
      const { left, version } = await context.write<Answer>('answer', { challengeId, answers, keyId });
      if (left === 0) rmSync(offeredKeyFile(path), { force: true });
      if (left !== null) throw left > 0 ? problem('NEW_KEY_GROUPS_WRONG', { left }) : problem('NEW_KEY_GROUPS_ENDED');
      renameSync(nextKeyFile(path), path);
      for (const done of [offeredKeyFile(path), waitingKeyFile(path)]) rmSync(done, { force: true });
      return { version };
    } catch (error) {
      const isRecorded = context.read((reading) => ownKeys(reading).at(-1)?.keyId === keyId);
      for (const undone of isRecorded ? [] : [nextKeyFile(path), aside])
        if (undone !== undefined) rmSync(undone, { force: true });
      throw error;
    }
  },
  steps: { answer },
};

interface Answer {
  /** How many answers are still taken; null where it was right. */
  readonly left: number | null;
  readonly version: number;
}

function answer(
  context: CommandContext,
  { challengeId, answers, keyId }: ParsedInputOf<'desks.takeNewKey'> & { readonly keyId: string },
): JsonValue {
  const { writing, operator } = context;
  const challenge = challengeById(writing, challengeId);
  const offer = offerSchema.safeParse(challenge?.enrolment);
  const newest = offer.data?.offeredKeys.at(-1);
  if (challenge === undefined || !offer.success || newest?.keyId !== keyId) throw problem('NEW_KEY_CHECK_GONE');
  const { offeredKeys, invitation, fromDesk } = offer.data;
  const fingerprint = enrolmentFingerprint({ officeId: requireOffice(writing).id, ...newest });
  const left = triesLeft(writing, challengeId, challenge, fingerprint, answers);
  if (left !== null) return { left, version: 0 } satisfies Answer;
  // Another key may have come in since the file was read.
  requireNewer(writing, offeredKeys);
  dropChallenge(writing, challengeId);
  takeOwnKeysOver(writing, offeredKeys, operator ?? '');
  saveSetting(writing, keyWaitingSetting, null);
  noteDesks(context, invitation, fromDesk, keyId);
  return { left: null, version: newest.version } satisfies Answer;
}

/** The invitation stands for nobody any more: the other desk learns it with the next file, as if it had been joined by. */
function noteDesks(
  { writing }: CommandContext,
  invitation: Invitation['id'],
  fromDesk: Invitation['from']['id'],
  keyId: string,
): void {
  const own = ownDesk(writing);
  if (own !== undefined && own.id !== fromDesk) saveDesk(writing, { ...own, invitation });
  const from = allDesks(writing).find(({ id, isOwn }) => id === fromDesk && !isOwn);
  if (from !== undefined) saveDesk(writing, { ...from, keyId });
}
