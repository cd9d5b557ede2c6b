import type { Factor } from '#shared/domain/factor-need.ts';
import type { Reading } from '../run.ts';

/** Projects on a list whose name says 白名单 (郑重办〔2022〕 三), in that year, on that day. */
export function onWhiteList(reading: Reading, year: number, day: string): string[] {
  return reading
    .select<{ id: string }>(
      `SELECT DISTINCT project_id AS id FROM list_memberships
       WHERE is_deleted = 0 AND list LIKE '%白名单%' AND year = ?
         AND (from_day IS NULL OR from_day <= ?) AND (until_day IS NULL OR until_day > ?)`,
      year,
      day,
      day,
    )
    .map((row) => row.id);
}

export interface OpenNeed {
  readonly id: string;
  readonly factor: Factor;
  readonly description: string | null;
  readonly unitName: string | null;
  readonly neededBy: string | null;
}

/** What these projects still need, by project. */
export function openNeeds(reading: Reading, projectIds: readonly string[]): ReadonlyMap<string, readonly OpenNeed[]> {
  const rows = reading.select<OpenNeed & { projectId: string }>(
    `SELECT f.id, f.project_id AS projectId, f.factor, f.description, u.name AS unitName, f.needed_by AS neededBy
     FROM factor_needs f LEFT JOIN units u ON u.id = f.unit_id
     WHERE f.is_deleted = 0 AND f.state = 'needed' AND f.project_id IN (SELECT value FROM json_each(?))
     ORDER BY f.created_position`,
    JSON.stringify(projectIds),
  );
  return Map.groupBy(rows, (row) => row.projectId);
}
