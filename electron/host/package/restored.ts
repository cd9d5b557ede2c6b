import { existsSync } from 'node:fs';
import { beginStream } from '#db/ledger/install.ts';
import { becomeAnotherDesk } from '#db/queries/desks.ts';
import { journal, ownStream, streamNamed } from '#db/queries/exchange.ts';
import { noteLostWork, ownStreamNames, skipPackageNumbers } from '#db/queries/lost-work.ts';
import type { Reading, Store } from '#db/run.ts';
import { newId, newStream } from '../clock.ts';
import { dataFolderAt } from '../data-folder.ts';
import { marksOf, readMark } from './high-water-mark.ts';

/**
 * A restored backup knows less than this machine has sent; a data folder on another machine may be a copy whose original
 * goes on. Noticed before anything is typed, so that no number is given twice: from now on this installation writes a
 * stream of its own (exchange.md “Reading”).
 */
export function beginStreamWhenRestored(store: Store, dataFolder: string, now: string): void {
  const own = store.snapshot(ownStream);
  if (own === undefined) return;
  const behind = store.snapshot((reading) => {
    const written = ownStreamNames(reading);
    return marksOf(own.officeId, dataFolder)
      .map((mark) => ({ mark, held: streamNamed(reading, mark.stream) }))
      .filter(({ mark, held }) => held === undefined || (written.has(mark.stream) && mark.n > held.n))
      .map(({ mark }) => mark);
  });
  const mark = readMark(own.officeId, own.stream);
  const isBehind = mark !== null && mark.n > own.n;
  const hasMoved =
    mark === null ? store.snapshot((reading) => hasSent(reading, own.stream)) : isCopyOf(mark.folder, dataFolder);
  if (behind.length === 0 && !isBehind && !hasMoved) return;
  store.transaction((writing) => {
    for (const { stream, n } of isBehind ? [mark, ...behind] : behind)
      noteLostWork(writing, { stream, statedN: n, officeId: null, at: now });
    if (!isBehind && !hasMoved) return;
    // Whoever made the copy may go on as well: of two computers each is one of the office’s.
    if (hasMoved) becomeAnotherDesk(writing, newId(), now);
    beginStream(writing, own.officeId, newStream(), now);
    skipPackageNumbers(writing);
  });
}

/** The data folder that sent it is still there, and this is another. */
function isCopyOf(folder: string | undefined, dataFolder: string): boolean {
  return folder !== undefined && folder !== dataFolder && existsSync(dataFolderAt(folder).store);
}

/** Whether the journal has a package that carried operations of the stream away. */
function hasSent(reading: Reading, stream: string): boolean {
  return journal(reading).some(
    (row) => row.direction === 'sent' && row.ranges.some((range) => range.stream === stream && range.to > 0),
  );
}
