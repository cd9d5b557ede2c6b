/** The host's end of one worker thread: started at first use or when that is near, ended with the host. */
import { Worker } from 'node:worker_threads';
import type { Progress } from '#shared/contract/index.ts';
import {
  type CallMessage,
  type FromWorker,
  type JobRequest,
  type Outcome,
  outcomeOf,
  type WorkerStart,
} from './protocol.ts';
import { workerFile } from './worker-file.ts';

export interface CallOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onRequest?: ((request: JobRequest) => Promise<unknown>) | undefined;
}

type Call = Omit<CallMessage, 'type' | 'id' | 'cancelFlag'>;

export interface WorkerClient {
  call(call: Call, options?: CallOptions): Promise<Outcome>;
  /** Starts the thread before it is needed, where it is about to be. */
  prepare(): void;
  /** How many calls are under way. */
  load(): number;
  close(): Promise<void>;
}

export function workerClient(name: Parameters<typeof workerFile>[0], start: WorkerStart): WorkerClient {
  let worker: Worker | null = null;
  let lastId = 0;
  const calls = new Map<number, { resolve: (outcome: Outcome) => void; options: CallOptions }>();

  const failAll = (error: unknown) => {
    for (const { resolve } of calls.values()) resolve(outcomeOf(error));
    calls.clear();
    worker = null;
  };
  const begin = (): Worker => {
    const started = new Worker(workerFile(name), { workerData: start });
    started.on('message', (message: FromWorker) => receive(started, message));
    started.on('error', failAll);
    started.on('exit', () => failAll(new Error(`${name} ended`)));
    return started;
  };
  const receive = (from: Worker, message: FromWorker) => {
    const call = calls.get(message.id);
    if (message.type === 'answer') {
      calls.delete(message.id);
      call?.resolve(message.outcome);
    } else if (message.type === 'progress') call?.options.onProgress?.(message.progress);
    else void answer(from, message.requestId, call?.options.onRequest?.(message.request));
  };
  const answer = async (to: Worker, requestId: number, reply: Promise<unknown> | undefined) => {
    let outcome: Outcome;
    try {
      outcome = { ok: true, value: await reply };
    } catch (error) {
      outcome = outcomeOf(error);
    }
    to.postMessage({ type: 'reply', requestId, outcome });
  };

  return {
    load: () => calls.size,
    prepare() {
      worker ??= begin();
    },
    call(call, options = {}) {
      worker ??= begin();
      const target = worker;
      lastId += 1;
      const id = lastId;
      const cancelFlag = options.signal === undefined ? null : new Int32Array(new SharedArrayBuffer(4));
      const cancel = () => {
        if (cancelFlag !== null) Atomics.store(cancelFlag, 0, 1);
        target.postMessage({ type: 'cancel', id });
      };
      options.signal?.addEventListener('abort', cancel, { once: true });
      return new Promise<Outcome>((resolve) => {
        calls.set(id, {
          options,
          resolve: (outcome) => {
            options.signal?.removeEventListener('abort', cancel);
            resolve(outcome);
          },
        });
        target.postMessage({ ...call, type: 'call', id, cancelFlag });
      });
    },
    async close() {
      const ending = worker;
      if (ending === null) return;
      ending.removeAllListeners('exit');
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.postMessage({ type: 'close' });
      await ended;
      failAll(new Error('the host was closed'));
    },
  };
}
