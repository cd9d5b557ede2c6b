import type { SheetCell } from './cells.ts';
import { doubtful, type Reading, sure } from './doubt.ts';
import { decimalDigits, errorValue } from './money.ts';
import { halfWidth, squash } from './text.ts';

const fullDay = /^(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|号)?$/;
const yearMonth = /^(\d{4})(?:年|[-./])(\d{1,2})月?(?:份)?$/;
const yearOnly = /^(\d{4})(?:年度?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})?$/;
const isoInstant = /^(\d{4}-\d{2}-\d{2})[T ]?\d{2}:\d{2}/;
const anywhere =
  /(?<!\d)(\d{2}(?=年)|\d{4})(?:年|[-./])(?:(\d{1,2})(?:月(?:(\d{1,2})[日号])?|[-./](\d{1,2})(?!\d)|(?!\d)))?/g;
const quarter = /^(\d{4})年?(?:第?[一二三四1-4]季度|[上下]半年)/;
const monthSigns: Readonly<Record<string, string>> = { 年底: '12', 年末: '12', 年初: '01' };
const longestText = 200;
const saidNothing = /^(?:[-—/]+|无|暂无|待定|未定)$/;

interface DateContext {
  readonly date1904: boolean;
}

/**
 * A day with the precision it was printed with: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'; null when blank or unreadable.
 * Pure arithmetic on digits and serials, so it is the same in every time zone.
 */
export function parseDay(cell: SheetCell, context: DateContext): Reading<string | null> {
  const { value } = cell;
  if (value === null || value === '') return sure(null);
  if (typeof value === 'boolean') return doubtful(null, 'date-unreadable', `“${cell.text}”不是日期`);
  if (typeof value === 'string') return parseDayText(value);
  if (cell.isDate === true) return parseSerial(value, cell.text, context.date1904);
  return parseDayNumber(value, cell.text, context.date1904);
}

/** 起止年限 in one cell: “2018-2020”, “2018.3—2020.12”, “2018年3月至2020年底”; a single date is both ends. */
export function parsePeriod(
  cell: SheetCell,
  context: DateContext,
): Reading<{ startsOn: string | null; completesOn: string | null }> {
  const text = typeof cell.value === 'string' && cell.value.length <= longestText ? tidy(cell.value) : null;
  const ends = text === null ? null : splitPeriod(text);
  if (ends !== null) {
    const start = parseDayText(ends[0]);
    const end = parseDayText(ends[1]);
    const completesOn = end.value ?? monthOfSameYear(start.value, ends[1]);
    if (start.value !== null && completesOn !== null) {
      const endDoubts = end.value === null ? [] : end.doubts;
      return { value: { startsOn: start.value, completesOn }, doubts: [...start.doubts, ...endDoubts] };
    }
  }
  const single = parseDay(cell, context);
  if (single.value === null || text === null) {
    return { value: { startsOn: single.value, completesOn: single.value }, doubts: single.doubts };
  }
  if (/建成|竣工|完工|交付|投产|完成|使用/.test(text)) {
    return { value: { startsOn: null, completesOn: single.value }, doubts: single.doubts };
  }
  if (/开工|动工|启动|起/.test(text))
    return { value: { startsOn: single.value, completesOn: null }, doubts: single.doubts };
  return { value: { startsOn: single.value, completesOn: single.value }, doubts: single.doubts };
}

