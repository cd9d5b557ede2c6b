import type { ReactNode } from 'react';

/** The eight groups as the stamped sheet prints them: four and four. An empty one is asked for. */
export function EightGroups({ groups }: { readonly groups: readonly string[] }): ReactNode {
  const line = (from: number) =>
    groups
      .slice(from, from + 4)
      .map((group) => (group === '' ? '□□□□□' : group))
      .join('　');
  return (
    <span className="exchange-digits">
      {line(0)}
      <br />
      {line(4)}
    </span>
  );
}
