import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json; scripts may be called from anywhere. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export function inProject(...parts: readonly string[]): string {
  return join(projectFolder, ...parts);
}

/** Where the person who typed `npm …` stood: relative paths in arguments start there, npm itself moves to the project. */
export function callersFolder(): string {
  const folder = process.env['INIT_CWD'];
  return folder !== undefined && process.env['npm_lifecycle_event'] !== undefined && existsSync(folder)
    ? folder
    : process.cwd();
}
