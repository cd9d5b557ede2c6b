/** Which projects look different since a position of the ledger, so that one saved cell does not bring the whole list again. */
import { entities } from '#shared/domain/entities.ts';
import type { Entity, EntityName } from '#shared/domain/entity.ts';
import { rebuiltAt } from '../ledger/rebuild.ts';
import type { Reading } from '../run.ts';

/** Beyond this the whole list is quicker. */
const mostOperations = 2000;
const mostProjects = 500;

/** Kinds of record a project's row shows nothing of. */
const notShown: ReadonlySet<EntityName> = new Set<EntityName>([
  'submission',
  'unitReturn',
  'monthLock',
  'funnelTarget',
  'adoptedRulePack',
  'calendarYear',
  'yearClosing',
  'personPost',
  'delegation',
]);

interface Row {
  readonly entity: EntityName | null;
  readonly record_id: string | null;
  readonly change_key: number | null;
}

/**
 * Ids of projects that changed after the position, removed ones too. Null: too much, or something every row depends on (an
 * office, a unit's name) – then the whole list is to be taken.
 */
export function projectsChangedSince(reading: Reading, since: number): readonly string[] | null {
  if (since <= rebuiltAt(reading)) return null;
  const rows = reading.select<Row>(
    'SELECT entity, record_id, change_key FROM operations WHERE position > ? LIMIT ?',
    since,
    mostOperations + 1,
  );
  if (rows.length > mostOperations) return null;
  const byEntity = new Map<EntityName, Set<string>>();
  for (const { entity, record_id, change_key } of rows) {
    // What came from another office may also bring earlier operations into force that waited for it.
    if (entity === null || record_id === null || change_key === null) return null;
    byEntity.set(entity, (byEntity.get(entity) ?? new Set()).add(record_id));
  }
  const projects = new Set<string>();
  for (const [entity, ids] of byEntity) {
    const touched = projectsOf(reading, entity, [...ids], since);
    if (touched === null) return null;
    for (const id of touched) projects.add(id);
    if (projects.size > mostProjects) return null;
  }
  return [...projects];
}

function projectsOf(
  reading: Reading,
  name: EntityName,
  ids: readonly string[],
  since: number,
): readonly string[] | null {
  if (name === 'project') return ids;
  if (notShown.has(name)) return [];
  const entity: Entity = entities[name];
  const list = JSON.stringify(ids);
  if (entity.fields['projectId']?.parent === 'project')
    return reading
      .select<{ project_id: string }>(
        `SELECT DISTINCT project_id FROM ${entity.table} WHERE id IN (SELECT value FROM json_each(?))`,
        list,
      )
      .map((row) => row.project_id);
  // A unit or a person made since stands only in rows that changed themselves; an older one may stand in any.
  const older = reading.selectFirst(
    `SELECT 1 AS older FROM ${entity.table} WHERE id IN (SELECT value FROM json_each(?)) AND created_position <= ?`,
    list,
    since,
  );
  return older === undefined && (name === 'unit' || name === 'person') ? [] : null;
}
