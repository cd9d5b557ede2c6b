import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { bundledWorkers } from './test/support/bundled-workers.ts';

const nodeTests = [
  'test/unit/**/*.test.ts',
  'test/db/**/*.test.ts',
  'test/host/**/*.test.ts',
  'test/simulate/**/*.test.ts',
];

/** The same tests on a machine in China and on one that is not: a day must never shift. */
function nodeProject(name: string, timeZone: string, leftOut: readonly string[] = []) {
  return {
    plugins: [bundledWorkers()],
    test: {
      name,
      include: nodeTests,
      exclude: [...configDefaults.exclude, ...leftOut],
      environment: 'node' as const,
      pool: 'forks' as const,
      globalSetup: ['test/support/run-set-up.ts'],
      // Set in the child's environment before it starts, not while it runs.
      env: { TZ: timeZone, EXPECTED_TIME_ZONE: timeZone },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

/** Photographed sheets, files and keys on their way, programs that are killed: no day is read there, once is enough. */
const knowsNoDay = [
  'test/unit/marked-sheets.test.ts',
  'test/simulate/**',
  'test/db/convergence.test.ts',
  'test/db/same-value.test.ts',
  'test/host/carry-out.test.ts',
  'test/host/conflicts.test.ts',
  'test/host/desk-restored.test.ts',
  'test/host/desks.test.ts',
  'test/host/key-changes.test.ts',
  'test/host/leaving.test.ts',
  'test/host/lost-key-desks.test.ts',
  'test/host/own-parts.test.ts',
  'test/host/package-*.test.ts',
  'test/host/packages.test.ts',
  'test/host/print-pdf.test.ts',
  'test/host/programs.test.ts',
  'test/host/restored*.test.ts',
  'test/host/set-up.test.ts',
  'test/host/shell.test.ts',
  'test/host/trust.test.ts',
];

export default defineConfig({
  test: {
    // Two cores, and real SQLite with its workers in every host test.
    maxWorkers: 2,
    passWithNoTests: false,
    allowOnly: false,
    retry: 0,
    projects: [
      nodeProject('node-shanghai', 'Asia/Shanghai', knowsNoDay),
      nodeProject('node-utc', 'UTC'),
      {
        plugins: [react()],
        test: {
          name: 'dom',
          include: ['test/unit/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['test/support/dom-setup.ts'],
          env: { TZ: 'Asia/Shanghai' },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
