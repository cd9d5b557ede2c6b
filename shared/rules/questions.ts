/** 询问与答复: where a question stands, and who may do what about it (exchange.md “Ownership”). */
import type { AnswerKind } from '../domain/answer.ts';
import type { QuestionState } from '../domain/question.ts';
import type { ProblemCode } from '../error.ts';

/** Asked but not there yet is never shown as asked. */
export const questionStandings = ['undelivered', 'delivered', 'answered', 'settled', 'withdrawn'] as const;
export type QuestionStanding = (typeof questionStandings)[number];

interface Asked {
  readonly state: QuestionState;
  readonly answers: number;
}

export function questionStanding({ state, answers, isDelivered }: Asked & { readonly isDelivered: boolean }) {
  if (state !== 'open') return state;
  if (answers > 0) return 'answered';
  return isDelivered ? 'delivered' : 'undelivered';
}

/** Its day has passed and nobody has answered. */
export function isAnswerLate({ state, answers }: Asked, dueOn: string | null, today: string): boolean {
  return state === 'open' && answers === 0 && dueOn !== null && dueOn < today;
}

interface AnswerGiven {
  readonly state: QuestionState;
  readonly isToUs: boolean;
  readonly kind: AnswerKind;
  readonly body: string | null;
  /** Whether what was asked about differs from what was shown; null where no single value was asked about. */
  readonly isChanged: boolean | null;
}

/** Several answers may be given while the question is open; a correction speaks for itself and must be there. */
export function answerRefusal({ state, isToUs, kind, body, isChanged }: AnswerGiven): ProblemCode | null {
  if (!isToUs) return 'QUESTION_NOT_FOR_US';
  if (state !== 'open') return 'QUESTION_CLOSED';
  if (kind !== 'corrected') return body === null || body === '' ? 'ANSWER_EMPTY' : null;
  return isChanged === false ? 'ANSWER_NOT_CORRECTED' : null;
}

/** Only who asked settles or withdraws, once; settled is what was answered. */
export function closingRefusal(
  act: 'settle' | 'withdraw',
  { state, answers, isOurs }: Asked & { readonly isOurs: boolean },
): ProblemCode | null {
  if (!isOurs) return 'QUESTION_NOT_OURS';
  if (state !== 'open') return 'QUESTION_CLOSED';
  return act === 'settle' && answers === 0 ? 'QUESTION_NOT_ANSWERED' : null;
}
