/** What a checklist must be so that it can be printed on one page, answered with a pen and held against what was reported. */
import {
  type InspectionItem,
  type InspectionItemKind,
  type ReportedFigure,
  reportedFigures,
  type Tolerance,
} from '../domain/inspection-template.ts';
import { problem } from '../error.ts';
import { inspectionItemKindLabels, reportedFigureLabels } from '../text/inspection-labels.ts';

export const mostItems = 12;
export const mostOptions = 6;

/** An item as it is typed: without a key it is a new one. */
export interface TypedItem {
  readonly key?: string | null | undefined;
  readonly group: string;
  readonly text: string;
  readonly kind: InspectionItemKind;
  readonly options: readonly string[];
  readonly unit: string | null;
  readonly against: ReportedFigure | null;
  readonly tolerance: Tolerance;
  readonly severity: InspectionItem['severity'];
}

const factKinds: readonly InspectionItemKind[] = ['yesNo'];
const amountKinds: readonly InspectionItemKind[] = ['amount', 'yesNo'];
const numberKinds: readonly InspectionItemKind[] = ['number', 'yesNo'];
const wordKinds: readonly InspectionItemKind[] = ['yesNo', 'choice', 'text'];

/** A yes/no item held against anything but a fact asks whether what was reported is right. */
const kindsOf: Readonly<Record<ReportedFigure, readonly InspectionItemKind[]>> = {
  doneThisYear: amountKinds,
  doneSinceStart: amountKinds,
  planThisYear: amountKinds,
  totalInvestment: amountKinds,
  physicalProgress: wordKinds,
  isStarted: factKinds,
  isCompleted: factKinds,
  isResumed: factKinds,
  isFullBenefit: factKinds,
  startDay: ['text', 'yesNo'],
  completionDay: ['text', 'yesNo'],
  capacityPercent: numberKinds,
  isStatisticallyRegistered: factKinds,
  hasConstructionPermit: factKinds,
  hasLand: factKinds,
  openIssues: numberKinds,
};

/** Which reported figures an answer of this kind can be held against. */
export function figuresFor(kind: InspectionItemKind): readonly ReportedFigure[] {
  return reportedFigures.filter((figure) => kindsOf[figure].includes(kind));
}

export function canHaveTolerance(kind: InspectionItemKind): boolean {
  return kind === 'number' || kind === 'amount';
}

/**
 * The items as they are kept. Refuses what cannot be printed or compared, one sentence for the first thing found. An item
 * keeps its key while it asks for the same kind of answer; else it is another question and gets a new one from `newKey`.
 */
export function checkedItems(
  typed: readonly TypedItem[],
  before: readonly Pick<InspectionItem, 'key' | 'kind'>[],
  newKey: () => string,
): InspectionItem[] {
  if (typed.length === 0) throw problem('INSPECTION_TEMPLATE_EMPTY');
  if (typed.length > mostItems)
    throw problem('INSPECTION_TOO_MANY_ITEMS', {
      count: typed.length,
      most: mostItems,
      over: typed.length - mostItems,
    });
  const used = new Set<string>();
  return typed.map((item, index) => {
    const row = index + 1;
    const question = item.text.trim();
    if (question === '') throw problem('INSPECTION_ITEM_WITHOUT_TEXT', { row });
    const options = item.options.map((each) => each.trim()).filter((each) => each !== '');
    requireOptions(item.kind, options, row, question);
    requireComparable(item, row, question);
    const known = before.find((each) => each.key === item.key && each.kind === item.kind && !used.has(each.key));
    const key = known?.key ?? newKey();
    used.add(key);
    const unit = item.kind === 'number' ? (item.unit?.trim() ?? '') : '';
    return {
      key,
      group: item.group.trim(),
      text: question,
      kind: item.kind,
      options: item.kind === 'choice' ? options : [],
      unit: unit === '' ? null : unit,
      against: item.against,
      tolerance: item.tolerance,
      severity: item.severity,
    };
  });
}

function requireOptions(kind: InspectionItemKind, options: readonly string[], row: number, text: string): void {
  if (kind !== 'choice') return;
  if (options.length < 2) throw problem('INSPECTION_CHOICE_WITHOUT_OPTIONS', { row, text, most: mostOptions });
  if (options.length > mostOptions)
    throw problem('INSPECTION_TOO_MANY_OPTIONS', { row, text, count: options.length, most: mostOptions });
  const twice = options.find((option, index) => options.indexOf(option) !== index);
  if (twice !== undefined) throw problem('INSPECTION_OPTION_TWICE', { row, text, option: twice });
}

function requireComparable(item: TypedItem, row: number, text: string): void {
  const kind = inspectionItemKindLabels[item.kind];
  if (item.tolerance.kind !== 'exact' && !canHaveTolerance(item.kind))
    throw problem('INSPECTION_TOLERANCE_UNFIT', { row, text, kind });
  if (item.against !== null && !kindsOf[item.against].includes(item.kind))
    throw problem('INSPECTION_FIGURE_UNFIT', { row, text, kind, figure: reportedFigureLabels[item.against] });
}
