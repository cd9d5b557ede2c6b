/** Collection from the units: who fills in what, what was sent and returned, and the files that came. */
import type { Reading, Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface ProjectToFill {
  readonly projectId: string;
  readonly name: string;
  readonly code: string | null;
  readonly formerNames: readonly string[];
  /** The first responsible unit fills it in; null where none is named. */
  readonly leadUnitId: string | null;
  readonly otherUnitIds: readonly string[];
  readonly isStarted: boolean | null;
  readonly completesOn: string | null;
  readonly contact: string | null;
  readonly contactPhone: string | null;
}

interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly former_names: string;
  readonly responsible_units: string;
  readonly completes_on: string | null;
  readonly started: number | null;
  readonly contact: string | null;
  readonly phone: string | null;
}

/** The office's live projects, neither exited nor merged into others, in ledger order. A unit merged away is its successor. */
export function projectsToFill(reading: Reading, officeId: string): ProjectToFill[] {
  const inForce = unitsInForce(reading);
  return reading
    .select<ProjectRow>(
      `SELECT p.id, p.name, p.code, p.former_names, p.responsible_units, p.completes_on,
         (SELECT m.actual_on IS NOT NULL FROM milestones m
          WHERE m.project_id = p.id AND m.kind = 'start' AND m.is_deleted = 0 LIMIT 1) AS started,
         c.name AS contact, c.phone
       FROM projects p
       LEFT JOIN persons c ON c.id = (
         SELECT a.person_id FROM assignments a
         WHERE a.project_id = p.id AND a.role = 'ownerContact' AND a.is_deleted = 0 AND a.until_day IS NULL
         ORDER BY a.print_order, a.created_position LIMIT 1)
       WHERE p.is_deleted = 0 AND p.home_office = ? AND p.exited_on IS NULL AND p.merged_into_id IS NULL
       ORDER BY p.ledger_order, p.created_position`,
      officeId,
    )
    .map((row) => {
      const units = [...new Set((JSON.parse(row.responsible_units) as string[]).map(inForce))];
      return {
        projectId: row.id,
        name: row.name,
        code: row.code,
        formerNames: JSON.parse(row.former_names) as string[],
        leadUnitId: units[0] ?? null,
        otherUnitIds: units.slice(1),
        isStarted: row.started === null ? null : row.started === 1,
        completesOn: row.completes_on,
        contact: row.contact,
        contactPhone: row.phone,
      };
    });
}

/** The unit that stands for one now: itself, or the one it was merged into. */
export function unitsInForce(reading: Reading): (unitId: string) => string {
  const successors = new Map(
    reading
      .select<{ id: string; successor_id: string }>(
        'SELECT id, successor_id FROM units WHERE successor_id IS NOT NULL AND is_deleted = 0',
      )
      .map((row) => [row.id, row.successor_id]),
  );
  return (unitId) => {
    let unit = unitId;
    for (let steps = 0; steps < 20 && successors.has(unit); steps += 1) unit = successors.get(unit) ?? unit;
    return unit;
  };
}

/** The person who is asked about a project at its owner's. */
export function ownerContactOf(reading: Reading, projectId: string): string | undefined {
  return reading.selectFirst<{ person_id: string }>(
    `SELECT person_id FROM assignments
     WHERE project_id = ? AND role = 'ownerContact' AND is_deleted = 0 AND until_day IS NULL
     ORDER BY print_order, created_position LIMIT 1`,
    projectId,
  )?.person_id;
}

export interface UnitToAsk {
  readonly id: string;
  readonly name: string;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

/** Units in printed order, with whom to call: the 联络员, else the unit's own telephone. */
export function unitsToAsk(reading: Reading): UnitToAsk[] {
  return reading.select(
    `SELECT u.id, u.name, p.name AS contactName, coalesce(p.phone, u.phone) AS contactPhone
     FROM units u LEFT JOIN persons p ON p.id = u.contact_id AND p.is_deleted = 0
     WHERE u.is_deleted = 0 ORDER BY u.print_order IS NULL, u.print_order, u.created_position`,
  );
}

export interface StoredReturn {
  readonly id: string;
  readonly unitId: string;
  readonly sentAt: string | null;
  readonly returnedAt: string | null;
  readonly fileNames: readonly string[];
  readonly remindedAt: string | null;
  readonly reminders: number;
  readonly note: string | null;
}

export function unitReturns(reading: Reading, officeId: string, period: string): ReadonlyMap<string, StoredReturn> {
  const rows = reading.select<{
    id: string;
    unit_id: string;
    sent_at: string | null;
    returned_at: string | null;
    file_names: string | null;
    reminded_at: string | null;
    reminders: number | null;
    note: string | null;
  }>(
    `SELECT id, unit_id, sent_at, returned_at, file_names, reminded_at, reminders, note FROM unit_returns
     WHERE period = ? AND home_office = ? AND is_deleted = 0`,
    period,
    officeId,
  );
  return new Map(
    rows.map((row) => [
      row.unit_id,
      {
        id: row.id,
        unitId: row.unit_id,
        sentAt: row.sent_at,
        returnedAt: row.returned_at,
        fileNames: JSON.parse(row.file_names ?? '[]') as string[],
        remindedAt: row.reminded_at,
        reminders: row.reminders ?? 0,
        note: row.note,
      },
    ]),
  );
}

/** Whether forms were ever sent: an office that collects otherwise is not reminded of them. */
export function hasCollected(reading: Reading, officeId: string): boolean {
  return (
    reading.selectFirst(
      'SELECT 1 AS found FROM unit_returns WHERE home_office = ? AND is_deleted = 0 LIMIT 1',
      officeId,
    ) !== undefined
  );
}

export type CollectedFileRow = Tables['collected_files'];

/** What came in for a period, newest first, with whether the change that took it was undone. */
export function collectedFiles(
  reading: Reading,
  period: string,
): (CollectedFileRow & { readonly undone_by: string | null })[] {
  return reading.select(
    `SELECT f.*, c.undone_by FROM collected_files f LEFT JOIN changes_made c ON c.id = f.change_id
     WHERE f.period = ? ORDER BY f.at DESC, f.id DESC LIMIT 500`,
    period,
  );
}

/** The same file read again before anything of it was taken takes its own place. */
export function saveCollectedFile(writing: Writing, row: CollectedFileRow): void {
  writing.execute(
    'DELETE FROM collected_files WHERE period = ? AND sha256 = ? AND file_name = ? AND change_id IS NULL',
    row.period,
    row.sha256,
    row.file_name,
  );
  writing.execute(
    `INSERT INTO collected_files (id, period, unit_id, file_name, sha256, at, actor, change_id, facts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.period,
    row.unit_id,
    row.file_name,
    row.sha256,
    row.at,
    row.actor,
    row.change_id,
    row.facts,
  );
}

export function markTaken(writing: Writing, id: string, changeId: string, facts: string): void {
  writing.execute('UPDATE collected_files SET change_id = ?, facts = ? WHERE id = ?', changeId, facts, id);
}
