/**
 * The real program for end-to-end tests: each office is one running program on a data folder of its own, seen through a
 * browser context of its own. The same specs run on the loopback door and, where there is a binary, on Electron.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

export interface DoorOptions {
  door: 'loopback' | 'electron';
}

export interface OfficeWishes {
  /** Business time, ISO; frozen for the whole run. */
  readonly now?: string;
  readonly operator?: string;
  /** Loads the fictional district first. */
  readonly isDemonstration?: boolean;
  /** A folder that another test run or the command line has filled. */
  readonly dataFolder?: string;
}

export interface RunningOffice {
  readonly name: string;
  readonly dataFolder: string;
  readonly page: Page;
  /** Ends the program as a person would, and waits for it. */
  stop(): Promise<void>;
}

interface Fixtures extends DoorOptions {
  /** A temporary folder, removed after the test: for data folders and for what is carried between offices. */
  folder: string;
  /** A program of its own for each name; ended after the test. */
  startOffice: (name: string, wishes?: OfficeWishes) => Promise<RunningOffice>;
  /** The page of one office, for tests that need no more. */
  page: Page;
}

/** A Wednesday, 10:00 in China: the period that ends on Friday, 20 November is open. */
export const usualNow = '2026-11-18T02:00:00.000Z';

const hostFolder = fileURLToPath(new URL('../../dist/host/', import.meta.url));

export const test = base.extend<Fixtures>({
  door: ['loopback', { option: true }],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'five-ones-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  startOffice: async ({ door, browser, folder }, use, info) => {
    const offices: RunningOffice[] = [];
    const complaints: string[] = [];
    await use(async (name, wishes = {}) => {
      const dataFolder = wishes.dataFolder ?? join(folder, name);
      const start = door === 'electron' ? startInElectron : startInBrowser(browser);
      const office = await start(name, dataFolder, wishes);
      watch(office.page, complaints);
      offices.push(office);
      return office;
    });
    for (const office of offices) {
      if (info.status !== info.expectedStatus && !office.page.isClosed())
        await info.attach(`${office.name}.png`, { body: await office.page.screenshot(), contentType: 'image/png' });
      await office.stop();
    }
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
  },
  page: async ({ startOffice }, use) => {
    await use((await startOffice('office')).page);
  },
});

/** Errors that no test looks for but that none may hide. */
function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
}

function startInBrowser(browser: Browser) {
  return async (name: string, dataFolder: string, wishes: OfficeWishes): Promise<RunningOffice> => {
    const { child, address } = await startLoopback(dataFolder, wishes);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    return {
      name,
      dataFolder,
      page,
      stop: async () => {
        await context.close();
        await endChild(child);
      },
    };
  };
}

async function startInElectron(name: string, dataFolder: string, wishes: OfficeWishes): Promise<RunningOffice> {
  const executablePath = process.env['FIVE_ONES_ELECTRON'];
  const application = await _electron.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      join(hostFolder, 'shell.js'),
      ...programArguments(dataFolder, wishes),
    ],
    env: programEnvironment(wishes),
  });
  return { name, dataFolder, page: await application.firstWindow(), stop: () => application.close() };
}

/** Starts the loopback door without a window and waits for its readiness line. */
export async function startLoopback(
  dataFolder: string,
  wishes: OfficeWishes = {},
): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = spawn(
    process.execPath,
    [join(hostFolder, 'loopback.js'), '--no-window', ...programArguments(dataFolder, wishes)],
    { env: programEnvironment(wishes), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const ready: { url: string } = JSON.parse(line);
    return { child, address: ready.url };
  }
  throw new Error(`the program ended before it was ready, exit code ${child.exitCode}`);
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

function programArguments(dataFolder: string, wishes: OfficeWishes): string[] {
  return ['--data', dataFolder, ...(wishes.isDemonstration === true ? ['--demo'] : [])];
}

function programEnvironment(wishes: OfficeWishes): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    FIVE_ONES_NOW: wishes.now ?? usualNow,
    FIVE_ONES_OPERATOR: wishes.operator ?? '',
  };
}
