import {
  day,
  defineEntity,
  integer,
  parent,
  reference,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
} from './entity.ts';

export const permitStages = ['projectApproval', 'constructionApproval', 'construction', 'acceptance'] as const;
export type PermitStage = (typeof permitStages)[number];
/** 未办 / 在办 / 已办结 / 不适用. */
export const permitStates = ['notStarted', 'inHand', 'done', 'notApplicable'] as const;
export type PermitState = (typeof permitStates)[number];

/** One step of a project's permit ledger (手续办理台账). Id: deterministic from (project, step) for steps of a template. */
export const permit = defineEntity({
  name: 'permit',
  table: 'permits',
  label: '手续',
  fields: {
    projectId: parent('项目', 'project'),
    /** The step of the template it came from; null for an own one. */
    step: text('模板步骤', 40),
    stage: requiredChoice('阶段', permitStages),
    name: requiredText('手续名称', 100),
    state: requiredChoice('状态', permitStates),
    /** Who grants it, and who is charged with getting it. */
    authorityId: reference('审批单位', 'unit'),
    holderUnitId: reference('办理单位', 'unit'),
    holderId: reference('办理人', 'person'),
    statutoryDays: integer('法定时限'),
    promisedDays: integer('承诺时限'),
    plannedOn: day('计划办结'),
    acceptedOn: day('受理日期'),
    finishedOn: day('办结日期'),
    documentNumber: text('批复文号', 100),
    validUntil: day('有效期至'),
    /** What must be finished before, by id or by `step`; permits that do not wait for each other run in parallel. */
    after: references('前置手续', 'permit'),
    note: text('说明', 500),
    printOrder: integer('排序'),
  },
});

export type Permit = ValuesOf<typeof permit>;
