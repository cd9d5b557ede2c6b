/** How the projects of a round were chosen, in one sentence, on screen and on the cover list. */
import type { RoundSelection } from '../domain/inspection-round.ts';

export function selectionText({ way, street, seed, count, notVisitedDays, outOf }: RoundSelection): string {
  const within = street === null ? '' : `${street}的`;
  switch (way) {
    case 'picked':
      return `从${outOf}个项目中逐个选定`;
    case 'street':
      return `${within}全部项目，共${outOf}个`;
    case 'lagging':
      return `从${within}${outOf}个项目中选出进度滞后的`;
    case 'random':
      return `从${within}${outOf}个项目中随机抽取${count ?? 0}个，抽取号“${seed ?? ''}”`;
    case 'fullCoverage':
      return `全覆盖：${within}${outOf}个项目中本月还没有到过的`;
    default:
      return `从${within}${outOf}个项目中选出${notVisitedDays ?? 0}天没有到过的`;
  }
}
