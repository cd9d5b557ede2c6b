import type { OutputOf } from '#shared/contract/index.ts';
import type { Reading, Writing } from '../run.ts';

export interface MadeChange {
  readonly key: number;
  readonly id: string;
  readonly procedure: string;
  readonly summary: string;
  readonly undone_by: string | null;
}

export function listChanges(reading: Reading, limit: number): OutputOf<'changes.list'>['rows'] {
  return reading
    .select<{
      changeId: string;
      at: string;
      actor: string;
      procedure: string;
      summary: string;
      operations: number;
      undone_by: string | null;
    }>(
      `SELECT id AS changeId, at, actor, procedure, summary, last_position - first_position + 1 AS operations, undone_by
       FROM changes_made WHERE is_undo = 0 ORDER BY key DESC LIMIT ?`,
      limit,
    )
    .map(({ undone_by, ...row }) => ({ ...row, isUndone: undone_by !== null }));
}

export function changeById(reading: Reading, id: string): MadeChange | undefined {
  return reading.selectFirst<MadeChange>(
    'SELECT key, id, procedure, summary, undone_by FROM changes_made WHERE id = ?',
    id,
  );
}

/** The newest change that can still be undone; what set the office up cannot. */
export function newestUndoable(reading: Reading): MadeChange | undefined {
  return reading.selectFirst<MadeChange>(
    `SELECT key, id, procedure, summary, undone_by FROM changes_made
     WHERE undone_by IS NULL AND is_undo = 0 AND procedure NOT IN ('offices.setUp', 'offices.loadDemonstration', 'packages.export', 'packages.import')
     ORDER BY key DESC LIMIT 1`,
  );
}

export function markUndone(writing: Writing, key: number, undoId: string): void {
  writing.execute('UPDATE changes_made SET undone_by = ? WHERE key = ?', undoId, key);
}
