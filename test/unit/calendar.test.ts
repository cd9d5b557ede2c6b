import { describe, expect, it } from 'vitest';
import { addDays, businessClock, earliestDay, instantOf, latestDay, shownDay, weekday } from '#shared/calendar/day.ts';
import { deadlineOf, fridayNoon, periodAt, periodClosingOn } from '#shared/calendar/period.ts';
import { dayKind, lastWorkingDay } from '#shared/calendar/working-day.ts';
import { ProblemError } from '#shared/error.ts';

describe('days', () => {
  it('are counted without a time zone', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekday('2026-11-20')).toBe(5);
    expect(weekday('1970-01-01')).toBe(4);
  });

  it('keep the precision they are known with', () => {
    expect([shownDay('2018'), shownDay('2018-05'), shownDay('2018-05-09')]).toEqual([
      '2018年',
      '2018年5月',
      '2018年5月9日',
    ]);
    expect([earliestDay('2018'), latestDay('2018'), latestDay('2024-02'), latestDay('2018-12')]).toEqual([
      '2018-01-01',
      '2018-12-31',
      '2024-02-29',
      '2018-12-31',
    ]);
  });

  it('are business days at +08:00 whatever the machine’s zone', () => {
    expect(businessClock('2026-11-19T16:00:00.000Z')).toEqual({ day: '2026-11-20', minute: 0 });
    expect(instantOf('2026-11-20', 720)).toBe('2026-11-20T04:00:00.000Z');
  });
});

describe('the reporting period', () => {
  it('runs from Friday 12:00 to Friday 12:00 and is named by its closing day', () => {
    expect(periodAt('2026-11-20T04:00:00.000Z', fridayNoon)).toMatchObject({
      closesOn: '2026-11-20',
      label: '11月20日期',
    });
    expect(periodAt('2026-11-20T04:00:00.001Z', fridayNoon).closesOn).toBe('2026-11-27');
    expect(periodAt('2026-11-20T04:00:01.000Z', fridayNoon).closesOn).toBe('2026-11-27');
    expect(periodAt('2026-11-18T01:00:00.000Z', fridayNoon)).toEqual({
      closesOn: '2026-11-20',
      opensAt: '2026-11-13T04:00:00.000Z',
      closesAt: '2026-11-20T04:00:00.000Z',
      label: '11月20日期',
    });
  });

  it('refuses a day that closes none', () => {
    expect(() => periodClosingOn('2026-11-19', fridayNoon)).toThrow(ProblemError);
  });

  it('has its deadline on the last working day before a holiday', () => {
    // 2025-10-03 is a Friday within the National Day holiday; the last working day before it is 30 September.
    expect(deadlineOf(periodClosingOn('2025-10-03', fridayNoon), fridayNoon)).toBe('2025-09-30T04:00:00.000Z');
    expect(deadlineOf(periodClosingOn('2026-11-20', fridayNoon), fridayNoon)).toBe('2026-11-20T04:00:00.000Z');
    // The rule deadlineShift (no notice states it): before, after or none.
    const national = periodClosingOn('2025-10-03', fridayNoon);
    expect(deadlineOf(national, fridayNoon, 'after')).toBe('2025-10-09T04:00:00.000Z');
    expect(deadlineOf(national, fridayNoon, 'none')).toBe('2025-10-03T04:00:00.000Z');
    // Not announced yet: the day stays, nothing is guessed.
    expect(deadlineOf(periodClosingOn('2027-10-01', fridayNoon), fridayNoon)).toBe('2027-10-01T04:00:00.000Z');
  });
});

describe('working days', () => {
  it('follow the notices: holidays, make-up days, weekends', () => {
    expect([dayKind('2025-10-01'), dayKind('2025-09-28'), dayKind('2025-09-27'), dayKind('2027-01-04')]).toEqual([
      'holiday',
      'working',
      'holiday',
      'notLoaded',
    ]);
    expect(lastWorkingDay('2025-10-05')).toBe('2025-09-30');
  });

  it('are as many as the years’ notices leave', () => {
    const count = (year: number) => {
      let days = 0;
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
        if (dayKind(day) === 'working') days += 1;
      return days;
    };
    expect([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map(count)).toEqual([
      250, 249, 250, 249, 249, 251, 248, 248,
    ]);
  });
});
