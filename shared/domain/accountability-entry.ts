import { daySchema, defineEntity, integer, reference, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

/**
 * Who was late without reason, reported late, was named and how often (登项攻坚办〔2018〕1号 (十一); 二七办文〔2024〕7号 四(三)6).
 * Stays in the office until it is released on purpose.
 */
export const accountabilityEntry = defineEntity({
  name: 'accountabilityEntry',
  table: 'accountability_entries',
  label: '责任追究台账',
  fields: {
    unitId: reference('单位', 'unit'),
    personId: reference('责任人', 'person'),
    projectId: reference('项目', 'project'),
    ground: requiredText('情形', 200),
    onDay: { schema: daySchema, storage: 'text', label: '日期' },
    times: integer('次数'),
    /** The task, report or bulletin it comes from. */
    sourceId: text('来源记录', 64),
    facts: text('具体情况', 2000),
    source: text('依据条款', 300),
    handling: text('处理建议', 1000),
    /** Looked at and not entered: the reason stands in `handling`, and it is not proposed again. */
    isStruck: yesNo('不予列入'),
    isReleased: yesNo('已同意报出'),
  },
});

export type AccountabilityEntry = ValuesOf<typeof accountabilityEntry>;
