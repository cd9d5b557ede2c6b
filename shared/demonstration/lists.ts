/** The year's lists a project stands on, and its investment by where it comes from. */
import { deterministicId, type JsonValue } from '../package/operation.ts';
import type { DraftRecord } from './ledger.ts';
import type { YearPlan } from './plans.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

/** 三个一批 第十二期 by part, and the white list for projects that need the most help. `day`: when the lists came. */
export function listDrafts(projectId: string, project: FictionalProject, pool: string, day: string): DraftRecord[] {
  const year = Number(day.slice(0, 4));
  const random = randomOf('lists', project.name);
  const part = pool === 'reserve' ? '签约' : pool === 'completion' ? '投产' : '开工';
  const put = (list: string, values: Readonly<Record<string, JsonValue>>): DraftRecord => ({
    entity: 'listMembership',
    id: deterministicId('listMembership', projectId, list, year),
    kind: 'put',
    values: { projectId, list, year, fromDay: day, ...values },
  });
  const isKey = project.level !== 'district';
  return [
    ...(random.chance(isKey ? 0.5 : 0.12)
      ? [put('三个一批', { issue: '第十二期', part, document: `云岭重办〔${year}〕3号` })]
      : []),
    ...(random.chance(isKey ? 0.3 : 0.08)
      ? [put('省重点项目建设“白名单”', { document: `云岭重办〔${year}〕5号` })]
      : []),
  ];
}

/** 企业自筹及银行贷款 → two parts of the whole and of the year; sums are exact. */
export function investmentDrafts(projectId: string, project: FictionalProject, plan: YearPlan): DraftRecord[] {
  const sources = project.fundingSource?.split(/及|、/) ?? [];
  const random = randomOf('investment', project.name);
  if (sources.length === 0 || !random.chance(sources.length > 1 ? 0.9 : 0.3)) return [];
  const share = sources.length === 1 ? 1 : random.between(4, 8) / 10;
  const parts = (year: number | null, amount: number): DraftRecord[] => {
    const first = Math.floor((amount * share) / 10_000) * 10_000;
    return sources.map((source, index) => ({
      entity: 'investmentPart',
      id: deterministicId('investmentPart', projectId, year ?? 0, index),
      kind: 'put',
      values: {
        projectId,
        year,
        source,
        investmentClass: project.theme.investmentClass,
        amount: sources.length === 1 ? amount : index === 0 ? first : amount - first,
      },
    }));
  };
  return [...parts(null, project.totalInvestment), ...(plan.planned === null ? [] : parts(plan.year, plan.planned))];
}
