/** 核查比对: what a person decides about mismatches and questions, statistics, the paper, and what 工作台 says of them. */
import type { Draft } from '#db/ledger/append.ts';
import { inspectedProjects } from '#db/queries/inspection-findings.ts';
import { listSheets, sheetById } from '#db/queries/inspection-sheets.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay } from '#shared/calendar/day.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import {
  type FindingKey,
  type FindingRow,
  type FindingShow,
  findingShows,
} from '#shared/contract/inspection-findings.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import type { FindingHandling } from '#shared/domain/inspection-finding.ts';
import { problem } from '#shared/error.ts';
import { findingList, findingStatisticsTable } from '#shared/report/inspection-findings.ts';
import { findingFilter } from '#shared/rules/finding-filter.ts';
import { findingStatistics } from '#shared/rules/inspection-statistics.ts';
import { compareSheet } from '#shared/rules/mismatches.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { patternLimits } from '#shared/rules/report-patterns.ts';
import { findingHandlingLabels, findingShowLabels } from '#shared/text/inspection-labels.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { findingKeyText, findingRows } from './inspection-finding-rows.ts';
import { issueDrafts, openIssueDesk } from './issues.ts';
import { handOutTable } from './papers.ts';
import { openTaskBook, taskDrafts } from './task-drafts.ts';

type Statistics = OutputOf<'inspectionFindings.statistics'>;

export const inspectionFindingQueries = {
  'inspectionFindings.list'({ reading, now }, { show = 'all', projectId, sheetId, fromDay }) {
    const office = requireOffice(reading);
    const from = fromDay ?? firstDay(office);
    const rows = findingRows(reading, office, now, { projectId, sheetId, fromDay: from, hasQuestions: true });
    const rule = ruleOf(rulePackInForce(reading), 'inspections');
    const { limits, source } = patternLimits(rule.parameters, rule.source);
    return {
      today: businessDay(now),
      fromDay: from,
      rows: rows.filter(findingFilter(show)),
      counts: Object.fromEntries(findingShows.map((each) => [each, rows.filter(findingFilter(each)).length])) as Record<
        FindingShow,
        number
      >,
      rule: {
        shown: rule.shown,
        source: rule.source,
        patterns: `季末两期占本季度增加额${limits.quarterEndShare}%以上、形象进度或进展情况连续${limits.unchangedPeriods}期不变的，列为疑点请单位核实`,
        patternSource: source,
      },
    };
  },
  'inspectionFindings.statistics'({ reading, now }, scope) {
    return statisticsOf(reading, now, scope);
  },
} satisfies Partial<QueryHandlers>;

export const inspectionFindingCommands = {
  'inspectionFindings.decide'(context, { findings, handling, explanation }) {
    const drafts = findings.map((key): Draft => {
      const row = requireFinding(context, key);
      requireUndecided(row);
      return findingDraft(context, key, { handling, explanation, issueId: null, taskId: null });
    });
    const summary = `${findingHandlingLabels[handling]}：${findings.length}条核查情况`;
    const change = makeChange(context, 'inspectionFindings.decide', summary, drafts);
    return { ...changeMade(change), changed: findings.length };
  },
  'inspectionFindings.makeIssue'(context, { finding, title, ...typed }) {
    const row = requireFinding(context, finding);
    requireUndecided(row);
    const issueId = context.newId();
    const sheet = finding.sheetId === null ? undefined : sheetById(context.writing, finding.sheetId);
    const inspectors = sheet?.inspectors ?? sheet?.content?.inspectors ?? null;
    const drafts = issueDrafts(context, openIssueDesk(context), issueId, undefined, row.projectId, {
      title,
      ...typed,
      origin: 'inspection',
      foundOn: sheet?.inspectedOn ?? businessDay(context.now),
      ...(inspectors === null ? {} : { foundBy: inspectors.slice(0, 60) }),
    });
    const change = makeChange(context, 'inspectionFindings.makeIssue', `核查情况列为问题：${title}`, [
      ...drafts,
      findingDraft(context, finding, { handling: 'issue', issueId, taskId: null, explanation: null }),
    ]);
    return { ...changeMade(change), issueId };
  },
  'inspectionFindings.makeTask'(context, { finding, ...typed }) {
    const row = requireFinding(context, finding);
    requireUndecided(row);
    const taskId = context.newId();
    const drafts = taskDrafts(context, openTaskBook(context), taskId, undefined, {
      ...typed,
      origin: 'inspection',
      originId: finding.sheetId,
      projectId: row.projectId,
    });
    const change = makeChange(context, 'inspectionFindings.makeTask', `核查情况交办：${typed.content}`, [
      ...drafts,
      findingDraft(context, finding, { handling: 'task', taskId, issueId: null, explanation: null }),
    ]);
    const made = drafts.find((draft) => draft.entity === 'task')?.values?.['state'];
    return { ...changeMade(change), taskId, state: typeof made === 'string' ? made : 'draft' };
  },
} satisfies Partial<CommandHandlers>;

