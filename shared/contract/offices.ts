import { z } from 'zod';
import { officeKinds, officeSetUpSchema } from '../domain/office.ts';
import { changeMade, command, fileHandle, job, nothing, query } from './define.ts';

const keyFacts = z.object({
  fingerprint: z.array(z.string()).describe('8 groups of 5 digits'),
  ageRecipient: z.string(),
});

export const officeView = z.object({
  id: z.string(),
  kind: z.enum(officeKinds),
  fullName: z.string(),
  shortName: z.string(),
  signatureLine: z.string().nullable(),
  body: z.string().nullable(),
  reportsTo: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  rulePack: z.string(),
  ledgerYear: z.int(),
  isDemonstration: z.boolean(),
});
export type OfficeView = z.infer<typeof officeView>;

export const enrolledOffice = z.object({
  id: z.string(),
  kind: z.enum(officeKinds),
  fullName: z.string(),
  shortName: z.string(),
  enrolledAt: z.string(),
  enrolledBy: z.string(),
  fingerprint: z.array(z.string()),
  keys: z
    .array(
      z.object({
        version: z.int(),
        keyId: z.string(),
        since: z.string(),
        how: z
          .enum(['enrolled', 'signed', 'again'])
          .describe('signed: by the key before it; again: by two groups alone'),
        stopped: z.object({ at: z.string(), by: z.string(), why: z.string() }).nullable(),
        isNewest: z.boolean(),
      }),
    )
    .describe('oldest first'),
});

export const offices = {
  'offices.current': query(
    'This installation: its office, the open period, the clock, and who is working.',
    nothing,
    z.object({
      office: officeView.nullable(),
      now: z.string(),
      frozenNow: z.string().nullable(),
      today: z.string(),
      period: z.object({ closesOn: z.string(), label: z.string(), deadline: z.string() }),
      operators: z.array(z.string()),
      unacknowledged: z
        .int()
        .describe('records (projects, reports …) changed and not yet acknowledged; counted up to a little over 5 000'),
      isBehind: z.boolean().describe('this computer holds less than was handed out, see lostWork.state'),
      conflicts: z.int().describe('changed differently at two computers and not decided, see conflicts.list'),
      position: z.int(),
      features: z
        .object({ pools: z.boolean(), exits: z.boolean(), reserveFunnel: z.boolean() })
        .describe('what the rule pack keeps: an office without pools sees none of them'),
      deployment: z.object({ version: z.string(), dataFolder: z.string() }),
    }),
    { beforeSetUp: true },
  ),
  'offices.setUp': job(
    'First run: makes the office, its signing key and age recipient.',
    officeSetUpSchema,
    z.object({ officeId: z.string() }).extend(keyFacts.shape),
    { beforeSetUp: true },
  ),
  'offices.loadDemonstration': job(
    'Sets up a fictional district with about 120 projects and a year of history (passphrase demo).',
    z.strictObject({ operator: z.string().trim().min(1).max(40).default('演示员') }),
    z.object({ officeId: z.string(), projects: z.int(), reports: z.int() }),
    { beforeSetUp: true },
  ),
  'offices.save': command(
    'Changes the facts of this office.',
    z.strictObject({
      changes: z.strictObject({
        fullName: z.string().trim().min(2).max(100).optional(),
        shortName: z.string().trim().min(1).max(30).optional(),
        signatureLine: z.string().max(100).nullable().optional(),
        body: z.string().max(100).nullable().optional(),
        reportsTo: z.string().max(100).nullable().optional(),
        contactName: z.string().max(40).nullable().optional(),
        contactPhone: z.string().max(40).nullable().optional(),
        ledgerYear: z.int().min(1990).max(2100).optional(),
        rulePack: z.string().max(60).optional(),
      }),
    }),
    changeMade,
  ),
  'offices.recoverySheet': job('The sealed recovery sheet as PDF.', nothing, z.object({ file: fileHandle }), {
    needsKey: true,
  }),
  'offices.enrolmentFile': job(
    'The self-signed enrolment file another office enrols this one with.',
    nothing,
    z.object({ file: fileHandle, fingerprint: z.array(z.string()) }),
    { needsKey: true },
  ),
  'offices.enrolmentSheet': job(
    'The stamped sheet that goes with the enrolment file, as PDF.',
    nothing,
    z.object({ file: fileHandle }),
    { needsKey: true },
  ),
  'offices.enrolmentChallenge': command(
    'Reads an enrolment file and chooses two groups at random for the clerk to type from the stamped sheet.',
    z.strictObject({ file: fileHandle }),
    z.object({
      challengeId: z.string(),
      groups: z.array(z.int()).describe('which two of the eight groups, counted from 1'),
      office: z.object({
        id: z.string(),
        kind: z.enum(officeKinds),
        fullName: z.string(),
        shortName: z.string(),
        contactName: z.string().nullable(),
        contactPhone: z.string().nullable(),
      }),
      isKnown: z.boolean(),
      newKey: z
        .object({
          isSigned: z.boolean().describe('the key known here signed the new one; otherwise only the groups tell'),
          before: z.array(z.string()),
          after: z.array(z.string()).describe('the two groups asked for are empty'),
        })
        .nullable()
        .describe('of a known office with another key than the one known here'),
    }),
  ),
  'offices.enrol': job(
    'Enrols the office of a challenge when the two groups are right; five wrong answers end the challenge.',
    z.strictObject({ challengeId: z.string(), answers: z.array(z.string().trim()).length(2) }),
    z.object({ office: enrolledOffice }),
  ),
  'offices.list': query(
    'The enrolled offices; districts in the order of every list and table.',
    nothing,
    z.object({ offices: z.array(enrolledOffice) }),
  ),
  'offices.orderDistricts': command(
    'Puts the districts in the order in which every list and table of the centre shows them: as given, or as the liaison groups stand.',
    z.strictObject({
      officeIds: z.array(z.string()).min(1).max(200).optional().describe('absent: as the liaison groups stand'),
    }),
    z.object({ offices: z.array(enrolledOffice) }),
    { role: 'centre' },
  ),
};

export const sessions = {
  'sessions.state': query(
    'Who is working here and whether the key is open.',
    nothing,
    z.object({ operator: z.string().nullable(), isUnlocked: z.boolean(), unlockedUntil: z.string().nullable() }),
    { beforeSetUp: true },
  ),
  'sessions.signIn': command(
    'Says who is working: every change is recorded in this name.',
    z.strictObject({ operator: z.string().trim().min(1).max(40) }),
    z.object({ operator: z.string() }),
  ),
  'sessions.signOut': command(
    'Nobody is working here any more; the key is locked too.',
    nothing,
    z.object({ done: z.literal(true) }),
  ),
  'sessions.unlock': job(
    'Opens the signing key for a stated idle time.',
    z.strictObject({ passphrase: z.string().max(200) }),
    z.object({ isUnlocked: z.boolean(), unlockedUntil: z.string().nullable() }),
  ),
  'sessions.lock': command('Locks the signing key.', nothing, z.object({ isUnlocked: z.boolean() })),
  'sessions.recover': job(
    'Opens the keys from the sealed recovery sheet and puts them under a new passphrase.',
    z.strictObject({ recoveryText: z.string().max(2000), passphrase: z.string().max(200) }),
    z.object({ isUnlocked: z.boolean(), unlockedUntil: z.string().nullable() }),
  ),
  'sessions.changePassphrase': job(
    'Encrypts the keys under another passphrase.',
    z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
    z.object({ done: z.literal(true) }),
  ),
};
