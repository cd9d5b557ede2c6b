/** What was done in each month and quarter of a year, out of cumulative figures of the weekly reports and month checks. 元. */

export interface CumulativeFigure {
  /** The closing day of a period, or the last day of a checked month. */
  readonly onDay: string;
  readonly doneThisYear: number;
  /** 按月查账: the month's own figure stands before the week's. */
  readonly isMonthCheck: boolean;
}

export interface DoneInMonth {
  /** 1 … 12 */
  readonly month: number;
  /** This year until the month's end; null where nothing was reported in it. */
  readonly cumulative: number | null;
  /** In the month alone; null where its end or the end of the month before is unknown. */
  readonly inMonth: number | null;
}

/** Twelve months. A month without a report has no figure of its own: nothing is spread or guessed. */
export function doneByMonth(year: number, figures: readonly CumulativeFigure[]): readonly DoneInMonth[] {
  const months: DoneInMonth[] = [];
  let before: number | null = 0;
  for (let month = 1; month <= 12; month += 1) {
    const cumulative = lastOf(figures, `${year}-${String(month).padStart(2, '0')}`);
    const inMonth = cumulative === null || before === null ? null : cumulative - before;
    months.push({ month, cumulative, inMonth });
    before = cumulative;
  }
  return months;
}

/** Four quarters: the last figure in one against the last in the one before. */
export function doneByQuarter(months: readonly DoneInMonth[]): readonly (number | null)[] {
  const ends = [0, 3, 6, 9].map(
    (from) =>
      months
        .slice(from, from + 3)
        .toReversed()
        .find((month) => month.cumulative !== null)?.cumulative ?? null,
  );
  return ends.map((end, quarter) => {
    const before = quarter === 0 ? 0 : (ends[quarter - 1] ?? null);
    return end === null || before === null ? null : end - before;
  });
}

function lastOf(figures: readonly CumulativeFigure[], month: string): number | null {
  const within = figures
    .filter((figure) => figure.onDay.startsWith(month))
    .toSorted((left, right) => (left.onDay < right.onDay ? -1 : 1));
  return (within.findLast((figure) => figure.isMonthCheck) ?? within.at(-1))?.doneThisYear ?? null;
}
