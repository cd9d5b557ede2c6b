/**
 * An export marks what it carries as 已报 before it packs. Killed in between, no package exists although the marks say
 * so: a note kept from the first transaction to the journal's lets the next start take them back.
 */
import { z } from 'zod';
import { appendChange } from '#db/ledger/append.ts';
import { planUndo } from '#db/ledger/undo.ts';
import { changeById } from '#db/queries/changes.ts';
import { installedOffice, saveSetting, settingValues } from '#db/queries/installation.ts';
import { keepMaking, makingsUnderWay, setMaker } from '#db/queries/package-makings.ts';
import type { Store, Writing } from '#db/run.ts';
import { newId } from '../clock.ts';
import { isProcessGone } from '../leftovers.ts';

const key = 'unfinishedExport';
const noteSchema = z.object({ changeId: z.string(), processId: z.int() }).nullable();

export function noteUnfinishedExport(writing: Writing, changeId: string | null): void {
  saveSetting(writing, key, changeId === null ? null : { changeId, processId: process.pid });
}

/** At the start: another program may be exporting from the same data folder at this moment, and is left alone. */
export function releaseUnfinishedExport(store: Store, now: string): void {
  const noted = store.snapshot((reading) => noteSchema.safeParse(settingValues(reading)[key] ?? null).data ?? null);
  if (noted === null || !isProcessGone(noted.processId)) return;
  store.transaction((writing) => {
    const office = installedOffice(writing);
    const change = changeById(writing, noted.changeId);
    if (office !== null && change !== undefined) {
      const author = { officeId: office.id, actor: change.actor, at: now };
      const label = { id: newId(), procedure: 'packages.export', summary: releasedSummary, isUndo: true };
      appendChange(writing, author, label, planUndo(writing, change.key).drafts);
    }
    noteUnfinishedExport(writing, null);
  });
}

export const releasedSummary = '报送没有完成，恢复原状态';

/** At the start: a package in parts that nobody is at any more can be gone on with. */
export function releaseMakings(store: Store): void {
  const left = store
    .snapshot(makingsUnderWay)
    .filter(({ processId }) => processId !== 0 && (processId === process.pid || isProcessGone(processId)));
  if (left.length === 0) return;
  store.transaction((writing) => {
    for (const { id } of left) {
      setMaker(writing, id, 0);
      keepMaking(writing, id);
    }
  });
}
