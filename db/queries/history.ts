/** Field history out of the ledger's own lines: every change of a project and what belongs to it, newest first. */

import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { Entity, EntityName, Field } from '#shared/domain/entity.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { fieldText, type RecordNames } from '#shared/text/field-text.ts';
import { readRecord, textOf } from '../ledger/records.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading } from '../run.ts';
import { recordNames } from './record-names.ts';

interface Row {
  readonly position: number;
  readonly line: string;
  readonly change_id: string | null;
  readonly office_name: string | null;
}

/** Every kind of record that belongs to a project. */
const belonging: readonly EntityName[] = (Object.values(entities) as readonly Entity[])
  .filter((entity) => entity.fields['projectId']?.refersTo === 'project')
  .map((entity) => entity.name);

export function recordHistory(reading: Reading, projectId: string, limit: number): OutputOf<'projects.history'> {
  const ids: [EntityName, string][] = [['project', projectId]];
  for (const entity of belonging) {
    const rows = reading.select<{ id: string }>(
      `SELECT id FROM ${entities[entity].table} WHERE project_id = ?`,
      projectId,
    );
    for (const { id } of rows) ids.push([entity, id]);
  }
  const rows: Row[] = [];
  for (const [entity, id] of ids)
    rows.push(
      ...reading.select<Row>(
        `SELECT o.position, o.line, c.id AS change_id, f.short_name AS office_name
         FROM operations o JOIN streams s ON s.key = o.stream_key
         LEFT JOIN changes_made c ON c.key = o.change_key LEFT JOIN offices f ON f.id = s.office_id
         WHERE o.entity = ? AND o.record_id = ? AND o.line IS NOT NULL AND o.status IN ('applied', 'conflict')`,
        entity,
        id,
      ),
    );
  rows.sort((left, right) => right.position - left.position);
  const names = recordNames(reading);
  const changes = rows.flatMap((row) => fieldChanges(reading, row, names));
  return { total: changes.length, rows: changes.slice(0, limit) };
}

type FieldChange = OutputOf<'projects.history'>['rows'][number];

function fieldChanges(reading: Reading, row: Row, names: RecordNames): FieldChange[] {
  const operation = storedOperation(row.line);
  if (!isEntityName(operation.entity)) return [];
  const head = {
    changeId: row.change_id,
    position: row.position,
    at: operation.at,
    actor: operation.actor,
    officeName: row.office_name ?? '',
    entity: operation.entity,
    recordId: operation.id,
    subject: subjectOf(reading, operation.entity, operation),
    kind: operation.kind,
  };
  // A decision between what two desks wrote.
  const isDecision = (operation.supersedes ?? []).length > 0;
  const decided = isDecision ? '（选定）' : '';
  if (operation.kind !== 'put')
    return [
      {
        ...head,
        field: '',
        label: `${operation.kind === 'delete' ? '删除' : isDecision ? '保留' : '恢复'}${decided}`,
        before: null,
        after: null,
      },
    ];
  const fields: Readonly<Record<string, Field>> = entities[operation.entity].fields;
  return Object.entries(operation.changes).flatMap(([name, [before, after]]) => {
    const field = fields[name];
    // Ids of parents and printed order say nothing to a reader.
    if (
      field === undefined ||
      field.parent !== undefined ||
      name === 'period' ||
      name === 'year' ||
      name === 'printOrder'
    )
      return [];
    const shown = (value: JsonValue) => fieldText(operation.entity, name, field, value, names);
    return [{ ...head, field: name, label: `${field.label}${decided}`, before: shown(before), after: shown(after) }];
  });
}

function subjectOf(reading: Reading, entity: EntityName, operation: Operation): string {
  const record = readRecord(reading, entity, operation.id);
  switch (entity) {
    case 'annualPlan':
      return `${textOf(record, 'year')}年度计划`;
    case 'progressReport':
      return `${periodLabel(textOf(record, 'period'))}周报`;
    case 'laggingDecision':
      return `${periodLabel(textOf(record, 'period'))}滞后认定`;
    case 'assignment': {
      const person = readRecord(reading, 'person', textOf(record, 'personId'));
      return `人员：${textOf(person, 'name')}`;
    }
    default: {
      const named = ['name', 'title', 'content', 'list', 'plot', 'month', 'onDay', 'suspendedOn'].map((field) =>
        textOf(record, field),
      );
      const which = named.find((each) => each !== '');
      return which === undefined || entity === 'project'
        ? entities[entity].label
        : `${entities[entity].label}：${which}`;
    }
  }
}
