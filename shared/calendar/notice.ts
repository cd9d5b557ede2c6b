/**
 * Reads the text of the State Council's yearly notice (“元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”).
 * What it states twice – weekdays, the number of days – is held against the calendar; nothing is guessed.
 */

import type { z } from 'zod';
import type { calendarDay } from '../domain/calendar-year.ts';
import { addDays, dayNumber, weekday } from './day.ts';

export type CalendarDay = z.infer<typeof calendarDay>;

export interface NoticeHoliday {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly days: number;
  readonly statedDays: number | null;
  /** Make-up working days. */
  readonly workdays: readonly string[];
}

export interface ReadNotice {
  readonly year: number | null;
  readonly notice: string | null;
  readonly documentNumber: string | null;
  readonly holidays: readonly NoticeHoliday[];
  readonly days: readonly CalendarDay[];
  /** 中文, one sentence each; empty where everything fits together. */
  readonly problems: readonly string[];
  /** Worth a look, but no contradiction: holidays the text does not mention. */
  readonly remarks: readonly string[];
}

const usualHolidays = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
const weekdayWords = '一二三四五六日';
const holidayName = '(?:元旦|春节|清明节|(?:国际)?劳动节|端午节|中秋节|国庆节|[\\u4e00-\\u9fa5]{2,8}纪念日)';
const head = new RegExp(`(${holidayName}(?:[、和与]${holidayName})*):`, 'g');
const date = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/g;

export function readNotice(text: string, askedYear: number | null = null): ReadNotice {
  const plain = normalized(text);
  const year = askedYear ?? yearOf(plain);
  const title = /国务院办公厅关于\d{4}年部分节假日安排的通知/.exec(plain)?.[0] ?? null;
  const number = /国办发(?:明电)?〔\d{4}〕\d+号/.exec(plain)?.[0] ?? null;
  const answer = { year, notice: title, documentNumber: number };
  if (year === null)
    return {
      ...answer,
      holidays: [],
      days: [],
      remarks: [],
      problems: ['没有读到是哪一年的安排，请先填年度，或把通知标题一起粘贴。'],
    };

  const problems: string[] = [];
  const holidays = sectionsOf(plain).flatMap((section) => holidaysOf(section, year, problems));
  if (holidays.length === 0)
    problems.push('没有读到任何放假日期，请粘贴通知正文，例如“元旦：1月1日（周四）至3日（周六）放假调休，共3天。”');
  const missing = usualHolidays.filter((name) => !holidays.some((each) => each.name.includes(name)));
  const remarks = missing.length === 0 ? [] : [`没有读到${missing.join('、')}的安排。`];
  const days = daysOf(holidays);
  return { ...answer, holidays, days, problems: [...problems, ...calendarProblems(year, days)], remarks };
}

/** What of a year's days cannot be: asked again when they are saved, also when they were typed by hand. */
export function calendarProblems(year: number, days: readonly CalendarDay[]): string[] {
  const problems: string[] = [];
  const seen = new Map<string, CalendarDay>();
  for (const each of days) {
    const before = seen.get(each.day);
    if (before !== undefined)
      problems.push(
        before.isWorkingDay === each.isWorkingDay
          ? `${shown(each.day)}写了两次。`
          : `${shown(each.day)}既写了放假又写了上班。`,
      );
    seen.set(each.day, each);
    // New Year's holiday may begin in the last days of December.
    if (!each.day.startsWith(`${year}-`) && !each.day.startsWith(`${year - 1}-12-`))
      problems.push(`${shown(each.day)}不在${year}年。`);
    if (each.isWorkingDay && weekday(each.day) < 6)
      problems.push(`${shown(each.day)}是周${weekdayWords[weekday(each.day) - 1]}，本来就上班，不是调休上班。`);
  }
  return problems;
}

