/** The printer of the doors that have no browser of their own inside: an installed one, started for each paper. */
import { join } from 'node:path';
import { printPdf } from './files/print-pdf.ts';
import type { Printer } from './host.ts';

/** `find` throws BROWSER_NOT_FOUND. */
export function browserPrinter(find: () => string, pagesFolder: string): Printer {
  return async (model, outPath, signal) =>
    printPdf(model, { browser: find(), printPage: join(pagesFolder, 'print.html'), outPath, signal });
}
