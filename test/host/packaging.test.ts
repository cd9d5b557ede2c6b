import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, expect, test } from 'vitest';
import { ensureBuilt } from '#build/ensure-built.ts';
import { inProject } from '#build/project.ts';
import { temporaryFolder } from '#test/support/host.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What @electron/fuses looks for in a binary, followed by version, number and states of the fuses. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('100110010'),
]);

test('packing takes the bundles and one addon, and blows the fuses, on a stand-in for the Electron binary', async () => {
  await ensureBuilt();
  const electronDist = join(folder.path, 'electron');
  mkdirSync(join(electronDist, 'resources'), { recursive: true });
  writeFileSync(join(electronDist, 'electron'), fuseWire);
  chmodSync(join(electronDist, 'electron'), 0o755);
  writeFileSync(join(electronDist, 'version'), '45.4.1');
  writeFileSync(join(electronDist, 'LICENSE'), '');
  writeFileSync(join(electronDist, 'LICENSES.chromium.html'), '');

  const output = join(folder.path, 'release');
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      inProject('node_modules/electron-builder/cli.js'),
      '--linux',
      '--x64',
      '--dir',
      `-c.electronDist=${electronDist}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: inProject(), encoding: 'utf8' },
  );
  expect({ status, text: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, text: '' });

  const packed = join(output, 'linux-unpacked');
  const addons = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));
  expect(addons.map((name) => name.split(/[\\/]/).at(-1))).toEqual(['linux-x64.node']);
  const archive = readFileSync(join(packed, 'resources', 'app.asar'));
  const listing = archive.subarray(0, 100_000).toString('utf8');
  for (const name of ['shell.js', 'writer-worker.js', 'preload.cjs', 'zxing_reader.wasm', 'index.html', 'print.html'])
    expect(listing).toContain(`"${name}"`);
  for (const name of ['vite', 'typescript', 'sqlite3.c', 'test']) expect(listing).not.toContain(`"${name}"`);

  const wire = await getCurrentFuseWire(join(packed, 'five-ones'));
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE);
});
