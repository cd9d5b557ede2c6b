/** Keys over time: a new key of this office, a lost one, and a key of another office that is believed no further. */
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { journal, streamsOf } from '#db/queries/exchange.ts';
import { saveSetting, settingValues } from '#db/queries/installation.ts';
import { type OwnKey, ownKeys, saveOwnKey } from '#db/queries/own-keys.ts';
import { enrolledOfficeById, keysOf, stopKey } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { problem } from '#shared/error.ts';
import type { BelievedUntil } from '#shared/package/key-change.ts';
import type { CommandContext, CommandHandlers, JobContext, JobHandler, QueryHandlers } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { enrolmentFingerprint } from '../package/enrolment.ts';
import { keyChangeStatement } from '../package/key-change.ts';
import {
  lockKeys,
  makeKeys,
  makeNextKeys,
  type OpenKeys,
  readKeyFile,
  unlockKeys,
  writeKeyFile,
} from '../package/keys.ts';
import { nextKeyFile, publicKeysIn } from '../package/own-keys.ts';
import { requirePassphrase } from '../session-procedures.ts';
import { requireOffice } from './authoring.ts';
import { publicFacts, sheetDueSetting } from './offices.ts';

export const keyQueries = {
  'keys.state'({ reading, dataFolder }) {
    const office = requireOffice(reading);
    const recorded = ownKeys(reading);
    const current = publicKeysIn(dataFolderAt(dataFolder).keys);
    const isRecorded = current === undefined || recorded.some((key) => key.keyId === current.keyId);
    const first = isRecorded ? [] : [{ ...current, version: 1, how: 'first' as const, since: '' }];
    return {
      keys: [...recorded, ...first].map(({ version, keyId, how, since, signingKey, ageRecipient }) => ({
        version,
        keyId,
        how,
        since,
        fingerprint: enrolmentFingerprint({ officeId: office.id, signingKey, ageRecipient }),
      })),
      isSheetDue: isSheetDue(reading),
    };
  },
  'keys.believed': ({ reading }, { officeId, until }) => ({
    packages: receivedAfter(reading, officeId, until).map(({ id, fileName, at, operations }) => ({
      id,
      fileName,
      at,
      operations,
    })),
  }),
} satisfies Partial<QueryHandlers>;

/** Whether the sheet in the envelope is of a key that is no longer in force. */
export function isSheetDue(reading: Reading): boolean {
  const due = settingValues(reading)[sheetDueSetting] ?? null;
  return due !== null && due === ownKeys(reading).at(-1)?.keyId;
}

export function keyTasks(reading: Reading): Reminder[] {
  if (!isSheetDue(reading)) return [];
  return [
    {
      code: 'RECOVERY_SHEET_DUE',
      subject: ownKeys(reading).at(-1)?.keyId ?? '',
      tone: 'look',
      sentence: '密钥已经换过，还没有打印新的恢复单封存；原来那张恢复不了现在的密钥。',
      why: '恢复单是忘记口令时唯一的办法',
      action: { label: '去打印恢复单', page: '/settings?section=key' },
    },
  ];
}

export const keyCommands = {
  'keys.stop'({ writing, now, operator }, { officeId, until, why }) {
    const enrolled = enrolledOfficeById(writing, officeId);
    if (enrolled === undefined) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
    const key = keysOf(writing, officeId).find((each) => each.signingKey === enrolled.enrolment.signingKey);
    if (key === undefined) throw problem('RECORD_NOT_FOUND', { noun: '密钥' });
    if (key.stopped !== null) throw problem('KEY_ALREADY_STOPPED');
    const believed = believedUntil(writing, officeId, until);
    stopKey(writing, officeId, key.keyId, { until: believed, at: now, by: operator ?? '', why });
    return { stopped: true as const };
  },
} satisfies Partial<CommandHandlers>;

/** Of each stream the last operation that had come in by the end of the day; all that is here where no day is given. */
function believedUntil(reading: Reading, officeId: string, until: string | undefined): BelievedUntil {
  const believed: Record<string, number> = {};
  for (const { stream, n } of streamsOf(reading, officeId)) believed[stream] = n;
  if (until === undefined) return believed;
  const doubted = receivedAfter(reading, officeId, until);
  for (const stream of Object.keys(believed)) {
    const from = doubted.flatMap((row) => row.ranges.filter((range) => range.stream === stream).map(({ to }) => to));
    const kept = journal(reading)
      .filter((row) => row.direction === 'received' && row.officeId === officeId && !doubted.includes(row))
      .filter((row) => businessDay(row.at) <= until)
      .flatMap((row) => row.ranges.filter((range) => range.stream === stream).map(({ to }) => to));
    if (from.length > 0) believed[stream] = Math.max(0, ...kept);
  }
  return believed;
}

