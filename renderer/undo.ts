/**
 * Ctrl+Z of the pages: remembers which changes this window made, so that undoing in the project grid never takes back
 * an import made a minute ago on another page.
 */
import type { ProcedureName } from '#shared/contract/index.ts';

interface Made {
  readonly procedure: ProcedureName;
  readonly changeId: string;
}

const made: Made[] = [];
const kept = 200;

/** Called by the client after every successful call. */
export function madeChange(procedure: ProcedureName, value: unknown): void {
  if (procedure === 'changes.undo' || typeof value !== 'object' || value === null || !('changeId' in value)) return;
  if (typeof value.changeId === 'string') made.push({ procedure, changeId: value.changeId });
  if (made.length > kept) made.shift();
}

const underWay = new Map<Promise<unknown>, ProcedureName>();

export async function watchCall<T>(procedure: ProcedureName, calling: Promise<T>): Promise<T> {
  underWay.set(calling, procedure);
  try {
    return await calling;
  } finally {
    underWay.delete(calling);
  }
}

/** Ctrl+Z pressed right after typing means what is just being saved, not the change before it. */
export async function changesSettled(procedures: readonly ProcedureName[]): Promise<void> {
  await Promise.allSettled([...underWay].flatMap(([calling, name]) => (procedures.includes(name) ? [calling] : [])));
}

/** Takes the newest change made by one of these procedures off the pile; null when there is none. */
export function takeNewestChange(procedures: readonly ProcedureName[]): string | null {
  const index = made.findLastIndex((one) => procedures.includes(one.procedure));
  return index < 0 ? null : (made.splice(index, 1)[0]?.changeId ?? null);
}

/** One certain change is being taken back: it is no longer on the pile. */
export function forgetChange(changeId: string): void {
  const index = made.findLastIndex((one) => one.changeId === changeId);
  if (index >= 0) made.splice(index, 1);
}
