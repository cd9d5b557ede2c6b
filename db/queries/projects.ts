import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { Reading } from '../run.ts';
import { joinConfirmation, levelInForce } from './confirmed-levels.ts';
import { districtOrder } from './district-order.ts';
import { type FactColumns, furtherFacts, listsByProjectYear } from './project-facts.ts';

export interface ProjectFilter extends Omit<ParsedInputOf<'projects.list'>, 'since'> {
  /** Only these; at most a few hundred. */
  readonly ids?: readonly string[];
}

interface Row extends FactColumns {
  id: string;
  home_office: string;
  office_name: string | null;
  name: string;
  code: string | null;
  level: ProjectRow['level'];
  confirmed_level: ProjectRow['level'];
  nature: ProjectRow['nature'];
  category: string | null;
  pool: ProjectRow['pool'];
  exited_on: string | null;
  summary: string | null;
  place: string | null;
  owner: string | null;
  responsible_units: string;
  funding_source: string | null;
  total_investment: number | null;
  planned_investment: number | null;
  done_before_year: number | null;
  done_this_year: number | null;
  starts_on: string | null;
  completes_on: string | null;
  remark: string | null;
  ledger_order: number | null;
  pinyin: string | null;
  initials: string | null;
}

/** “This year” is the ledger year of the project's own office; done this year is its newest filled period. */
const selectRows = (someProjects: string) => `
WITH newest AS (
  SELECT project_id, CAST(substr(period, 1, 4) AS INTEGER) AS year, max(period) AS period, done_this_year
  FROM progress_reports
  WHERE is_deleted = 0 AND done_this_year IS NOT NULL${someProjects}
    AND period >= (SELECT min(ledger_year) FROM offices) || '-01-01'
  GROUP BY project_id, year
)
SELECT p.id, p.home_office, o.short_name AS office_name, p.name, p.code, p.level, lc.level AS confirmed_level, p.nature, p.category, p.pool, p.exited_on, p.summary,
  p.place, p.owner, p.responsible_units, p.funding_source, p.total_investment, a.planned_investment, a.done_before_year,
  n.done_this_year, p.starts_on, p.completes_on, p.remark, p.ledger_order, s.pinyin, s.initials,
  p.former_names, p.industry, p.industry_chain, p.investment_class, p.is_top500, p.plot, p.department_in_charge,
  p.permit_agent_unit, p.overall_goal, p.stage, p.reserve_stage, p.land_tenure, p.land_auction_day,
  p.is_in_free_trade_zone, p.uses_commitment, p.is_statistical_registration_due, p.statistically_registered_on,
  p.capacity_percent, o.ledger_year
FROM projects p
LEFT JOIN offices o ON o.id = p.home_office
LEFT JOIN enrolled_offices e ON e.id = p.home_office
${joinConfirmation}
LEFT JOIN annual_plans a ON a.project_id = p.id AND a.year = o.ledger_year AND a.is_deleted = 0
LEFT JOIN newest n ON n.project_id = p.id AND n.year = o.ledger_year
LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = p.id
WHERE p.is_deleted = 0`;

/** Districts in the centre’s order, as in every table of it; projects in the order of their ledger. 元. */
export function listProjects(
  reading: Reading,
  filter: ProjectFilter,
): Pick<OutputOf<'projects.list'>, 'total' | 'rows'> {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const among = (column: string, values: readonly string[] | undefined) => {
    if (values === undefined) return;
    conditions.push(`${column} IN (${values.map(() => '?').join(', ')})`);
    parameters.push(...values);
  };
  among(levelInForce, filter.levels);
  among('p.pool', filter.pools);
  among('p.home_office', filter.offices);
  if (filter.ids !== undefined) {
    conditions.push('p.id IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(filter.ids));
  }
  const search = filter.search?.trim().toLowerCase();
  if (search !== undefined && search !== '') {
    conditions.push(
      `(p.name LIKE ? ESCAPE '\\' OR s.pinyin LIKE ? ESCAPE '\\' OR s.initials LIKE ? ESCAPE '\\' OR p.code LIKE ? ESCAPE '\\')`,
    );
    const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    parameters.push(pattern, pattern, pattern, pattern);
  }
  const where = conditions.map((condition) => ` AND ${condition}`).join('');
  const order = ` ORDER BY ${districtOrder}, o.short_name, p.home_office, p.ledger_order, p.created_position`;
  const rows = reading.select<Row>(
    `${selectRows(ofProjects(filter.ids))}${where}${order} LIMIT ? OFFSET ?`,
    ...(filter.ids === undefined ? [] : [JSON.stringify(filter.ids)]),
    ...parameters,
    filter.limit ?? -1,
    filter.offset ?? 0,
  );
  const isWhole = filter.limit === undefined && (filter.offset ?? 0) === 0;
  const total = isWhole
    ? rows.length
    : (reading.selectFirst<{ count: number }>(
        `SELECT count(*) AS count FROM projects p ${joinConfirmation}
         LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = p.id
         WHERE p.is_deleted = 0${where}`,
        ...parameters,
      )?.count ?? 0);
  return { total, rows: shownRows(reading, rows, filter.ids) };
}

function ofProjects(ids: readonly string[] | undefined): string {
  return ids === undefined ? '' : ' AND project_id IN (SELECT value FROM json_each(?))';
}

export function projectRow(reading: Reading, id: string): ProjectRow | undefined {
  return shownRows(
    reading,
    reading.select<Row>(`${selectRows(ofProjects([id]))} AND p.id = ?`, JSON.stringify([id]), id),
    [id],
  )[0];
}

function shownRows(reading: Reading, rows: readonly Row[], ids?: readonly string[]): ProjectRow[] {
  const units = unitNames(reading);
  const leaders = namesByProject(reading, 'responsibleLeader', ids);
  const lists = listsByProjectYear(reading);
  return rows.map((row) => ({
    id: row.id,
    homeOffice: row.home_office,
    officeName: row.office_name ?? '',
    name: row.name,
    code: row.code,
    level: row.level,
    confirmedLevel: row.confirmed_level,
    nature: row.nature,
    category: row.category,
    pool: row.pool,
    exitedOn: row.exited_on,
    summary: row.summary,
    place: row.place,
    owner: row.owner,
    responsibleUnits: (JSON.parse(row.responsible_units) as string[]).map((id) => ({ id, name: units.get(id) ?? '' })),
    responsibleLeaders: leaders.get(row.id) ?? [],
    fundingSource: row.funding_source,
    totalInvestment: row.total_investment,
    plannedThisYear: row.planned_investment,
    doneBeforeYear: row.done_before_year,
    doneThisYear: row.done_this_year,
    startsOn: row.starts_on,
    completesOn: row.completes_on,
    remark: row.remark,
    ledgerOrder: row.ledger_order,
    pinyin: row.pinyin ?? '',
    initials: row.initials ?? '',
    facts: furtherFacts(row, lists),
  }));
}

export function unitNames(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading.select<{ id: string; name: string }>('SELECT id, name FROM units').map((row) => [row.id, row.name]),
  );
}

