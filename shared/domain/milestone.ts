import {
  defineEntity,
  integer,
  parent,
  partialDay,
  reference,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
} from './entity.ts';

/** 签约、开工、竣工、达效 (二七办文〔2024〕7号 四(三)4), 土地摘牌 (汴办文〔2019〕13号 四(一)) and a project's own. */
export const milestoneKinds = ['signing', 'landAuction', 'start', 'completion', 'fullBenefit', 'own'] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/**
 * Id: deterministic from (project, kind) except for own ones. Planned days keep the precision they were given with.
 * One fact, one place: the planned day of `start` and `completion` is project.startsOn and completesOn, the actual day of
 * `landAuction` is project.landAuctionDay; those nodes keep null there, and typing the day in either place writes the project.
 */
export const milestone = defineEntity({
  name: 'milestone',
  table: 'milestones',
  label: '建设节点',
  fields: {
    projectId: parent('项目', 'project'),
    kind: requiredChoice('类别', milestoneKinds),
    name: requiredText('节点', 100),
    plannedOn: partialDay('计划时间'),
    actualOn: partialDay('实际时间'),
    unitId: reference('责任单位', 'unit'),
    personId: reference('责任人', 'person'),
    /** What must be reached before it, and how many working days it takes: back-scheduling (倒排工期). */
    afterIds: references('前置节点', 'milestone'),
    workingDays: integer('所需工作日'),
    note: text('说明', 500),
    printOrder: integer('排序'),
  },
});

export type Milestone = ValuesOf<typeof milestone>;
