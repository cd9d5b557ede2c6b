import { readFileSync, writeFileSync } from 'node:fs';
import { appendChange } from '#db/ledger/append.ts';
import { beginStream } from '#db/ledger/install.ts';
import { districtsOfLiaisonGroups, orderDistricts } from '#db/queries/district-order.ts';
import {
  type InstalledOffice,
  installedOffice,
  ledgerPosition,
  operatorNames,
  rememberOperator,
  unacknowledgedRecords,
} from '#db/queries/installation.ts';
import { hasPooledProjects } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import {
  challengeById,
  dropChallenge,
  type EnrolledOffice,
  enrolledOfficeById,
  enrolledOffices,
  enrolOffice,
  saveChallenge,
} from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { deadlineOf, fridayNoon, periodAt } from '#shared/calendar/period.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { problem } from '#shared/error.ts';
import { type Enrolment, enrolmentSchema } from '#shared/package/enrolment.ts';
import { enrolmentSheet } from '#shared/report/enrolment-sheet.ts';
import { recoverySheet } from '#shared/report/recovery-sheet.ts';
import { defaultRulePackOf, ruleOf } from '#shared/rules/packs/index.ts';
import { hasExits, hasPools } from '#shared/rules/pools.ts';
import { newStream } from '../clock.ts';
import type { CommandContext, CommandHandlers, JobContext, JobHandler, QueryHandlers, Step } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import {
  challengeGroups,
  type EnrolmentFacts,
  enrolmentFile,
  enrolmentFingerprint,
  isChallengeAnswered,
  readEnrolmentFile,
} from '../package/enrolment.ts';
import { lockKeys, makeKeys, type OpenKeys, writeKeyFile } from '../package/keys.ts';
import { recoveryText } from '../package/recovery-text.ts';
import { requirePassphrase } from '../session-procedures.ts';
import { version } from '../version.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { periodDeadline, periodRule } from './progress.ts';
import { trimmed } from './projects.ts';
import { requirePack } from './rule-packs.ts';

export const officeQueries = {
  'offices.current'({ reading, now, frozenNow, dataFolder }) {
    const office = installedOffice(reading);
    const rule = office === null ? fridayNoon : periodRule(reading);
    const period = periodAt(now, rule);
    const deadline = office === null ? deadlineOf(period, rule) : periodDeadline(reading, period);
    return {
      office,
      now,
      frozenNow,
      today: businessDay(now),
      period: { closesOn: period.closesOn, label: period.label, deadline },
      operators: operatorNames(reading),
      unacknowledged: office === null || office.kind === 'centre' ? 0 : unacknowledgedRecords(reading),
      position: ledgerPosition(reading),
      features: featuresOf(reading, office?.kind ?? null),
      deployment: { version, dataFolder },
    };
  },
  'offices.list': ({ reading }) => ({ offices: enrolledOffices(reading) }),
} satisfies Partial<QueryHandlers>;

/** The centre looks at districts of any kind: it keeps pools where one of them does. */
function featuresOf(
  reading: Reading,
  kind: OfficeKind | null,
): { readonly pools: boolean; readonly exits: boolean; readonly reserveFunnel: boolean } {
  const pack = rulePackInForce(reading);
  return {
    pools: hasPools(pack) || (kind === 'centre' && hasPooledProjects(reading)),
    exits: hasExits(pack),
    reserveFunnel: ruleOf(pack, 'reserveFunnel').parameters.stages.length > 0,
  };
}

export const officeCommands = {
  'offices.save'(context, { changes }) {
    const office = requireOffice(context.writing);
    if (changes.rulePack !== undefined) requirePack(context.writing, changes.rulePack);
    return changeMade(
      makeChange(context, 'offices.save', '修改本单位信息', [
        { entity: 'office', id: office.id, kind: 'put', values: trimmed(changes) },
      ]),
    );
  },
  /** Local to the centre: how it prints, not what anybody reported. */
  'offices.orderDistricts'(context, { officeIds }) {
    const ids = officeIds ?? districtsOfLiaisonGroups(context.writing);
    if (ids.length === 0) throw problem('LIAISON_GROUPS_WITHOUT_DISTRICTS');
    orderDistricts(context.writing, ids);
    return { offices: enrolledOffices(context.writing) };
  },
  /** Two of the eight groups, chosen at random after the file is read (exchange.md “Trust without a PKI”). */
  'offices.enrolmentChallenge'(context, { file }) {
    const own = requireOffice(context.writing);
    const enrolment = readEnrolmentFile(readFileSync(context.path(file)));
    if (enrolment.officeId === own.id) throw problem('ENROLMENT_IS_OWN');
    const known = enrolledOfficeById(context.writing, enrolment.officeId);
    if (known !== undefined && known.enrolment.signingKey !== enrolment.signingKey)
      throw problem('ENROLMENT_CONFLICT', { office: known.fullName });
    const groups = challengeGroups(context.randomBelow);
    const challengeId = context.newId();
    saveChallenge(context.writing, challengeId, enrolment, groups, context.now);
    const { officeId, kind, fullName, shortName, contactName, contactPhone } = enrolment;
    return {
      challengeId,
      groups,
      office: { id: officeId, kind, fullName, shortName, contactName, contactPhone },
      isKnown: known !== undefined,
    };
  },
  'offices.enrol'(context, { challengeId, answers }) {
    const challenge = challengeById(context.writing, challengeId);
    if (challenge === undefined) throw problem('CHALLENGE_UNKNOWN');
    const enrolment = enrolmentSchema.parse(challenge.enrolment);
    const fingerprint = enrolmentFingerprint(enrolment);
    const isRight = isChallengeAnswered(fingerprint, challenge.groups, answers);
    if (!isRight) throw problem('CHALLENGE_FAILED');
    // Another file of this office may have been enrolled since this one was read.
    requireSameKey(context, enrolment);
    dropChallenge(context.writing, challengeId);
    enrolOffice(context.writing, enrolment, fingerprint, context.now, context.operator ?? '');
    const office = enrolledOffices(context.writing).find((each) => each.id === enrolment.officeId);
    if (office === undefined) throw problem('CHALLENGE_UNKNOWN');
    return { office };
  },
} satisfies Partial<CommandHandlers>;

