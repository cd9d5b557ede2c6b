import type { OutputOf } from '#shared/contract/index.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

export type MadeChange = Tables['changes_made'];

export function listChanges(reading: Reading, limit: number): OutputOf<'changes.list'>['rows'] {
  const rows = reading.all(
    build.selectFrom('changes_made').selectAll().where('is_undo', '=', 0).orderBy('key', 'desc').limit(limit),
  );
  return rows.map(({ id, at, actor, procedure, summary, first_position, last_position, undone_by }) => ({
    changeId: id,
    at,
    actor,
    procedure,
    summary,
    operations: last_position - first_position + 1,
    isUndone: undone_by !== null,
  }));
}

export function changeById(reading: Reading, id: string): MadeChange | undefined {
  return reading.first(build.selectFrom('changes_made').selectAll().where('id', '=', id));
}

/** What set the office up, and what has left it or come to it, is not taken back by a key stroke. */
const notUndoable = ['offices.setUp', 'offices.loadDemonstration', 'packages.export', 'packages.import'];

export function isUndoable(change: MadeChange): boolean {
  return !notUndoable.includes(change.procedure);
}

export function newestUndoable(reading: Reading): MadeChange | undefined {
  return reading.first(
    build
      .selectFrom('changes_made')
      .selectAll()
      .where('undone_by', 'is', null)
      .where('is_undo', '=', 0)
      .where('procedure', 'not in', notUndoable)
      .orderBy('key', 'desc')
      .limit(1),
  );
}

export function markUndone(writing: Writing, key: number, undoId: string): void {
  writing.run(build.updateTable('changes_made').set({ undone_by: undoId }).where('key', '=', key));
}
