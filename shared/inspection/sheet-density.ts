/** How closely a sheet is set. The first that needs the fewest pages is taken. Sizes in points, heights in millimetres. */
export interface Density {
  readonly facts: number;
  /** Lines of one fact at most. */
  readonly factLines: number;
  /** all: above the items too; others: what is held against an item stands beside it only. */
  readonly figures: 'all' | 'others';
  /** Lines of open issues and of decisions. */
  readonly issues: number;
  readonly decisions: number;
  readonly questions: number;
  /** Of an item, where its text needs no more. */
  readonly row: number;
  /** What was reported in a column of its own; else below the question. */
  readonly hasFigureColumn: boolean;
  /** A group's name on a line of its own; else before the question. */
  readonly hasGroupRows: boolean;
  readonly seen: number;
  readonly demands: number;
  readonly signatures: number;
}

const wide = { figures: 'all', hasFigureColumn: true, hasGroupRows: true, factLines: 2 } as const;
const close = { figures: 'others', hasFigureColumn: false, hasGroupRows: false, factLines: 1 } as const;

export const densities: readonly Density[] = [
  { ...wide, facts: 9.5, issues: 5, decisions: 3, questions: 10.5, row: 10.5, seen: 28, demands: 20, signatures: 15 },
  { ...wide, facts: 9, issues: 4, decisions: 3, questions: 10, row: 10, seen: 25, demands: 18, signatures: 14 },
  { ...wide, facts: 8.5, issues: 3, decisions: 2, questions: 10, row: 9.5, seen: 22, demands: 15, signatures: 13 },
  { ...wide, facts: 8, issues: 2, decisions: 2, questions: 9.5, row: 9, seen: 19, demands: 13, signatures: 12 },
  {
    ...wide,
    figures: 'others',
    facts: 8,
    issues: 2,
    decisions: 1,
    questions: 9,
    row: 8.5,
    seen: 17,
    demands: 12,
    signatures: 12,
  },
  {
    ...wide,
    figures: 'others',
    hasGroupRows: false,
    facts: 7.5,
    issues: 1,
    decisions: 1,
    questions: 8.5,
    row: 8.5,
    seen: 16,
    demands: 11,
    signatures: 11,
  },
  { ...close, facts: 7.5, issues: 1, decisions: 1, questions: 8.5, row: 8.5, seen: 15, demands: 10, signatures: 10 },
  { ...close, facts: 7.5, issues: 1, decisions: 0, questions: 8, row: 8.5, seen: 14, demands: 10, signatures: 10 },
  { ...close, facts: 7, issues: 0, decisions: 0, questions: 7.5, row: 8.5, seen: 13, demands: 9, signatures: 10 },
];
