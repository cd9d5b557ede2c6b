import type { SheetContent } from '../domain/inspection-sheet.ts';

/** Printed for no project: its figures are none and its facts are empty places for a pen. It gets its project when it is back. */
export function isBlankSheet({ facts, figures }: Pick<SheetContent, 'facts' | 'figures'>): boolean {
  return figures.length === 0 && facts.every((fact) => fact.text.trim() === '');
}
