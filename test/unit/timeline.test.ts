/** The line of nodes (节点推进), the same on page and paper. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber } from '#shared/calendar/day.ts';
import { timelineOf } from '#shared/report/timeline.ts';

const node = (name: string, plannedOn: string | null, actualOn: string | null = null, isLate = false) => ({
  name,
  plannedOn,
  actualOn,
  isLate,
});

describe('the line of nodes', () => {
  it('says what was planned, reached as planned, later or earlier, and late in words', () => {
    const model = timelineOf(
      [
        node('达效', '2027-06'),
        node('签约', '2024-03', '2024-03-18'),
        node('开工', '2024-10', '2024-11-02'),
        node('封顶', '2026', '2025-12-20'),
        node('竣工', '2026-10', null, true),
        node('验收', null),
      ],
      '2026-11-18',
    );
    expect(model?.points.map(({ name, day, note, state }) => [name, day, note, state])).toEqual([
      ['签约', '2024年3月18日', '按计划实现', 'reached'],
      ['开工', '2024年11月2日', '晚于计划（2024-10）', 'reached'],
      ['封顶', '2025年12月20日', '早于计划（2026）', 'reached'],
      ['竣工', '计划2026年10月', '逾期', 'late'],
      ['达效', '计划2027年6月', '', 'planned'],
    ]);
  });

  it('is not drawn for fewer than two days', () => {
    expect(timelineOf([node('开工', '2026'), node('竣工', null)], '2026-11-18')).toBeNull();
  });

  it('keeps its nodes in order, within the line, apart from each other, whatever their days', () => {
    const days = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2032-12-31') }).map(dayOfNumber);
    fc.assert(
      fc.property(fc.array(days, { minLength: 2, maxLength: 12 }), days, (list, today) => {
        const model = timelineOf(
          list.map((day, index) => node(`n${index}`, day)),
          today,
        );
        const places = model?.points.map((point) => point.at) ?? [];
        const room = Math.min(13, 100 / (places.length - 1));
        return (
          places.every((place) => place >= 0 && place <= 100) &&
          places.slice(1).every((place, index) => place - (places[index] ?? 0) > room - 1e-6)
        );
      }),
    );
  });
});
