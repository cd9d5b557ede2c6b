/** 找回数据: this computer holds less than was handed out. Noticed, said on every page, and brought to an end by one wizard. */
import { beginStream } from '#db/ledger/install.ts';
import { otherDesks } from '#db/queries/desks.ts';
import { lineAt, ownStream, streamNamed, streamsOf } from '#db/queries/exchange.ts';
import {
  giveUpLostWork,
  noteLostWork,
  openLostWork,
  ownStreamNames,
  skipPackageNumbers,
} from '#db/queries/lost-work.ts';
import { movedPlace } from '#db/queries/moved.ts';
import { enrolledOfficeById, enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { Held } from '#shared/package/desk.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';

export const lostWorkQueries = {
  'lostWork.state'({ reading }) {
    const office = requireOffice(reading);
    const lost = openLostWork(reading);
    return {
      isBehind: lost.length > 0,
      noticedAt: lost[0]?.noticedAt ?? null,
      missing: lost.reduce((sum, { statedN, heldN }) => sum + Math.max(0, statedN - heldN), 0),
      shownBy: lost.flatMap(({ officeId }) => {
        const shown = officeId === null ? undefined : enrolledOfficeById(reading, officeId);
        return shown === undefined ? [] : [shown.fullName];
      }),
      holders: enrolledOffices(reading)
        .filter((each) => each.kind !== office.kind)
        .map(({ id, fullName }) => {
          const enrolment = enrolledOfficeById(reading, id)?.enrolment;
          const contact = [enrolment?.contactName, enrolment?.contactPhone].filter(Boolean).join(' ');
          return { id, fullName, contact: contact === '' ? null : contact };
        }),
    };
  },
} satisfies Partial<QueryHandlers>;

export const lostWorkCommands = {
  'lostWork.giveUp'({ writing, now, operator }) {
    giveUpLostWork(writing, now, operator ?? '');
    return { done: true as const };
  },
} satisfies Partial<CommandHandlers>;

/** Nothing leaves while this computer holds less than was handed out. */
export function requireNothingLost(reading: Reading): void {
  if (openLostWork(reading).length > 0) throw problem('DATA_BEHIND');
}

/**
 * What another office says it holds of ours – itself, or through another desk that heard it – may be more than we hold, or
 * other contents under one number. Not believed silently: it is looked for, and from here on numbers of a new stream are used.
 */
export function noticeLostWork(
  { writing, now, newStream }: CommandContext,
  officeId: string,
  acknowledgements: readonly Pick<Held, 'stream' | 'n' | 'hash'>[],
): void {
  const office = requireOffice(writing);
  const written = ownStreamNames(writing);
  const own = ownStream(writing);
  // With other desks in the office, a stream unknown here may simply be another desk's.
  const isAlone =
    otherDesks(writing).length === 0 && streamsOf(writing, office.id).every(({ stream }) => written.has(stream));
  for (const { stream, n, hash } of acknowledgements) {
    if (n === 0) continue;
    const known = streamNamed(writing, stream);
    if (!written.has(stream) && !(known === undefined && isAlone)) continue;
    const here = known === undefined ? undefined : lineAt(writing, known.key, n);
    if (here?.hash.toString('hex') === hash) continue;
    // It stands elsewhere here, and the next package says so.
    if (movedPlace(writing, stream, n, Buffer.from(hash, 'hex')) !== undefined) continue;
    const isNew = noteLostWork(writing, { stream, statedN: n, officeId, at: now });
    if (!isNew || own?.stream !== stream) continue;
    beginStream(writing, office.id, newStream(), now);
    skipPackageNumbers(writing);
  }
}