function receivedAfter(reading: Reading, officeId: string, until: string): ReturnType<typeof journal> {
  return journal(reading).filter(
    (row) =>
      row.direction === 'received' && row.officeId === officeId && row.operations > 0 && businessDay(row.at) > until,
  );
}

export const changeKeyJob: JobHandler<'keys.change'> = {
  async run(context, { current, next }) {
    requirePassphrase(next);
    const { keys: path } = dataFolderAt(context.dataFolder);
    requireNothingPending(path);
    const keyFile = await readKeyFile(path);
    if (keyFile === undefined) throw problem('KEY_MISSING');
    const before = await unlockKeys(keyFile, current);
    const { office, recorded, until } = context.read((reading) => ({
      office: requireOffice(reading),
      recorded: ownKeys(reading),
      until: Object.fromEntries(
        streamsOf(reading, requireOffice(reading).id).map(({ stream, n }): [string, number] => [stream, n]),
      ),
    }));
    const newest = recorded.at(-1);
    if (newest !== undefined && newest.keyId !== before.keyId) throw problem('KEY_REPLACED');
    const after = await makeNextKeys(before);
    const version = (newest?.version ?? 1) + 1;
    const statement = keyChangeStatement({
      officeId: office.id,
      keyVersion: version,
      previous: before,
      next: after,
      until,
      createdAt: context.now,
    });
    return putInForce(context, path, after, next, {
      ...(newest === undefined ? { first: recordOf(before, 1, 'first', context.now, null) } : {}),
      key: recordOf(after, version, 'changed', context.now, statement.toString('utf8')),
    });
  },
  steps: { record },
};

export const replaceLostKeyJob: JobHandler<'keys.replaceLost'> = {
  async run(context, { fullName, passphrase }) {
    requirePassphrase(passphrase);
    const { office, newest } = context.read((reading) => ({
      office: requireOffice(reading),
      newest: ownKeys(reading).at(-1),
    }));
    if (fullName.trim() !== office.fullName) throw problem('KEY_LOSS_NOT_CONFIRMED', { office: office.fullName });
    const { keys: path } = dataFolderAt(context.dataFolder);
    requireNothingPending(path);
    const old = publicKeysIn(path);
    putKeyFileAside(path);
    const version = (newest?.version ?? 1) + 1;
    const made = await makeKeys();
    return putInForce(context, path, made, passphrase, {
      ...(newest === undefined && old !== undefined ? { first: recordOf(old, 1, 'first', context.now, null) } : {}),
      key: recordOf(made, version, 'lost', context.now, null),
    });
  },
  steps: { record },
};

/** Its passphrase may come back to somebody's mind: the file is put aside, not thrown away. The copy, where it is new. */
export function putKeyFileAside(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const name = publicKeysIn(path)?.keyId.slice(0, 8) ?? 'damaged';
  const copy = join(dirname(path), `office-keys-${name}.lost.json`);
  const isNew = !existsSync(copy);
  copyFileSync(path, copy);
  return isNew ? copy : undefined;
}

interface Recorded {
  /** The key before, where it has never been recorded. */
  readonly first?: OwnKey;
  readonly key: OwnKey;
}

/** The file beside the old one, the record, the file in its place: see own-keys.ts for what a kill leaves. */
async function putInForce(
  context: JobContext,
  path: string,
  keys: OpenKeys,
  passphrase: string,
  recorded: Recorded,
): Promise<{ version: number; fingerprint: string[] }> {
  await writeKeyFile(nextKeyFile(path), await lockKeys(keys, passphrase));
  await context.write('record', recorded);
  renameSync(nextKeyFile(path), path);
  const office = context.read(requireOffice);
  return { version: recorded.key.version, fingerprint: publicFacts(office.id, keys).fingerprint };
}

function record({ writing, operator }: CommandContext, { first, key }: Recorded): null {
  if (first !== undefined) saveOwnKey(writing, first, '');
  saveOwnKey(writing, key, operator ?? '');
  saveSetting(writing, sheetDueSetting, key.keyId);
  return null;
}

export function requireNothingPending(path: string): void {
  if (existsSync(nextKeyFile(path))) throw problem('KEY_CHANGE_PENDING');
}

function recordOf(
  { keyId, signingKey, ageRecipient }: Pick<OpenKeys, 'keyId' | 'signingKey' | 'ageRecipient'>,
  version: number,
  how: OwnKey['how'],
  since: string,
  statement: string | null,
): OwnKey {
  return { version, keyId, signingKey, ageRecipient, how, since, statement };
}
