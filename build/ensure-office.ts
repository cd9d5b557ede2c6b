/** LibreOffice, which opens the Word files the tests measure: found, or installed where we may. The tests fail without it. */
import { spawnSync } from 'node:child_process';
import { installWithApt } from './ensure-browser.ts';

const packages = ['libreoffice-writer-nogui', 'libreoffice-calc-nogui'] as const;

export async function ensureOffice(): Promise<void> {
  if (isThere() || (await installWithApt(packages, 'LibreOffice'))) return;
  process.stderr.write(
    `LibreOffice was not found; tests that open Word files will fail. Install it, for example with: apt-get install ${packages.join(' ')}\n`,
  );
}

function isThere(): boolean {
  return spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;
}
