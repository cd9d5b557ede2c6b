/** States and moves in words, the same on every page. */
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';

type State = OutputOf<'pools.ofProject'>['state'];

export function poolName(pool: ProjectPool | null, none = '未入库'): string {
  return pool === null ? none : projectPoolLabels[pool];
}

/** 在建库（2026年3月1日起）; without pools only 在册 and 已退出. */
export function stateWords({ state, pool, since }: State, keepsPools = true): string {
  if (!keepsPools && state !== 'exited') return '在册';
  switch (state) {
    case 'in':
      return `${poolName(pool)}（${since === null ? '入库日期不详' : `${shownDay(since)}起`}）`;
    case 'exited':
      return `已退出（${since === null ? '日期不详' : shownDay(since)}）`;
    case 'none':
      return '未入库';
    case 'unknown':
      return pool === null ? '没有记载' : `没有记载（最早记为${poolName(pool)}）`;
  }
}

export function daySince(since: string | null): string {
  return since === null ? '不详' : since;
}
