/** What every door reads from the machine before it opens the host: the data folder, the environment, the built pages. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockOf } from './clock.ts';
import type { HostOptions, Printer } from './host.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HostWishes {
  readonly dataFolder: string;
  readonly environment: Environment;
  readonly printer: Printer;
}

/** FIVE_ONES_NOW freezes business time, FIVE_ONES_OPERATOR signs somebody in from the start. */
export function hostOptions({ dataFolder, environment, printer }: HostWishes): HostOptions {
  const operator = environment['FIVE_ONES_OPERATOR']?.trim();
  return {
    dataFolder: resolve(dataFolder),
    clock: clockOf(environment['FIVE_ONES_NOW']),
    printer,
    operator: operator === '' ? undefined : operator,
    onTechnical: (text) => process.stderr.write(`${text}\n`),
  };
}

/** Where a person's data lies when no folder is named, as each system expects it. The demonstration never mixes with it. */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  environment: Environment,
  isDemonstration: boolean,
): string {
  const home = environment['HOME'] ?? homedir();
  const suffix = isDemonstration ? 'demo' : null;
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), named('Five Ones', suffix));
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', named('Five Ones', suffix));
  const chosen = environment['XDG_DATA_HOME'];
  return join(chosen?.startsWith('/') === true ? chosen : join(home, '.local', 'share'), named('five-ones', suffix));
}

/** The built pages: dist/renderer, from the bundle beside it (dist/host) as from the source. */
export function rendererFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../dist/renderer/' : '../renderer/', import.meta.url));
}

function named(name: string, suffix: string | null): string {
  return suffix === null ? name : `${name}-${suffix}`;
}
