/** Looks for an installed browser of the Chromium family: it draws the window of the loopback door and lays out paper. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { problem } from '#shared/error.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isExecutable: (path: string) => boolean;
}

/** In order of preference. Edge and Chrome first on Windows because they are always kept up to date there. */
const namesOnPath = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'msedge',
  'brave-browser',
  'uos-browser-stable',
  'browser360-cn-stable',
  'qaxbrowser-safe-stable',
] as const;

const windowsPlaces = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  '360ChromeX\\Chrome\\Application\\360ChromeX.exe',
  '360Chrome\\Chrome\\Application\\360chrome.exe',
] as const;

const macPlaces = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
] as const;

/** Where domestic Linux systems (UOS, Kylin) and vendors' packages put browsers without a link on the PATH. */
const linuxPlaces = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/usr/lib/chromium/chromium',
  '/opt/apps/org.deepin.browser/files/browser',
  '/opt/apps/com.browser.softwares.uos/files/uos-browser',
  '/opt/apps/com.360.browser-stable/files/browser360-cn',
  '/opt/browser360/browser360-cn',
  '/opt/qaxbrowser/qaxbrowser',
] as const;

/** The executable: FIVE_ONES_BROWSER, else on the PATH, else where installers put it. Throws BROWSER_NOT_FOUND. */
export function findBrowser(around: Surroundings = surroundings()): string {
  for (const path of candidates(around)) if (around.isExecutable(path)) return path;
  throw problem('BROWSER_NOT_FOUND');
}

function* candidates({ platform, environment }: Surroundings): Generator<string> {
  const chosen = environment['FIVE_ONES_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    // A browser asked for by name is the one to use; another in its place would hide the mistake.
    yield chosen;
    return;
  }
  const separator = platform === 'win32' ? ';' : delimiter;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(separator).filter((folder) => folder !== '');
  for (const name of namesOnPath)
    for (const folder of folders) yield join(folder, platform === 'win32' ? `${name}.exe` : name);
  if (platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    for (const place of windowsPlaces) for (const root of roots) if (root !== undefined) yield `${root}\\${place}`;
  } else if (platform === 'darwin') {
    const roots = ['/Applications', join(environment['HOME'] ?? '/', 'Applications')];
    for (const place of macPlaces) for (const root of roots) yield join(root, place);
  } else yield* linuxPlaces;
}

function surroundings(): Surroundings {
  return { platform: process.platform, environment: process.env, isExecutable };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Absent or not ours to run: either way not a candidate.
    return false;
  }
}
