/** Paper through an installed browser: the print page lays the model out, the browser turns it into PDF. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problem } from '#shared/error.ts';
import { startHeadlessBrowser } from './headless-browser.ts';
import type { Printer } from './host.ts';
import { layOutExpression, pagesOfPdf } from './print-page.ts';

/** `find` throws BROWSER_NOT_FOUND. */
export function browserPrinter(find: () => string, pagesFolder: string): Printer {
  return async (model, outPath, signal) => {
    const browser = startHeadlessBrowser(find());
    const stop = () => void browser.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const target = await browser.send('Target.createTarget', { url: 'about:blank' });
      const attached = await browser.send('Target.attachToTarget', { targetId: target['targetId'], flatten: true });
      const page = String(attached['sessionId']);
      await browser.send('Page.enable', {}, page);
      const loaded = browser.event('Page.loadEventFired', page);
      await browser.send('Page.navigate', { url: pathToFileURL(join(pagesFolder, 'print.html')).href }, page);
      await loaded;
      const laidOut = await browser.send(
        'Runtime.evaluate',
        { expression: layOutExpression(model), awaitPromise: true, returnByValue: true },
        page,
      );
      if (laidOut['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(laidOut['exceptionDetails']));
      const printed = await browser.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, page);
      const pdf = Buffer.from(String(printed['data']), 'base64');
      await writeFile(outPath, pdf);
      return { pages: pagesOfPdf(pdf) };
    } catch (error) {
      if (signal?.aborted === true) throw problem('CANCELLED', {}, error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      await browser.close();
    }
  };
}
