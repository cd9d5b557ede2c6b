/**
 * Why a person should look at a row. The code is stable (tests, filters); the sentence is for the clerk.
 * `column` is the 0-based column the doubt is about.
 */
export const doubtCodes = [
  'cell-error',
  'number-lost-digits',
  'amount-blank',
  'amount-text',
  'amount-unreadable',
  'amount-range',
  'amount-approximate',
  'amount-own-unit',
  'amount-negative',
  'amount-is-date',
  'amount-ten-thousand-fold',
  'plan-above-total',
  'done-above-plan',
  'done-above-total',
  'date-unreadable',
  'date-ambiguous-month',
  'date-estimated',
  'date-text',
  'date-from-serial',
  'date-precision-unknown',
  'completion-before-start',
  'nature-unknown',
  'nature-contradicts-start',
  'level-unknown',
  'pool-unknown',
  'unit-run-together',
  'unit-broken-line',
  'unit-unlike',
  'person-run-together',
  'person-unlike',
  'person-with-post',
  'name-repeated',
  'resembles-existing',
  'continuation-amount',
] as const;

export type DoubtCode = (typeof doubtCodes)[number];

export interface Doubt {
  readonly code: DoubtCode;
  readonly sentence: string;
  readonly column?: number;
}

/** A value read from one cell, and what is doubtful about it. */
export interface Reading<T> {
  readonly value: T;
  readonly doubts: readonly Doubt[];
}

const noDoubts: readonly Doubt[] = [];

export function sure<T>(value: T): Reading<T> {
  return { value, doubts: noDoubts };
}

export function doubtful<T>(value: T, code: DoubtCode, sentence: string): Reading<T> {
  return { value, doubts: [{ code, sentence }] };
}
