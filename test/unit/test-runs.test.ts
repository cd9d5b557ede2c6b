import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts, withExitCode } from '#build/test-runs.ts';

const file = (status: string, ...statuses: string[]) => ({
  status,
  assertionResults: statuses.map((one) => ({ status: one })),
});
const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [file('passed', 'passed')],
};

test('tests on absent files count neither as passed nor as failed', () => {
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a test file that cannot be read is a failure, though no test of it failed', () => {
  expect(vitestCounts({ ...report, testResults: [file('failed')] })).toMatchObject({ passed: 5, failed: 1 });
  expect(vitestCounts({ ...report, numFailedTests: 1, testResults: [file('failed', 'failed')] })).toMatchObject({
    failed: 1,
  });
});

test('a test that passed only when tried again has failed', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  expect(playwrightCounts({ stats, errors: [] })).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('an error outside of any test is a failure', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightCounts({ stats, errors: [{ message: 'no such folder' }] })).toMatchObject({ failed: 1 });
});

test('a runner that left no report has crashed', () => {
  for (const nothing of [null, {}, []]) {
    expect(vitestCounts(nothing)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(playwrightCounts(nothing)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  }
});

test('no test at all, or a bad ending without a failed test, is a failure', () => {
  expect(withExitCode(0, { passed: 0, failed: 0, skipped: 4 })).toMatchObject({ failed: 1 });
  expect(withExitCode(1, { passed: 5, failed: 0, skipped: 0 })).toMatchObject({ failed: 1 });
  expect(withExitCode(1, { passed: 5, failed: 2, skipped: 0 })).toMatchObject({ failed: 2 });
  expect(withExitCode(0, { passed: 5, failed: 0, skipped: 0 })).toMatchObject({ failed: 0 });
});
