/** The browser that tests and the demonstration need: found, or installed where we may (root with apt). Never skipped. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { findBrowser } from '#electron/host/find-browser.ts';

const packages = ['chromium', 'fonts-noto-cjk', 'poppler-utils'] as const;
const installCommand = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
/** apt waits this long for another apt, and we try again this often when the network or a mirror stumbles. */
const lockSeconds = 120;
const attempts = 3;

/** The executable. Ends the process with 1 and one sentence when there is none and none can be installed. */
export async function ensureBrowser(): Promise<string> {
  const found = lookForBrowser();
  if (found !== null) return found;
  if (process.env['FIVE_ONES_BROWSER'] === undefined && (await installWithApt(packages, '浏览器和字体'))) {
    const installed = lookForBrowser();
    if (installed !== null) return installed;
  }
  process.stderr.write(
    `No browser of the Chromium family was found; install one, for example with: ${installCommand}\n` +
      `没有找到 Chromium 系浏览器，请先安装，例如：${installCommand}\n`,
  );
  process.exit(1);
}

export function lookForBrowser(): string | null {
  try {
    return findBrowser();
  } catch {
    // The only thing it throws is BROWSER_NOT_FOUND.
    return null;
  }
}

/** Debian packages, as root only; whether they are there now. */
export async function installWithApt(names: readonly string[], what: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  process.stderr.write(`正在安装测试用的${what}… (installing ${names[0]} with apt)\n`);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if ((await apt('update')) && (await apt('install', '-y', '--no-install-recommends', ...names))) return true;
    if (attempt < attempts) await wait(attempt * 5000);
  }
  return false;
}

function apt(...words: readonly string[]): Promise<boolean> {
  return new Promise((settle) => {
    const child = spawn('apt-get', ['-q', '-o', `DPkg::Lock::Timeout=${lockSeconds}`, ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      // Standard output stays the program's own.
      stdio: ['ignore', 2, 2],
    });
    child.on('error', () => settle(false));
    child.on('exit', (code) => settle(code === 0));
  });
}