/** The office as it is enrolled already; refused where it has another key there. */
function requireSameKey(context: CommandContext, enrolment: Enrolment): EnrolledOffice | undefined {
  const known = enrolledOfficeById(context.writing, enrolment.officeId);
  if (known !== undefined && known.enrolment.signingKey !== enrolment.signingKey)
    throw problem('ENROLMENT_CONFLICT', { office: known.fullName });
  return known;
}

export const rememberOperatorStep: Step = (context: CommandContext, { operator }: { operator: string }) => {
  rememberOperator(context.writing, operator, context.now);
  return null;
};

export interface Installation {
  readonly officeId: string;
  readonly stream: string;
  readonly operator: string;
  readonly facts: Omit<ParsedInputOf<'offices.setUp'>, 'operator' | 'passphrase'>;
  readonly isDemonstration: boolean;
}

export const setUpJob: JobHandler<'offices.setUp'> = {
  async run(context, input) {
    requirePassphrase(input.passphrase);
    const { operator, passphrase, ...facts } = input;
    const officeId = context.newId();
    const keys = await makeOfficeKeys(context, passphrase);
    await context.write('install', { officeId, stream: newStream(), operator, facts, isDemonstration: false });
    return { officeId, ...publicFacts(officeId, keys) };
  },
  steps: { install },
};

/** Refused early, so that the keys of an office that exists are never overwritten. */
export async function makeOfficeKeys(context: JobContext, passphrase: string): Promise<OpenKeys> {
  const existing = context.read(installedOffice);
  if (existing !== null) throw problem('OFFICE_ALREADY_SET_UP', { office: existing.fullName });
  context.progress({ done: 0, total: null, text: '正在生成签名密钥' });
  const keys = await makeKeys();
  await writeKeyFile(dataFolderAt(context.dataFolder).keys, await lockKeys(keys, passphrase));
  return keys;
}

export function install(
  context: CommandContext,
  { officeId, stream, operator, facts, isDemonstration }: Installation,
): null {
  const existing = installedOffice(context.writing);
  if (existing !== null) throw problem('OFFICE_ALREADY_SET_UP', { office: existing.fullName });
  const rulePack = requirePack(context.writing, facts.rulePack ?? defaultRulePackOf(facts.kind).id).id;
  beginStream(context.writing, officeId, stream, context.now);
  const values = trimmed({
    ...facts,
    signatureLine: facts.signatureLine ?? facts.fullName,
    rulePack,
    ledgerYear: facts.ledgerYear ?? Number(businessDay(context.now).slice(0, 4)),
    isDemonstration,
  });
  const author = { officeId, actor: operator, at: context.now };
  const label = { id: context.newId(), procedure: 'offices.setUp', summary: '设置本单位' };
  appendChange(context.writing, author, label, [{ entity: 'office', id: officeId, kind: 'put', values }]);
  rememberOperator(context.writing, operator, context.now);
  return null;
}

export function publicFacts(
  officeId: string,
  keys: Pick<OpenKeys, 'signingKey' | 'ageRecipient'>,
): { fingerprint: string[]; ageRecipient: string } {
  return { fingerprint: enrolmentFingerprint({ officeId, ...keys }), ageRecipient: keys.ageRecipient };
}

export const enrolmentFileJob: JobHandler<'offices.enrolmentFile'> = {
  async run(context) {
    const office = context.read(requireOffice);
    const keys = openKeys(context);
    const { path, file } = await context.newFile(`${office.shortName}_登记_${businessDay(context.now)}.ldk`);
    writeFileSync(path, enrolmentFile(enrolmentFacts(office, context.now), keys));
    return { file, fingerprint: publicFacts(office.id, keys).fingerprint };
  },
};

export const enrolmentSheetJob: JobHandler<'offices.enrolmentSheet'> = {
  async run(context) {
    const office = context.read(requireOffice);
    const keys = openKeys(context);
    const { path, file } = await context.newFile(`${office.shortName}_登记单_${businessDay(context.now)}.pdf`);
    await context.print(
      enrolmentSheet({
        office,
        fingerprint: publicFacts(office.id, keys).fingerprint,
        keyId: keys.keyId,
        madeOn: businessDay(context.now),
      }),
      path,
    );
    return { file };
  },
};

export const recoverySheetJob: JobHandler<'offices.recoverySheet'> = {
  async run(context) {
    const office = context.read(requireOffice);
    const keys = openKeys(context);
    const { path, file } = await context.newFile(`${office.shortName}_恢复单_${businessDay(context.now)}.pdf`);
    await context.print(
      recoverySheet({ office, recoveryText: recoveryText(keys), keyId: keys.keyId, madeOn: businessDay(context.now) }),
      path,
    );
    return { file };
  },
};

function enrolmentFacts(office: InstalledOffice, createdAt: string): EnrolmentFacts {
  const { id, kind, fullName, shortName, signatureLine, contactName, contactPhone } = office;
  return { officeId: id, kind, fullName, shortName, signatureLine, contactName, contactPhone, createdAt };
}

/** The contract's `needsKey` has seen to it; this only tells the compiler. */
export function openKeys(context: JobContext): OpenKeys {
  if (context.keys === null) throw problem('KEY_LOCKED');
  return context.keys;
}
