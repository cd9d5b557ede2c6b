import { z } from 'zod';
import { day, defineEntity, money, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 已填 / 已审 / 已报; no record means 未填. After 已报 an edit is a 更正 (domain.md 3). */
export const progressStates = ['filled', 'reviewed', 'reported', 'corrected'] as const;
export type ProgressState = (typeof progressStates)[number];

/** One project's figures and words for one period. Id: deterministic from (project, period). */
export const progressReport = defineEntity({
  name: 'progressReport',
  table: 'progress_reports',
  label: '周报',
  fields: {
    projectId: parent('项目', 'project'),
    /** The closing day of the period, YYYY-MM-DD (“11月20日期”). */
    period: { schema: z.iso.date(), storage: 'text', label: '报送期' },
    /** 本年累计: this year until this period, stored. Since start = done before the year + this. */
    doneThisYear: money('本年累计完成投资'),
    physicalProgress: text('形象进度', 2000),
    progressText: text('进展情况', 3000),
    problems: text('存在问题及涉及单位', 3000),
    coordination: text('协调解决情况', 3000),
    state: requiredChoice('状态', progressStates),
    reviewedBy: text('审核人', 40),
    reviewedOn: day('审核日期'),
  },
});

export type ProgressReport = ValuesOf<typeof progressReport>;
