/** Integer 元 as people read it: 万元 with thousands separators, exact, trailing zeros dropped. */
export function shownMoney(yuan: number | null): string {
  if (yuan === null) return '';
  const whole = Math.trunc(Math.abs(yuan) / 10_000);
  const rest = String(Math.abs(yuan) % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan < 0 ? '-' : ''}${grouped}${rest === '' ? '' : `.${rest}`}`;
}
