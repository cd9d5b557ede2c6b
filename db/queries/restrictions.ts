/** Records that stay in the office until they are released on purpose (exchange.md “What goes up”). */
import type { Reading } from '../run.ts';

export interface StoredRestriction {
  readonly id: string;
  readonly subjectEntity: string;
  readonly subjectId: string;
  readonly reason: string;
  readonly restrictedOn: string;
  readonly restrictedBy: string | null;
  readonly isReleased: boolean;
  readonly releasedOn: string | null;
  readonly releasedBy: string | null;
  readonly releaseNote: string | null;
}

/** Newest first, released ones too. */
export function storedRestrictions(reading: Reading): StoredRestriction[] {
  return reading
    .select<Omit<StoredRestriction, 'isReleased'> & { isReleased: number | null }>(
      `SELECT id, subject_entity AS subjectEntity, subject_id AS subjectId, reason, restricted_on AS restrictedOn,
         restricted_by AS restrictedBy, is_released AS isReleased, released_on AS releasedOn,
         released_by AS releasedBy, release_note AS releaseNote
       FROM restrictions WHERE is_deleted = 0 ORDER BY restricted_on DESC, updated_position DESC`,
    )
    .map((row) => ({ ...row, isReleased: row.isReleased === 1 }));
}

/** Since when a record in force has been kept back. */
export interface KeptBack {
  readonly streamKey: number;
  /** The operation that kept it back; packages that end before it were made while it was free. */
  readonly n: number;
  /** It was released, or taken back, and kept back again; or several computers had a word in it. */
  readonly wasFree: boolean;
}

/** By the id of the record kept back now. */
export function keptBack(reading: Reading): ReadonlyMap<string, KeptBack> {
  const rows = reading.select<{ subjectId: string; streamKey: number; n: number; wasFree: number }>(
    `SELECT r.subject_id AS subjectId, o.stream_key AS streamKey, min(o.n) AS n,
       max(json_extract(o.line, '$.kind') <> 'put' OR coalesce(json_extract(o.line, '$.changes.isReleased[1]'), 0) = 1)
         OR count(DISTINCT o.stream_key) > 1 AS wasFree
     FROM restrictions r JOIN operations o ON o.entity = 'restriction' AND o.record_id = r.id
     WHERE r.is_deleted = 0 AND coalesce(r.is_released, 0) = 0 GROUP BY r.subject_id`,
  );
  return new Map(rows.map(({ subjectId, wasFree, ...row }) => [subjectId, { ...row, wasFree: wasFree === 1 }]));
}

/** Per stream (its key), ascending: the last operation of every package made for an office so far. */
export function endsOfSentPackages(reading: Reading, recipientId: string): ReadonlyMap<number, readonly number[]> {
  const ends = new Map<number, number[]>();
  for (const { streamKey, n } of reading.select<{ streamKey: number; n: number }>(
    `SELECT DISTINCT s.key AS streamKey, json_extract(r.value, '$.to') AS n
     FROM packages p, json_each(p.ranges) r JOIN streams s ON s.stream = json_extract(r.value, '$.stream')
     WHERE p.direction = 'sent' AND p.kind <> 'receipt' AND p.office_id = ? ORDER BY n`,
    recipientId,
  ))
    ends.set(streamKey, [...(ends.get(streamKey) ?? []), n]);
  return ends;
}
