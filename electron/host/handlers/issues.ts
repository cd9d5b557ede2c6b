import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { sheetOfIssue } from '#db/queries/inspection-sheets.ts';
import { entriesOf, issueById, listIssues, nextIssueNumber, type StoredIssue } from '#db/queries/issues.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, dayNumber } from '#shared/calendar/day.ts';
import type { Calendar } from '#shared/calendar/working-day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { IssueChanges, IssueRow, IssueShow } from '#shared/contract/issues.ts';
import type { Issue } from '#shared/domain/issue.ts';
import type { IssueEntryKind } from '#shared/domain/issue-entry.ts';
import { problem } from '#shared/error.ts';
import { shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { issueBoardsTable } from '#shared/report/issue-boards.ts';
import { issueLedger } from '#shared/report/issue-ledger.ts';
import { deadlineFinding, isReviewDue } from '#shared/rules/deadlines.ts';
import { issueBoards } from '#shared/rules/issue-boards.ts';
import {
  closingRefusal,
  deadlineOfGrade,
  extensionRefusal,
  issueFilter,
  reviewDay,
  workingDaysLate,
} from '#shared/rules/issues.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireOwnProject } from './own-project.ts';
import { handOutTable } from './papers.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

export const issueQueries = {
  'issues.list'({ reading, now }, { show, projectId }) {
    const office = requireOffice(reading);
    const rule = ruleOf(rulePackInForce(reading), 'issues');
    const rows = issueRows(reading, office.id, now, projectId);
    const count = (each: IssueShow) => rows.filter(issueFilter(each)).length;
    return {
      today: businessDay(now),
      rows: rows.filter(issueFilter(show ?? 'all')),
      counts: {
        open: count('open'),
        late: count('late'),
        keySupervised: count('keySupervised'),
        reviewDue: count('reviewDue'),
        closed: count('closed'),
        all: rows.length,
      },
      rule: {
        classes: rule.parameters.classes,
        grades: rule.parameters.grades,
        teams: rule.parameters.teams.map((team) => team.field),
        needsEvidence: rule.parameters.needsEvidence === true,
        shown: rule.shown,
        source: rule.source,
      },
    };
  },
  'issues.get'({ reading, now }, { id }) {
    const office = requireOffice(reading);
    const stored = issueById(reading, id);
    if (stored === undefined) throw problem('RECORD_NOT_FOUND', { noun: '问题' });
    return {
      row: rowOf(stored, office.id, businessDay(now), calendarInForce(reading)),
      entries: entriesOf(reading, id),
      inspection: inspectionOf(reading, id),
    };
  },
} satisfies Partial<QueryHandlers>;

function inspectionOf(reading: Reading, issueId: string): OutputOf<'issues.get'>['inspection'] {
  const found = sheetOfIssue(reading, issueId);
  if (found === undefined) return null;
  const { number, ...sheet } = found;
  return { ...sheet, sheetNumber: number === null ? '' : shownSheetNumber(number) };
}

export const issueCommands = {
  'issues.save'(context, { id, projectId, changes }) {
    const found = id === undefined ? undefined : requireIssue(context, id);
    if (found === undefined && (changes.title === undefined || changes.title.trim() === ''))
      throw problem('FIELD_INVALID', { field: '存在问题', reason: '请写明是什么问题' });
    const issueId = id ?? context.newId();
    const project = found === undefined ? ownProject(context, projectId) : textOf(found, 'projectId');
    const drafts = issueDrafts(context, openIssueDesk(context), issueId, found, project, changes);
    const title = changes.title ?? textOf(found, 'title');
    const change = makeChange(context, 'issues.save', `${found === undefined ? '登记' : '修改'}问题：${title}`, drafts);
    return { ...changeMade(change), id: issueId };
  },
  'issues.saveMany'(context, { items }) {
    const desk = openIssueDesk(context);
    const drafts = items.flatMap(({ id, changes }) => {
      const found = requireIssue(context, id, desk.officeId);
      return issueDrafts(context, desk, id, found, textOf(found, 'projectId'), changes);
    });
    const change = makeChange(context, 'issues.saveMany', `批量修改${items.length}个问题`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'issues.addEntry'(context, { id, kind, onDay, body, byWhom }) {
    const found = requireIssue(context, id);
    if (textOf(found, 'state') === 'closed') throw problem('ISSUE_ALREADY_CLOSED', { issue: textOf(found, 'title') });
    requireNotBefore(found, onDay, kind === 'handover' ? '交办日期' : '办理日期');
    return changeMade(
      makeChange(
        context,
        'issues.addEntry',
        `${kind === 'handover' ? '交办' : '办理'}问题：${textOf(found, 'title')}`,
        [put(id, { state: 'inHand' }), entry(context, found, kind, onDay, body, byWhom)],
      ),
    );
  },
  'issues.extend'(context, { id, dueOn, reason }) {
    const found = requireIssue(context, id);
    const today = businessDay(context.now);
    const refusal = extensionRefusal(valuesOf(found), dueOn, today);
    if (refusal !== null)
      throw problem(refusal, { issue: textOf(found, 'title'), due: textOf(found, 'dueOn'), day: dueOn });
    const text = `办结时限由${textOf(found, 'dueOn') || '未定'}延至${dueOn}：${reason}`;
    return changeMade(
      makeChange(context, 'issues.extend', `延期问题：${textOf(found, 'title')}`, [
        put(id, { dueOn }),
        entry(context, found, 'extension', today, text),
      ]),
    );
  },
  'issues.close'(context, { id, closedOn, closedBy, closingNote, evidenceId }) {
    const found = requireIssue(context, id);
    const rule = ruleOf(rulePackInForce(context.writing), 'issues');
    const refusal = closingRefusal(rule.parameters, valuesOf(found), {
      closedOn,
      closingNote,
      evidenceId: evidenceId ?? null,
    });
    if (refusal !== null)
      throw problem(refusal, {
        issue: textOf(found, 'title'),
        what: '销号日期',
        day: closedOn,
        found: textOf(found, 'foundOn'),
        source: rule.source,
      });
    const reviewDueOn =
      found.values['isKeySupervised'] === true
        ? reviewDay(rule.parameters, closedOn, calendarInForce(context.writing))
        : null;
    const values = {
      state: 'closed',
      closedOn,
      closedBy,
      closingNote: closingNote.trim(),
      evidenceId: evidenceId ?? null,
      reviewDueOn,
      reviewedOn: null,
      reviewedBy: null,
      reviewResult: null,
      reviewNote: null,
    };
    const change = makeChange(context, 'issues.close', `销号：${textOf(found, 'title')}`, [
      put(id, values),
      entry(context, found, 'closing', closedOn, closingNote.trim(), closedBy),
    ]);
    return { ...changeMade(change), reviewDueOn };
  },
  'issues.reopen'(context, { id, onDay, reason }) {
    const found = requireIssue(context, id);
    requireClosed(found);
    return changeMade(
      makeChange(context, 'issues.reopen', `重新打开问题：${textOf(found, 'title')}`, [
        put(id, reopened(found)),
        entry(context, found, 'reopening', onDay, reason),
      ]),
    );
  },
  'issues.review'(context, { id, onDay, reviewedBy, result, note }) {
    const found = requireIssue(context, id);
    requireClosed(found);
    if (onDay < textOf(found, 'closedOn'))
      throw problem('ISSUE_DAY_BEFORE_FOUND', { what: '回头看日期', day: onDay, found: textOf(found, 'closedOn') });
    const body = `${result === 'solved' ? '已解决' : '问题反弹，重新打开'}${note === undefined || note === '' ? '' : `：${note}`}`;
    const review = { reviewedOn: onDay, reviewedBy, reviewResult: result, reviewNote: note ?? null };
    return changeMade(
      makeChange(context, 'issues.review', `回头看：${textOf(found, 'title')}`, [
        put(id, result === 'recurred' ? { ...reopened(found), ...review } : review),
        entry(context, found, 'review', onDay, body, reviewedBy),
      ]),
    );
  },
  'issues.remove'(context, { ids }) {
    const { id: officeId } = requireOffice(context.writing);
    const drafts = ids.map((id): Draft => {
      requireIssue(context, id, officeId);
      return { entity: 'issue', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'issues.remove', `删除${ids.length}个问题`, drafts));
  },
} satisfies Partial<CommandHandlers>;

const aboutShown: Readonly<Record<IssueShow, string>> = {
  open: '未销号问题',
  late: '逾期问题',
  keySupervised: '重点督办问题',
  reviewDue: '待回头看问题',
  closed: '已销号问题',
  all: '全部问题',
};

export const issueLedgerJob: JobHandler<'issues.ledger'> = {
  async run(context, { format, show = 'all', projectId }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const rule = ruleOf(rulePackInForce(reading), 'issues');
      const rows = issueRows(reading, office.id, context.now, projectId).filter(issueFilter(show));
      return issueLedger({
        officeName: office.shortName,
        about: projectId === undefined ? aboutShown[show] : textOf(readRecord(reading, 'project', projectId), 'name'),
        day: businessDay(context.now),
        gradeNames: new Map(rule.parameters.grades.map((grade) => [grade.code, grade.name])),
        rows,
      });
    });
    return await handOutTable(context, model, format);
  },
};

export const issueBoardsJob: JobHandler<'issues.boards'> = {
  async run(context, { format }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const { parameters, source } = ruleOf(rulePackInForce(reading), 'issues');
      const rule = { classes: parameters.classes, teams: parameters.teams.map((team) => team.field) };
      return issueBoardsTable({
        officeName: office.shortName,
        day: businessDay(context.now),
        source,
        boards: issueBoards(issueRows(reading, office.id, context.now, undefined), rule),
      });
    });
    return await handOutTable(context, model, format);
  },
};

