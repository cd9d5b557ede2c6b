/** A returned row held against the store: new, changed, same, doubtful, and why. Pure; a clerk has the last word. */
import { periodLabel } from '../calendar/period.ts';
import type { ProgressRow } from '../contract/progress.ts';
import { progressMarks } from '../rules/progress-marks.ts';
import { wanText } from '../text/money.ts';
import { type FigureKey, type Figures, figureKeys, figureLabels, formColumn } from './form.ts';
import type { LockedChange, ReturnedRow } from './returned.ts';
import { sameWords } from './words.ts';

/**
 * new: nothing was filled in this period yet. same: nothing differs. empty: the unit filled in nothing. doubtful: look
 * first. added: a project the office does not have. elsewhere: a project that is no longer in the register.
 */
export const rowStatuses = ['new', 'changed', 'doubtful', 'same', 'empty', 'added', 'elsewhere'] as const;
export type RowStatus = (typeof rowStatuses)[number];

export interface RowFacts
  extends Pick<
    ProgressRow,
    'state' | 'current' | 'previous' | 'totalInvestment' | 'plannedThisYear' | 'doneBeforeYear' | 'startsOn'
  > {
  readonly name: string;
  /** Who is to fill it: the first responsible unit. */
  readonly leadUnitId: string | null;
  readonly leadUnitName: string | null;
  /** null: the register does not say. */
  readonly isStarted: boolean | null;
  readonly contact: string | null;
  readonly contactPhone: string | null;
}

