import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { figureWords } from './figure-words.ts';

type Figure = OutputOf<'overviews.district'>['figures'][number];

/** One figure an official asks for; it opens the rows it is counted from. */
export function FigureCard({ figure }: { readonly figure: Figure }): ReactNode {
  const { value, unit, exact } = figureWords(figure);
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
