import type { PlannedNodeShown } from '../contract/planned-nodes.ts';

/** How a node that was handed down stands, in a word. */
export function plannedNodeStateText({
  state,
  own,
  daysLate,
}: Pick<PlannedNodeShown, 'state' | 'own' | 'daysLate'>): string {
  switch (state) {
    case 'done':
      return '已实现';
    case 'doneLate':
      return '已实现，晚了';
    case 'late':
      return `逾期 ${daysLate ?? 0} 天`;
    case 'ahead':
      return own === null ? '区县没有这个节点' : '未到期';
    case 'withoutDay':
      return '没有定时间';
  }
}
