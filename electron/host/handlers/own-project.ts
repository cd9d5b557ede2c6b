/** What handlers of records that belong to a project share: only its own office writes them. */
import { readRecord, type StoredRecord } from '#db/ledger/records.ts';
import type { Reading } from '#db/run.ts';
import { entities } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import { requireHome } from './authoring.ts';
import type { PeopleBook } from './people.ts';

export function requireProject(reading: Reading, projectId: string): StoredRecord {
  const record = readRecord(reading, 'project', projectId);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  return record;
}

export function requireOwnProject(reading: Reading, projectId: string, officeId: string): StoredRecord {
  const record = requireProject(reading, projectId);
  requireHome(reading, record.homeOffice, officeId);
  return record;
}

/** A live record of a kind that belongs to the project. */
export function requirePart(reading: Reading, entity: EntityName, id: string, projectId: string): StoredRecord {
  const record = readRecord(reading, entity, id);
  if (record === undefined || record.isDeleted || record.values['projectId'] !== projectId)
    throw problem('RECORD_NOT_FOUND', { noun: entities[entity].label });
  return record;
}

/** A name that was typed as the id it stands for: undefined was not typed, null and blanks clear the field. */
export function idOfName(find: PeopleBook['unit'], name: string | null | undefined): string | null | undefined {
  if (name === undefined) return undefined;
  const typed = name?.trim() ?? '';
  return typed === '' ? null : find(typed);
}
