/**
 * One installation of an office in this very thread: the real handlers, the real store, real signatures – without the
 * workers, the doors and the stretching of a passphrase, so that thousands of worlds can be lived through.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openStore } from '#db/open.ts';
import { isJournalled } from '#db/queries/exchange.ts';
import type { Reading, Store, Writing } from '#db/run.ts';
import type { CommandContext, JobContext } from '#electron/host/context.ts';
import { dataFolderAt, makeDataFolder } from '#electron/host/data-folder.ts';
import { commandHandler, jobHandler, jobStep, queryHandler } from '#electron/host/handlers/index.ts';
import { removeLeftovers } from '#electron/host/leftovers.ts';
import type { OpenKeys } from '#electron/host/package/keys.ts';
import { beginStreamWhenRestored } from '#electron/host/package/restored.ts';
import { releaseUnfinishedExport } from '#electron/host/package/unfinished-export.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import { contract, type InputOf, type OutputOf, type ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';

export interface Surroundings {
  readonly dataFolder: string;
  /** Where this machine keeps its marks of what it has sent. */
  readonly machine: string;
  readonly operator: string;
  readonly keys: OpenKeys;
  /** Instant, ISO UTC: each machine has its own. */
  readonly now: () => string;
  readonly random: (below: number) => number;
}

export interface SmallHost {
  readonly dataFolder: string;
  readonly store: Store;
  call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  read<T>(work: (reading: Reading) => T): T;
  write<T>(work: (context: CommandContext) => T): T;
  take(path: string): FileHandle;
  pathOf(file: FileHandle): string;
  close(): void;
}

/** As the host starts: what a restored backup is told by is looked at first. */
export function startSmallHost(surroundings: Surroundings): SmallHost {
  const { dataFolder, machine, operator, keys, now, random } = surroundings;
  makeDataFolder(dataFolder);
  mkdirSync(machine, { recursive: true });
  process.env['FIVE_ONES_STATE'] = machine;
  const store = openStore(dataFolderAt(dataFolder).store, 'writer');
  // A simulated power cut is the kill test’s business.
  store.pragma('synchronous = OFF');
  beginStreamWhenRestored(store, dataFolder, now());
  releaseUnfinishedExport(store, now());
  removeLeftovers(dataFolder, (id) => store.snapshot((reading) => isJournalled(reading, id)));
  const paths = new Map<string, string>();
  let made = 0;

  const take = (path: string, name = basename(path)): FileHandle => {
    const handle = `f${String(paths.size + 1).padStart(32, '0')}`;
    paths.set(handle, path);
    return { handle, name };
  };
  const pathOf = (file: FileHandle): string => {
    const path = paths.get(file.handle);
    if (path === undefined || !existsSync(path)) throw problem('FILE_NOT_FOUND', { name: file.name });
    return path;
  };
  const facts = () => ({ now: now(), frozenNow: null, operator, dataFolder });
  const newId = () => idOf(random);
  const commandContext = (writing: Writing): CommandContext => ({
    ...facts(),
    writing,
    newId,
    newStream: () => hexOf(random, 32),
    randomBelow: random,
    path: pathOf,
  });
  const jobContext = (procedure: ProcedureName): JobContext => ({
    ...facts(),
    read: (work) => store.snapshot(work),
    async write<T>(step: string, payload: unknown): Promise<T> {
      return store.transaction((writing) => jobStep(procedure, step)(commandContext(writing), payload as never)) as T;
    },
    progress: () => {},
    signal: new AbortController().signal,
    newId,
    randomBelow: random,
    path: pathOf,
    async newFile(name) {
      made += 1;
      const folder = join(dataFolder, 'work', String(made));
      mkdirSync(folder, { recursive: true });
      const path = join(folder, name);
      return { path, file: take(path, name) };
    },
    handOut: async (path, name) => take(path, name),
    async print() {
      throw problem('BROWSER_NOT_FOUND');
    },
    keys,
  });

  return {
    dataFolder,
    store,
    take,
    pathOf,
    read: (work) => store.snapshot(work),
    write: (work) => store.transaction((writing) => work(commandContext(writing))),
    async call(procedure, input) {
      process.env['FIVE_ONES_STATE'] = machine;
      const parsed = contract[procedure].input.parse(input) as never;
      switch (contract[procedure].kind) {
        case 'query':
          return store.snapshot((reading) => queryHandler(procedure)({ ...facts(), reading }, parsed)) as never;
        case 'command':
          return store.transaction((writing) => commandHandler(procedure)(commandContext(writing), parsed)) as never;
        case 'job':
          return (await jobHandler(procedure).run(jobContext(procedure), parsed)) as never;
      }
    },
    close: () => store.close(),
  };
}

export function hexOf(random: (below: number) => number, digits: number): string {
  let hex = '';
  while (hex.length < digits) hex += random(65_536).toString(16).padStart(4, '0');
  return hex.slice(0, digits);
}

/** In the form of the real ones; nothing in it is time. */
function idOf(random: (below: number) => number): string {
  const hex = hexOf(random, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
