/**
 * `npm run simulate`: thousands of simulated lives, from seeds. `--runs N --seed FIRST --workers W`; one again:
 * `--seed S --runs 1 [--steps N] --log`. `--mutations`: changed packages instead of lives, `--kill`: programs that are killed.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killEverywhere } from './kill-points.ts';
import { killMigration, migrationPoints } from './migration-kill.ts';
import { type Mutated, mutate } from './mutations.ts';
import { prepareWorld } from './prepared-world.ts';
import { type Life, live } from './simulator.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    steps: { type: 'string', default: '1000' },
    share: { type: 'string' },
    log: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
  },
});

interface Told {
  readonly seed: number;
  readonly failure: string | null;
  readonly steps: number;
  readonly packages: number;
  readonly refusals: readonly (readonly [string, number])[];
}

const runs = Number(values.runs ?? 10_000);
const first = Number(values.seed);
const workers = Math.min(Number(values.workers), runs);

if (values.share !== undefined) await (values.mutations ? shareMutations : share)(Number(values.share));
else if (values.mutations) await manyMutations();
else if (values.kill) await manyKills();
else if (runs === 1) await one();
else await many();

/** In memory where there is such a place: thousands of small stores are made and thrown away. */
function newFolder(): string {
  const memory = '/dev/shm';
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'five-ones-simulate-'));
}

async function within(work: (life: (seed: number, atMost?: number) => Promise<Life>) => Promise<void>): Promise<void> {
  const folder = newFolder();
  try {
    const prepared = await prepareWorld(join(folder, 'prepared'));
    await work((seed, atMost) => live(prepared, folder, seed, atMost));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every `workers`-th seed. */
async function share(number: number): Promise<void> {
  await within(async (life) => {
    for (let seed = first + number; seed < first + runs; seed += workers) {
      const { failure, steps, packages, refusals } = await life(seed);
      process.send?.({ seed, failure, steps, packages, refusals: [...refusals] } satisfies Told);
    }
  });
  process.disconnect();
}

async function one(): Promise<void> {
  await within(async (life) => {
    let { failure, log, steps } = await life(first, Number(values.steps));
    for (let atMost = 0; failure !== null && values.steps === '1000' && atMost < steps; atMost += 1) {
      const shorter = await life(first, atMost);
      if (shorter.failure === null) continue;
      ({ failure, log, steps } = shorter);
      break;
    }
    if (values.log || failure !== null) process.stdout.write(`${log.join('\n')}\n`);
    process.stdout.write(
      failure === null ? `seed ${first}: all held\n` : `seed ${first}, ${steps} steps: ${failure}\n`,
    );
    process.exitCode = failure === null ? 0 : 1;
  });
}

async function many(): Promise<void> {
  const begun = performance.now();
  const failed: Told[] = [];
  const refusals = new Map<string, number>();
  let done = 0;
  let steps = 0;
  let packages = 0;
  const told = (life: Told) => {
    done += 1;
    steps += life.steps;
    packages += life.packages;
    for (const [code, count] of life.refusals) refusals.set(code, (refusals.get(code) ?? 0) + count);
    if (life.failure !== null) {
      failed.push(life);
      process.stdout.write(
        `seed ${life.seed} failed: ${life.failure.split('\n')[0]}\n  npm run simulate -- --runs 1 --seed ${life.seed} --log\n`,
      );
    }
    if (done % 500 === 0) process.stdout.write(`${done} of ${runs}, ${failed.length} failed\n`);
  };
  await inParts((message) => told(message as Told));
  const seconds = (performance.now() - begun) / 1000;
  const perRun = ((seconds * workers * 1000) / runs).toFixed(0);
  process.stdout.write(
    `${done} runs from seed ${first}: ${failed.length} failed; ${steps} steps, ${packages} packages and receipts, ` +
      `${[...refusals.values()].reduce((sum, count) => sum + count, 0)} refusals; ${seconds.toFixed(0)} s, ${perRun} ms a run and core\n`,
  );
  for (const [code, count] of [...refusals].toSorted((left, right) => right[1] - left[1]))
    process.stdout.write(`  ${code} ${count}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** The same program once a core, each with its share of the seeds. */
async function inParts(told: (message: unknown) => void): Promise<void> {
  const words = process.argv.slice(2);
  await Promise.all(
    Array.from(
      { length: workers },
      (_, number) =>
        new Promise<void>((resolve, reject) => {
          const child = fork(
            import.meta.filename,
            [...words, '--workers', String(workers), '--share', String(number)],
            // Short-lived buffers of packages: a larger nursery spares half of the collecting.
            { execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64', '--single-threaded-gc'] },
          );
          child.on('message', told);
          child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
        }),
    ),
  );
}

async function shareMutations(number: number): Promise<void> {
  const folder = newFolder();
  const seeds = Array.from({ length: runs }, (_, index) => first + index).filter(
    (_, index) => index % workers === number,
  );
  try {
    const prepared = await prepareWorld(join(folder, 'prepared'));
    await mutate(prepared, folder, seeds, (mutated) => process.send?.(mutated));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.disconnect();
}

async function manyMutations(): Promise<void> {
  const begun = performance.now();
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  let failed = 0;
  await inParts((message) => {
    const { seed, kind, code, failure } = message as Mutated;
    count(kind);
    count(code ?? (failure === null ? 'taken in' : 'FAILED'));
    if (failure === null) return;
    failed += 1;
    process.stdout.write(`seed ${seed} (${kind}): ${failure}\n`);
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stdout.write(`${runs} mutations from seed ${first}: ${failed} failed; ${seconds} s\n`);
  for (const [what, times] of counts) process.stdout.write(`  ${what} ${times}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Every point of every scenario: each once. */
async function manyKills(): Promise<void> {
  const begun = performance.now();
  const folder = newFolder();
  const counts = new Map<string, number>();
  let failed = 0;
  let kills = 0;
  try {
    const preparedFolder = join(folder, 'prepared');
    const prepared = await prepareWorld(preparedFolder);
    await killEverywhere(
      prepared,
      preparedFolder,
      folder,
      () => true,
      ({ scenario, at, wasKilled, failure }) => {
        counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
        if (wasKilled) kills += 1;
        if (failure !== null || !wasKilled) failed += 1;
        if (failure !== null) process.stdout.write(`${scenario} at ${at}: ${failure}\n`);
        else if (!wasKilled) process.stdout.write(`${scenario} at ${at}: was not reached\n`);
      },
    );
    const points = migrationPoints(folder);
    counts.set('migration', points);
    for (let at = 1; at <= points; at += 1) {
      const { wasKilled, broken } = killMigration(folder, at);
      if (wasKilled) kills += 1;
      if (!wasKilled || broken.length > 0) failed += 1;
      for (const sentence of broken) process.stdout.write(`migration at ${at}: ${sentence}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stdout.write(`${kills} kills: ${failed} failed; ${seconds} s\n`);
  for (const [scenario, points] of counts) process.stdout.write(`  ${scenario} ${points}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
