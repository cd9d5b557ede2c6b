/** 核查比对 as it is shown: mismatches of returned sheets and questions of the reports, each with what became of it. */
import {
  followedIssues,
  followedTasks,
  type InspectedProject,
  inspectedProjects,
  reportSeries,
  type StoredFinding,
  storedFindings,
  type YearAmounts,
  yearAmounts,
} from '#db/queries/inspection-findings.ts';
import { listSheets, type StoredSheet } from '#db/queries/inspection-sheets.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { scheduledProjects } from '#db/queries/milestones.ts';
import { type ReportedStanding, reportedStandings } from '#db/queries/reported-figures.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { FindingKey, FindingRow } from '#shared/contract/inspection-findings.ts';
import type { SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem, ReportedFigure } from '#shared/domain/inspection-template.ts';
import { agreesNow, type Comparison, mismatchesOf } from '#shared/rules/mismatches.ts';
import { startEvidence } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import {
  patternLimits,
  type ReportedPeriod,
  type ReportQuestion,
  reportQuestions,
} from '#shared/rules/report-patterns.ts';
import { patternLabels } from '#shared/text/inspection-labels.ts';
import { issueStateLabels, taskStateLabels } from '#shared/text/labels.ts';
import { wanText } from '#shared/text/money.ts';
import { shownNumberOf } from './inspection-sheets.ts';

export interface FindingScope {
  readonly projectId?: string | undefined;
  readonly sheetId?: string | undefined;
  readonly fromDay: string;
  /** Reading the reports of hundreds of projects: only where questions are asked for. */
  readonly hasQuestions: boolean;
}

export function findingKeyText({ projectId, sheetId, subject }: FindingKey): string {
  return `${projectId} ${sheetId ?? ''} ${subject}`;
}

/** Serious ones first, then what was found last. */
export function findingRows(reading: Reading, office: InstalledOffice, now: string, scope: FindingScope): FindingRow[] {
  const today = businessDay(now);
  const sheets = listSheets(reading, { ...scope, states: ['returned'] }).filter((sheet) => sheet.projectId !== null);
  const found = sheets.flatMap(mismatchesOfSheet);
  const asked = scope.hasQuestions && scope.sheetId === undefined ? askedProjects(reading, office, sheets, scope) : [];
  const projectIds = [...new Set([...found.map(({ projectId }) => projectId), ...asked])];
  const followed = found.filter(({ item }) => !isReportedByPeriod(item.against));
  const standings = reportedStandings(reading, [...new Set(followed.map(({ projectId }) => projectId))], today);
  const book = { ...openFindings(reading, office, projectIds, scope.fromDay), standings };
  const rule = ruleOf(rulePackInForce(reading), 'inspections');
  const rows = [
    ...found.flatMap((each) => mismatchRow(book, each, rule.source)),
    ...(asked.length === 0
      ? []
      : questionRows(reading, book, asked, patternLimits(rule.parameters, rule.source), today)),
  ];
  return rows.toSorted(
    (left, right) =>
      weightOf(left) - weightOf(right) || (left.foundOn < right.foundOn ? 1 : left.foundOn > right.foundOn ? -1 : 0),
  );
}

function weightOf(row: FindingRow): number {
  return row.severity === 'serious' ? 0 : row.severity === 'ordinary' ? 1 : 2;
}

interface FoundMismatch {
  readonly projectId: string;
  readonly sheet: StoredSheet;
  readonly item: InspectionItem;
  readonly comparison: Comparison;
}

function mismatchesOfSheet(sheet: StoredSheet): FoundMismatch[] {
  const { content, projectId } = sheet;
  if (content === null || projectId === null) return [];
  return mismatchesOf(content, sheet.answers).flatMap((comparison) => {
    const item = content.items.find((each) => each.key === comparison.itemKey);
    return item === undefined ? [] : [{ projectId, sheet, item, comparison }];
  });
}

/** A district's own projects; a centre asks only about projects somebody has been to. */
function askedProjects(
  reading: Reading,
  office: InstalledOffice,
  sheets: readonly StoredSheet[],
  { projectId }: FindingScope,
): string[] {
  if (projectId !== undefined) return [projectId];
  if (office.kind === 'centre') return [...new Set(sheets.flatMap((sheet) => sheet.projectId ?? []))];
  return scheduledProjects(reading, { officeId: office.id }).map((project) => project.id);
}

/** Found again in the weekly reports; every other figure only as it stands today. */
function isReportedByPeriod(figure: ReportedFigure | null): boolean {
  return figure === 'doneThisYear' || figure === 'doneSinceStart' || figure === 'physicalProgress';
}

