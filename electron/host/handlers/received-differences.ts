/** What a received package would do, record by record, in the words of the field labels. */

import type { Received, ReceivedResult } from '#db/ledger/receive.ts';
import { entityPlan, plainText, readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { recordNames } from '#db/queries/record-names.ts';
import type { Reading } from '#db/run.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { fieldText, type RecordNames } from '#shared/text/field-text.ts';

type Preview = OutputOf<'packages.preview'>;
type Difference = Preview['differences'][number];

/** Shown one by one; beyond this only counted. */
const mostDifferences = 2000;

export function describeReceived(reading: Reading, result: ReceivedResult): Pick<Preview, 'records' | 'differences'> {
  const known = recordNames(reading);
  const titles = new Map<string, string>();
  for (const { operation } of result.received) {
    const name = (operation.changes['name'] ?? operation.changes['title'])?.[1];
    if (typeof name !== 'string') continue;
    titles.set(operation.id, name);
  }
  const names: RecordNames = (entity, id) => titles.get(id) ?? known(entity, id);
  const byRecord = new Map<string, Received[]>();
  for (const each of result.received) {
    const key = `${each.operation.entity} ${each.operation.id}`;
    const found = byRecord.get(key);
    if (found === undefined) byRecord.set(key, [each]);
    else found.push(each);
  }
  const records = { new: 0, changed: 0, same: 0, conflict: 0, refused: 0, waiting: 0 };
  const differences: Difference[] = [];
  for (const operations of byRecord.values()) {
    const status = statusOf(operations);
    records[status === 'removed' ? 'changed' : status] += 1;
    if (status === 'same' || differences.length >= mostDifferences) continue;
    const [first] = operations;
    if (first === undefined) continue;
    differences.push({
      entity: first.operation.entity,
      id: first.operation.id,
      title: titleOf(reading, operations, names),
      status,
      fields: fieldsOf(operations, names),
    });
  }
  return { records, differences };
}

function statusOf(operations: readonly Received[]): Difference['status'] | 'same' {
  const has = (status: string) => operations.some((each) => each.applied.status === status);
  if (has('refused')) return 'refused';
  if (has('conflict')) return 'conflict';
  if (has('waiting')) return 'waiting';
  if (operations.at(-1)?.operation.kind === 'delete') return 'removed';
  if (operations.some((each) => each.isCreation)) return 'new';
  return operations.some((each) => each.applied.written.length > 0) ? 'changed' : 'same';
}

/** Codes and orders: what they mean stands in another field of the record. */
const technicalFields: ReadonlySet<string> = new Set([
  'ledgerOrder',
  'printOrder',
  'originId',
  'sourceId',
  'step',
  'after',
  'ground',
  'sha256',
  'mediaType',
  'subjectId',
]);

/** A field's first value before and last value after, over all operations of the record. */
export function fieldsOf(
  operations: readonly { readonly operation: Operation }[],
  names: RecordNames,
): Difference['fields'] {
  const changes = new Map<string, [JsonValue, JsonValue]>();
  for (const { operation } of operations)
    for (const [field, [before, after]] of Object.entries(operation.changes))
      changes.set(field, [changes.get(field)?.[0] ?? before, after]);
  const entity = operations[0]?.operation.entity ?? '';
  if (!isEntityName(entity)) return [];
  const plan = entityPlan(entity);
  return [...changes].flatMap(([name, [before, after]]) => {
    const field = plan.byName.get(name)?.field;
    if (field === undefined || field.parent !== undefined || technicalFields.has(name)) return [];
    return [
      {
        label: field.label,
        before: fieldText(entity, name, field, before, names),
        after: fieldText(entity, name, field, after, names),
      },
    ];
  });
}

/** What a person calls the record of these operations. */
export function titleOf(
  reading: Reading,
  operations: readonly { readonly operation: Operation }[],
  names: RecordNames,
): string {
  const operation = operations[0]?.operation;
  if (operation === undefined || !isEntityName(operation.entity)) return '新版本的记录';
  const { entity, id } = operation;
  let record: StoredRecord | undefined;
  const value = (field: string): string =>
    plainText(
      operations.map((each) => each.operation.changes[field]?.[1]).find((each) => each !== undefined) ?? null,
    ) || textOf((record ??= readRecord(reading, entity, id)), field);
  const nameOf = (kind: 'project' | 'person', recordId: string) => names(kind, recordId) ?? '';
  const label = entities[entity].label;
  switch (entity) {
    case 'office':
      return '报送单位信息';
    case 'submission':
      return `${periodLabel(value('period'))}报送登记`;
    case 'annualPlan':
      return `${nameOf('project', value('projectId'))} · ${value('year')}年度计划`;
    case 'progressReport':
      return `${nameOf('project', value('projectId'))} · ${periodLabel(value('period'))}周报`;
    case 'tableEntry':
      return `${nameOf('project', value('projectId'))} · ${label}：${value('columnKey')}`;
    case 'assignment':
      return `${nameOf('project', value('projectId'))} · ${nameOf('person', value('personId'))}`;
    default: {
      const project = value('projectId');
      if (project !== '') return `${nameOf('project', project)} · ${label}`;
      const name = names(entity, id) ?? value('name');
      return name === '' ? label : `${label}：${name}`;
    }
  }
}
