/** The centre's word on levels, beside what the districts claim. */
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectLevel } from '#shared/domain/project.ts';
import type { Reading } from '../run.ts';
import { districtOrder } from './district-order.ts';

/** Joins the confirmation of a project `p` as `lc`. */
export const joinConfirmation = 'LEFT JOIN level_confirmations lc ON lc.project_id = p.id AND lc.is_deleted = 0';

/** The level tables go by: the centre's word where there is one (exchange.md “Ownership”). Needs `joinConfirmation`. */
export const levelInForce = 'coalesce(lc.level, p.level)';

export function confirmedLevels(reading: Reading, officeId: string | undefined): OutputOf<'levels.list'>['rows'] {
  return reading
    .select<{
      projectId: string;
      name: string;
      officeId: string;
      officeName: string | null;
      claimed: ProjectLevel | null;
      level: ProjectLevel | null;
      document: string | null;
      confirmedOn: string | null;
      note: string | null;
    }>(
      `SELECT p.id AS projectId, p.name, p.home_office AS officeId, o.short_name AS officeName, p.level AS claimed,
         lc.level, lc.document, lc.confirmed_on AS confirmedOn, lc.note
       FROM projects p ${joinConfirmation}
       LEFT JOIN offices o ON o.id = p.home_office
       LEFT JOIN enrolled_offices e ON e.id = p.home_office
       WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL AND p.exited_on IS NULL${officeId === undefined ? '' : ' AND p.home_office = ?'}
       ORDER BY ${districtOrder}, o.short_name, p.home_office, p.ledger_order, p.created_position`,
      ...(officeId === undefined ? [] : [officeId]),
    )
    .map(({ level, document, confirmedOn, note, officeName, ...row }) => ({
      ...row,
      officeName: officeName ?? '',
      confirmed: level === null ? null : { level, document, confirmedOn, note },
    }));
}

/** Own projects on one of the lists of a year, and those a provincial or municipal leader answers for. */
export function projectsAskedFor(
  reading: Reading,
  officeId: string,
  year: number,
  asked: { readonly levels: readonly string[]; readonly lists: readonly string[]; readonly isLeaderProjects: boolean },
): string[] {
  return reading
    .select<{ id: string }>(
      `SELECT p.id FROM projects p ${joinConfirmation}
       WHERE p.home_office = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL AND p.exited_on IS NULL AND (
         ${levelInForce} IN (SELECT value FROM json_each(?))
         OR EXISTS (SELECT 1 FROM list_memberships m WHERE m.project_id = p.id AND m.is_deleted = 0 AND m.year = ?
           AND m.list IN (SELECT value FROM json_each(?)))
         OR (? = 1 AND EXISTS (SELECT 1 FROM assignments a WHERE a.project_id = p.id AND a.is_deleted = 0
           AND a.until_day IS NULL AND a.tier IN ('provincial', 'municipal'))))
       ORDER BY p.ledger_order, p.created_position`,
      officeId,
      JSON.stringify(asked.levels),
      year,
      JSON.stringify(asked.lists),
      asked.isLeaderProjects ? 1 : 0,
    )
    .map((row) => row.id);
}

/** The offices whose requests to report are here. */
export function officesThatAsk(reading: Reading): string[] {
  return reading
    .select<{ home: string }>('SELECT DISTINCT home_office AS home FROM scope_requests WHERE is_deleted = 0')
    .map((row) => row.home);
}
