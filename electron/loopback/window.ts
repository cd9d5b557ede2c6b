/** The window of the loopback door: an installed browser in app mode with a profile of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface AppWindow {
  /** Settles when the browser has ended, with its exit code (null when a signal ended it). */
  readonly ended: Promise<number | null>;
  close(): void;
}

export function openWindow(executable: string, address: string, dataFolder: string): AppWindow {
  const profile = join(dataFolder, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const child = spawn(executable, windowArguments(address, profile, process.getuid?.() ?? null), { stdio: 'ignore' });
  return { ended: exitOf(child), close: () => void child.kill() };
}

/** Nothing of the browser's own may go to the network, and nothing of it may greet the clerk. */
export function windowArguments(address: string, profile: string, userId: number | null): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--lang=zh-CN',
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-extensions',
    '--disable-features=Translate,OptimizationHints,MediaRouter',
    '--no-pings',
    // The browser's sandbox cannot be set up for root; everybody else keeps it.
    ...(userId === 0 ? ['--no-sandbox'] : []),
  ];
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code));
  });
}
