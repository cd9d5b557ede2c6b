import type { OutputOf } from '#shared/contract/index.ts';
import type { Reading } from '../run.ts';

export function listUnits(reading: Reading): OutputOf<'units.list'>['rows'] {
  return reading.select(
    `SELECT u.id, u.name, u.kind, coalesce(c.projects, 0) AS projects, coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
     FROM units u
     LEFT JOIN (SELECT j.value AS unit_id, count(*) AS projects FROM projects p, json_each(p.responsible_units) j
                WHERE p.is_deleted = 0 GROUP BY j.value) c ON c.unit_id = u.id
     LEFT JOIN search_entries s ON s.entity = 'unit' AND s.record_id = u.id
     WHERE u.is_deleted = 0 ORDER BY projects DESC, u.name`,
  );
}

export function listPersons(reading: Reading): OutputOf<'persons.list'>['rows'] {
  return reading.select(
    `SELECT p.id, p.name, p.post, p.phone, coalesce(c.projects, 0) AS projects, coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
     FROM persons p
     LEFT JOIN (SELECT person_id, count(DISTINCT project_id) AS projects FROM assignments WHERE is_deleted = 0 GROUP BY person_id) c
       ON c.person_id = p.id
     LEFT JOIN search_entries s ON s.entity = 'person' AND s.record_id = p.id
     WHERE p.is_deleted = 0 ORDER BY projects DESC, p.name`,
  );
}

export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

export function unitsByName(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  return byName(
    reading.select<NamedRecord>(
      'SELECT id, name FROM units WHERE is_deleted = 0 AND home_office = ? ORDER BY created_position',
      officeId,
    ),
  );
}

export function personsByName(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  return byName(
    reading.select<NamedRecord>(
      'SELECT id, name FROM persons WHERE is_deleted = 0 AND home_office = ? ORDER BY created_position',
      officeId,
    ),
  );
}

function byName(rows: readonly NamedRecord[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { id, name } of rows) if (!map.has(name)) map.set(name, id);
  return map;
}

/** Projects, units and persons whose name, pinyin or initials hold the text; a beginning counts before a middle. */
export function findByText(reading: Reading, text: string, limit: number): OutputOf<'search.find'>['hits'] {
  const wanted = text.trim().toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return [];
  const escaped = wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return reading.select(
    `SELECT e.entity, e.record_id AS id, e.title,
       CASE e.entity WHEN 'project' THEN coalesce(o.short_name || ' · ', '') || coalesce(p.category, '项目') WHEN 'unit' THEN '责任单位' ELSE coalesce(n.post, '人员') END AS detail
     FROM search_entries e
     LEFT JOIN projects p ON e.entity = 'project' AND p.id = e.record_id
     LEFT JOIN offices o ON o.id = p.home_office
     LEFT JOIN units u ON e.entity = 'unit' AND u.id = e.record_id
     LEFT JOIN persons n ON e.entity = 'person' AND n.id = e.record_id
     WHERE coalesce(p.is_deleted, u.is_deleted, n.is_deleted, 1) = 0
       AND (e.title LIKE ? ESCAPE '\\' OR e.pinyin LIKE ? ESCAPE '\\' OR e.initials LIKE ? ESCAPE '\\' OR p.code LIKE ? ESCAPE '\\')
     ORDER BY CASE WHEN e.title LIKE ? ESCAPE '\\' OR e.initials LIKE ? ESCAPE '\\' THEN 0 ELSE 1 END,
       CASE e.entity WHEN 'project' THEN 0 WHEN 'person' THEN 1 ELSE 2 END, length(e.title)
     LIMIT ?`,
    ...Array.from({ length: 4 }, () => `%${escaped}%`),
    `${escaped}%`,
    `${escaped}%`,
    limit,
  );
}

export interface AssignmentInRole {
  readonly id: string;
  readonly personId: string;
  readonly isDeleted: boolean;
}

/** Every assignment a project ever had in a role, ended ones too. */
export function assignmentsInRole(reading: Reading, projectId: string, role: string): AssignmentInRole[] {
  return reading
    .select<{ id: string; person_id: string; is_deleted: number }>(
      'SELECT id, person_id, is_deleted FROM assignments WHERE project_id = ? AND role = ?',
      projectId,
      role,
    )
    .map((row) => ({ id: row.id, personId: row.person_id, isDeleted: row.is_deleted === 1 }));
}
