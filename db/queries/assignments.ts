import type { AssignmentRole } from '#shared/domain/assignment.ts';
import type { Term } from '#shared/rules/terms.ts';
import type { Reading } from '../run.ts';

export interface StoredTerm extends Term {
  readonly role: AssignmentRole;
  readonly tier: 'provincial' | 'municipal' | 'district' | null;
  readonly personName: string;
  readonly unitName: string | null;
  readonly post: string | null;
  readonly rank: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly printOrder: number | null;
  readonly homeOffice: string;
  /** Named by the centre for a district's project. */
  readonly isFromAbove: boolean;
}

/** Every term a project ever had, in printed order, the newest of a role first where the order is the same. */
export function termsOfProject(reading: Reading, projectId: string): StoredTerm[] {
  return storedTerms(reading, 'a.project_id = ?', projectId);
}

/** Every term in a role, of all projects or of one. */
export function termsOfProjects(reading: Reading, role: AssignmentRole, projectId?: string): StoredTerm[] {
  if (projectId === undefined) return storedTerms(reading, 'a.role = ?', role);
  return storedTerms(reading, 'a.role = ? AND a.project_id = ?', role, projectId);
}

function storedTerms(reading: Reading, condition: string, ...parameters: readonly string[]): StoredTerm[] {
  return reading
    .select<Omit<StoredTerm, 'isFromAbove'> & { readonly isFromAbove: number }>(
      `SELECT a.id, a.project_id AS projectId, a.role, a.tier, a.person_id AS personId, p.name AS personName,
         u.name AS unitName, p.post, p.rank, p.phone, a.from_day AS fromDay, a.until_day AS untilDay, a.note,
         a.print_order AS printOrder, a.home_office AS homeOffice, a.home_office <> o.home_office AS isFromAbove
       FROM assignments a JOIN persons p ON p.id = a.person_id JOIN projects o ON o.id = a.project_id
       LEFT JOIN units u ON u.id = p.unit_id
       WHERE ${condition} AND a.is_deleted = 0
       ORDER BY a.role, a.print_order, a.from_day DESC, a.created_position`,
      ...parameters,
    )
    .map((row) => ({ ...row, isFromAbove: row.isFromAbove === 1 }));
}

/** Heads of units by unit, as far as they are known: the steward is in principle one of them. */
export function unitHeads(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; head_id: string }>(
        'SELECT id, head_id FROM units WHERE is_deleted = 0 AND head_id IS NOT NULL',
      )
      .map((row) => [row.id, row.head_id]),
  );
}

export interface GroupOfProject {
  readonly projectId: string;
  readonly id: string;
  readonly name: string;
  readonly leader: string | null;
}

/** Living groups of one project, with who leads them. */
export function groupsOfProject(reading: Reading, projectId: string): GroupOfProject[] {
  return reading.select<GroupOfProject>(
    `SELECT p.id AS projectId, g.id, g.name,
       (SELECT n.name FROM group_members m JOIN persons n ON n.id = m.person_id
        WHERE m.group_id = g.id AND m.role = 'leader' AND m.is_deleted = 0 AND m.until_day IS NULL
        ORDER BY m.print_order LIMIT 1) AS leader
     FROM projects p, json_each(p.group_ids) j JOIN groups g ON g.id = j.value
     WHERE p.id = ? AND g.is_deleted = 0 ORDER BY g.print_order, g.created_position`,
    projectId,
  );
}

export function personName(reading: Reading, id: string): string {
  return reading.selectFirst<{ name: string }>('SELECT name FROM persons WHERE id = ?', id)?.name ?? '';
}
