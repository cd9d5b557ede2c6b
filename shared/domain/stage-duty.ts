import { day, defineEntity, parent, reference, requiredChoice, text, type ValuesOf } from './entity.ts';
import { projectStages } from './project.ts';

/** Which unit and person answer for one stage of a project (二七办文〔2024〕7号 四(一)3). Id: deterministic (project, stage). */
export const stageDuty = defineEntity({
  name: 'stageDuty',
  table: 'stage_duties',
  label: '阶段责任',
  fields: {
    projectId: parent('项目', 'project'),
    stage: requiredChoice('阶段', projectStages),
    unitId: reference('责任单位', 'unit'),
    personId: reference('责任人', 'person'),
    plannedFrom: day('计划开始'),
    plannedUntil: day('计划完成'),
    finishedOn: day('实际完成'),
    note: text('说明', 500),
  },
});

export type StageDuty = ValuesOf<typeof stageDuty>;
