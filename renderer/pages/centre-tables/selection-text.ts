import type { CentreTableView } from '#shared/contract/centre-tables.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import { askedText } from '../handed-down/asked-text.ts';

/** Which projects stand in a table, in one line. */
export function selectionText(table: Pick<CentreTableView, 'levels' | 'lists' | 'isLeaderProjects' | 'pools'>): string {
  const asked = askedText(table);
  const pools = table.pools.map((pool) => projectPoolLabels[pool]).join('、');
  return `${asked === '' ? '全部项目' : asked}${pools === '' ? '' : `，只列${pools}`}`;
}
