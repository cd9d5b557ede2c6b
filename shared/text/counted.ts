/** Counts that are not followed to the end: a clerk is helped as much by “超过 5,000” as by the exact figure. */
export const mostCounted = 5000;

/** “1,204”; “超过 5,000” where the counting stopped. */
export function countedText(count: number): string {
  const words = Math.min(count, mostCounted)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return count > mostCounted ? `超过 ${words}` : words;
}
