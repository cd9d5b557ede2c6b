/** 工作组报送: a liaison group's own text, drawn from the district's records; draft, filed, given back. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { type LiaisonGroup, liaisonGroups, type StoredItem, storedItems } from '#db/queries/reporting-items.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessClock, businessDay } from '#shared/calendar/day.ts';
import { periodAt, periodClosingOn, periodLabel } from '#shared/calendar/period.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { ReportingItemView } from '#shared/contract/reporting-items.ts';
import type { ReportingItemKind } from '#shared/domain/reporting-item.ts';
import { problem } from '#shared/error.ts';
import { itemTable } from '#shared/report/reporting-items.ts';
import { type GroupReport, isFiledLate, itemDueAt, monthOf, type ReportingClock } from '#shared/rules/group-reports.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { groupReports, leaderOf, reportingClock } from './centre-board.ts';
import { handOutTable } from './papers.ts';
import { periodRule } from './progress.ts';
import { trimmed } from './projects.ts';
import { materialFor } from './reporting-material.ts';

type Wishes = ParsedInputOf<'reportingItems.list'>;

export const reportingItemQueries = {
  'reportingItems.list'({ reading, now }, wishes) {
    const office = requireOffice(reading);
    const { items, source } = groupReports(reading);
    const open = periodAt(now, periodRule(reading)).closesOn;
    const month = wishes.month ?? monthOf(wishes.period ?? open);
    return {
      month,
      rows: itemViews(reading, month, wishes),
      kinds: items.map(({ kind, name, rhythm, sections, minimumPerMonth }) => ({
        kind,
        name,
        rhythm,
        sections,
        minimumPerMonth,
      })),
      periods: periodsIn(month, open, periodRule(reading).closingWeekday).map((period) => ({
        period,
        label: periodLabel(period),
      })),
      groups: liaisonGroups(reading, office.id, businessDay(now)).map(groupOffered),
      openPeriod: open,
      source,
    };
  },
  'reportingItems.material'({ reading, now }, { groupId, kind, period }) {
    const group = requireGroup(reading, groupId, businessDay(now));
    requirePeriod(reading, now, reportOf(reading, kind), period);
    return {
      districtName: group.districtName || null,
      rows: group.officeId === null ? [] : materialFor(reading, now, group.officeId, kind, period),
    };
  },
} satisfies Partial<QueryHandlers>;

export const reportingItemCommands = {
  'reportingItems.save'(context, { id, values }) {
    const { writing, now } = context;
    const known = id === undefined ? undefined : ownItem(writing, id);
    const group = requireGroup(writing, values.groupId, businessDay(now));
    const report = reportOf(writing, values.kind);
    requirePeriod(writing, now, report, values.period);
    const itemId = id ?? context.newId();
    const { section, ...typed } = values;
    const change = makeChange(
      context,
      'reportingItems.save',
      `${known === undefined ? '新增' : '修改'}工作组报送：${group.name} ${values.title}`.slice(0, 200),
      [
        {
          entity: 'reportingItem',
          id: itemId,
          kind: 'put',
          values: {
            ...trimmed(typed),
            section: section?.trim() || report.sections.join('、') || null,
            districtOfficeId: group.officeId,
            ...(known === undefined ? { state: 'draft' } : {}),
          },
        },
      ],
    );
    return { ...changeMade(change), id: itemId };
  },
  'reportingItems.file'(context, { ids, filedOn, filedTime }) {
    const { writing, now } = context;
    const clock = businessClock(now);
    const day = filedOn ?? clock.day;
    // A day that was typed says nothing of its hour.
    const time = filedTime !== undefined ? filedTime : filedOn === undefined ? timeText(clock.minute) : null;
    if (day > clock.day || (day === clock.day && time !== null && time > timeText(clock.minute)))
      throw problem('FIELD_INVALID', { field: '报送时间', reason: '还没有到这个时间' });
    const reporting = reportingClock(writing);
    const items = [...new Set(ids)].map((id) => ownItem(writing, id));
    for (const item of items) requireComplete(item);
    const filed = { state: 'filed' as const, filedOn: day, filedTime: time };
    const late = items.filter((item) => {
      const report = reportOf(writing, textOf(item, 'kind') as ReportingItemKind);
      return isFiledLate(filed, itemDueAt(report, textOf(item, 'period'), reporting));
    }).length;
    const change = makeChange(
      context,
      'reportingItems.file',
      items.length === 1 ? `报送：${textOf(items[0], 'title')}`.slice(0, 200) : `报送${items.length}条工作组信息`,
      items.map(
        ({ id }): Draft => ({ entity: 'reportingItem', id, kind: 'put', values: { ...filed, returnedReason: null } }),
      ),
    );
    return { ...changeMade(change), filed: items.length, late };
  },
  'reportingItems.giveBack'(context, { id, reason }) {
    const item = ownItem(context.writing, id);
    if (textOf(item, 'state') !== 'filed') throw problem('ITEM_NOT_FILED', { title: textOf(item, 'title') });
    return changeMade(
      makeChange(context, 'reportingItems.giveBack', `退回：${textOf(item, 'title')}`.slice(0, 200), [
        { entity: 'reportingItem', id, kind: 'put', values: { state: 'returned', returnedReason: reason } },
      ]),
    );
  },
  'reportingItems.remove'(context, { id }) {
    const item = ownItem(context.writing, id);
    if (textOf(item, 'state') !== 'draft') throw problem('ITEM_NOT_DRAFT', { title: textOf(item, 'title') });
    return changeMade(
      makeChange(context, 'reportingItems.remove', `删除草稿：${textOf(item, 'title')}`.slice(0, 200), [
        { entity: 'reportingItem', id, kind: 'delete' },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;

export const itemPaperJob: JobHandler<'reportingItems.paper'> = {
  run(context, { format, ...wishes }) {
    const model = context.read((reading) => {
      const open = periodAt(context.now, periodRule(reading)).closesOn;
      const month = wishes.month ?? monthOf(wishes.period ?? open);
      return itemTable({
        officeName: requireOffice(reading).fullName,
        about:
          wishes.period === undefined
            ? `${month.slice(0, 4)}年${Number(month.slice(5))}月`
            : periodLabel(wishes.period),
        fileAbout: wishes.period ?? month,
        section: wishes.section ?? null,
        day: businessDay(context.now),
        source: groupReports(reading).source,
        rows: itemViews(reading, month, wishes),
      });
    });
    return handOutTable(context, model, format);
  },
};

function itemViews(reading: Reading, month: string, wishes: Wishes): ReportingItemView[] {
  const { items } = groupReports(reading);
  const clock = reportingClock(reading);
  const isWanted = (item: StoredItem) =>
    (wishes.period === undefined || item.period === wishes.period || item.period.length === 7) &&
    (wishes.groupId === undefined || item.groupId === wishes.groupId) &&
    (wishes.kind === undefined || item.kind === wishes.kind) &&
    (wishes.state === undefined || item.state === wishes.state) &&
    (wishes.section === undefined || (item.section ?? '').split('、').includes(wishes.section));
  return storedItems(reading, month, month)
    .filter(isWanted)
    .map((item) => {
      const report = items.find((each) => each.kind === item.kind);
      const { homeOffice: _home, personUnit: _unit, ...shown } = item;
      return { ...shown, isLate: report !== undefined && isLateItem(item, report, clock) };
    });
}

export function isLateItem(item: StoredItem, report: GroupReport, clock: ReportingClock): boolean {
  return item.state === 'filed' && isFiledLate(item, itemDueAt(report, item.period, clock));
}

function groupOffered(group: LiaisonGroup) {
  const leader = leaderOf(group);
  return {
    id: group.id,
    name: group.name,
    districtName: group.districtName || null,
    members: group.members
      .filter((member) => member.role !== 'overseer')
      .map(({ personId, personName }) => ({ personId, name: personName, isLeader: personId === leader?.personId })),
  };
}

/** Closing days within the month, up to the open period. */
function periodsIn(month: string, open: string, weekday: number): string[] {
  const periods: string[] = [];
  for (let day = `${month}-01`; monthOf(day) === month && day <= open; day = addDays(day, 1))
    if (periodAt(`${day}T00:00:00.000Z`, { closingWeekday: weekday, closingMinute: 1439 }).closesOn === day)
      periods.unshift(day);
  return periods;
}

