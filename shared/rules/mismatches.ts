/**
 * What was found on site held against what had been reported when the sheet was printed (登项攻坚办〔2018〕1号 四(十): 不定期
 * 巡查项目现场，坚决查处虚报、瞒报). Only the figures frozen on the paper count: what is reported later never changes what was
 * found. A difference is a question to the unit with both figures, never a verdict.
 */
import { dayNumber, earliestDay } from '../calendar/day.ts';
import type { FrozenFigure, SheetAnswer, SheetContent } from '../domain/inspection-sheet.ts';
import type { InspectionItem, MismatchSeverity, ReportedFigure, Tolerance } from '../domain/inspection-template.ts';
import { answerText, reportedFigureLabels } from '../text/inspection-labels.ts';
import { wanText } from '../text/money.ts';
import { parseDay } from '../text/typed.ts';

/**
 * agrees; differs beyond the tolerance; nothing was reported; nothing was found; or it cannot be compared by itself (words
 * beside words, an answer of another kind) and a person looks.
 */
export type ComparisonVerdict = 'agrees' | 'differs' | 'notReported' | 'notFound' | 'byEye';

export interface Comparison {
  readonly itemKey: string;
  readonly item: string;
  readonly figure: ReportedFigure;
  /** As printed. */
  readonly reported: string;
  readonly asOf: string | null;
  readonly found: string;
  readonly note: string | null;
  readonly verdict: ComparisonVerdict;
  readonly tolerance: string;
  readonly severity: MismatchSeverity;
  /** Of a difference: both figures, by how much, beyond what. */
  readonly sentence: string | null;
}

type FigureKind = 'money' | 'yesNo' | 'day' | 'number' | 'words';

const figureKinds: Readonly<Record<ReportedFigure, FigureKind>> = {
  doneThisYear: 'money',
  doneSinceStart: 'money',
  planThisYear: 'money',
  totalInvestment: 'money',
  physicalProgress: 'words',
  isStarted: 'yesNo',
  isCompleted: 'yesNo',
  isResumed: 'yesNo',
  isFullBenefit: 'yesNo',
  startDay: 'day',
  completionDay: 'day',
  capacityPercent: 'number',
  isStatisticallyRegistered: 'yesNo',
  hasConstructionPermit: 'yesNo',
  hasLand: 'yesNo',
  openIssues: 'number',
};

/** Every item of the paper that is held against a reported figure, in the order of the paper. */
export function compareSheet(
  content: Pick<SheetContent, 'items' | 'figures'>,
  answers: readonly SheetAnswer[],
): Comparison[] {
  const figures = new Map(content.figures.map((figure) => [figure.figure, figure]));
  const given = new Map(answers.map((answer) => [answer.key, answer]));
  return content.items.flatMap((item) =>
    item.against === null ? [] : [comparisonOf(item, item.against, figures.get(item.against), given.get(item.key))],
  );
}

/** The differences among them. */
export function mismatchesOf(
  content: Pick<SheetContent, 'items' | 'figures'>,
  answers: readonly SheetAnswer[],
): Comparison[] {
  return compareSheet(content, answers).filter((each) => each.verdict === 'differs');
}

/**
 * Whether what is reported now agrees with what was found then: the mismatch has been corrected. Of “is it right: no” the
 * right value is not known; a person says when it is settled.
 */
export function agreesNow(item: InspectionItem, reported: FrozenFigure['value'], found: SheetAnswer['value']): boolean {
  if (item.against === null || asksWhetherRight(item, figureKinds[item.against])) return false;
  return judged(item, figureKinds[item.against], reported, found).verdict === 'agrees';
}

function toleranceText(tolerance: Tolerance, figure: ReportedFigure, unit: string | null): string {
  switch (tolerance.kind) {
    case 'exact':
      return '应一致';
    case 'percent':
      return `±${tolerance.value}%`;
    case 'absolute':
      if (figureKinds[figure] === 'money') return `±${wanText(tolerance.value)}万元`;
      return figureKinds[figure] === 'day' ? `±${tolerance.value}天` : `±${tolerance.value}${unit ?? ''}`;
  }
}

function comparisonOf(
  item: InspectionItem,
  figure: ReportedFigure,
  frozen: FrozenFigure | undefined,
  answer: SheetAnswer | undefined,
): Comparison {
  const { verdict, difference } = judged(item, figureKinds[figure], frozen?.value ?? null, answer?.value ?? null);
  const asOf = frozen?.asOf ?? null;
  const reported = frozen?.shown ?? '';
  const isDoubted = asksWhetherRight(item, figureKinds[figure]);
  const found = isDoubted && answer?.value === false ? '与所报不符' : answerText(item, answer?.value ?? null);
  const tolerance = toleranceText(item.tolerance, figure, item.unit);
  const beyond = item.tolerance.kind === 'exact' || isDoubted ? '' : `，超出允许误差（${tolerance}）`;
  return {
    itemKey: item.key,
    item: item.text,
    figure,
    reported,
    asOf,
    found,
    note: answer?.note ?? null,
    verdict,
    tolerance,
    severity: item.severity,
    sentence:
      verdict === 'differs'
        ? `${reportedFigureLabels[figure]}填报“${reported}”${asOf === null ? '' : `（${asOf}）`}，现场核实“${found}”${difference}${beyond}。`
        : null,
  };
}

