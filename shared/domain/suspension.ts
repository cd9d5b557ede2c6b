import { day, daySchema, defineEntity, parent, text, type ValuesOf } from './entity.ts';

/** Work stopped on a site: when, why, when it should go on (应复工), when it did. */
export const suspension = defineEntity({
  name: 'suspension',
  table: 'suspensions',
  label: '停工复工',
  fields: {
    projectId: parent('项目', 'project'),
    suspendedOn: { schema: daySchema, storage: 'text', label: '停工日期' },
    reason: text('停工原因', 500),
    resumptionDueOn: day('应复工日期'),
    resumedOn: day('复工日期'),
    notResumedReason: text('未复工原因', 500),
  },
});

export type Suspension = ValuesOf<typeof suspension>;