interface FindingBook {
  readonly office: InstalledOffice;
  readonly projects: ReadonlyMap<string, InspectedProject>;
  readonly reports: ReadonlyMap<string, readonly ReportedPeriod[]>;
  readonly amounts: ReadonlyMap<string, readonly YearAmounts[]>;
  /** As things stand today. */
  readonly standings: ReadonlyMap<string, ReportedStanding>;
  decided(key: FindingKey): StoredFinding | undefined;
  follow(finding: StoredFinding | undefined): FindingRow['follow'];
}

function openFindings(
  reading: Reading,
  office: InstalledOffice,
  projectIds: readonly string[],
  fromDay: string,
): Omit<FindingBook, 'standings'> {
  const stored = new Map<string, StoredFinding>();
  for (const finding of storedFindings(reading, projectIds)) {
    const key = findingKeyText(finding);
    // Another office may have decided about the same thing: its own word comes first.
    if (stored.get(key)?.homeOffice !== office.id) stored.set(key, finding);
  }
  const all = [...stored.values()];
  const issues = new Map(
    followedIssues(
      reading,
      all.flatMap((finding) => finding.issueId ?? []),
    ).map((issue) => [issue.id, issue]),
  );
  const tasks = new Map(
    followedTasks(
      reading,
      all.flatMap((finding) => finding.taskId ?? []),
    ).map((task) => [task.id, task]),
  );
  return {
    office,
    projects: inspectedProjects(reading, projectIds),
    reports: reportSeries(reading, projectIds, fromDay),
    amounts: yearAmounts(reading, projectIds),
    decided: (key) => {
      const finding = stored.get(findingKeyText(key));
      // What it became was taken out again (an entry by mistake, undone): it is open as before.
      const isGone =
        (finding?.handling === 'issue' && !issues.has(finding.issueId ?? '')) ||
        (finding?.handling === 'task' && !tasks.has(finding.taskId ?? ''));
      return isGone ? undefined : finding;
    },
    follow(finding) {
      const issue = issues.get(finding?.issueId ?? '');
      const task = tasks.get(finding?.taskId ?? '');
      if (finding?.handling === 'issue' && issue !== undefined)
        return {
          number: `${issue.year}-${issue.number ?? '?'}`,
          state: issueStateLabels[issue.state],
          isClosed: issue.state === 'closed',
          dueOn: issue.dueOn,
        };
      if (finding?.handling === 'task' && task !== undefined)
        return {
          number: `${task.year}-${task.number ?? '?'}`,
          state: taskStateLabels[task.state],
          isClosed: task.state === 'closed',
          dueOn: task.dueOn,
        };
      return null;
    },
  };
}

function mismatchRow(
  book: FindingBook,
  { projectId, sheet, item, comparison }: FoundMismatch,
  source: string,
): FindingRow[] {
  const project = book.projects.get(projectId);
  if (project === undefined) return [];
  const key = { projectId, sheetId: sheet.id, subject: item.key };
  const corrected = correctionOf(book, sheet, item, projectId);
  return [
    {
      ...commonOf(book, project, key, corrected, sheet.homeOffice),
      kind: 'mismatch',
      pattern: null,
      sheetNumber: shownNumberOf(sheet),
      foundOn: sheet.inspectedOn ?? '',
      item: item.text,
      reported: comparison.reported,
      asOf: comparison.asOf,
      found: comparison.found,
      note: comparison.note,
      tolerance: comparison.tolerance,
      severity: comparison.severity,
      sentence: comparison.sentence ?? '',
      figures: [],
      source: sheet.content?.source ?? source,
    },
  ];
}

function questionRows(
  reading: Reading,
  book: FindingBook,
  projectIds: readonly string[],
  { limits, source }: ReturnType<typeof patternLimits>,
  today: string,
): FindingRow[] {
  const wanted = new Set(projectIds);
  const [only] = projectIds;
  const scope = projectIds.length === 1 && only !== undefined ? { projectId: only } : {};
  const started = new Map(
    scheduledProjects(reading, scope).map((project) => [project.id, startEvidence(project) !== null]),
  );
  return [...wanted].flatMap((projectId) => {
    const project = book.projects.get(projectId);
    const reports = book.reports.get(projectId) ?? [];
    if (project === undefined || reports.length === 0) return [];
    const amounts = book.amounts.get(projectId) ?? [];
    const yearly = (field: 'planned' | 'doneBefore') =>
      new Map(amounts.flatMap((each) => (each[field] === null ? [] : [[each.year, each[field]] as const])));
    const questions = reportQuestions(
      {
        totalInvestment: project.totalInvestment,
        isStarted: started.get(projectId) ?? true,
        plannedByYear: yearly('planned'),
        doneBeforeByYear: yearly('doneBefore'),
        reports: reports.filter((report) => report.period <= addDays(today, 7)),
      },
      limits,
    );
    return questions.map((question) => questionRow(book, project, question, source));
  });
}

