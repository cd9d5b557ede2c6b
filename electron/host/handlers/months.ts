/** 按月查账: month-end figures beside the weekly ones, checked by a named person, locked; later changes stay visible. */

import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { projectsToFill } from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { checkedByMonth, correctionsOf, monthChecks, monthLocks, weeklyFigures } from '#db/queries/months.ts';
import { progressRows } from '#db/queries/progress.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MonthRow } from '#shared/contract/months.ts';
import { problem } from '#shared/error.ts';
import {
  monthBefore,
  monthDue,
  monthEnd,
  monthFigures,
  monthLabel,
  weeklyNearest,
} from '#shared/months/month-account.ts';
import { monthTable } from '#shared/months/month-table.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { handOutTable } from './papers.ts';
import { trimmed } from './projects.ts';

type MonthAccount = OutputOf<'months.get'>;
type Task = OutputOf<'overviews.district'>['tasks'][number];

/** Months to choose from, back from the one that is due. */
const monthsOffered = 18;

export const monthQueries = {
  'months.get'({ reading, now }, { month }) {
    return monthAccount(reading, requireOffice(reading), now, month);
  },
} satisfies Partial<QueryHandlers>;

export const monthCommands = {
  'months.saveMany'(context, { month, items }) {
    const office = requireOpen(context, month);
    const drafts = items.map(({ projectId, changes }) =>
      checkDraft(context, office, month, projectId, trimmed(changes)),
    );
    const what = items.length === 1 ? projectName(context.writing, items[0]?.projectId ?? '') : `${items.length}个项目`;
    const change = makeChange(context, 'months.saveMany', `${monthLabel(month)}查账：${what}`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'months.takeWeekly'(context, { month, projectIds }) {
    const office = requireOpen(context, month);
    const wanted = projectIds === undefined ? null : new Set(projectIds);
    const rows = monthAccount(context.writing, office, context.now, month).rows.filter(
      // Chosen rows are overwritten, the others only filled.
      (row) => row.weekly !== null && (wanted === null ? row.doneThisYear === null : wanted.has(row.projectId)),
    );
    const drafts = rows.map((row) =>
      checkDraft(context, office, month, row.projectId, { doneThisYear: row.weekly?.doneThisYear ?? null }),
    );
    const summary = `${monthLabel(month)}查账按周报带入${rows.length}个项目`;
    return { ...changeMade(makeChange(context, 'months.takeWeekly', summary, drafts)), changed: rows.length };
  },
  'months.check'(context, { month, projectIds, state, checkedBy }) {
    const office = requireOpen(context, month);
    const by =
      state === 'open' ? { checkedBy: null, checkedOn: null } : { checkedBy, checkedOn: businessDay(context.now) };
    const drafts = projectIds.map((projectId) => checkDraft(context, office, month, projectId, { state, ...by }));
    const what = { open: '重新待核', checked: '核对', questioned: '标为有出入' }[state];
    const summary = `${checkedBy}${what}${monthLabel(month)}月末数${projectIds.length}个项目`;
    return { ...changeMade(makeChange(context, 'months.check', summary, drafts)), changed: projectIds.length };
  },
  'months.lock'(context, { month, by }) {
    const office = requireOpen(context, month);
    const { counts, rule } = monthAccount(context.writing, office, context.now, month);
    if (counts.open > 0)
      throw problem('MONTH_NOT_CHECKED', { month: monthLabel(month), count: counts.open, source: rule.source });
    const draft = lockDraft(office.id, month, {
      isLocked: true,
      lockedBy: by,
      lockedOn: businessDay(context.now),
      note: null,
    });
    return changeMade(makeChange(context, 'months.lock', `锁定${monthLabel(month)}月账`, [draft]));
  },
  'months.unlock'(context, { month, by, reason }) {
    const office = requireOffice(context.writing);
    if (monthLocks(context.writing, office.id).get(month)?.isLocked !== true)
      throw problem('MONTH_NOT_LOCKED', { month: monthLabel(month) });
    const draft = lockDraft(office.id, month, {
      isLocked: false,
      lockedBy: by,
      lockedOn: businessDay(context.now),
      note: reason,
    });
    return changeMade(makeChange(context, 'months.unlock', `解锁${monthLabel(month)}月账：${reason}`, [draft]));
  },
} satisfies Partial<CommandHandlers>;

export const monthRenderJob: JobHandler<'months.render'> = {
  async run(context, input) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const account = monthAccount(reading, office, context.now, input.month);
      return monthTable({
        officeName: office.fullName,
        month: account.month,
        endDay: account.endDay,
        today: businessDay(context.now),
        source: account.rule.source,
        rule: account.rule.sentence,
        lock: account.lock,
        rows: account.rows,
      });
    });
    const rows = model.rows.length;
    if (input.format === 'json') return { file: null, rows, pages: null };
    return { ...(await handOutTable(context, model, input.format)), rows };
  },
};

/** On the desk: the month that is due and not locked, where it was reported on at all. */
export function monthTasks(reading: Reading, now: string): Task[] {
  const office = requireOffice(reading);
  const rule = ruleOf(rulePackInForce(reading), 'monthCheck');
  const month = monthDue(businessDay(now), rule.parameters);
  if (monthLocks(reading, office.id).get(month)?.isLocked === true) return [];
  const account = monthAccount(reading, office, now, month);
  if (account.rows.every((row) => row.weekly === null)) return [];
  const { open, total } = account.counts;
  return [
    {
      code: 'CHECK_MONTH',
      tone: 'plain',
      sentence:
        open === 0
          ? `${account.label}的月账已经核对完，可以锁定。`
          : `${account.label}按月查账：${total}个项目里还有${open}个没有核对。`,
      why: `${rule.shown}（${rule.source}）`,
      action: { label: open === 0 ? '去锁定' : '去查账', page: `/months?month=${month}` },
      facts: [month, open === 0 ? 'checked' : 'open'],
    },
  ];
}

