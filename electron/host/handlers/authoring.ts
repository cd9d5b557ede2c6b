/** What handlers that change records share: whose change it is, and what it is called. */
import { type AppendedChange, appendChange, type Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { type InstalledOffice, installedOffice } from '#db/queries/installation.ts';
import type { Reading } from '#db/run.ts';
import type { ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { CommandContext } from '../context.ts';
import { poolsInStep } from './pools-in-step.ts';

export function requireOffice(reading: Reading): InstalledOffice {
  const office = installedOffice(reading);
  if (office === null) throw problem('OFFICE_NOT_SET_UP');
  return office;
}

/** Only the office a record belongs to writes it. */
export function requireHome(reading: Reading, homeOffice: string, officeId: string): void {
  if (homeOffice === officeId) return;
  const home = readRecord(reading, 'office', homeOffice);
  throw problem('RECORD_NOT_OURS', { office: textOf(home, 'shortName') || '对方单位' });
}

/**
 * Appends the drafts as one change of the person who is working. `summary`: one Chinese line for the list of changes.
 * `isUndo`: the drafts put back what was, so nothing is derived from them; 'listed': and the change stands in the list by
 * itself, to be undone in its turn.
 */
export function makeChange(
  context: CommandContext,
  procedure: ProcedureName,
  summary: string,
  drafts: Iterable<Draft>,
  isUndo: boolean | 'listed' = false,
): AppendedChange {
  if (context.operator === null) throw problem('OPERATOR_MISSING');
  const office = requireOffice(context.writing);
  const author = { officeId: office.id, actor: context.operator, at: context.now };
  const { writing, now, newId } = context;
  const inStep = poolsInStep({ writing, now, newId, procedure, isUndo: isUndo !== false }, drafts);
  return appendChange(
    context.writing,
    author,
    { id: context.newId(), procedure, summary, isUndo: isUndo === true },
    inStep,
  );
}

/** What a command that changes records answers. */
export function changeMade(change: AppendedChange): { changeId: string | null; position: number } {
  return { changeId: change.changeId, position: change.position };
}
