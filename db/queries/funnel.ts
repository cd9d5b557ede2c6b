import type { ReserveStage } from '#shared/domain/project.ts';
import type { Reading } from '../run.ts';

export function funnelTargets(
  reading: Reading,
  officeId: string,
  year: number,
): { stage: ReserveStage; projects: number | null; dueOn: string | null }[] {
  return reading.select(
    `SELECT stage, projects, due_on AS dueOn FROM funnel_targets WHERE home_office = ? AND year = ? AND is_deleted = 0`,
    officeId,
    year,
  );
}
