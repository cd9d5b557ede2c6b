/**
 * 撤销接收. What other desks of this office wrote is ours to change: compensating operations, as for any change. What
 * another office wrote is not: its operations are set aside and the records made again without them (db/ledger/take-back.ts).
 * Either way what something else hangs on is left and listed, the receipt that was handed out is void, and a new one says so.
 */
import { rmSync } from 'node:fs';
import { type Brought, type TakenBack, takeBack } from '#db/ledger/take-back.ts';
import { planUndoOfReceived } from '#db/ledger/undo.ts';
import { type JournalRow, journalById, markTakenBack, newestTakenInAfter } from '#db/queries/exchange.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreviewsOf } from '#db/queries/ledger-imports.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { makeChange, requireOffice } from './authoring.ts';
import { openKeys } from './offices.ts';
import type { ReceivedFacts } from './package-commit.ts';
import { ensureReceipt, receiptSteps } from './package-receipt.ts';

type Undone = Omit<OutputOf<'packages.undo'>, 'file'>;

export const packageUndoJob: JobHandler<'packages.undo'> = {
  async run(context, { packageId }) {
    // The new receipt is signed; asked before anything is changed.
    openKeys(context);
    const done = await context.write<Undone>('takeBack', { packageId });
    const row = context.read((reading) => requireRow(reading, packageId));
    const office = context.read((reading) => enrolledOfficeById(reading, row.officeId));
    if (office === undefined) return { ...done, file: null };
    const receipt = await ensureReceipt(context, row, { kind: row.kind, sender: office });
    return { ...done, file: receipt === null ? null : await context.handOut(receipt.path, receipt.name) };
  },
  steps: { takeBack: takeBackStep, ...receiptSteps },
};

/** Received, still in force, nothing that goes on from it, and not from before this could be taken back. */
export function mayTakeBack(reading: Reading, row: JournalRow): boolean {
  const { direction, kind, state, operations, facts } = row;
  return (
    direction === 'received' &&
    kind !== 'receipt' &&
    state === 'received' &&
    operations > 0 &&
    (facts as ReceivedFacts).brought !== undefined &&
    followerOf(reading, row) === undefined
  );
}

/** Written by desks of this office: ours to change. */
function isOwnWork({ kind }: JournalRow): boolean {
  return kind === 'desk' || kind === 'echo';
}

/** The newest package that goes on from this one. Compensating operations need no order: they look at each field. */
function followerOf(reading: Reading, row: JournalRow): { readonly seq: number } | undefined {
  return isOwnWork(row) ? undefined : newestTakenInAfter(reading, row);
}

function takeBackStep(context: CommandContext, { packageId }: { readonly packageId: string }): JsonValue {
  const { writing, now } = context;
  if (context.operator === null) throw problem('OPERATOR_MISSING');
  const row = requireRow(writing, packageId);
  const brought = requireUndoable(writing, row);
  const undone = isOwnWork(row) ? compensate(context, row, brought) : setAside(context, brought);
  const { changedSince } = undone;
  const takenBack = { at: now, by: context.operator, kept: changedSince.length };
  markTakenBack(writing, row, now, { ...(row.facts as ReceivedFacts), takenBack });
  // They were made on records that are no more what they were; no position tells.
  for (const file of dropPreviewsOf(writing, 'package')) rmSync(file, { force: true });
  return { ...undone, changedSince: changedSince.map((each) => ({ ...each })), position: ledgerPosition(writing) };
}

function requireRow(reading: Reading, packageId: string): JournalRow {
  const row = journalById(reading, packageId);
  if (row === undefined) throw problem('PACKAGE_NOT_TAKEN_IN');
  return row;
}

function requireUndoable(reading: Reading, row: JournalRow): Brought {
  const office = enrolledOfficeById(reading, row.officeId)?.fullName ?? requireOffice(reading).fullName;
  if (row.state === 'takenBack')
    throw problem('PACKAGE_ALREADY_TAKEN_BACK', { at: shownDay(businessDay(row.stateChangedAt ?? row.at)) });
  if (row.direction !== 'received' || row.kind === 'receipt' || row.operations === 0)
    throw problem('PACKAGE_NOT_TAKEN_IN');
  const { brought } = row.facts as ReceivedFacts;
  if (brought === undefined) throw problem('PACKAGE_TAKEN_IN_EARLIER', { office });
  const newest = followerOf(reading, row);
  if (newest !== undefined) throw problem('PACKAGE_FOLLOWED', { office, seq: newest.seq });
  return brought;
}

type Step = Pick<Undone, 'changeId' | 'undone'> & Pick<TakenBack, 'changedSince'>;

function compensate(context: CommandContext, row: JournalRow, brought: Brought): Step {
  const plan = planUndoOfReceived(context.writing, brought.positions);
  const made = makeChange(context, 'packages.undo', `撤销接收：${row.fileName}`, plan.drafts, 'listed');
  return { changeId: made.changeId, undone: plan.drafts.length, changedSince: plan.changedSince };
}

function setAside({ writing }: CommandContext, brought: Brought): Step {
  const { records, changedSince } = takeBack(writing, brought);
  return { changeId: null, undone: records, changedSince };
}
