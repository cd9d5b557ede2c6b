import { defineEntity, requiredText, text, type ValuesOf } from './entity.ts';

/** A person who answers for something (domain.md 1). Posts and ranks over time come with the registry. */
export const person = defineEntity({
  name: 'person',
  table: 'persons',
  label: '人员',
  fields: {
    name: requiredText('姓名', 40),
    unitId: text('单位', 64),
    post: text('职务', 100),
    rank: text('职级', 40),
    phone: text('电话', 40),
  },
});

export type Person = ValuesOf<typeof person>;
