/**
 * What a page may ask of the world outside it, whatever door it was opened through: the same object as `window.fiveOnes`
 * from the Electron preload and from the loopback client. Everything that crosses it is JSON-safe, apart from callbacks and
 * a dropped file, so that it passes a context bridge unchanged.
 */
import type { Result } from '../error.ts';
import type { FileHandle } from './define.ts';
import type { InputOf, OutputOf, ProcedureName, Progress } from './index.ts';

export interface Door {
  /** Never rejects for a refusal: the answer says `ok: false` with a code and a Chinese sentence. */
  call<Name extends ProcedureName>(
    procedure: Name,
    input: InputOf<Name>,
    options?: CallOptions,
  ): Promise<Result<OutputOf<Name>>>;
  /** Asks the call of this id to stop; it then answers `CANCELLED`, or its value when it was already done. */
  cancel(callId: string): void;
  /** Lets the person choose a file; null when they chose none. */
  pickFile(accept: FileAccept): Promise<FileHandle | null>;
  /** Takes in a file the person dropped on the page, or one that the page made (a DOM `File`). */
  takeFile(file: DroppedFile): Promise<FileHandle>;
  /** Lets the person keep a copy; false when they changed their mind. */
  saveFile(file: FileHandle, suggestedName?: string): Promise<boolean>;
  /** Address on this page's own origin under which a file can be fetched, for the preview. */
  fileAddress(file: FileHandle): string;
  /** Opens the print dialog on a PDF. */
  printFile(file: FileHandle): Promise<void>;
  /** Tells of every change committed to the store, by this page or not. Returns the way to stop listening. */
  onChange(listener: (event: ChangeEvent) => void): () => void;
  /** Shows 0 … 1 on the task bar, nothing when null. */
  setTaskProgress(fraction: number | null): void;
}

export interface CallOptions {
  /** The page's own name for this call, unique among its running calls; needed to cancel it. */
  readonly callId?: string;
  readonly onProgress?: (progress: Progress) => void;
}

export interface FileAccept {
  /** What is asked for, in the reader's words: 台账工作簿, 报送包 … */
  readonly label: string;
  /** Without the dot: xlsx, xls, csv … */
  readonly extensions: readonly string[];
}

/** The part of a DOM `File` that this room can name without the DOM's types. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

export interface ChangeEvent {
  readonly position: number;
}

/** What a door sends to the page while it works. */
export type DoorEvent =
  | ({ readonly type: 'progress'; readonly callId: string } & Progress)
  | ({ readonly type: 'change' } & ChangeEvent);

/** What the page is told of its own call. */
export function progressOf({ done, total, text, isBytes, finishedParts }: Progress): Progress {
  return {
    done,
    total,
    text,
    ...(isBytes === undefined ? {} : { isBytes }),
    ...(finishedParts === undefined ? {} : { finishedParts }),
  };
}
