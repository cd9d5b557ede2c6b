/** What a person calls any record, and the page where it is. */
import { readRecord, textOf } from '#db/ledger/records.ts';
import { recordNames } from '#db/queries/record-names.ts';
import type { Reading } from '#db/run.ts';
import { isEntityName } from '#shared/domain/entities.ts';
import { correctionPage } from './question-subjects.ts';
import { titleOf } from './received-differences.ts';

export function recordTitle(reading: Reading, entity: string, id: string): string {
  const own = isEntityName(entity) ? readRecord(reading, entity, id) : undefined;
  const name = own === undefined ? '' : textOf(own, 'title') || textOf(own, 'name') || textOf(own, 'content');
  if (name !== '') return name.length > 60 ? `${name.slice(0, 59)}…` : name;
  const operation = { stream: '', n: 0, entity, id, kind: 'put', changes: {}, actor: '', at: '' } as const;
  return titleOf(reading, [{ operation }], recordNames(reading));
}

/** null: it has no page of its own. */
export function recordPage(reading: Reading, entity: string, id: string): string | null {
  if (!isEntityName(entity)) return null;
  switch (entity) {
    case 'project':
      return `/projects/${id}`;
    case 'issue':
      return `/issues?issue=${id}`;
    case 'meeting':
      return `/meetings/${id}`;
    case 'instruction':
      return `/instructions?instruction=${id}`;
    case 'visit':
      return `/visits?visit=${id}`;
    case 'tableEntry':
      return `/centre-tables?table=${textOf(readRecord(reading, entity, id), 'tableId')}`;
    case 'accountabilityEntry':
      return '/accountability';
    default: {
      const record = readRecord(reading, entity, id);
      return correctionPage(entity, id, textOf(record, 'projectId') || null, textOf(record, 'period') || null);
    }
  }
}
