/** 督办事项: states, lateness, extensions (登项攻坚办〔2018〕1号 (六); 二七办文〔2024〕7号 五(三)). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { type TaskState, taskStates } from '#shared/domain/task.ts';
import { deadlineFinding, isReviewDue } from '#shared/rules/deadlines.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { jinshui2019 } from '#shared/rules/packs/jinshui-2019.ts';
import {
  actsIn,
  escalationMeetings,
  extensionRefusal,
  isAllowed,
  lacksOf,
  stateAfter,
  taskClosingRefusal,
  taskReviewDay,
  taskWorkingDaysLate,
  workingDaysLeft,
} from '#shared/rules/tasks.ts';

describe('a task', () => {
  it('goes from the draft over acceptance and reply to the closing, and back when the reply is not enough', () => {
    let state: TaskState = 'draft';
    for (const act of ['assign', 'accept', 'progress', 'reply', 'return', 'reply', 'close'] as const) {
      expect(isAllowed(act, state), `${act} in ${state}`).toBe(true);
      state = stateAfter(act, state);
    }
    expect(state).toBe('closed');
    expect(actsIn('closed')).toEqual(['review', 'reopen']);
    expect(stateAfter('reopen', 'closed')).toBe('inHand');
  });

  it('that cannot be solved goes upward and can still be replied to or closed', () => {
    expect(stateAfter('escalate', 'inHand')).toBe('escalated');
    expect(actsIn('escalated')).toEqual(['progress', 'reply', 'close']);
  });

  it('as a draft can only be assigned: nobody is reminded of what nobody was given', () => {
    expect(actsIn('draft')).toEqual(['assign']);
  });

  it('never leaves its states and never gets stuck, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (choices) => {
        let state: TaskState = 'draft';
        for (const choice of choices) {
          const acts = actsIn(state);
          expect(acts.length).toBeGreaterThan(0);
          const act = acts[choice % acts.length];
          if (act === undefined) continue;
          state = stateAfter(act, state);
          expect(taskStates).toContain(state);
          // Only an explicit act leads out of the closing.
          if (act === 'review') expect(state).toBe('closed');
        }
      }),
    );
  });
});

it('a decision without a person or a day lacks something and says what', () => {
  expect(lacksOf({ unitId: null, personId: null, dueOn: null })).toEqual(['responsible', 'dueOn']);
  expect(lacksOf({ unitId: 'u', personId: null, dueOn: null })).toEqual(['dueOn']);
  expect(lacksOf({ unitId: null, personId: 'p', dueOn: '2026-11-30' })).toEqual([]);
});

describe('lateness', () => {
  const task = { state: 'inHand', dueOn: '2026-11-13', repliedOn: null, closedOn: null } as const;

  it('is counted in working days after the deadline', () => {
    expect(taskWorkingDaysLate(task, '2026-11-13', shippedCalendar)).toBe(0);
    expect(taskWorkingDaysLate(task, '2026-11-15', shippedCalendar)).toBe(0);
    expect(taskWorkingDaysLate(task, '2026-11-18', shippedCalendar)).toBe(3);
  });

  it('stops with the reply: waiting for the office is not the unit’s delay', () => {
    const replied = { ...task, state: 'replied', repliedOn: '2026-11-16' } as const;
    expect(taskWorkingDaysLate(replied, '2026-12-30', shippedCalendar)).toBe(1);
    const closed = { ...replied, state: 'closed', closedOn: '2026-12-01' } as const;
    expect(taskWorkingDaysLate(closed, '2026-12-30', shippedCalendar)).toBe(1);
  });

  it('is unknown for a draft, without a deadline, and where the calendar is not loaded', () => {
    expect(taskWorkingDaysLate({ ...task, state: 'draft' }, '2026-12-30', shippedCalendar)).toBeNull();
    expect(taskWorkingDaysLate({ ...task, dueOn: null }, '2026-12-30', shippedCalendar)).toBeNull();
    expect(taskWorkingDaysLate(task, '2027-03-01', shippedCalendar)).toBeNull();
  });
});

it('an extension is asked before the deadline, to a later day', () => {
  const task = { dueOn: '2026-11-20' };
  expect(extensionRefusal(task, '2026-11-30', '2026-11-20')).toBeNull();
  expect(extensionRefusal(task, '2026-11-30', '2026-11-21')).toBe('TASK_EXTENSION_LATE');
  expect(extensionRefusal(task, '2026-11-20', '2026-11-18')).toBe('TASK_EXTENSION_EARLIER');
});

it('the days left are working days; the follow-up review comes a month of them after the closing', () => {
  expect(workingDaysLeft('2026-11-20', '2026-11-18', shippedCalendar)).toBe(2);
  expect(workingDaysLeft('2026-11-18', '2026-11-18', shippedCalendar)).toBe(0);
  expect(workingDaysLeft('2026-11-17', '2026-11-18', shippedCalendar)).toBeNull();
  expect(taskReviewDay('2026-10-30', shippedCalendar)).toBe('2026-11-27');
  expect(taskReviewDay('2026-12-20', shippedCalendar)).toBe('2027-01-19');
});

it('a deadline on a day off is explained, whether weekend or public holiday', () => {
  expect(deadlineFinding('2026-11-29', shippedCalendar)).toBe('11月29日是周日，前一个工作日是11月27日');
  expect(deadlineFinding('2026-10-01', shippedCalendar)).toBe('10月1日是法定节假日，前一个工作日是9月30日');
  expect(deadlineFinding('2026-11-27', shippedCalendar)).toBeNull();
  expect(deadlineFinding(null, shippedCalendar)).toBeNull();
  expect(deadlineFinding('2031-11-29', shippedCalendar)).toBeNull();
});

it('what cannot be solved goes first to the meeting that is called when needed (推进小组专题会议)', () => {
  expect(escalationMeetings(ruleOf(jinshui2019, 'meetings').parameters)).toEqual(['推进小组专题会议', '项目工作例会']);
});

it('a closing needs a word about the result, and a file where the pack asks for one', () => {
  expect(taskClosingRefusal(false, { note: ' ', evidenceId: null })).toBe('TASK_CLOSING_EMPTY');
  expect(taskClosingRefusal(true, { note: '已办', evidenceId: null })).toBe('TASK_EVIDENCE_MISSING');
  expect(taskClosingRefusal(true, { note: '已办', evidenceId: 'file' })).toBeNull();
  expect(taskClosingRefusal(false, { note: '已办', evidenceId: null })).toBeNull();
});

it('a review is due from its day on, once', () => {
  const task = { state: 'closed', reviewDueOn: '2026-11-18', reviewedOn: null } as const;
  expect(isReviewDue(task, '2026-11-17')).toBe(false);
  expect(isReviewDue(task, '2026-11-18')).toBe(true);
  expect(isReviewDue({ ...task, reviewedOn: '2026-11-18' }, '2026-11-20')).toBe(false);
});
