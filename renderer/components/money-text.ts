/**
 * Money as clerks read and type it. Inside: integer 元. On the screen: 万元 with thousands separators.
 * Exact: the decimal point is shifted in the text, never in a floating-point number.
 */
import { wanText } from '#shared/text/money.ts';

export { plainWanText, wanText } from '#shared/text/money.ts';

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const unitPowers: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万: 4, 万元: 4, 亿: 8, 亿元: 8 };

/** “1.2亿元” for captions where the exact figure is not needed; below 1亿 it stays 万元. */
export function shortMoneyText(yuan: number | null): string {
  if (yuan === null) return '—';
  if (Math.abs(yuan) < 100_000_000) return `${wanText(Math.round(yuan / 100) * 100)}万元`;
  const hundredths = Math.round(Math.abs(yuan) / 1_000_000);
  const whole = String(Math.floor(hundredths / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${yuan < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}亿元`;
}

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

export function shortened(text: string, length = 12): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
