/** What a person changed of the proposals, until it is carried over. Pure. */
import type { InputOf } from '#shared/contract/index.ts';
import type { CarryRow } from '#shared/contract/year-turn.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import type { CarryDecision } from '#shared/rules/year-turn.ts';

export interface RowEdit {
  readonly decision?: CarryDecision;
  readonly nextDoneBefore?: number | null;
  readonly toPool?: ProjectPool | null;
  readonly note?: string | null;
}

export type Edits = ReadonlyMap<string, RowEdit>;

export const decisionLabels: Readonly<Record<CarryDecision, string>> = {
  carried: '结转',
  notCarried: '未结转',
  finished: '办结退出',
};

/** The row as it will be saved. One that was decided before shows what was saved. */
export function shownRow(row: CarryRow, edit: RowEdit | undefined): CarryRow {
  const saved = row.isDecided && row.recordedNextDoneBefore !== null ? row.recordedNextDoneBefore : row.nextDoneBefore;
  return { ...row, nextDoneBefore: saved, ...edit };
}

export function carryItem(row: CarryRow): InputOf<'yearTurn.carryOver'>['items'][number] {
  return {
    projectId: row.projectId,
    decision: row.decision,
    doneBeforeYear: row.nextDoneBefore,
    toPool: row.decision === 'carried' ? row.toPool : null,
    note: row.note,
  };
}

/** Rows that need words: 未结转 always; finished where nothing recorded shows it (its reason does not say so). */
export function unexplained(rows: readonly CarryRow[]): CarryRow[] {
  return rows.filter((row) => row.decision === 'notCarried' && (row.note ?? '') === '');
}
