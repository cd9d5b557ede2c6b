import type { Scope } from '../contract/packages.ts';
import { recordKindLabels } from '../package/record-kinds.ts';
import { projectLevelLabels } from './labels.ts';

interface ScopeWords {
  /** Of projects that were chosen one by one. */
  readonly chosen: string;
  /** Where neither a level nor a list is ticked. */
  readonly nothing: string;
}

/** Which projects are reported and what of them is left out. */
export function scopeText(scope: Scope, words: ScopeWords): string {
  const leftOut = (scope.leftOut ?? []).map((kind) => recordKindLabels[kind]);
  const projects = projectsText(scope, words);
  return leftOut.length === 0 ? projects : `${projects}（不含${leftOut.join('、')}）`;
}

function projectsText(
  { kind, levels = [], lists = [], isLeaderProjects }: Scope,
  { chosen, nothing }: ScopeWords,
): string {
  if (kind === 'all') return '全部项目';
  if (kind === 'list') return chosen;
  const named = [
    ...levels.map((level) => projectLevelLabels[level]),
    ...lists,
    ...(isLeaderProjects === true ? ['省市领导联系项目'] : []),
  ];
  return named.join('、') || nothing;
}
