/** Reminders seen (已阅) and put off (推迟): checked against what the ledgers say now, kept on this computer only. */
import { reminderMarks, removeReminderMarks, saveReminderMark } from '#db/queries/reminder-marks.ts';
import type { Writing } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { problem } from '#shared/error.ts';
import { markRefusal, reminderFacts, reminderKey, snoozeDays } from '#shared/rules/reminders.ts';
import type { CommandHandlers } from '../context.ts';
import { districtReminder, districtReminders } from './overviews.ts';

export const reminderCommands = {
  'reminders.mark'({ writing, now, operator }, { key, sentence, until }) {
    if (operator === null) throw problem('OPERATOR_MISSING');
    const today = businessDay(now);
    const found = districtReminder(writing, now, key);
    if (found === undefined || found.sentence !== sentence) throw problem('REMINDER_CHANGED');
    const refusal = markRefusal(found, until, today);
    if (refusal !== null)
      throw problem(refusal, {
        day: shownDay(until ?? today),
        due: shownDay(found.dueOn ?? today),
        days: found.tone === 'late' ? snoozeDays.late : snoozeDays.open,
      });
    saveReminderMark(writing, {
      key,
      facts: reminderFacts(found),
      markedOn: today,
      until: until ?? null,
      actor: operator,
    });
    dropOldMarks(writing, now);
    return { done: true };
  },
  'reminders.clear'({ writing }, { key }) {
    removeReminderMarks(writing, [key]);
    return { done: true };
  },
} satisfies Partial<CommandHandlers>;

const mostMarks = 100;

/** Marks of what is gone do no harm; when many have gathered, the whole desk is worked out once to find them. */
function dropOldMarks(writing: Writing, now: string): void {
  const marks = reminderMarks(writing);
  if (marks.size <= mostMarks) return;
  const present = new Set(districtReminders(writing, now).map(reminderKey));
  removeReminderMarks(
    writing,
    [...marks.keys()].filter((key) => !present.has(key)),
  );
}