export interface Difference {
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ComparedRow {
  readonly status: RowStatus;
  /** Why a clerk should look first. */
  readonly reasons: readonly string[];
  /** Worth knowing; nothing waits for it. */
  readonly notes: readonly string[];
  readonly differences: readonly Difference[];
  /** What will be written to this period's report when the row is taken. */
  readonly wanted: Partial<Figures>;
  /** Of the project's contact, when the row is taken. */
  readonly contact: { readonly name: string | null; readonly phone: string | null } | null;
  /** Protected cells that were changed anyway: taken only by a tick of their own. */
  readonly lockedChanges: readonly (LockedChange & { readonly label: string })[];
  /** 已审 or 已报: taking it needs a tick. */
  readonly needsConsent: boolean;
  readonly isProposed: boolean;
}

export interface CompareContext {
  readonly period: string;
  /** Whose form it is; null for a table of several units. */
  readonly unitId: string | null;
}

export function compareRow(row: ReturnedRow, facts: RowFacts | null, context: CompareContext): ComparedRow {
  if (facts === null) return unknownProject(row);
  const { period } = context;
  const wanted = wantedFigures(row, facts, period);
  const reasons = row.doubts.map(({ sentence }) => sentence);
  const notes: string[] = [];
  const differences: Difference[] = [];
  for (const key of figureKeys) {
    if (!(key in wanted)) continue;
    const after = wanted[key] ?? null;
    if (isSame(key, facts.current[key], after)) continue;
    differences.push(difference(key, facts.current[key], after));
    const sent = row.base?.isFilled === false && facts.state !== null ? null : (row.base?.figures[key] ?? null);
    if (row.base !== null && facts.current[key] !== null && !isSame(key, facts.current[key], sent))
      reasons.push(
        `填报表发出以后，本单位已把“${figureLabels[key]}”填成“${shortText(key, facts.current[key])}”，与单位交回的不同。`,
      );
  }
  const contact = contactChange(row, facts, differences);
  if (differences.some(({ field }) => field === 'doneThisYear') || facts.state === null)
    reasons.push(...figureReasons(row, facts, wanted, period, notes));
  for (const mark of marksOf(facts, wanted, period)) {
    if (!differences.some(({ field }) => field === mark.field)) continue;
    (mark.tone === 'look' ? reasons : notes).push(mark.sentence);
  }
  if (
    row.isStarted !== null &&
    facts.isStarted !== row.isStarted &&
    (row.base === null || row.base.isStarted !== row.isStarted)
  )
    notes.push(
      row.isStarted
        ? '单位填的是“已开工”，项目库里没有实际开工时间，请核实后在项目的节点里填写。'
        : '单位填的是“未开工”，与项目库里的实际开工时间不符，请核实。',
    );
  const hasChange = differences.length > 0;
  const isElsewhere = context.unitId !== null && facts.leadUnitId !== context.unitId;
  if (isElsewhere && hasChange)
    reasons.push(
      facts.leadUnitId === null
        ? '这个项目现在没有责任单位，请先在项目库里明确由谁填报。'
        : `这个项目现在由${facts.leadUnitName ?? '别的单位'}填报，不归交表的单位。`,
    );
  const needsConsent = hasChange && facts.state !== null && facts.state !== 'filled';
  if (needsConsent)
    notes.push(
      facts.state === 'reviewed' ? '这个项目本期已审，收下以后要重新审核。' : '这个项目本期已报，收下以后记为更正。',
    );
  const status = statusOf(row, facts, hasChange, reasons.length > 0);
  return {
    status,
    reasons: status === 'doubtful' ? reasons : [],
    notes,
    differences,
    wanted,
    contact,
    lockedChanges: row.lockedChanges.map((change) => ({ ...change, label: formColumn(change.key).head })),
    needsConsent,
    isProposed: (status === 'new' || status === 'changed') && !needsConsent,
  };
}

function statusOf(row: ReturnedRow, facts: RowFacts, hasChange: boolean, isDoubtful: boolean): RowStatus {
  if (hasChange) return isDoubtful ? 'doubtful' : facts.state === null ? 'new' : 'changed';
  // A figure that could not be read is no empty row.
  if (row.doubts.length > 0 && facts.state === null) return 'doubtful';
  return facts.state === null ? 'empty' : 'same';
}

/** What the unit typed; words it left as they were sent out belong to it once it filled in anything of the row. */
function wantedFigures(row: ReturnedRow, facts: RowFacts, period: string): Partial<Figures> {
  const returned = { ...row.figures };
  const last = lastDone(facts, period);
  if (returned.doneThisYear === undefined || returned.doneThisYear === null) {
    if (row.doneThisPeriod !== null && last !== null) returned.doneThisYear = last + row.doneThisPeriod;
    else if (row.hasProgress === 'asLast' && last !== null && row.doubts.length === 0) returned.doneThisYear = last;
  }
  const sent = row.base?.figures ?? null;
  const touched = figureKeys.filter(
    (key) => returned[key] !== undefined && !isSame(key, returned[key] ?? null, sent?.[key] ?? null),
  );
  if (touched.length === 0 && row.hasProgress === null) return {};
  const wanted: Record<string, string | number | null> = {};
  for (const key of figureKeys) {
    const value = returned[key];
    if (value === undefined) continue;
    if (touched.includes(key)) {
      // Without what was sent out an empty cell says nothing.
      if (value !== null || sent !== null) wanted[key] = value;
    } else if (facts.state === null && value !== null) wanted[key] = value;
  }
  return wanted;
}

function figureReasons(
  row: ReturnedRow,
  facts: RowFacts,
  wanted: Partial<Figures>,
  period: string,
  notes: string[],
): string[] {
  if (Object.keys(wanted).length === 0) return [];
  const done = wanted.doneThisYear ?? facts.current.doneThisYear;
  if (done !== null && done < 0) return ['本年累计完成投资是负数，请核对。'];
  if (done === null && row.doubts.length === 0)
    notes.push(
      row.hasProgress === 'asLast' && lastDone(facts, period) === null
        ? '选了“与上期相同”，但今年还没有上期数，本年累计完成投资仍是空的。'
        : '没有填本年累计完成投资。',
    );
  return [];
}

function marksOf(facts: RowFacts, wanted: Partial<Figures>, period: string) {
  return progressMarks({ ...facts, current: { ...facts.current, ...wanted } }, period);
}

function lastDone({ previous }: RowFacts, period: string): number | null {
  return previous !== null && previous.period.slice(0, 4) === period.slice(0, 4) ? previous.doneThisYear : null;
}

/** A contact left as it was sent out, or emptied, changes nothing. */
function contactChange(row: ReturnedRow, facts: RowFacts, differences: Difference[]): ComparedRow['contact'] {
  const changed = (value: string | null, sent: string | null | undefined, known: string | null) =>
    value !== null && value !== (sent ?? null) && value !== known;
  const name = changed(row.contact, row.base?.contact, facts.contact) ? row.contact : null;
  const phone = changed(row.contactPhone, row.base?.contactPhone, facts.contactPhone) ? row.contactPhone : null;
  if (name === null && phone === null) return null;
  if (name !== null) differences.push({ field: 'contact', label: '联系人', before: facts.contact, after: name });
  if (phone !== null)
    differences.push({ field: 'contactPhone', label: '联系电话', before: facts.contactPhone, after: phone });
  return { name, phone };
}

function unknownProject(row: ReturnedRow): ComparedRow {
  const isKnownId = row.projectId !== null;
  return {
    status: isKnownId ? 'elsewhere' : 'added',
    reasons: [
      isKnownId
        ? '这个项目在项目库里已经没有了（删除、退出或并入了别的项目），没有地方可以写。'
        : '项目库里没有这个名称的项目：可以作为新项目加入，或者不收。名称写错的请不收，让单位按原名称重填。',
      ...row.doubts.map(({ sentence }) => sentence),
    ],
    notes: [],
    differences: figureKeys.flatMap((key) => {
      const value = row.figures[key] ?? null;
      return value === null ? [] : [difference(key, null, value)];
    }),
    wanted: isKnownId ? {} : withoutEmpty(row.figures),
    contact: null,
    lockedChanges: [],
    needsConsent: false,
    isProposed: false,
  };
}

function withoutEmpty(figures: ReturnedRow['figures']): Record<string, string | number> {
  const filled: Record<string, string | number> = {};
  for (const key of figureKeys) {
    const value = figures[key];
    if (value !== undefined && value !== null) filled[key] = value;
  }
  return filled;
}

function difference(key: FigureKey, before: string | number | null, after: string | number | null): Difference {
  return { field: key, label: figureLabels[key], before: valueText(key, before), after: valueText(key, after) };
}

function isSame(key: FigureKey, left: string | number | null, right: string | number | null): boolean {
  return key === 'doneThisYear' ? left === right : sameWords(left as string | null, right as string | null);
}

function valueText(key: FigureKey, value: string | number | null): string | null {
  if (value === null) return null;
  return key === 'doneThisYear' && typeof value === 'number' ? `${wanText(value)}万元` : String(value);
}

function shortText(key: FigureKey, value: string | number | null): string {
  const text = valueText(key, value) ?? '';
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

/** For sentences about a form of another week. */
export function otherPeriodSentence(found: string, asked: string): string {
  return `这是${periodLabel(found)}的填报表，现在收的是${periodLabel(asked)}，没有读取。要收它，请先把页面上的报送期换成${periodLabel(found)}。`;
}
