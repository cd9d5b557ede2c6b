/** Money as clerks read and type it. Inside: integer 元. On the screen: 万元 with thousands separators. */
import { wanText } from '#shared/text/money.ts';

export { plainWanText, wanText } from '#shared/text/money.ts';
export { type Parsed, parseMoney, shortened } from '#shared/text/typed.ts';

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
