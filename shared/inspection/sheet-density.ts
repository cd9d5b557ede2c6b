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
  /** Groups, and what was reported, in columns of their own; else before and behind the question. */
  readonly hasColumns: boolean;
  readonly seen: number;
  readonly demands: number;
  readonly signatures: number;
}

const wide = { figures: 'all', hasColumns: true, factLines: 2 } as const;
const brief = { ...wide, figures: 'others' } as const;
const close = { figures: 'others', hasColumns: false, factLines: 1 } as const;

export const densities: readonly Density[] = [
  { ...wide, facts: 9.5, issues: 5, decisions: 3, questions: 10.5, row: 10.5, seen: 28, demands: 20, signatures: 15 },
  { ...wide, facts: 9, issues: 4, decisions: 3, questions: 10, row: 10, seen: 24, demands: 17, signatures: 14 },
  { ...brief, facts: 9, issues: 3, decisions: 2, questions: 10, row: 9.5, seen: 21, demands: 15, signatures: 13 },
  { ...brief, facts: 8.5, issues: 3, decisions: 2, questions: 9.5, row: 9, seen: 18, demands: 13, signatures: 12 },
  { ...brief, facts: 8.5, issues: 2, decisions: 1, questions: 9, row: 8.5, seen: 16, demands: 12, signatures: 12 },
  { ...brief, facts: 8, issues: 2, decisions: 1, questions: 9, row: 8.5, seen: 15, demands: 11, signatures: 11 },
  { ...brief, facts: 8, issues: 1, decisions: 1, questions: 8.5, row: 8.5, seen: 14, demands: 10, signatures: 10 },
  { ...close, facts: 8, issues: 1, decisions: 1, questions: 8.5, row: 8.5, seen: 14, demands: 10, signatures: 10 },
  { ...close, facts: 7.5, issues: 1, decisions: 0, questions: 8, row: 8.5, seen: 13, demands: 9, signatures: 10 },
  { ...close, facts: 7, issues: 0, decisions: 0, questions: 7.5, row: 8.5, seen: 12, demands: 8, signatures: 9 },
];
