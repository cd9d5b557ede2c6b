/**
 * Ctrl+Z and Ctrl+Y of the pages: remembers which changes this window made and took back, so that undoing in the project
 * grid never takes back an import made a minute ago on another page.
 */
import type { ProcedureName } from '#shared/contract/index.ts';

export interface Made {
  readonly procedure: ProcedureName;
  readonly changeId: string;
}

const made: Made[] = [];
/** Taken back and not yet restored, the newest last. */
let takenBack: Made[] = [];
const kept = 200;

/** Called by the client after every successful call. */
export function madeChange(procedure: ProcedureName, value: unknown): void {
  if (procedure === 'changes.undo' || procedure === 'changes.redo') return;
  if (typeof value !== 'object' || value === null || !('changeId' in value)) return;
  if (typeof value.changeId !== 'string') return;
  made.push({ procedure, changeId: value.changeId });
  // As in Excel: after something new, what was taken back on this page does not return.
  takenBack = takenBack.filter((one) => one.procedure.split('.')[0] !== procedure.split('.')[0]);
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
export function takeNewestChange(procedures: readonly ProcedureName[]): Made | null {
  return takenOff(made, (one) => procedures.includes(one.procedure));
}

/** One certain change is being taken back: it is no longer on the pile. */
export function forgetChange(changeId: string): Made | null {
  return takenOff(made, (one) => one.changeId === changeId);
}

/** A change has been taken back: Ctrl+Y restores it. */
export function tookBack(change: Made): void {
  takenBack.push(change);
}

/** Takes the change that was taken back last off its pile; null when there is none. */
export function takeNewestTakenBack(procedures: readonly ProcedureName[]): Made | null {
  return takenOff(takenBack, (one) => procedures.includes(one.procedure));
}

/** A change has been restored: Ctrl+Z takes it back again. */
export function restored(change: Made): void {
  made.push(change);
}

function takenOff(pile: Made[], isWanted: (one: Made) => boolean): Made | null {
  const index = pile.findLastIndex(isWanted);
  return index < 0 ? null : (pile.splice(index, 1)[0] ?? null);
}
