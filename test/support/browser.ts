/**
 * The real program for end-to-end tests: each office is one running program on a data folder of its own, seen through a
 * browser context of its own. The same specs run on the loopback door and, where there is a binary, on Electron.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, type Browser, test as base, expect, type Page } from '@playwright/test';
import { inProject } from '#build/project.ts';
import {
  endChild,
  type ProgramWishes,
  programArguments,
  programEnvironment,
  startLoopback,
} from './loopback-program.ts';

import { type PreparedName, type PreparedOffices, preparedOffices } from './prepared-offices.ts';

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
  /** Does what asks for a file, and answers with this one. */
  choose(path: string, act: () => Promise<void>): Promise<void>;
  /** Does what offers a file to keep; the path of the copy, under the name it was offered with. */
  keep(act: () => Promise<void>): Promise<string>;
  /** Ends the program as a person would, and waits for it. */
  stop(): Promise<void>;
}

interface WorkerFixtures {
  /** Data folders made once for all tests of a worker. */
  preparedOffices: PreparedOffices;
}

interface Fixtures extends DoorOptions {
  /** A temporary folder, removed after the test: for data folders and for what is carried between offices. */
  folder: string;
  /** Errors and breaches of the policy that the pages reported; a test that provokes one takes it out. */
  complaints: string[];
  /** A copy of a data folder made beforehand, for this test alone. */
  prepared: (name: PreparedName) => string;
  /** A program of its own for each name; ended after the test. */
  startOffice: (name: string, wishes?: OfficeWishes) => Promise<RunningOffice>;
  /** The page of one office, for tests that need no more. */
  page: Page;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  preparedOffices: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'five-ones-prepared-'));
      await use(preparedOffices(folder));
      remove(folder);
    },
    { scope: 'worker' },
  ],
  prepared: async ({ preparedOffices: offices, folder }, use) => {
    await use((name) => offices(name, join(folder, name)));
  },
  door: ['loopback', { option: true }],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'five-ones-e2e-'));
    await use(folder);
    remove(folder);
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
      // Each office is a machine of its own: the marks of what it sent lie in a place of its own.
      const environment = { FIVE_ONES_STATE: join(folder, `state-${name}`), ...wishes.environment };
      const office = await start(name, dataFolder, { ...wishes, environment }, keptUnder(folder));
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

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Errors that no test looks for but that none may hide. */
function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
}

/** A fresh folder for every file kept: two may have the same name. */
function keptUnder(folder: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    const kept = join(mkdtempSync(join(folder, 'kept-')), String(count));
    mkdirSync(kept);
    return kept;
  };
}

function startInBrowser(browser: Browser) {
  return async (
    name: string,
    dataFolder: string,
    wishes: OfficeWishes,
    newFolder: () => string,
  ): Promise<RunningOffice> => {
    const { child, address } = await startLoopback(dataFolder, wishes);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    return {
      name,
      dataFolder,
      page,
      choose: async (path, act) => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
        await chooser.setFiles(path);
      },
      keep: async (act) => {
        const [download] = await Promise.all([page.waitForEvent('download'), act()]);
        const path = join(newFolder(), download.suggestedFilename());
        await download.saveAs(path);
        return path;
      },
      stop: async () => {
        await context.close();
        await endChild(child);
      },
    };
  };
}

/** The system's dialogs cannot be driven: they are answered in the main process. */
async function startInElectron(
  name: string,
  dataFolder: string,
  wishes: OfficeWishes,
  newFolder: () => string,
): Promise<RunningOffice> {
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
  return {
    name,
    dataFolder,
    page: await application.firstWindow(),
    choose: async (path, act) => {
      await application.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, path);
      await act();
    },
    keep: async (act) => {
      const kept = newFolder();
      const offered = application.evaluate(
        ({ dialog }, into) =>
          new Promise<string>((resolve) => {
            const answer = async (...words: unknown[]) => {
              const options = words.at(-1) as { readonly defaultPath?: string };
              const filePath = `${into}/${options.defaultPath?.split(/[\\/]/).at(-1) ?? ''}`;
              resolve(filePath);
              return { canceled: false, filePath };
            };
            dialog.showSaveDialog = answer;
          }),
        kept,
      );
      await act();
      const path = join(kept, basename(await offered));
      await expect.poll(() => existsSync(path)).toBe(true);
      return path;
    },
    stop: () => application.close(),
  };
}
