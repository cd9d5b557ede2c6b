/** From boxes to answers: certain where exactly one box is ticked and every other is clean paper. */
import type { InspectionItem } from '../../domain/inspection-template.ts';
import type { BoxDoubt } from './box-mark.ts';
import type { SeenBox } from './read-page.ts';

/** blank: every box is clean paper. */
export type ItemVerdict = 'certain' | 'uncertain' | 'blank';

export type ItemDoubt = BoxDoubt | 'several';

export interface ReadItem {
  readonly key: string;
  readonly verdict: ItemVerdict;
  /** Of a certain one; of an uncertain one what is likeliest, never to be taken without a person. */
  readonly answer: string | null;
  readonly doubt: ItemDoubt | null;
}

/** Items that are ticked, as they stand on this page; others are handwriting. */
export function readItems(items: readonly InspectionItem[], boxes: readonly SeenBox[]): ReadItem[] {
  return items
    .filter((item) => item.kind === 'yesNo' || item.kind === 'choice')
    .map((item) => ({ item, seen: boxes.filter(({ box }) => box.itemKey === item.key) }))
    .filter(({ seen }) => seen.length > 0)
    .map(({ item, seen }) => readItem(item, seen));
}

function readItem(item: InspectionItem, seen: readonly SeenBox[]): ReadItem {
  const ticked = seen.filter(({ verdict }) => verdict === 'ticked');
  const doubtful = seen.filter(({ verdict }) => verdict === 'uncertain');
  const isComplete = seen.length === (item.kind === 'yesNo' ? 2 : item.options.length);
  const [only] = ticked;
  if (doubtful.length > 0 || !isComplete) {
    const likeliest = [...ticked, ...doubtful].toSorted((one, other) => other.ink - one.ink)[0];
    const doubt = doubtful[0]?.doubt ?? 'noOutline';
    return { key: item.key, verdict: 'uncertain', answer: likeliest?.box.answer ?? null, doubt };
  }
  if (only === undefined) return { key: item.key, verdict: 'blank', answer: null, doubt: null };
  return ticked.length === 1
    ? { key: item.key, verdict: 'certain', answer: only.box.answer, doubt: null }
    : { key: item.key, verdict: 'uncertain', answer: null, doubt: 'several' };
}
