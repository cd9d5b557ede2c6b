import { z } from 'zod';
import { defineEntity, money, parent, text, type ValuesOf } from './entity.ts';

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
  },
});

export type AnnualPlan = ValuesOf<typeof annualPlan>;