interface Judged {
  readonly verdict: ComparisonVerdict;
  /** “，填报多800万元（16%）”. */
  readonly difference: string;
}

const byEye: Judged = { verdict: 'byEye', difference: '' };

function judged(
  item: InspectionItem,
  kind: FigureKind,
  reported: FrozenFigure['value'],
  found: SheetAnswer['value'],
): Judged {
  if (found === null || found === '') return { verdict: 'notFound', difference: '' };
  if (reported === null || reported === '') return { verdict: 'notReported', difference: '' };
  if (asksWhetherRight(item, kind))
    return typeof found === 'boolean' ? { verdict: found ? 'agrees' : 'differs', difference: '' } : byEye;
  switch (kind) {
    case 'words':
      return byEye;
    case 'yesNo':
      return yesNoJudged(reported, found);
    case 'day':
      return dayJudged(item.tolerance, reported, found);
    case 'money': {
      const yuan = yuanOf(item, found);
      return typeof reported === 'number' && yuan !== null
        ? amountJudged(item.tolerance, reported, yuan, (size) => `${wanText(size)}万元`)
        : byEye;
    }
    case 'number':
      return typeof reported === 'number' && typeof found === 'number' && item.kind === 'number'
        ? amountJudged(item.tolerance, reported, found, (size) => `${rounded(size)}${item.unit ?? ''}`)
        : byEye;
  }
}

/** A yes/no item held against anything but a fact asks whether what was reported is right. */
function asksWhetherRight(item: InspectionItem, kind: FigureKind): boolean {
  return item.kind === 'yesNo' && kind !== 'yesNo';
}

function yesNoJudged(reported: FrozenFigure['value'], found: SheetAnswer['value']): Judged {
  const answer = found === '是' ? true : found === '否' ? false : found;
  if (typeof reported !== 'boolean' || typeof answer !== 'boolean') return byEye;
  return { verdict: reported === answer ? 'agrees' : 'differs', difference: '' };
}

/** A day is compared as precisely as both are known: “2026-03” agrees with every day of March. */
function dayJudged(tolerance: Tolerance, reported: FrozenFigure['value'], found: SheetAnswer['value']): Judged {
  if (typeof reported !== 'string' || typeof found !== 'string') return byEye;
  const [before, now] = [parseDay(reported, 'partial'), parseDay(found, 'partial')];
  if (!before.ok || !now.ok || before.value === null || now.value === null) return byEye;
  const precision = Math.min(before.value.length, now.value.length);
  if (before.value.slice(0, precision) === now.value.slice(0, precision)) return { verdict: 'agrees', difference: '' };
  const days = dayNumber(earliestDay(now.value)) - dayNumber(earliestDay(before.value));
  if (tolerance.kind === 'absolute' && Math.abs(days) <= tolerance.value) return { verdict: 'agrees', difference: '' };
  const isKnownToTheDay = precision === 10;
  return { verdict: 'differs', difference: isKnownToTheDay ? `，${days > 0 ? '晚' : '早'}${Math.abs(days)}天` : '' };
}

function amountJudged(tolerance: Tolerance, reported: number, found: number, shown: (size: number) => string): Judged {
  const more = reported - found;
  const size = Math.abs(more);
  if (size <= allowed(tolerance, reported)) return { verdict: 'agrees', difference: '' };
  const share = reported === 0 ? '' : `（${rounded((size / Math.abs(reported)) * 100)}%）`;
  return { verdict: 'differs', difference: `，填报${more > 0 ? '多' : '少'}${shown(size)}${share}` };
}

/** Percent: of the reported figure. */
function allowed(tolerance: Tolerance, reported: number): number {
  switch (tolerance.kind) {
    case 'exact':
      return 0;
    case 'percent':
      return (Math.abs(reported) * tolerance.value) / 100;
    case 'absolute':
      return tolerance.value;
  }
}

const yuanOfUnit: Readonly<Record<string, number>> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 };

/** An amount is kept in 元; a number may have been asked in a unit of money. */
function yuanOf(item: InspectionItem, found: SheetAnswer['value']): number | null {
  if (typeof found !== 'number') return null;
  if (item.kind === 'amount') return found;
  const factor = item.kind === 'number' ? yuanOfUnit[item.unit ?? ''] : undefined;
  return factor === undefined ? null : Math.round(found * factor);
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
