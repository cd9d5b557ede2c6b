import type { ConstructionNature, ProjectLevel, ProjectPool } from '../domain/project.ts';
import { doubtful, type Reading, sure } from './doubt.ts';
import { errorValue } from './money.ts';
import { halfWidth, squash } from './text.ts';

const saidNothing = /^(?:[-—/]*|无|否|暂无)$/;

/** 新建, 续建, 改扩建; other words stay empty and doubtful. */
export function parseNature(raw: string): Reading<ConstructionNature | null> {
  const text = halfWidth(squash(raw));
  if (saidNothing.test(text)) return sure(null);
  if (/^(?:新建|新开工|新开|新建项目|新开工项目)$/.test(text)) return sure('newBuild');
  if (/^(?:续建|续建项目|结转|在建)$/.test(text)) return sure('continuing');
  if (/^(?:改扩建|改建|扩建|改、扩建|改建、扩建|改\/扩建|改扩建项目)$/.test(text)) return sure('expansion');
  if (errorValue.test(text)) return doubtful(null, 'cell-error', `单元格公式出错（${text}），没有建设性质`);
  return doubtful(null, 'nature-unknown', `建设性质“${text}”不是新建、续建或改扩建，先不填`);
}

/** 省 / 市 / 区县 重点; a project of two levels has the higher one. */
export function parseLevel(raw: string): Reading<ProjectLevel | null> {
  const text = halfWidth(squash(raw));
  if (saidNothing.test(text)) return sure(null);
  if (/^(?:国家|中央|部)/.test(text)) return doubtful(null, 'level-unknown', `项目级别“${text}”高于省级，先不填`);
  if (/省/.test(text)) return sure('provincial');
  if (/市(?!辖)/.test(text)) return sure('municipal');
  if (/区|县/.test(text)) return sure('district');
  return doubtful(null, 'level-unknown', `项目级别“${text}”不是省、市、区县级，先不填`);
}

export function parsePool(raw: string): Reading<ProjectPool | null> {
  const text = squash(raw);
  if (saidNothing.test(text)) return sure(null);
  if (/储备|谋划/.test(text)) return sure('reserve');
  if (/新?开工/.test(text)) return sure('start');
  if (/在建|续建/.test(text)) return sure('construction');
  if (/竣工|投产|完工/.test(text)) return sure('completion');
  return doubtful(null, 'pool-unknown', `所在库“${text}”不是储备、开工、在建或竣工，先不填`);
}

/**
 * The pool nature and years speak for (二七办文〔2024〕7号 四(一)2): started this year 开工, finished this year 竣工, finished
 * later 在建. A proposal; null where the years do not decide.
 */
export function proposePool(
  nature: ConstructionNature | null,
  startsOn: string | null,
  completesOn: string | null,
  planYear: number,
): ProjectPool | null {
  const starts = startsOn === null ? null : Number(startsOn.slice(0, 4));
  const completes = completesOn === null ? null : Number(completesOn.slice(0, 4));
  if (nature === 'newBuild') return starts === planYear ? 'start' : null;
  if (nature !== 'continuing' || completes === null) return null;
  if (completes === planYear) return 'completion';
  return completes > planYear ? 'construction' : null;
}

/** The level a heading over some of the rows prints (“一、省重点项目”). */
export function levelInHeading(heading: string): ProjectLevel | null {
  const text = squash(heading);
  if (/省级?(?:重点|重大|项目)/.test(text)) return 'provincial';
  if (/市级?(?:重点|重大)|市级项目/.test(text)) return 'municipal';
  return /[区县]级?(?:重点|重大)|[区县]级项目/.test(text) ? 'district' : null;
}

/** What a title prints about the level of all its projects, and what it merely suggests. */
export function levelInTitle(title: string): { printed: ProjectLevel | null; suggested: ProjectLevel | null } {
  const text = squash(title);
  if (/省级?(?:重点|重大)|省市重点|省、市重点/.test(text))
    return { printed: /省市|省、市/.test(text) ? null : 'provincial', suggested: 'provincial' };
  if (/市级(?:重点|重大)|(?:^|年度?|[（(])市(?:重点|重大)/.test(text))
    return { printed: 'municipal', suggested: 'municipal' };
  if (/[区县]级(?:重点|重大)|(?:^|年度?|[（(])[区县](?:重点|重大)/.test(text))
    return { printed: 'district', suggested: 'district' };
  if (/[区县]/.test(text)) return { printed: null, suggested: 'district' };
  return { printed: null, suggested: /市/.test(text) ? 'municipal' : null };
}
