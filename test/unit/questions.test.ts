/** 询问与答复: where one stands, who may do what (exchange.md “Ownership”). */
import { describe, expect, it } from 'vitest';
import { answerRefusal, closingRefusal, isAnswerLate, questionStanding } from '#shared/rules/questions.ts';

describe('a question', () => {
  it.each([
    [{ state: 'open', answers: 0, isDelivered: false }, 'undelivered'],
    [{ state: 'open', answers: 0, isDelivered: true }, 'delivered'],
    [{ state: 'open', answers: 2, isDelivered: true }, 'answered'],
    [{ state: 'settled', answers: 1, isDelivered: true }, 'settled'],
    [{ state: 'withdrawn', answers: 0, isDelivered: false }, 'withdrawn'],
  ] as const)('with %o is %s', (asked, standing) => {
    expect(questionStanding(asked)).toBe(standing);
  });

  it('is late the day after its day, as long as nobody has answered and it is open', () => {
    const asked = { state: 'open', answers: 0 } as const;
    expect(isAnswerLate(asked, '2026-11-20', '2026-11-20')).toBe(false);
    expect(isAnswerLate(asked, '2026-11-20', '2026-11-21')).toBe(true);
    expect(isAnswerLate(asked, null, '2026-11-21')).toBe(false);
    expect(isAnswerLate({ ...asked, answers: 1 }, '2026-11-20', '2026-11-21')).toBe(false);
    expect(isAnswerLate({ ...asked, state: 'withdrawn' }, '2026-11-20', '2026-11-21')).toBe(false);
  });
});

describe('an answer', () => {
  const given = { state: 'open', isToUs: true, kind: 'explained', body: '已核实', isChanged: false } as const;
  it.each([
    ['with words stands', given, null],
    [
      'of a correction that is there needs no words',
      { ...given, kind: 'corrected', body: null, isChanged: true },
      null,
    ],
    ['of a correction to the whole is believed', { ...given, kind: 'corrected', body: null, isChanged: null }, null],
    ['of a correction that is not there is refused', { ...given, kind: 'corrected' }, 'ANSWER_NOT_CORRECTED'],
    ['without words is refused', { ...given, body: '' }, 'ANSWER_EMPTY'],
    ['that declines without a reason is refused', { ...given, kind: 'declined', body: null }, 'ANSWER_EMPTY'],
    ['to somebody else’s question is refused', { ...given, isToUs: false }, 'QUESTION_NOT_FOR_US'],
    ['to a closed one is refused', { ...given, state: 'settled' }, 'QUESTION_CLOSED'],
  ] as const)('%s', (_, answer, refusal) => {
    expect(answerRefusal(answer)).toBe(refusal);
  });
});

describe('closing', () => {
  const asked = { state: 'open', answers: 1, isOurs: true } as const;
  it.each([
    ['settles what was answered', 'settle', asked, null],
    ['does not settle what was not', 'settle', { ...asked, answers: 0 }, 'QUESTION_NOT_ANSWERED'],
    ['withdraws what was not answered', 'withdraw', { ...asked, answers: 0 }, null],
    ['is the asker’s', 'settle', { ...asked, isOurs: false }, 'QUESTION_NOT_OURS'],
    ['is done once', 'withdraw', { ...asked, state: 'settled' }, 'QUESTION_CLOSED'],
  ] as const)('%s', (_, act, question, refusal) => {
    expect(closingRefusal(act, question)).toBe(refusal);
  });
});