export function issueRows(reading: Reading, officeId: string, now: string, projectId: string | undefined): IssueRow[] {
  const today = businessDay(now);
  const calendar = calendarInForce(reading);
  return listIssues(reading, projectId).map((stored) => rowOf(stored, officeId, today, calendar));
}

function rowOf({ homeOffice, ...stored }: StoredIssue, officeId: string, today: string, calendar: Calendar): IssueRow {
  const until = stored.state === 'closed' ? (stored.closedOn ?? today) : today;
  return {
    ...stored,
    supportingUnits: [...stored.supportingUnits],
    number: `${stored.foundOn.slice(0, 4)}-${stored.number ?? '?'}`,
    isOurs: homeOffice === officeId,
    dueFinding: stored.state === 'closed' ? null : deadlineFinding(stored.dueOn, calendar),
    isReviewDue: isReviewDue(stored, today),
    workingDaysLate: workingDaysLate(stored, today, calendar),
    daysOpen: Math.max(0, dayNumber(until) - dayNumber(stored.foundOn)),
  };
}

/** What 工作台 says about the ledger: late ones, those to be looked at again. */
export function issueTasks(
  reading: Reading,
  officeId: string,
  now: string,
): OutputOf<'overviews.district'>['tasks'][number][] {
  const rows = issueRows(reading, officeId, now, undefined).filter((row) => row.isOurs);
  const { source } = ruleOf(rulePackInForce(reading), 'issues');
  const late = rows.filter(issueFilter('late'));
  const reviews = rows.filter(issueFilter('reviewDue'));
  return [
    ...(late.length === 0
      ? []
      : [
          {
            code: 'ISSUES_LATE',
            sentence: `有${late.length}个问题超过办结时限还没有销号。`,
            why: source,
            tone: 'late' as const,
            action: { label: '看逾期问题', page: '/issues?show=late' },
            facts: late.map((row) => row.id),
          },
        ]),
    ...(reviews.length === 0
      ? []
      : [
          {
            code: 'ISSUE_REVIEWS_DUE',
            sentence: `有${reviews.length}个重点督办问题销号后该“回头看”了。`,
            why: source,
            tone: 'look' as const,
            action: { label: '去回头看', page: '/issues?show=reviewDue' },
            facts: reviews.map((row) => row.id),
          },
        ]),
  ];
}

