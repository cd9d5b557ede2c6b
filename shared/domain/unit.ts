import {
  choice,
  day,
  defineEntity,
  integer,
  reference,
  requiredText,
  text,
  textList,
  type ValuesOf,
} from './entity.ts';

export const unitKinds = ['department', 'town', 'park', 'company', 'other'] as const;

/**
 * 单位: departments, towns and streets, park committees, platform companies, command posts, owners (domain.md 1).
 * Earlier names with their days are `unitName` records; a unit merged away names its successor.
 */
export const unit = defineEntity({
  name: 'unit',
  table: 'units',
  label: '责任单位',
  fields: {
    name: requiredText('单位名称', 100),
    shortName: text('简称', 40),
    kind: choice('类别', unitKinds),
    formerNames: textList('曾用名'),
    /** Merged into or replaced by this one from `endedOn` on. */
    successorId: reference('并入单位', 'unit'),
    endedOn: day('撤并日期'),
    headId: reference('主要负责人', 'person'),
    /** 分管领导 and 联络员 of a member unit (金政办〔2019〕3号 三(二)). */
    sectorLeaderId: reference('分管领导', 'person'),
    contactId: reference('联络员', 'person'),
    phone: text('单位电话', 40),
    printOrder: integer('排序'),
  },
});

export type Unit = ValuesOf<typeof unit>;
