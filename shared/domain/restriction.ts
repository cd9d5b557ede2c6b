import { day, daySchema, defineEntity, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

/** What a person may keep in the office; all that hangs on it stays with it. */
export const restrictable = ['project', 'issue', 'task', 'meeting', 'instruction', 'attachment'] as const;
export type Restrictable = (typeof restrictable)[number];

/**
 * 暂不报出: a record that does not leave the office until it is released on purpose; its withheld contents follow then
 * (exchange.md “What goes up”). Id: deterministic from the record. Never leaves itself.
 */
export const restriction = defineEntity({
  name: 'restriction',
  table: 'restrictions',
  label: '暂不报出',
  fields: {
    subjectEntity: requiredText('记录种类', 40),
    subjectId: requiredText('记录', 64),
    reason: requiredText('原因', 300),
    restrictedOn: { schema: daySchema, storage: 'text', label: '限定日期' },
    restrictedBy: text('限定人', 40),
    isReleased: yesNo('已同意报出'),
    releasedOn: day('同意日期'),
    releasedBy: text('同意人', 40),
    releaseNote: text('同意说明', 300),
  },
});

export type Restriction = ValuesOf<typeof restriction>;
