import type { OutputOf } from '#shared/contract/index.ts';
import type { MembershipView, MemberView } from '#shared/contract/lists.ts';
import type { Reading } from '../run.ts';
import { listProjects } from './projects.ts';

interface ListRow {
  readonly list: string;
  readonly year: number;
  readonly issue: string | null;
  readonly projects: number;
}

/** Every list there is, the newest year first, with its 期 in their order. */
export function listsOfYears(reading: Reading): OutputOf<'lists.list'>['rows'] {
  const rows = reading.select<ListRow>(
    `SELECT m.list, m.year, m.issue, count(DISTINCT m.project_id) AS projects
     FROM list_memberships m JOIN projects p ON p.id = m.project_id
     WHERE m.is_deleted = 0 AND p.is_deleted = 0 GROUP BY m.list, m.year, m.issue
     ORDER BY m.year DESC, m.list, m.issue`,
  );
  const found = new Map<string, { list: string; year: number; issues: string[]; projects: number }>();
  for (const { list, year, issue, projects } of rows) {
    const key = `${year} ${list}`;
    const row = found.get(key) ?? { list, year, issues: [], projects: 0 };
    if (issue !== null) row.issues.push(issue);
    row.projects += projects;
    found.set(key, row);
  }
  return [...found.values()];
}

const membershipColumns = `m.id, m.list, m.year, m.issue, m.part, m.from_day AS fromDay, m.until_day AS untilDay, m.document, m.note,
  m.home_office AS homeOffice, m.home_office <> p.home_office AS isFromAbove`;

interface Membership extends Omit<MembershipView, 'isFromAbove' | 'mayEdit'> {
  readonly homeOffice: string;
  readonly isFromAbove: number;
}

/**
 * Of one project, or of several told apart by `projectId`. What the district typed is its claim: where the centre has put the project on the same list, its word stands instead
 * (exchange.md “Ownership”).
 */
function inForce<Row extends Membership & { readonly projectId?: string }>(
  rows: readonly Row[],
  officeId: string,
): (Omit<Row, 'homeOffice' | 'isFromAbove'> & { isFromAbove: boolean; mayEdit: boolean })[] {
  const placeOf = ({ projectId, list, year, issue, part }: Row) => JSON.stringify([projectId, list, year, issue, part]);
  const fromAbove = new Set(rows.filter((row) => row.isFromAbove === 1).map(placeOf));
  return rows
    .filter((row) => row.isFromAbove === 1 || !fromAbove.has(placeOf(row)))
    .map(({ homeOffice, isFromAbove, ...row }) => ({
      ...row,
      isFromAbove: isFromAbove === 1,
      mayEdit: homeOffice === officeId,
    }));
}

export function membershipsOf(reading: Reading, projectId: string, officeId: string): MembershipView[] {
  const rows = reading.select<Membership>(
    `SELECT ${membershipColumns} FROM list_memberships m JOIN projects p ON p.id = m.project_id WHERE m.project_id = ? AND m.is_deleted = 0
     ORDER BY m.year DESC, m.list, m.issue, m.created_position`,
    projectId,
  );
  return inForce(rows, officeId);
}

/** In the order of the ledger, districts in theirs. `issue` undefined: of all 期. */
export function membersOf(
  reading: Reading,
  wanted: { readonly list: string; readonly year: number; readonly issue?: string | undefined },
  officeId: string,
): MemberView[] {
  const memberships = reading.select<Membership & { readonly projectId: string }>(
    `SELECT ${membershipColumns}, m.project_id AS projectId FROM list_memberships m JOIN projects p ON p.id = m.project_id
     WHERE m.list = ? AND m.year = ? AND m.is_deleted = 0 AND p.is_deleted = 0 ${wanted.issue === undefined ? '' : 'AND m.issue = ?'}
     ORDER BY m.issue, m.part`,
    wanted.list,
    wanted.year,
    ...(wanted.issue === undefined ? [] : [wanted.issue]),
  );
  const rows = inForce(memberships, officeId);
  if (rows.length === 0) return [];
  const projects = listProjects(reading, {}).rows;
  const places = new Map(projects.map((project, place) => [project.id, place]));
  return rows
    .toSorted(
      (left, right) =>
        (left.issue ?? '').localeCompare(right.issue ?? '', 'zh-CN', { numeric: true }) ||
        (places.get(left.projectId) ?? 0) - (places.get(right.projectId) ?? 0),
    )
    .flatMap((row): MemberView[] => {
      const project = projects[places.get(row.projectId) ?? -1];
      if (project === undefined) return [];
      return [
        {
          ...row,
          projectName: project.name,
          officeName: project.officeName,
          level: project.confirmedLevel ?? project.level,
          totalInvestment: project.totalInvestment,
          plannedThisYear: project.plannedThisYear,
          doneThisYear: project.doneThisYear,
          unitNames: project.responsibleUnits.map((unit) => unit.name),
        },
      ];
    });
}

/** Projects that are on a list already, by `project issue part`; of an office: as that office has it, whatever others claim. */
export function onList(reading: Reading, list: string, year: number, officeId: string | null): ReadonlySet<string> {
  const rows = reading.select<{ projectId: string; issue: string | null; part: string | null }>(
    `SELECT project_id AS projectId, issue, part FROM list_memberships
     WHERE list = ? AND year = ? AND is_deleted = 0${officeId === null ? '' : ' AND home_office = ?'}`,
    list,
    year,
    ...(officeId === null ? [] : [officeId]),
  );
  return new Set(rows.map((row) => listKey(row.projectId, row.issue, row.part)));
}

export function listKey(projectId: string, issue: string | null, part: string | null): string {
  return JSON.stringify([projectId, issue, part]);
}

/** Every project on every list of a year, once. */
export function listedProjects(
  reading: Reading,
  year: number,
): { readonly list: string; readonly projectId: string }[] {
  return reading.select<{ list: string; projectId: string }>(
    'SELECT DISTINCT list, project_id AS projectId FROM list_memberships WHERE is_deleted = 0 AND year = ? ORDER BY list',
    year,
  );
}
