import { day, defineEntity, parent, reference, text, type ValuesOf } from './entity.ts';

/** What post and rank a person held, and when. */
export const personPost = defineEntity({
  name: 'personPost',
  table: 'person_posts',
  label: '任职经历',
  fields: {
    personId: parent('人员', 'person'),
    unitId: reference('单位', 'unit'),
    post: text('职务', 100),
    rank: text('职级', 40),
    fromDay: day('任职日期'),
    untilDay: day('免职日期'),
  },
});

export type PersonPost = ValuesOf<typeof personPost>;
