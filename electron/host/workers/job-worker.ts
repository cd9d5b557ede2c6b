/** Jobs: parsing, hashing, packing, office files – asynchronous, with progress and cancel, off every other thread. */
import { randomInt } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import '#shared/jitless.ts';
import { openStore } from '#db/open.ts';
import type { Reading, Store } from '#db/run.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { newId } from '../clock.ts';
import type { JobContext } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { jobHandler } from '../handlers/index.ts';
import {
  type CallMessage,
  type FromWorker,
  type JobReply,
  type JobRequest,
  type Outcome,
  outcomeOf,
  type ToWorker,
  type WorkerStart,
} from './protocol.ts';

const { dataFolder } = workerData as WorkerStart;
const running = new Map<number, AbortController>();
const requests = new Map<number, (outcome: Outcome) => void>();
let store: Store | null = null;
let lastRequest = 0;

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'close':
      store?.close();
      parentPort?.close();
      break;
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'reply':
      requests.get(message.requestId)?.(message.outcome);
      requests.delete(message.requestId);
      break;
    case 'call':
      void run(message).then((outcome) => post({ type: 'answer', id: message.id, outcome }));
      break;
  }
});

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

async function run(message: CallMessage): Promise<Outcome> {
  const controller = new AbortController();
  running.set(message.id, controller);
  try {
    return {
      ok: true,
      value: await jobHandler(message.procedure).run(contextOf(message, controller.signal), message.input as never),
    };
  } catch (error) {
    // Stopped, and yet something is kept: said as it is.
    const isKept = error instanceof ProblemError && error.code === 'PACKAGE_MAKING_KEPT';
    return controller.signal.aborted && !isKept ? outcomeOf(problem('CANCELLED', {}, error)) : outcomeOf(error);
  } finally {
    running.delete(message.id);
  }
}

function contextOf(message: CallMessage, signal: AbortSignal): JobContext {
  const ask = <Kind extends JobRequest['kind']>(request: Extract<JobRequest, { kind: Kind }>) =>
    new Promise<JobReply<Kind>>((resolve, reject) => {
      lastRequest += 1;
      const requestId = lastRequest;
      requests.set(requestId, (outcome) => {
        if (outcome.ok) resolve(outcome.value as JobReply<Kind>);
        else reject(problem(outcome.code, outcome.details, new Error(outcome.technical)));
      });
      post({ type: 'request', id: message.id, requestId, request });
    });
  return {
    ...message.facts,
    signal,
    keys: message.keys,
    newId,
    randomBelow: (below) => randomInt(below),
    read<T>(work: (reading: Reading) => T): T {
      store ??= openStore(dataFolderAt(dataFolder).store, 'reader');
      return store.snapshot(work);
    },
    write: <T>(step: string, payload: unknown) => ask<'write'>({ kind: 'write', step, payload }) as Promise<T>,
    progress(progress) {
      // A flag in shared memory: a job deep in synchronous work cannot receive messages.
      if (signal.aborted || (message.cancelFlag !== null && Atomics.load(message.cancelFlag, 0) === 1))
        throw problem('CANCELLED');
      post({ type: 'progress', id: message.id, progress });
    },
    path(file) {
      const path = message.paths[file.handle];
      if (path === undefined) throw problem('FILE_NOT_FOUND', { name: file.name });
      return path;
    },
    newFile: (name) => ask<'newFile'>({ kind: 'newFile', name }),
    handOut: (path, name) => ask<'handOut'>({ kind: 'handOut', path, name }),
    print: (model, outPath) => ask<'print'>({ kind: 'print', model, outPath }),
  };
}
