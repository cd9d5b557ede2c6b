import { addDays } from '#shared/calendar/day.ts';
import type { ProgressRow } from '#shared/contract/progress.ts';
import type { ProgressState } from '#shared/domain/progress-report.ts';
import type { Reading } from '../run.ts';
import { namesByProject, unitNames } from './projects.ts';

interface Row {
  readonly project_id: string;
  readonly name: string;
  readonly level: ProgressRow['level'];
  readonly pool: ProgressRow['pool'];
  readonly responsible_units: string;
  readonly total_investment: number | null;
  readonly planned_investment: number | null;
  readonly done_before_year: number | null;
  readonly starts_on: string | null;
  readonly pinyin: string | null;
  readonly initials: string | null;
  readonly state: ProgressState | null;
  readonly reviewed_by: string | null;
  readonly done_this_year: number | null;
  readonly physical_progress: string | null;
  readonly progress_text: string | null;
  readonly problems: string | null;
  readonly coordination: string | null;
  readonly last_period: string | null;
  readonly last_done: number | null;
  readonly last_physical: string | null;
  readonly last_text: string | null;
  readonly last_problems: string | null;
  readonly last_coordination: string | null;
}

export type ProgressFacts = Omit<ProgressRow, 'marks' | 'thisPeriod' | 'sinceStart' | 'issuesText'>;

/** The office's own projects in ledger order, with this period's report and the newest one before it. */
export function progressRows(reading: Reading, officeId: string, period: string): ProgressFacts[] {
  const year = Number(period.slice(0, 4));
  const rows = reading.select<Row>(
    `SELECT p.id AS project_id, p.name, p.level, p.pool, p.responsible_units, p.total_investment, a.planned_investment,
       a.done_before_year, p.starts_on, s.pinyin, s.initials,
       r.state, r.reviewed_by, r.done_this_year, r.physical_progress, r.progress_text, r.problems, r.coordination,
       l.period AS last_period, l.done_this_year AS last_done, l.physical_progress AS last_physical,
       l.progress_text AS last_text, l.problems AS last_problems, l.coordination AS last_coordination
     FROM projects p
     LEFT JOIN annual_plans a ON a.project_id = p.id AND a.year = ? AND a.is_deleted = 0
     LEFT JOIN progress_reports r ON r.project_id = p.id AND r.period = ? AND r.is_deleted = 0
     -- By project through the index: grouping five years of reports for each page took 180 ms.
     LEFT JOIN progress_reports l ON l.id = (
       SELECT e.id FROM progress_reports e WHERE e.project_id = p.id AND e.period < ? AND e.is_deleted = 0
       ORDER BY e.period DESC LIMIT 1
     )
     LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = p.id
     -- What left before this period is not asked for; what it reported before stays.
     WHERE p.is_deleted = 0 AND p.home_office = ? AND (p.exited_on IS NULL OR p.exited_on > ? OR r.id IS NOT NULL)
     ORDER BY p.ledger_order, p.created_position`,
    year,
    period,
    period,
    officeId,
    addDays(period, -7),
  );
  const units = unitNames(reading);
  const leaders = namesByProject(reading, 'responsibleLeader');
  return rows.map((row) => ({
    projectId: row.project_id,
    name: row.name,
    level: row.level,
    pool: row.pool,
    responsibleUnits: (JSON.parse(row.responsible_units) as string[]).map((id) => units.get(id) ?? ''),
    leaders: (leaders.get(row.project_id) ?? []).map((leader) => leader.name),
    totalInvestment: row.total_investment,
    plannedThisYear: row.planned_investment,
    doneBeforeYear: row.done_before_year,
    startsOn: row.starts_on,
    state: row.state,
    reviewedBy: row.reviewed_by,
    current: {
      doneThisYear: row.done_this_year,
      physicalProgress: row.physical_progress,
      progressText: row.progress_text,
      problems: row.problems,
      coordination: row.coordination,
    },
    previous:
      row.last_period === null
        ? null
        : {
            period: row.last_period,
            doneThisYear: row.last_done,
            physicalProgress: row.last_physical,
            progressText: row.last_text,
            problems: row.last_problems,
            coordination: row.last_coordination,
          },
    pinyin: row.pinyin ?? '',
    initials: row.initials ?? '',
  }));
}

/** How far each of the projects of `progressRows` is in a period, and nothing else of it. */
export function progressStatesOf(
  reading: Reading,
  officeId: string,
  period: string,
): { state: ProgressState | null }[] {
  return reading.select(
    `SELECT r.state FROM projects p
     LEFT JOIN progress_reports r ON r.project_id = p.id AND r.period = ? AND r.is_deleted = 0
     WHERE p.is_deleted = 0 AND p.home_office = ? AND (p.exited_on IS NULL OR p.exited_on > ? OR r.id IS NOT NULL)`,
    period,
    officeId,
    addDays(period, -7),
  );
}

export function filledPeriods(reading: Reading, officeId: string): { period: string; filled: number }[] {
  return reading.select(
    `SELECT period, count(*) AS filled FROM progress_reports WHERE is_deleted = 0 AND home_office = ? GROUP BY period ORDER BY period DESC`,
    officeId,
  );
}
