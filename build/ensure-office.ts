/** What opens Word files and papers for the tests that measure them: found, or installed where we may. They fail without it. */
import { spawnSync } from 'node:child_process';
import { installWithApt } from './ensure-browser.ts';

/** A program, how it is asked whether it is there, and the Debian packages it comes with. */
const tools = [
  { program: 'soffice', ask: '--version', packages: ['libreoffice-writer-nogui', 'libreoffice-calc-nogui'] },
  { program: 'pdftoppm', ask: '-v', packages: ['poppler-utils'] },
] as const;

export async function ensureOffice(): Promise<void> {
  for (const { program, ask, packages } of tools) {
    const isThere = spawnSync(program, [ask], { stdio: 'ignore' }).status === 0;
    if (isThere || (await installWithApt(packages, program))) continue;
    process.stderr.write(
      `${program} was not found; the tests that need it will fail. Install it, for example with: apt-get install ${packages.join(' ')}\n`,
    );
  }
}
