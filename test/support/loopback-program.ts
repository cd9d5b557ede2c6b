/** The loopback program as a process of its own, without a window. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inProject } from '#build/project.ts';

export interface ProgramWishes {
  /** Business time, ISO; frozen for the whole run. */
  readonly now?: string;
  readonly operator?: string;
  /** Loads the fictional district first. */
  readonly isDemonstration?: boolean;
  /** In a browser's window, where there is a display. */
  readonly wantsWindow?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StartedProgram {
  readonly child: ChildProcess;
  /** Lets one browser in once. */
  readonly address: string;
  /** The readiness line. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** The next line on standard output that begins so. */
  lineWith(start: string): Promise<string>;
}

/** A Wednesday, 10:00 in China: the period that ends on Friday, 20 November is open. */
export const usualNow = '2026-11-18T02:00:00.000Z';

/** Starts it and waits for its readiness line. */
export async function startLoopback(dataFolder: string, wishes: ProgramWishes = {}): Promise<StartedProgram> {
  const child = spawn(
    process.execPath,
    [
      inProject('dist/host/loopback.js'),
      ...(wishes.wantsWindow === true ? [] : ['--no-window']),
      ...programArguments(dataFolder, wishes),
    ],
    { env: programEnvironment(wishes), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // Never closed by a reader that has enough: a full or broken pipe must not stop the program.
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const lineWith = async (start: string): Promise<string> => {
    for (let next = await lines.next(); next.done !== true; next = await lines.next())
      if (next.value.startsWith(start)) return next.value;
    throw new Error(`the program ended without saying ${start}, exit code ${child.exitCode}`);
  };
  const ready: { url: string } = JSON.parse(await lineWith('{'));
  return { child, address: ready.url, ready: { ...ready }, lineWith };
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

export function programArguments(dataFolder: string, wishes: ProgramWishes): string[] {
  return ['--data', dataFolder, ...(wishes.isDemonstration === true ? ['--demo'] : [])];
}

export function programEnvironment(wishes: ProgramWishes): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    FIVE_ONES_NOW: wishes.now ?? usualNow,
    FIVE_ONES_OPERATOR: wishes.operator ?? '',
    ...wishes.environment,
  };
}
