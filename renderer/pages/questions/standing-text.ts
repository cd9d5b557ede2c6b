import type { QuestionView } from '#shared/contract/questions.ts';
import type { QuestionStanding } from '#shared/rules/questions.ts';

const standingLabels: Readonly<Record<QuestionStanding, string>> = {
  undelivered: '已提出，还没有送达',
  delivered: '对方已收',
  answered: '已答复',
  settled: '已了结',
  withdrawn: '已撤回',
};

/** Where it stands, and whether the other side knows of the last word said here. */
export function standingText(row: Pick<QuestionView, 'standing' | 'isOurs' | 'isUnsent'>): string {
  const { standing, isOurs, isUnsent } = row;
  const label = standing === 'delivered' && !isOurs ? '待答复' : standingLabels[standing];
  return isUnsent && standing !== 'undelivered' ? `${label}，还没有送达` : label;
}
