/** Bundles when a source is newer than dist/, and says nothing unless it takes a while. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from './project.ts';

const rooms = ['shared', 'db', 'electron', 'renderer'];
const single = ['package.json', 'package-lock.json', 'build/bundles.ts', 'build/ensure-built.ts'];
const stampFile = inProject('dist/built-from.txt');
const lockFolder = inProject('.cache/building');
/** A build takes seconds; a lock this old was left by one that died. */
const staleLockMilliseconds = 180_000;

export async function ensureBuilt(): Promise<void> {
  if (isFresh()) return;
  const unlock = await lockBuilding();
  try {
    if (!isFresh()) await buildUnlocked();
  } finally {
    unlock();
  }
}

export async function buildAll(): Promise<void> {
  const unlock = await lockBuilding();
  try {
    await buildUnlocked();
  } finally {
    unlock();
  }
}

function isFresh(): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === stampOfSources();
  } catch {
    // No stamp: never built, or a build was broken off.
    return false;
  }
}

async function buildUnlocked(): Promise<void> {
  const slow = setTimeout(() => process.stderr.write('正在准备程序文件，请稍候… (building)\n'), 1000);
  try {
    const stamp = stampOfSources();
    rmSync(stampFile, { force: true });
    const { build } = await import('vite');
    const { hostPrograms, pages, paper, preload } = await import('./bundles.ts');
    // Vite takes this from the environment into React's bundle; a test runner's own value must not end up there.
    process.env['NODE_ENV'] = 'production';
    for (const bundle of [hostPrograms, preload, pages, paper]) {
      if (Object.keys(bundle.build?.rolldownOptions?.input ?? {}).length > 0) await build(bundle);
    }
    mkdirSync(inProject('dist'), { recursive: true });
    writeFileSync(stampFile, stamp);
  } finally {
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

/** Two programs started at once must not write into dist/ at once. `mkdir` is the one step that only one of them can win. */
async function lockBuilding(): Promise<() => void> {
  mkdirSync(inProject('.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      return () => rmSync(lockFolder, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (lockAge() > staleLockMilliseconds) rmSync(lockFolder, { recursive: true, force: true });
    await wait(100);
  }
}

function lockAge(): number {
  try {
    // The file system's clock against itself: a fresh file's time is “now” there.
    const probe = inProject('.cache/building-probe');
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs - statSync(lockFolder).mtimeMs;
  } catch {
    // Released in between.
    return 0;
  }
}
