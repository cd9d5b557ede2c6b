/**
 * What was known at a past moment, out of the ledger's own lines. One project is replayed from its first operation; all
 * projects are taken as they are now and every later operation is taken back, newest first.
 */
import type { OutputOf } from '#shared/contract/index.ts';
import { entities } from '#shared/domain/entities.ts';
import { type Project, project } from '#shared/domain/project.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { fieldText } from '#shared/text/field-text.ts';
import { entityPlan, recordOfRow } from '../ledger/records.ts';
import { sameValue } from '../ledger/same-value.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading } from '../run.ts';
import { ledgerPosition } from './installation.ts';
import { recordNames } from './record-names.ts';

/** The last position that was there at an instant; the newest one where no instant is asked for. */
export function positionAt(reading: Reading, at: string | null): number {
  if (at === null) return ledgerPosition(reading);
  const row = reading.selectFirst<{ made: number | null; received: number | null }>(
    `SELECT (SELECT max(last_position) FROM changes_made WHERE at <= ?) AS made,
       (SELECT max(o.position) FROM packages p, json_each(p.ranges) r
          JOIN streams s ON s.stream = json_extract(r.value, '$.stream')
          JOIN operations o ON o.stream_key = s.key AND o.n = json_extract(r.value, '$.to')
        WHERE p.direction = 'received' AND p.at <= ?) AS received`,
    at,
    at,
  );
  return Math.max(row?.made ?? 0, row?.received ?? 0);
}

interface Known {
  exists: boolean;
  values: Record<string, JsonValue>;
}

type Row = OutputOf<'projects.knownAt'>['rows'][number];

const shown = Object.keys(entities.project.fields).filter((field) => field !== 'ledgerOrder');

/** Projects as they were known after the operation at `position`. */
export function knownAt(reading: Reading, position: number, projectId: string | null): Row[] {
  const now = projectsNow(reading, projectId);
  const then = projectId === null ? takenBack(reading, position, now) : replayed(reading, position, projectId);
  const names = recordNames(reading);
  const text = (field: string, value: JsonValue) => {
    const described = entityPlan('project').byName.get(field)?.field;
    return described === undefined ? null : fieldText('project', field, described, value, names);
  };
  return [...then].flatMap(([id, known]) => {
    if (!known.exists) return [];
    const values = known.values as Partial<Project>;
    const current = now.get(id);
    return [
      {
        projectId: id,
        name: values.name ?? '',
        pool: values.pool ?? null,
        exitedOn: values.exitedOn ?? null,
        level: values.level ?? null,
        totalInvestment: values.totalInvestment ?? null,
        startsOn: values.startsOn ?? null,
        completesOn: values.completesOn ?? null,
        differs: shown.flatMap((field) => {
          const before = known.values[field] ?? null;
          const after = current?.exists === true ? (current.values[field] ?? null) : null;
          return sameValue(before, after)
            ? []
            : [{ field, label: labelOf(field), before: text(field, before), now: text(field, after) }];
        }),
      },
    ];
  });
}

function labelOf(field: string): string {
  const fields: Readonly<Record<string, { readonly label: string }>> = project.fields;
  return fields[field]?.label ?? field;
}

function projectsNow(reading: Reading, projectId: string | null): Map<string, Known> {
  const plan = entityPlan('project');
  const rows = reading.select<Record<string, string | number | null>>(
    'SELECT * FROM projects WHERE id = coalesce(?, id)',
    projectId,
  );
  return new Map(
    rows.map((row) => {
      const record = recordOfRow(plan, row);
      return [record.id, { exists: !record.isDeleted, values: { ...record.values } }];
    }),
  );
}

function replayed(reading: Reading, position: number, projectId: string): Map<string, Known> {
  const known: Known = { exists: false, values: {} };
  for (const operation of operationsOf(reading, 'o.record_id = ? AND o.position <= ?', 'ASC', projectId, position)) {
    if (operation.kind !== 'put') {
      known.exists = operation.kind === 'undelete';
      continue;
    }
    known.exists = true;
    // What lost a conflict never was in force.
    for (const [field, [before, after]] of Object.entries(operation.changes))
      if (sameValue(known.values[field] ?? null, before)) known.values[field] = after;
  }
  return new Map([[projectId, known]]);
}

function takenBack(reading: Reading, position: number, now: ReadonlyMap<string, Known>): Map<string, Known> {
  const then = new Map([...now].map(([id, known]) => [id, { exists: known.exists, values: { ...known.values } }]));
  const isFirst = new Map(
    reading
      .select<{ id: string; created: number }>('SELECT id, created_position AS created FROM projects')
      .map((row) => [row.id, row.created]),
  );
  for (const operation of operationsOf(reading, 'o.position > ?', 'DESC', position)) {
    const known = then.get(operation.id);
    if (known === undefined) continue;
    if (operation.kind !== 'put') {
      known.exists = operation.kind === 'delete';
      continue;
    }
    for (const [field, [before, after]] of Object.entries(operation.changes))
      if (sameValue(known.values[field] ?? null, after)) known.values[field] = before;
  }
  for (const [id, known] of then) if ((isFirst.get(id) ?? 0) > position) known.exists = false;
  return then;
}

function operationsOf(
  reading: Reading,
  where: string,
  direction: 'ASC' | 'DESC',
  ...parameters: readonly unknown[]
): Operation[] {
  return reading
    .select<{ line: string }>(
      `SELECT o.line FROM operations o WHERE o.entity = 'project' AND ${where} AND o.line IS NOT NULL
         AND o.status IN ('applied', 'conflict') ORDER BY o.position ${direction}`,
      ...parameters,
    )
    .map((row) => storedOperation(row.line));
}
