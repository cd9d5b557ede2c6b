/** Enrolling another office, for the first time or because it has a new key: file, stamped sheet, two groups of digits. */
import { readFileSync } from 'node:fs';
import { streamsOf } from '#db/queries/exchange.ts';
import {
  challengeById,
  dropChallenge,
  type EnrolledOffice,
  enrolledOfficeById,
  enrolledOffices,
  enrolOffice,
  keysOf,
  saveChallenge,
} from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { type Enrolment, enrolmentSchema } from '#shared/package/enrolment.ts';
import { type KeyChange, keyChangeSchema } from '#shared/package/key-change.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, CommandHandlers, JobHandler } from '../context.ts';
import { challengeGroups, enrolmentFingerprint, readEnrolmentFile } from '../package/enrolment.ts';
import { followKeyChanges } from '../package/key-change.ts';
import { requireOffice } from './authoring.ts';
import { mostWrongAnswers, triesLeft } from './challenges.ts';
import { adoptKeyChanges, enrolledVersion, replaceKey } from './enrolled-keys.ts';

interface Kept {
  readonly enrolment: Enrolment;
  /** Signed from key to key; empty where nothing of that kind leads to the new key. */
  readonly changes: readonly KeyChange[];
}

export const enrolmentCommands = {
  /** Two of the eight groups, chosen at random after the file is read (exchange.md “Trust without a PKI”). */
  'offices.enrolmentChallenge'(context, { file }) {
    const own = requireOffice(context.writing);
    const { statements, ...enrolment } = readEnrolmentFile(readFileSync(context.path(file)));
    if (enrolment.officeId === own.id) throw problem('ENROLMENT_IS_OWN');
    const known = enrolledOfficeById(context.writing, enrolment.officeId);
    const change = known === undefined ? null : changeOf(context.writing, known, enrolment, statements);
    const groups = challengeGroups(context.randomBelow);
    const challengeId = context.newId();
    const kept: Kept = { enrolment: enrolmentSchema.parse(enrolment), changes: change?.changes ?? [] };
    saveChallenge(context.writing, challengeId, kept, groups, context.now);
    const { officeId, kind, fullName, shortName, contactName, contactPhone } = enrolment;
    return {
      challengeId,
      groups,
      office: { id: officeId, kind, fullName, shortName, contactName, contactPhone },
      isKnown: known !== undefined,
      newKey:
        known === undefined || change === null
          ? null
          : {
              isSigned: change.changes.length > 0,
              before: enrolmentFingerprint(known.enrolment),
              // The groups asked for are on the stamped sheet alone.
              after: enrolmentFingerprint(enrolment).map((group, index) => (groups.includes(index + 1) ? '' : group)),
            },
    };
  },
} satisfies Partial<CommandHandlers>;

/** A job, so that a wrong answer is counted although it is refused. */
export const enrolJob: JobHandler<'offices.enrol'> = {
  async run(context, input) {
    const { office, left } = await context.write<Answer>('answer', input);
    if (office !== null) return { office };
    throw left > 0 ? problem('CHALLENGE_FAILED', { left }) : problem('CHALLENGE_ENDED');
  },
  steps: { answer },
};

interface Answer {
  readonly office: OutputOf<'offices.enrol'>['office'] | null;
  /** How many answers are still taken. */
  readonly left: number;
}

function answer(context: CommandContext, { challengeId, answers }: ParsedInputOf<'offices.enrol'>): JsonValue {
  const { writing, now, operator } = context;
  const challenge = challengeById(writing, challengeId);
  if (challenge === undefined) throw problem('CHALLENGE_UNKNOWN');
  const kept = challenge.enrolment as { enrolment?: unknown; changes: readonly unknown[] };
  if (kept.enrolment === undefined) throw problem('CHALLENGE_UNKNOWN');
  const enrolment = enrolmentSchema.parse(kept.enrolment);
  const changes = kept.changes.map((change) => keyChangeSchema.parse(change));
  const fingerprint = enrolmentFingerprint(enrolment);
  const left = triesLeft(writing, challengeId, challenge, fingerprint, answers);
  if (left !== null) return { office: null, left } satisfies Answer;
  // Another file of this office may have been enrolled since this one was read.
  const known = enrolledOfficeById(writing, enrolment.officeId);
  if (known !== undefined) requireNotOlder(writing, known, enrolment);
  dropChallenge(writing, challengeId);
  const by = operator ?? '';
  if (known === undefined || known.enrolment.signingKey === enrolment.signingKey)
    enrolOffice(writing, enrolment, fingerprint, now, by);
  else if (changes.length > 0) {
    adoptKeyChanges(writing, known, changes, now, by);
    enrolOffice(writing, enrolment, fingerprint, now, by, 'signed');
  } else {
    // Nobody can say any more what the lost key signs: it is believed as far as its work has come in.
    const until = Object.fromEntries(streamsOf(writing, enrolment.officeId).map(({ stream, n }) => [stream, n]));
    replaceKey(writing, enrolment, until, { how: 'again', at: now, by });
  }
  const office = enrolledOffices(writing).find((each) => each.id === enrolment.officeId);
  if (office === undefined) throw problem('CHALLENGE_UNKNOWN');
  return { office, left: mostWrongAnswers } satisfies Answer;
}

/** Null where the file has the very key the office is enrolled with. */
function changeOf(
  reading: Reading,
  known: EnrolledOffice,
  enrolment: Enrolment,
  statements: readonly Buffer[],
): { readonly changes: readonly KeyChange[] } | null {
  requireNotOlder(reading, known, enrolment);
  const { signingKey } = known.enrolment;
  if (signingKey === enrolment.signingKey) return null;
  const isStopped = keysOf(reading, known.id).some((key) => key.signingKey === signingKey && key.stopped !== null);
  // A key that was stopped names no successor; after a loss the statements begin behind a key that signed none.
  const after = { officeId: known.id, signingKey, version: enrolledVersion(reading, known) };
  const isContinued = statements.length >= (enrolment.keyVersion ?? 1) - after.version;
  const changes = isStopped || !isContinued ? [] : followKeyChanges(after, statements);
  const isProven = changes.at(-1)?.next.signingKey === enrolment.signingKey;
  return { changes: isProven ? changes : [] };
}

/** Keys only ever go forward: a key that was replaced or stopped does not come back. */
function requireNotOlder(reading: Reading, known: EnrolledOffice, enrolment: Enrolment): void {
  const version = enrolment.keyVersion ?? 1;
  const isNewest = known.enrolment.signingKey === enrolment.signingKey;
  const recorded = keysOf(reading, known.id).find((key) => key.signingKey === enrolment.signingKey);
  const newest = enrolledVersion(reading, known);
  if (recorded?.stopped !== undefined && recorded.stopped !== null)
    throw problem('ENROLMENT_KEY_STOPPED', { office: known.fullName });
  if (isNewest) return;
  if (recorded !== undefined || version < newest) throw problem('ENROLMENT_KEY_OLDER', { office: known.fullName });
  if (version === newest) throw problem('ENROLMENT_CONFLICT', { office: known.fullName });
}
