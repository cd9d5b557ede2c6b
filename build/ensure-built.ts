/** Bundles when a source is newer than dist/, and says nothing unless it takes a while. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from './project.ts';

const rooms = ['shared', 'db', 'electron', 'renderer'];
const single = ['package.json', 'package-lock.json', 'build/bundles.ts', 'build/ensure-built.ts'];
const stampFile = inProject('dist/built-from.txt');
const lockFile = inProject('.cache/building.lock');

/** Ends the process with 1 and the reason when the sources cannot be bundled. */
export async function ensureBuilt(): Promise<void> {
  // Asked again under the lock: whoever held it may have built meanwhile.
  if (!isFresh()) await alone(async () => (isFresh() ? undefined : bundle()));
}

export function buildAll(): Promise<void> {
  return alone(bundle);
}

function isFresh(): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === stampOfSources();
  } catch {
    // No stamp: never built, or a build was broken off.
    return false;
  }
}

async function bundle(): Promise<void> {
  const slow = setTimeout(() => process.stderr.write('正在准备程序文件，请稍候… (building)\n'), 1000);
  const environmentBefore = process.env['NODE_ENV'];
  try {
    const stamp = stampOfSources();
    rmSync(stampFile, { force: true });
    const { build } = await import('vite');
    const { hostPrograms, pages, paper, preload } = await import('./bundles.ts');
    // Vite takes this from the environment into React's bundle; a test runner's own value must not end up there.
    process.env['NODE_ENV'] = 'production';
    for (const config of [hostPrograms, preload, pages, paper]) {
      if (Object.keys(config.build?.rolldownOptions?.input ?? {}).length > 0) await build(config);
    }
    mkdirSync(inProject('dist'), { recursive: true });
    writeFileSync(stampFile, stamp);
  } finally {
    if (environmentBefore === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environmentBefore;
    clearTimeout(slow);
  }
}

/** Names, sizes and times of every source: cheap enough to be taken at each start (some hundred files). */
function stampOfSources(): string {
  const hash = createHash('sha256');
  hash.update(process.versions.node);
  for (const path of [
    ...single.map((file) => inProject(file)),
    ...rooms.flatMap((room) => filesUnder(inProject(room))),
  ]) {
    const facts = statSync(path);
    hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Two programs started at once must not write into dist/ at once. */
async function alone(work: () => Promise<void>): Promise<void> {
  mkdirSync(inProject('.cache'), { recursive: true });
  while (!isLockTaken()) await wait(100);
  try {
    await work();
  } catch (error) {
    rmSync(lockFile, { force: true });
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  rmSync(lockFile, { force: true });
}

/** Only one can create the file. It names its process, so that the lock of one that died is not waited for. */
function isLockTaken(): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isHolderAlive()) rmSync(lockFile, { force: true });
    return false;
  }
}

function isHolderAlive(): boolean {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    // Just created and not yet written: somebody is there.
    return holder === 0 || process.kill(holder, 0);
  } catch {
    // No such process, or the lock has just been given back.
    return false;
  }
}
