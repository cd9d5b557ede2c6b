/** Who answers for what on a day: leaders, stewards and contacts with their delegates. */
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import { delegationOn } from '#shared/rules/delegations.ts';
import { coversDay } from '#shared/rules/terms.ts';
import type { Reading } from '../run.ts';

export interface PersonShown {
  readonly personId: string;
  readonly name: string;
  readonly post: string | null;
  readonly rank: string | null;
  readonly phone: string | null;
  readonly unitId: string | null;
}

export interface LeaderOnDay extends PersonShown {
  readonly assignmentId: string;
  readonly role: AssignmentRole;
  readonly tier: 'provincial' | 'municipal' | 'district' | null;
  /** Named by the centre for a district's project. */
  readonly isFromAbove: boolean;
  /** Who speaks for him on that day; null when he is there himself. */
  readonly delegate: (PersonShown & { readonly untilDay: string }) | null;
}

/**
 * Everybody who answers for a project on a day (YYYY-MM-DD), by project, in printed order, each with the delegate of that
 * day. Every role unless some are asked for; all projects here unless some are named. Where the centre has named the
 * leaders of a tier, the district's own word on that tier is a claim and does not stand beside it (exchange.md “Ownership”).
 */
export function leadersOn(
  reading: Reading,
  day: string,
  roles?: readonly AssignmentRole[],
  projectIds?: readonly string[],
): ReadonlyMap<string, readonly LeaderOnDay[]> {
  const delegations = listDelegations(reading);
  const persons = delegations.length === 0 ? new Map<string, PersonShown>() : personsById(reading);
  const byProject = new Map<string, LeaderOnDay[]>();
  for (const row of assignmentRows(reading, projectIds)) {
    if (!coversDay(row, day) || (roles !== undefined && !roles.includes(row.role))) continue;
    const delegation = delegationOn(delegations, row.personId, row.projectId, day);
    const delegate = delegation === null ? undefined : persons.get(delegation.delegateId);
    const { projectId, fromDay: _, untilDay: __, ...shown } = row;
    const leader: LeaderOnDay = {
      ...shown,
      isFromAbove: row.isFromAbove === 1,
      delegate: delegation === null || delegate === undefined ? null : { ...delegate, untilDay: delegation.untilDay },
    };
    const found = byProject.get(projectId);
    if (found === undefined) byProject.set(projectId, [leader]);
    else found.push(leader);
  }
  for (const [projectId, leaders] of byProject) byProject.set(projectId, withoutClaims(leaders));
  return byProject;
}

/** What the district itself said of a role and tier is left out where the centre has said who it is. */
export function withoutClaims<Leader extends Pick<LeaderOnDay, 'role' | 'tier' | 'isFromAbove'>>(
  leaders: readonly Leader[],
): Leader[] {
  const above = leaders.filter((leader) => leader.isFromAbove);
  return leaders.filter(
    ({ role, tier, isFromAbove }) =>
      isFromAbove || !above.some((each) => each.role === role && each.tier !== null && each.tier === tier),
  );
}

interface AssignmentRow extends Omit<LeaderOnDay, 'delegate' | 'isFromAbove'> {
  readonly isFromAbove: number;
  readonly projectId: string;
  readonly fromDay: string | null;
  readonly untilDay: string | null;
}

function assignmentRows(reading: Reading, projectIds: readonly string[] | undefined): AssignmentRow[] {
  const among = projectIds === undefined ? '' : 'AND a.project_id IN (SELECT value FROM json_each(?))';
  return reading.select<AssignmentRow>(
    `SELECT a.id AS assignmentId, a.project_id AS projectId, a.role, a.tier, a.from_day AS fromDay, a.until_day AS untilDay,
       p.id AS personId, p.name, p.post, p.rank, p.phone, p.unit_id AS unitId, a.home_office <> o.home_office AS isFromAbove
     FROM assignments a JOIN persons p ON p.id = a.person_id JOIN projects o ON o.id = a.project_id
     WHERE a.is_deleted = 0 ${among} ORDER BY a.project_id, a.role, a.print_order, a.created_position`,
    ...(projectIds === undefined ? [] : [JSON.stringify(projectIds)]),
  );
}

export interface StoredDelegation {
  readonly id: string;
  readonly homeOffice: string;
  readonly leaderId: string;
  readonly delegateId: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly reason: string | null;
  readonly projectIds: readonly string[];
}

export function listDelegations(reading: Reading): StoredDelegation[] {
  return reading
    .select<Omit<StoredDelegation, 'projectIds'> & { projectIds: string | null }>(
      `SELECT id, home_office AS homeOffice, leader_id AS leaderId, delegate_id AS delegateId, from_day AS fromDay,
         until_day AS untilDay, reason, project_ids AS projectIds
       FROM delegations WHERE is_deleted = 0 ORDER BY from_day DESC, created_position DESC`,
    )
    .map((row) => ({ ...row, projectIds: JSON.parse(row.projectIds ?? '[]') as string[] }));
}

function personsById(reading: Reading): Map<string, PersonShown> {
  return new Map(
    reading
      .select<PersonShown>('SELECT id AS personId, name, post, rank, phone, unit_id AS unitId FROM persons')
      .map((person) => [person.personId, person]),
  );
}
