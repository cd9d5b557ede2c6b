/** Nodes of chart ① that the centre has handed down. */
import type { PlannedNode } from '#shared/domain/planned-node.ts';
import type { Reading } from '../run.ts';

export interface StoredPlannedNode extends PlannedNode {
  readonly id: string;
}

/** In the order of their days; of one project, of one year, or all. */
export function storedPlannedNodes(
  reading: Reading,
  { projectId, year }: { readonly projectId?: string; readonly year?: number },
): StoredPlannedNode[] {
  return reading.select<StoredPlannedNode>(
    `SELECT id, project_id AS projectId, year, name, planned_on AS plannedOn, responsible, note FROM planned_nodes
     WHERE is_deleted = 0${projectId === undefined ? '' : ' AND project_id = ?'}${year === undefined ? '' : ' AND year = ?'}
     ORDER BY year, planned_on IS NULL, planned_on, created_position`,
    ...(projectId === undefined ? [] : [projectId]),
    ...(year === undefined ? [] : [year]),
  );
}

export function yearsWithPlannedNodes(reading: Reading): number[] {
  return reading
    .select<{ year: number }>('SELECT DISTINCT year FROM planned_nodes WHERE is_deleted = 0 ORDER BY year DESC')
    .map((row) => row.year);
}
