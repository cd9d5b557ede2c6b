/** The issue ledger's rules (二七办文〔2024〕7号 四(三)4(2)). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { isReviewDue } from '#shared/rules/deadlines.ts';
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
