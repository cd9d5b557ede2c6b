/**
 * The host: everything outside the page, free of Electron. Dispatch is the only way in: find the procedure → role →
 * parse the input → the handler gathers, decides, stores → `{ ok, value } | { ok: false, error }`.
 */
import { applyNewlyKnown, knowsAll } from '#db/ledger/newly-known.ts';
import { bringSearchUpToDate, isSearchUpToDate } from '#db/ledger/search-index.ts';
import { openStore } from '#db/open.ts';
import { isJournalled } from '#db/queries/exchange.ts';
import { installedOffice } from '#db/queries/installation.ts';
import { ownKeys } from '#db/queries/own-keys.ts';
import type { Reading, Store } from '#db/run.ts';
import { type FileHandle, fileHandle, type Procedure } from '#shared/contract/define.ts';
import { contract, isProcedureName, type ProcedureName, type Progress } from '#shared/contract/index.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { problem, problemSentence, type Result } from '#shared/error.ts';
import type { PrintModel } from '#shared/report/model.ts';
import type { Clock } from './clock.ts';
import { makeDataFolder } from './data-folder.ts';
import { type FileStore, openFileStore } from './files.ts';
import { removeUnfinishable } from './handlers/package-makings.ts';
import { removeLeftovers } from './leftovers.ts';
import { refuseNetworkFolder } from './network-folder.ts';
import type { OpenKeys } from './package/keys.ts';
import { reconcileOwnKeys } from './package/own-keys.ts';
import { beginStreamWhenRestored } from './package/restored.ts';
import { releaseMakings, releaseUnfinishedExport } from './package/unfinished-export.ts';
import { newSession } from './session.ts';
import { isSessionProcedure, runSessionProcedure } from './session-procedures.ts';
import { type JobRequest, type Outcome, outcomeOf } from './workers/protocol.ts';
import { type WorkerClient, workerClient } from './workers/worker-client.ts';

export type Printer = (
  model: PrintModel,
  outPath: string,
  signal: AbortSignal | undefined,
) => Promise<{ pages: number }>;

