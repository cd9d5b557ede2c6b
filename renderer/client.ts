/**
 * The page's side of the contract. Everything is derived from `#shared/contract`: a new procedure needs nothing here.
 *
 *   const list = useQueryOf('projects.list', {});            // TanStack Query result; refetched when the store changes
 *   const all = useRowsOf('projects.list', {});              // the same for long lists: only changed rows come again
 *   const save = useCommand('projects.save');                // save.run({ id, changes }), save.problem, save.isRunning
 *   const made = await runJob('packages.export', input, { onProgress, signal });
 *
 * A refusal is a CallProblem whose message is the one Chinese sentence. A locked key opens the passphrase dialog and the
 * call is made again; the same with a missing operator.
 */
import { QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useSyncExternalStore } from 'react';
import type { InputOf, NamesOf, OutputOf, ProcedureName, Progress } from '#shared/contract/index.ts';
import type { ProblemCode, ProblemDetails } from '#shared/error.ts';
import { door } from './door.ts';
import { type ListedRow, mergedRows, type RowOrder } from './merge-rows.ts';
import { madeChange, watchCall } from './undo.ts';

export class CallProblem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, message: string, details: ProblemDetails) {
    super(message);
    this.name = 'CallProblem';
    this.code = code;
    this.details = details;
  }
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Asks the person for what a refused call needs; true when it is there now. */
export type Remedy = () => Promise<boolean>;
const remedies = new Map<ProblemCode, Remedy>();

export function offerRemedy(code: ProblemCode, remedy: Remedy): () => void {
  remedies.set(code, remedy);
  return () => {
    if (remedies.get(code) === remedy) remedies.delete(code);
  };
}

/** Remedies under way. A progress dialog must not stand over the question and take the keyboard from it. */
let asked = 0;
const askedListeners = new Set<() => void>();

async function askFor(remedy: Remedy): Promise<boolean> {
  const count = (step: 1 | -1) => {
    asked += step;
    for (const listener of askedListeners) listener();
  };
  count(1);
  try {
    return await remedy();
  } finally {
    count(-1);
  }
}

/** True while a person is being asked for what a refused call needs. */
export function useIsAsking(): boolean {
  return useSyncExternalStore(
    (listener) => {
      askedListeners.add(listener);
      return () => askedListeners.delete(listener);
    },
    () => asked > 0,
  );
}

let calls = 0;

/** Any procedure. Rejects with CallProblem. */
export async function call<Name extends ProcedureName>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions = {},
): Promise<OutputOf<Name>> {
  const first = await callOnce(name, input, options);
  if (first.ok) return first.value;
  const remedy = remedies.get(first.error.code);
  const second = remedy !== undefined && (await askFor(remedy)) ? await callOnce(name, input, options) : first;
  if (second.ok) return second.value;
  throw new CallProblem(second.error.code, second.error.message, second.error.details);
}

async function callOnce<Name extends ProcedureName>(name: Name, input: InputOf<Name>, options: CallOptions) {
  calls += 1;
  const callId = `call-${calls}`;
  const { onProgress, signal } = options;
  const stop = () => door().cancel(callId);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const calling = door().call(name, input, onProgress === undefined ? { callId } : { callId, onProgress });
    const result = await watchCall(name, calling);
    if (result.ok) madeChange(name, result.value);
    return result;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** A long piece of work; its progress also shows on the task bar. Use `useJob` for one with a dialog. */
export async function runJob<Name extends NamesOf<'job'>>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions = {},
): Promise<OutputOf<Name>> {
  try {
    return await call(name, input, {
      ...options,
      onProgress: (progress) => {
        door().setTaskProgress(progress.total ? progress.done / progress.total : 0);
        options.onProgress?.(progress);
      },
    });
  } finally {
    door().setTaskProgress(null);
  }
}

export interface QueryChoices {
  readonly isEnabled?: boolean;
  /** Milliseconds, for what changes with the clock alone. */
  readonly refetchEvery?: number;
  /** Keep showing the answer to the last question while the next one is asked (search as you type). */
  readonly keepsLast?: boolean;
}

export function useQueryOf<Name extends NamesOf<'query'>>(
  name: Name,
  input: InputOf<Name>,
  choices: QueryChoices = {},
): UseQueryResult<OutputOf<Name>, CallProblem> {
  return useQuery<OutputOf<Name>, CallProblem>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: choices.isEnabled ?? true,
    ...(choices.refetchEvery === undefined ? {} : { refetchInterval: choices.refetchEvery }),
    ...(choices.keepsLast ? { placeholderData: (before: unknown) => before as never } : {}),
  });
}

