import type { PlotAttractionView } from '#shared/contract/pools.ts';
import type { Reading } from '../run.ts';

/** 再次招商 of an office: the open ones first, then the newest. */
export function attractionsOf(reading: Reading, officeId: string): PlotAttractionView[] {
  return reading.select<PlotAttractionView>(
    `SELECT t.id, t.project_id AS projectId, p.name AS projectName, t.plot, t.opened_on AS openedOn, t.unit_id AS unitId,
       u.name AS unitName, t.new_project_id AS newProjectId, n.name AS newProjectName, t.closed_on AS closedOn, t.note
     FROM plot_attractions t JOIN projects p ON p.id = t.project_id
     LEFT JOIN units u ON u.id = t.unit_id LEFT JOIN projects n ON n.id = t.new_project_id
     WHERE t.home_office = ? AND t.is_deleted = 0
     ORDER BY t.closed_on IS NOT NULL, t.opened_on DESC, t.created_position DESC`,
    officeId,
  );
}
