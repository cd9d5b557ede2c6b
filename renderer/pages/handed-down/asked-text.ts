import type { ScopeRequestView } from '#shared/contract/handed-down.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';

/** What a request asks for, in one line. */
export function askedText(request: Pick<ScopeRequestView, 'levels' | 'lists' | 'isLeaderProjects'>): string {
  return [
    ...request.levels.map((level) => projectLevelLabels[level]),
    ...(request.isLeaderProjects ? ['省市领导联系项目'] : []),
    ...request.lists.map((name) => `“${name}”`),
  ].join('、');
}
