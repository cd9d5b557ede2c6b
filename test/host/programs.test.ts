/** The programs as they are started: their own processes, from the bundles. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '#build/ensure-built.ts';
import { inProject } from '#build/project.ts';
import { frozenNow, temporaryFolder } from '#test/support/host.ts';
import { endChild, startLoopback } from '#test/support/loopback-program.ts';

const folder = temporaryFolder();

beforeAll(() => ensureBuilt());
afterAll(() => folder.remove());

describe('npm start without Electron and display', () => {
  test('says the door, the reason and one ready line, serves, and ends cleanly when told to', async () => {
    const dataFolder = join(folder.path, 'served');
    const { child, address, ready } = await startLoopback(dataFolder);
    expect(ready).toEqual({ ready: true, door: 'address', url: address, dataFolder, isSecondStart: false });
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    if (process.platform !== 'win32') expect(statSync(join(dataFolder, 'door.json')).mode & 0o777).toBe(0o600);
    await endChild(child);
    expect(child.exitCode).toBe(0);
    expect(existsSync(join(dataFolder, 'door.json'))).toBe(false);
  });

  test('a second start opens the running one and leaves it running', async () => {
    const dataFolder = join(folder.path, 'twice');
    const first = await startLoopback(dataFolder);
    const second = await startLoopback(dataFolder);
    expect(second.ready).toMatchObject({ isSecondStart: true });
    await exitOf(second.child);
    expect(new URL(second.address).port).toBe(new URL(first.address).port);
    expect((await fetch(second.address, { redirect: 'manual' })).status).toBe(303);
    await endChild(first.child);
  });

  test('starts again after the program was killed', async () => {
    const dataFolder = join(folder.path, 'killed');
    const first = await startLoopback(dataFolder);
    first.child.kill('SIGKILL');
    await exitOf(first.child);
    expect(existsSync(join(dataFolder, 'door.json'))).toBe(true);
    const again = await startLoopback(dataFolder);
    expect(again.ready).toMatchObject({ isSecondStart: false });
    await endChild(again.child);
  });

  test('opens its window where there is a display, and ends when the window is closed', async () => {
    const { started, seen } = await openWindowWith(
      'fetch(address, { redirect: "manual" }).then(({ status }) => record(status))',
    );
    expect(started.ready).toMatchObject({ door: 'window' });
    await exitOf(started.child);
    expect(started.child.exitCode).toBe(0);
    expect(seen()).toBe('303');
  });

  test('stays at an address of its own when the browser ends without having opened anything', async () => {
    const { started } = await openWindowWith('process.exit(0)');
    const line = await started.lineWith('http://');
    expect((await fetch(line, { redirect: 'manual' })).status).toBe(303);
    await endChild(started.child);
  });

  test('of wrong arguments explains itself and exits 2', () => {
    const { status, stderr } = run(['dist/host/loopback.js', '--nonsense']);
    expect(status).toBe(2);
    expect(stderr).toContain('npm start');
  });
});

describe('the command line', () => {
  test('through npm prints one line of JSON and nothing else', () => {
    const npm = spawnSync(
      'npm',
      ['run', '--silent', 'cli', '--', '--data', join(folder.path, 'cli'), 'offices.current'],
      {
        cwd: inProject(),
        encoding: 'utf8',
        env: { ...process.env, FIVE_ONES_NOW: frozenNow },
        shell: process.platform === 'win32',
      },
    );
    expect(npm.status).toBe(0);
    expect(JSON.parse(npm.stdout)).toMatchObject({ ok: true, value: { office: null, now: frozenNow } });
    expect(npm.stdout.split('\n')).toHaveLength(2);
  });

  test('takes relative paths from where it was typed', () => {
    const { status } = run([inProject('build/run.mjs'), 'cli', '--data', 'here', 'offices.current'], folder.path);
    expect(status).toBe(0);
    expect(readdirSync(folder.path)).toContain('here');
  });
});

/** A browser of three lines in the place of a real one: it gets the window's arguments and does what is asked with the address. */
async function openWindowWith(code: string) {
  const stub = mkdtempSync(join(folder.path, 'window-'));
  const recorded = join(stub, 'recorded.txt');
  const browser = join(stub, 'browser');
  const lines = [
    `#!${process.execPath}`,
    `const record = (value) => require('node:fs').writeFileSync(${JSON.stringify(recorded)}, String(value));`,
    "const address = process.argv.find((word) => word.startsWith('--app=')).slice('--app='.length);",
    code,
  ];
  writeFileSync(browser, `${lines.join('\n')}\n`, { mode: 0o755 });
  const environment = { DISPLAY: ':none', FIVE_ONES_BROWSER: browser };
  const started = await startLoopback(join(stub, 'data'), { wantsWindow: true, environment });
  return { started, seen: () => readFileSync(recorded, 'utf8') };
}

function run(words: readonly string[], cwd = inProject()) {
  return spawnSync(process.execPath, [...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_lifecycle_event: '', INIT_CWD: cwd },
  });
}

function exitOf(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
