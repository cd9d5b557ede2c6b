/** Where a project stands in 附件2 of a period: the rule proposes, a person decides (domain.md 3 “滞后”). Pure. */
import type { LaggingRow } from '#shared/contract/reports.ts';

export type Standing = 'proposed' | 'listed' | 'struck' | 'none';
export type StandingFilter = 'all' | Exclude<Standing, 'none'>;

/** The values of the decision column; in the grid the digits 1 and 2 pick them. */
export const listedValue = 'listed';
export const struckValue = 'struck';

export function standingOf(row: Pick<LaggingRow, 'decision' | 'isProposed'>): Standing {
  if (row.decision !== null) return row.decision.isListed ? 'listed' : 'struck';
  return row.isProposed ? 'proposed' : 'none';
}

export function isIn(filter: StandingFilter, row: LaggingRow): boolean {
  return filter === 'all' || standingOf(row) === filter;
}

export interface StandingCounts {
  readonly all: number;
  readonly proposed: number;
  readonly listed: number;
  readonly struck: number;
  /** Rows of the paper: decided, and proposed ones not decided yet. */
  readonly onPaper: number;
}

export function standingCounts(rows: readonly LaggingRow[]): StandingCounts {
  const count = (standing: Standing) => rows.filter((row) => standingOf(row) === standing).length;
  return {
    all: rows.length,
    proposed: count('proposed'),
    listed: count('listed'),
    struck: count('struck'),
    onPaper: rows.filter((row) => row.isListed).length,
  };
}

/** Decided against the rule and no reason given: worth a look, never blocked. */
export function lacksReason(row: LaggingRow): boolean {
  const { decision } = row;
  return decision !== null && decision.isListed !== row.isProposed && (decision.reason ?? '') === '';
}
