import type { PersonRow, UnitRow } from '#shared/contract/people.ts';
import type { Reading } from '../run.ts';

/** Own and other offices' units with what hangs on them; merged and ended ones only when asked for. */
export function listUnits(reading: Reading, wishes: { readonly includesEnded?: boolean } = {}): UnitRow[] {
  return unitRows(reading, wishes.includesEnded === true ? '' : 'AND u.ended_on IS NULL AND u.successor_id IS NULL');
}

export function unitRow(reading: Reading, id: string): UnitRow | undefined {
  return unitRows(reading, 'AND u.id = ?', id)[0];
}

type StoredUnitRow = Omit<UnitRow, 'formerNames' | 'mayEdit'> & { formerNames: string | null; mayEdit: number };

function unitRows(reading: Reading, condition: string, ...parameters: readonly unknown[]): UnitRow[] {
  return reading
    .select<StoredUnitRow>(
      `SELECT u.id, u.name, u.short_name AS shortName, u.kind, u.former_names AS formerNames, u.ended_on AS endedOn,
         n.name AS successorName, h.name AS headName, l.name AS sectorLeaderName, k.name AS contactName, u.phone,
         u.print_order AS printOrder, coalesce(c.projects, 0) AS projects, coalesce(m.persons, 0) AS persons,
         coalesce(o.short_name, '') AS officeName, u.home_office = i.office_id AS mayEdit,
         coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
       FROM units u
       LEFT JOIN installation i ON 1 = 1
       LEFT JOIN offices o ON o.id = u.home_office
       LEFT JOIN units n ON n.id = u.successor_id
       LEFT JOIN persons h ON h.id = u.head_id
       LEFT JOIN persons l ON l.id = u.sector_leader_id
       LEFT JOIN persons k ON k.id = u.contact_id
       LEFT JOIN (SELECT j.value AS unit_id, count(*) AS projects FROM projects p, json_each(p.responsible_units) j
                  WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL GROUP BY j.value) c ON c.unit_id = u.id
       LEFT JOIN (SELECT unit_id, count(*) AS persons FROM persons
                  WHERE is_deleted = 0 AND merged_into_id IS NULL GROUP BY unit_id) m ON m.unit_id = u.id
       LEFT JOIN search_entries s ON s.entity = 'unit' AND s.record_id = u.id
       WHERE u.is_deleted = 0 ${condition} ORDER BY u.print_order IS NULL, u.print_order, projects DESC, u.name`,
      ...parameters,
    )
    .map((row) => ({
      ...row,
      formerNames: JSON.parse(row.formerNames ?? '[]') as string[],
      mayEdit: row.mayEdit === 1,
    }));
}

/** Persons; `day`: the projects they answer for on it. Spellings that turned out to be another person are not there. */
export function listPersons(reading: Reading, day: string): PersonRow[] {
  return personRows(reading, day, '');
}

export function personRow(reading: Reading, id: string, day: string): PersonRow | undefined {
  return personRows(reading, day, 'AND p.id = ?', id)[0];
}

type StoredPersonRow = Omit<PersonRow, 'otherSpellings' | 'mayEdit'> & {
  otherSpellings: string | null;
  mayEdit: number;
};

