import { beginStream } from '#db/ledger/install.ts';
import { ownStream } from '#db/queries/exchange.ts';
import type { Store } from '#db/run.ts';
import { newStream } from '../clock.ts';
import { readMark } from './high-water-mark.ts';

/**
 * A restored backup knows less than this machine has sent. Noticed before anything is typed, so that no number is given
 * twice: from now on this installation writes a stream of its own (exchange.md “Reading”).
 */
export function beginStreamWhenRestored(store: Store, now: string): void {
  const own = store.snapshot(ownStream);
  if (own === undefined) return;
  const mark = readMark(own.officeId, own.stream);
  if (mark === null || mark.n <= own.n) return;
  store.transaction((writing) => beginStream(writing, own.officeId, newStream(), now));
}
