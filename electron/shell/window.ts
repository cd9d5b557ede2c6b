import { fileURLToPath } from 'node:url';
import { BrowserWindow } from 'electron';
import { pageOrigin } from './page-protocol.ts';

/** Beside the bundle of this file: dist/host → dist/preload. */
const preloadFile = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));

/** The smallest screen in these offices is 1366 × 768. */
const smallest = { width: 1366, height: 768 } as const;

/** `prepare` sees the window before any page runs in it. */
export async function openMainWindow(prepare: (window: BrowserWindow) => void): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...smallest,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    title: '五个一',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  prepare(window);
  await window.loadURL(`${pageOrigin}/`);
  return window;
}
