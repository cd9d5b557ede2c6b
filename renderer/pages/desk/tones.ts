import type { Reminder } from '#shared/contract/reminders.ts';

/** Tone as a word; red is kept for what is late. */
export const toneWords: Readonly<Record<Reminder['tone'], string>> = { plain: '待办', look: '留意', late: '逾期' };
