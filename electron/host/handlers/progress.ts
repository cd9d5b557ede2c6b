import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { centreRulesInForce } from '#db/queries/centre-rules.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { openIssuesByProject } from '#db/queries/issues.ts';
import { filledPeriods, type ProgressFacts, progressRows } from '#db/queries/progress.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import {
  deadlineOf,
  type Period,
  type PeriodRule,
  periodAt,
  periodClosingOn,
  periodLabel,
  previousPeriod,
} from '#shared/calendar/period.ts';
import type { ProgressRow } from '#shared/contract/progress.ts';
import type { ProgressState } from '#shared/domain/progress-report.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { weeklyDue } from '#shared/rules/centre-rules.ts';
import { issueMarks, problemsText } from '#shared/rules/issues.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { progressMarks } from '#shared/rules/progress-marks.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

export const progressQueries = {
  'progress.period'({ reading, now }, input) {
    const office = requireOffice(reading);
    const period = openPeriod(reading, now, input.period);
    const rows = periodRows(reading, office.id, period.closesOn);
    return {
      period: period.closesOn,
      label: period.label,
      opensAt: period.opensAt,
      closesAt: period.closesAt,
      deadline: periodDeadline(reading, period),
      previousPeriod: previousPeriod(period.closesOn),
      isOpen: periodAt(now, periodRule(reading)).closesOn === period.closesOn,
      year: Number(period.closesOn.slice(0, 4)),
      rows,
      counts: stateCounts(rows),
    };
  },
  'progress.periods'({ reading, now }) {
    const office = requireOffice(reading);
    const open = periodAt(now, periodRule(reading)).closesOn;
    const filled = filledPeriods(reading, office.id);
    // The one just closed is offered even when nobody began it: it is late, and still has to be filled.
    const empty = [open, previousPeriod(open)].filter((period) => filled.every((each) => each.period !== period));
    const all = [...filled, ...empty.map((period) => ({ period, filled: 0 }))].toSorted((left, right) =>
      right.period.localeCompare(left.period),
    );
    return { periods: all.map((each) => ({ ...each, label: periodLabel(each.period) })) };
  },
} satisfies Partial<QueryHandlers>;

