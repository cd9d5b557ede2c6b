import { businessClock } from '#shared/calendar/day.ts';

/** An instant (ISO UTC) as the clerk's clock shows it: “2026-11-20 09:05”. */
export function instantText(instant: string): string {
  const { day, minute } = businessClock(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
