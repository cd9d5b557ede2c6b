import type { GroupRow } from '#shared/contract/groups.ts';
import type { Reading } from '../run.ts';

type StoredGroup = Omit<GroupRow, 'members' | 'projects' | 'mayEdit'> & { readonly homeOffice: string };

/** Groups of all offices here, the own ones first, in printed order, each with its members and projects. */
export function listGroups(reading: Reading, officeId: string): GroupRow[] {
  const groups = reading.select<StoredGroup>(
    `SELECT g.id, g.home_office AS homeOffice, g.name, g.kind, u.name AS officeUnitName, d.name AS officeDirectorName,
       l.name AS leadUnitName, coalesce(o.short_name, g.district_name) AS districtName, g.field, g.document,
       g.founded_on AS foundedOn, g.dissolved_on AS dissolvedOn, g.print_order AS printOrder
     FROM groups g
     LEFT JOIN units u ON u.id = g.office_unit_id
     LEFT JOIN units l ON l.id = g.lead_unit_id
     LEFT JOIN persons d ON d.id = g.office_director_id
     LEFT JOIN offices o ON o.id = g.district_office_id
     WHERE g.is_deleted = 0
     ORDER BY g.dissolved_on IS NOT NULL, g.home_office <> ?, g.home_office, g.print_order IS NULL, g.print_order,
       g.created_position`,
    officeId,
  );
  const members = gathered(memberRows(reading), (row) => row.groupId);
  const projects = gathered(
    reading.select<{ groupId: string; id: string; name: string }>(
      `SELECT j.value AS groupId, p.id, p.name FROM projects p, json_each(p.group_ids) j
       WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL ORDER BY p.ledger_order, p.created_position`,
    ),
    (row) => row.groupId,
  );
  return groups.map(({ homeOffice, ...group }) => ({
    ...group,
    members: (members.get(group.id) ?? []).map(memberShown),
    projects: (projects.get(group.id) ?? []).map(({ id, name }) => ({ id, name })),
    mayEdit: homeOffice === officeId,
  }));
}

function memberShown(row: MemberRow): GroupRow['members'][number] {
  const { id, personId, personName, role, printedPost, phone, fromDay, untilDay } = row;
  return { id, personId, personName, role, printedPost, phone, fromDay, untilDay };
}

export interface MemberRow {
  readonly groupId: string;
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly role: GroupRow['members'][number]['role'];
  readonly printedPost: string | null;
  readonly phone: string | null;
  readonly fromDay: string | null;
  readonly untilDay: string | null;
}

export function memberRows(reading: Reading): MemberRow[] {
  return reading.select<MemberRow>(
    `SELECT m.group_id AS groupId, m.id, m.person_id AS personId, p.name AS personName, m.role,
       m.printed_post AS printedPost, p.phone, m.from_day AS fromDay, m.until_day AS untilDay
     FROM group_members m JOIN persons p ON p.id = m.person_id
     WHERE m.is_deleted = 0 ORDER BY m.group_id, m.print_order, m.created_position`,
  );
}

export function groupIdsByName(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; name: string }>(
        'SELECT id, name FROM groups WHERE is_deleted = 0 AND home_office = ? ORDER BY created_position DESC',
        officeId,
      )
      .map((row) => [row.name, row.id]),
  );
}

export function lastGroupOrder(reading: Reading, officeId: string): number {
  return (
    reading.selectFirst<{ last: number | null }>(
      'SELECT max(print_order) AS last FROM groups WHERE home_office = ?',
      officeId,
    )?.last ?? 0
  );
}

/** Enrolled offices by what they are called for short: a liaison group names its district so. */
export function officeIdsByName(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; short_name: string }>("SELECT id, short_name FROM enrolled_offices WHERE kind = 'district'")
      .map((row) => [row.short_name, row.id]),
  );
}

function gathered<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const found = byKey.get(keyOf(row));
    if (found === undefined) byKey.set(keyOf(row), [row]);
    else found.push(row);
  }
  return byKey;
}
