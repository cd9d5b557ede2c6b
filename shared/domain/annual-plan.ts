import { z } from 'zod';
import { choice, defineEntity, money, parent, text, type ValuesOf } from './entity.ts';

export const carryOvers = ['carried', 'new', 'notCarried'] as const;
export type CarryOver = (typeof carryOvers)[number];

/**
 * A project's plan for one year, and what was done before it. Id: deterministic from (project, year).
 * 截至上年底 is stored; since start is derived (domain.md 2 “Money”).
 */
export const annualPlan = defineEntity({
  name: 'annualPlan',
  table: 'annual_plans',
  label: '年度计划',
  fields: {
    projectId: parent('项目', 'project'),
    year: { schema: z.int().min(1990).max(2100), storage: 'integer', label: '年度' },
    plannedInvestment: money('年度计划投资'),
    doneBeforeYear: money('截至上年底完成投资'),
    task: text('年度建设任务', 3000),
    quarter1Task: text('一季度工作内容', 2000),
    quarter1Investment: money('一季度计划投资'),
    quarter2Task: text('二季度工作内容', 2000),
    quarter2Investment: money('二季度计划投资'),
    quarter3Task: text('三季度工作内容', 2000),
    quarter3Investment: money('三季度计划投资'),
    quarter4Task: text('四季度工作内容', 2000),
    quarter4Investment: money('四季度计划投资'),
    month1Investment: money('1月计划投资'),
    month2Investment: money('2月计划投资'),
    month3Investment: money('3月计划投资'),
    month4Investment: money('4月计划投资'),
    month5Investment: money('5月计划投资'),
    month6Investment: money('6月计划投资'),
    month7Investment: money('7月计划投资'),
    month8Investment: money('8月计划投资'),
    month9Investment: money('9月计划投资'),
    month10Investment: money('10月计划投资'),
    month11Investment: money('11月计划投资'),
    month12Investment: money('12月计划投资'),
    /** How the project came into this year: 结转, 新列入, or 未结转 with why (登项攻坚办〔2018〕1号 (十二)). */
    carryOver: choice('结转情况', carryOvers),
    carryOverNote: text('结转说明', 500),
  },
});

export type AnnualPlan = ValuesOf<typeof annualPlan>;
