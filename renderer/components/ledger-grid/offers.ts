/** What an editor offers to choose from while typing. */
import { splitNames } from './cell-value.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

export interface Offer {
  /** The digit that picks it; empty beyond nine. */
  readonly key: string;
  readonly label: string;
}

type ColumnWords = Pick<LedgerColumn<GridRow>, 'kind' | 'choices' | 'suggestions'>;
const offersShown = 9;

export function offersFor(column: ColumnWords, typed: string): readonly Offer[] {
  if (column.kind === 'choice') {
    const wanted = typed.trim();
    const all = (column.choices ?? []).map((choice, index) => ({
      key: index < offersShown ? String(index + 1) : '',
      label: choice.label,
    }));
    const exact = all.filter((offer) => offer.key === wanted);
    if (exact.length > 0) return exact;
    const close = all.filter((offer) => offer.label.includes(wanted));
    return close.length > 0 ? close : all;
  }
  const part = lastName(typed).toLowerCase();
  if (part === '' || column.suggestions === undefined) return [];
  const taken = new Set(column.kind === 'units' ? splitNames(typed) : []);
  const found = column.suggestions.filter(
    ({ name, pinyin, initials }) =>
      !taken.has(name) && [name, pinyin ?? '', initials ?? ''].some((word) => word.toLowerCase().includes(part)),
  );
  return found.slice(0, offersShown).map(({ name }) => ({ key: '', label: name }));
}

/** The text after taking an offer: the whole of a choice, the last name of a list. */
export function completed(column: ColumnWords, text: string, offer: Offer): string {
  if (column.kind !== 'units') return offer.label;
  const part = lastName(text);
  return `${text.slice(0, text.length - part.length)}${offer.label}`;
}

function lastName(text: string): string {
  return /[^、,，;；\n]*$/.exec(text)?.[0].trimStart() ?? '';
}
