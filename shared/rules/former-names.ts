/** What becomes of a project's former names when its name changes. */

export const nameChanges = ['renamed', 'corrected'] as const;
export type NameChange = (typeof nameChanges)[number];

/**
 * A renamed project keeps its old name, so that last year's workbook and old papers still find it; a corrected typo does
 * not. Going back to an earlier name takes that one off the list. Names that differ in blanks and width only are the same.
 */
export function formerNamesAfter(
  before: { readonly name: string; readonly formerNames: readonly string[] },
  name: string,
  change: NameChange,
): readonly string[] {
  const isSame = sameWords(before.name, name);
  const kept = before.formerNames.filter((each) => !sameWords(each, name));
  if (isSame || change === 'corrected' || kept.some((each) => sameWords(each, before.name))) return kept;
  return [...kept, before.name];
}

function sameWords(left: string, right: string): boolean {
  return plain(left) === plain(right);
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
