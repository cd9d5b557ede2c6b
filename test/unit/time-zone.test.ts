import { expect, test } from 'vitest';

test('the tests run in the time zone that their project names', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env['EXPECTED_TIME_ZONE']);
  const summerNoon = new Date(2024, 6, 1, 12);
  expect(summerNoon.toISOString()).toBe(
    process.env['EXPECTED_TIME_ZONE'] === 'UTC' ? '2024-07-01T12:00:00.000Z' : '2024-07-01T04:00:00.000Z',
  );
});
