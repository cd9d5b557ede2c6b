/** What a unit is asked about its projects at a meeting: looked up once for all of them. */
import { laggingPlans } from '#db/queries/lagging.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { problem } from '#shared/error.ts';
import type { ReportingSheet } from '#shared/report/reporting-sheets.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { requireOffice } from './authoring.ts';
import { findingRows } from './findings.ts';
import { issueRows } from './issues.ts';
import { permitLedger } from './permits.ts';
import { taskRows } from './task-rows.ts';

interface ReportingFacts {
  /** The first responsible unit. */
  readonly unitName: string | null;
  readonly project: NonNullable<ReportingSheet['project']>;
}

export function reportingFacts(
  reading: Reading,
  now: string,
  projectIds: readonly string[],
): (projectId: string) => ReportingFacts {
  const today = businessDay(now);
  const officeId = requireOffice(reading).id;
  const rows = new Map(listProjects(reading, { ids: [...new Set(projectIds)] }).rows.map((row) => [row.id, row]));
  const { parameters } = ruleOf(rulePackInForce(reading), 'lagging');
  const plansOf = laggingPlans(reading, Number(today.slice(0, 4)), parameters.basis);
  const late = Map.groupBy(
    findingRows(reading, now).filter((row) => row.isLate),
    (row) => row.projectId,
  );
  const permits = new Map(permitLedger(reading, now).rows.map((row) => [row.id, row.late]));
  return (projectId) => {
    const row = rows.get(projectId);
    if (row === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const tasks = taskRows(reading, officeId, now, { projectId }).filter((task) => task.state !== 'draft');
    // What is open, and everything that was decided the last time.
    const newest = tasks.reduce((day, task) => (task.assignedOn > day ? task.assignedOn : day), '');
    return {
      unitName: row.responsibleUnits[0]?.name ?? null,
      project: {
        name: row.name,
        totalInvestment: row.totalInvestment,
        plannedThisYear: row.plannedThisYear,
        doneThisYear: row.doneThisYear,
        standing: proposeLagging({ ...row, ...plansOf(projectId) }, today, parameters).why,
        lateNodes: (late.get(projectId) ?? []).map(
          (each) => `${each.sentence}${each.reason === null ? '' : `原因：${each.reason}`}`,
        ),
        latePermits: permits.get(projectId) ?? [],
        issues: issueRows(reading, officeId, now, projectId).filter((issue) => issue.state !== 'closed'),
        tasks: tasks.filter((task) => task.state !== 'closed' || task.assignedOn === newest),
      },
    };
  };
}