/** What every row of a change needs, looked up once. */
interface IssueDesk {
  readonly officeId: string;
  readonly people: PeopleBook;
  readonly deadlineOfGrade: (grade: string | null, foundOn: string) => string | null;
}

export function openIssueDesk(context: CommandContext): IssueDesk {
  const { id: officeId } = requireOffice(context.writing);
  const rule = ruleOf(rulePackInForce(context.writing), 'issues').parameters;
  const calendar = calendarInForce(context.writing);
  return {
    officeId,
    people: openPeopleBook(context.writing, officeId, context.newId),
    deadlineOfGrade: (grade, foundOn) => deadlineOfGrade(rule, grade, foundOn, calendar),
  };
}

/** Drafts that make an issue hold these values; a new one gets its number, its day and the deadline of its grade. */
export function issueDrafts(
  context: CommandContext,
  desk: IssueDesk,
  id: string,
  found: StoredRecord | undefined,
  projectId: string,
  changes: IssueChanges,
): Draft[] {
  const { unitName, personName, supportingUnitNames, ...fields } = changes;
  const { people } = desk;
  const foundOn = fields.foundOn ?? (found === undefined ? businessDay(context.now) : textOf(found, 'foundOn'));
  if (fields.dueOn !== undefined && fields.dueOn !== null && fields.dueOn < foundOn)
    throw problem('ISSUE_DAY_BEFORE_FOUND', { what: '办结时限', day: fields.dueOn, found: foundOn });
  const values = trimmed({
    ...fields,
    ...(unitName === undefined ? {} : { unitId: nameless(unitName) ? null : people.unit(unitName ?? '') }),
    ...(personName === undefined ? {} : { personId: nameless(personName) ? null : people.person(personName ?? '') }),
    ...(supportingUnitNames === undefined
      ? {}
      : { supportingUnitIds: [...new Set(supportingUnitNames.map((name) => people.unit(name)))] }),
  });
  // A deadline nobody typed follows from the grade; one that was typed stays when the grade changes.
  const isRegraded = fields.grade !== undefined || fields.foundOn !== undefined;
  if (isRegraded && fields.dueOn === undefined && (found === undefined || hasDeadlineOfGrade(desk, found))) {
    const grade = fields.grade === undefined ? textOf(found, 'grade') || null : fields.grade;
    values['dueOn'] = desk.deadlineOfGrade(grade, foundOn);
  }
  const first =
    found === undefined
      ? {
          projectId,
          foundOn,
          state: 'open',
          number: nextIssueNumber(context.writing, desk.officeId, foundOn.slice(0, 4)),
        }
      : {};
  return [...people.newRecords(), { entity: 'issue', id, kind: 'put', values: { ...first, ...values } }];
}

