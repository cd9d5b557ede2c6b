import { day, defineEntity, requiredText, text, type ValuesOf } from './entity.ts';

/** Reminders are computed; only that one was seen or put off is stored. Id: deterministic from (office, code, subject). */
export const reminderMark = defineEntity({
  name: 'reminderMark',
  table: 'reminder_marks',
  label: '提醒处理',
  fields: {
    code: requiredText('提醒', 60),
    subjectId: text('所涉事项', 64),
    seenOn: day('已阅'),
    snoozedUntil: day('推迟至'),
    seenBy: text('阅知人', 40),
  },
});

export type ReminderMark = ValuesOf<typeof reminderMark>;
