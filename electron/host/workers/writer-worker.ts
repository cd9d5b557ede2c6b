/** The one writer of the store: commands and the steps of jobs, each in one synchronous transaction. */
import { randomInt } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '#db/open.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import type { Store, Writing } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import { newId, newStream } from '../clock.ts';
import type { CommandContext } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { commandHandler, jobStep } from '../handlers/index.ts';
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
    store ??= openStore(dataFolderAt(dataFolder).store, 'writer');
    return store.transaction((writing) => {
      const context = contextOf(message, writing);
      const handler =
        message.step === null ? commandHandler(message.procedure) : jobStep(message.procedure, message.step);
      const value = handler(context, message.input as never);
      return { ok: true, value, position: ledgerPosition(writing) };
    });
  } catch (error) {
    return outcomeOf(error);
  }
}

function contextOf(message: CallMessage, writing: Writing): CommandContext {
  return {
    ...message.facts,
    writing,
    newId,
    newStream,
    randomBelow: (below) => randomInt(below),
    path(file) {
      const path = message.paths[file.handle];
      if (path === undefined) throw problem('FILE_NOT_FOUND', { name: file.name });
      return path;
    },
  };
}
