import { shortMoneyText, wanText } from '../../components/money-text.ts';

const yuanPerWan = 10_000;
const yuanPerYi = 100_000_000;

export interface FigureWords {
  readonly value: string;
  readonly unit: string;
  /** The exact amount below a rounded one. */
  readonly exact: string | null;
}

/** Amounts from 1亿 on are said in 亿元, with the exact 万元 below. */
export function figureWords({ value, unit }: { readonly value: number | null; readonly unit: string }): FigureWords {
  if (value === null) return { value: '—', unit: '', exact: null };
  if (unit !== '万元') return { value: value.toLocaleString('zh-CN'), unit, exact: null };
  const yuan = Math.round(value * yuanPerWan);
  if (Math.abs(yuan) < yuanPerYi) return { value: wanText(yuan), unit, exact: null };
  return { value: shortMoneyText(yuan).replace('亿元', ''), unit: '亿元', exact: `${wanText(yuan)} 万元` };
}
