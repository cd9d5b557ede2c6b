/** 领导批示: where a paper is follows from what was written about it; its days stand in their order. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { instructionDaysLate, instructionRefusal, instructionState } from '#shared/rules/instructions.ts';

const wentUp = {
  presentedOn: '2026-11-02',
  instructedOn: null,
  words: null,
  handlingUnitId: null,
  dueOn: null,
  feedback: null,
  feedbackOn: null,
};
const cameBack = { ...wentUp, instructedOn: '2026-11-04', words: '请住建局抓紧办理' };
const answered = { ...cameBack, feedback: '已办结', feedbackOn: '2026-11-10' };
const today = '2026-11-18';

describe('where a paper is', () => {
  it('follows from what is written: presented, received, in hand, answered', () => {
    expect(instructionState(wentUp, false)).toBe('presented');
    expect(instructionState(cameBack, false)).toBe('received');
    expect(instructionState(cameBack, true)).toBe('inHand');
    expect(instructionState({ ...cameBack, handlingUnitId: 'unit' }, false)).toBe('inHand');
    expect(instructionState(answered, true)).toBe('answered');
  });
});

describe('what the register cannot say', () => {
  it('is nothing as long as the days follow each other and the words are there', () => {
    for (const facts of [wentUp, cameBack, answered, { ...cameBack, presentedOn: null }])
      expect(instructionRefusal(facts, today)).toBeNull();
    expect(instructionRefusal({ ...cameBack, instructedOn: '2026-11-02', dueOn: '2026-11-02' }, today)).toBeNull();
  });

  it.each([
    ['INSTRUCTION_DAYS_REVERSED', { ...cameBack, instructedOn: '2026-11-01' }],
    ['INSTRUCTION_DAYS_REVERSED', { ...answered, feedbackOn: '2026-11-03' }],
    ['INSTRUCTION_DAYS_REVERSED', { ...cameBack, dueOn: '2026-11-03' }],
    ['INSTRUCTION_DAY_IN_FUTURE', { ...wentUp, presentedOn: '2026-11-19' }],
    ['INSTRUCTION_DAY_IN_FUTURE', { ...cameBack, instructedOn: '2026-11-19' }],
    ['INSTRUCTION_DAY_IN_FUTURE', { ...answered, feedbackOn: '2026-11-19' }],
    ['INSTRUCTION_WORDS_MISSING', { ...cameBack, words: null }],
    ['INSTRUCTION_DAY_MISSING', { ...wentUp, words: '同意' }],
    ['INSTRUCTION_DAY_MISSING', { ...wentUp, presentedOn: null }],
    ['INSTRUCTION_DAY_MISSING', { ...answered, feedbackOn: null }],
    ['INSTRUCTION_FEEDBACK_EMPTY', { ...answered, feedback: null }],
    ['INSTRUCTION_NOT_RECEIVED', { ...wentUp, feedback: '已办结', feedbackOn: '2026-11-10' }],
  ])('%s', (code, facts) => {
    expect(instructionRefusal(facts, today)?.code).toBe(code);
  });
});

describe('lateness', () => {
  it('counts working days past the deadline until the feedback', () => {
    const late = (state: 'received' | 'answered', dueOn: string | null) =>
      instructionDaysLate({ state, dueOn }, today, shippedCalendar);
    // 13 November is a Friday.
    expect(late('received', '2026-11-13')).toBe(3);
    expect(late('received', '2026-11-18')).toBe(0);
    expect(late('answered', '2026-11-13')).toBe(0);
    expect(late('received', null)).toBeNull();
    expect(late('received', '1999-01-04')).toBeNull();
  });
});
