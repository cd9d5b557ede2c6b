/** Runs a test runner and counts what its JSON report says. A crash, no tests at all or a retried test counts as failed. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { inProject } from './project.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Tests on files that are not here: neither passed nor failed. */
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

export async function runVitest(words: readonly string[]): Promise<Counts> {
  const report = freshReport('vitest.json');
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...words,
  ]);
  return withExitCode(code, vitestCounts(read(report)));
}

export async function runPlaywright(project: 'loopback' | 'electron', words: readonly string[]): Promise<Counts> {
  const report = freshReport('e2e.json');
  const code = await run('playwright', ['test', `--project=${project}`, ...words]);
  return withExitCode(code, playwrightCounts(read(report)));
}

/** A report that is not one stands for a runner that broke off. */
export function vitestCounts(value: unknown): Counts {
  const parsed = vitestReport.safeParse(value);
  if (!parsed.success) return crashed;
  const report = parsed.data;
  // Files that could not be read hold no failed test, but are failed themselves.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function playwrightCounts(value: unknown): Counts {
  const parsed = playwrightReport.safeParse(value);
  if (!parsed.success) return crashed;
  const { expected, unexpected, flaky, skipped } = parsed.data.stats;
  return { passed: expected, failed: unexpected + flaky + parsed.data.errors.length, skipped };
}

/** A runner that found nothing to run, or that ended badly without saying why, has failed. */
export function withExitCode(code: number, counts: Counts): Counts {
  const isSilentFailure = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}

/** The plain closing line, alone and last; the exit code says the same. */
export function close(all: readonly Counts[]): void {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  if (sum('skipped') > 0) process.stdout.write(`${sum('skipped')} not run: the files they need are not here\n`);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

const crashed: Counts = { passed: 0, failed: 1, skipped: 0 };

function freshReport(name: string): string {
  const path = inProject('test-results', name);
  mkdirSync(inProject('test-results'), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // No report, or half of one: the runner broke off.
    return null;
  }
}

function run(program: string, words: readonly string[]): Promise<number> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [inProject('node_modules', entryOf[program] ?? program), ...words], {
      cwd: inProject(),
      stdio: 'inherit',
    });
    child.on('error', () => settle(1));
    child.on('exit', (code) => settle(code ?? 1));
  });
}

/** Started by their own files, not by shell scripts: the same on Windows. */
const entryOf: Readonly<Record<string, string>> = {
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
};