/** Every day of the holidays and every make-up day, in order. */
function daysOf(holidays: readonly NoticeHoliday[]): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (const { name, from, until, workdays } of holidays) {
    for (let day = from; day <= until; day = addDays(day, 1)) days.push({ day, isWorkingDay: false, holiday: name });
    for (const day of workdays) days.push({ day, isWorkingDay: true, holiday: name });
  }
  return days.toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
}

interface Section {
  readonly name: string;
  readonly text: string;
}

function sectionsOf(plain: string): Section[] {
  const heads = [...plain.matchAll(head)];
  return heads.map((match, index) => ({
    name: match[1] ?? '',
    text: plain.slice(match.index + match[0].length, heads[index + 1]?.index ?? plain.length),
  }));
}

/** “… 放假”: the range before it; “… 上班”: every day before it; “共3天”, “放假1天”: how many it says there are. */
function holidaysOf({ name, text }: Section, year: number, problems: string[]): NoticeHoliday[] {
  const found: NoticeHoliday[] = [];
  const parts = text.split(/(放假|上班)/);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    // What stands before is of the sentence before, unless it leads up to this word.
    const clause = (parts[index] ?? '').split(/[。;]/).at(-1) ?? '';
    const after = (parts[index + 2] ?? '').split('。')[0] ?? '';
    const dates = datesIn(clause, year, problems);
    const [from] = dates;
    if (from === undefined) continue;
    if (parts[index + 1] === '上班') {
      const last = found.pop();
      if (last === undefined) problems.push(`${name}：先写了上班，没有读到放假日期。`);
      else found.push({ ...last, workdays: [...last.workdays, ...dates] });
      continue;
    }
    const until = /[至到—–~-]/.test(clause) ? (dates.at(-1) ?? from) : from;
    const days = dayNumber(until) - dayNumber(from) + 1;
    if (days < 1) {
      problems.push(`${name}：放假的起止颠倒（${shown(from)}至${shown(until)}）。`);
      continue;
    }
    const stated = /^(\d+)天|共(\d+)天/.exec(after);
    const statedDays = stated === null ? null : Number(stated[1] ?? stated[2]);
    if (statedDays !== null && statedDays !== days)
      problems.push(`${name}：通知写共${statedDays}天，${shown(from)}至${shown(until)}是${days}天。`);
    found.push({ name, from, until, days, statedDays, workdays: [] });
  }
  return found;
}

/** Days of a clause in order; a day without its month has the month before it (1月1日至3日). */
function datesIn(clause: string, year: number, problems: string[]): string[] {
  const dates: string[] = [];
  let lastYear = year;
  let lastMonth: number | null = null;
  for (const match of clause.matchAll(date)) {
    lastYear = match[1] === undefined ? lastYear : Number(match[1]);
    lastMonth = match[2] === undefined ? lastMonth : Number(match[2]);
    if (lastMonth === null) continue;
    const two = (value: number) => String(value).padStart(2, '0');
    const day = `${lastYear}-${two(lastMonth)}-${two(Number(match[3]))}`;
    if (lastMonth > 12 || !isDay(day)) {
      problems.push(`没有${lastMonth}月${Number(match[3])}日这一天。`);
      continue;
    }
    const word = /(?:周|星期)([一二三四五六日天])/.exec(match[4] ?? '')?.[1]?.replace('天', '日');
    const actual = weekdayWords[weekday(day) - 1];
    if (word !== undefined && word !== actual)
      problems.push(`通知写${shown(day)}是周${word}，实际是周${actual}，请核对年度和日期。`);
    dates.push(day);
  }
  return dates;
}

function yearOf(plain: string): number | null {
  const stated = /(\d{4})年(?:部分)?节假日/.exec(plain) ?? /(\d{4})年.{0,40}放假/.exec(plain);
  return stated === null ? null : Number(stated[1]);
}

function isDay(day: string): boolean {
  return addDays(day, 0) === day;
}

function shown(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** Full-width digits and marks to half-width, no spaces: WPS and web pages differ in them. */
function normalized(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
