import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

const nodeTests = [
  'test/unit/**/*.test.ts',
  'test/db/**/*.test.ts',
  'test/host/**/*.test.ts',
  'test/simulate/**/*.test.ts',
];

/** The same tests on a machine in China and on one that is not: a day must never shift. */
function nodeProject(name: string, timeZone: string, leftOut: readonly string[] = []) {
  return {
    test: {
      name,
      include: nodeTests,
      exclude: [...configDefaults.exclude, ...leftOut],
      environment: 'node' as const,
      pool: 'forks' as const,
      globalSetup: ['test/support/prepared-folder.ts'],
      // Set in the child's environment before it starts, not while it runs.
      env: { TZ: timeZone, EXPECTED_TIME_ZONE: timeZone },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  test: {
    // Two cores, and real SQLite with its workers in every host test.
    maxWorkers: 2,
    passWithNoTests: false,
    allowOnly: false,
    retry: 0,
    projects: [
      // Half a thousand photographed sheets know no day: once is enough.
      nodeProject('node-shanghai', 'Asia/Shanghai', ['test/unit/marked-sheets.test.ts']),
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
