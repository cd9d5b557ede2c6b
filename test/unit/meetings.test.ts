/** Meetings by rhythm (二七办文〔2024〕7号 四(三)6; 登项攻坚办〔2018〕1号; 汴办文〔2019〕13号 一、二(一)) and their way. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/calendar/day.ts';
import { dayKind, shippedCalendar } from '#shared/calendar/working-day.ts';
import { meetingStates } from '#shared/domain/meeting.ts';
import { type MeetingDay, type MeetingRhythm, meetingAfter, meetingDue, spanAt } from '#shared/rules/meetings.ts';

const since = '2026-01-01';
const held = (onDay: string): MeetingDay => ({ type: 'x', onDay, state: 'held' });
const due = (rhythm: MeetingRhythm, meetings: readonly MeetingDay[], today: string, from = since) =>
  meetingDue({ code: 'x', rhythm }, meetings, today, from, shippedCalendar);

describe('what a rhythm demands', () => {
  it('is one meeting in each week, half month, month, even month, quarter, half year', () => {
    const label = (rhythm: MeetingRhythm, day: string) => spanAt(rhythm, day)?.label;
    expect(label('weekly', '2026-11-18')).toBe('11月16日至11月22日');
    expect(label('halfMonthly', '2026-11-15')).toBe('2026年11月上半月');
    expect(spanAt('halfMonthly', '2026-11-16')).toMatchObject({ from: '2026-11-16', until: '2026-11-30' });
    expect(label('monthly', '2026-11-18')).toBe('2026年11月');
    expect(label('evenMonths', '2026-11-18')).toBe('2026年12月');
    expect(label('quarterly', '2026-11-18')).toBe('2026年第四季度');
    expect(label('halfYearly', '2026-06-30')).toBe('2026年上半年');
    expect(label('yearly', '2026-06-30')).toBe('2026年');
    expect(spanAt('onDemand', '2026-11-18')).toBeNull();
  });

  it('covers every day by exactly one span, save the odd months before an even one', () => {
    for (const rhythm of ['weekly', 'halfMonthly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const)
      for (let day = '2026-01-01'; day < '2027-01-05'; day = addDays(day, 1)) {
        const span = spanAt(rhythm, day);
        expect(span !== null && span.from <= day && day <= span.until, `${rhythm} ${day}`).toBe(true);
        expect(spanAt(rhythm, addDays(span?.until ?? day, 1))?.from).toBe(addDays(span?.until ?? day, 1));
      }
  });

  it('counts as missed what lies between the last meeting and the span under way', () => {
    expect(due('monthly', [held('2026-08-20')], '2026-11-18').missed).toEqual(['2026年10月', '2026年9月']);
    expect(due('evenMonths', [held('2026-06-20')], '2026-11-18').missed).toEqual(['2026年10月', '2026年8月']);
    expect(due('monthly', [held('2026-10-20')], '2026-11-18').missed).toEqual([]);
  });

  it('asks nothing of the time before the office began', () => {
    expect(due('monthly', [], '2026-11-18', '2026-10-05').missed).toEqual([]);
    expect(due('monthly', [], '2026-11-18', '2026-10-01').missed).toEqual(['2026年10月']);
  });

  it('is not met by a meeting that was cancelled, or only planned and never held', () => {
    const planned: MeetingDay = { type: 'x', onDay: '2026-10-20', state: 'planned' };
    expect(due('monthly', [planned], '2026-11-18', '2026-10-01').missed).toEqual(['2026年10月']);
    const cancelled: MeetingDay = { type: 'x', onDay: '2026-11-20', state: 'cancelled' };
    expect(due('monthly', [cancelled], '2026-11-18').isProvided).toBe(false);
    expect(due('monthly', [{ ...cancelled, state: 'planned' }], '2026-11-18').isProvided).toBe(true);
  });

  it('is nothing for a meeting that is called when needed', () => {
    expect(due('onDemand', [], '2026-11-18')).toMatchObject({ missed: [], isProvided: true, proposedOn: null });
  });
});

describe('the next meeting', () => {
  it('is proposed like the last one: same weekday, same day of the month, same place in the half month', () => {
    expect(due('weekly', [held('2026-11-11')], '2026-11-16').proposedOn).toBe('2026-11-18');
    expect(due('monthly', [held('2026-10-27')], '2026-11-18').proposedOn).toBe('2026-11-27');
    expect(due('halfMonthly', [held('2026-11-04')], '2026-11-16').proposedOn).toBe('2026-11-19');
  });

  it('comes in the next span when this one has had its meeting, and is not proposed twice', () => {
    expect(due('weekly', [held('2026-11-17')], '2026-11-18').proposedOn).toBe('2026-11-24');
    const planned: MeetingDay = { type: 'x', onDay: '2026-11-24', state: 'planned' };
    expect(due('weekly', [planned], '2026-11-18')).toMatchObject({ proposedOn: null, plannedOn: '2026-11-24' });
  });

  it('moves to a working day and says so', () => {
    // 2026-11-29 is a Sunday.
    expect(due('monthly', [held('2026-10-29')], '2026-11-18')).toMatchObject({
      proposedOn: '2026-11-27',
      proposedWhy: '11月29日不上班，改在11月27日',
    });
  });

  it('says where the year’s holidays are not loaded instead of guessing', () => {
    expect(due('monthly', [held('2031-10-20')], '2031-11-18').proposedWhy).toContain('2031年放假安排还没有载入');
  });

  it('is never proposed in the past nor on a day off', () => {
    for (const rhythm of ['weekly', 'halfMonthly', 'monthly', 'evenMonths', 'quarterly'] as const)
      for (let day = '2026-01-01'; day < '2026-12-10'; day = addDays(day, 3)) {
        const { proposedOn } = due(rhythm, [held(addDays(day, -20))], day);
        expect(proposedOn !== null && proposedOn >= day, `${rhythm} ${day} ${proposedOn}`).toBe(true);
        expect(dayKind(proposedOn ?? day, shippedCalendar), `${rhythm} ${day} ${proposedOn}`).not.toBe('holiday');
      }
  });
});

describe('the way of a meeting', () => {
  it('goes from the plan to the issued minutes, one step at a time and back', () => {
    expect(meetingAfter('hold', 'planned')).toBe('held');
    expect(meetingAfter('minute', 'held')).toBe('minuted');
    expect(meetingAfter('issue', 'minuted')).toBe('issued');
    expect(meetingAfter('issue', 'held')).toBeNull();
    expect(meetingAfter('cancel', 'held')).toBeNull();
    expect(meetingStates.map((state) => meetingAfter('back', state))).toEqual([
      null,
      'planned',
      'held',
      'minuted',
      'planned',
    ]);
  });
});
