/** How far another office has said that it holds own records (exchange.md “Receipt”). */
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import type { Reading, Writing } from '../run.ts';

/** Operations on one record in one own stream, after what the other office holds. */
export interface OpenRecord {
  readonly entity: string;
  readonly recordId: string;
  readonly streamKey: number;
  readonly lastN: number;
  /** Instant of the first of them. */
  readonly since: string;
}

const never = (Object.values(entities) as readonly Entity[])
  .map(({ name }) => name)
  .filter((name) => staysInOffice.has(name) && name !== 'accountabilityEntry');

/** Condition on an operation `o`: what never leaves waits for no receipt. */
export const mayLeave = `o.entity NOT IN (${never.map((name) => `'${name}'`).join(', ')})
  AND (o.entity <> 'accountabilityEntry'
    OR o.record_id IN (SELECT id FROM accountability_entries WHERE is_released = 1))`;

/** Oldest first, at most `limit`; of one record when asked for it. */
export function openRecords(
  reading: Reading,
  recipientId: string,
  limit: number,
  of?: { readonly entity: string; readonly id: string },
): OpenRecord[] {
  // Of all records: by the streams, what follows in each; of one record: by the record (see unacknowledgedRecords).
  const join = of === undefined ? 'CROSS JOIN' : 'JOIN';
  return reading.select<OpenRecord>(
    `SELECT o.entity, o.record_id AS recordId, o.stream_key AS streamKey, max(o.n) AS lastN,
       coalesce(min(c.at), min(json_extract(o.line, '$.at'))) AS since
     FROM streams s JOIN installation i ON i.office_id = s.office_id
     ${join} operations o ON o.stream_key = s.key AND o.n > coalesce(
       (SELECT a.n FROM acknowledgements a WHERE a.stream_key = s.key AND a.office_id = ?), 0)
     LEFT JOIN changes_made c ON c.key = o.change_key
     WHERE o.entity IS NOT NULL AND ${mayLeave}${of === undefined ? '' : ' AND o.entity = ? AND o.record_id = ?'}
     GROUP BY o.entity, o.record_id, o.stream_key ORDER BY min(o.position) LIMIT ?`,
    recipientId,
    ...(of === undefined ? [] : [of.entity, of.id]),
    limit,
  );
}

export interface RefusedThere {
  readonly entity: string;
  readonly recordId: string;
  readonly code: string;
  readonly at: string;
}

/** Records with operations that the other office has not taken in, by its newest receipt. */
export function refusedThere(reading: Reading, recipientId: string): RefusedThere[] {
  return reading.select<RefusedThere>(
    `SELECT o.entity, o.record_id AS recordId, min(r.code) AS code, min(r.at) AS at
     FROM refused_there r JOIN operations o ON o.stream_key = r.stream_key AND o.n = r.n
     WHERE r.office_id = ? AND o.entity IS NOT NULL GROUP BY o.entity, o.record_id ORDER BY min(o.position)`,
    recipientId,
  );
}

/** The newest word of a receipt about a stream replaces what it said before. */
export function saveRefusedThere(
  writing: Writing,
  officeId: string,
  streamKey: number,
  refused: readonly { readonly n: number; readonly code: string }[],
  at: string,
): void {
  writing.execute('DELETE FROM refused_there WHERE office_id = ? AND stream_key = ?', officeId, streamKey);
  for (const { n, code } of refused)
    writing.execute(
      'INSERT INTO refused_there (office_id, stream_key, n, code, at) VALUES (?, ?, ?, ?, ?)',
      officeId,
      streamKey,
      n,
      code,
      at,
    );
}

export interface SentPackage {
  readonly seq: number;
  readonly at: string;
}

/** The first package that carried an operation of a stream to an office; undefined: none yet. Read once for all. */
export function packagesSent(
  reading: Reading,
  recipientId: string,
): (streamKey: number, n: number) => SentPackage | undefined {
  const rows = reading.select<SentPackage & { streamKey: number; end: number }>(
    `SELECT s.key AS streamKey, json_extract(r.value, '$.to') AS end, p.seq, p.at
     FROM packages p, json_each(p.ranges) r JOIN streams s ON s.stream = json_extract(r.value, '$.stream')
     WHERE p.direction = 'sent' AND p.kind = 'report' AND p.office_id = ? ORDER BY p.seq`,
    recipientId,
  );
  return (streamKey, n) => rows.find((row) => row.streamKey === streamKey && row.end >= n);
}
