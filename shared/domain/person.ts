import { defineEntity, reference, requiredText, text, textList, type ValuesOf } from './entity.ts';

/** A person who answers for something (domain.md 1): as he is now. Posts over time are `personPost` records. */
export const person = defineEntity({
  name: 'person',
  table: 'persons',
  label: '人员',
  fields: {
    name: requiredText('姓名', 40),
    unitId: reference('单位', 'unit'),
    post: text('职务', 100),
    rank: text('职级', 40),
    phone: text('电话', 40),
    /** Other spellings seen in workbooks (异写), so that they are read as this person. */
    otherSpellings: textList('其他写法'),
    /** The person this one turned out to be. */
    mergedIntoId: reference('并入人员', 'person'),
  },
});

export type Person = ValuesOf<typeof person>;
