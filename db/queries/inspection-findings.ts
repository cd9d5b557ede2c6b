/** What stands beside a finding: the project, what a person decided, the issue or task it became, what was reported since. */
import type { FindingHandling } from '#shared/domain/inspection-finding.ts';
import type { IssueState } from '#shared/domain/issue.ts';
import type { TaskState } from '#shared/domain/task.ts';
import { streetOf } from '#shared/inspection/route.ts';
import type { ReportedPeriod } from '#shared/rules/report-patterns.ts';
import type { Reading } from '../run.ts';
import { unitNames } from './projects.ts';

export interface InspectedProject {
  readonly id: string;
  readonly name: string;
  readonly homeOffice: string;
  readonly officeName: string;
  /** Integer 元. */
  readonly totalInvestment: number | null;
  readonly units: readonly string[];
  /** 街道, 镇, 乡 or park that answers for it. */
  readonly streets: readonly string[];
}

export function inspectedProjects(reading: Reading, ids: readonly string[]): ReadonlyMap<string, InspectedProject> {
  const names = unitNames(reading);
  const rows = reading.select<{
    id: string;
    name: string;
    homeOffice: string;
    officeName: string;
    totalInvestment: number | null;
    place: string | null;
    units: string | null;
  }>(
    `SELECT p.id, p.name, p.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName,
       p.total_investment AS totalInvestment, p.place, p.responsible_units AS units
     FROM projects p LEFT JOIN offices o ON o.id = p.home_office
     WHERE p.is_deleted = 0 AND p.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ place, ...row }) => {
      const units = (JSON.parse(row.units ?? '[]') as string[]).map((id) => names.get(id) ?? '');
      const street = streetOf({ place, responsibleUnits: units });
      return [row.id, { ...row, units, streets: street === '' ? [] : [street] }];
    }),
  );
}

export interface StoredFinding {
  readonly id: string;
  readonly homeOffice: string;
  readonly projectId: string;
  readonly sheetId: string | null;
  readonly subject: string;
  readonly handling: FindingHandling;
  readonly issueId: string | null;
  readonly taskId: string | null;
  readonly explanation: string | null;
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
}

export function storedFindings(reading: Reading, projectIds: readonly string[]): StoredFinding[] {
  return reading.select(
    `SELECT id, home_office AS homeOffice, project_id AS projectId, sheet_id AS sheetId, subject, handling,
       issue_id AS issueId, task_id AS taskId, explanation, decided_on AS decidedOn, decided_by AS decidedBy
     FROM inspection_findings WHERE is_deleted = 0 AND project_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(projectIds),
  );
}

export interface FollowedIssue {
  readonly id: string;
  readonly number: number | null;
  readonly year: string;
  readonly state: IssueState;
  readonly dueOn: string | null;
}

export function followedIssues(reading: Reading, ids: readonly string[]): FollowedIssue[] {
  return reading.select(
    `SELECT id, number, substr(found_on, 1, 4) AS year, state, due_on AS dueOn FROM issues
     WHERE is_deleted = 0 AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}

export interface FollowedTask extends Omit<FollowedIssue, 'state'> {
  readonly state: TaskState;
}

export function followedTasks(reading: Reading, ids: readonly string[]): FollowedTask[] {
  return reading.select(
    `SELECT id, number, substr(assigned_on, 1, 4) AS year, state, due_on AS dueOn FROM tasks
     WHERE is_deleted = 0 AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}

/** Reports of projects from a day on, oldest first, by project. */
export function reportSeries(
  reading: Reading,
  projectIds: readonly string[],
  fromDay: string,
): ReadonlyMap<string, ReportedPeriod[]> {
  const rows = reading.select<ReportedPeriod & { readonly projectId: string }>(
    `SELECT project_id AS projectId, period, done_this_year AS doneThisYear, physical_progress AS physicalProgress,
       progress_text AS progressText
     FROM progress_reports WHERE is_deleted = 0 AND period >= ? AND project_id IN (SELECT value FROM json_each(?))
     ORDER BY project_id, period`,
    fromDay,
    JSON.stringify(projectIds),
  );
  return Map.groupBy(rows, (row) => row.projectId);
}

export interface YearAmounts {
  readonly projectId: string;
  readonly year: number;
  readonly planned: number | null;
  readonly doneBefore: number | null;
}

export function yearAmounts(reading: Reading, projectIds: readonly string[]): ReadonlyMap<string, YearAmounts[]> {
  const rows = reading.select<YearAmounts>(
    `SELECT project_id AS projectId, year, planned_investment AS planned, done_before_year AS doneBefore FROM annual_plans
     WHERE is_deleted = 0 AND project_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(projectIds),
  );
  return Map.groupBy(rows, (row) => row.projectId);
}
