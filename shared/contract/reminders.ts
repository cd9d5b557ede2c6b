import { z } from 'zod';
import { command, job, paperFile, query, tableFormat } from './define.ts';

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

export const reminderRowKinds = [
  'decision',
  'task',
  'issue',
  'milestone',
  'permit',
  'factor',
  'report',
  'instruction',
  'visit',
] as const;
export type ReminderRowKind = (typeof reminderRowKinds)[number];

/** One thing a unit or a leader is reminded of, as its own ledger has it. */
export const reminderRow = z.object({
  id: z.string(),
  kind: z.enum(reminderRowKinds),
  what: z.string(),
  state: z.string().nullable().describe('where it stands, in words'),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  unitName: z.string().nullable(),
  dueOn: z.string().nullable(),
  isLate: z.boolean(),
  daysLate: z.int().nullable().describe('null when not late or not known'),
  daysAre: z.enum(['working', 'calendar']),
  page: z.string(),
  source: z.string(),
});
export type ReminderRow = z.infer<typeof reminderRow>;

/** All of one unit, or of one leader. */
export const reminderSheet = z.object({
  id: z.string().describe('the unit’s name, the leader’s id; empty: nobody is named yet'),
  name: z.string(),
  post: z.string().nullable(),
  delegates: z.array(z.string()).describe('who answers for a leader on this day'),
  late: z.int(),
  rows: z.array(reminderRow).describe('late ones first, the latest first, then by deadline'),
});
export type ReminderSheet = z.infer<typeof reminderSheet>;

export const reminderAudiences = ['unit', 'leader'] as const;
export type ReminderAudience = (typeof reminderAudiences)[number];
const listFilter = {
  by: z.enum(reminderAudiences),
  isLateOnly: z.boolean().optional(),
  kinds: z.array(z.enum(reminderRowKinds)).optional(),
};

export const reminders = {
  'reminders.list': query(
    'What every responsible unit, or every responsible leader, is to be reminded of today; those with most late first.',
    z.strictObject(listFilter),
    z.object({ today: z.string(), sheets: z.array(reminderSheet) }),
    { role: 'district' },
  ),
  'reminders.paper': job(
    'The same on paper, one unit or leader a page, or as one workbook.',
    z.strictObject({
      ...listFilter,
      ids: z.array(z.string()).min(1).max(2000).optional().describe('only these units or leaders'),
      format: tableFormat,
    }),
    paperFile,
    { role: 'district' },
  ),
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
