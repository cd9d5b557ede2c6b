/** The marks of the weekly sheet (ui.md “周报”): same text as last period, figures to look at. They never block typing. */

import { earliestDay } from '../calendar/day.ts';
import type { ProgressMark, ProgressRow } from '../contract/progress.ts';
import { wanText } from '../text/money.ts';

export type MarkFacts = Pick<
  ProgressRow,
  'current' | 'previous' | 'totalInvestment' | 'plannedThisYear' | 'doneBeforeYear' | 'startsOn'
>;

const textFields = [
  ['physicalProgress', '形象进度'],
  ['progressText', '进展情况'],
] as const;

/** `period`: the closing day. A figure of last year is no measure for this one. */
export function progressMarks(facts: MarkFacts, period: string): ProgressMark[] {
  const marks: ProgressMark[] = [];
  const { current, previous } = facts;
  for (const [field, label] of textFields) {
    const text = current[field];
    if (text !== null && previous !== null && text === previous[field])
      marks.push({
        field,
        tone: 'same',
        code: 'SAME_AS_LAST',
        sentence: `${label}与上期一字不差，请核对是否有新进展。`,
      });
  }
  const done = current.doneThisYear;
  if (done === null) return marks;
  const look = (code: ProgressMark['code'], sentence: string) =>
    marks.push({ field: 'doneThisYear', tone: 'look', code, sentence });
  const before = previous !== null && previous.period.slice(0, 4) === period.slice(0, 4) ? previous.doneThisYear : null;
  if (before !== null && done < before) look('FELL', `本年累计比上期少了${wanText(before - done)}万元，请核对。`);
  const sinceStart = (facts.doneBeforeYear ?? 0) + done;
  if (facts.totalInvestment !== null && sinceStart > facts.totalInvestment)
    look('ABOVE_TOTAL', `开工以来累计${wanText(sinceStart)}万元，超过总投资${wanText(facts.totalInvestment)}万元。`);
  const reference = before !== null && before > 0 ? before : facts.plannedThisYear;
  if (reference !== null && reference > 0 && done > 0 && (done / reference >= 1000 || reference / done >= 5000))
    look('TEN_THOUSAND_FOLD', '与上期或年度计划相差上千倍，请核对是不是把万元和亿元（或元）弄混了。');
  else if (facts.plannedThisYear !== null && facts.plannedThisYear > 0 && done > facts.plannedThisYear)
    look('ABOVE_PLAN', `已超过年度计划${wanText(facts.plannedThisYear)}万元，请核对。`);
  if (facts.startsOn !== null && done > 0 && earliestDay(facts.startsOn) > period)
    look('BEFORE_START', '还没到计划开工时间就有完成投资，请核对开工时间或金额。');
  return marks;
}
