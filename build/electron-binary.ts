/** Where the Electron binary is, and why there is none: its package fetches it from outside the registries at first use. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

/** Long enough for a working network to answer, short enough to wait for at every start without one. */
const probeMilliseconds = 2500;
const fetchMilliseconds = 300_000;

export interface ElectronBinary {
  readonly path: string | null;
  /** One short line, Chinese and English. */
  readonly reason: string;
}

export async function electronBinary({ mayFetch }: { readonly mayFetch: boolean }): Promise<ElectronBinary> {
  const present = installedBinary();
  if (present !== null) return { path: present, reason: '用 Electron 打开。(Electron)' };
  if (!mayFetch || !hasDisplay()) return { path: null, reason: '没有 Electron 程序文件。(no Electron binary)' };
  if (!(await isReachable()))
    return { path: null, reason: '没有 Electron 程序文件，也无法下载。(no Electron binary, not reachable)' };
  process.stderr.write('正在下载 Electron（只需一次）… (fetching Electron)\n');
  // The package's own installer checks the download against its list of hashes.
  const { status } = spawnSync(process.execPath, [inProject('node_modules/electron/install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: fetchMilliseconds,
  });
  const fetched = status === 0 ? installedBinary() : null;
  return fetched === null
    ? { path: null, reason: 'Electron 没有下载成功。(fetching Electron failed)' }
    : { path: fetched, reason: '用 Electron 打开。(Electron)' };
}

function installedBinary(): string | null {
  const chosen = process.env['FIVE_ONES_ELECTRON'];
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  try {
    const folder = inProject('node_modules/electron');
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    // Not fetched yet.
    return null;
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

async function isReachable(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  try {
    await fetch(mirror ?? 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(probeMilliseconds),
    });
    return true;
  } catch {
    // No network, no name, no answer in time: all the same here.
    return false;
  }
}
