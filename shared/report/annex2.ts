/** 附件2 进度滞后的省市重点项目进展情况统计表. */
import type { PageSize, TableModel } from './model.ts';
import { notice003Templates, type ProjectFacts, tableFromTemplate } from './table-template.ts';

export interface Annex2Input {
  /** YYYY-MM-DD: the only thing that stands above the table. */
  readonly fillDay: string;
  /** A4 landscape unless asked otherwise. */
  readonly pageSize?: PageSize | undefined;
  /** Already chosen (列入) and in the centre's order of districts. */
  readonly projects: readonly ProjectFacts[];
}

export function annex2({ fillDay, pageSize, projects }: Annex2Input): TableModel {
  return tableFromTemplate(notice003Templates.annex2, projects, { fillDay, pageSize: pageSize ?? 'A4' });
}
