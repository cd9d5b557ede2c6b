/** 问题台账: what the weekly reports say stands in the way, entered when it is first said, closed when it is over. */
import { addDays } from '../calendar/day.ts';
import { deterministicId } from '../package/operation.ts';
import { put } from './change.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { operators, reviewer, units } from './names.ts';
import { randomOf } from './random.ts';
import type { WeeklyFigures } from './reports.ts';

type Trouble = Pick<WeeklyFigures, 'problems' | 'coordination'>;

export interface IssueLedger {
  /** Drafts that follow from what a project says this week, after what it said before. `day`: of the entry. */
  follow(projectId: string, before: Trouble | null, now: Trouble, day: string): DraftRecord[];
  /** 回头看: most of what a special meeting had settled is looked at again in time. */
  reviews(day: string): DraftRecord[];
}

interface OpenIssue {
  readonly id: string;
  readonly isKeySupervised: boolean;
  entries: number;
}

const classes: readonly (readonly [RegExp, string])[] = [
  [/资金|拨付/, '资金'],
  [/清表|迁改|线缆/, '拆迁'],
  [/许可|手续|批复|用地|指标/, '手续办理'],
];

export function issueLedger(ids: Identities): IssueLedger {
  const open = new Map<string, OpenIssue>();
  const numbers = new Map<string, number>();
  let toReview: { readonly issue: OpenIssue; readonly projectId: string; readonly due: string }[] = [];

  function found(projectId: string, problems: string, day: string): DraftRecord {
    const [title = problems, involved = ''] = problems.split('（涉及单位：');
    const names = involved.replace(/）$/, '').split('、');
    const unitIds = names.flatMap((name) => {
      const index = units.findIndex((unit) => unit.name === name || unit.shortName === name);
      return index < 0 ? [] : [ids.units[index] ?? ''];
    });
    const id = deterministicId('issue', projectId, day);
    const random = randomOf('issue', projectId, day);
    const isUrgent = random.chance(0.2);
    const isKeySupervised = random.chance(0.15);
    const issueClass = classes.find(([pattern]) => pattern.test(title))?.[1] ?? '其他';
    const number = (numbers.get(day.slice(0, 4)) ?? 0) + 1;
    numbers.set(day.slice(0, 4), number);
    open.set(projectId, { id, isKeySupervised, entries: 0 });
    return put('issue', id, {
      projectId,
      number,
      title,
      issueClass,
      grade: isUrgent ? 'urgent' : 'ordinary',
      origin: random.pick(['report', 'report', 'inspection', 'meeting']),
      foundOn: day,
      foundBy: random.pick(operators),
      unitId: unitIds[0] ?? null,
      supportingUnitIds: unitIds.slice(1),
      team: issueClass === '其他' ? null : `${issueClass}攻坚组`,
      dueOn: addDays(day, isUrgent ? 3 : random.between(14, 28)),
      state: 'open',
      isKeySupervised,
    });
  }

  function worked(projectId: string, issue: OpenIssue, body: string, day: string): DraftRecord[] {
    issue.entries += 1;
    return [
      ...(issue.entries === 1 ? [put('issue', issue.id, { state: 'inHand', measure: body })] : []),
      entry(projectId, issue, 'progress', body, day),
    ];
  }

  function closed(projectId: string, issue: OpenIssue, note: string, day: string): DraftRecord[] {
    open.delete(projectId);
    issue.entries += 1;
    if (issue.isKeySupervised && randomOf('review', issue.id).chance(0.75))
      toReview.push({ issue, projectId, due: addDays(day, 24) });
    return [
      put('issue', issue.id, {
        state: 'closed',
        closedOn: day,
        closedBy: reviewer,
        closingNote: note,
        ...(issue.isKeySupervised ? { reviewDueOn: addDays(day, 30) } : {}),
      }),
      entry(projectId, issue, 'closing', note, day),
    ];
  }

  return {
    follow(projectId, before, now, day) {
      const issue = open.get(projectId);
      if (issue === undefined) return now.problems === null ? [] : [found(projectId, now.problems, day)];
      if (now.problems === null) return closed(projectId, issue, now.coordination ?? '问题已解决。', day);
      const isNews = now.coordination !== null && now.coordination !== before?.coordination;
      return isNews ? worked(projectId, issue, now.coordination, day) : [];
    },
    reviews(day) {
      const due = toReview.filter((each) => each.due <= day);
      toReview = toReview.filter((each) => each.due > day);
      return due.flatMap(({ issue, projectId }) => {
        issue.entries += 1;
        const reviewed = { reviewedOn: day, reviewedBy: operators[1], reviewResult: 'solved' };
        const body = '回头看：现场查看，问题没有反弹。';
        return [put('issue', issue.id, reviewed), entry(projectId, issue, 'review', body, day)];
      });
    },
  };
}

function entry(projectId: string, issue: OpenIssue, kind: string, body: string, onDay: string): DraftRecord {
  return put('issueEntry', deterministicId('issueEntry', issue.id, issue.entries), {
    projectId,
    issueId: issue.id,
    kind,
    onDay,
    body,
    byWhom: operators[0],
  });
}