export const findingPaperJob: JobHandler<'inspectionFindings.paper'> = {
  async run(context, { format, show = 'open', projectId, sheetId, fromDay }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const scope = { projectId, sheetId, fromDay: fromDay ?? firstDay(office), hasQuestions: true };
      const rows = findingRows(reading, office, context.now, scope).filter(findingFilter(show));
      return findingList({ ...paperHead(reading, office, context.now), about: findingShowLabels[show], rows });
    });
    return await handOutTable(context, model, format);
  },
};

export const findingStatisticsJob: JobHandler<'inspectionFindings.statisticsPaper'> = {
  async run(context, { format, ...scope }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const { fromDay, untilDay, rows } = statisticsOf(reading, context.now, scope);
      return findingStatisticsTable({
        ...paperHead(reading, office, context.now),
        by: scope.by,
        fromDay,
        untilDay,
        rows,
      });
    });
    return await handOutTable(context, model, format);
  },
};

function paperHead(reading: Reading, office: InstalledOffice, now: string) {
  const { source } = ruleOf(rulePackInForce(reading), 'inspections');
  return { office: office.shortName, today: businessDay(now), source };
}

/** What 工作台 says: serious mismatches nobody has decided about. Sheets that stay out are the round's reminder. */
export function mismatchTasks(reading: Reading, office: InstalledOffice, now: string): Reminder[] {
  const fromDay = addDays(businessDay(now), -recentDays);
  const serious = findingRows(reading, office, now, { fromDay, hasQuestions: false }).filter(
    (row) => row.mayHandle && findingFilter('serious')(row),
  );
  if (serious.length === 0) return [];
  return [
    {
      code: 'MISMATCHES_OPEN',
      sentence: `现场核查有${serious.length}处与填报严重不符，还没有处理。`,
      why: ruleOf(rulePackInForce(reading), 'inspections').source,
      tone: 'look',
      action: { label: '去处理', page: '/inspection-findings?show=serious' },
      facts: serious.map((row) => row.key),
    },
  ];
}

/** 工作台 reminds of what was found lately; what is older stands in the list. */
const recentDays = 180;

function firstDay(office: InstalledOffice): string {
  return `${office.ledgerYear}-01-01`;
}

function statisticsOf(
  reading: Reading,
  now: string,
  { by, fromDay, untilDay }: ParsedInputOf<'inspectionFindings.statistics'>,
): Statistics {
  const office = requireOffice(reading);
  const today = businessDay(now);
  const from = fromDay ?? firstDay(office);
  const until = untilDay ?? today;
  const sheets = listSheets(reading, { states: ['returned'], fromDay: from }).flatMap((sheet) => {
    const { content, projectId, inspectedOn } = sheet;
    return content === null || projectId === null || (inspectedOn ?? '') > until
      ? []
      : [{ id: sheet.id, projectId, comparisons: compareSheet(content, sheet.answers) }];
  });
  const projects = inspectedProjects(
    reading,
    sheets.map((sheet) => sheet.projectId),
  );
  const rows = findingRows(reading, office, now, { fromDay: from, hasQuestions: false });
  const names = (projectId: string) => projects.get(projectId)?.[by === 'unit' ? 'units' : 'streets'] ?? [];
  return { today, fromDay: from, untilDay: until, rows: findingStatistics(sheets, rows, names) };
}

/** The finding as it stands now: a sheet corrected meanwhile, or a figure put right, may have taken it away. */
function requireFinding(context: CommandContext, key: FindingKey): FindingRow {
  const office = requireOffice(context.writing);
  const scope =
    key.sheetId === null
      ? { projectId: key.projectId, fromDay: firstDay(office), hasQuestions: true }
      : { sheetId: key.sheetId, fromDay: '0000-01-01', hasQuestions: false };
  const wanted = findingKeyText(key);
  const row = findingRows(context.writing, office, context.now, scope).find((each) => each.key === wanted);
  if (row === undefined) throw problem('FINDING_GONE');
  if (!row.mayHandle) throw problem('RECORD_NOT_OURS', { office: row.officeName });
  return row;
}

/** What was explained or dropped may still become an issue or a task; what already is one is followed there. */
function requireUndecided({ handling, follow, item }: FindingRow): void {
  if (follow === null || handling === null) return;
  throw problem('FINDING_ALREADY_HANDED', {
    finding: item,
    handling: `${findingHandlingLabels[handling]}（${follow.number}）`,
  });
}

interface Decision {
  readonly handling: FindingHandling;
  readonly issueId: string | null;
  readonly taskId: string | null;
  readonly explanation: string | null;
}

/** One record of each office for one finding: a district and its centre may both decide about it. */
function findingDraft(context: CommandContext, key: FindingKey, decision: Decision): Draft {
  const office = requireOffice(context.writing);
  const { projectId, sheetId, subject } = key;
  return {
    entity: 'inspectionFinding',
    id: recordId('inspectionFinding', office.id, projectId, sheetId ?? '', subject),
    kind: 'put',
    values: {
      projectId,
      sheetId,
      subject,
      ...decision,
      decidedOn: businessDay(context.now),
      decidedBy: context.operator,
    },
  };
}
