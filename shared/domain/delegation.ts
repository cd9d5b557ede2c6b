import { daySchema, defineEntity, parent, references, text, type ValuesOf } from './entity.ts';

/** A leader away delegates: on those days every sheet shows the delegate (登项攻坚办〔2018〕1号 (一): one month or more). */
export const delegation = defineEntity({
  name: 'delegation',
  table: 'delegations',
  label: '委托',
  fields: {
    leaderId: parent('委托人', 'person'),
    delegateId: parent('受托人', 'person'),
    fromDay: { schema: daySchema, storage: 'text', label: '开始' },
    untilDay: { schema: daySchema, storage: 'text', label: '结束' },
    reason: text('事由', 300),
    /** Empty: all of the leader's projects. */
    projectIds: references('仅限项目', 'project'),
  },
});

export type Delegation = ValuesOf<typeof delegation>;
