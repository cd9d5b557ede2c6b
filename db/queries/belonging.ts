/** What a record hangs on, up to its project: whoever keeps a record at home keeps all that hangs on it. */
import { entities } from '#shared/domain/entities.ts';
import type { Entity, EntityName } from '#shared/domain/entity.ts';
import type { Reading } from '../run.ts';
import { columnOf } from '../tables.ts';

export interface Belonging {
  /** The record's own id, then those it hangs on, nearest first; all of them as the tables have them now. */
  above(recordId: string): readonly string[];
  /** Every record that hangs on another. */
  ids(): Iterable<string>;
  /** The project it belongs to; undefined: none. A project belongs to itself. */
  projectOf(recordId: string): string | undefined;
}

/** People and offices hold nothing together that an audience is decided by. */
const holders: ReadonlySet<EntityName> = new Set([
  'project',
  'issue',
  'task',
  'meeting',
  'instruction',
  'visit',
  'inspectionRound',
  'inspectionSheet',
  'agendaItem',
  'question',
]);

/** Columns with the id of what a record hangs on, by table. What one asks of an office goes to it whatever the scope. */
const edges = (Object.values(entities) as readonly Entity[])
  .filter((entity) => entity.name !== 'question')
  .map((entity) => ({
    name: entity.name,
    table: entity.table,
    columns: Object.entries(entity.fields)
      .filter(
        ([name, field]) =>
          (field.parent !== undefined && holders.has(field.parent)) ||
          (field.refersTo === 'project' && name === 'projectId') ||
          (entity.name === 'attachment' && name === 'subjectId'),
      )
      .map(([name]) => columnOf(name)),
  }))
  .filter(({ columns }) => columns.length > 0);

/** Reads every edge of the store once: for work over all records. */
export function belongingOf(reading: Reading): Belonging {
  const up = new Map<string, readonly string[]>();
  for (const { table, columns } of edges)
    for (const { id, ...row } of reading.select<Record<string, string | null> & { id: string }>(
      `SELECT id, ${columns.join(', ')} FROM ${table}`,
    )) {
      const above = Object.values(row).filter((each) => each !== null);
      if (above.length > 0) up.set(id, above);
    }
  const projects = new Set(reading.select<{ id: string }>('SELECT id FROM projects').map((row) => row.id));
  const above = (recordId: string) => {
    const ids = [recordId];
    // A record that hangs on itself through others is looked at once.
    for (let next = 0; next < ids.length; next += 1)
      for (const id of up.get(ids[next] ?? '') ?? []) if (!ids.includes(id)) ids.push(id);
    return ids;
  };
  return { above, ids: () => up.keys(), projectOf: (recordId) => above(recordId).find((id) => projects.has(id)) };
}
