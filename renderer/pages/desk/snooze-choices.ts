import { addDays, shownDay, weekday } from '#shared/calendar/day.ts';

/** Tomorrow, next Monday and the last possible day, as far as they differ and lie within reach. */
export function snoozeChoices(today: string, last: string): { readonly label: string; readonly day: string }[] {
  const tomorrow = addDays(today, 1);
  const monday = addDays(today, 8 - weekday(today));
  const wished = [
    { label: '明天', day: tomorrow },
    { label: `下周一（${monthAndDay(monday)}）`, day: monday },
    { label: `${monthAndDay(last)}（最晚）`, day: last },
  ];
  return wished.filter(
    ({ day }, index) => day > today && day <= last && wished.findIndex((each) => each.day === day) === index,
  );
}

function monthAndDay(day: string): string {
  return shownDay(day).replace(/^\d+年/u, '');
}
