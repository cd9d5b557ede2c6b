/** Packages in parts that were broken off: what is left of them, and giving them up. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planUndo } from '#db/ledger/undo.ts';
import { unnoteCarried } from '#db/queries/carried-files.ts';
import { changeById } from '#db/queries/changes.ts';
import {
  endMaking,
  forgetFileOf,
  keepMaking,
  type Making,
  makingById,
  makingsUnderWay,
  partsInJournal,
  removeJournalRow,
} from '#db/queries/package-makings.ts';
import { partFacts } from '#db/queries/package-parts.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Store } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { isProcessGone } from '../leftovers.ts';
import { noteUnfinishedExport, releasedSummary } from '../package/unfinished-export.ts';
import { makeChange } from './authoring.ts';
import type { MakingPlan } from './package-making.ts';

/** The kind of a making that nobody can go on with: of an invitation. */
export const unfinishable = 'invitation';

export const packageMakingQueries = {
  'packages.makings'({ reading }) {
    return {
      rows: makingsUnderWay(reading)
        .filter((making) => making.kind !== unfinishable && !isUnderWay(making))
        .map((making) => {
          const { plan } = making as Making<MakingPlan>;
          const finished = partsInJournal(reading, making.id);
          const numbers = new Set(finished.map(({ number }) => number));
          return {
            id: making.id,
            kind: making.kind,
            officeId: making.officeId,
            officeName: enrolledOfficeById(reading, making.officeId)?.fullName ?? '本单位其他电脑',
            period: plan.manifest.period,
            at: making.at,
            actor: making.actor,
            of: plan.parts.length,
            finished: finished.map(({ number, row }) => ({ number, packageId: row.id, fileName: row.fileName })),
            missing: plan.parts.map((_, index) => index + 1).filter((number) => !numbers.has(number)),
            isTaken: making.isTaken,
          };
        }),
    };
  },
} satisfies Partial<QueryHandlers>;

export const packageMakingCommands = {
  'packages.keepParts'({ writing }) {
    for (const making of makingsUnderWay(writing)) if (making.processId === process.pid) keepMaking(writing, making.id);
    return { done: true as const };
  },
  'packages.dropMaking'(context, { id }) {
    const making = makingById(context.writing, id);
    if (making === undefined) throw problem('PACKAGE_MAKING_GONE');
    if (isUnderWay(making)) throw problem('PACKAGE_MAKING_UNDER_WAY');
    giveUp(context, making);
    return { done: true as const };
  },
} satisfies Partial<CommandHandlers>;

/** Made anew from the start: what was broken off before for the same addressee is given up. */
export function giveUpMakings(context: CommandContext, kind: string, officeId: string): void {
  for (const making of makingsUnderWay(context.writing))
    if (making.kind === kind && making.officeId === officeId && !isUnderWay(making)) giveUp(context, making);
}

function giveUp(context: CommandContext, making: Making): void {
  // What was carried away stays reported.
  if (making.changeId !== null && !making.isTaken) releaseReported(context, making.changeId);
  removeMaking(context, making);
}

/** At the start, before anything runs: what nobody can go on with goes. */
export function removeUnfinishable(store: Store, dataFolder: string): void {
  const left = store.snapshot(makingsUnderWay).filter((making) => making.kind === unfinishable && !isUnderWay(making));
  if (left.length > 0)
    store.transaction((writing) => {
      for (const making of left) removeMaking({ writing, dataFolder }, making);
    });
}

/** Its finished parts are gone; of those that may have been carried away the line in the journal stays. */
export function removeMaking(
  { writing, dataFolder }: Pick<CommandContext, 'writing' | 'dataFolder'>,
  making: Making,
): void {
  const { carriedTo } = (making as Making<MakingPlan>).plan;
  for (const { row } of partsInJournal(writing, making.id)) {
    if (making.isTaken || row.state !== 'generated') forgetFileOf(writing, row.id);
    else {
      removeJournalRow(writing, row.id);
      for (const id of carriedTo) unnoteCarried(writing, id, partFacts(row).filesIn ?? []);
    }
    if (row.file !== null)
      rmSync(dirname(join(dataFolderAt(dataFolder).packages, row.file)), { recursive: true, force: true });
  }
  endMaking(writing, making.id);
}

/** Nothing was carried away: what was marked 已报 for a package is marked back. */
export function releaseReported(context: CommandContext, changeId: string): void {
  const change = changeById(context.writing, changeId);
  if (change === undefined) return;
  makeChange(context, 'packages.export', releasedSummary, planUndo(context.writing, change.key).drafts, true);
  noteUnfinishedExport(context.writing, null);
}

/** Another program, or another window of this one, is at it. */
export function isUnderWay({ processId }: Making): boolean {
  return processId !== 0 && !isProcessGone(processId);
}