function requireGroup(reading: Reading, id: string, today: string): LiaisonGroup {
  const group = liaisonGroups(reading, requireOffice(reading).id, today).find((each) => each.id === id);
  if (group === undefined) throw problem('RECORD_NOT_FOUND', { noun: '工作组' });
  return group;
}

function reportOf(reading: Reading, kind: ReportingItemKind): GroupReport {
  const report = groupReports(reading).items.find((each) => each.kind === kind);
  if (report === undefined) throw problem('ITEM_KIND_NOT_ASKED');
  return report;
}

/** A weekly item names a closing day, a monthly one a month; neither lies ahead. */
function requirePeriod(reading: Reading, now: string, report: GroupReport, period: string): void {
  const rule = periodRule(reading);
  const open = periodAt(now, rule).closesOn;
  if (report.rhythm === 'monthly') {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw problem('PERIOD_INVALID', { period });
    if (period > monthOf(open)) throw problem('PERIOD_IN_FUTURE', { period });
    return;
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(period)) throw problem('PERIOD_INVALID', { period });
  if (periodClosingOn(period, rule).closesOn > open) throw problem('PERIOD_IN_FUTURE', { period });
}

function requireComplete(item: StoredRecord): void {
  const title = textOf(item, 'title');
  if (textOf(item, 'state') === 'filed') throw problem('ITEM_ALREADY_FILED', { title });
  if (textOf(item, 'body') === '') throw problem('ITEM_WITHOUT_BODY', { title });
  if (textOf(item, 'personId') === '') throw problem('ITEM_WITHOUT_PERSON', { title });
}

function ownItem(reading: CommandContext['writing'], id: string): StoredRecord {
  const item = readRecord(reading, 'reportingItem', id);
  if (item === undefined || item.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '报送信息' });
  requireHome(reading, item.homeOffice, requireOffice(reading).id);
  return item;
}

function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