/** What `sinceAnswer` of the contract describes. */
interface Growing {
  readonly rows: readonly ListedRow[];
  readonly total: number;
  readonly position: number;
  readonly isPartial: boolean;
  readonly gone: readonly string[];
}

type GrowingName = {
  [Name in NamesOf<'query'>]: OutputOf<Name> extends Growing ? Name : never;
}[NamesOf<'query'>];
type RowOf<Name extends GrowingName> = OutputOf<Name>['rows'][number];

/**
 * A long list that is asked for again only as far as it has changed: after one saved cell one row comes, not thousands.
 * `order` says where a new row stands (keep it the same function).
 */
export function useRowsOf<Name extends GrowingName>(
  name: Name,
  input: Omit<InputOf<Name>, 'since'>,
  order?: RowOrder<RowOf<Name>>,
): UseQueryResult<OutputOf<Name>, CallProblem> {
  const queries = useQueryClient();
  const queryKey = [name, input];
  return useQuery<OutputOf<Name>, CallProblem>({
    queryKey,
    queryFn: async () => {
      const before = queries.getQueryData<OutputOf<Name>>(queryKey);
      const since = before === undefined ? {} : { since: before.position };
      const answer = await call(name, { ...input, ...since } as InputOf<Name>);
      if (before === undefined || !answer.isPartial) return answer;
      const rows = mergedRows<RowOf<Name>>(before.rows, answer.rows, answer.gone, order);
      return { ...answer, rows, total: rows.length, isPartial: false, gone: [] };
    },
  });
}

export interface Command<Name extends ProcedureName> {
  /** Rejects with CallProblem, which is also kept in `problem` until the next run. */
  readonly run: (input: InputOf<Name>) => Promise<OutputOf<Name>>;
  readonly isRunning: boolean;
  readonly problem: CallProblem | null;
  readonly reset: () => void;
}

/** For commands and for jobs too short to need a progress dialog. The page's queries are asked again right after. */
export function useCommand<Name extends NamesOf<'command' | 'job'>>(name: Name): Command<Name> {
  const [running, setRunning] = useState(0);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const queries = useQueryClient();

  async function run(input: InputOf<Name>): Promise<OutputOf<Name>> {
    setProblem(null);
    setRunning((count) => count + 1);
    try {
      const value = await call(name, input);
      refreshSoon(queries);
      return value;
    } catch (error) {
      setProblem(problemOf(error));
      throw error;
    } finally {
      setRunning((count) => count - 1);
    }
  }
  return { run, isRunning: running > 0, problem, reset: () => setProblem(null) };
}

export interface Job<Name extends NamesOf<'job'>> extends Command<Name> {
  readonly progress: Progress | null;
  readonly cancel: () => void;
}

/** A job for `<JobDialog job={…} title="…" />`: real progress and a way to stop. */
export function useJob<Name extends NamesOf<'job'>>(name: Name): Job<Name> {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const control = useRef<AbortController | null>(null);
  const queries = useQueryClient();

  async function run(input: InputOf<Name>): Promise<OutputOf<Name>> {
    const mine = new AbortController();
    control.current = mine;
    setProblem(null);
    setProgress(null);
    setRunning(true);
    try {
      const value = await runJob(name, input, { onProgress: setProgress, signal: mine.signal });
      refreshSoon(queries);
      return value;
    } catch (error) {
      setProblem(problemOf(error));
      throw error;
    } finally {
      setRunning(false);
    }
  }
  return { run, isRunning, problem, progress, reset: () => setProblem(null), cancel: () => control.current?.abort() };
}

/** Any failure as something that can be shown. */
export function problemOf(error: unknown): CallProblem {
  if (error instanceof CallProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CallProblem('INTERNAL', `页面出错，这一步没有执行。请按 F5 刷新后再试（${message}）。`, {});
}

export function sentenceOf(error: unknown): string {
  return problemOf(error).message;
}

/** For a promise whose failure is already shown elsewhere (`command.problem`, a cell's mark). */
export function shownElsewhere(_error: unknown): void {}

/** Queries of one page. Changes by other pages, windows and imports come as events of the door. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 15_000, gcTime: 10 * 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Several changes in a row, and the event of one's own change, ask the host once. */
const gatherFor = 80;
const gathering = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>();

export function refreshSoon(queries: QueryClient): void {
  if (gathering.has(queries)) return;
  const timer = setTimeout(() => {
    gathering.delete(queries);
    void queries.invalidateQueries();
  }, gatherFor);
  gathering.set(queries, timer);
}

export function refreshOnChanges(queries: QueryClient): () => void {
  return door().onChange(() => refreshSoon(queries));
}
