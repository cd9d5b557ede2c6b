import { calendarInForce, type EnteredYear, enteredYears, yearsInForce } from '#db/queries/calendar.ts';
import type { Reading } from '#db/run.ts';
import { shownDay as dayText, weekday } from '#shared/calendar/day.ts';
import facts from '#shared/calendar/holidays.json' with { type: 'json' };
import { type CalendarDay, calendarProblems, readNotice } from '#shared/calendar/notice.ts';
import { type Calendar, calendarWith, workingDaysBetween } from '#shared/calendar/working-day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

type ShownDay = OutputOf<'calendars.list'>['years'][number]['days'][number];
type Task = OutputOf<'overviews.district'>['tasks'][number];

const shippedYears: Readonly<Record<string, { readonly notices: readonly string[] }>> = facts.years;

export const calendarQueries = {
  'calendars.list'({ reading }) {
    const calendar = calendarInForce(reading);
    const all = enteredYears(reading);
    const entered = new Map(yearsInForce(all).map((each) => [each.year, each]));
    const above = new Map(all.filter((each) => each.isFromAbove).map((each) => [each.year, each]));
    const years = [...calendar.keys()].map(Number).toSorted((left, right) => right - left);
    return {
      years: years.map((year) => {
        const own = entered.get(year);
        const shipped = shippedYears[String(year)];
        return {
          year,
          origin: originOf(own),
          isReplaced: own !== undefined && shipped !== undefined,
          notice: own?.notice ?? shipped?.notices.join('、') ?? '',
          documentNumber: own?.documentNumber ?? null,
          workingDays: workingDaysOf(year, calendar) ?? 0,
          days: own === undefined ? shippedDays(year, calendar) : own.days.map(shownDay),
          hasAbove: above.has(year),
          differsFromAbove: own === undefined || own.isFromAbove ? [] : differences(own, above.get(year)),
        };
      }),
      missingYear: firstMissing(calendar),
    };
  },
  'calendars.read'(_, { text, year }) {
    const read = readNotice(text, year ?? null);
    const isSound = read.year !== null && read.problems.length === 0;
    return {
      ...read,
      holidays: read.holidays.map((each) => ({ ...each, workdays: [...each.workdays] })),
      days: read.days.map(shownDay),
      workingDays:
        read.year === null || !isSound
          ? null
          : workingDaysOf(read.year, calendarWith([{ year: read.year, days: [...read.days] }])),
      problems: [...read.problems],
      remarks: [...read.remarks],
    };
  },
} satisfies Partial<QueryHandlers>;

export const calendarCommands = {
  'calendars.save'(context, { year, notice, documentNumber, days, text }) {
    const office = requireOffice(context.writing);
    const read = text === undefined ? [] : readNotice(text, year).problems;
    const [reason] = [...read, ...calendarProblems(year, days)];
    if (reason !== undefined) throw problem('CALENDAR_INVALID', { year, reason: reason.replace(/。$/, '') });
    const sorted = days.toSorted((left, right) => (left.day < right.day ? -1 : 1));
    return changeMade(
      makeChange(context, 'calendars.save', `录入${year}年放假安排`, [
        {
          entity: 'calendarYear',
          id: recordId('calendarYear', office.id, String(year)),
          kind: 'put',
          values: { ...trimmed({ year, notice, documentNumber }), days: sorted },
        },
      ]),
    );
  },
  'calendars.remove'(context, { year }) {
    const office = requireOffice(context.writing);
    if (!enteredYears(context.writing).some((each) => each.year === year && !each.isFromAbove))
      throw problem('CALENDAR_NOT_LOADED', { year });
    return changeMade(
      makeChange(context, 'calendars.remove', `删除录入的${year}年放假安排`, [
        { entity: 'calendarYear', id: recordId('calendarYear', office.id, String(year)), kind: 'delete' },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;

/** 工作台: the running year without its notice, and from December on the coming one. */
export function calendarTasks(reading: Reading, today: string): Task[] {
  const missing = firstMissing(calendarInForce(reading));
  const year = Number(today.slice(0, 4));
  const isDue = missing <= year || (missing === year + 1 && today.slice(5) >= '12-01');
  if (!isDue) return [];
  return [
    {
      code: 'CALENDAR_MISSING',
      tone: missing <= year ? 'look' : 'plain',
      sentence: `${missing}年的放假安排还没有录入，工作日算不出来，截止日遇节假日不会提前。`,
      why: '国务院办公厅每年公布部分节假日安排',
      action: { label: '录入放假安排', page: '/calendars' },
    },
  ];
}

function originOf(year: EnteredYear | undefined): 'shipped' | 'entered' | 'handedDown' {
  if (year === undefined) return 'shipped';
  return year.isFromAbove ? 'handedDown' : 'entered';
}

/** Days on which the year entered here and the one handed down do not say the same, in words. */
function differences(own: EnteredYear, above: EnteredYear | undefined): string[] {
  if (above === undefined) return [];
  const word = (year: EnteredYear, day: string) => {
    const found = year.days.find((each) => each.day === day);
    if (found === undefined) return '不变';
    return found.isWorkingDay ? '上班' : '放假';
  };
  const days = [...new Set([...own.days, ...above.days].map((each) => each.day))].toSorted();
  return days
    .filter((day) => word(own, day) !== word(above, day))
    .map((day) => `${dayText(day)}：本单位${word(own, day)}，市级中心${word(above, day)}`);
}

function firstMissing(calendar: Calendar): number {
  return Math.max(...[...calendar.keys()].map(Number)) + 1;
}

function workingDaysOf(year: number, calendar: Calendar): number | null {
  const first = workingDaysBetween(`${year}-01-01`, `${year}-12-31`, calendar);
  // 1 January itself is a holiday in every year.
  return typeof first === 'number' ? first : null;
}

/** The program's own years have no names of holidays. */
function shippedDays(year: number, calendar: Calendar): ShownDay[] {
  const found = calendar.get(String(year));
  const days = [
    ...[...(found?.holidays ?? [])].map((day) => ({ day: `${year}-${day}`, isWorkingDay: false })),
    ...[...(found?.workdays ?? [])].map((day) => ({ day: `${year}-${day}`, isWorkingDay: true })),
  ];
  return days
    .toSorted((left, right) => (left.day < right.day ? -1 : 1))
    .map((each) => ({ ...each, weekday: weekday(each.day), holiday: null }));
}

function shownDay({ day, isWorkingDay, holiday }: CalendarDay): ShownDay {
  return { day, weekday: weekday(day), isWorkingDay, holiday };
}
