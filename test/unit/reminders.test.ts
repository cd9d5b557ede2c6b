/** Reminders of 工作台: where they stand, when they are quiet, how far they may be put off. */
import { describe, expect, it } from 'vitest';
import type { Reminder, ReminderRow, ReminderSheet } from '#shared/contract/reminders.ts';
import { lateText, reminderPaper, reminderTable } from '#shared/report/reminder-list.ts';
import { nodesDueSoon } from '#shared/rules/overdue.ts';
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

describe('nodes due within a month', () => {
  const node = (kind: 'start' | 'completion' | 'own', plannedOn: string | null, actualOn: string | null = null) => ({
    kind,
    name: kind,
    plannedOn,
    actualOn,
  });
  const due = (...nodes: ReturnType<typeof node>[]) =>
    nodesDueSoon(
      {
        startsOn: null,
        completesOn: null,
        pool: null,
        nature: null,
        capacityPercent: null,
        capacityNote: null,
        suspensions: [],
        nodes,
      },
      today,
    ).map((each) => each.plannedOn);

  it('are planned, not reached, not yet overdue; a month is due when its last day is near', () => {
    expect(due(node('own', '2026-11-18'), node('own', '2026-12-18'), node('own', '2026-12-19'))).toEqual([
      '2026-11-18',
      '2026-12-18',
    ]);
    expect(due(node('own', '2026-11'), node('own', '2026-12'), node('own', '2026-10'))).toEqual(['2026-11']);
    expect(due(node('own', '2026-11-20', '2026-11-10'), node('own', null))).toEqual([]);
  });

  it('are not the start of what has started, nor the completion of what is completed', () => {
    expect(due(node('start', '2026-12-01'))).toEqual(['2026-12-01']);
    expect(due(node('completion', '2026-12-01'), node('start', '2026-11-30', '2025-03-01'))).toEqual(['2026-12-01']);
    expect(due(node('start', '2026-11-30'), node('completion', '2026-12-01', '2026-11-01'))).toEqual([]);
  });
});

describe('a list on paper', () => {
  const row = (more: Partial<ReminderRow> = {}): ReminderRow => ({
    id: 'r1',
    kind: 'task',
    what: '完成用地报批',
    state: null,
    projectId: 'p1',
    projectName: '青石大桥',
    unitName: '区住建局',
    dueOn: '2026-11-06',
    isLate: true,
    daysLate: 8,
    daysAre: 'working',
    page: '/tasks?task=r1',
    source: '二七办文〔2024〕7号 五(三)',
    ...more,
  });
  const sheet = (name: string, rows: readonly ReminderRow[]): ReminderSheet => ({
    id: name,
    name,
    post: null,
    delegates: [],
    late: rows.filter((each) => each.isLate).length,
    rows: [...rows],
  });
  const input = {
    by: 'unit',
    officeFullName: '青石区重点项目推进办公室',
    contact: null,
    phone: null,
    day: today,
    sheets: [sheet('区住建局', [row()]), sheet('区交通局', [row({ id: 'r2', isLate: false, daysLate: null })])],
  } as const;

  it('gives every unit a page, its counts, and every clause it rests on', () => {
    const { blocks } = reminderPaper(input);
    expect(blocks.filter((block) => block.kind === 'nextPaper')).toHaveLength(1);
    expect(blocks[1]).toMatchObject({ text: expect.stringContaining('共1项（督办事项1），其中逾期1项。') as string });
    expect(blocks).toContainEqual({
      kind: 'paragraph',
      isSmall: true,
      text: '依据：督办事项——二七办文〔2024〕7号 五(三)。',
    });
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.rows).toEqual([['1', '督办事项', '青石大桥：完成用地报批', '2026年11月6日', '8个工作日']]);
  });

  it('is one table as a workbook, each row with its clause and its record', () => {
    const table = reminderTable(input);
    expect(table.rows.map((each) => each.cells.map((one) => one.text))).toEqual([
      [
        '1',
        '区住建局',
        '督办事项',
        '完成用地报批',
        '青石大桥',
        '2026年11月6日',
        '8个工作日',
        '二七办文〔2024〕7号 五(三)',
      ],
      ['2', '区交通局', '督办事项', '完成用地报批', '青石大桥', '2026年11月6日', '', '二七办文〔2024〕7号 五(三)'],
    ]);
    expect(table.below).toEqual(['共2个单位、2项，其中逾期1项。']);
  });

  it('says how late in the days its ledger counts, and that it is late where none are counted', () => {
    expect(lateText(row({ daysAre: 'calendar', daysLate: 31 }))).toBe('31天');
    expect(lateText(row({ daysLate: null }))).toBe('已逾期');
    expect(lateText(row({ daysLate: 0 }))).toBe('已逾期');
    expect(lateText(row({ isLate: false }))).toBe('');
  });
});
