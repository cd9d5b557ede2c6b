import type { ReactNode } from 'react';
import { latestDay, weekday } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';

type ShownDay = OutputOf<'calendars.list'>['years'][number]['days'][number];

const weekdays = '一二三四五六日';
const months = Array.from({ length: 12 }, (_, index) => index + 1);
const dates = Array.from({ length: 31 }, (_, index) => index + 1);

/** The whole year on one small table: 休 a day off, 班 a weekend worked, shaded the other weekends. */
export function YearTable({ year, days }: { readonly year: number; readonly days: readonly ShownDay[] }): ReactNode {
  const moved = new Map(days.map((each) => [each.day, each]));
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <table className="calendars-table">
      <thead>
        <tr>
          <th scope="col">月</th>
          {dates.map((date) => (
            <th key={date} scope="col">
              {date}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month) => {
          const length = Number(latestDay(`${year}-${two(month)}`).slice(8));
          return (
            <tr key={month}>
              <th scope="row">{month}月</th>
              {dates.map((date) => {
                if (date > length) return <td key={date} className="calendars-none" />;
                const day = `${year}-${two(month)}-${two(date)}`;
                return <DayCell key={day} day={day} moved={moved.get(day)} />;
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function DayCell({ day, moved }: { readonly day: string; readonly moved: ShownDay | undefined }): ReactNode {
  const number = weekday(day);
  const words = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 周${weekdays[number - 1]}`;
  const kind = moved === undefined ? (number >= 6 ? 'weekend' : 'plain') : moved.isWorkingDay ? 'worked' : 'off';
  return (
    <td data-kind={kind} title={[words, moved?.holiday ?? ''].join(' ').trim()}>
      {kind === 'off' ? '休' : kind === 'worked' ? '班' : ''}
    </td>
  );
}
