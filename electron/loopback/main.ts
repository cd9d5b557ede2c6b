/** `npm start` without Electron: serves the app on 127.0.0.1, in a window of an installed browser or at a printed address. */
import '#shared/jitless.ts';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { browserPrinter } from '#electron/host/browser-printer.ts';
import { loadDemonstration } from '#electron/host/demonstration.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { defaultDataFolder, hostOptions, rendererFolder } from '#electron/host/surroundings.ts';
import { newSecret } from './guard.ts';
import { claimDataFolder, findRunning, releaseDataFolder } from './second-start.ts';
import { type LoopbackServer, serveLoopback } from './server.ts';
import { openWindow } from './window.ts';

interface Wishes {
  readonly dataFolder: string;
  readonly isDemonstration: boolean;
  readonly wantsWindow: boolean;
  /** Why this door and not Electron: `npm start` knows. */
  readonly reason: string;
}

interface Running {
  readonly server: LoopbackServer;
  readonly host: Host;
  readonly secret: string;
}

await main(wishesOf(process.argv.slice(2)));

async function main(wishes: Wishes): Promise<void> {
  mkdirSync(wishes.dataFolder, { recursive: true, mode: 0o700 });
  const already = await findRunning(wishes.dataFolder);
  if (already !== null) return visit(wishes, already, true);

  const running = await begin(wishes);
  if (running === null) {
    // Another start on this folder was faster in the same moment.
    const address = await findRunning(wishes.dataFolder);
    if (address === null) throw new Error(`door.json in ${wishes.dataFolder} can be neither used nor replaced`);
    return visit(wishes, address, true);
  }
  const asked = new Promise<void>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => settle());
  });
  await Promise.race([
    visit(wishes, running.server.newAddress(), false).then(() => staysAtAddress(running.server)),
    asked,
  ]);
  await end(wishes.dataFolder, running);
  // A browser that was told to close may hold the event loop a little longer.
  process.exit(0);
}

async function begin(wishes: Wishes): Promise<Running | null> {
  const opened = Promise.withResolvers<Host>();
  const secret = newSecret();
  const server = await serveLoopback({ host: opened.promise, pagesFolder: rendererFolder(), secret });
  if (!(await claimDataFolder(wishes.dataFolder, { pid: process.pid, port: server.port, secret }))) {
    opened.reject(new Error('not the first start'));
    await server.close();
    return null;
  }
  try {
    const printer = browserPrinter(() => findBrowser(), rendererFolder());
    const host = openHost(hostOptions({ dataFolder: wishes.dataFolder, environment: process.env, printer }));
    if (wishes.isDemonstration) await loadDemonstration(host, process.stderr);
    opened.resolve(host);
    return { server, host, secret };
  } catch (error) {
    releaseDataFolder(wishes.dataFolder, secret);
    opened.reject(error instanceof Error ? error : new Error(String(error)));
    await server.close();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Shows the address in a window, or prints it and stays; settles when the window is closed. */
async function visit(wishes: Wishes, address: string, isSecondStart: boolean): Promise<void> {
  const browser = wishes.wantsWindow ? windowBrowser() : null;
  const door = browser === null ? 'address' : 'window';
  const lines = isSecondStart
    ? ['这个数据文件夹已经打开，现在回到正在运行的程序。(already running: opening it)']
    : [wishes.reason];
  if (browser === null)
    lines.push(
      `请在本机浏览器打开下面的地址（只能用一次，再要时重新运行同一命令）。(open this address on this machine)\n${address}`,
    );
  else lines.push(`已用浏览器窗口打开：${browser} (app window)`);
  process.stdout.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
  process.stdout.write(
    `${JSON.stringify({ ready: true, door, url: address, dataFolder: wishes.dataFolder, isSecondStart })}\n`,
  );
  if (browser === null) return isSecondStart ? undefined : new Promise(() => undefined);

  const window = openWindow(browser, address, wishes.dataFolder);
  process.once('exit', () => window.close());
  await window.ended;
}

/** A window that ended before any page came in did not open: the program stays, at an address that can be opened by hand. */
async function staysAtAddress(server: LoopbackServer): Promise<void> {
  if (server.isEntered()) return server.unused();
  process.stdout.write(
    `浏览器窗口没有打开，请在浏览器打开：(the window failed, open this address)\n${server.newAddress()}\n`,
  );
  return new Promise(() => undefined);
}

async function end(dataFolder: string, { server, host, secret }: Running): Promise<void> {
  await server.close();
  await host.close();
  releaseDataFolder(dataFolder, secret);
}

/** The browser for the window; null without a display or without a browser. */
function windowBrowser(): string | null {
  const hasDisplay =
    process.platform === 'win32' ||
    process.platform === 'darwin' ||
    Boolean(process.env['DISPLAY']) ||
    Boolean(process.env['WAYLAND_DISPLAY']);
  if (!hasDisplay) return null;
  try {
    return findBrowser();
  } catch {
    // The only thing it throws is BROWSER_NOT_FOUND: the address is printed instead.
    return null;
  }
}

function wishesOf(words: readonly string[]): Wishes {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
        'no-window': { type: 'boolean', default: false },
        reason: { type: 'string', default: '' },
      },
    });
    return {
      dataFolder: resolve(values.data ?? defaultDataFolder(process.platform, process.env, values.demo)),
      isDemonstration: values.demo,
      wantsWindow: !values['no-window'],
      reason: values.reason,
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write('npm start [-- --data DIR] [--demo] [--no-window]\n');
    process.exit(2);
  }
}
