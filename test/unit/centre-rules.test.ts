/** 郑重办〔2022〕 四(一)、四(三): the centre's deadlines – each Friday at noon, the 20th – as a district counts them. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { deadlineText, isSpokenOf, nextDue, weeklyDue } from '#shared/rules/centre-rules.ts';

const noon = { weekday: 5, minute: 720 };
const deadline = { weekday: null, dayOfMonth: null, minute: null, dueOn: null };
const monthly = { ...deadline, kind: 'monthlyDeadline' as const, dayOfMonth: 20 };

describe('a weekly deadline of the centre', () => {
  it('is the nearest of its weekday, whatever day the district closes on', () => {
    expect(weeklyDue('2026-11-20', noon, 'before', shippedCalendar)).toEqual({
      day: '2026-11-20',
      instant: '2026-11-20T04:00:00.000Z',
    });
    expect(weeklyDue('2026-11-19', noon, 'before', shippedCalendar).day).toBe('2026-11-20');
    expect(weeklyDue('2026-11-23', noon, 'before', shippedCalendar).day).toBe('2026-11-20');
  });
  it('moves off a holiday as the pack says', () => {
    expect(weeklyDue('2026-10-02', noon, 'before', shippedCalendar).day).toBe('2026-09-30');
    expect(weeklyDue('2026-10-02', noon, 'none', shippedCalendar).day).toBe('2026-10-02');
  });
});

describe('a monthly deadline of the centre', () => {
  it('is this month’s while it is ahead, and the next month’s after', () => {
    expect(nextDue(monthly, '2026-11-18', 'before', shippedCalendar)?.day).toBe('2026-11-20');
    expect(nextDue(monthly, '2026-11-20', 'before', shippedCalendar)?.day).toBe('2026-11-20');
    // 20 December 2026 is a Sunday.
    expect(nextDue(monthly, '2026-11-21', 'before', shippedCalendar)?.day).toBe('2026-12-18');
    expect(nextDue(monthly, '2026-12-19', 'before', shippedCalendar)?.day.slice(0, 7)).toBe('2027-01');
  });
  it('on the 31st is the last day of a shorter month', () => {
    expect(nextDue({ ...monthly, dayOfMonth: 31 }, '2026-11-18', 'none', shippedCalendar)?.day).toBe('2026-11-30');
  });
});

it('a single deadline is over after its day', () => {
  const single = { ...deadline, kind: 'dayDeadline' as const, dueOn: '2026-11-30', minute: 1020 };
  expect(nextDue(single, '2026-11-30', 'before', shippedCalendar)?.instant).toBe('2026-11-30T09:00:00.000Z');
  expect(nextDue(single, '2026-12-01', 'before', shippedCalendar)).toBeNull();
});

it('the desk speaks of it five days before', () => {
  const due = { day: '2026-11-20', instant: '' };
  expect(isSpokenOf(due, '2026-11-14')).toBe(false);
  expect(isSpokenOf(due, '2026-11-15')).toBe(true);
});

it.each([
  [{ ...deadline, kind: 'weeklyDeadline' as const, ...noon }, '每周五 12:00前'],
  [monthly, '每月20日前'],
  [{ ...deadline, kind: 'dayDeadline' as const, dueOn: '2026-12-01', minute: 1025 }, '2026-12-01 17:05前'],
])('in words', (rule, text) => {
  expect(deadlineText(rule)).toBe(text);
});
