/**
 * What may be done with a reminder of 工作台. No notice speaks of it: reminders are computed, each cites its own clause; that
 * one was seen or put off only quiets the desk and never moves a deadline.
 */
import { addDays } from '../calendar/day.ts';
import type { Reminder, ReminderMark } from '../contract/reminders.ts';

export const reminderKinds = [
  'reporting',
  'supervision',
  'meetings',
  'schedule',
  'inspection',
  'people',
  'books',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** By the page its button opens: whoever adds a reminder says with the button where it belongs. */
const kindOfEntry: Readonly<Record<string, ReminderKind>> = {
  progress: 'reporting',
  collections: 'reporting',
  months: 'reporting',
  exchange: 'reporting',
  questions: 'reporting',
  issues: 'supervision',
  tasks: 'supervision',
  instructions: 'supervision',
  accountability: 'supervision',
  reminders: 'supervision',
  meetings: 'meetings',
  tours: 'meetings',
  milestones: 'schedule',
  'planned-nodes': 'schedule',
  permits: 'schedule',
  factors: 'schedule',
  pools: 'schedule',
  reports: 'schedule',
  projects: 'schedule',
  lists: 'schedule',
  inspections: 'inspection',
  people: 'people',
  leaders: 'people',
  visits: 'people',
};

export function reminderKind({ action }: Pick<Reminder, 'action'>): ReminderKind {
  const entry = action.page.split(/[/?]/u)[1] ?? '';
  return entry.startsWith('inspection') ? 'inspection' : (kindOfEntry[entry] ?? 'books');
}

export function reminderKey({ code, subject }: Pick<Reminder, 'code' | 'subject'>): string {
  return subject === undefined ? code : `${code}:${subject}`;
}

/** What a mark remembers. That it was not late yet is one of the facts. */
export function reminderFacts({ facts, sentence, tone }: Reminder): string[] {
  return [...(facts ?? [sentence]), ...(tone === 'late' ? ['late'] : [])];
}

/** Whether a mark keeps it quiet today: nothing in it that was not there then; what is late only until the day it was put off to. */
export function isQuiet(
  reminder: Reminder,
  mark: { readonly facts: readonly string[]; readonly until: string | null },
  today: string,
): boolean {
  if (mark.until === null ? reminder.tone === 'late' : mark.until <= today) return false;
  const known = new Set(mark.facts);
  return reminderFacts(reminder).every((fact) => known.has(fact));
}

/** The marks that keep something quiet today. */
export function marksInForce(
  reminders: readonly Reminder[],
  marks: ReadonlyMap<string, ReminderMark & { readonly facts: readonly string[] }>,
  today: string,
): ReminderMark[] {
  return reminders.flatMap((reminder) => {
    const mark = marks.get(reminderKey(reminder));
    if (mark === undefined || !isQuiet(reminder, mark, today)) return [];
    const { key, markedOn, until, actor } = mark;
    return [{ key, markedOn, until, actor }];
  });
}

/** Calendar days something late, and something without a deadline, may be put off. No notice says so. */
export const snoozeDays = { late: 7, open: 31 } as const;

/** The last day it may be put off to; before tomorrow: not at all. */
export function lastSnoozeDay({ tone, dueOn }: Pick<Reminder, 'tone' | 'dueOn'>, today: string): string {
  if (tone === 'late') return addDays(today, snoozeDays.late);
  return dueOn ?? addDays(today, snoozeDays.open);
}

/** Why a reminder cannot be marked so; null when it can. A code of shared/error.ts. */
export function markRefusal(
  reminder: Pick<Reminder, 'tone' | 'dueOn'>,
  until: string | undefined,
  today: string,
): 'REMINDER_LATE' | 'REMINDER_SNOOZE_PAST' | 'REMINDER_SNOOZE_BEYOND_DEADLINE' | 'REMINDER_SNOOZE_TOO_LONG' | null {
  if (until === undefined) return reminder.tone === 'late' ? 'REMINDER_LATE' : null;
  if (until <= today) return 'REMINDER_SNOOZE_PAST';
  if (until <= lastSnoozeDay(reminder, today)) return null;
  return reminder.tone === 'late' || reminder.dueOn === undefined
    ? 'REMINDER_SNOOZE_TOO_LONG'
    : 'REMINDER_SNOOZE_BEYOND_DEADLINE';
}

export interface ReminderGroup {
  readonly kind: ReminderKind;
  /** Late first, then what is to do, then what to look at. */
  readonly lines: readonly Reminder[];
  /** What cannot wait: late, or due today or tomorrow. The rest may be folded. */
  readonly pressing: readonly Reminder[];
}

const toneOrder: Readonly<Record<Reminder['tone'], number>> = { late: 0, plain: 1, look: 2 };

/** By kind, those with something late first, then those with something due. */
export function groupReminders(lines: readonly Reminder[], today: string): ReminderGroup[] {
  const tomorrow = addDays(today, 1);
  const byKind = Map.groupBy(lines, reminderKind);
  const groups = reminderKinds.flatMap((kind): ReminderGroup[] => {
    const own = byKind.get(kind)?.toSorted((left, right) => toneOrder[left.tone] - toneOrder[right.tone]);
    if (own === undefined) return [];
    return [{ kind, lines: own, pressing: own.filter((line) => line.tone === 'late' || isDue(line, tomorrow)) }];
  });
  const rank = (group: ReminderGroup) => (group.lines[0]?.tone === 'late' ? 0 : group.pressing.length > 0 ? 1 : 2);
  return groups.toSorted((left, right) => rank(left) - rank(right));
}

function isDue({ dueOn }: Reminder, tomorrow: string): boolean {
  return dueOn !== undefined && dueOn <= tomorrow;
}
