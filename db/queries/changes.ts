import type { OutputOf } from '#shared/contract/index.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

export type MadeChange = Tables['changes_made'];

export function listChanges(reading: Reading, limit: number): OutputOf<'changes.list'>['rows'] {
  const rows = reading.all(
    build
      .selectFrom('changes_made as c')
      .leftJoin('changes_made as u', 'u.id', 'c.undone_by')
      .selectAll('c')
      .select(['u.at as undoneAt', 'u.actor as undoneBy'])
      .where('c.is_undo', '=', 0)
      .orderBy('c.key', 'desc')
      .limit(limit),
  );
  return rows.map(({ id, at, actor, procedure, summary, first_position, last_position, undone_by, ...row }) => ({
    changeId: id,
    at,
    actor,
    procedure,
    summary,
    operations: last_position - first_position + 1,
    isUndone: undone_by !== null,
    undoneAt: row.undoneAt,
    undoneBy: row.undoneBy,
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

/** The newest change whose undo is in force. */
export function newestRedoable(reading: Reading): MadeChange | undefined {
  return reading.first(
    build
      .selectFrom('changes_made as c')
      .innerJoin('changes_made as u', 'u.id', 'c.undone_by')
      .selectAll('c')
      .orderBy('u.key', 'desc')
      .limit(1),
  );
}

/** A change and every undo and redo of it, in the order they were made. */
export function chainOf(reading: Reading, key: number): number[] {
  const chain = build
    .selectFrom('changes_made')
    .select('key')
    .where(({ eb, or }) => or([eb('key', '=', key), eb('undoes', '=', key)]))
    .orderBy('key');
  return reading.all(chain).map((row) => row.key);
}

/** The undo or redo just made belongs to this change, which is now undone, or in force again (null). */
export function linkToChange(writing: Writing, key: number, madeId: string | null, undoneBy: string | null): void {
  if (madeId !== null) writing.run(build.updateTable('changes_made').set({ undoes: key }).where('id', '=', madeId));
  writing.run(build.updateTable('changes_made').set({ undone_by: undoneBy }).where('key', '=', key));
}
