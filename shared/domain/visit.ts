import { daySchema, defineEntity, parent, references, text, type ValuesOf } from './entity.ts';

/** A leader on site (登项攻坚办〔2018〕1号 (一): 定期到一线调研、走访): what was seen; what was instructed becomes tasks. */
export const visit = defineEntity({
  name: 'visit',
  table: 'visits',
  label: '领导调研',
  fields: {
    leaderId: parent('领导', 'person'),
    onDay: { schema: daySchema, storage: 'text', label: '日期' },
    place: text('地点', 200),
    projectIds: references('项目', 'project'),
    companions: text('陪同人员', 500),
    seen: text('调研情况', 3000),
    instructions: text('提出要求', 3000),
  },
});

export type Visit = ValuesOf<typeof visit>;
