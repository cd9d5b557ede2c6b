/** 督导覆盖: which project was visited when, and what 工作台 says of it. */
import { storedRounds } from '#db/queries/inspection-rounds.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, dayNumber } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { CoverageRow } from '#shared/contract/inspection-rounds.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { streetOf } from '#shared/inspection/route.ts';
import { inspectionCoverage } from '#shared/report/inspection-coverage.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { inspectionDemand, isSettled, projectsToVisit, siteStanding, type Visited } from './inspection-ground.ts';
import { roundRow } from './inspection-round-rows.ts';
import { handOutTable } from './papers.ts';

type Coverage = OutputOf<'inspectionRounds.coverage'>;

export const inspectionCoverageQueries = {
  'inspectionRounds.coverage'({ reading, now }) {
    return coverage(reading, now);
  },
} satisfies Partial<QueryHandlers>;

export const inspectionCoverageJob: JobHandler<'inspectionRounds.coverageTable'> = {
  run(context, { format }) {
    const model = context.read((reading) =>
      inspectionCoverage({ officeName: requireOffice(reading).shortName, coverage: coverage(reading, context.now) }),
    );
    return handOutTable(context, model, format);
  },
};

function coverage(reading: Reading, now: string): Coverage {
  const office = requireOffice(reading);
  const today = businessDay(now);
  const projects = projectsToVisit(reading, office);
  const rows = projects.map((project) => coverageRow(project, today));
  const groupedBy = office.kind === 'centre' ? 'district' : 'street';
  const nameOf = (row: CoverageRow) =>
    (groupedBy === 'district' ? row.officeName : row.street || row.responsibleUnits[0]) || '未写明镇街';
  return {
    today,
    demand: inspectionDemand(reading),
    standing: siteStanding(projects, today),
    rows,
    groups: [...Map.groupBy(rows, nameOf)].map(([name, of]) => ({
      name,
      projects: of.length,
      thisMonth: of.filter((row) => row.timesThisMonth > 0).length,
      thisYear: of.filter((row) => row.timesThisYear > 0).length,
    })),
    groupedBy,
  };
}

function coverageRow({ row, visits, byOthers, plannedIn }: Visited, today: string): CoverageRow {
  const last = visits[0];
  const responsibleUnits = row.responsibleUnits.map((unit) => unit.name);
  const times = (length: 4 | 7) =>
    visits.filter((visit) => visit.onDay.slice(0, length) === today.slice(0, length)).length;
  return {
    projectId: row.id,
    name: row.name,
    officeName: row.officeName,
    street: streetOf({ place: row.place, responsibleUnits }),
    responsibleUnits,
    lastOn: last?.onDay ?? null,
    lastInspectors: last?.inspectors ?? null,
    lastRoundId: last?.roundId ?? null,
    lastRoundName: last?.roundName ?? null,
    daysSince: last === undefined ? null : dayNumber(today) - dayNumber(last.onDay),
    timesThisMonth: times(7),
    timesThisYear: times(4),
    plannedIn,
    othersLastOn: byOthers[0]?.onDay ?? null,
    pinyin: row.pinyin,
    initials: row.initials,
  };
}

/** What 工作台 says: who has not been visited this month where the notice asks for it; printed sheets that stay out. */
export function inspectionTasks(reading: Reading, now: string): Reminder[] {
  const office = requireOffice(reading);
  const today = businessDay(now);
  const demand = inspectionDemand(reading);
  const tasks: Reminder[] = [];
  if (demand.isMonthly && demand.isFullCoverage) {
    const projects = projectsToVisit(reading, office);
    const { openThisMonth, plannedThisMonth } = siteStanding(projects, today);
    if (openThisMonth > 0)
      tasks.push({
        code: 'INSPECTIONS_MISSING',
        sentence: `本月还有${openThisMonth}个项目没有到现场督导，也没有安排${plannedThisMonth === 0 ? '' : `（另有${plannedThisMonth}个已安排）`}。`,
        why: demand.source,
        tone: 'look',
        action: { label: '安排督导', page: '/inspections/new?way=fullCoverage' },
        facts: [today.slice(0, 7), ...projects.filter((each) => !isSettled(each, today)).map(({ row }) => row.id)],
      });
  }
  const late = storedRounds(reading)
    .map((round) => roundRow(reading, round, office.id, today))
    .filter((round) => round.isOurs && round.isLate);
  const [first] = late;
  if (first !== undefined)
    tasks.push({
      code: 'INSPECTION_SHEETS_OUT',
      sentence: `${late.length === 1 ? `“${first.name}”` : `${late.length}次现场督导`}日期已过，还有${late.reduce((sum, round) => sum + round.sheets.printed, 0)}张检查表没有录入。`,
      why: first.source ?? demand.source,
      tone: 'late',
      action: { label: '看督导', page: late.length === 1 ? `/inspections/${first.id}` : '/inspections' },
      facts: late.map((round) => round.id),
    });
  return tasks;
}
