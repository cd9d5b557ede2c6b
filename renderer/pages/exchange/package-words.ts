import { periodLabel } from '#shared/calendar/period.ts';
import { packageKindLabels } from '#shared/text/exchange-labels.ts';
import type { PackageView } from './package-view.ts';

export function kindText(kind: string): string {
  return (packageKindLabels as Readonly<Record<string, string>>)[kind] ?? '文件';
}

export function periodText(period: string | null): string {
  return period === null ? '' : `${period.slice(0, 4)}年${periodLabel(period)}`;
}

export interface StateText {
  readonly text: string;
  readonly about: string;
  readonly tone: 'waiting' | 'done' | 'look';
}

/** Generated is never shown as delivered. */
export function stateText(row: PackageView): StateText {
  if (row.direction === 'sent' && row.state === 'takenBack')
    return { text: '已作废', about: '它说明的那次接收已经撤销，请改交新回执', tone: 'look' };
  if (row.direction === 'sent' && row.kind === 'receipt')
    return { text: '已生成', about: '回执已生成，请存回对方的U盘', tone: 'done' };
  switch (row.state) {
    case 'generated':
      return { text: '已生成', about: '文件已生成，还没有收到对方的回执', tone: 'waiting' };
    case 'acknowledged':
      return { text: '对方已收', about: '对方的回执已确认收到', tone: 'done' };
    case 'questioned':
      return { text: '有疑问', about: '对方已收，对其中的内容有疑问', tone: 'look' };
    case 'received':
      return { text: '已接收', about: '已写入本单位', tone: 'done' };
    case 'takenBack':
      return { text: '已撤销接收', about: '写入过，后来撤销了；要重新写入，请再接收一次原文件', tone: 'look' };
    case 'refused':
      return { text: '已拒收', about: '没有写入任何内容', tone: 'look' };
  }
}
