/** What handlers receive. They never see a global database, clock or key. */
import type { InstalledOffice } from '#db/queries/installation.ts';
import type { Reading, Writing } from '#db/run.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { NamesOf, OutputOf, ParsedInputOf, Progress } from '#shared/contract/index.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { PrintModel } from '#shared/report/model.ts';
import type { OpenKeys } from './package/keys.ts';

export interface CallFacts {
  /** Business instant, ISO UTC. */
  readonly now: string;
  readonly frozenNow: string | null;
  /** Who is working; null before signing in. */
  readonly operator: string | null;
  readonly dataFolder: string;
}

export interface QueryContext extends CallFacts {
  readonly reading: Reading;
}

export interface CommandContext extends CallFacts {
  readonly writing: Writing;
  readonly newId: () => string;
  readonly newStream: () => string;
  /** A whole number from 0 up to, not including, `below`. */
  readonly randomBelow: (below: number) => number;
  path(handle: FileHandle): string;
}

export interface JobContext extends CallFacts {
  /** A consistent view of the store; each call is one snapshot. */
  read<T>(work: (reading: Reading) => T): T;
  /** Runs one of the job's own steps in a transaction on the writer. */
  write<T>(step: string, payload: unknown): Promise<T>;
  /** Reports progress; throws CANCELLED when the person has stopped the job. */
  progress(progress: Progress): void;
  readonly signal: AbortSignal;
  readonly newId: () => string;
  readonly randomBelow: (below: number) => number;
  path(handle: FileHandle): string;
  /** A new file in the data folder's work area, to be handed out. */
  newFile(name: string): Promise<{ readonly path: string; readonly file: FileHandle }>;
  /** Issues a handle for a file of the data folder. */
  handOut(path: string, name: string): Promise<FileHandle>;
  /** Lays a paper out as PDF through the door's printer. */
  print(model: PrintModel, outPath: string): Promise<{ readonly pages: number }>;
  /** Present where the contract says `needsKey`. */
  readonly keys: OpenKeys | null;
}

export type QueryHandlers = {
  readonly [Name in NamesOf<'query'>]: (context: QueryContext, input: ParsedInputOf<Name>) => OutputOf<Name>;
};

export type CommandHandlers = {
  readonly [Name in NamesOf<'command'>]: (context: CommandContext, input: ParsedInputOf<Name>) => OutputOf<Name>;
};

export type Step = (context: CommandContext, payload: never) => JsonValue;

export interface JobHandler<Name extends NamesOf<'job'>> {
  readonly run: (context: JobContext, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly steps?: Readonly<Record<string, Step>>;
}

export type JobHandlers = { readonly [Name in NamesOf<'job'>]: JobHandler<Name> };

/** Handled by the host itself: they open and close the key, which lives in its memory only. */
export type SessionProcedure =
  | 'sessions.state'
  | 'sessions.signIn'
  | 'sessions.signOut'
  | 'sessions.unlock'
  | 'sessions.lock'
  | 'sessions.recover'
  | 'sessions.changePassphrase';
export type SessionHandled<Handlers> = Omit<Handlers, SessionProcedure>;

export type InstalledContext = { readonly office: InstalledOffice };
