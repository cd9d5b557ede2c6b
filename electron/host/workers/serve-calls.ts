/** What the writer and the reader share: one store, opened at the first call, and one answer a call, in order. */
import { parentPort, workerData } from 'node:worker_threads';
import '#shared/jitless.ts';
import { openStore } from '#db/open.ts';
import type { Store } from '#db/run.ts';
import { dataFolderAt } from '../data-folder.ts';
import {
  type CallMessage,
  type FromWorker,
  type Outcome,
  outcomeOf,
  type ToWorker,
  type WorkerStart,
} from './protocol.ts';

export function serveCalls(mode: 'writer' | 'reader', run: (store: Store, message: CallMessage) => Outcome): void {
  const { dataFolder } = workerData as WorkerStart;
  let store: Store | null = null;

  const answer = (message: CallMessage): Outcome => {
    try {
      store ??= openStore(dataFolderAt(dataFolder).store, mode);
      return run(store, message);
    } catch (error) {
      return outcomeOf(error);
    }
  };

  parentPort?.on('message', (message: ToWorker) => {
    if (message.type === 'close') {
      store?.close();
      parentPort?.close();
    } else if (message.type === 'call') {
      const reply: FromWorker = { type: 'answer', id: message.id, outcome: answer(message) };
      parentPort?.postMessage(reply);
    }
  });
}
