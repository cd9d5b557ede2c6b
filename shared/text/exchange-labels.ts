/** Words of what goes between offices besides the reports: questions, answers, items of liaison groups. */
import type { AnswerKind } from '../domain/answer.ts';
import type { CentreRuleKind, CodedField } from '../domain/centre-rule.ts';
import { project } from '../domain/project.ts';
import type { QuestionKind, QuestionState } from '../domain/question.ts';
import type { ReportingItemKind, ReportingItemState } from '../domain/reporting-item.ts';
import type { PackageKind } from '../package/manifest.ts';

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

/** 报送包, 回执 … for the kinds of file that go between offices. */
export const packageKindLabels: Readonly<Record<PackageKind, string>> = {
  report: '报送包',
  receipt: '回执',
  directive: '下达文件',
  question: '询问',
  echo: '找回包',
  desk: '本单位同步文件',
  trust: '登记更新',
};

/** Why what came does not count, or not yet: the reason kept with it, in words. */
export const notAdoptedLabels: Readonly<Record<string, string>> = {
  OWNED_BY_ANOTHER_OFFICE: '这条记录不归对方单位管理，没有采纳',
  NOT_FOR_THIS_KIND_OF_OFFICE: '对方单位不能写这类记录，没有采纳',
  MALFORMED: '内容不成形，没有采纳，请对方升级程序后重报',
  TAKEN_BACK: '已撤销接收',
  RECORD: '所属的记录还没有到，到齐后自动写入',
  PARENT: '所属的记录还没有到，到齐后自动写入',
  UNKNOWN_ENTITY: '新版本程序才有的内容，已留着，升级后自动写入',
};

export const centreRuleKindLabels: Readonly<Record<CentreRuleKind, string>> = {
  weeklyDeadline: '周报时限',
  monthlyDeadline: '每月时限',
  dayDeadline: '一次性时限',
  codes: '编码',
  investmentToDate: '截至完成投资口径',
};

export const codedFieldLabels: Readonly<Record<CodedField, string>> = {
  industry: project.fields.industry.label,
  industryChain: project.fields.industryChain.label,
  investmentClass: project.fields.investmentClass.label,
  category: project.fields.category.label,
  fundingSource: project.fields.fundingSource.label,
};

export const investmentMeaningLabels = { thisYear: '本年累计', sinceStart: '开工以来累计' } as const;
