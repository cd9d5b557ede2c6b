/** 领导调研: which notices ask leaders to come to their projects, how often, and whether they have come. */
import type { RulePack } from './catalogue.ts';

export interface VisitDemand {
  /** year: 定期, without an interval: at least once in the year is looked at. */
  readonly every: 'month' | 'year';
  readonly text: string;
  readonly source: string;
}

const demands: readonly (VisitDemand & { readonly documentNumber: string })[] = [
  {
    documentNumber: '登项攻坚办〔2018〕1号',
    every: 'year',
    text: '分包市领导要定期到一线调研、走访，协调解决项目建设过程中存在的问题（没有规定间隔，按本年至少一次列出）',
    source: '登项攻坚办〔2018〕1号 一(一)',
  },
  {
    documentNumber: '汴办文〔2019〕13号',
    every: 'month',
    text: '对重大项目实行领导分包，召开月度现场会，协调解决项目问题',
    source: '汴办文〔2019〕13号 二(一)',
  },
];

/** What the pack's notice asks for (一(一) of 2018, 二(一) of 2019); null where it says nothing of visits. */
export function visitDemand(pack: Pick<RulePack, 'documentNumber'>): VisitDemand | null {
  const found = demands.find((each) => each.documentNumber === pack.documentNumber);
  return found === undefined ? null : { every: found.every, text: found.text, source: found.source };
}

/** Whether the last visit lies within the month or the year that counts; the year where no notice says anything. */
export function isVisited(lastOn: string | null, today: string, demand: VisitDemand | null): boolean {
  if (lastOn === null) return false;
  const length = demand?.every === 'month' ? 7 : 4;
  return lastOn.slice(0, length) === today.slice(0, length);
}
