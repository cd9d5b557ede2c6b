import { day, defineEntity, money, monthSchema, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 待核 / 已核 / 有出入待更正. */
export const monthCheckStates = ['open', 'checked', 'questioned'] as const;
export type MonthCheckState = (typeof monthCheckStates)[number];

/**
 * 按月查账 (金政办〔2019〕3号 二(二)): the month-end figure of one project beside the weekly ones, who checked it, what was
 * found. Id: deterministic from (project, month).
 */
export const monthCheck = defineEntity({
  name: 'monthCheck',
  table: 'month_checks',
  label: '按月查账',
  fields: {
    projectId: parent('项目', 'project'),
    month: { schema: monthSchema, storage: 'text', label: '月份' },
    /** 本年累计 at the end of the month. */
    doneThisYear: money('月末本年累计完成投资'),
    state: requiredChoice('状态', monthCheckStates),
    finding: text('核对情况', 1000),
    checkedBy: text('核对人', 40),
    checkedOn: day('核对日期'),
  },
});

export type MonthCheck = ValuesOf<typeof monthCheck>;
