import type { EntityName } from '#shared/domain/entity.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading } from '../run.ts';

/** Who changed a record last, and when; undefined where there is none. */
export function lastChangeOf(
  reading: Reading,
  entity: EntityName,
  recordId: string | null,
): { readonly actor: string; readonly at: string } | undefined {
  if (recordId === null) return undefined;
  const row = reading.selectFirst<{ line: string }>(
    `SELECT line FROM operations WHERE entity = ? AND record_id = ? AND line IS NOT NULL
     ORDER BY position DESC LIMIT 1`,
    entity,
    recordId,
  );
  return row === undefined ? undefined : storedOperation(row.line);
}
