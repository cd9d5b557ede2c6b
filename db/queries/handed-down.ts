/** What a centre hands down to a district (exchange.md “Ownership”): its own records that concern that district. */
import type { Reading } from '../run.ts';

/** Kinds of the centre's records about a project: they go to the district whose project it is. */
const aboutProjects = [
  'level_confirmations',
  'planned_nodes',
  'list_memberships',
  'assignments',
  'lagging_decisions',
  'inspection_sheets',
  'inspection_findings',
  'attachments',
] as const;

/**
 * Ids of the centre's records for one district, deleted ones too: a withdrawal must arrive. People and groups go as far as
 * a record that goes names them, and the liaison groups as a whole (郑重办〔2022〕XX号 附件1); the centre's other business
 * stays.
 */
export function recordsHandedDown(reading: Reading, centreId: string, districtId: string): ReadonlySet<string> {
  const ids = new Set<string>();
  const take = (sql: string, ...parameters: readonly string[]) => {
    for (const { id } of reading.select<{ id: string | null }>(sql, ...parameters)) if (id !== null) ids.add(id);
  };
  take('SELECT id FROM offices WHERE home_office = ?', centreId);
  const districtProjects = 'SELECT id FROM projects WHERE home_office = ?';
  for (const table of aboutProjects)
    take(`SELECT id FROM ${table} WHERE home_office = ? AND project_id IN (${districtProjects})`, centreId, districtId);
  take(
    `SELECT DISTINCT round_id AS id FROM inspection_sheets WHERE home_office = ? AND project_id IN (${districtProjects})`,
    centreId,
    districtId,
  );
  take('SELECT id FROM tasks WHERE home_office = ? AND office_id = ?', centreId, districtId);
  take(
    `SELECT e.id FROM task_entries e JOIN tasks t ON t.id = e.task_id
     WHERE e.home_office = ? AND t.office_id = ? AND t.home_office = e.home_office`,
    centreId,
    districtId,
  );
  take('SELECT id FROM questions WHERE home_office = ? AND to_office_id = ?', centreId, districtId);
  take(
    `SELECT a.id FROM answers a JOIN questions q ON q.id = a.question_id
     WHERE a.home_office = ? AND q.home_office = ?`,
    centreId,
    districtId,
  );
  take(
    `SELECT id FROM scope_requests WHERE home_office = ? AND (to_office_ids = '[]' OR EXISTS (
       SELECT 1 FROM json_each(to_office_ids) WHERE value = ?))`,
    centreId,
    districtId,
  );
  take(
    `SELECT id FROM centre_rules WHERE home_office = ? AND (to_office_ids = '[]' OR EXISTS (
       SELECT 1 FROM json_each(to_office_ids) WHERE value = ?))`,
    centreId,
    districtId,
  );
  take(
    `SELECT id FROM centre_tables WHERE home_office = ? AND (to_office_ids = '[]' OR EXISTS (
       SELECT 1 FROM json_each(to_office_ids) WHERE value = ?))`,
    centreId,
    districtId,
  );
  take('SELECT id FROM calendar_years WHERE home_office = ?', centreId);
  take("SELECT id FROM groups WHERE home_office = ? AND kind = 'liaisonGroup'", centreId);
  take(
    `SELECT m.id FROM group_members m JOIN groups g ON g.id = m.group_id
     WHERE m.home_office = ? AND g.kind = 'liaisonGroup' AND g.home_office = m.home_office`,
    centreId,
  );
  takePeople(reading, centreId, districtId, ids);
  return ids;
}

