import { type Parsed, shortened } from './money-text.ts';

/** Days keep the precision they were typed with: “2018”, “2018-05”, “2018-05-31”. Never a JS Date. */
export type DayPrecision = 'partial' | 'day';

/** “2018.5”, “2018年5月”, “2018/5/31”, “20180531”, “2018”; empty is null. */
export function parseDay(text: string, precision: DayPrecision): Parsed<string | null> {
  const clean = text.normalize('NFKC').replace(/\s/g, '');
  if (clean === '' || clean === '-' || clean === '—' || clean === '/') return { ok: true, value: null };
  const compact = /^(\d{4})(\d{2})(\d{2})?$/.exec(clean);
  const spaced = /^(\d{4})(?:[-./年](\d{1,2})?(?:[-./月](\d{1,2})?日?)?)?$/.exec(clean);
  const [, year = '', month, date] = compact ?? spaced ?? [];
  if (year === '' || !isRealDay(Number(year), month, date)) {
    return { ok: false, reason: `“${shortened(text)}”不是日期，可写 2018、2018-05 或 2018-05-31` };
  }
  const parts = [year, ...(month ? [month.padStart(2, '0')] : []), ...(date ? [date.padStart(2, '0')] : [])];
  if (precision === 'day' && parts.length < 3) {
    return { ok: false, reason: `“${shortened(text)}”缺少月或日，请写全，例如 2018-05-31` };
  }
  return { ok: true, value: parts.join('-') };
}

function isRealDay(year: number, month: string | undefined, date: string | undefined): boolean {
  if (year < 1900 || year > 2199) return false;
  if (!month) return true;
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return false;
  if (!date) return true;
  return Number(date) >= 1 && Number(date) <= daysOfMonth(year, monthNumber);
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
