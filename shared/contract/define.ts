import { z } from 'zod';
import type { OfficeKind } from '../domain/office.ts';

/**
 * query: read-only, on a read-only connection. command: one synchronous transaction on the writer.
 * job: prepares asynchronously with progress and cancel, then commits once.
 */
export type ProcedureKind = 'query' | 'command' | 'job';

export interface Procedure<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: ProcedureKind;
  /** One English line for `cli list` and for the reader of the contract. */
  readonly about: string;
  readonly input: Input;
  readonly output: Output;
  /** Only in an office of this kind. */
  readonly role?: OfficeKind;
  /** Needs the unlocked signing key; a locked one is `KEY_LOCKED`. */
  readonly needsKey?: boolean;
  /** Callable before an office is set up. */
  readonly beforeSetUp?: boolean;
  /** The open key is none of the office's any more when the job is done: it is locked. */
  readonly locksKey?: boolean;
}

type Options = Pick<Procedure, 'role' | 'needsKey' | 'beforeSetUp' | 'locksKey'>;

function define<const Kind extends ProcedureKind>(kind: Kind) {
  return <Input extends z.ZodType, Output extends z.ZodType>(
    about: string,
    input: Input,
    output: Output,
    options?: Options,
  ) =>
    ({ kind, about, input, output, ...options }) as {
      kind: Kind;
      about: string;
      input: Input;
      output: Output;
    } & Options;
}

export const query = define('query');
export const command = define('command');
export const job = define('job');

/** A file inside dispatch is always a handle issued by the host; each door converts (path, upload, dialog). */
export const fileHandle = z.object({ handle: z.string().min(1), name: z.string().min(1) }).meta({ id: 'File' });
export type FileHandle = z.infer<typeof fileHandle>;

/** What a job that makes a paper or its workbook answers. */
export const paperFile = z.object({ file: fileHandle, pages: z.int().nullable() });
export type PaperFile = z.infer<typeof paperFile>;
/** In which form a table is wanted. */
export const tableFormat = z.enum(['pdf', 'xlsx']);

export const nothing = z.strictObject({});

/** Every command that changes records says which change it made, so that it can be undone. */
export const changeMade = z.object({ changeId: z.string().nullable(), position: z.int() });

/** What a list answers that can be asked for the changes since a position (`useRowsOf` of the page merges them). */
export const sinceAnswer = {
  position: z.int().describe('of the ledger when it was read'),
  isPartial: z.boolean().describe('rows holds only those changed since'),
  gone: z.array(z.string()).describe('of a partial answer: ids that are not in the list any more'),
};
