import { problem } from '#shared/error.ts';
import type { Reading, Writing } from '../run.ts';

/**
 * The one order of districts, in every list and table of the centre: as the centre has put them, the others as they were
 * enrolled. For queries that join `enrolled_offices e`; the own office, which is not enrolled, comes first.
 */
export const districtOrder =
  'e.id IS NOT NULL, e.print_order IS NULL, e.print_order, e.enrolled_at, e.short_name' as const;

/** Puts the districts in this order; those not named follow as they were. Unknown ids are refused. */
export function orderDistricts(writing: Writing, officeIds: readonly string[]): void {
  const rest = districtIds(writing).filter((id) => !officeIds.includes(id));
  [...new Set(officeIds), ...rest].forEach((id, index) => {
    const { changes } = writing.execute(
      "UPDATE enrolled_offices SET print_order = ? WHERE id = ? AND kind = 'district'",
      index + 1,
      id,
    );
    if (changes === 0) throw problem('RECORD_NOT_FOUND', { noun: '区县' });
  });
}

/**
 * Districts as the centre's liaison groups (郑重办〔2022〕 附件1) answer for them, in the groups' order; by name where a group
 * was made before its district was enrolled.
 */
export function districtsOfLiaisonGroups(reading: Reading): string[] {
  return reading
    .select<{ id: string }>(
      `SELECT e.id FROM groups g JOIN enrolled_offices e ON e.kind = 'district' AND CASE
         WHEN g.district_office_id IS NULL THEN g.district_name IN (e.short_name, e.full_name)
           OR (length(g.district_name) > 1 AND instr(e.full_name, g.district_name) > 0)
         ELSE e.id = g.district_office_id END
       WHERE g.is_deleted = 0 AND g.kind = 'liaisonGroup' AND g.dissolved_on IS NULL
       GROUP BY e.id ORDER BY min(coalesce(g.print_order, 1000000)), min(g.created_position)`,
    )
    .map((row) => row.id);
}

function districtIds(reading: Reading): string[] {
  return reading
    .select<{ id: string }>(`SELECT e.id FROM enrolled_offices e WHERE e.kind = 'district' ORDER BY ${districtOrder}`)
    .map((row) => row.id);
}

/** Short names of the districts that report here, in the centre's order. */
export function districtNames(reading: Reading): string[] {
  return reading
    .select<{ name: string }>(
      `SELECT e.short_name AS name FROM enrolled_offices e WHERE e.kind = 'district' ORDER BY ${districtOrder}`,
    )
    .map((row) => row.name);
}