function personRows(reading: Reading, day: string, condition: string, ...parameters: readonly unknown[]): PersonRow[] {
  return reading
    .select<StoredPersonRow>(
      `SELECT p.id, p.name, u.name AS unitName, p.post, p.rank, p.phone, p.other_spellings AS otherSpellings,
         coalesce(c.projects, 0) AS projects, coalesce(g.groups, 0) AS groups, coalesce(o.short_name, '') AS officeName,
         p.home_office = i.office_id AS mayEdit, coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
       FROM persons p
       LEFT JOIN installation i ON 1 = 1
       LEFT JOIN offices o ON o.id = p.home_office
       LEFT JOIN units u ON u.id = p.unit_id
       LEFT JOIN (SELECT a.person_id, count(DISTINCT a.project_id) AS projects
                  FROM assignments a JOIN projects j ON j.id = a.project_id AND j.is_deleted = 0 AND j.merged_into_id IS NULL
                  WHERE a.is_deleted = 0 AND (a.from_day IS NULL OR a.from_day <= ?) AND (a.until_day IS NULL OR a.until_day >= ?)
                  GROUP BY a.person_id) c ON c.person_id = p.id
       LEFT JOIN (SELECT m.person_id, count(DISTINCT m.group_id) AS groups
                  FROM group_members m JOIN groups q ON q.id = m.group_id AND q.is_deleted = 0
                  WHERE m.is_deleted = 0 GROUP BY m.person_id) g ON g.person_id = p.id
       LEFT JOIN search_entries s ON s.entity = 'person' AND s.record_id = p.id
       WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL ${condition} ORDER BY projects DESC, p.name`,
      day,
      day,
      ...parameters,
    )
    .map((row) => ({
      ...row,
      otherSpellings: JSON.parse(row.otherSpellings ?? '[]') as string[],
      mayEdit: row.mayEdit === 1,
    }));
}

/**
 * An office's units by every name they have or had: a name in force counts before a former one; a merged unit's names lead
 * to its successor.
 */
export function unitsByName(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  const rows = reading.select<{
    id: string;
    name: string;
    former_names: string | null;
    successor_id: string | null;
    ended_on: string | null;
  }>(
    'SELECT id, name, former_names, successor_id, ended_on FROM units WHERE is_deleted = 0 AND home_office = ? ORDER BY created_position',
    officeId,
  );
  const successors = new Map(rows.map((row) => [row.id, row.successor_id]));
  const today = (id: string): string => {
    let at = id;
    // As many steps as there are units: a circle ends too.
    for (let step = 0; step < rows.length; step += 1) {
      const next = successors.get(at);
      if (next === null || next === undefined || !successors.has(next)) break;
      at = next;
    }
    return at;
  };
  const names = (row: (typeof rows)[number]) => JSON.parse(row.former_names ?? '[]') as string[];
  const living = rows.filter((row) => row.successor_id === null && row.ended_on === null);
  const map = new Map<string, string>();
  const remember = (name: string, id: string) => {
    if (!map.has(name)) map.set(name, id);
  };
  for (const row of living) remember(row.name, row.id);
  for (const row of living) for (const name of names(row)) remember(name, row.id);
  for (const row of rows) for (const name of [row.name, ...names(row)]) remember(name, today(row.id));
  return map;
}

/** An office's persons by name and by every other spelling seen. */
export function personsByName(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  const rows = reading.select<{ id: string; name: string; other_spellings: string | null }>(
    `SELECT id, name, other_spellings FROM persons
     WHERE is_deleted = 0 AND merged_into_id IS NULL AND home_office = ? ORDER BY created_position`,
    officeId,
  );
  const map = new Map<string, string>();
  const remember = (name: string, id: string) => {
    if (!map.has(name)) map.set(name, id);
  };
  for (const { id, name } of rows) remember(name, id);
  for (const { id, other_spellings: others } of rows)
    for (const name of JSON.parse(others ?? '[]') as string[]) remember(name, id);
  return map;
}

export interface AssignmentInRole {
  readonly id: string;
  readonly personId: string;
  readonly isDeleted: boolean;
  /** Given: the term is history, or will be. */
  readonly untilDay: string | null;
}

/** Every assignment a project's own office ever made in a role, ended ones too; or, where given, another office. */
export function assignmentsInRole(
  reading: Reading,
  projectId: string,
  role: string,
  officeId?: string,
): AssignmentInRole[] {
  return reading
    .select<{ id: string; person_id: string; is_deleted: number; until_day: string | null }>(
      `SELECT id, person_id, is_deleted, until_day FROM assignments WHERE project_id = ? AND role = ?
         AND home_office = coalesce(?, (SELECT home_office FROM projects WHERE id = ?))`,
      projectId,
      role,
      officeId ?? null,
      projectId,
    )
    .map((row) => ({
      id: row.id,
      personId: row.person_id,
      isDeleted: row.is_deleted === 1,
      untilDay: row.until_day,
    }));
}