/**
 * Persons in a role per project as its own office names them, in printed order; only those whose assignment has not
 * ended. Leaders the centre has named are in `leadersOn`.
 */
export function namesByProject(
  reading: Reading,
  role: string,
  projectIds?: readonly string[],
): ReadonlyMap<string, { id: string; name: string }[]> {
  const among = projectIds === undefined ? '' : ' AND a.project_id IN (SELECT value FROM json_each(?))';
  const rows = reading.select<{ project_id: string; id: string; name: string }>(
    `SELECT a.project_id, p.id, p.name FROM assignments a JOIN persons p ON p.id = a.person_id
       JOIN projects o ON o.id = a.project_id AND o.home_office = a.home_office
     WHERE a.role = ? AND a.is_deleted = 0 AND a.until_day IS NULL${among} ORDER BY a.project_id, a.print_order, a.created_position`,
    role,
    ...(projectIds === undefined ? [] : [JSON.stringify(projectIds)]),
  );
  const byProject = new Map<string, { id: string; name: string }[]>();
  for (const { project_id, id, name } of rows) {
    const found = byProject.get(project_id);
    if (found === undefined) byProject.set(project_id, [{ id, name }]);
    else found.push({ id, name });
  }
  return byProject;
}

export function plansOf(reading: Reading, projectId: string): Record<string, string | number | null>[] {
  return reading.select(
    'SELECT * FROM annual_plans WHERE project_id = ? AND is_deleted = 0 ORDER BY year DESC',
    projectId,
  );
}

export function reportsOf(reading: Reading, projectId: string): Record<string, string | number | null>[] {
  return reading.select(
    'SELECT * FROM progress_reports WHERE project_id = ? AND is_deleted = 0 ORDER BY period DESC',
    projectId,
  );
}

export function assignmentsOf(reading: Reading, projectId: string): OutputOf<'projects.get'>['assignments'] {
  return reading.select(
    `SELECT a.id, a.role, a.tier, a.person_id AS personId, p.name AS personName, p.post, p.phone, u.name AS unitName,
       a.from_day AS fromDay, a.until_day AS untilDay
     FROM assignments a JOIN persons p ON p.id = a.person_id LEFT JOIN units u ON u.id = p.unit_id
     WHERE a.project_id = ? AND a.is_deleted = 0 ORDER BY a.role, a.print_order, a.created_position`,
    projectId,
  );
}

/** The highest place in this office's ledger. */
export function lastLedgerOrder(reading: Reading, officeId: string): number {
  return (
    reading.selectFirst<{ last: number | null }>(
      'SELECT max(ledger_order) AS last FROM projects WHERE home_office = ?',
      officeId,
    )?.last ?? 0
  );
}

export interface ProjectName {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly code: string | null;
}

/** What an office's own live projects are called, in ledger order: what rows of a workbook are matched by. */
export function projectNames(reading: Reading, officeId: string | null): ProjectName[] {
  return reading
    .select<{ id: string; name: string; former_names: string; code: string | null }>(
      `SELECT id, name, former_names, code FROM projects WHERE ${officeId === null ? '' : 'home_office = ? AND '}is_deleted = 0
       ORDER BY ledger_order, created_position`,
      ...(officeId === null ? [] : [officeId]),
    )
    .map(({ former_names, ...row }) => ({ ...row, formerNames: JSON.parse(former_names) as string[] }));
}
