/** Messages between the host and its workers. Values are JSON-safe; a problem travels as its code and details. */
import type { FileHandle } from '#shared/contract/define.ts';
import type { ProcedureName, Progress } from '#shared/contract/index.ts';
import { type ProblemCode, type ProblemDetails, ProblemError } from '#shared/error.ts';
import type { PrintModel } from '#shared/report/model.ts';
import type { CallFacts } from '../context.ts';
import { asHostProblem } from '../file-problem.ts';
import type { OpenKeys } from '../package/keys.ts';

export interface WorkerStart {
  readonly dataFolder: string;
}

export interface CallMessage {
  readonly type: 'call';
  readonly id: number;
  readonly procedure: ProcedureName;
  readonly input: unknown;
  readonly facts: CallFacts;
  /** Handles of the input resolved by the host. */
  readonly paths: Readonly<Record<string, string>>;
  readonly keys: OpenKeys | null;
  /** A job's step instead of a command. */
  readonly step: string | null;
  /** Set to 1 by the host when the person stops the job. */
  readonly cancelFlag: Int32Array | null;
}

export interface AnswerMessage {
  readonly type: 'answer';
  readonly id: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly ok: true; readonly value: unknown; readonly position?: number }
  | { readonly ok: false; readonly code: ProblemCode; readonly details: ProblemDetails; readonly technical: string };

/** What a job asks of the host while it runs. */
export type JobRequest =
  | { readonly kind: 'write'; readonly step: string; readonly payload: unknown }
  | { readonly kind: 'newFile'; readonly name: string }
  | { readonly kind: 'handOut'; readonly path: string; readonly name: string }
  | { readonly kind: 'print'; readonly model: PrintModel; readonly outPath: string };

export type JobReply<Kind extends JobRequest['kind']> = Kind extends 'write'
  ? unknown
  : Kind extends 'newFile'
    ? { path: string; file: FileHandle }
    : Kind extends 'handOut'
      ? FileHandle
      : { pages: number };

export type FromWorker =
  | AnswerMessage
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'request'; readonly id: number; readonly requestId: number; readonly request: JobRequest };

export type ToWorker =
  | CallMessage
  | { readonly type: 'reply'; readonly requestId: number; readonly outcome: Outcome }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'close' };

export function outcomeOf(error: unknown): Outcome {
  const known = asHostProblem(error);
  if (known instanceof ProblemError)
    return { ok: false, code: known.code, details: known.details, technical: technicalText(known.cause ?? known) };
  return { ok: false, code: 'INTERNAL', details: {}, technical: technicalText(error) };
}

function technicalText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
