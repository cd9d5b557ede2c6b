/** Which records refer to a record, in any field that says so in its description. */
import { entities } from '#shared/domain/entities.ts';
import type { Entity, EntityName } from '#shared/domain/entity.ts';
import type { Reading } from '../run.ts';
import { columnOf } from '../tables.ts';

export interface ReferringRecord {
  readonly entity: EntityName;
  readonly id: string;
  readonly field: string;
  /** The field's value: one id, or a list of them. */
  readonly value: string | readonly string[];
}

/** Live records at home in an office whose fields hold one of the ids. */
export function referringRecords(
  reading: Reading,
  refersTo: EntityName,
  ids: readonly string[],
  officeId: string,
): ReferringRecord[] {
  const marks = ids.map(() => '?').join(', ');
  return (Object.values(entities) as readonly Entity[]).flatMap((entity) =>
    Object.entries(entity.fields).flatMap(([field, { refersTo: target, storage }]) => {
      if (target !== refersTo) return [];
      const column = columnOf(field);
      const condition =
        storage === 'json'
          ? `EXISTS (SELECT 1 FROM json_each(${column}) j WHERE j.value IN (${marks}))`
          : `${column} IN (${marks})`;
      return reading
        .select<{ id: string; value: string }>(
          `SELECT id, ${column} AS value FROM ${entity.table} WHERE is_deleted = 0 AND home_office = ? AND ${condition}`,
          officeId,
          ...ids,
        )
        .map(({ id, value }) => ({
          entity: entity.name,
          id,
          field,
          value: storage === 'json' ? (JSON.parse(value) as string[]) : value,
        }));
    }),
  );
}
