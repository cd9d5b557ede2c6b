/** What a leader's card shows of a project besides its row: the newest report, milestones, open issues, last decisions. */
import type { Reading } from '../run.ts';
import { scheduledProjects } from './milestones.ts';

export interface CardReport {
  readonly period: string;
  readonly physicalProgress: string | null;
  readonly progressText: string | null;
  readonly problems: string | null;
}

/** The newest filled report up to the period; undefined where there is none. */
export function newestReport(reading: Reading, projectId: string, period: string): CardReport | undefined {
  return reading.selectFirst<CardReport>(
    `SELECT period, physical_progress AS physicalProgress, progress_text AS progressText, problems
     FROM progress_reports WHERE project_id = ? AND is_deleted = 0 AND period <= ? ORDER BY period DESC LIMIT 1`,
    projectId,
    period,
  );
}

export interface CardMilestone {
  readonly name: string;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
}

export function cardMilestones(reading: Reading, projectId: string): CardMilestone[] {
  const nodes = scheduledProjects(reading, { projectId }).flatMap((project) => project.nodes);
  return nodes
    .map(({ name, plannedOn, actualOn }) => ({ name, plannedOn, actualOn }))
    .toSorted((left, right) =>
      (left.plannedOn ?? left.actualOn ?? '9999').localeCompare(right.plannedOn ?? right.actualOn ?? '9999'),
    );
}

export interface CardDecision {
  readonly assignedOn: string;
  readonly content: string;
  readonly unitName: string | null;
  readonly dueOn: string | null;
  readonly isDone: boolean;
}

/** What meetings, instructions and visits decided about the project the last time one of them did. */
export function lastDecisions(reading: Reading, projectId: string, day: string): CardDecision[] {
  return reading
    .select<Omit<CardDecision, 'isDone'> & { closedOn: string | null }>(
      `SELECT t.assigned_on AS assignedOn, t.content, u.name AS unitName, t.due_on AS dueOn, t.closed_on AS closedOn
       FROM tasks t LEFT JOIN units u ON u.id = t.unit_id
       WHERE t.project_id = ? AND t.is_deleted = 0 AND t.origin IN ('meeting', 'instruction', 'visit') AND t.assigned_on = (
         SELECT max(n.assigned_on) FROM tasks n WHERE n.project_id = t.project_id AND n.is_deleted = 0
           AND n.origin IN ('meeting', 'instruction', 'visit') AND n.assigned_on <= ?)
       ORDER BY t.number, t.created_position`,
      projectId,
      day,
    )
    .map(({ closedOn, ...row }) => ({ ...row, isDone: closedOn !== null }));
}

export interface CardUnit {
  readonly id: string;
  readonly phone: string | null;
  readonly headName: string | null;
  readonly headPhone: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

export function unitContacts(reading: Reading): ReadonlyMap<string, CardUnit> {
  return new Map(
    reading
      .select<CardUnit>(
        `SELECT u.id, u.phone, h.name AS headName, h.phone AS headPhone, c.name AS contactName, c.phone AS contactPhone
         FROM units u LEFT JOIN persons h ON h.id = u.head_id LEFT JOIN persons c ON c.id = u.contact_id
         WHERE u.is_deleted = 0`,
      )
      .map((row) => [row.id, row]),
  );
}
