/** Reminders of 工作台: where they stand, when they are quiet, how far they may be put off. */
import { describe, expect, it } from 'vitest';
import type { Reminder } from '#shared/contract/reminders.ts';
import {
  groupReminders,
  isQuiet,
  lastSnoozeDay,
  markRefusal,
  reminderFacts,
  reminderKey,
  reminderKind,
} from '#shared/rules/reminders.ts';

const today = '2026-11-18';
const reminder = (more: Partial<Reminder> = {}): Reminder => ({
  code: 'TASKS_REPLIED',
  sentence: '有2个督办事项的反馈等待答复。',
  why: '二七办文〔2024〕7号 五(三)',
  tone: 'look',
  action: { label: '去答复', page: '/tasks?show=replied' },
  facts: ['t1', 't2'],
  ...more,
});
const seen = (of: Reminder) => ({ facts: reminderFacts(of), until: null });
const putOff = (of: Reminder, until: string) => ({ facts: reminderFacts(of), until });

describe('a reminder that was seen', () => {
  it('is quiet, also when some of it was done since, until something new comes', () => {
    const mark = seen(reminder());
    expect(isQuiet(reminder(), mark, today)).toBe(true);
    expect(isQuiet(reminder({ facts: ['t2'], sentence: '有1个' }), mark, '2027-03-01')).toBe(true);
    expect(isQuiet(reminder({ facts: ['t2', 't3'] }), mark, today)).toBe(false);
  });

  it('that counts nothing is quiet as long as it says the same', () => {
    const { facts: _, ...plain } = reminder();
    expect(isQuiet(plain, seen(plain), today)).toBe(true);
    expect(isQuiet({ ...plain, sentence: '有3个' }, seen(plain), today)).toBe(false);
  });

  it('is shown again once it is late, and a late one is never seen away', () => {
    const late = reminder({ tone: 'late' });
    expect(isQuiet(late, seen(reminder()), today)).toBe(false);
    expect(isQuiet(late, seen(late), today)).toBe(false);
    expect(markRefusal(late, undefined, today)).toBe('REMINDER_LATE');
    expect(markRefusal(reminder(), undefined, today)).toBeNull();
  });
});

describe('a reminder that was put off', () => {
  it('comes back on its day, or before with something new or once it is late', () => {
    const mark = putOff(reminder(), '2026-11-20');
    expect(isQuiet(reminder(), mark, '2026-11-19')).toBe(true);
    expect(isQuiet(reminder(), mark, '2026-11-20')).toBe(false);
    expect(isQuiet(reminder({ facts: ['t1', 't2', 't3'] }), mark, '2026-11-19')).toBe(false);
    expect(isQuiet(reminder({ tone: 'late' }), mark, '2026-11-19')).toBe(false);
  });

  it('goes to its deadline at most; a late one a week, one without a deadline a month', () => {
    const due = reminder({ dueOn: '2026-11-20' });
    expect(markRefusal(due, '2026-11-20', today)).toBeNull();
    expect(markRefusal(due, '2026-11-21', today)).toBe('REMINDER_SNOOZE_BEYOND_DEADLINE');
    expect(markRefusal(reminder({ dueOn: today }), '2026-11-19', today)).toBe('REMINDER_SNOOZE_BEYOND_DEADLINE');
    expect(markRefusal(due, today, today)).toBe('REMINDER_SNOOZE_PAST');
    const late = reminder({ tone: 'late', dueOn: '2026-11-01' });
    expect(lastSnoozeDay(late, today)).toBe('2026-11-25');
    expect(markRefusal(late, '2026-11-25', today)).toBeNull();
    expect(markRefusal(late, '2026-11-26', today)).toBe('REMINDER_SNOOZE_TOO_LONG');
    expect(isQuiet(late, putOff(late, '2026-11-25'), '2026-11-24')).toBe(true);
    expect(markRefusal(reminder(), '2026-12-19', today)).toBeNull();
    expect(markRefusal(reminder(), '2026-12-20', today)).toBe('REMINDER_SNOOZE_TOO_LONG');
  });
});

describe('the desk', () => {
  it('keys a line by its code, and by its subject where one code has several', () => {
    expect(reminderKey(reminder())).toBe('TASKS_REPLIED');
    expect(reminderKey(reminder({ code: 'DELEGATION_ENDS', subject: 'd7' }))).toBe('DELEGATION_ENDS:d7');
  });

  it('puts a line under the kind of the page its button opens', () => {
    const kindOf = (page: string) => reminderKind({ action: { label: '', page } });
    expect(kindOf('/progress?period=2026-11-13')).toBe('reporting');
    expect(kindOf('/tasks?show=late')).toBe('supervision');
    expect(kindOf('/meetings/m1')).toBe('meetings');
    expect(kindOf('/permits')).toBe('schedule');
    expect(kindOf('/inspection-coverage')).toBe('inspection');
    expect(kindOf('/leaders?tab=missing')).toBe('people');
    expect(kindOf('/rule-packs')).toBe('books');
  });

  it('shows first the kinds with something late, then what is due tomorrow; late first within a kind', () => {
    const at = (page: string) => ({ action: { label: '', page } });
    const lines = [
      reminder({ code: 'A', ...at('/progress'), dueOn: '2026-11-19' }),
      reminder({ code: 'B', ...at('/meetings') }),
      reminder({ code: 'C', ...at('/tasks') }),
      reminder({ code: 'D', ...at('/tasks'), tone: 'plain' }),
      reminder({ code: 'E', ...at('/tasks'), tone: 'late' }),
    ];
    const groups = groupReminders(lines, today);
    expect(groups.map((group) => group.kind)).toEqual(['supervision', 'reporting', 'meetings']);
    expect(groups[0]?.lines.map((line) => line.code)).toEqual(['E', 'D', 'C']);
    expect(groups.map((group) => group.pressing.map((line) => line.code))).toEqual([['E'], ['A'], []]);
  });
});
