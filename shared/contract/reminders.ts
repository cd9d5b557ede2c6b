import { z } from 'zod';
import { command } from './define.ts';

const key = z.string().min(1).max(300);

/** A line of 工作台: computed from the ledgers, never stored. */
export const reminder = z.object({
  code: z.string(),
  subject: z.string().optional().describe('the record it is about, where one code has several lines'),
  sentence: z.string(),
  why: z.string().describe('the clause'),
  tone: z.enum(['plain', 'look', 'late']).describe('late: its day has passed; nothing else is red'),
  action: z.object({ label: z.string(), page: z.string() }),
  dueOn: z.string().optional().describe('the day until which it is to be done, and no longer put off'),
  facts: z
    .array(z.string())
    .optional()
    .describe('what it counts, by id: seen or put off, it returns with the first new one. The sentence where left out'),
});
export type Reminder = z.infer<typeof reminder>;

/** The only stored part of a reminder: that a person here saw it or put it off. Stays on this computer. */
export const reminderMark = z.object({
  key: z.string(),
  markedOn: z.string(),
  until: z.string().nullable().describe('put off to this day; null: seen'),
  actor: z.string(),
});
export type ReminderMark = z.infer<typeof reminderMark>;

export const reminders = {
  'reminders.mark': command(
    'Sees a reminder (已阅: quiet until its facts change; never a late one) or puts it off to a day (推迟).',
    z.strictObject({
      key: key.describe('code, or code:subject'),
      sentence: z.string().max(3000).describe('as it was read: another sentence by now is refused'),
      until: z.iso.date().optional().describe('put off to this day'),
    }),
    z.object({ done: z.literal(true) }),
    { role: 'district' },
  ),
  'reminders.clear': command(
    'Takes a mark back: the reminder is shown again.',
    z.strictObject({ key }),
    z.object({ done: z.literal(true) }),
    { role: 'district' },
  ),
};
