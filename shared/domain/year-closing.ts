import { daySchema, defineEntity, integer, money, requiredText, text, type ValuesOf, year } from './entity.ts';

/** 年终结账 (金政办〔2019〕3号 二(二)). Id: deterministic from (office, year). */
export const yearClosing = defineEntity({
  name: 'yearClosing',
  table: 'year_closings',
  label: '年终结账',
  fields: {
    year: year('年度'),
    closedOn: { schema: daySchema, storage: 'text', label: '结账日期' },
    closedBy: requiredText('结账人', 40),
    projects: integer('项目数'),
    plannedInvestment: money('年度计划投资'),
    doneThisYear: money('本年完成投资'),
    note: text('说明', 500),
  },
});

export type YearClosing = ValuesOf<typeof yearClosing>;
