/**
 * The issue ledger's rules: deadlines by grade, lateness in working days, what closing asks for
 * (二七办文〔2024〕7号 四(三)4(2): 紧急问题优先即时解决，常规问题限时交办解决 … 逐个“回头看” … 逐个销号).
 */
import { addWorkingDays, type Calendar, isNotLoaded } from '../calendar/working-day.ts';
import type { IssueRow, IssueShow } from '../contract/issues.ts';
import type { ProgressMark } from '../contract/progress.ts';
import type { Issue } from '../domain/issue.ts';
import type { ParametersOf } from './catalogue.ts';
import { extensionFault, reviewDayAfter, usualReviewWorkingDays, workingDaysPast } from './deadlines.ts';

type IssueRule = ParametersOf<'issues'>;

/**
 * The deadline a grade gives to an issue found on a day: the day itself where it is to be settled at once. null where the
 * grade is unknown, or the year's holidays are not loaded.
 */
export function deadlineOfGrade(
  rule: IssueRule,
  grade: string | null,
  foundOn: string,
  calendar: Calendar,
): string | null {
  const found = rule.grades.find((each) => each.code === grade);
  if (found === undefined) return null;
  if (found.workingDays === null) return foundOn;
  const due = addWorkingDays(foundOn, found.workingDays, calendar);
  return isNotLoaded(due) ? null : due;
}

/** When an issue settled by a special meeting is looked at again after its closing. */
export function reviewDay(rule: IssueRule, closedOn: string, calendar: Calendar): string {
  return reviewDayAfter(closedOn, rule.reviewAfterWorkingDays ?? usualReviewWorkingDays, calendar);
}

/** Working days an open issue is past its deadline, 0 when it is not; null where it has none or a year is not loaded. */
export function workingDaysLate(
  issue: Pick<Issue, 'state' | 'dueOn'>,
  today: string,
  calendar: Calendar,
): number | null {
  if (issue.dueOn === null) return null;
  return issue.state === 'closed' ? 0 : workingDaysPast(issue.dueOn, today, calendar);
}

/** Why an issue cannot be closed so; null when it can. A code of shared/error.ts. */
export function closingRefusal(
  rule: IssueRule,
  issue: Pick<Issue, 'state' | 'foundOn'>,
  closing: { readonly closedOn: string; readonly closingNote: string; readonly evidenceId: string | null },
): 'ISSUE_ALREADY_CLOSED' | 'ISSUE_DAY_BEFORE_FOUND' | 'ISSUE_CLOSING_EMPTY' | 'ISSUE_EVIDENCE_MISSING' | null {
  if (issue.state === 'closed') return 'ISSUE_ALREADY_CLOSED';
  if (closing.closedOn < issue.foundOn) return 'ISSUE_DAY_BEFORE_FOUND';
  if (closing.closingNote.trim() === '') return 'ISSUE_CLOSING_EMPTY';
  if (rule.needsEvidence === true && closing.evidenceId === null) return 'ISSUE_EVIDENCE_MISSING';
  return null;
}

/** An extension is asked before the deadline, to a later day. */
export function extensionRefusal(
  issue: Pick<Issue, 'state' | 'dueOn'>,
  dueOn: string,
  today: string,
): 'ISSUE_ALREADY_CLOSED' | 'ISSUE_EXTENSION_LATE' | 'ISSUE_EXTENSION_EARLIER' | null {
  if (issue.state === 'closed') return 'ISSUE_ALREADY_CLOSED';
  const fault = extensionFault(issue.dueOn, dueOn, today);
  return fault === null ? null : fault === 'late' ? 'ISSUE_EXTENSION_LATE' : 'ISSUE_EXTENSION_EARLIER';
}

/** 存在问题及涉及单位 of a report, made of the project's open issues; null when there are none. */
export function problemsText(
  issues: readonly { readonly title: string; readonly unitName: string | null }[],
): string | null {
  if (issues.length === 0) return null;
  const lines = issues.map(({ title, unitName }) => {
    const sentence = title.replace(/[。；;.]+$/u, '');
    return unitName === null || unitName === '' ? sentence : `${sentence}（${unitName}）`;
  });
  if (lines.length === 1) return `${lines[0]}。`;
  return lines
    .map((line, index) => `${index + 1}.${line}`)
    .join('；')
    .concat('。');
}

/** Open issues a filled report does not mention: a difference to look at, never a block. */
export function issueMarks(
  problems: string | null,
  isFilled: boolean,
  issues: readonly { readonly title: string }[],
): ProgressMark[] {
  if (!isFilled) return [];
  const missing = issues.filter(({ title }) => !(problems ?? '').includes(title.replace(/[。；;.]+$/u, '')));
  if (missing.length === 0) return [];
  return [
    {
      field: 'problems',
      tone: 'look',
      code: 'ISSUE_MISSING',
      sentence: `问题台账里还有${missing.length}个未销号问题没有写到这里：${missing.map((each) => each.title).join('；')}`,
    },
  ];
}

/** Which issues a choice of the ledger shows: page, counts, paper and desk ask the same. */
export function issueFilter(show: IssueShow): (row: IssueRow) => boolean {
  switch (show) {
    case 'open':
      return (row) => row.state !== 'closed';
    case 'late':
      return (row) => row.state !== 'closed' && (row.workingDaysLate ?? 0) > 0;
    case 'keySupervised':
      return (row) => row.isKeySupervised;
    case 'reviewDue':
      return (row) => row.isReviewDue;
    case 'closed':
      return (row) => row.state === 'closed';
    case 'all':
      return () => true;
  }
}
