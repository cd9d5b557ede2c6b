import { writeFileSync } from 'node:fs';
import { appendChange } from '#db/ledger/append.ts';
import { beginStream } from '#db/ledger/install.ts';
import { conflictCount } from '#db/queries/conflicts.ts';
import { districtsOfLiaisonGroups, orderDistricts } from '#db/queries/district-order.ts';
import {
  type InstalledOffice,
  installedOffice,
  ledgerPosition,
  operatorNames,
  rememberOperator,
  saveSetting,
  settingValues,
  unacknowledgedRecords,
} from '#db/queries/installation.ts';
import { openLostWork } from '#db/queries/lost-work.ts';
import { ownKeys, ownKeyVersion, ownStatements } from '#db/queries/own-keys.ts';
import { hasPooledProjects } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { deadlineOf, fridayNoon, periodAt } from '#shared/calendar/period.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { problem } from '#shared/error.ts';
import { enrolmentSheet } from '#shared/report/enrolment-sheet.ts';
import { recoverySheet } from '#shared/report/recovery-sheet.ts';
import { defaultRulePackOf, ruleOf } from '#shared/rules/packs/index.ts';
import { hasExits, hasPools } from '#shared/rules/pools.ts';
import { newStream } from '../clock.ts';
import type { CommandContext, CommandHandlers, JobContext, JobHandler, QueryHandlers, Step } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { type EnrolmentFacts, enrolmentFile, enrolmentFingerprint } from '../package/enrolment.ts';
import { lockKeys, makeKeys, type OpenKeys, writeKeyFile } from '../package/keys.ts';
import { publicKeysIn, waitingKeyFile } from '../package/own-keys.ts';
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
      isBehind: openLostWork(reading).length > 0,
      conflicts: office === null ? 0 : conflictCount(reading, office.id),
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
} satisfies Partial<CommandHandlers>;

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
    const facts = { ...enrolmentFacts(office, context.now), keyVersion: context.read(ownKeyVersion) };
    const statements = keys.statements.map(({ statement }) => Buffer.from(statement, 'utf8'));
    writeFileSync(path, enrolmentFile(facts, keys, statements));
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
    await context.write('printed', { keyId: keys.keyId });
    return { file };
  },
  steps: {
    printed({ writing }, { keyId }: { keyId: string }) {
      if (settingValues(writing)[sheetDueSetting] === keyId) saveSetting(writing, sheetDueSetting, null);
      return null;
    },
  },
};

/** Names the key whose recovery sheet is still to be printed: the one in the envelope is of the key before. */
export const sheetDueSetting = 'keys.recoverySheetDue';

function enrolmentFacts(office: InstalledOffice, createdAt: string): EnrolmentFacts {
  const { id, kind, fullName, shortName, signatureLine, contactName, contactPhone } = office;
  return { officeId: id, kind, fullName, shortName, signatureLine, contactName, contactPhone, createdAt };
}

/** Another window exchanged the key; another desk did, and its passphrase waits to be typed here; or it is an old file. */
function keyProblem(keyFile: string, newest: string | undefined): 'KEY_LOCKED' | 'KEY_OF_OTHER_DESK' | 'KEY_REPLACED' {
  if (publicKeysIn(keyFile)?.keyId === newest) return 'KEY_LOCKED';
  return publicKeysIn(waitingKeyFile(keyFile))?.keyId === newest ? 'KEY_OF_OTHER_DESK' : 'KEY_REPLACED';
}

export interface SigningKeys extends OpenKeys {
  readonly statements: ReturnType<typeof ownStatements>;
}

/**
 * The open key, with the statements that lead to it. KEY_LOCKED where another window has changed the key since it was
 * opened here, KEY_REPLACED where the key file is one from before a change.
 */
export function openKeys(context: JobContext): SigningKeys {
  const { keys } = context;
  if (keys === null) throw problem('KEY_LOCKED');
  const { recorded, statements } = context.read((reading) => ({
    recorded: ownKeys(reading),
    statements: ownStatements(reading),
  }));
  const newest = recorded.at(-1)?.keyId;
  if (newest !== keys.keyId && recorded.some((key) => key.keyId === keys.keyId))
    throw problem(keyProblem(dataFolderAt(context.dataFolder).keys, newest));
  return { ...keys, statements };
}
