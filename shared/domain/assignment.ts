import { choice, day, defineEntity, integer, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/**
 * 分包 / 包联 / 联系领导; 项目管家 or 首席服务官; 项目单位联系人 (domain.md 1). 挂钩 (二七办文〔2024〕7号 四(一)1): the county-level
 * leader of the area and the head of the town or street. 县级干部责任人: 汴办文〔2019〕13号 二(二).
 */
export const assignmentRoles = [
  'responsibleLeader',
  'projectSteward',
  'ownerContact',
  'areaLeader',
  'townHead',
  'accountableOfficer',
] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];
export const leaderTiers = ['provincial', 'municipal', 'district'] as const;
export type LeaderTier = (typeof leaderTiers)[number];

/**
 * Who answers for a project, with history: ended ones keep their days. Id: deterministic from (project, role, person)
 * for the first term, random for a later one of the same person.
 */
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
    note: text('说明', 300),
  },
});

export type Assignment = ValuesOf<typeof assignment>;
