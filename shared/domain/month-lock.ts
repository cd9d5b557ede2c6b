import { daySchema, defineEntity, monthSchema, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

/** A month whose check is finished: its figures change only as visible corrections. Id: deterministic from (office, month). */
export const monthLock = defineEntity({
  name: 'monthLock',
  table: 'month_locks',
  label: '月账锁定',
  fields: {
    month: { schema: monthSchema, storage: 'text', label: '月份' },
    isLocked: yesNo('已锁定'),
    lockedBy: requiredText('锁定人', 40),
    lockedOn: { schema: daySchema, storage: 'text', label: '锁定日期' },
    note: text('说明', 500),
  },
});

export type MonthLock = ValuesOf<typeof monthLock>;
