/** 按月查账: weekly figures of a year, month-end figures, locks, and what was changed after a check. */
import { businessDay } from '#shared/calendar/day.ts';
import type { MonthCheckState } from '#shared/domain/month-check.ts';
import type { WeeklyFigure } from '#shared/months/month-account.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading } from '../run.ts';

/** Filled figures of a year by project. */
export function weeklyFigures(
  reading: Reading,
  officeId: string,
  year: string,
): ReadonlyMap<string, readonly WeeklyFigure[]> {
  const rows = reading.select<{ project_id: string; period: string; done_this_year: number }>(
    `SELECT project_id, period, done_this_year FROM progress_reports
     WHERE home_office = ? AND is_deleted = 0 AND done_this_year IS NOT NULL AND period BETWEEN ? AND ? ORDER BY period`,
    officeId,
    `${year}-01-01`,
    `${year}-12-31`,
  );
  const byProject = new Map<string, WeeklyFigure[]>();
  for (const row of rows) {
    const figure = { period: row.period, doneThisYear: row.done_this_year };
    const found = byProject.get(row.project_id);
    if (found === undefined) byProject.set(row.project_id, [figure]);
    else found.push(figure);
  }
  return byProject;
}

export interface StoredCheck {
  readonly id: string;
  readonly doneThisYear: number | null;
  readonly state: MonthCheckState;
  readonly finding: string | null;
  readonly checkedBy: string | null;
  readonly checkedOn: string | null;
}

export function monthChecks(reading: Reading, officeId: string, month: string): ReadonlyMap<string, StoredCheck> {
  const rows = reading.select<StoredCheck & { project_id: string }>(
    `SELECT project_id, id, done_this_year AS doneThisYear, state, finding, checked_by AS checkedBy,
       checked_on AS checkedOn
     FROM month_checks WHERE home_office = ? AND month = ? AND is_deleted = 0`,
    officeId,
    month,
  );
  return new Map(rows.map(({ project_id, ...check }) => [project_id, check]));
}

export interface StoredLock {
  readonly month: string;
  readonly isLocked: boolean;
  readonly by: string;
  readonly on: string;
  readonly note: string | null;
}

export function monthLocks(reading: Reading, officeId: string): ReadonlyMap<string, StoredLock> {
  const rows = reading.select<Omit<StoredLock, 'isLocked'> & { isLocked: number | null }>(
    `SELECT month, is_locked AS isLocked, locked_by AS "by", locked_on AS "on", note FROM month_locks
     WHERE home_office = ? AND is_deleted = 0`,
    officeId,
  );
  return new Map(rows.map((row) => [row.month, { ...row, isLocked: row.isLocked === 1 }]));
}

/** How many projects of each month were checked or questioned. */
export function checkedByMonth(reading: Reading, officeId: string): ReadonlyMap<string, number> {
  const rows = reading.select<{ month: string; checked: number }>(
    `SELECT month, count(*) AS checked FROM month_checks
     WHERE home_office = ? AND is_deleted = 0 AND state <> 'open' GROUP BY month`,
    officeId,
  );
  return new Map(rows.map((row) => [row.month, row.checked]));
}

export interface Correction {
  readonly day: string;
  readonly actor: string;
  readonly before: number;
  readonly after: number | null;
}

/** Changes of a month's figures after they had been checked, by record, oldest first. */
export function correctionsOf(reading: Reading, officeId: string, month: string): ReadonlyMap<string, Correction[]> {
  const rows = reading.select<{ record_id: string; line: string }>(
    `SELECT o.record_id, o.line FROM month_checks m
     JOIN operations o ON o.entity = 'monthCheck' AND o.record_id = m.id
     WHERE m.home_office = ? AND m.month = ? AND m.is_deleted = 0 AND o.line IS NOT NULL AND o.status = 'applied'
     ORDER BY o.position`,
    officeId,
    month,
  );
  const wasChecked = new Set<string>();
  const corrections = new Map<string, Correction[]>();
  for (const { record_id, line } of rows) {
    const operation = storedOperation(line);
    const figure = operation.changes['doneThisYear'];
    const [before, after] = figure ?? [null, null];
    if (figure !== undefined && typeof before === 'number' && wasChecked.has(record_id)) {
      const made = {
        day: businessDay(operation.at),
        actor: operation.actor,
        before,
        after: typeof after === 'number' ? after : null,
      };
      const found = corrections.get(record_id);
      if (found === undefined) corrections.set(record_id, [made]);
      else found.push(made);
    }
    const state = operation.changes['state']?.[1];
    if (state === 'checked' || state === 'questioned') wasChecked.add(record_id);
  }
  return corrections;
}