function monthAccount(reading: Reading, office: InstalledOffice, now: string, asked: string | undefined): MonthAccount {
  const rule = ruleOf(rulePackInForce(reading), 'monthCheck');
  const due = monthDue(businessDay(now), rule.parameters);
  const month = asked ?? due;
  requireBegun(month, now);
  const endDay = monthEnd(month, rule.parameters);
  const year = month.slice(0, 4);
  const weekly = weeklyFigures(reading, office.id, year);
  const checks = monthChecks(reading, office.id, month);
  const before = month.endsWith('-01') ? null : monthChecks(reading, office.id, monthBefore(month));
  const corrections = correctionsOf(reading, office.id, month);
  const inLedger = new Set(projectsToFill(reading, office.id).map((each) => each.projectId));
  const rows = progressRows(reading, office.id, endDay)
    // What has left is checked as long as it has a figure of this month.
    .filter((row) => inLedger.has(row.projectId) || checks.has(row.projectId))
    .map((row): MonthRow => {
      const check = checks.get(row.projectId);
      const near = weeklyNearest(weekly.get(row.projectId) ?? [], endDay);
      const end = check?.doneThisYear ?? null;
      const doneBefore = before?.get(row.projectId)?.doneThisYear ?? null;
      return {
        projectId: row.projectId,
        name: row.name,
        level: row.level,
        units: [...row.responsibleUnits],
        plannedThisYear: row.plannedThisYear,
        weekly: near,
        doneThisYear: end,
        doneBefore,
        ...monthFigures(month, { weekly: near?.doneThisYear ?? null, end, endBefore: doneBefore }),
        state: check?.state ?? 'open',
        finding: check?.finding ?? null,
        checkedBy: check?.checkedBy ?? null,
        checkedOn: check?.checkedOn ?? null,
        corrections: check === undefined ? [] : (corrections.get(check.id) ?? []),
        pinyin: row.pinyin,
        initials: row.initials,
      };
    });
  const locks = monthLocks(reading, office.id);
  const checked = checkedByMonth(reading, office.id);
  const count = (state: MonthRow['state']) => rows.filter((row) => row.state === state).length;
  const sum = (value: (row: MonthRow) => number | null) => rows.reduce((total, row) => total + (value(row) ?? 0), 0);
  const lock = locks.get(month);
  return {
    month,
    label: monthLabel(month),
    endDay,
    rule: { sentence: rule.shown, source: rule.source },
    lock: lock === undefined ? null : { isLocked: lock.isLocked, by: lock.by, on: lock.on, note: lock.note },
    months: offeredMonths(businessDay(now).slice(0, 7), month).map((each) => ({
      month: each,
      label: monthLabel(each),
      isLocked: locks.get(each)?.isLocked === true,
      checked: checked.get(each) ?? 0,
    })),
    rows,
    counts: { total: rows.length, open: count('open'), checked: count('checked'), questioned: count('questioned') },
    sums: {
      weekly: sum((row) => row.weekly?.doneThisYear ?? null),
      end: sum((row) => row.doneThisYear),
      difference: sum((row) => row.difference),
      part: sum((row) => row.part),
    },
  };
}

function offeredMonths(newest: string, chosen: string): string[] {
  const months = [newest];
  while (months.length < monthsOffered) months.push(monthBefore(months.at(-1) ?? newest));
  return months.includes(chosen) ? months : [...months, chosen].toSorted().toReversed();
}

function requireBegun(month: string, now: string): void {
  if (month > businessDay(now).slice(0, 7)) throw problem('MONTH_IN_FUTURE', { month: monthLabel(month) });
}

/** The month's figures may be changed: it has begun and is not locked. */
function requireOpen(context: CommandContext, month: string): InstalledOffice {
  const office = requireOffice(context.writing);
  requireBegun(month, context.now);
  const lock = monthLocks(context.writing, office.id).get(month);
  if (lock?.isLocked === true) {
    const { source } = ruleOf(rulePackInForce(context.writing), 'monthCheck');
    throw problem('MONTH_LOCKED', { month: monthLabel(month), by: lock.by, source });
  }
  return office;
}

/** A figure changed after its check has to be looked at again. */
function checkDraft(
  context: CommandContext,
  office: InstalledOffice,
  month: string,
  projectId: string,
  changes: Readonly<Record<string, JsonValue>>,
): Draft {
  const project = readRecord(context.writing, 'project', projectId);
  if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  requireHome(context.writing, project.homeOffice, office.id);
  const id = recordId('monthCheck', projectId, month);
  const known = readRecord(context.writing, 'monthCheck', id);
  const stored = known?.isDeleted === false ? known.values : undefined;
  const isFigureChanged =
    'doneThisYear' in changes && stored !== undefined && stored['doneThisYear'] !== changes['doneThisYear'];
  const state =
    stored === undefined || isFigureChanged
      ? { state: 'open', ...(stored === undefined ? {} : { checkedBy: null, checkedOn: null }) }
      : {};
  return { entity: 'monthCheck', id, kind: 'put', values: { projectId, month, ...state, ...changes } };
}

function lockDraft(officeId: string, month: string, values: Readonly<Record<string, JsonValue>>): Draft {
  return { entity: 'monthLock', id: recordId('monthLock', officeId, month), kind: 'put', values: { month, ...values } };
}

function projectName(reading: Reading, id: string): string {
  return textOf(readRecord(reading, 'project', id), 'name');
}
