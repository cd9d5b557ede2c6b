/** The centre's tables (exchange.md “Ownership”), the projects that stand in them, and what was typed into them. */
import { type CentreTable, centreTableColumn } from '#shared/domain/centre-table.ts';
import type { Reading } from '../run.ts';
import { joinConfirmation, levelInForce } from './confirmed-levels.ts';

export interface StoredCentreTable extends CentreTable {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
}

interface Row
  extends Omit<
    StoredCentreTable,
    | 'toOfficeIds'
    | 'columns'
    | 'levels'
    | 'lists'
    | 'pools'
    | 'isLeaderProjects'
    | 'hasTotal'
    | 'isWithdrawn'
    | 'officeName'
  > {
  readonly officeName: string | null;
  readonly toOfficeIds: string | null;
  readonly columns: string | null;
  readonly levels: string | null;
  readonly lists: string | null;
  readonly pools: string | null;
  readonly isLeaderProjects: number | null;
  readonly hasTotal: number | null;
  readonly isWithdrawn: number | null;
}

/** Newest first. */
export function storedCentreTables(reading: Reading): StoredCentreTable[] {
  return reading
    .select<Row>(
      `SELECT t.id, t.home_office AS homeOffice, o.short_name AS officeName, t.name, t.to_office_ids AS toOfficeIds,
         t.columns, t.levels, t.lists, t.is_leader_projects AS isLeaderProjects, t.pools, t.money_unit AS moneyUnit,
         t.has_total AS hasTotal, t.page_size AS pageSize, t.note, t.deadline_id AS deadlineId, t.source,
         t.issued_on AS issuedOn, t.is_withdrawn AS isWithdrawn
       FROM centre_tables t LEFT JOIN offices o ON o.id = t.home_office
       WHERE t.is_deleted = 0 ORDER BY t.issued_on DESC, t.created_position DESC`,
    )
    .map((row) => ({
      ...row,
      officeName: row.officeName ?? '',
      columns: centreTableColumn.array().parse(listIn(row.columns)),
      toOfficeIds: listIn(row.toOfficeIds) as string[],
      levels: listIn(row.levels) as CentreTable['levels'],
      lists: listIn(row.lists) as string[],
      pools: listIn(row.pools) as CentreTable['pools'],
      isLeaderProjects: row.isLeaderProjects === 1,
      hasTotal: row.hasTotal === 1,
      isWithdrawn: row.isWithdrawn === 1,
    }));
}

/** Whether a district is asked for it. */
export function isTableFor({ toOfficeIds, isWithdrawn }: StoredCentreTable, officeId: string): boolean {
  return isWithdrawn !== true && (toOfficeIds.length === 0 || toOfficeIds.includes(officeId));
}

function listIn(text: string | null): unknown[] {
  return JSON.parse(text ?? '[]') as unknown[];
}

export type TableSelection = Pick<CentreTable, 'levels' | 'lists' | 'isLeaderProjects' | 'pools'>;

/**
 * Projects of these offices (null: of all) that stand in a table on a day: of one of its levels, on one of its lists then,
 * or with a 省/市 leader then; all where it names none of these. Of those the ones in its pools, where it names pools.
 */
export function projectsOnTable(
  reading: Reading,
  { levels, lists, isLeaderProjects, pools }: TableSelection,
  officeIds: readonly string[] | null,
  day: string,
): string[] {
  const isAll = levels.length === 0 && lists.length === 0 && isLeaderProjects !== true;
  return reading
    .select<{ id: string }>(
      `SELECT p.id FROM projects p ${joinConfirmation}
       WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL AND (p.exited_on IS NULL OR p.exited_on > ?)
         AND (? OR p.home_office IN (SELECT value FROM json_each(?)))
         AND (? OR p.pool IN (SELECT value FROM json_each(?)))
         AND (? OR ${levelInForce} IN (SELECT value FROM json_each(?))
           OR EXISTS (SELECT 1 FROM list_memberships m WHERE m.project_id = p.id AND m.is_deleted = 0 AND m.year = ?
             AND m.list IN (SELECT value FROM json_each(?))
             AND (m.from_day IS NULL OR m.from_day <= ?) AND (m.until_day IS NULL OR m.until_day > ?))
           OR (? AND EXISTS (SELECT 1 FROM assignments a WHERE a.project_id = p.id AND a.is_deleted = 0
             AND a.role = 'responsibleLeader' AND a.tier IN ('provincial', 'municipal')
             AND (a.from_day IS NULL OR a.from_day <= ?) AND (a.until_day IS NULL OR a.until_day >= ?))))`,
      day,
      yes(officeIds === null),
      JSON.stringify(officeIds ?? []),
      yes(pools.length === 0),
      JSON.stringify(pools),
      yes(isAll),
      JSON.stringify(levels),
      Number(day.slice(0, 4)),
      JSON.stringify(lists),
      day,
      day,
      yes(isLeaderProjects === true),
      day,
      day,
    )
    .map((row) => row.id);
}

function yes(is: boolean): number {
  return is ? 1 : 0;
}

/** What the homes of the projects typed into a table, by project, then by the key of the column. */
export function tableEntries(reading: Reading, tableId: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const rows = reading.select<{ projectId: string; columnKey: string; text: string | null }>(
    `SELECT e.project_id AS projectId, e.column_key AS columnKey, e.text FROM table_entries e
     JOIN projects p ON p.id = e.project_id AND p.home_office = e.home_office
     WHERE e.table_id = ? AND e.is_deleted = 0`,
    tableId,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.projectId)].map(([projectId, entries]) => [
      projectId,
      Object.fromEntries(entries.flatMap(({ columnKey, text }) => (text === null ? [] : [[columnKey, text]]))),
    ]),
  );
}

type PlanRow = Readonly<Record<string, string | number | null>> & { readonly project_id: string };

/** The plan of a year, whole, by project. */
export function plansOfYear(reading: Reading, ids: readonly string[], year: number): ReadonlyMap<string, PlanRow> {
  const rows = reading.select<PlanRow>(
    'SELECT * FROM annual_plans WHERE year = ? AND is_deleted = 0 AND project_id IN (SELECT value FROM json_each(?))',
    year,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.project_id, row]));
}

export interface FurtherReport {
  readonly physicalProgress: string | null;
  /** Of the newest report before this month, in the same year; null: none is there. */
  readonly doneBeforeMonth: number | null;
}

/** What the newest report of the year says besides, and what was done when the month began. */
export function furtherReports(
  reading: Reading,
  ids: readonly string[],
  period: string,
): ReadonlyMap<string, FurtherReport> {
  const year = `${period.slice(0, 4)}-01-01`;
  const month = `${period.slice(0, 7)}-01`;
  const newest = (upTo: string) => `(SELECT max(n.period) FROM progress_reports n WHERE n.project_id = p.id
    AND n.is_deleted = 0 AND n.period >= ? AND n.period ${upTo} ?)`;
  const rows = reading.select<FurtherReport & { id: string }>(
    `SELECT p.id, r.physical_progress AS physicalProgress, b.done_this_year AS doneBeforeMonth FROM projects p
     LEFT JOIN progress_reports r ON r.project_id = p.id AND r.is_deleted = 0 AND r.period = ${newest('<=')}
     LEFT JOIN progress_reports b ON b.project_id = p.id AND b.is_deleted = 0 AND b.period = ${newest('<')}
     WHERE p.id IN (SELECT value FROM json_each(?))`,
    year,
    period,
    year,
    month,
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, ...report }) => [id, report]));
}
