/** Paper through an installed browser: the print page lays a model out, the browser turns it into PDF. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problem } from '#shared/error.ts';
import type { PrintModel } from '#shared/report/model.ts';
import { type HeadlessBrowser, startHeadlessBrowser } from '../headless-browser.ts';
import { layOutExpression, pagesOfPdf } from '../print-page.ts';

export interface PdfWishes {
  /** Executable of a browser of the Chromium family. */
  readonly browser: string;
  /** The built print.html. */
  readonly printPage: string;
  /** The browser's start included: slow disks under a virus scanner take long. Two minutes when absent. */
  readonly longestMilliseconds?: number;
}

export interface PdfPrinter {
  /** Writes the PDF to the path, one paper after the other. Refuses with CANCELLED, PRINT_FAILED or FILE_NOT_WRITABLE. */
  print(model: PrintModel, outPath: string, signal?: AbortSignal): Promise<{ readonly pages: number }>;
  close(): Promise<void>;
}

/** A browser for the papers of one job; it starts with the first one, and anew after a failure. Must be closed. */
export function openPrinter(wishes: PdfWishes): PdfPrinter {
  let open: OpenPage | null = null;
  let closing: Promise<void> = Promise.resolve();
  const close = () => {
    // Whoever asks second waits for the same end.
    if (open !== null) closing = open.browser.close();
    open = null;
    return closing;
  };
  return {
    async print(model, outPath, signal) {
      if (isAborted(signal)) throw problem('CANCELLED');
      const stop = () => void close();
      const limit = wishes.longestMilliseconds ?? 120_000;
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        stop();
      }, limit);
      signal?.addEventListener('abort', stop, { once: true });
      try {
        open ??= openPage(wishes);
        const pdf = await pdfOf(open, model);
        await writePdf(outPath, pdf);
        return { pages: pagesOfPdf(pdf) };
      } catch (error) {
        await close();
        if (isAborted(signal)) throw problem('CANCELLED', {}, error);
        if (error instanceof UnwritableError) {
          throw problem('FILE_NOT_WRITABLE', { name: basename(outPath), reason: error.code }, error);
        }
        const reason = isLate ? `超过 ${Math.round(limit / 1000)} 秒没有完成` : '浏览器中途退出或出错';
        throw problem('PRINT_FAILED', { reason }, error);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
      }
    },
    close,
  };
}

/** One paper, with a browser of its own. */
export async function printPdf(
  model: PrintModel,
  { outPath, signal, ...wishes }: PdfWishes & { readonly outPath: string; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly pages: number }> {
  const printer = openPrinter(wishes);
  try {
    return await printer.print(model, outPath, signal);
  } finally {
    await printer.close();
  }
}

/** Asked anew each time: it changes while a paper is printed. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface OpenPage {
  readonly browser: HeadlessBrowser;
  /** The DevTools session of the loaded print page. */
  readonly session: Promise<string>;
}

function openPage({ browser: executable, printPage }: PdfWishes): OpenPage {
  const browser = startHeadlessBrowser(executable);
  return { browser, session: loadPage(browser, pathToFileURL(printPage).href) };
}

async function loadPage(browser: HeadlessBrowser, address: string): Promise<string> {
  const target = await browser.send('Target.createTarget', { url: 'about:blank' });
  const attached = await browser.send('Target.attachToTarget', { targetId: target['targetId'], flatten: true });
  const session = String(attached['sessionId']);
  await browser.send('Page.enable', {}, session);
  const [answer] = await Promise.all([
    browser.send('Page.navigate', { url: address }, session),
    browser.event('Page.loadEventFired', session),
  ]);
  if (answer['errorText'] !== undefined) throw new Error(`${address}: ${JSON.stringify(answer['errorText'])}`);
  return session;
}

async function pdfOf({ browser, session }: OpenPage, model: PrintModel): Promise<Buffer> {
  const page = await session;
  const expression = layOutExpression(model);
  const laidOut = await browser.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, page);
  if (laidOut['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(laidOut['exceptionDetails']));
  // Without tags, as Electron does it: a third of the size.
  const printed = await browser.send(
    'Page.printToPDF',
    { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false },
    page,
  );
  return Buffer.from(String(printed['data']), 'base64');
}

class UnwritableError extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super('the PDF could not be written', { cause });
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  }
}

async function writePdf(path: string, pdf: Buffer): Promise<void> {
  try {
    await writeFile(path, pdf);
  } catch (error) {
    throw new UnwritableError(error);
  }
}
