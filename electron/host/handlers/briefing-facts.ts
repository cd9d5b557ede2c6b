/** The facts of 听取汇报材料: every figure comes from the query or the rule that gives it everywhere else. */
import { laggingPlans } from '#db/queries/lagging.ts';
import { agendaOf } from '#db/queries/meetings.ts';
import { scheduledProjects } from '#db/queries/milestones.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import type { FindingKind } from '#shared/contract/milestones.ts';
import { projectLevels } from '#shared/domain/project.ts';
import type { BriefingFacts, NodeCounts } from '#shared/report/briefing.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { requireOffice } from './authoring.ts';
import { scopeOf } from './definites.ts';
import { findingRows } from './findings.ts';
import { issueRows } from './issues.ts';
import { lateReasons } from './late-projects.ts';
import { taskRows } from './task-rows.ts';

export function briefingFacts(
  reading: Reading,
  now: string,
  meeting: MeetingRow,
  last: MeetingRow | null,
): BriefingFacts {
  const office = requireOffice(reading);
  const pack = rulePackInForce(reading);
  const today = businessDay(now);
  const year = today.slice(0, 4);
  const lagging = ruleOf(pack, 'lagging');
  const plansOf = laggingPlans(reading, Number(year), lagging.parameters.basis);
  const rows = listProjects(reading, office.kind === 'centre' ? {} : { offices: [office.id] }).rows.filter(
    (row) => row.exitedOn === null,
  );
  const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
    rows.reduce((total, row) => total + (row[field] ?? 0), 0);
  const names = ruleOf(pack, 'projectLevels').parameters;
  const reasonsOf = lateReasons(reading, today);
  const expectedOf = new Map(
    rows.map((row) => [
      row.id,
      proposeLagging({ ...row, ...plansOf(row.id) }, today, lagging.parameters).expected ?? 0,
    ]),
  );
  const issues = issueRows(reading, office.id, now, undefined).filter(
    (issue) => office.kind === 'centre' || issue.isOurs,
  );
  const open = issues.filter((issue) => issue.state !== 'closed');
  return {
    projects: rows.length,
    byLevel: projectLevels.map((level) => ({
      label: names[level] || projectLevelLabels[level],
      count: rows.filter((row) => row.level === level).length,
    })),
    totalInvestment: sum('totalInvestment'),
    planned: sum('plannedThisYear'),
    done: sum('doneThisYear'),
    expected: [...expectedOf.values()].reduce((total, expected) => total + expected, 0),
    laggingSource: lagging.source,
    starts: nodeCounts(reading, now, year, 'start', 'dueNotStarted'),
    completions: nodeCounts(reading, now, year, 'completion', 'dueNotCompleted'),
    late: rows
      .map((row) => ({
        name: row.name,
        unitNames: row.responsibleUnits.map((unit) => unit.name),
        plannedThisYear: row.plannedThisYear,
        doneThisYear: row.doneThisYear,
        reasons: reasonsOf(row),
        gap: (expectedOf.get(row.id) ?? 0) - (row.doneThisYear ?? 0),
      }))
      .filter((row) => row.reasons.length > 0)
      .toSorted((left, right) => right.gap - left.gap),
    issues: {
      open: open.length,
      closedThisMonth: issues.filter((issue) => issue.closedOn?.slice(0, 7) === today.slice(0, 7)).length,
      byClass: [...Map.groupBy(open, (issue) => issue.issueClass ?? '未分类')].map(([label, of]) => ({
        label,
        count: of.length,
      })),
      overdue: open
        .filter((issue) => (issue.workingDaysLate ?? 0) > 0)
        .toSorted((left, right) => (right.workingDaysLate ?? 0) - (left.workingDaysLate ?? 0)),
    },
    last:
      last === null
        ? null
        : {
            title: last.title,
            onDay: last.onDay,
            decisions: taskRows(reading, office.id, now, { originId: last.id }),
          },
    toDecide: agendaOf(reading, meeting.id).filter((item) => !item.isDropped),
  };
}

/** Planned for the year, happened in it, and – by the rule on overdue nodes – past its day. */
function nodeCounts(
  reading: Reading,
  now: string,
  year: string,
  node: 'start' | 'completion',
  finding: FindingKind,
): NodeCounts {
  const nodes = scheduledProjects(reading, scopeOf(requireOffice(reading))).flatMap((project) =>
    project.nodes.filter((each) => each.kind === node),
  );
  return {
    planned: nodes.filter((each) => each.plannedOn?.startsWith(year)).length,
    actual: nodes.filter((each) => each.actualOn?.startsWith(year)).length,
    missed: findingRows(reading, now)
      .filter((row) => row.kind === finding && row.isLate)
      .map((row) => row.projectName),
  };
}
