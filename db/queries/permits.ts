import type { PermitStage } from '#shared/domain/permit.ts';
import type { PermitFacts } from '#shared/rules/permits.ts';
import type { Reading } from '../run.ts';
import { given, ofProject } from './milestones.ts';

export interface PermitRow extends PermitFacts {
  readonly projectId: string;
  readonly stage: PermitStage;
  readonly authorityName: string | null;
  readonly holderUnitName: string | null;
  readonly holderName: string | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
  readonly printOrder: number | null;
}

/** Steps in the order of their ledger: by stage, then as the template or the clerk put them. */
export function permitRows(reading: Reading, projectId?: string): PermitRow[] {
  return selectPermits(reading, ofProject('t.project_id', projectId), given(projectId));
}

/**
 * Of all projects only those steps that may be late on a day, or whose approval may have run out by another: open ones with
 * a plan that has passed or a day of acceptance, and done ones that were valid until then. The rules decide.
 */
export function permitRowsToWatch(reading: Reading, today: string, validUntil: string): PermitRow[] {
  const isOpen = `t.state IN ('notStarted', 'inHand') AND (t.planned_on < ? OR t.accepted_on IS NOT NULL)`;
  return selectPermits(reading, `(${isOpen} OR t.state = 'done' AND t.valid_until <= ?)`, [today, validUntil]);
}

function selectPermits(reading: Reading, condition: string, parameters: readonly string[]): PermitRow[] {
  return reading
    .select<Omit<PermitRow, 'after'> & { after: string | null }>(
      `SELECT t.id, t.project_id AS projectId, t.step, t.stage, t.name, t.state, a.name AS authorityName,
         u.name AS holderUnitName, n.name AS holderName, t.statutory_days AS statutoryDays,
         t.promised_days AS promisedDays, t.planned_on AS plannedOn, t.accepted_on AS acceptedOn,
         t.finished_on AS finishedOn, t.document_number AS documentNumber, t.valid_until AS validUntil, t.after,
         t.note, t.print_order AS printOrder
       FROM permits t LEFT JOIN units a ON a.id = t.authority_id LEFT JOIN units u ON u.id = t.holder_unit_id
       LEFT JOIN persons n ON n.id = t.holder_id
       WHERE t.is_deleted = 0 AND ${condition}
       ORDER BY t.project_id, CASE t.stage WHEN 'projectApproval' THEN 1 WHEN 'constructionApproval' THEN 2
         WHEN 'construction' THEN 3 ELSE 4 END, t.print_order, t.created_position`,
      ...parameters,
    )
    .map(({ after, ...row }) => ({ ...row, after: JSON.parse(after ?? '[]') as string[] }));
}
