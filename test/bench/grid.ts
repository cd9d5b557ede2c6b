/** The grid with 10 000 rows in the real browser, beside a Mantine page that does nothing. */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { endChild, startLoopback } from '#test/support/loopback-program.ts';
import { type BenchRow, differenceRow, quantile } from './measure.ts';
import type { BenchSet } from './stores.ts';

export const searchField = '.lg-search input';
/** Milliseconds for a page of 50 000 rows on a machine that does other work. */
const longest = 180_000;
/** Typed one after another; the search stays narrow and wide in turn. */
const keys = [
  'm',
  'o',
  'Backspace',
  'Backspace',
  'x',
  'i',
  'Backspace',
  'Backspace',
  'q',
  's',
  'Backspace',
  'Backspace',
];

export async function gridRows(set: BenchSet, folder: string): Promise<BenchRow[]> {
  const browser = await startBrowser(folder);
  try {
    const bare = await barePage(browser);
    const empty = await onEmptyPage(browser, join(folder, 'nobody'));
    const desk = await onProgram(browser, set.district, '#/projects', searchField, '.lg-viewport');
    const grid = await onProgram(browser, set.wide, '#/projects', searchField, '.lg-viewport');
    const frames = `median ${quantile(grid.frames.flat(), 0.5).toFixed(1)} ms; median of three runs' worst`;
    const wide = `over a bare page; 10 000 rows: ${grid.usable.toFixed(0)} ms, first-run page: ${empty.usable.toFixed(0)} ms`;
    const p95 = `p95 ${quantile(grid.strokes, 0.95).toFixed(1)} ms, floor's ${quantile(empty.strokes, 0.95).toFixed(1)} ms`;
    return [
      differenceRow('page usable: the projects of the district set', desk.usable, bare, 700, wide),
      differenceRow(
        '10 000-row grid: filter keystroke to paint',
        quantile(grid.strokes, 0.5),
        quantile(empty.strokes, 0.5),
        50,
        p95,
      ),
      differenceRow('  scroll, worst frame', worst(grid.frames), worst(empty.frames), 33, frames),
    ];
  } finally {
    await browser.close();
  }
}

export function startBrowser(folder: string): Promise<Browser> {
  const executablePath = process.env['FIVE_ONES_BROWSER'];
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    env: { ...process.env, HOME: folder },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=zh-CN',
    ],
  });
}

interface Felt {
  /** From opening the address until there is something to work with. */
  readonly usable: number;
  readonly strokes: readonly number[];
  /** Of three runs. */
  readonly frames: readonly (readonly number[])[];
}

/** One hiccup of the machine must not stand for the grid: the median of the worst frame of each run. */
function worst(runs: readonly (readonly number[])[]): number {
  return quantile(
    runs.map((frames) => Math.max(...frames)),
    0.5,
  );
}

export async function barePage(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  await page.goto('about:blank');
  const start = performance.now();
  await page.goto('data:text/html,<button>one</button>');
  await page.locator('button').waitFor();
  const milliseconds = performance.now() - start;
  await page.close();
  return milliseconds;
}

/** The first-run page: Mantine, two buttons, no data; a key pressed there changes nothing. */
export async function onEmptyPage(browser: Browser, dataFolder: string): Promise<Felt> {
  return onProgram(browser, dataFolder, '', 'button', null);
}

export async function onProgram(
  browser: Browser,
  dataFolder: string,
  hash: string,
  field: string,
  scroller: string | null,
): Promise<Felt> {
  const { child, address } = await startLoopback(dataFolder, { operator: '经办甲' });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    // The first visit exchanges the token; the second is what is felt every day.
    await page.goto(address);
    await page.locator('#root button').first().waitFor();
    const here = `${new URL(page.url()).origin}/${hash}`;
    await page.goto('about:blank');
    const start = performance.now();
    await page.goto(here);
    if (scroller !== null) await page.locator('.lg-row').nth(3).waitFor({ timeout: longest });
    else await page.locator(field).first().waitFor();
    const usable = performance.now() - start;
    const strokes = await strokesOf(page, field);
    const frames: number[][] = [];
    for (let run = 0; run < 3; run += 1) frames.push(await framesOf(page, scroller));
    return { usable, strokes, frames };
  } finally {
    await context.close();
    await endChild(child);
  }
}

/** From the key going down until the frame after the one it changed has been painted. */
async function strokesOf(page: Page, field: string): Promise<number[]> {
  await page.locator(field).first().focus();
  await page.evaluate(() => {
    const strokes: number[] = [];
    Object.assign(window, { benchStrokes: strokes });
    window.addEventListener(
      'keydown',
      () => {
        const start = performance.now();
        // The frame in which the change is drawn, and a task after it.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.addEventListener('message', () => strokes.push(performance.now() - start));
          channel.port1.start();
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (const key of [...keys, ...keys]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
  const strokes = await page.evaluate(() => (window as unknown as { benchStrokes: number[] }).benchStrokes);
  return strokes.slice(keys.length);
}

/** Times between frames while scrolling steadily (or while nothing moves, for the floor). */
async function framesOf(page: Page, scroller: string | null): Promise<number[]> {
  const frames = await page.evaluate(async (selector) => {
    const box = selector === null ? null : document.querySelector(selector);
    const times: number[] = [];
    if (box !== null) box.scrollTop = 0;
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let count = 0; count < 180; count += 1) {
      if (box !== null) box.scrollTop += count % 60 === 59 ? 20_000 : 220;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - last);
      last = now;
    }
    return times;
  }, scroller);
  return frames.slice(10);
}
