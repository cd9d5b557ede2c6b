import {
  choice,
  day,
  daySchema,
  defineEntity,
  integer,
  parent,
  reference,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';

/** 待办 / 在办 / 已销号. A reopened issue is 在办 again. */
export const issueStates = ['open', 'inHand', 'closed'] as const;
export type IssueState = (typeof issueStates)[number];

export const issueOrigins = ['report', 'inspection', 'meeting', 'owner', 'superior', 'other'] as const;
export type IssueOrigin = (typeof issueOrigins)[number];

export const reviewResults = ['solved', 'recurred'] as const;
export type ReviewResult = (typeof reviewResults)[number];

/**
 * One line of the 问题台账 (二七办文〔2024〕7号 四(三)4(2)): graded and classed, handed over with a deadline, closed one by one
 * (销号), those settled by a special meeting looked at again (回头看). What was done meanwhile are `issueEntry` records.
 */
export const issue = defineEntity({
  name: 'issue',
  table: 'issues',
  label: '问题',
  fields: {
    projectId: parent('项目', 'project'),
    /** Running number of the office's ledger of a year, given when the issue is entered. */
    number: integer('编号'),
    /** Who or what it is about, in one line: printed in 存在问题及涉及单位. */
    title: requiredText('存在问题', 500),
    detail: text('详细情况', 3000),
    /** A class and the code of a grade of the pack's rule `issues`. */
    issueClass: text('问题类别', 60),
    grade: text('紧急程度', 40),
    origin: choice('来源', issueOrigins),
    foundOn: { schema: daySchema, storage: 'text', label: '发现日期' },
    foundBy: text('提出人', 60),
    unitId: reference('责任单位', 'unit'),
    personId: reference('责任人', 'person'),
    supportingUnitIds: references('配合单位', 'unit'),
    /** 资金 / 手续办理 / 拆迁: the solving team it was given to (四(三)1). */
    team: text('攻坚组', 60),
    measure: text('解决措施', 2000),
    dueOn: day('办结时限'),
    state: requiredChoice('状态', issueStates),
    /** Settled by a special meeting: supervised as 重点督办 and looked at again. */
    isKeySupervised: yesNo('重点督办'),
    closedOn: day('销号日期'),
    closedBy: text('销号人', 40),
    closingNote: text('办结情况', 2000),
    evidenceId: reference('办结佐证', 'attachment'),
    /** How often it was opened again after a closing. */
    reopenings: integer('重新打开次数'),
    reviewDueOn: day('回头看时间'),
    reviewedOn: day('回头看日期'),
    reviewedBy: text('回头看人', 40),
    reviewResult: choice('回头看结果', reviewResults),
    reviewNote: text('回头看情况', 1000),
  },
});

export type Issue = ValuesOf<typeof issue>;
