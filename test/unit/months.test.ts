/** 按月查账 (金政办〔2019〕3号 二(二)): which weekly figure stands beside the month's end, and what the month's part is. */
import { describe, expect, it } from 'vitest';
import {
  monthBefore,
  monthDue,
  monthEnd,
  monthFigures,
  monthLabel,
  weeklyNearest,
} from '#shared/months/month-account.ts';

const lastDay = { closingDay: null };
const twentieth = { closingDay: 20 };

describe('the month', () => {
  it.each([
    ['2026-11-18', lastDay, '2026-10'],
    ['2026-11-30', lastDay, '2026-10'],
    ['2026-12-01', lastDay, '2026-11'],
    ['2026-11-20', twentieth, '2026-10'],
    ['2026-11-21', twentieth, '2026-11'],
    ['2027-01-05', lastDay, '2026-12'],
  ])('due on %s with %o is %s', (today, rule, month) => {
    expect(monthDue(today, rule)).toBe(month);
  });

  it('ends on its last day, or on the pack’s closing day', () => {
    expect(monthEnd('2028-02', lastDay)).toBe('2028-02-29');
    expect(monthEnd('2026-02', lastDay)).toBe('2026-02-28');
    expect(monthEnd('2026-02', twentieth)).toBe('2026-02-20');
    expect(monthBefore('2026-01')).toBe('2025-12');
    expect(monthLabel('2026-01')).toBe('2026年1月');
  });
});

describe('the weekly figure beside it', () => {
  const figure = (period: string) => ({ period, doneThisYear: 1 });
  it.each([
    [['2026-10-23', '2026-10-30', '2026-11-06'], '2026-10-31', '2026-10-30'],
    // Tuesday: the Friday after is three days away, the one before four.
    [['2026-06-26', '2026-07-03'], '2026-06-30', '2026-07-03'],
    // As near before as after: the earlier one.
    [['2026-06-27', '2026-07-03'], '2026-06-30', '2026-06-27'],
    // A figure of the next year is another account.
    [['2026-12-18', '2027-01-01'], '2026-12-31', '2026-12-18'],
    // Half a month away is none.
    [['2026-10-09'], '2026-10-31', null],
    [[], '2026-10-31', null],
  ])('of %j at %s is %s', (periods, endDay, expected) => {
    expect(weeklyNearest(periods.map(figure), endDay)?.period ?? null).toBe(expected);
  });
});

it.each([
  ['2026-10', { weekly: 40, end: 41, endBefore: 30 }, { difference: 1, part: 11 }],
  ['2026-10', { weekly: null, end: 41, endBefore: null }, { difference: null, part: null }],
  ['2026-01', { weekly: 5, end: 5, endBefore: 900 }, { difference: 0, part: 5 }],
  ['2026-10', { weekly: 40, end: null, endBefore: 30 }, { difference: null, part: null }],
])('%s with %o has %o', (month, figures, expected) => {
  expect(monthFigures(month, figures)).toEqual(expected);
});
