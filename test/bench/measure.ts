/** Timing and the table. Nothing here asserts: a noisy machine must not fail a build. */
import { performance } from 'node:perf_hooks';

export interface BenchRow {
  readonly what: string;
  /** Milliseconds. */
  readonly measured: number;
  readonly floor: number | null;
  readonly goal: string;
  /** Against the goal, in words: “1.4 ×”, “+12 ms”. */
  readonly result: string;
  readonly isWithinGoal: boolean | null;
  readonly note: string;
}

export async function timed<T>(work: () => T | Promise<T>): Promise<{ milliseconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - start, value };
}

/**
 * The fastest run of each, run in turn so that all meet the same moods of the machine: what others do on it can only
 * make a run slower, never faster.
 */
export async function fastestOf(times: number, ...works: readonly (() => unknown)[]): Promise<number[]> {
  const fastest = works.map(() => Number.POSITIVE_INFINITY);
  for (let count = 0; count < times; count += 1)
    for (const [index, work] of works.entries())
      fastest[index] = Math.min(fastest[index] ?? Number.POSITIVE_INFINITY, (await timed(work)).milliseconds);
  return fastest;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function ratioRow(what: string, measured: number, floor: number, atMost: number, note = ''): BenchRow {
  const ratio = measured / floor;
  return {
    what,
    measured,
    floor,
    goal: `≤ ${atMost} ×`,
    result: `${ratio.toFixed(2)} ×`,
    isWithinGoal: ratio <= atMost,
    note,
  };
}

export function differenceRow(what: string, measured: number, floor: number, atMost: number, note = ''): BenchRow {
  const more = measured - floor;
  return {
    what,
    measured,
    floor,
    goal: `+ ≤ ${atMost} ms`,
    result: `${more < 0 ? '' : '+'}${more.toFixed(1)} ms`,
    isWithinGoal: more <= atMost,
    note,
  };
}

/** How much longer at ten times the size, against n log n. */
export function growthRow(
  what: string,
  small: { readonly size: number; readonly milliseconds: number },
  large: { readonly size: number; readonly milliseconds: number },
  note = '',
): BenchRow {
  const times = large.milliseconds / small.milliseconds;
  const most = (large.size * Math.log(large.size)) / (small.size * Math.log(small.size));
  return {
    what,
    measured: large.milliseconds,
    floor: small.milliseconds,
    goal: `≤ ${most.toFixed(1)} × (n log n)`,
    result: `${times.toFixed(1)} ×`,
    isWithinGoal: times <= most,
    note,
  };
}

export function plainRow(what: string, measured: number, note = ''): BenchRow {
  return { what, measured, floor: null, goal: '–', result: '', isWithinGoal: null, note };
}

export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.what,
    shown(row.measured),
    row.floor === null ? '' : shown(row.floor),
    row.result,
    row.goal,
    row.isWithinGoal === null ? '' : row.isWithinGoal ? 'yes' : 'NO',
    row.note,
  ]);
  const heads = ['what', 'measured', 'floor', 'result', 'goal', 'met', 'note'];
  const widths = heads.map((head, index) => Math.max(head.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        index === 0 || index === 6 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 20 ? 2 : 0)} ms`;
}
