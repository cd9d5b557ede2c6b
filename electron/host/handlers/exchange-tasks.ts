/**
 * What may be wrong with the exchange without any file being wrong: nobody has sent anything for long, or the clock of this
 * computer does not fit what is written here. Both are said and nothing is locked (exchange.md “What can go wrong”).
 */
import { journal, lastExchanged, newestInstant } from '#db/queries/exchange.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, dayNumber, shownDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { requireOffice } from './authoring.ts';

/** Two weekly periods without a file. Our own measure: no notice names one. */
const silentDays = 14;

/** One weekly period without a receipt. Our own measure, too. */
const unansweredDays = 7;

export function exchangeTasks(reading: Reading, now: string): Reminder[] {
  return [...clockTasks(reading, now), ...silenceTasks(reading, now), ...unansweredTasks(reading, now)];
}

/** A day of tolerance: two computers are never quite at one. */
function clockTasks(reading: Reading, now: string): Reminder[] {
  const newest = newestInstant(reading);
  const today = businessDay(now);
  if (newest === null || dayNumber(businessDay(newest)) <= dayNumber(today) + 1) return [];
  return [
    {
      code: 'CLOCK_BEHIND',
      tone: 'look',
      sentence: `这台电脑的日期是${shownDay(today)}，可是这里已经有${shownDay(businessDay(newest))}的记录，请核对电脑的日期和时间。`,
      why: '日期不对，报送期和时限都会算错',
      action: { label: '报送接收', page: '/exchange' },
      facts: [today],
    },
  ];
}

function silenceTasks(reading: Reading, now: string): Reminder[] {
  const office = requireOffice(reading);
  const today = dayNumber(businessDay(now));
  const last = lastExchanged(reading);
  return enrolledOffices(reading)
    .filter(({ kind }) => kind !== office.kind)
    .flatMap(({ id, fullName }): Reminder[] => {
      const at = last.get(id);
      // Nothing was ever carried between the two: nothing is missed.
      if (at === undefined) return [];
      const days = today - dayNumber(businessDay(at));
      if (days < silentDays) return [];
      return [
        {
          code: 'NOTHING_RECEIVED',
          subject: id,
          tone: 'look',
          sentence: `已有${days}天没有读入过${fullName}的文件，请问一下对方有没有文件在路上。`,
          why: '文件可能丢在路上；不影响继续使用',
          action: { label: '报送接收', page: '/exchange' },
          facts: [at],
        },
      ];
    });
}

/** A package that was made and that nobody has answered: generated is not delivered. */
function unansweredTasks(reading: Reading, now: string): Reminder[] {
  const waiting = journal(reading).filter(
    ({ direction, kind, state }) =>
      direction === 'sent' && (kind === 'report' || kind === 'directive') && state === 'generated',
  );
  const oldest = waiting.at(-1);
  if (oldest === undefined) return [];
  const days = dayNumber(businessDay(now)) - dayNumber(businessDay(oldest.at));
  if (days < unansweredDays) return [];
  const office = enrolledOffices(reading).find(({ id }) => id === oldest.officeId);
  return [
    {
      code: 'PACKAGE_UNANSWERED',
      tone: 'look',
      sentence: `第${oldest.seq}号文件（${shownDay(businessDay(oldest.at))}给${office?.fullName ?? '对方'}）已${days}天没有回执，请问一下对方收到没有，需要时再生成一份带去。`,
      why: '生成不等于对方已收',
      action:
        oldest.kind === 'report'
          ? { label: '看哪些没有确认', page: '/exchange/waiting' }
          : { label: '报送接收', page: '/exchange' },
      facts: [oldest.id],
    },
  ];
}
