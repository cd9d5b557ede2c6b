/** Topics the facts propose for a meeting; each with the sentence of the facts as they are now. */
import { laggingPlans } from '#db/queries/lagging.ts';
import type { StoredAgendaItem } from '#db/queries/meetings.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { periodAt, periodLabel, previousPeriod } from '#shared/calendar/period.ts';
import type { AgendaProposal } from '#shared/contract/meetings.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { findingRows } from './findings.ts';
import { issueRows } from './issues.ts';
import { periodRows, periodRule } from './progress.ts';
import { taskRows } from './task-rows.ts';

type Found = Omit<AgendaProposal, 'key' | 'isTaken'>;

export function agendaProposals(
  reading: Reading,
  officeId: string,
  now: string,
  agenda: readonly Pick<StoredAgendaItem, 'reason' | 'subjectId'>[],
): AgendaProposal[] {
  const taken = new Set(agenda.map((item) => `${item.reason} ${item.subjectId}`));
  return [
    ...overdueTasks(reading, officeId, now),
    ...pressingIssues(reading, officeId, now),
    ...laggingProjects(reading, officeId, now),
    ...missedMilestones(reading, now),
    ...notReported(reading, officeId, now),
  ].map((found) => {
    const key = `${found.reason} ${found.subjectId}`;
    return { ...found, key, isTaken: taken.has(key) };
  });
}

function overdueTasks(reading: Reading, officeId: string, now: string): Found[] {
  return taskRows(reading, officeId, now, {})
    .filter((row) => row.isOurs && row.state !== 'closed' && (row.workingDaysLate ?? 0) > 0)
    .map((row) => ({
      reason: 'overdueTask',
      title: shortened(row.content),
      facts: `${shownDay(row.assignedOn)}交办，应于${shownDay(row.dueOn ?? row.assignedOn)}前办结，已逾期${row.workingDaysLate}个工作日，催办${row.reminders}次。${row.lastEntry === null ? '' : `最近情况：${row.lastEntry}`}`,
      projectId: row.projectId,
      projectName: row.projectName,
      subjectId: row.id,
      unitName: row.unitName,
    }));
}

function pressingIssues(reading: Reading, officeId: string, now: string): Found[] {
  const { grades } = ruleOf(rulePackInForce(reading), 'issues').parameters;
  // Graded to be settled at once.
  const urgent = new Set(grades.filter((grade) => grade.workingDays === null).map((grade) => grade.code));
  const isUrgent = (grade: string | null) => grade !== null && urgent.has(grade);
  return issueRows(reading, officeId, now, undefined)
    .filter((row) => row.isOurs && row.state !== 'closed')
    .filter((row) => isUrgent(row.grade) || (row.workingDaysLate ?? 0) > 0)
    .map((row) => {
      const late = row.workingDaysLate ?? 0;
      const stands = late > 0 ? `，应于${shownDay(row.dueOn ?? row.foundOn)}前办结，已逾期${late}个工作日` : '';
      return {
        reason: 'urgentIssue',
        title: shortened(`${row.projectName}：${row.title}`),
        facts: `${isUrgent(row.grade) ? '紧急问题，' : ''}${shownDay(row.foundOn)}提出${stands}。${row.lastEntry === null ? '' : `最近情况：${row.lastEntry}`}`,
        projectId: row.projectId,
        projectName: row.projectName,
        subjectId: row.id,
        unitName: row.unitName,
      };
    });
}

function laggingProjects(reading: Reading, officeId: string, now: string): Found[] {
  const today = businessDay(now);
  const rule = ruleOf(rulePackInForce(reading), 'lagging').parameters;
  const plansOf = laggingPlans(reading, Number(today.slice(0, 4)), rule.basis);
  return listProjects(reading, { offices: [officeId] }).rows.flatMap((row): Found[] => {
    if (row.exitedOn !== null || row.level === null || !rule.levels.includes(row.level)) return [];
    const finding = proposeLagging({ ...row, ...plansOf(row.id) }, today, rule);
    if (!finding.isProposed) return [];
    return [
      {
        reason: 'lagging',
        title: shortened(`${row.name}建设进度滞后`),
        facts: finding.why,
        projectId: row.id,
        projectName: row.name,
        subjectId: row.id,
        unitName: row.responsibleUnits[0]?.name ?? null,
      },
    ];
  });
}

function missedMilestones(reading: Reading, now: string): Found[] {
  return findingRows(reading, now)
    .filter((row) => row.isLate)
    .map((row) => ({
      reason: 'missedMilestone',
      title: shortened(`${row.projectName}：${row.name}逾期`),
      facts: `${row.sentence}${row.reason === null ? '' : `原因：${row.reason}`}`,
      projectId: row.projectId,
      projectName: row.projectName,
      // Without the place in the list, which changes when another milestone is met.
      subjectId: `${row.projectId}-${row.kind}`,
      unitName: null,
    }));
}

/** One topic for the period that is over; its facts name the projects. */
function notReported(reading: Reading, officeId: string, now: string): Found[] {
  const period = previousPeriod(periodAt(now, periodRule(reading)).closesOn);
  const rows = periodRows(reading, officeId, period);
  const missing = rows.filter((row) => row.state === null);
  // Nothing at all was asked in a period nobody filled.
  if (missing.length === 0 || missing.length === rows.length) return [];
  const names = missing.map((row) => row.name);
  return [
    {
      reason: 'notReported',
      title: `${periodLabel(period)}没有填报进展的项目`,
      facts: `${periodLabel(period)}有${names.length}个项目没有填报：${names.slice(0, 30).join('、')}${names.length > 30 ? '等' : ''}。`,
      projectId: null,
      projectName: null,
      subjectId: period,
      unitName: null,
    },
  ];
}

/** As the heading of a topic: without a full stop, not longer than two or three lines. */
function shortened(sentence: string): string {
  const title = sentence.replace(/[。；;.]+$/u, '');
  return title.length > 200 ? `${title.slice(0, 199)}…` : title;
}
