/** Where both sides of a restore wrote one field, somebody decides; here: what is in force stays. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord } from '#db/ledger/records.ts';
import { storedOperation } from '#db/ledger/stored-line.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { draft } from './acts.ts';
import { type Installation, note, noteLines, type World } from './world.ts';

/** True where something was decided. Only the office a record belongs to decides. */
export async function resolveConflicts(world: World, at: Installation): Promise<boolean> {
  const open = at.host.read((reading) =>
    reading.select<{ entity: EntityName; id: string; field: string }>(
      'SELECT DISTINCT entity, record_id AS id, field FROM conflicts WHERE resolved_position IS NULL ORDER BY 1, 2, 3',
    ),
  );
  const drafts = at.host.read((reading) => {
    const made: Draft[] = [];
    for (const key of new Set(open.map(({ entity, id }) => `${entity} ${id}`))) {
      const [first, ...more] = open.filter(({ entity, id }) => `${entity} ${id}` === key);
      if (first === undefined) continue;
      const { entity, id } = first;
      const record = readRecord(reading, entity, id);
      if (record === undefined || record.homeOffice !== at.office.id) continue;
      const supersedes = reading
        .select<{ line: string }>(
          "SELECT line FROM operations WHERE entity = ? AND record_id = ? AND line IS NOT NULL AND status IN ('applied', 'conflict') ORDER BY position",
          entity,
          id,
        )
        .map(({ line }) => storedOperation(line))
        .map(({ stream, n }) => ({ stream, n }));
      const fields = [first, ...more].map(({ field }) => field).filter((field) => field !== 'isDeleted');
      const values = Object.fromEntries(fields.map((field) => [field, record.values[field] ?? null]));
      if (fields.length > 0) made.push({ entity, id, kind: 'put', values, supersedes });
      made.push({ entity, id, kind: record.isDeleted ? 'delete' : 'undelete', supersedes });
    }
    return made;
  });
  if (drafts.length === 0) return false;
  draft(at, drafts);
  noteLines(world, at);
  note(world, `${at.name} decides ${drafts.length} conflicts`);
  return true;
}
