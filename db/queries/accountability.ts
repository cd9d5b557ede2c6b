import type { Reading } from '../run.ts';

/** An entry as stored, with the names behind its ids. */
export interface StoredAccountability {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly ground: string;
  readonly onDay: string;
  readonly times: number | null;
  readonly sourceId: string | null;
  readonly facts: string | null;
  readonly source: string | null;
  readonly handling: string | null;
  readonly isStruck: boolean;
  readonly isReleased: boolean;
}

type Row = Omit<StoredAccountability, 'isStruck' | 'isReleased'> & {
  readonly is_struck: number | null;
  readonly is_released: number | null;
};

/** Newest first. */
export function listAccountability(reading: Reading): StoredAccountability[] {
  return reading
    .select<Row>(
      `SELECT e.id, e.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, u.name AS unitName,
         n.name AS personName, e.project_id AS projectId, p.name AS projectName, e.ground, e.on_day AS onDay, e.times,
         e.source_id AS sourceId, e.facts, e.source, e.handling, e.is_struck, e.is_released
       FROM accountability_entries e
       LEFT JOIN offices o ON o.id = e.home_office LEFT JOIN units u ON u.id = e.unit_id
       LEFT JOIN persons n ON n.id = e.person_id LEFT JOIN projects p ON p.id = e.project_id
       WHERE e.is_deleted = 0 ORDER BY e.on_day DESC, e.created_position DESC`,
    )
    .map(({ is_struck, is_released, ...row }) => ({
      ...row,
      isStruck: is_struck === 1,
      isReleased: is_released === 1,
    }));
}

interface SentForm {
  readonly id: string;
  readonly period: string;
  readonly unitName: string | null;
  /** Instant of the return, null where it never came. */
  readonly returnedAt: string | null;
  readonly reminders: number;
}

/** Forms that were sent to units since a day. */
export function formsSent(reading: Reading, officeId: string, since: string): SentForm[] {
  return reading.select(
    `SELECT r.id, r.period, u.name AS unitName, r.returned_at AS returnedAt, coalesce(r.reminders, 0) AS reminders
     FROM unit_returns r LEFT JOIN units u ON u.id = r.unit_id
     WHERE r.is_deleted = 0 AND r.home_office = ? AND r.sent_at IS NOT NULL AND r.period >= ?
     ORDER BY r.period, r.created_position`,
    officeId,
    since,
  );
}

/**
 * Which entries may leave the office: those released now, and those that were released once, so that a package may have
 * carried them though they are not released any more (the release was undone).
 */
export function releasedEntries(reading: Reading): {
  readonly now: ReadonlySet<string>;
  readonly once: ReadonlySet<string>;
} {
  const now = reading.select<{ id: string }>('SELECT id FROM accountability_entries WHERE is_released = 1');
  const once = reading.select<{ id: string }>(
    `SELECT DISTINCT record_id AS id FROM operations
     WHERE entity = 'accountabilityEntry' AND json_extract(line, '$.changes.isReleased[1]') = 1`,
  );
  return { now: new Set(now.map((row) => row.id)), once: new Set(once.map((row) => row.id)) };
}