export const progressCommands = {
  'progress.save'(context, { period, projectId, changes }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const { draft, state } = reportDraft(context, office, checked, projectId, changes);
    const name = textOf(readRecord(context.writing, 'project', projectId), 'name');
    return { ...changeMade(makeChange(context, 'progress.save', `填写${checked.label}：${name}`, [draft])), state };
  },
  'progress.saveMany'(context, { period, items }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const drafts = items.map(
      ({ projectId, changes }) => reportDraft(context, office, checked, projectId, changes).draft,
    );
    const change = makeChange(context, 'progress.saveMany', `批量填写${checked.label}${items.length}个项目`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'progress.copyLast'(context, { period, projectIds }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const wanted = projectIds === undefined ? null : new Set(projectIds);
    const rows = progressRows(context.writing, office.id, checked.closesOn).filter(
      (row) => row.state === null && row.previous !== null && (wanted === null || wanted.has(row.projectId)),
    );
    const drafts = rows.map(
      (row) => reportDraft(context, office, checked, row.projectId, lastValues(row, checked.closesOn)).draft,
    );
    const change = makeChange(context, 'progress.copyLast', `${checked.label}照上期填写${rows.length}个项目`, drafts);
    return { ...changeMade(change), changed: rows.length };
  },
  'progress.takeIssues'(context, { period, projectIds }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const named = projectIds === undefined ? null : new Set(projectIds);
    const rows = periodRows(context.writing, office.id, checked.closesOn).filter(
      (row) =>
        row.issuesText !== null &&
        row.issuesText !== row.current.problems &&
        (named === null ? row.current.problems === null : named.has(row.projectId)),
    );
    const drafts = rows.map(
      (row) => reportDraft(context, office, checked, row.projectId, { problems: row.issuesText }).draft,
    );
    const change = makeChange(
      context,
      'progress.takeIssues',
      `${checked.label}带入问题台账${rows.length}个项目`,
      drafts,
    );
    return { ...changeMade(change), changed: rows.length };
  },
  'progress.submit'(context, { period, reviewedBy, projectIds }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const wanted = projectIds === undefined ? null : new Set(projectIds);
    const rows = progressRows(context.writing, office.id, checked.closesOn).filter(
      (row) => wanted === null || wanted.has(row.projectId),
    );
    const filled = rows.filter((row) => row.state === 'filled' || row.state === 'corrected');
    if (filled.length === 0) throw problem('NOTHING_TO_SUBMIT');
    const drafts = filled.map(
      (row): Draft => ({
        entity: 'progressReport',
        id: reportId(row.projectId, checked.closesOn),
        kind: 'put',
        values: { state: 'reviewed', reviewedBy, reviewedOn: businessDay(context.now) },
      }),
    );
    const change = makeChange(
      context,
      'progress.submit',
      `${reviewedBy}审核${checked.label}${filled.length}个项目`,
      drafts,
    );
    return { ...changeMade(change), reviewed: filled.length, empty: rows.filter((row) => row.state === null).length };
  },
} satisfies Partial<CommandHandlers>;

export function periodRule(reading: Reading): PeriodRule {
  return ruleOf(rulePackInForce(reading), 'reportingPeriod').parameters;
}

/** When a period's reports are due: the centre's deadline where it has handed one down, else as pack and calendar say. */
export function periodDeadline(reading: Reading, period: Period): string {
  const { shift } = ruleOf(rulePackInForce(reading), 'deadlineShift').parameters;
  const [above] = centreRulesInForce(reading, 'weeklyDeadline');
  if (above !== undefined) return weeklyDue(period.closesOn, above, shift, calendarInForce(reading)).instant;
  return deadlineOf(period, periodRule(reading), shift, calendarInForce(reading));
}

/** The period asked for, or the open one; a period that has not begun is refused. */
export function openPeriod(reading: Reading, now: string, asked: string | undefined): Period {
  const rule = periodRule(reading);
  const open = periodAt(now, rule);
  if (asked === undefined) return open;
  const period = periodClosingOn(asked, rule);
  if (period.closesOn > open.closesOn) throw problem('PERIOD_IN_FUTURE', { period: asked });
  return period;
}

export function periodRows(reading: Reading, officeId: string, period: string): ProgressRow[] {
  const openIssues = openIssuesByProject(reading, officeId);
  return progressRows(reading, officeId, period).map((facts) => {
    const issues = openIssues.get(facts.projectId) ?? [];
    return {
      ...facts,
      ...derivedFigures(facts, period),
      issuesText: problemsText(issues),
      marks: [...progressMarks(facts, period), ...issueMarks(facts.current.problems, facts.state !== null, issues)],
    };
  });
}

export function reportId(projectId: string, period: string): string {
  return recordId('progressReport', projectId, period);
}

export function stateCounts(rows: readonly Pick<ProgressRow, 'state'>[]): {
  total: number;
  empty: number;
  filled: number;
  reviewed: number;
  reported: number;
} {
  const count = (...states: (ProgressState | null)[]) => rows.filter((row) => states.includes(row.state)).length;
  return {
    total: rows.length,
    empty: count(null),
    filled: count('filled', 'corrected'),
    reviewed: count('reviewed'),
    reported: count('reported'),
  };
}

/** Since start = before the year + this year; this period = this year now − this year at the last report of the same year. */
function derivedFigures(
  facts: ProgressFacts,
  period: string,
): { thisPeriod: number | null; sinceStart: number | null } {
  const done = facts.current.doneThisYear;
  if (done === null) return { thisPeriod: null, sinceStart: null };
  const isSameYear = facts.previous?.period.slice(0, 4) === period.slice(0, 4);
  const before = isSameYear ? (facts.previous?.doneThisYear ?? 0) : 0;
  return { thisPeriod: done - before, sinceStart: (facts.doneBeforeYear ?? 0) + done };
}

/** 照上期 carries the words always, the year's figure only within the year. */
function lastValues(row: ProgressFacts, period: string): Record<string, JsonValue> {
  if (row.previous === null) return {};
  const { period: lastPeriod, doneThisYear, ...words } = row.previous;
  return { ...words, ...(lastPeriod.slice(0, 4) === period.slice(0, 4) ? { doneThisYear } : {}) };
}

/** A draft of one project's report; after 已报 an edit is a 更正. */
export function reportDraft(
  context: CommandContext,
  office: InstalledOffice,
  period: Period,
  projectId: string,
  changes: Readonly<Record<string, JsonValue | undefined>>,
): { readonly draft: Draft; readonly state: ProgressState } {
  const project = readRecord(context.writing, 'project', projectId);
  if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  requireHome(context.writing, project.homeOffice, office.id);
  const id = reportId(projectId, period.closesOn);
  const known = readRecord(context.writing, 'progressReport', id);
  const existing = known?.isDeleted === true ? undefined : known;
  const before = existing?.values['state'] as ProgressState | undefined;
  const written = trimmed(changes);
  const isSame =
    existing !== undefined &&
    Object.entries(written).every(([field, value]) => sameValue(existing.values[field] ?? null, value));
  // Typing the same again is no edit: what was reviewed stays reviewed.
  const state: ProgressState =
    isSame && before !== undefined ? before : before === 'reported' || before === 'corrected' ? 'corrected' : 'filled';
  return {
    state,
    draft: {
      entity: 'progressReport',
      id,
      kind: 'put',
      values: { projectId, period: period.closesOn, ...written, state },
    },
  };
}
