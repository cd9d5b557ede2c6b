/** Which reminders were seen or put off on this computer. No operation of the ledger: it never travels. */
import { build, type Reading, type Writing } from '../run.ts';

export interface StoredMark {
  readonly key: string;
  /** What the reminder counted then. */
  readonly facts: readonly string[];
  readonly markedOn: string;
  readonly until: string | null;
  readonly actor: string;
}

export function reminderMarks(reading: Reading): ReadonlyMap<string, StoredMark> {
  const rows = reading.all(build.selectFrom('reminder_marks').selectAll());
  return new Map(
    rows.map(({ key, facts, marked_on, snoozed_until, actor }) => [
      key,
      { key, facts: JSON.parse(facts) as string[], markedOn: marked_on, until: snoozed_until, actor },
    ]),
  );
}

export function saveReminderMark(writing: Writing, { key, facts, markedOn, until, actor }: StoredMark): void {
  const values = { facts: JSON.stringify(facts), marked_on: markedOn, snoozed_until: until, actor };
  writing.run(
    build
      .insertInto('reminder_marks')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(values)),
  );
}

export function removeReminderMarks(writing: Writing, keys: readonly string[]): void {
  if (keys.length > 0) writing.run(build.deleteFrom('reminder_marks').where('key', 'in', [...keys]));
}
