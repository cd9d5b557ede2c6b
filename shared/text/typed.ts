/** Amounts and days as clerks type them. Exact: the decimal point is shifted in the text, never in a floating-point number. */

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const unitPowers: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万: 4, 万元: 4, 亿: 8, 亿元: 8 };

/** “1.2亿”, “3000万”, “12,345.67” (万元), “500元”, full-width digits; empty is null. Value in 元. */
export function parseMoney(text: string): Parsed<number | null> {
  const clean = text.normalize('NFKC').replace(/[\s,，¥￥]/g, '');
  if (clean === '' || clean === '-' || clean === '—' || clean === '/') return { ok: true, value: null };
  const match = /^(\d*)(?:\.(\d*))?(元|千元|万元?|亿元?)?$/.exec(clean);
  const [, whole = '', fraction = '', unit = '万'] = match ?? [];
  if (match === null || whole + fraction === '') {
    return { ok: false, reason: `“${shortened(text)}”不是金额，可写 12,345.67（万元）、1.2亿 或 3000万` };
  }
  const power = unitPowers[unit] ?? 4;
  const digits = fraction.padEnd(power, '0');
  const yuan = Number(`${whole}${digits.slice(0, power)}` || '0') + (Number(digits[power] ?? '0') >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(yuan)) return { ok: false, reason: `“${shortened(text)}”数字太大，请核对单位` };
  return { ok: true, value: yuan };
}

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

export function shortened(text: string, length = 12): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
