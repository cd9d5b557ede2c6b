import { day, defineEntity, integer, reference, requiredChoice, requiredText, text, type ValuesOf } from './entity.ts';

/** 领导小组 / 推进小组 / 工作专班 / 服务督导工作小组 / 问题攻坚组 / 项目指挥部. */
export const groupKinds = [
  'leadingGroup',
  'promotionGroup',
  'taskForce',
  'liaisonGroup',
  'solvingTeam',
  'commandPost',
] as const;
export type GroupKind = (typeof groupKinds)[number];

/** A body of persons that answers for projects (金政办〔2019〕3号 一; 二七办文〔2024〕7号 四(三)1; 郑重办〔2022〕 附件1). */
export const group = defineEntity({
  name: 'group',
  table: 'groups',
  label: '推进小组与专班',
  fields: {
    name: requiredText('名称', 100),
    kind: requiredChoice('类别', groupKinds),
    /** Where its office sits, and that office's director. */
    officeUnitId: reference('办公室设在', 'unit'),
    officeDirectorId: reference('办公室主任', 'person'),
    leadUnitId: reference('牵头单位', 'unit'),
    /** A liaison group's district, by its office. */
    districtOfficeId: reference('联系区县', 'office'),
    districtName: text('联系区县', 60),
    /** 资金 / 手续办理 / 拆迁. */
    field: text('负责领域', 60),
    document: text('成立文件', 100),
    foundedOn: day('成立日期'),
    dissolvedOn: day('撤销日期'),
    printOrder: integer('排序'),
  },
});

export type Group = ValuesOf<typeof group>;
