import type { ProjectLevel } from '#shared/domain/project.ts';
import type { ParametersOf } from '#shared/rules/catalogue.ts';
import type { LaggingFacts } from '#shared/rules/lagging.ts';
import type { Reading } from '../run.ts';
import { joinConfirmation, levelInForce } from './confirmed-levels.ts';
import { districtOrder } from './district-order.ts';
import { type ScheduledProject, startsNotMade } from './milestones.ts';

export interface LaggingCandidate {
  readonly project_id: string;
  readonly home_office: string;
  readonly office_name: string;
  readonly name: string;
  readonly level: ProjectLevel;
  readonly summary: string | null;
  readonly starts_on: string | null;
  readonly completes_on: string | null;
  readonly total_investment: number | null;
  readonly place: string | null;
  readonly plan_id: string | null;
  readonly planned_investment: number | null;
  readonly done_before_year: number | null;
  readonly report_id: string | null;
  readonly report_period: string | null;
  readonly done_this_year: number | null;
  readonly progress_text: string | null;
  readonly problems: string | null;
  readonly coordination: string | null;
  readonly decision_id: string | null;
  readonly is_listed: number | null;
  readonly reason: string | null;
  readonly centre_coordination: string | null;
  readonly decided_by_pack: string | null;
}

/** Which projects a table is about. */
export type TableProjects = { readonly levels: readonly string[] } | { readonly ids: readonly string[] };

/**
 * Projects over all offices as a table of this period shows them: with the plan of the period's year and the newest report
 * of that year up to the period. In the centre’s order of districts, then of each ledger. Not those that had left (退库) by
 * then, nor those that turned out to be another one.
 */
export function laggingCandidates(reading: Reading, period: string, among: TableProjects): LaggingCandidate[] {
  const year = period.slice(0, 4);
  const [condition, chosen] =
    'levels' in among ? ([levelInForce, among.levels] as const) : (['p.id', among.ids] as const);
  return reading.select<LaggingCandidate>(
    `WITH newest AS (
       SELECT project_id, max(period) AS period FROM progress_reports
       WHERE is_deleted = 0 AND period <= ? AND period >= ? GROUP BY project_id
     )
     SELECT p.id AS project_id, p.home_office, coalesce(o.short_name, '') AS office_name, p.name, ${levelInForce} AS level, p.summary, p.starts_on,
       p.completes_on, p.total_investment, p.place, a.id AS plan_id, a.planned_investment, a.done_before_year, r.id AS report_id, r.period AS report_period,
       r.done_this_year, r.progress_text, r.problems, r.coordination, d.id AS decision_id, d.is_listed, d.reason,
       d.coordination AS centre_coordination, d.rule_pack AS decided_by_pack
     FROM projects p
     LEFT JOIN offices o ON o.id = p.home_office
     LEFT JOIN enrolled_offices e ON e.id = p.home_office
     ${joinConfirmation}
     LEFT JOIN annual_plans a ON a.project_id = p.id AND a.year = ? AND a.is_deleted = 0
     LEFT JOIN newest n ON n.project_id = p.id
     LEFT JOIN progress_reports r ON r.project_id = p.id AND r.period = n.period AND r.is_deleted = 0
     LEFT JOIN lagging_decisions d ON d.project_id = p.id AND d.period = ? AND d.is_deleted = 0
     WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL AND (p.exited_on IS NULL OR p.exited_on > ?)
       AND ${condition} IN (SELECT value FROM json_each(?))
     ORDER BY ${districtOrder}, o.short_name, p.home_office, p.ledger_order, p.created_position`,
    period,
    `${year}-01-01`,
    Number(year),
    period,
    period,
    JSON.stringify(chosen),
  );
}

type PlanFacts = Pick<LaggingFacts, 'quarterPlans' | 'monthPlans' | 'missedStart'>;

/** What the lagging rule asks besides the year's figures, by project: the year's parts as its basis wants them, and a start not yet made. */
export function laggingPlans(
  reading: Reading,
  year: number,
  basis: ParametersOf<'lagging'>['basis'],
  projects?: readonly ScheduledProject[],
): (projectId: string) => PlanFacts {
  const columns = basis === 'quarterPlan' ? quarterColumns : basis === 'monthPlan' ? monthColumns : [];
  const plans = new Map<string, (number | null)[]>();
  if (columns.length > 0)
    for (const row of reading.select<{ project_id: string } & Record<string, number | null>>(
      `SELECT project_id, ${columns.join(', ')} FROM annual_plans WHERE year = ? AND is_deleted = 0`,
      year,
    ))
      plans.set(
        row.project_id,
        columns.map((column) => row[column] ?? null),
      );
  const starts = startsNotMade(reading, projects);
  const key = basis === 'quarterPlan' ? 'quarterPlans' : 'monthPlans';
  return (projectId) => {
    const parts = plans.get(projectId);
    return { missedStart: starts.get(projectId) ?? null, ...(parts === undefined ? {} : { [key]: parts }) };
  };
}

const quarterColumns = [1, 2, 3, 4].map((quarter) => `quarter${quarter}_investment`);
const monthColumns = Array.from({ length: 12 }, (_, index) => `month${index + 1}_investment`);

/** Enrolled districts from which nothing has come for this period. */
export function notReported(reading: Reading, period: string): { officeId: string; officeName: string }[] {
  return reading.select(
    `SELECT e.id AS officeId, e.short_name AS officeName FROM enrolled_offices e
     WHERE e.kind = 'district' AND NOT EXISTS (
       SELECT 1 FROM packages p WHERE p.office_id = e.id AND p.direction = 'received' AND p.kind = 'report' AND p.period >= ?)
     ORDER BY ${districtOrder}`,
    period,
  );
}

/** Who decided last on a lagging decision. */
export function lastActor(reading: Reading, entity: string, recordId: string): string | null {
  const row = reading.selectFirst<{ line: string }>(
    'SELECT line FROM operations WHERE entity = ? AND record_id = ? AND line IS NOT NULL ORDER BY position DESC LIMIT 1',
    entity,
    recordId,
  );
  return row === undefined ? null : (JSON.parse(row.line) as { actor: string }).actor;
}
