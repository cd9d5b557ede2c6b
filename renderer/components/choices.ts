import {
  constructionNatureLabels,
  progressStateLabels,
  projectLevelLabels,
  projectPoolLabels,
} from '#shared/text/labels.ts';
import type { Choice } from './ledger-grid/ledger-column.ts';

/** The choices of a field for grids and selects, in their natural order. */
export const levelChoices = choicesOf(projectLevelLabels);
export const natureChoices = choicesOf(constructionNatureLabels);
export const poolChoices = choicesOf(projectPoolLabels);
export const progressStateChoices = choicesOf(progressStateLabels);

export function choicesOf(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
