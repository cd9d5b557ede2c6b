/** Two groups typed from a paper or over the telephone: right, or so many more tries. */
import { type Challenge, countWrongAnswer, dropChallenge } from '#db/queries/trust.ts';
import type { Writing } from '#db/run.ts';
import { isChallengeAnswered } from '../package/enrolment.ts';

/** So many wrong answers end a challenge: the file has to be read again, and other groups are asked for. */
export const mostWrongAnswers = 5;

/** Null where both groups are right; else how many answers are still taken: the wrong one is counted. */
export function triesLeft(
  writing: Writing,
  challengeId: string,
  { groups, wrong }: Challenge,
  fingerprint: readonly string[],
  answers: readonly string[],
): number | null {
  if (isChallengeAnswered(fingerprint, groups, answers)) return null;
  const left = mostWrongAnswers - wrong - 1;
  if (left > 0) countWrongAnswer(writing, challengeId);
  else dropChallenge(writing, challengeId);
  return left;
}