/** Days since 1970-01-01 → 'YYYY-MM-DD' (proleptic Gregorian; Howard Hinnant's civil_from_days). */
export function dayOfEpoch(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/** An Excel serial in its date system → 'YYYY-MM-DD', null outside 1900–2199. Excel's false 1900-02-29 counts. */
export function serialDay(serial: number, date1904: boolean): string | null {
  const days = Math.floor(serial + 1e-9);
  if (days < (date1904 ? 0 : 1) || days > 109_574) return null;
  // 25569 = 1970-01-01 in the 1900 system, which counts a 1900-02-29 that never was; 24107 in the 1904 system.
  if (date1904) return dayOfEpoch(days - 24_107);
  return dayOfEpoch(days < 60 ? days - 25_568 : days - 25_569);
}

function parseSerial(serial: number, text: string, date1904: boolean): Reading<string | null> {
  const day = serialDay(serial, date1904);
  if (day === null) return doubtful(null, 'date-unreadable', `“${text}”不是可用的日期`);
  if (/^\d{4}$/.test(text) && serial >= 1990 && serial <= 2100) {
    // A bare year typed into a cell formatted as a date shows as a day in 1905.
    return sure(String(serial));
  }
  if (serial >= 1990 && serial <= 2100) {
    return doubtful(String(serial), 'date-text', `年份被设成了日期格式，显示为“${text}”，按 ${serial} 年读取，请核对`);
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return sure(day);
  if (/^\d{4}-\d{2}$/.test(text)) return sure(day.slice(0, 7));
  if (/^\d{4}$/.test(text)) return sure(day.slice(0, 4));
  if (!day.endsWith('-01')) return sure(day);
  return doubtful(
    day.slice(0, 7),
    'date-precision-unknown',
    `日期的显示格式认不出来，按 ${day.slice(0, 7)} 读取，请核对`,
  );
}

function parseDayNumber(value: number, text: string, date1904: boolean): Reading<string | null> {
  const digits = decimalDigits(value);
  if (Number.isInteger(value)) {
    if (value >= 1900 && value <= 2199) return sure(digits);
    if (value >= 25_569 && value <= 73_415) {
      // 1970–2100: a date whose cell has lost its date format.
      const day = serialDay(value, date1904);
      if (day !== null) return doubtful(day, 'date-from-serial', `“${text}”像日期的内部编号，按 ${day} 读取，请核对`);
    }
    return parseDayText(digits);
  }
  // Only text (or a format with two decimals) tells 2018.1 from 2018.10: as a number they are the same.
  if (/^\d{4}\.\d{2}$/.test(text)) return parseDayText(text);
  if (/^\d{4}\.1$/.test(digits)) {
    return doubtful(
      digits.slice(0, 4),
      'date-ambiguous-month',
      `“${digits}”可能是1月，也可能是10月，先只取 ${digits.slice(0, 4)} 年，请核对`,
    );
  }
  return parseDayText(digits);
}

function parseDayText(raw: string): Reading<string | null> {
  if (raw.length > longestText) return doubtful(null, 'date-unreadable', '日期格里是一大段文字，读不出日期');
  const text = tidy(raw);
  if (text === '' || saidNothing.test(text)) return sure(null);
  if (errorValue.test(text)) return doubtful(null, 'cell-error', `单元格公式出错（${text}），没有日期`);
  const exact = exactDay(text);
  if (exact !== null) return sure(exact);
  const bare = text
    .replace(/^(?:计划|拟于?|预计|约|力争|确保|预期|实际|已于?)+/, '')
    .replace(/(?:前|左右|[上中下]旬|以前|之前)$/, '');
  const season = quarter.exec(bare);
  if (season?.[1] !== undefined)
    return doubtful(season[1], 'date-estimated', `“${text}”没有写到月，按 ${season[1]} 年读取`);
  const within = exactDay(bare) ?? monthByName(bare);
  if (within !== null) {
    return bare === text.replace(/^计划|^实际/, '') && !monthByName(bare)
      ? sure(within)
      : doubtful(within, 'date-estimated', `“${text}”不是确定的日期，按 ${within} 读取`);
  }
  const first = firstDay(text);
  if (first === null) return doubtful(null, 'date-unreadable', `“${raw.trim()}”读不出日期`);
  return doubtful(first, 'date-text', `日期格里有文字：“${raw.trim()}”，按 ${first} 读取`);
}

function exactDay(text: string): string | null {
  const instant = isoInstant.exec(text);
  if (instant?.[1] !== undefined) return exactDay(instant[1]);
  const parts = fullDay.exec(text) ?? yearMonth.exec(text) ?? yearOnly.exec(text) ?? compact.exec(text);
  return parts === null ? null : dayOf(parts[1], parts[2], parts[3]);
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined) return null;
  const y = Number(year);
  if (y < 1900 || y > 2199) return null;
  if (month === undefined) return year;
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (day === undefined) return `${year}-${pad(m)}`;
  const d = Number(day);
  return d >= 1 && d <= daysInMonth(y, m) ? `${year}-${pad(m)}-${pad(d)}` : null;
}

function firstDay(text: string): string | null {
  for (const [, year = '', month, day, dottedDay] of text.matchAll(anywhere)) {
    const whole = year.length === 2 ? `20${year}` : year;
    const found = dayOf(whole, month, day ?? dottedDay) ?? dayOf(whole, undefined, undefined);
    if (found !== null) return found;
  }
  return null;
}

function monthByName(text: string): string | null {
  const match = /^(\d{4})(年底|年末|年初)$/.exec(text);
  const month = monthSigns[match?.[2] ?? ''];
  return match?.[1] === undefined || month === undefined ? null : `${match[1]}-${month}`;
}

/** Where a period divides; null when the text is one date (“2018-05” is a month, “2018-2020” is a period). */
function splitPeriod(text: string): readonly [string, string] | null {
  const spoken = /^(.+?)(?:-*[~～至到]+-*|-{2,})(.+)$/.exec(text);
  if (spoken?.[1] !== undefined && spoken[2] !== undefined) return [spoken[1], spoken[2]];
  const dashed = /^(\d{4}(?:[年./]\d{1,2}(?:[月./]\d{1,2}日?)?月?|年)?)-(\d{4}.*|\d{1,2}月)$/.exec(text);
  if (dashed?.[1] !== undefined && dashed[2] !== undefined) return [dashed[1], dashed[2]];
  const iso = /^(\d{4}-\d{1,2}(?:-\d{1,2})?)-(\d{4}-\d{1,2}(?:-\d{1,2})?)$/.exec(text);
  return iso?.[1] !== undefined && iso[2] !== undefined ? [iso[1], iso[2]] : null;
}

/** “2018年3月至12月”: the end borrows the year of the start. */
function monthOfSameYear(start: string | null, end: string): string | null {
  const month = /^(\d{1,2})月?$/.exec(end)?.[1];
  return start === null || month === undefined ? null : dayOf(start.slice(0, 4), month, undefined);
}

function tidy(text: string): string {
  return halfWidth(squash(text)).replace(/。$/, '');
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Whether an end lies before a start, each compared at the coarser of the two precisions. */
export function isBefore(end: string, start: string): boolean {
  const length = Math.min(end.length, start.length);
  return end.slice(0, length) < start.slice(0, length);
}
