/** 附件3 and 4: who leads a project as printed, and the order of the rows (leader, then the order given). */
import { rankOf } from '../rules/ranks.ts';

export interface LeaderShown {
  readonly name: string;
  readonly rank: string | null;
  /** Who stands in for him on that day. */
  readonly delegateName: string | null;
}

/** One leader a line; on days of delegation the delegate beside him (登项攻坚办〔2018〕1号 (一)). */
export function leaderText(leaders: readonly LeaderShown[]): string {
  return leaders
    .map(({ name, delegateName }) => (delegateName === null ? name : `${name}（委托${delegateName}）`))
    .join('\n');
}

/**
 * Rows by leader: the higher rank first, as far as ranks are known, then the leader who comes first in the order given;
 * rows of the same leaders together, so that their cells merge, his own before those he shares. Within a leader the given order stays. By name, because
 * each district keeps its own card of a leader.
 */
export function byLeader<Row extends { readonly leaders: readonly LeaderShown[] }>(rows: readonly Row[]): Row[] {
  const firstNames = new Map<string, number>();
  const texts = new Map<string, number>();
  const ranks = new Map<string, number>();
  for (const [place, { leaders }] of rows.entries()) {
    const [first] = leaders;
    const name = first?.name ?? '';
    const text = leaderText(leaders);
    if (!firstNames.has(name)) firstNames.set(name, place);
    if (!texts.has(text)) texts.set(text, place);
    ranks.set(name, Math.max(ranks.get(name) ?? 0, rankOf(first?.rank ?? null)?.highest ?? 0));
  }
  const keys = rows.map((row, place) => {
    const name = row.leaders[0]?.name ?? '';
    return {
      row,
      // A row without a leader stands last.
      key: [
        name === '' ? 1 : 0,
        -(ranks.get(name) ?? 0),
        firstNames.get(name) ?? 0,
        row.leaders.length,
        texts.get(leaderText(row.leaders)) ?? 0,
        place,
      ],
    };
  });
  return keys.toSorted((left, right) => compared(left.key, right.key)).map(({ row }) => row);
}

function compared(left: readonly number[], right: readonly number[]): number {
  for (const [at, value] of left.entries()) if (value !== right[at]) return value - (right[at] ?? 0);
  return 0;
}
