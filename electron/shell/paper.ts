/** Paper in this door: a hidden window lays the model out and prints it to PDF; a visible one shows a PDF to the printer. */
import { writeFile } from 'node:fs/promises';
import { BrowserWindow } from 'electron';
import type { Printer } from '#electron/host/host.ts';
import { layOutExpression, pagesOfPdf } from '#electron/host/print-page.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import { problem } from '#shared/error.ts';
import { pageOrigin } from './page-protocol.ts';

const safePreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false } as const;

export const windowPrinter: Printer = async (model, outPath, signal) => {
  const window = new BrowserWindow({ show: false, webPreferences: safePreferences });
  const stop = () => window.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await window.loadURL(`${pageOrigin}/print.html`);
    await window.webContents.executeJavaScript(layOutExpression(model));
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    await writeFile(outPath, pdf);
    return { pages: pagesOfPdf(pdf) };
  } catch (error) {
    if (signal?.aborted === true) throw problem('CANCELLED', {}, error);
    throw problem('PRINT_FAILED', { reason: '排版窗口中途关闭或出错' }, error);
  } finally {
    signal?.removeEventListener('abort', stop);
    if (!window.isDestroyed()) window.destroy();
  }
};

/** The browser's own PDF viewer with its print dialog open. */
export async function openForPrinting(file: FileHandle, parent: BrowserWindow): Promise<void> {
  const window = new BrowserWindow({
    parent,
    width: 1000,
    height: 740,
    autoHideMenuBar: true,
    title: file.name,
    webPreferences: { ...safePreferences, plugins: true },
  });
  await window.loadURL(`${pageOrigin}/files/${file.handle}?inline`);
  window.webContents.print({}, () => undefined);
}
