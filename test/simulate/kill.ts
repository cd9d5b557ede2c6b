/** Starts the program of kill-child.ts, lets it be killed at a seeded point or moment, and hears what it said. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Found, Said } from './kill-child.ts';

const child = fileURLToPath(new URL('kill-child.ts', import.meta.url));
const hook = new URL('kill-hook.ts', import.meta.url).href;

export interface Killing {
  /** The n-th point of a thread; 0 = not by the hook. */
  readonly atPoint?: number;
  /** Milliseconds after the program has said what it found. */
  readonly afterMilliseconds?: number;
}

export interface Heard {
  /** null where it was killed while it started: the next one finds what that left. */
  readonly found: Found | null;
  readonly said: readonly Said[];
  readonly wasKilled: boolean;
}

/** Ends when the program has; a program that ends by itself with an error is an error. */
export async function runUntilKilled(
  words: readonly string[],
  folder: string,
  { atPoint = 0, afterMilliseconds }: Killing = {},
): Promise<Heard> {
  const running = spawn(process.execPath, ['--import', hook, child, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      FIVE_ONES_STATE: `${folder}/state`,
      FIVE_ONES_TEST_RUN: folder,
      FIVE_ONES_KILL_AT: String(atPoint),
      NODE_COMPILE_CACHE: `${folder}/compiled`,
    },
  });
  let out = '';
  let technical = '';
  const ended = new Promise<NodeJS.Signals | number | null>((resolve, reject) => {
    running.once('error', reject);
    running.once('close', (code, signal) => resolve(signal ?? code));
  });
  running.stderr.on('data', (chunk: Buffer) => {
    technical += chunk.toString('utf8');
  });
  const ready = new Promise<void>((resolve) => {
    running.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
      if (out.includes('\n')) resolve();
    });
    running.once('close', () => resolve());
  });
  if (afterMilliseconds !== undefined) {
    await ready;
    await wait(afterMilliseconds);
    running.kill('SIGKILL');
  }
  const end = await ended;
  if (end !== 0 && end !== 'SIGKILL') throw new Error(`${words.join(' ')} ended with ${end}: ${technical}`);
  // A last line cut off by the kill was not acknowledged.
  const said = out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
  const found = said.find((each) => each.say === 'found');
  if (words[0] !== 'prepare' && found === undefined && end !== 'SIGKILL')
    throw new Error(`${words.join(' ')} said nothing: ${technical}`);
  return { found: found ?? null, said, wasKilled: end === 'SIGKILL' };
}
