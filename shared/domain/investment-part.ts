import { defineEntity, integer, money, parent, text, type ValuesOf } from './entity.ts';

/** One part of a project's investment by where it comes from, and in which year (domain.md 2: by source, class, year). */
export const investmentPart = defineEntity({
  name: 'investmentPart',
  table: 'investment_parts',
  label: '投资构成',
  fields: {
    projectId: parent('项目', 'project'),
    /** null: of the whole project. */
    year: integer('年度'),
    source: text('资金来源', 100),
    investmentClass: text('投资类别', 60),
    amount: money('金额'),
    note: text('说明', 300),
  },
});

export type InvestmentPart = ValuesOf<typeof investmentPart>;
