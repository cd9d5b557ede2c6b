/** By when the units return their 填报表 of a period: weekday and minute of the rule, moved off holidays as the pack says. */
import { addDays, instantOf, weekday } from '../calendar/day.ts';
import { type Calendar, shiftedDay } from '../calendar/working-day.ts';
import type { ParametersOf } from '../rules/catalogue.ts';

export interface CollectionDeadline {
  readonly day: string;
  readonly instant: string;
  /** 11月19日（周四）17:00 */
  readonly shown: string;
}

const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'];

/** `period`: its closing day. */
export function collectionDeadline(
  period: string,
  rule: ParametersOf<'unitCollection'>,
  shift: ParametersOf<'deadlineShift'>['shift'],
  calendar: Calendar,
): CollectionDeadline {
  const wanted = addDays(period, -((weekday(period) - rule.weekday + 7) % 7));
  const day = shiftedDay(wanted, shift, calendar);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(rule.minute / 60))}:${two(rule.minute % 60)}`;
  const name = weekdayNames[weekday(day) - 1] ?? '';
  return {
    day,
    instant: instantOf(day, rule.minute),
    shown: `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（周${name}）${clock}`,
  };
}
