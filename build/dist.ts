/** `npm run dist [-- electron-builder's arguments]`: bundles, then packs for this system into release/. */
import { spawnSync } from 'node:child_process';
import { buildAll } from './ensure-built.ts';
import { inProject } from './project.ts';

await buildAll();
const { status } = spawnSync(
  process.execPath,
  [inProject('node_modules/electron-builder/cli.js'), ...process.argv.slice(2)],
  { cwd: inProject(), stdio: 'inherit' },
);
process.exitCode = status ?? 1;
