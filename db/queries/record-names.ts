/** The names behind ids, looked up when first asked: history and previews show names, never ids. */
import { entities } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { RecordNames } from '#shared/text/field-text.ts';
import { readRecord, textOf } from '../ledger/records.ts';
import type { Reading } from '../run.ts';

/** What a person calls a record by, in this order. */
const nameFields = ['name', 'title', 'fullName'];

export function recordNames(reading: Reading): RecordNames {
  const known = new Map<string, string | undefined>();
  return (entity: EntityName, id: string) => {
    const key = `${entity} ${id}`;
    if (!known.has(key)) {
      const record = readRecord(reading, entity, id);
      const { fields } = entities[entity];
      const nameField = nameFields.find((each) => each in fields) ?? 'name';
      known.set(key, record === undefined ? undefined : textOf(record, nameField) || undefined);
    }
    return known.get(key);
  };
}