function ownProject(context: CommandContext, projectId: string | undefined): string {
  return requireOwnProject(context.writing, projectId ?? '', requireOffice(context.writing).id).id;
}

function requireIssue(context: CommandContext, id: string, officeId = requireOffice(context.writing).id): StoredRecord {
  const found = readRecord(context.writing, 'issue', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '问题' });
  requireHome(context.writing, found.homeOffice, officeId);
  return found;
}

function requireClosed(found: StoredRecord): void {
  if (textOf(found, 'state') !== 'closed') throw problem('ISSUE_NOT_CLOSED', { issue: textOf(found, 'title') });
}

function requireNotBefore(found: StoredRecord, day: string, what: string): void {
  if (day < textOf(found, 'foundOn'))
    throw problem('ISSUE_DAY_BEFORE_FOUND', { what, day, found: textOf(found, 'foundOn') });
}

/** The deadline is still the one its grade gave, or there is none. */
function hasDeadlineOfGrade(desk: IssueDesk, found: StoredRecord): boolean {
  const due = textOf(found, 'dueOn') || null;
  return due === null || due === desk.deadlineOfGrade(textOf(found, 'grade') || null, textOf(found, 'foundOn'));
}

function valuesOf(found: StoredRecord): Pick<Issue, 'state' | 'foundOn' | 'dueOn'> {
  return {
    state: textOf(found, 'state') as Issue['state'],
    foundOn: textOf(found, 'foundOn'),
    dueOn: textOf(found, 'dueOn') || null,
  };
}

function reopened(found: StoredRecord): Draft['values'] & object {
  const times = found.values['reopenings'];
  return {
    state: 'inHand',
    closedOn: null,
    closedBy: null,
    closingNote: null,
    reviewDueOn: null,
    reopenings: (typeof times === 'number' ? times : 0) + 1,
  };
}

function put(id: string, values: Draft['values'] & object): Draft {
  return { entity: 'issue', id, kind: 'put', values };
}

function entry(
  context: CommandContext,
  found: StoredRecord,
  kind: IssueEntryKind,
  onDay: string,
  body: string,
  byWhom?: string,
): Draft {
  return {
    entity: 'issueEntry',
    id: context.newId(),
    kind: 'put',
    values: {
      projectId: textOf(found, 'projectId'),
      issueId: found.id,
      kind,
      onDay,
      body,
      byWhom: byWhom === undefined || byWhom === '' ? context.operator : byWhom,
    },
  };
}

function nameless(name: string | null): boolean {
  return name === null || name.trim() === '';
}
