import type { ReactNode } from 'react';
import './rate.css';

/** 完成率 with one decimal; null when there is no plan to compare with. */
export function rateOf(done: number, planned: number): number | null {
  return planned > 0 ? done / planned : null;
}

/** 0.4567 → “45.7%”; a dash for nothing. */
export function rateText(rate: number | null): string {
  return rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`;
}

/** The figure with a quiet bar behind it: rows can be compared at a glance, the figure stays the message. */
export function Rate({ rate }: { readonly rate: number | null }): ReactNode {
  const share = rate === null ? 0 : Math.min(1, Math.max(0, rate));
  return (
    <span className="rate">
      {rate !== null && (
        <span className="rate-track" aria-hidden>
          <span className="rate-bar" style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className="rate-text">{rateText(rate)}</span>
    </span>
  );
}
