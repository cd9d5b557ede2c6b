/** Door 1: the Electron main process. */
import '#shared/jitless.ts';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { loadDemonstration } from '#electron/host/demonstration.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { defaultDataFolder, hostOptions, rendererFolder } from '#electron/host/surroundings.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { answerPage } from './page-calls.ts';
import { declarePageScheme, servePages } from './page-protocol.ts';
import { windowPrinter } from './paper.ts';
import { openMainWindow } from './window.ts';

const wishes = wishesOf(process.argv.slice(app.isPackaged ? 1 : 2));
mkdirSync(wishes.dataFolder, { recursive: true, mode: 0o700 });
// The lock belongs to this folder: one running program a data folder, several folders side by side.
app.setPath('userData', join(wishes.dataFolder, 'window'));
app.enableSandbox();
declarePageScheme();
if (app.requestSingleInstanceLock()) begin();
else app.quit();

function begin(): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  void app.whenReady().then(run).catch(reportAndEnd);
}

async function run(): Promise<void> {
  const host = openHost(
    hostOptions({ dataFolder: wishes.dataFolder, environment: process.env, printer: windowPrinter }),
  );
  endWith(host);
  if (wishes.isDemonstration) await loadDemonstration(host, process.stderr);
  hardenSession(session.defaultSession);
  servePages(session.defaultSession, rendererFolder(), host.files);
  const window = await openMainWindowAnswered(host);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, door: 'shell', dataFolder: wishes.dataFolder })}\n`);
}

/** The page may call as soon as it is loaded, so its messages are answered before that. */
function openMainWindowAnswered(host: Host): Promise<BrowserWindow> {
  return openMainWindow((window) => {
    const calls = answerPage(window, host);
    window.on('closed', () => {
      calls.cancelAll();
      app.quit();
    });
  });
}

/** The store is closed before the process ends, once. */
function endWith(host: Host): void {
  let isClosing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void host.close().finally(() => app.exit(0));
  });
}

function reportAndEnd(error: unknown): void {
  dialog.showErrorBox('五个一', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

/** Chromium's own switches stand on the same line, so unknown ones are passed over. */
function wishesOf(words: readonly string[]): { dataFolder: string; isDemonstration: boolean } {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    options: { data: { type: 'string' }, demo: { type: 'boolean' } },
  });
  const isDemonstration = values['demo'] === true;
  const chosen = typeof values['data'] === 'string' ? values['data'] : null;
  return {
    dataFolder: resolve(chosen ?? defaultDataFolder(process.platform, process.env, isDemonstration)),
    isDemonstration,
  };
}
