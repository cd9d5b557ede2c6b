import {
  choice,
  day,
  daySchema,
  defineEntity,
  integer,
  reference,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';

/**
 * draft: without a person or a day, kept and listed. assigned → inHand → replied → closed; returned goes back in hand;
 * escalated waits for the meeting the pack names (登项攻坚办〔2018〕1号 (六): 无法解决的及时上报).
 */
export const taskStates = ['draft', 'assigned', 'inHand', 'replied', 'returned', 'escalated', 'closed'] as const;
export type TaskState = (typeof taskStates)[number];

export const taskOrigins = ['meeting', 'instruction', 'issue', 'inspection', 'visit', 'superior', 'own'] as const;
export type TaskOrigin = (typeof taskOrigins)[number];

export const taskReviewResults = ['kept', 'recurred'] as const;
export type TaskReviewResult = (typeof taskReviewResults)[number];

/** 督办事项 (一事一结一报): made by a meeting, a leader's instruction, an issue, an inspection, a visit or the centre. */
export const task = defineEntity({
  name: 'task',
  table: 'tasks',
  label: '督办事项',
  fields: {
    number: integer('编号'),
    origin: requiredChoice('来源', taskOrigins),
    /** The meeting, instruction, issue, inspection sheet or visit it was made by. */
    originId: text('来源记录', 64),
    agendaItemId: reference('议题', 'agendaItem'),
    projectId: reference('项目', 'project'),
    content: requiredText('工作任务', 1000),
    assignedOn: { schema: daySchema, storage: 'text', label: '交办日期' },
    dueOn: day('办结时限'),
    unitId: reference('责任单位', 'unit'),
    personId: reference('责任人', 'person'),
    /** A district the centre gives it to; it replies with entries of its own. */
    officeId: reference('承办区县', 'office'),
    supportingUnitIds: references('配合单位', 'unit'),
    state: requiredChoice('状态', taskStates),
    isKeySupervised: yesNo('重点督办'),
    replyText: text('办理结果', 3000),
    repliedOn: day('反馈日期'),
    evidenceId: reference('佐证材料', 'attachment'),
    returnedReason: text('退回原因', 1000),
    escalatedTo: text('提交会议', 100),
    escalatedOn: day('提交日期'),
    closedOn: day('办结日期'),
    closedBy: text('办结确认人', 40),
    closingNote: text('办结情况', 2000),
    /** Handed with the list to the supervising body (议定事项清单 → 督查局). */
    handedOverOn: day('移交督查日期'),
    reminders: integer('催办次数'),
    remindedOn: day('最近催办'),
    reviewDueOn: day('回头看时间'),
    reviewedOn: day('回头看日期'),
    reviewResult: choice('回头看结果', taskReviewResults),
    reviewNote: text('回头看情况', 1000),
    rulePack: text('适用文件', 60),
  },
});

export type Task = ValuesOf<typeof task>;
