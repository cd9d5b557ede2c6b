/** Queries, on a read-only connection: never behind a job or a command. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '#db/open.ts';
import type { Store } from '#db/run.ts';
import { dataFolderAt } from '../data-folder.ts';
import { queryHandler } from '../handlers/index.ts';
import {
  type CallMessage,
  type FromWorker,
  type Outcome,
  outcomeOf,
  type ToWorker,
  type WorkerStart,
} from './protocol.ts';

const { dataFolder } = workerData as WorkerStart;
let store: Store | null = null;

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'close') {
    store?.close();
    parentPort?.close();
  } else if (message.type === 'call') {
    const answer: FromWorker = { type: 'answer', id: message.id, outcome: run(message) };
    parentPort?.postMessage(answer);
  }
});

function run(message: CallMessage): Outcome {
  try {
    store ??= openStore(dataFolderAt(dataFolder).store, 'reader');
    return store.snapshot((reading) => ({
      ok: true,
      value: queryHandler(message.procedure)({ ...message.facts, reading }, message.input as never),
    }));
  } catch (error) {
    return outcomeOf(error);
  }
}
