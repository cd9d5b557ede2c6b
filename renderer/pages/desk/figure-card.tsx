import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { shortMoneyText, wanText } from '../../components/money-text.ts';

type Figure = OutputOf<'overviews.district'>['figures'][number];

const yuanPerWan = 10_000;
const yuanPerYi = 100_000_000;

/** One figure an official asks for; it opens the rows it is counted from. */
export function FigureCard({ figure }: { readonly figure: Figure }): ReactNode {
  const { value, unit, exact } = wordsOf(figure);
  const detail = [exact, figure.detail].filter((text) => text !== null);
  return (
    <Link href={figure.page} className="desk-figure" title={`看“${figure.label}”的明细`}>
      <span className="desk-figure-label">
        {figure.label}
        <IconChevronRight size={15} aria-hidden />
      </span>
      <span className="desk-figure-value">
        {value}
        <span className="desk-figure-unit">{unit}</span>
      </span>
      {detail.map((text) => (
        <span key={text} className="desk-figure-detail">
          {text}
        </span>
      ))}
    </Link>
  );
}

/** Amounts from 1亿 on are said in 亿元, with the exact 万元 below. */
function wordsOf({ value, unit }: Figure): {
  readonly value: string;
  readonly unit: string;
  readonly exact: string | null;
} {
  if (value === null) return { value: '—', unit: '', exact: null };
  if (unit !== '万元') return { value: value.toLocaleString('zh-CN'), unit, exact: null };
  const yuan = Math.round(value * yuanPerWan);
  if (Math.abs(yuan) < yuanPerYi) return { value: wanText(yuan), unit, exact: null };
  return { value: shortMoneyText(yuan).replace('亿元', ''), unit: '亿元', exact: `${wanText(yuan)} 万元` };
}
