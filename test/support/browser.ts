/**
 * The real program for end-to-end tests: each office is one running program on a data folder of its own, seen through a
 * browser context of its own. The same specs run on the loopback door and, where there is a binary, on Electron.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, test as base, type Page } from '@playwright/test';
import { inProject } from '#build/project.ts';
import {
  endChild,
  type ProgramWishes,
  programArguments,
  programEnvironment,
  startLoopback,
} from './loopback-program.ts';

export { expect } from '@playwright/test';

export interface DoorOptions {
  door: 'loopback' | 'electron';
}

export interface OfficeWishes extends ProgramWishes {
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
  /** Errors and breaches of the policy that the pages reported; a test that provokes one takes it out. */
  complaints: string[];
  /** A program of its own for each name; ended after the test. */
  startOffice: (name: string, wishes?: OfficeWishes) => Promise<RunningOffice>;
  /** The page of one office, for tests that need no more. */
  page: Page;
}

export const test = base.extend<Fixtures>({
  door: ['loopback', { option: true }],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'five-ones-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
  },
  startOffice: async ({ door, browser, folder, complaints }, use, info) => {
    const offices: RunningOffice[] = [];
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
      inProject('dist/host/shell.js'),
      ...programArguments(dataFolder, wishes),
    ],
    env: programEnvironment(wishes),
  });
  return { name, dataFolder, page: await application.firstWindow(), stop: () => application.close() };
}