function questionRow(
  book: FindingBook,
  project: InspectedProject,
  question: ReportQuestion,
  source: string,
): FindingRow {
  const newest = question.figures.at(-1);
  return {
    ...commonOf(book, project, { projectId: project.id, sheetId: null, subject: question.subject }, null, null),
    kind: 'question',
    pattern: question.code,
    sheetNumber: null,
    foundOn: newest?.period ?? '',
    item: patternLabels[question.code],
    reported: question.figures
      .flatMap(({ period, doneThisYear }) =>
        doneThisYear === null ? [] : [`${periodLabel(period)} ${wanText(doneThisYear)}万元`],
      )
      .join('；'),
    asOf: newest === undefined ? null : periodLabel(newest.period),
    found: '',
    note: null,
    tolerance: '',
    severity: null,
    sentence: question.sentence,
    figures: [...question.figures],
    source,
  };
}

function commonOf(
  book: FindingBook,
  project: InspectedProject,
  key: FindingKey,
  corrected: FindingRow['corrected'],
  sheetHome: string | null,
) {
  const finding = book.decided(key);
  const follow = book.follow(finding);
  const { office } = book;
  const isSettled =
    corrected !== null ||
    finding?.handling === 'explained' ||
    finding?.handling === 'dropped' ||
    follow?.isClosed === true;
  return {
    key: findingKeyText(key),
    projectId: project.id,
    projectName: project.name,
    officeName: project.officeName,
    mayHandle: office.kind === 'centre' || project.homeOffice === office.id || sheetHome === office.id,
    mayMakeIssue: office.kind === 'district' && project.homeOffice === office.id,
    units: [...project.units],
    streets: [...project.streets],
    sheetId: key.sheetId,
    subject: key.subject,
    handling: finding?.handling ?? null,
    explanation: finding?.explanation ?? null,
    decidedOn: finding?.decidedOn ?? null,
    decidedBy: finding?.decidedBy ?? null,
    issueId: finding?.issueId ?? null,
    taskId: finding?.taskId ?? null,
    follow,
    corrected,
    state: isSettled ? ('settled' as const) : finding === undefined ? ('open' as const) : ('inHand' as const),
  };
}

/** What is reported by now and agrees with what was found: the mismatch has been corrected. */
function correctionOf(
  book: FindingBook,
  { content, answers }: StoredSheet,
  item: InspectionItem,
  projectId: string,
): FindingRow['corrected'] {
  const figure = item.against;
  if (content === null || figure === null) return null;
  const found = answers.find((answer) => answer.key === item.key)?.value ?? null;
  const asOf = content.figures.find((each) => each.figure === figure)?.asOf ?? null;
  if (figure === 'doneThisYear' || figure === 'doneSinceStart')
    return correctedReport(book, item, projectId, found, periodOf(asOf) ?? addDays(businessDay(content.printedAt), 1));
  const now = book.standings.get(projectId)?.figures.find((each) => each.figure === figure);
  if (now === undefined || !agreesNow(item, now.value, found)) return null;
  return { period: null, shown: now.shown, text: `现在登记为“${now.shown}”，与现场核实相符` };
}

/** The first report from the printed period on, itself once corrected, within the year: 本年累计 begins anew. */
function correctedReport(
  book: FindingBook,
  item: InspectionItem,
  projectId: string,
  found: SheetAnswer['value'],
  from: string,
): FindingRow['corrected'] {
  const year = from.slice(0, 4);
  const doneBefore =
    item.against === 'doneThisYear'
      ? 0
      : (book.amounts.get(projectId)?.find((each) => each.year === Number(year))?.doneBefore ?? 0);
  for (const { period, doneThisYear } of book.reports.get(projectId) ?? []) {
    if (period < from || doneThisYear === null || !period.startsWith(year)) continue;
    const value = doneBefore + doneThisYear;
    if (!agreesNow(item, value, found)) continue;
    const shown = `${wanText(value)}万元`;
    return { period, shown, text: `${periodLabel(period)}填报${shown}，与现场核实相符` };
  }
  return null;
}

/** “2026年11月20日期”, as a figure is frozen (db/queries/reported-figures.ts), → 2026-11-20. */
function periodOf(asOf: string | null): string | null {
  const [, year = '', month = '', date = ''] = /^(\d{4})年(\d{1,2})月(\d{1,2})日期$/.exec(asOf ?? '') ?? [];
  return year === '' ? null : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
