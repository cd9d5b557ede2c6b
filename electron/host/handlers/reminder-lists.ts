/** 提醒清单: what each responsible unit and each responsible leader is reminded of, on screen and on paper. */
import type { InstalledOffice } from '#db/queries/installation.ts';
import { type LeaderOnDay, leadersOn } from '#db/queries/people.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { ReminderRow, ReminderSheet } from '#shared/contract/reminders.ts';
import { problem } from '#shared/error.ts';
import { reminderPaper, reminderTable } from '#shared/report/reminder-list.ts';
import { visitDemand } from '#shared/rules/visits.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { handOutPdf, handOutTable } from './papers.ts';
import { type LedgerReminder, reminderRows } from './reminder-rows.ts';
import { visitsCoverage } from './visits.ts';

type Wishes = Pick<ParsedInputOf<'reminders.list'>, 'by' | 'isLateOnly' | 'kinds'>;

export const reminderListQueries = {
  'reminders.list'({ reading, now }, wishes) {
    return { today: businessDay(now), sheets: sheetsOf(reading, requireOffice(reading), now, wishes) };
  },
} satisfies Partial<QueryHandlers>;

export const reminderPaperJob: JobHandler<'reminders.paper'> = {
  async run(context, { ids, format, ...wishes }) {
    const input = context.read((reading) => {
      const office = requireOffice(reading);
      const all = sheetsOf(reading, office, context.now, wishes);
      const sheets = ids === undefined ? all : ids.flatMap((id) => all.find((sheet) => sheet.id === id) ?? []);
      if (sheets.length === 0) throw problem('REMINDER_LIST_EMPTY');
      return {
        by: wishes.by,
        officeFullName: office.signatureLine ?? office.fullName,
        contact: office.contactName,
        phone: office.contactPhone,
        day: businessDay(context.now),
        sheets,
      };
    });
    return format === 'pdf'
      ? await handOutPdf(context, reminderPaper(input))
      : await handOutTable(context, reminderTable(input), format);
  },
};

function sheetsOf(reading: Reading, office: InstalledOffice, now: string, { by, isLateOnly, kinds }: Wishes) {
  const sheets = by === 'unit' ? unitSheets(reading, office, now) : leaderSheets(reading, office, now);
  const isWanted = (row: ReminderRow) =>
    (isLateOnly !== true || row.isLate) && (kinds === undefined || kinds.includes(row.kind));
  return sheets
    .map((sheet) => sheetOf(sheet, sheet.rows.filter(isWanted)))
    .filter((sheet) => sheet.rows.length > 0)
    .toSorted((left, right) => right.late - left.late || right.rows.length - left.rows.length);
}

type Whose = Omit<ReminderSheet, 'late' | 'rows'>;
type Unsorted = Whose & { readonly rows: readonly ReminderRow[] };

function unitSheets(reading: Reading, office: InstalledOffice, now: string): Unsorted[] {
  const byUnit = Map.groupBy(reminderRows(reading, office, now), (row) => row.unitName ?? '');
  return [...byUnit].map(([name, rows]) => ({
    id: name,
    name: name === '' ? '未明确责任单位' : name,
    post: null,
    delegates: [],
    rows: rows.map(withoutLeader),
  }));
}

/** Of each leader's projects what is late, his instructions without an answer, the visits the notice asks of him. */
function leaderSheets(reading: Reading, office: InstalledOffice, now: string): Unsorted[] {
  const carried = leadersOn(reading, businessDay(now), ['responsibleLeader']);
  const leaders = new Map<string, { readonly known: LeaderOnDay; readonly delegates: Set<string> }>();
  const rowsOf = new Map<string, Map<string, ReminderRow>>();
  const put = (leaderId: string, row: ReminderRow) => {
    const found = rowsOf.get(leaderId) ?? new Map<string, ReminderRow>();
    rowsOf.set(leaderId, found.set(row.id, row));
  };
  for (const of of carried.values())
    for (const leader of of) {
      const found = leaders.get(leader.personId) ?? { known: leader, delegates: new Set<string>() };
      if (leader.delegate !== null)
        found.delegates.add(`${leader.delegate.name}（至${shownDay(leader.delegate.untilDay)}）`);
      leaders.set(leader.personId, found);
    }
  for (const row of reminderRows(reading, office, now)) {
    if (row.leaderId !== null && leaders.has(row.leaderId)) put(row.leaderId, withoutLeader(row));
    if (!row.isLate || row.projectId === null) continue;
    for (const leader of carried.get(row.projectId) ?? []) put(leader.personId, withoutLeader(row));
  }
  for (const [leaderId, rows] of visitsOwed(reading, now)) for (const row of rows) put(leaderId, row);
  return [...leaders].map(([id, { known, delegates }]) => ({
    id,
    name: known.name,
    post: known.post,
    delegates: [...delegates],
    rows: [...(rowsOf.get(id)?.values() ?? [])],
  }));
}

function visitsOwed(reading: Reading, now: string): Map<string, ReminderRow[]> {
  const demand = visitDemand(rulePackInForce(reading));
  if (demand === null) return new Map();
  const { leaders } = visitsCoverage(reading, now);
  return new Map(
    leaders.map(({ leaderId, projects }) => [
      leaderId,
      projects
        .filter((project) => !project.isVisited)
        .map((project) => ({
          id: `${leaderId} ${project.id}`,
          kind: 'visit',
          what: `${demand.every === 'month' ? '本月' : '今年'}到一线调研${project.lastOn === null ? '' : `，上次${shownDay(project.lastOn)}`}`,
          state: null,
          projectId: project.id,
          projectName: project.name,
          unitName: null,
          dueOn: null,
          isLate: false,
          daysLate: null,
          daysAre: 'calendar',
          page: '/visits',
          source: demand.source,
        })),
    ]),
  );
}

function sheetOf(whose: Unsorted, rows: readonly ReminderRow[]): ReminderSheet {
  return {
    ...whose,
    late: rows.filter((row) => row.isLate).length,
    rows: rows.toSorted(
      (left, right) =>
        Number(right.isLate) - Number(left.isLate) ||
        (right.daysLate ?? 0) - (left.daysLate ?? 0) ||
        (left.dueOn ?? '9999').localeCompare(right.dueOn ?? '9999'),
    ),
  };
}

function withoutLeader(row: LedgerReminder): ReminderRow {
  const { leaderId: _, ...shown } = row;
  return shown;
}
