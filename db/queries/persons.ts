import type { OutputOf } from '#shared/contract/index.ts';
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import type { SpelledPerson } from '#shared/rules/same-person.ts';
import type { Reading } from '../run.ts';

/** Posts over time, the newest first. */
export function postsOf(reading: Reading, personId: string): OutputOf<'persons.get'>['posts'] {
  return reading.select(
    `SELECT t.id, u.name AS unitName, t.post, t.rank, t.from_day AS fromDay, t.until_day AS untilDay
     FROM person_posts t LEFT JOIN units u ON u.id = t.unit_id
     WHERE t.person_id = ? AND t.is_deleted = 0 ORDER BY t.from_day IS NULL, t.from_day DESC, t.created_position DESC`,
    personId,
  );
}

export function groupsOfPerson(reading: Reading, personId: string): OutputOf<'persons.get'>['groups'] {
  return reading.select(
    `SELECT g.id, g.name, m.role, m.printed_post AS printedPost
     FROM group_members m JOIN groups g ON g.id = m.group_id
     WHERE m.person_id = ? AND m.is_deleted = 0 AND g.is_deleted = 0 ORDER BY g.print_order, g.created_position`,
    personId,
  );
}

export interface PersonTerm {
  readonly id: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly role: AssignmentRole;
  readonly fromDay: string | null;
  readonly untilDay: string | null;
}

/** Every term of a person, those without an end first. */
export function termsOfPerson(reading: Reading, personId: string): PersonTerm[] {
  return reading.select<PersonTerm>(
    `SELECT a.id, a.project_id AS projectId, p.name AS projectName, a.role, a.from_day AS fromDay, a.until_day AS untilDay
     FROM assignments a JOIN projects p ON p.id = a.project_id AND p.is_deleted = 0
     WHERE a.person_id = ? AND a.is_deleted = 0
     ORDER BY a.until_day IS NOT NULL, a.until_day DESC, p.ledger_order, p.created_position`,
    personId,
  );
}

/** This office's persons with what tells them apart. */
export function spelledPersons(reading: Reading, officeId: string): SpelledPerson[] {
  return reading.select<SpelledPerson>(
    `SELECT p.id, p.name, coalesce(s.pinyin, '') AS pinyin, p.unit_id AS unitId, p.post, p.phone
     FROM persons p LEFT JOIN search_entries s ON s.entity = 'person' AND s.record_id = p.id
     WHERE p.home_office = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL ORDER BY p.created_position`,
    officeId,
  );
}
