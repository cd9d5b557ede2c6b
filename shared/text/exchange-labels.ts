/** Words of what goes between offices besides the reports: questions, answers, items of liaison groups. */
import type { AnswerKind } from '../domain/answer.ts';
import type { QuestionKind, QuestionState } from '../domain/question.ts';
import type { ReportingItemKind, ReportingItemState } from '../domain/reporting-item.ts';

export const questionKindLabels: Readonly<Record<QuestionKind, string>> = {
  question: '询问',
  changeRequest: '更改请求',
};

export const questionStateLabels: Readonly<Record<QuestionState, string>> = {
  open: '待答复',
  settled: '已了结',
  withdrawn: '撤回',
};

export const answerKindLabels: Readonly<Record<AnswerKind, string>> = {
  corrected: '已更正',
  explained: '已说明',
  declined: '不更改',
};

export const reportingItemKindLabels: Readonly<Record<ReportingItemKind, string>> = {
  leaderProjects: '领导分包',
  lagging: '进度滞后',
  whitelist: '白名单',
  monthly: '月报信息',
};

export const reportingItemStateLabels: Readonly<Record<ReportingItemState, string>> = {
  draft: '草稿',
  filed: '已报',
  returned: '退回',
};
