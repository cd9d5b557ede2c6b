/** From nothing to a host that answers, beside a bare Node start. */
import { spawn } from 'node:child_process';
import { inProject } from '#build/project.ts';
import { endChild, startLoopback, usualNow } from '#test/support/loopback-program.ts';
import { type BenchRow, differenceRow, fastestOf, plainRow } from './measure.ts';
import type { BenchSet } from './stores.ts';

export async function startRows(set: BenchSet): Promise<BenchRow[]> {
  const runs = 7;
  const bareNode = () => ended(['-e', '0']);
  const commandLine = () => ended([inProject('dist/host/cli.js'), '--data', set.district, 'offices.current']);
  await commandLine();
  const [bare = 0, cli = 0] = await fastestOf(runs, bareNode, commandLine);
  let ready = Number.POSITIVE_INFINITY;
  for (let count = 0; count < runs; count += 1) {
    const start = performance.now();
    const { child } = await startLoopback(set.district);
    ready = Math.min(ready, performance.now() - start);
    await endChild(child);
  }
  return [
    differenceRow('host ready (loopback door’s readiness line)', ready, bare, 250, 'over a bare Node start'),
    plainRow(
      '  cli offices.current, start to end',
      cli,
      `${(cli - bare).toFixed(0)} ms over a bare Node start; answered and closed again`,
    ),
  ];
}

function ended(words: readonly string[]): Promise<void> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, words, { stdio: 'ignore', env: { ...process.env, FIVE_ONES_NOW: usualNow } });
    child.once('error', fail);
    child.once('exit', (code) => (code === 0 ? settle() : fail(new Error(`${words.join(' ')} ended with ${code}`))));
  });
}
