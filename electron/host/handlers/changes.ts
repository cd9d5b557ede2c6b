import type { AppendedChange } from '#db/ledger/append.ts';
import { planUndo, type UndoPlan } from '#db/ledger/undo.ts';
import {
  chainOf,
  changeById,
  isUndoable,
  linkToChange,
  listChanges,
  type MadeChange,
  newestRedoable,
  newestUndoable,
} from '#db/queries/changes.ts';
import { closeConflictsAgain, reopenConflicts, wasLeftAsItWas } from '#db/queries/conflicts.ts';
import type { ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange } from './authoring.ts';

export const changeQueries = {
  'changes.list': ({ reading }, { limit }) => ({ rows: listChanges(reading, limit ?? 50) }),
} satisfies Partial<QueryHandlers>;

export const changeCommands = {
  'changes.undo'(context, { changeId }) {
    const change = changeId === undefined ? newestUndoable(context.writing) : changeById(context.writing, changeId);
    if (change === undefined || !isUndoable(change)) throw problem('CHANGE_NOT_FOUND');
    if (change.undone_by !== null) throw problem('CHANGE_ALREADY_UNDONE');
    const { made, plan } = undoChange(context, 'changes.undo', change);
    return { ...changeMade(made), undone: plan.drafts.length, changedSince: [...plan.changedSince] };
  },
  'changes.redo'(context, { changeId }) {
    const change = changeId === undefined ? newestRedoable(context.writing) : changeById(context.writing, changeId);
    if (change === undefined || !isUndoable(change)) throw problem('CHANGE_NOT_FOUND');
    if (change.undone_by === null) throw problem('CHANGE_NOT_UNDONE');
    const [, ...undone] = chainOf(context.writing, change.key);
    const plan = planUndo(context.writing, ...undone);
    const made = makeChange(context, 'changes.redo', `恢复：${change.summary}`, plan.drafts, true);
    closeConflictsAgain(context.writing, change.first_position, change.last_position);
    linkToChange(context.writing, change.key, made.changeId, null);
    return { ...changeMade(made), redone: plan.drafts.length, changedSince: [...plan.changedSince] };
  },
} satisfies Partial<CommandHandlers>;

/** Compensating operations for one change, itself a change; what was touched since is left and listed. */
export function undoChange(
  context: CommandContext,
  procedure: ProcedureName,
  change: MadeChange,
): { readonly made: AppendedChange; readonly plan: UndoPlan } {
  const { writing } = context;
  const { first_position: first, last_position: last } = change;
  const planned = planUndo(writing, ...chainOf(writing, change.key));
  // Decided that a record stays as it was: there is nothing to turn round, the question is merely open again.
  const drafts = planned.drafts.filter(
    (draft) => draft.kind === 'put' || !wasLeftAsItWas(writing, draft, draft.kind === 'undelete', first, last),
  );
  const plan = { ...planned, drafts };
  const made = makeChange(context, procedure, `撤销：${change.summary}`, plan.drafts, true);
  reopenConflicts(writing, first, last);
  linkToChange(writing, change.key, made.changeId, made.changeId ?? context.newId());
  return { made, plan };
}
