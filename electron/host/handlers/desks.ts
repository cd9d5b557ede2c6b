/** The computers of this office: the list, and a key that another of them exchanged. */
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { beginStream } from '#db/ledger/install.ts';
import {
  allDesks,
  becomeAnotherDesk,
  copiedFromSetting,
  notCarriedTo,
  otherDesks,
  ownDesk,
  saveDesk,
} from '#db/queries/desks.ts';
import { saveSetting, settingValues } from '#db/queries/installation.ts';
import { skipPackageNumbers } from '#db/queries/lost-work.ts';
import { ownKeys } from '#db/queries/own-keys.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { problem } from '#shared/error.ts';
import type { DeskPart } from '#shared/package/desk.ts';
import { countedText } from '#shared/text/counted.ts';
import type { CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { readKeyFile, unlockKeys } from '../package/keys.ts';
import { publicKeysIn, waitingKeyFile } from '../package/own-keys.ts';
import { writeDurably } from '../write-durably.ts';
import { requireOffice } from './authoring.ts';
import { ensureOwnDesk, keyWaitingSetting } from './desk-knowledge.ts';

export const deskQueries = {
  'desks.list'({ reading, dataFolder }) {
    const own = ownDesk(reading);
    const newest = ownKeys(reading).at(-1)?.keyId;
    return {
      own: own === undefined ? null : { id: own.id, number: own.number, name: own.name },
      rows: otherDesks(reading).map((desk) => {
        const { records, since } = notCarriedTo(reading, desk.id);
        return {
          id: desk.id,
          number: desk.number,
          name: desk.name,
          operator: desk.operator,
          seenAt: desk.seenAt,
          invitedAt: desk.notedAt,
          isJoined: desk.seenAt !== null,
          hasOldKey: desk.keyId !== null && newest !== undefined && desk.keyId !== newest,
          notCarried: records,
          since,
        };
      }),
      keyWaiting: keyWaiting(reading, dataFolder),
      copiedFrom: copiedFrom(reading),
    };
  },
} satisfies Partial<QueryHandlers>;

export const deskCommands = {
  'desks.rename'(context, { name }) {
    saveDesk(context.writing, { ...ensureOwnDesk(context), name });
    // Both go on, each under its own name.
    saveSetting(context.writing, copiedFromSetting, null);
    return { done: true as const };
  },
  'desks.remove'({ writing, now }, { id }) {
    const desk = allDesks(writing).find((each) => each.id === id && !each.isOwn);
    if (desk === undefined) throw problem('RECORD_NOT_FOUND', { noun: '电脑' });
    saveDesk(writing, { ...desk, removedAt: now });
    return { done: true as const };
  },
  'desks.separate'({ writing, newId, newStream, now }) {
    if (ownDesk(writing) === undefined) throw problem('DESKS_NONE');
    becomeAnotherDesk(writing, newId(), now);
    beginStream(writing, requireOffice(writing).id, newStream(), now);
    skipPackageNumbers(writing);
    return { done: true as const };
  },
} satisfies Partial<CommandHandlers>;

function copiedFrom(reading: Reading): { readonly id: string; readonly name: string } | null {
  const id = settingValues(reading)[copiedFromSetting] ?? null;
  const desk = otherDesks(reading).find((each) => each.id === id);
  return desk === undefined ? null : { id: desk.id, name: desk.name };
}

/** What another desk did with the key, until its passphrase was typed here. */
function keyWaiting(reading: Reading, dataFolder: string): { readonly isNewKey: boolean } | null {
  const { keys } = dataFolderAt(dataFolder);
  const waiting = publicKeysIn(waitingKeyFile(keys));
  if (waiting === undefined) return null;
  const here = publicKeysIn(keys);
  return ownKeys(reading).at(-1)?.keyId === waiting.keyId ? { isNewKey: here?.keyId !== waiting.keyId } : null;
}

/** Puts the key file that came with a desk's package beside ours where it is a newer one: its passphrase is asked for. */
export function keepWaitingKey(reading: Reading, dataFolder: string, part: DeskPart): void {
  const { keys } = dataFolderAt(dataFolder);
  const newest = part.ownKeys.toSorted((left, right) => left.version - right.version).at(-1);
  const mine = ownKeys(reading).at(-1);
  if (part.keyFile === null || newest === undefined || newest.version < (mine?.version ?? 0)) return;
  const here = existsSync(keys) ? readFileSync(keys, 'utf8') : '';
  if (here === part.keyFile.text) return;
  const isNewKey = publicKeysIn(keys)?.keyId !== newest.keyId;
  // The same key under another passphrase: the one that was written last.
  if (!isNewKey && existsSync(keys) && statSync(keys).mtime.toISOString() >= part.keyFile.at) return;
  writeDurably(waitingKeyFile(keys), part.keyFile.text);
}

export const takeKeyJob: JobHandler<'desks.takeKey'> = {
  async run(context, { passphrase }) {
    const { keys: path } = dataFolderAt(context.dataFolder);
    const waiting = await readKeyFile(waitingKeyFile(path));
    if (waiting === undefined || context.read((reading) => keyWaiting(reading, context.dataFolder)) === null)
      throw problem('DESK_KEY_NOT_WAITING');
    await unlockKeys(waiting, passphrase);
    renameSync(waitingKeyFile(path), path);
    await context.write('taken', {});
    return { done: true as const };
  },
  steps: {
    taken({ writing }) {
      saveSetting(writing, keyWaitingSetting, null);
      return null;
    },
  },
};

const lateAfterDays = 3;

/** Nothing is lost while computers of one office drift apart, but conflicts grow with every day. */
export function deskTasks(reading: Reading, now: string): Reminder[] {
  const reminders: Reminder[] = [];
  const waiting = settingValues(reading)[keyWaitingSetting] ?? null;
  if (waiting !== null && waiting === ownKeys(reading).at(-1)?.keyId)
    reminders.push({
      code: 'DESK_KEY_WAITING',
      subject: ownKeys(reading).at(-1)?.keyId ?? '',
      tone: 'look',
      sentence: '本单位在另一台电脑上换了密钥，这台电脑还没有换：请输入新的口令。',
      why: '换用新密钥以前，这台电脑不能生成报送包，也不能接收',
      action: { label: '去输入新口令', page: '/desks' },
    });
  for (const desk of otherDesks(reading)) {
    if (desk.seenAt === null) continue;
    const { records, since } = notCarriedTo(reading, desk.id);
    if (records === 0 || since === null || daysBetween(since, now) < lateAfterDays) continue;
    reminders.push({
      code: 'DESK_BEHIND',
      subject: desk.id,
      tone: 'look',
      sentence: `有${countedText(records)}项改动还没有带到“${desk.name}”，最早的已经 ${daysBetween(since, now)} 天。`,
      why: '两台电脑各改各的，隔得越久，改得不一致的越多',
      action: { label: '去同步', page: '/desks' },
      facts: [businessDay(now)],
    });
  }
  return reminders;
}

function daysBetween(since: string, now: string): number {
  return Math.floor((Date.parse(businessDay(now)) - Date.parse(businessDay(since))) / 86_400_000);
}
