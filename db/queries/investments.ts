import { latestDay } from '#shared/calendar/day.ts';
import type { CumulativeFigure } from '#shared/rules/done-by-month.ts';
import type { PlanFacts } from '#shared/rules/project-amounts.ts';
import { entityPlan, readRecord, recordOfRow, type StoredRecord } from '../ledger/records.ts';
import type { Reading } from '../run.ts';

/** The plan of one year of a project; found by what it says, not by its id: a copied one has an id of its own. */
export function planOfYear(reading: Reading, projectId: string, year: number): StoredRecord | undefined {
  const row = reading.selectFirst<{ id: string }>(
    'SELECT id FROM annual_plans WHERE project_id = ? AND year = ? AND is_deleted = 0',
    projectId,
    year,
  );
  return row === undefined ? undefined : readRecord(reading, 'annualPlan', row.id);
}

interface PlanRow {
  readonly year: number;
  readonly planned_investment: number | null;
  readonly [column: string]: string | number | null;
}

/** The plans of a project by year, as their sums are compared; 元. */
export function planFacts(reading: Reading, projectId: string): PlanFacts[] {
  const amount = (row: PlanRow, column: string) => {
    const value = row[column];
    return typeof value === 'number' ? value : null;
  };
  return reading
    .select<PlanRow>('SELECT * FROM annual_plans WHERE project_id = ? AND is_deleted = 0 ORDER BY year', projectId)
    .map((row) => ({
      year: row.year,
      plannedInvestment: row.planned_investment,
      quarters: [1, 2, 3, 4].map((quarter) => amount(row, `quarter${quarter}_investment`)),
      months: Array.from({ length: 12 }, (_, month) => amount(row, `month${month + 1}_investment`)),
    }));
}

export interface InvestmentPartRow {
  readonly id: string;
  readonly year: number | null;
  readonly source: string | null;
  readonly investmentClass: string | null;
  readonly amount: number | null;
  readonly note: string | null;
}

export function partsOf(reading: Reading, projectId: string): InvestmentPartRow[] {
  return reading.select(
    `SELECT id, year, source, investment_class AS investmentClass, amount, note FROM investment_parts
     WHERE project_id = ? AND is_deleted = 0 ORDER BY year IS NOT NULL, year DESC, created_position`,
    projectId,
  );
}

/** Plans of a project, the newest year first. */
export function plansOfProject(reading: Reading, projectId: string): StoredRecord[] {
  const plan = entityPlan('annualPlan');
  return reading
    .select<Record<string, string | number | null>>(
      'SELECT * FROM annual_plans WHERE project_id = ? AND is_deleted = 0 ORDER BY year DESC',
      projectId,
    )
    .map((row) => recordOfRow(plan, row));
}

/** What was reported as done this year, at the end of each period and of each checked month. */
export function cumulativeFigures(reading: Reading, projectId: string): CumulativeFigure[] {
  const reported = reading
    .select<{ period: string; done: number }>(
      `SELECT period, done_this_year AS done FROM progress_reports
       WHERE project_id = ? AND is_deleted = 0 AND done_this_year IS NOT NULL`,
      projectId,
    )
    .map(({ period, done }) => ({ onDay: period, doneThisYear: done, isMonthCheck: false }));
  const checked = reading
    .select<{ month: string; done: number }>(
      `SELECT month, done_this_year AS done FROM month_checks
       WHERE project_id = ? AND is_deleted = 0 AND done_this_year IS NOT NULL`,
      projectId,
    )
    .map(({ month, done }) => ({ onDay: latestDay(month), doneThisYear: done, isMonthCheck: true }));
  return [...reported, ...checked];
}
