/** A project's newest report as running text of an item, in the order 附件2 and 附件3 have it. */
import { wanText } from '../text/money.ts';

export interface ReportedWords {
  readonly name: string;
  readonly leader?: string | null;
  readonly plannedThisYear: number | null;
  readonly investmentToDate: number | null;
  readonly progressText: string | null;
  readonly problems: string | null;
  readonly coordinationDistrict: string | null;
  readonly coordinationLiaison: string | null;
  readonly needs?: string | null;
}

export function materialText(words: ReportedWords): string {
  const amounts = [
    words.plannedThisYear === null ? null : `本年计划投资${wanText(words.plannedThisYear)}万元`,
    words.investmentToDate === null ? null : `截至完成投资${wanText(words.investmentToDate)}万元`,
  ].filter((each) => each !== null);
  const coordination = [words.coordinationDistrict, words.coordinationLiaison].filter(isFilled).join('；');
  const parts = [
    isFilled(words.leader) ? `联系领导${words.leader}` : null,
    amounts.length === 0 ? null : amounts.join('，'),
    isFilled(words.progressText) ? `进展情况：${words.progressText}` : null,
    isFilled(words.problems) ? `存在问题及涉及单位：${words.problems}` : null,
    coordination === '' ? null : `协调解决情况：${coordination}`,
    isFilled(words.needs) ? `尚需保障：${words.needs.replaceAll('\n', '；')}` : null,
  ].filter((each) => each !== null);
  if (parts.length === 0) return `${words.name}：区县还没有报进展。`;
  return `${words.name}：${parts.map(withoutStop).join('。')}。`;
}

function isFilled(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== '';
}

function withoutStop(text: string): string {
  return text.trim().replace(/[。；;，,]+$/, '');
}
