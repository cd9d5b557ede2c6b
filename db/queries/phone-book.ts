import type { AssignmentRole } from '#shared/domain/assignment.ts';
import type { Reading } from '../run.ts';

export interface PhoneBookPerson {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly post: string | null;
  readonly phone: string | null;
  /** 1 head, 2 sector leader, 3 contact of his unit, 4 anybody else: the order within the unit. */
  readonly place: number;
  readonly pinyin: string;
  readonly initials: string;
}

export function phoneBookPersons(reading: Reading, officeId: string): PhoneBookPerson[] {
  return reading.select<PhoneBookPerson>(
    `SELECT p.id, p.name, p.unit_id AS unitId, p.post, p.phone, coalesce(s.pinyin, '') AS pinyin,
       coalesce(s.initials, '') AS initials,
       CASE p.id WHEN u.head_id THEN 1 WHEN u.sector_leader_id THEN 2 WHEN u.contact_id THEN 3 ELSE 4 END AS place
     FROM persons p LEFT JOIN units u ON u.id = p.unit_id
     LEFT JOIN search_entries s ON s.entity = 'person' AND s.record_id = p.id
     WHERE p.home_office = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL ORDER BY place, p.created_position`,
    officeId,
  );
}

/** How many projects each person answers for in each role on a day: person → role → count. */
export function dutiesOn(
  reading: Reading,
  day: string,
): ReadonlyMap<string, readonly { role: AssignmentRole; count: number }[]> {
  const rows = reading.select<{ person_id: string; role: AssignmentRole; count: number }>(
    `SELECT a.person_id, a.role, count(DISTINCT a.project_id) AS count
     FROM assignments a JOIN projects j ON j.id = a.project_id AND j.is_deleted = 0 AND j.merged_into_id IS NULL
     WHERE a.is_deleted = 0 AND (a.from_day IS NULL OR a.from_day <= ?) AND (a.until_day IS NULL OR a.until_day >= ?)
     GROUP BY a.person_id, a.role ORDER BY a.person_id, a.role`,
    day,
    day,
  );
  const byPerson = new Map<string, { role: AssignmentRole; count: number }[]>();
  for (const { person_id, role, count } of rows) {
    const found = byPerson.get(person_id);
    if (found === undefined) byPerson.set(person_id, [{ role, count }]);
    else found.push({ role, count });
  }
  return byPerson;
}
