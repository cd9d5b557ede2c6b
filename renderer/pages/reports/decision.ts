/** What typing in the grid means for the decision of one project. Pure. */
import type { InputOf } from '#shared/contract/index.ts';
import type { LaggingRow } from '#shared/contract/reports.ts';
import type { CellValue } from '../../components/ledger-grid/ledger-grid.tsx';
import { listedValue } from './standing.ts';

export type Decision = InputOf<'reports.decideLagging'>['items'][number];

/** Fields: decision, reason, coordinationCentre. Words without a decision confirm what stands (`isListed`). */
export function decisionAfter(row: LaggingRow, changes: Readonly<Record<string, CellValue>>): Decision {
  const { decision, reason, coordinationCentre } = changes;
  if (decision === null) throw new Error('请选择列入或不列入；要回到未认定，请按 Ctrl+Z 撤销');
  return {
    projectId: row.projectId,
    isListed: decision === undefined ? row.isListed : decision === listedValue,
    ...(reason === undefined ? {} : { reason: textOf(reason) }),
    ...(coordinationCentre === undefined ? {} : { coordination: textOf(coordinationCentre) }),
  };
}

function textOf(value: CellValue): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
