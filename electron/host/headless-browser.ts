/** A browser of the host's own without a window, driven over a pipe: no port, nobody else can join. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface HeadlessBrowser {
  /** Sends one command of the DevTools protocol to a page and gives its result. Rejects when the browser has ended. */
  send(
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): Promise<Record<string, unknown>>;
  /** Settles at the next event of that name on that page. */
  event(method: string, sessionId: string): Promise<void>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** A browser that is asked to end gets this long. One that is still starting first does that. */
const politeMilliseconds = 3000;

export function startHeadlessBrowser(executable: string): HeadlessBrowser {
  const home = mkdtempSync(join(tmpdir(), 'five-ones-browser-'));
  const child = spawn(executable, headlessArguments(home, process.getuid?.() ?? null), {
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    // A group of its own, so that its helpers end with it. Should we die first, it sees the pipe close and ends itself.
    detached: process.platform !== 'win32',
  });
  const toBrowser = child.stdio[3] as Writable;
  const fromBrowser = child.stdio[4] as Readable;
  const calls = new Map<number, Waiting>();
  const events = new Map<string, Waiting[]>();
  let lastId = 0;
  let failure: Error | null = null;

  const fail = (error: Error) => {
    failure ??= error;
    for (const waiting of [...calls.values(), ...[...events.values()].flat()]) waiting.reject(failure);
    calls.clear();
    events.clear();
  };
  const receive = (message: Message) => {
    if (message.id !== undefined) {
      const waiting = calls.get(message.id);
      calls.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result ?? {});
      else waiting?.reject(new Error(message.error.message));
    } else if (message.method !== undefined) {
      const key = `${message.sessionId ?? ''} ${message.method}`;
      for (const waiting of events.get(key) ?? []) waiting.resolve({});
      events.delete(key);
    }
  };
  child.once('error', fail);
  const exited = exitOf(child, home, fail);
  // Writing to a browser that has just ended: its end is what is reported.
  toBrowser.on('error', () => fail(new Error('the browser has ended')));
  readMessages(fromBrowser, receive);

  return {
    send(method, parameters, sessionId) {
      if (failure !== null) return Promise.reject(failure);
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        toBrowser.write(
          `${JSON.stringify({ id, method, params: parameters, ...(sessionId !== undefined && { sessionId }) })}\0`,
        );
      });
    },
    event(method, sessionId) {
      if (failure !== null) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        const key = `${sessionId} ${method}`;
        events.set(key, [...(events.get(key) ?? []), { resolve: () => resolve(), reject }]);
      });
    },
    async close() {
      // Asked first, so that it takes its own temporary files away.
      if (failure === null) toBrowser.write(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
      fail(new Error('the browser was closed'));
      const impatience = setTimeout(() => endWithHelpers(child), politeMilliseconds);
      await exited;
      clearTimeout(impatience);
    },
  };
}

export function headlessArguments(home: string, userId: number | null): string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${join(home, 'profile')}`,
    '--lang=zh-CN',
    '--no-first-run',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-breakpad',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    ...(userId === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}

/** A helper that outlived the browser would put files back into a profile just removed. */
function endWithHelpers(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended in between.
    child.kill('SIGKILL');
  }
}

/** Messages are JSON texts, each ended by a zero byte. */
function readMessages(from: Readable, receive: (message: Message) => void): void {
  let parts: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      receive(JSON.parse(Buffer.concat(parts).toString('utf8')) as Message);
      parts = [];
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
  });
}

function exitOf(child: ChildProcess, home: string, fail: (error: Error) => void): Promise<void> {
  return new Promise((settle) => {
    const ended = () => {
      fail(new Error('the browser has ended'));
      // Its helpers may still be writing their last files: what is left then is the system's temporary folder's.
      try {
        rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      } catch (error) {
        process.stderr.write(`left behind: ${home} (${String(error)})\n`);
      }
      settle();
    };
    child.once('exit', ended);
    child.once('error', ended);
  });
}
