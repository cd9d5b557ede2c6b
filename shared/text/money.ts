/** Integer 元 as people read it in 万元: exact, trailing zeros dropped. Shifted in the text, never in a floating-point number. */

const yuanPerWan = 10_000;

/** 123456700 元 → “12,345.67”. Empty for null. */
export function wanText(yuan: number | null): string {
  const [whole = '', fraction] = plainWanText(yuan).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** 123456700 元 → “12345.67”: what is copied to Excel and what an editor begins with. */
export function plainWanText(yuan: number | null): string {
  if (yuan === null) return '';
  const size = Math.abs(yuan);
  const whole = String(Math.floor(size / yuanPerWan));
  const fraction = String(size % yuanPerWan)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${yuan < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
