import { choice, day, defineEntity, integer, parent, requiredChoice, type ValuesOf } from './entity.ts';

/** 分包 / 包联 / 联系领导; 项目管家 or 首席服务官; 项目单位联系人 (domain.md 1). */
export const assignmentRoles = ['responsibleLeader', 'projectSteward', 'ownerContact'] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];
export const leaderTiers = ['provincial', 'municipal', 'district'] as const;

/** Who answers for a project, with history. Id: deterministic from (project, role, person). */
export const assignment = defineEntity({
  name: 'assignment',
  table: 'assignments',
  label: '分包与服务',
  fields: {
    projectId: parent('项目', 'project'),
    personId: parent('人员', 'person'),
    role: requiredChoice('角色', assignmentRoles),
    tier: choice('领导层级', leaderTiers),
    /** The order in which several leaders of one project are printed. */
    printOrder: integer('排序'),
    fromDay: day('开始'),
    untilDay: day('结束'),
  },
});

export type Assignment = ValuesOf<typeof assignment>;
