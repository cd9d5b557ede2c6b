/** The issue ledger's rules (二七办文〔2024〕7号 四(三)4(2)). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import type { IssueRow } from '#shared/contract/issues.ts';
import { isReviewDue } from '#shared/rules/deadlines.ts';
import { issueBoards, shortened } from '#shared/rules/issue-boards.ts';
import {
  closingRefusal,
  deadlineOfGrade,
  extensionRefusal,
  problemsText,
  reviewDay,
  workingDaysLate,
} from '#shared/rules/issues.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';

const rule = neutralPack.rules.issues.parameters;

describe('a deadline', () => {
  it('of an urgent issue is the day it was found (紧急问题优先即时解决)', () => {
    expect(deadlineOfGrade(rule, 'urgent', '2026-11-18', shippedCalendar)).toBe('2026-11-18');
  });

  it('of an ordinary issue is ten working days later: the National Day week does not count, its make-up Saturday does', () => {
    expect(deadlineOfGrade(rule, 'ordinary', '2026-11-18', shippedCalendar)).toBe('2026-12-02');
    expect(deadlineOfGrade(rule, 'ordinary', '2026-09-28', shippedCalendar)).toBe('2026-10-16');
  });

  it('is not invented: an unknown grade has none, nor a year whose holidays are not loaded', () => {
    expect(deadlineOfGrade(rule, 'never heard of', '2026-11-18', shippedCalendar)).toBeNull();
    expect(deadlineOfGrade(rule, null, '2026-11-18', shippedCalendar)).toBeNull();
    expect(deadlineOfGrade(rule, 'ordinary', '2026-12-30', shippedCalendar)).toBeNull();
  });
});

describe('lateness', () => {
  const issue = (dueOn: string | null, state: 'open' | 'closed' = 'open') => ({ dueOn, state }) as const;

  it('is counted in working days after the deadline', () => {
    expect(workingDaysLate(issue('2026-11-18'), '2026-11-18', shippedCalendar)).toBe(0);
    expect(workingDaysLate(issue('2026-11-20'), '2026-11-23', shippedCalendar)).toBe(1);
    expect(workingDaysLate(issue('2026-11-20'), '2026-11-22', shippedCalendar)).toBe(0);
  });

  it('ends with the closing, and is unknown without a deadline or a calendar', () => {
    expect(workingDaysLate(issue('2026-01-05', 'closed'), '2026-11-18', shippedCalendar)).toBe(0);
    expect(workingDaysLate(issue(null), '2026-11-18', shippedCalendar)).toBeNull();
    expect(workingDaysLate(issue('2026-12-30'), '2027-02-01', shippedCalendar)).toBeNull();
  });
});

describe('closing', () => {
  const open = { state: 'inHand', foundOn: '2026-11-02' } as const;
  const closing = { closedOn: '2026-11-18', closingNote: '已补签协议', evidenceId: null };

  it('asks for what was achieved, and for evidence only where the rule demands it', () => {
    expect(closingRefusal(rule, open, closing)).toBeNull();
    expect(closingRefusal(rule, open, { ...closing, closingNote: '  ' })).toBe('ISSUE_CLOSING_EMPTY');
    const strict = { ...rule, needsEvidence: true };
    expect(closingRefusal(strict, open, closing)).toBe('ISSUE_EVIDENCE_MISSING');
    expect(closingRefusal(strict, open, { ...closing, evidenceId: 'a1' })).toBeNull();
  });

  it('is not before the day it was found, and happens once', () => {
    expect(closingRefusal(rule, open, { ...closing, closedOn: '2026-11-01' })).toBe('ISSUE_DAY_BEFORE_FOUND');
    expect(closingRefusal(rule, { ...open, state: 'closed' }, closing)).toBe('ISSUE_ALREADY_CLOSED');
  });
});

it('an extension is asked before the deadline and leads to a later day', () => {
  const issue = { state: 'inHand', dueOn: '2026-11-18' } as const;
  expect(extensionRefusal(issue, '2026-11-30', '2026-11-18')).toBeNull();
  expect(extensionRefusal(issue, '2026-11-30', '2026-11-19')).toBe('ISSUE_EXTENSION_LATE');
  expect(extensionRefusal(issue, '2026-11-18', '2026-11-10')).toBe('ISSUE_EXTENSION_EARLIER');
  expect(extensionRefusal({ ...issue, state: 'closed' }, '2026-11-30', '2026-11-10')).toBe('ISSUE_ALREADY_CLOSED');
});

it('what a special meeting settled is looked at again once, after its closing (回头看)', () => {
  const due = reviewDay(rule, '2026-10-30', shippedCalendar);
  expect(due).toBe('2026-11-27');
  const closed = { state: 'closed', reviewDueOn: due, reviewedOn: null } as const;
  expect(isReviewDue(closed, '2026-11-26')).toBe(false);
  expect(isReviewDue(closed, '2026-11-27')).toBe(true);
  expect(isReviewDue({ ...closed, reviewedOn: '2026-11-27' }, '2026-12-30')).toBe(false);
  expect(isReviewDue({ ...closed, state: 'inHand' }, '2026-12-30')).toBe(false);
});

describe('the problem column of a report', () => {
  it('names each open issue with its unit, numbered where there are several', () => {
    expect(problemsText([])).toBeNull();
    expect(problemsText([{ title: '土地未摘牌。', unitName: '区资源规划局' }])).toBe('土地未摘牌（区资源规划局）。');
    expect(
      problemsText([
        { title: '土地未摘牌', unitName: '区资源规划局' },
        { title: '资金缺口3000万元；', unitName: null },
      ]),
    ).toBe('1.土地未摘牌（区资源规划局）；2.资金缺口3000万元。');
  });

  it('holds every title whatever they end with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('缺钱', '缺地。', '拆迁；', '手续;'), { minLength: 1, maxLength: 6 }),
        (titles) => {
          const text = problemsText(titles.map((title) => ({ title, unitName: null }))) ?? '';
          expect(text.endsWith('。')).toBe(true);
          expect(text).not.toMatch(/[。；;][。；;]/u);
          for (const title of titles) expect(text).toContain(title.slice(0, 2));
        },
      ),
    );
  });
});

describe('boards', () => {
  const row = (id: string, more: Partial<IssueRow> = {}): IssueRow => ({
    id,
    number: '2026-1',
    projectId: 'p',
    projectName: '青石大桥',
    officeName: '青石区',
    isOurs: true,
    title: id,
    detail: null,
    issueClass: '资金',
    grade: null,
    origin: null,
    foundOn: '2026-11-02',
    foundBy: null,
    unitName: null,
    personName: null,
    supportingUnits: [],
    team: null,
    street: null,
    measure: null,
    dueOn: '2026-11-20',
    dueFinding: null,
    state: 'open',
    isKeySupervised: false,
    closedOn: null,
    closedBy: null,
    closingNote: null,
    evidenceId: null,
    reopenings: 0,
    reviewDueOn: null,
    reviewedOn: null,
    reviewResult: null,
    isReviewDue: false,
    workingDaysLate: 0,
    daysOpen: 3,
    lastEntry: null,
    pinyin: '',
    initials: '',
    ...more,
  });
  const words = { classes: ['资金', '拆迁'], teams: ['资金', '手续办理', '拆迁'] };
  const lines = (rows: readonly IssueRow[], key: string) =>
    issueBoards(rows, words)
      .find((board) => board.key === key)
      ?.lines.map(({ name, open, late }) => [name, open.length, late.length]);

  it('have one team for 资金 and 手续办理, and for 拆迁 one in every 镇街 (四(三)4(2))', () => {
    const rows = [
      row('a', { team: '拆迁', street: '临江街道' }),
      row('b', { team: '拆迁攻坚组', street: '临江街道', workingDaysLate: 2 }),
      row('c', { team: '拆迁', street: '望山镇' }),
      row('d', { team: '拆迁' }),
      row('e', { team: '资金' }),
      row('f'),
      row('g', { team: '资金', state: 'closed' }),
    ];
    expect(lines(rows, 'team')).toEqual([
      ['资金', 1, 0],
      ['拆迁 · 临江街道', 2, 1],
      ['拆迁 · 望山镇', 1, 0],
      ['拆迁 · 未明确镇街', 1, 0],
      ['未分组', 1, 0],
    ]);
    expect(issueBoards(rows, { ...words, teams: [] }).map((board) => board.key)).not.toContain('team');
  });

  it('count days open and working days late in bands, in their order', () => {
    const rows = [
      row('a', { daysOpen: 91, workingDaysLate: 11 }),
      row('b', { daysOpen: 10, workingDaysLate: 0 }),
      row('c', { daysOpen: 11, workingDaysLate: 5 }),
      row('d', { daysOpen: 90, workingDaysLate: null }),
    ];
    expect(lines(rows, 'age')).toEqual([
      ['10天以内', 1, 0],
      ['11—30天', 1, 1],
      ['31—90天', 1, 0],
      ['90天以上', 1, 1],
    ]);
    expect(lines(rows, 'lateness')?.map(([name]) => name)).toEqual([
      '未到时限',
      '逾期1—5个工作日',
      '逾期10个工作日以上',
      '没有办结时限',
    ]);
  });

  it('hold every open issue once, each, and shortening loses none', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            issueClass: fc.constantFrom('资金', '拆迁', '其他', null),
            unitName: fc.option(fc.string({ maxLength: 3 }), { nil: null }),
            team: fc.constantFrom('资金', '拆迁', '别的', null),
            state: fc.constantFrom('open' as const, 'inHand' as const, 'closed' as const),
            daysOpen: fc.nat(200),
            workingDaysLate: fc.option(fc.nat(30), { nil: null }),
          }),
          { maxLength: 40 },
        ),
        (made) => {
          const rows = made.map((more, index) => row(`i${index}`, more));
          const open = rows.filter(({ state }) => state !== 'closed').map(({ id }) => id);
          for (const board of issueBoards(rows, words))
            for (const { lines: shown } of [board, shortened(board, 4)]) {
              expect(shown.flatMap((line) => line.open).toSorted()).toEqual(open.toSorted());
              for (const line of shown) expect(line.open).toEqual(expect.arrayContaining([...line.late]));
            }
        },
      ),
      { numRuns: 60 },
    );
  });
});
