import { choice, defineEntity, requiredText, text, textList, type ValuesOf } from './entity.ts';

export const unitKinds = ['department', 'town', 'park', 'company', 'other'] as const;

/** 单位: departments, towns and streets, park committees, platform companies, command posts, owners (domain.md 1). */
export const unit = defineEntity({
  name: 'unit',
  table: 'units',
  label: '责任单位',
  fields: {
    name: requiredText('单位名称', 100),
    shortName: text('简称', 40),
    kind: choice('类别', unitKinds),
    formerNames: textList('曾用名'),
  },
});

export type Unit = ValuesOf<typeof unit>;
