import { day, defineEntity, integer, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 组长 / 常务副组长 / 副组长 / 成员 / 联络员 / 分管（第一至第六组…） (郑重办〔2022〕 附件1: a deputy oversees several groups). */
export const groupRoles = ['leader', 'executiveDeputy', 'deputy', 'member', 'contact', 'overseer'] as const;
export type GroupRole = (typeof groupRoles)[number];

export const groupMember = defineEntity({
  name: 'groupMember',
  table: 'group_members',
  label: '小组成员',
  fields: {
    groupId: parent('小组', 'group'),
    personId: parent('人员', 'person'),
    role: requiredChoice('角色', groupRoles),
    /** The post as the founding document prints it. */
    printedPost: text('文件所列职务', 100),
    printOrder: integer('排序'),
    fromDay: day('开始'),
    untilDay: day('结束'),
  },
});

export type GroupMember = ValuesOf<typeof groupMember>;
