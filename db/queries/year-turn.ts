/** Figures of a year as they stand, as they were frozen, and what has changed since. */
import type { CarryOver } from '#shared/domain/annual-plan.ts';
import type { ProgressState } from '#shared/domain/progress-report.ts';
import type { ProjectLevel, ProjectPool } from '#shared/domain/project.ts';
import type { YearFigures } from '#shared/rules/year-check.ts';
import type { Reading } from '../run.ts';

export interface StoredYearFigures extends YearFigures {
  readonly level: ProjectLevel | null;
  readonly physicalProgress: string | null;
  readonly planId: string | null;
  readonly reportId: string | null;
  readonly carryOver: CarryOver | null;
  readonly carryOverNote: string | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly level: ProjectLevel | null;
  readonly pool: ProjectPool | null;
  readonly exited_on: string | null;
  readonly starts_on: string | null;
  readonly total_investment: number | null;
  readonly plan_id: string | null;
  readonly planned_investment: number | null;
  readonly done_before_year: number | null;
  readonly carry_over: CarryOver | null;
  readonly carry_over_note: string | null;
  readonly report_id: string | null;
  readonly done_this_year: number | null;
  readonly physical_progress: string | null;
  readonly last_state: ProgressState | null;
}

/**
 * The office's projects that were in the ledger of a year (what left before it was not), in ledger order. Done and
 * physical progress: of the newest report of the year that says so. `lastPeriod`: of whose report the state is asked.
 */
export function yearFigures(reading: Reading, officeId: string, year: number, lastPeriod: string): StoredYearFigures[] {
  const from = `${year}-01-01`;
  const until = `${year}-12-31`;
  const rows = reading.select<Row>(
    `SELECT p.id, p.name, p.level, p.pool, p.exited_on, p.starts_on, p.total_investment, a.id AS plan_id,
       a.planned_investment, a.done_before_year, a.carry_over, a.carry_over_note, r.id AS report_id, r.done_this_year,
       f.physical_progress, l.state AS last_state
     FROM projects p
     LEFT JOIN annual_plans a ON a.project_id = p.id AND a.year = ? AND a.is_deleted = 0
     LEFT JOIN progress_reports r ON r.id = (
       SELECT e.id FROM progress_reports e WHERE e.project_id = p.id AND e.period BETWEEN ? AND ? AND e.is_deleted = 0
         AND e.done_this_year IS NOT NULL ORDER BY e.period DESC LIMIT 1)
     LEFT JOIN progress_reports f ON f.id = (
       SELECT e.id FROM progress_reports e WHERE e.project_id = p.id AND e.period BETWEEN ? AND ? AND e.is_deleted = 0
         AND e.physical_progress IS NOT NULL ORDER BY e.period DESC LIMIT 1)
     LEFT JOIN progress_reports l ON l.project_id = p.id AND l.period = ? AND l.is_deleted = 0
     WHERE p.home_office = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL
       AND (p.exited_on IS NULL OR p.exited_on >= ?)
     ORDER BY p.ledger_order, p.created_position`,
    year,
    from,
    until,
    from,
    until,
    lastPeriod,
    officeId,
    from,
  );
  return rows.map((row) => ({
    projectId: row.id,
    name: row.name,
    level: row.level,
    pool: row.pool,
    exitedOn: row.exited_on,
    startsOn: row.starts_on,
    totalInvestment: row.total_investment,
    planId: row.plan_id,
    plannedInvestment: row.planned_investment,
    doneBeforeYear: row.done_before_year,
    carryOver: row.carry_over,
    carryOverNote: row.carry_over_note,
    reportId: row.report_id,
    doneThisYear: row.done_this_year,
    physicalProgress: row.physical_progress,
    lastState: row.last_state,
  }));
}

export interface StoredClosing {
  readonly year: number;
  readonly closedOn: string;
  readonly closedBy: string;
  readonly projects: number | null;
  readonly plannedInvestment: number | null;
  readonly doneThisYear: number | null;
  readonly note: string | null;
}

/** Closed years of an office, newest first. */
export function yearClosings(reading: Reading, officeId: string): StoredClosing[] {
  return reading.select<StoredClosing>(
    `SELECT year, closed_on AS closedOn, closed_by AS closedBy, projects, planned_investment AS plannedInvestment,
       done_this_year AS doneThisYear, note
     FROM year_closings WHERE home_office = ? AND is_deleted = 0 ORDER BY year DESC`,
    officeId,
  );
}

export interface FrozenFigures {
  readonly projectId: string;
  readonly plannedInvestment: number | null;
  readonly doneBeforeYear: number | null;
  readonly doneThisYear: number | null;
  readonly pool: ProjectPool | null;
  readonly physicalProgress: string | null;
}

export function closingFigures(reading: Reading, officeId: string, year: number): ReadonlyMap<string, FrozenFigures> {
  const rows = reading.select<FrozenFigures>(
    `SELECT project_id AS projectId, planned_investment AS plannedInvestment, done_before_year AS doneBeforeYear,
       done_this_year AS doneThisYear, pool, physical_progress AS physicalProgress
     FROM closing_figures WHERE home_office = ? AND year = ? AND is_deleted = 0`,
    officeId,
    year,
  );
  return new Map(rows.map((row) => [row.projectId, row]));
}

/** Months of a year that are locked, YYYY-MM, and whether months are checked here at all. */
export function lockedMonths(
  reading: Reading,
  officeId: string,
  year: number,
): { readonly locked: ReadonlySet<string>; readonly isUsed: boolean } {
  const locks = reading.select<{ month: string; is_locked: number | null }>(
    'SELECT month, is_locked FROM month_locks WHERE home_office = ? AND is_deleted = 0',
    officeId,
  );
  const isChecked =
    reading.selectFirst<{ one: number }>(
      'SELECT 1 AS one FROM month_checks WHERE home_office = ? AND is_deleted = 0 LIMIT 1',
      officeId,
    ) !== undefined;
  return {
    locked: new Set(
      locks.filter((each) => each.is_locked === 1 && each.month.startsWith(`${year}-`)).map((each) => each.month),
    ),
    isUsed: isChecked || locks.length > 0,
  };
}
