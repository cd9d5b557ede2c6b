/**
 * What may be wrong with the exchange without any file being wrong: nobody has sent anything for long, or the clock of this
 * computer does not fit what is written here. Both are said and nothing is locked (exchange.md “What can go wrong”).
 */
import { lastExchanged, newestInstant } from '#db/queries/exchange.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, dayNumber, shownDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { requireOffice } from './authoring.ts';

/** Two weekly periods without a file. Our own measure: no notice names one. */
const silentDays = 14;

export function exchangeTasks(reading: Reading, now: string): Reminder[] {
  return [...clockTasks(reading, now), ...silenceTasks(reading, now)];
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