/** The persons that records in `ids` name, their posts, and the units all of these name. */
function takePeople(reading: Reading, centreId: string, districtId: string, ids: Set<string>): void {
  const named: readonly (readonly [table: string, expression: string, join: string])[] = [
    ['assignments', 'r.person_id', ''],
    ['group_members', 'r.person_id', ''],
    ['tasks', 'r.person_id', ''],
    ['inspection_rounds', 'j.value', ', json_each(r.inspector_ids) j'],
  ];
  const persons = new Set<string>();
  for (const [table, expression, join] of named)
    for (const row of reading.select<{ id: string; named: string | null }>(
      `SELECT r.id, ${expression} AS named FROM ${table} r${join} WHERE r.home_office = ?`,
      centreId,
    ))
      if (ids.has(row.id) && row.named !== null) persons.add(row.named);
  // Who speaks for a leader that is away (登项攻坚办〔2018〕1号 (一)).
  for (const { id, leaderId, delegateId } of reading.select<{ id: string; leaderId: string; delegateId: string }>(
    `SELECT id, leader_id AS leaderId, delegate_id AS delegateId FROM delegations d
     WHERE d.home_office = ? AND (coalesce(d.project_ids, '[]') = '[]' OR EXISTS (
       SELECT 1 FROM json_each(d.project_ids) j JOIN projects p ON p.id = j.value WHERE p.home_office = ?))`,
    centreId,
    districtId,
  ))
    if (persons.has(leaderId)) {
      ids.add(id);
      persons.add(delegateId);
    }
  const units = new Set<string>();
  for (const { id, unitId } of reading.select<{ id: string; unitId: string | null }>(
    'SELECT id, unit_id AS unitId FROM persons WHERE home_office = ?',
    centreId,
  ))
    if (persons.has(id)) {
      ids.add(id);
      if (unitId !== null) units.add(unitId);
    }
  for (const { id, personId, unitId } of reading.select<{ id: string; personId: string; unitId: string | null }>(
    'SELECT id, person_id AS personId, unit_id AS unitId FROM person_posts WHERE home_office = ?',
    centreId,
  ))
    if (persons.has(personId)) {
      ids.add(id);
      if (unitId !== null) units.add(unitId);
    }
  for (const row of reading.select<{ id: string; unitId: string | null }>(
    'SELECT id, unit_id AS unitId FROM tasks WHERE home_office = ?',
    centreId,
  ))
    if (ids.has(row.id) && row.unitId !== null) units.add(row.unitId);
  for (const unit of units) ids.add(unit);
  for (const { id, unitId } of reading.select<{ id: string; unitId: string }>(
    'SELECT id, unit_id AS unitId FROM unit_names WHERE home_office = ?',
    centreId,
  ))
    if (units.has(unitId)) ids.add(id);
}

export interface HandedDownCount {
  readonly entity: string;
  readonly count: number;
}

export interface LastOperation {
  readonly entity: string;
  readonly recordId: string;
  readonly streamKey: number;
  readonly n: number;
}

/**
 * The newest operation of every record of the centre: asked once for all its districts. CROSS JOIN: the centre's own few,
 * not the whole ledger by record.
 */
export function lastOperations(reading: Reading, centreId: string): LastOperation[] {
  return reading.select<LastOperation>(
    `SELECT o.entity, o.record_id AS recordId, o.stream_key AS streamKey, max(o.n) AS n
     FROM streams s CROSS JOIN operations o ON o.stream_key = s.key
     WHERE s.office_id = ? AND o.entity IS NOT NULL GROUP BY o.entity, o.record_id, o.stream_key`,
    centreId,
  );
}

/** Of a district's records, by kind, the ones changed after what it has said it holds. */
export function changedSinceHeld(
  operations: readonly LastOperation[],
  ids: ReadonlySet<string>,
  heldUntil: ReadonlyMap<number, number>,
): HandedDownCount[] {
  const counts = new Map<string, Set<string>>();
  for (const { entity, recordId, streamKey, n } of operations)
    if (ids.has(recordId) && n > (heldUntil.get(streamKey) ?? 0))
      counts.set(entity, (counts.get(entity) ?? new Set()).add(recordId));
  return [...counts].map(([entity, records]) => ({ entity, count: records.size }));
}
