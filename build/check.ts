/** `npm run check`: types, format, dead code, rooms. Runs all of them, so that one look shows everything. */
import { spawnSync } from 'node:child_process';
import { inProject } from './project.ts';

const checks: readonly (readonly [what: string, file: string, ...words: string[]])[] = [
  ['types', 'typescript/bin/tsc', '-b'],
  ['format', '@biomejs/biome/bin/biome', 'ci', '--error-on-warnings'],
  ['dead code', 'knip/bin/knip.js'],
  ['rooms', 'vitest/vitest.mjs', 'run', '--project=node-utc', 'test/unit/rooms.test.ts'],
];

const failed = checks.filter(([what, file, ...words]) => {
  process.stdout.write(`— ${what}\n`);
  const { status } = spawnSync(process.execPath, [inProject('node_modules', file), ...words], {
    cwd: inProject(),
    stdio: 'inherit',
  });
  return status !== 0;
});
process.stdout.write(
  failed.length === 0 ? 'check: all good\n' : `check: failed: ${failed.map(([what]) => what).join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