export interface HostOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  /** How this door turns a paper into PDF; throws BROWSER_NOT_FOUND where nothing can. */
  readonly printer: Printer;
  /** Signed in from the start (`FIVE_ONES_OPERATOR`). */
  readonly operator?: string | undefined;
  /** Technical text of an INTERNAL error, for the log. */
  readonly onTechnical?: ((text: string) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Host {
  call(procedure: string, input: unknown, options?: CallOptions): Promise<Result<unknown>>;
  readonly files: FileStore;
  /** Told after every command that changed records. */
  onChange(listener: (event: { readonly position: number }) => void): () => void;
  close(): Promise<void>;
}

/** More than one job at a time gets a worker of its own, up to this many; further ones share. */
const jobWorkerLimit = 2;

export function openHost(options: HostOptions): Host {
  refuseNetworkFolder(options.dataFolder);
  const folder = makeDataFolder(options.dataFolder);
  const start = { dataFolder: options.dataFolder };
  const files = openFileStore(options.dataFolder);
  const session = newSession(options.operator ?? null);
  const writer = workerClient('writer-worker', start);
  const reader = workerClient('reader-worker', start);
  const jobs: WorkerClient[] = [];
  const listeners = new Set<(event: { position: number }) => void>();

  // Opened once here so that a newer or damaged file is refused at the door, and readers find a migrated one.
  const store: Store = openStore(folder.store, 'writer');
  reconcileOwnKeys(store, folder.keys, options.clock.now());
  beginStreamWhenRestored(store, options.dataFolder, options.clock.now());
  releaseUnfinishedExport(store, options.clock.now());
  releaseMakings(store);
  removeUnfinishable(store, options.dataFolder);
  if (!store.snapshot(knowsAll)) store.transaction(applyNewlyKnown);
  if (!store.snapshot(isSearchUpToDate)) store.transaction(bringSearchUpToDate);
  let officeKind: OfficeKind | null = store.snapshot(installedOffice)?.kind ?? null;
  removeLeftovers(options.dataFolder, (id) => store.snapshot((reading) => isJournalled(reading, id)));
  store.close();
  let lastPosition = -1;

  const facts = () => ({
    now: options.clock.now(),
    frozenNow: options.clock.frozenNow,
    operator: session.operator(),
    dataFolder: options.dataFolder,
  });

  const write = async (procedure: ProcedureName, step: string | null, input: unknown): Promise<unknown> => {
    const call = { procedure, step, input, facts: facts(), paths: pathsOf(files, input), keys: null };
    const outcome = await writer.call(call);
    const value = unwrapped(outcome);
    const position = outcome.ok ? (outcome.position ?? 0) : 0;
    lastPosition = position;
    for (const listener of listeners) listener({ position });
    return value;
  };

  const answerJob =
    (procedure: ProcedureName, signal: AbortSignal | undefined) =>
    async (request: JobRequest): Promise<unknown> => {
      switch (request.kind) {
        case 'write':
          return write(procedure, request.step, request.payload);
        case 'newFile':
          return files.create(request.name);
        case 'handOut':
          return files.register(request.path, request.name);
        case 'print':
          return options.printer(request.model, request.outPath, signal);
      }
    };

  const jobWorker = (): WorkerClient => {
    const idle = jobs.find((job) => job.load() === 0);
    if (idle !== undefined) return idle;
    if (jobs.length < jobWorkerLimit) {
      const started = workerClient('job-worker', start);
      jobs.push(started);
      return started;
    }
    return jobs.reduce((least, job) => (job.load() < least.load() ? job : least));
  };

  const run = async (procedure: ProcedureName, input: unknown, callOptions: CallOptions): Promise<unknown> => {
    const definition: Procedure = contract[procedure];
    const parsed = definition.input.safeParse(input ?? {});
    if (!parsed.success) throw problem('INPUT_INVALID', { problem: issuesText(parsed.error.issues) });
    if (isSessionProcedure(procedure)) {
      // What needs the key is a job that ends in a write: both threads get ready while the passphrase is stretched.
      if (procedure === 'sessions.unlock') for (const worker of [writer, jobWorker()]) worker.prepare();
      const value = await runSessionProcedure(procedure, parsed.data, {
        session,
        folder,
        now: options.clock.now(),
        newestKeyId: () => readStore(folder.store, (reading) => ownKeys(reading).at(-1)?.keyId ?? null),
        write: (step, payload) => write('sessions.signIn', step, payload),
      });
      // Asking who is signed in changes nothing; told of it, every page would ask again without end.
      if (definition.kind !== 'query') for (const listener of listeners) listener({ position: lastPosition });
      return value;
    }
    if (definition.beforeSetUp !== true && officeKind === null) officeKind = readOfficeKind(folder.store);
    if (definition.beforeSetUp !== true && officeKind === null) throw problem('OFFICE_NOT_SET_UP');
    if (definition.role !== undefined && definition.role !== officeKind)
      throw problem('ROLE_NOT_ALLOWED', { role: definition.role === 'centre' ? '市级中心' : '区县' });

    const call = { procedure, step: null, input: parsed.data, facts: facts(), paths: pathsOf(files, parsed.data) };
    switch (definition.kind) {
      case 'query':
        return unwrapped(await reader.call({ ...call, keys: null }));
      case 'command':
        return write(procedure, null, parsed.data);
      case 'job': {
        const keys: OpenKeys | null = definition.needsKey === true ? session.useKeys() : null;
        const { signal, onProgress } = callOptions;
        const cancel = signal ?? new AbortController().signal;
        const outcome = await jobWorker().call(
          { ...call, keys },
          { onProgress, signal: cancel, onRequest: answerJob(procedure, cancel) },
        );
        if (definition.locksKey === true) session.lock();
        return unwrapped(outcome);
      }
    }
  };

  return {
    files,
    async call(procedure, input, callOptions = {}) {
      try {
        if (!isProcedureName(procedure)) throw problem('PROCEDURE_UNKNOWN', { procedure });
        return { ok: true, value: await run(procedure, input, callOptions) };
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome.ok) throw error;
        if (outcome.code === 'INTERNAL') options.onTechnical?.(`${procedure}: ${outcome.technical}`);
        return {
          ok: false,
          error: {
            code: outcome.code,
            message: problemSentence(outcome.code, outcome.details),
            details: outcome.details,
          },
        };
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      session.signOut();
      await Promise.all([...jobs, reader].map((worker) => worker.close()));
      await writer.close();
      files.close();
    },
  };
}

/** A worker's refusal is the same refusal here, and in the job that asked for the step. */
function unwrapped(outcome: Outcome): unknown {
  if (outcome.ok) return outcome.value;
  throw problem(outcome.code, outcome.details, new Error(outcome.technical));
}

function readOfficeKind(file: string): OfficeKind | null {
  return readStore(file, (reading) => installedOffice(reading)?.kind ?? null);
}

function readStore<T>(file: string, work: (reading: Reading) => T): T {
  const store = openStore(file, 'reader');
  try {
    return store.snapshot(work);
  } finally {
    store.close();
  }
}

/** Resolves every handle found in an input, so that workers know the paths of just these. */
function pathsOf(files: FileStore, input: unknown): Record<string, string> {
  const paths: Record<string, string> = {};
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      const parsed = fileHandle.safeParse(value);
      if (parsed.success) paths[parsed.data.handle] = pathOf(files, parsed.data);
      else Object.values(value).forEach(visit);
    }
  };
  visit(input);
  return paths;
}

function pathOf(files: FileStore, file: FileHandle): string {
  return files.resolve(file).path;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function issuesText(issues: readonly Issue[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.map(String).join('.')}：${issue.message}` : issue.message))
    .join('；');
}
