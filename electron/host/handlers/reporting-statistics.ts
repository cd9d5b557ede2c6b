/** A year's items per person, unit, section and group (郑重办〔2022〕XX号 四(四)). */
import { liaisonGroups, storedItems } from '#db/queries/reporting-items.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ReportingStatistics } from '#shared/contract/reporting-items.ts';
import { statisticsTable } from '#shared/report/reporting-items.ts';
import { monthOf } from '#shared/rules/group-reports.ts';
import { countItems } from '#shared/rules/reporting-statistics.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { groupReports, leaderOf, reportingClock } from './centre-board.ts';
import { handOutTable } from './papers.ts';
import { isLateItem } from './reporting-items.ts';

export const reportingStatisticsQueries = {
  'reportingItems.statistics': ({ reading, now }, { year }) => statisticsOf(reading, now, year),
} satisfies Partial<QueryHandlers>;

export const statisticsPaperJob: JobHandler<'reportingItems.statisticsPaper'> = {
  run(context, { year, by, format }) {
    const model = context.read((reading) =>
      statisticsTable(
        requireOffice(reading).fullName,
        businessDay(context.now),
        by,
        statisticsOf(reading, context.now, year),
      ),
    );
    return handOutTable(context, model, format);
  },
};

function statisticsOf(reading: Reading, now: string, asked: number | undefined): ReportingStatistics {
  const office = requireOffice(reading);
  const today = businessDay(now);
  const year = asked ?? Number(today.slice(0, 4));
  const { items: reports, source } = groupReports(reading);
  const clock = reportingClock(reading);
  const items = storedItems(reading, `${year}-01`, `${year}-12`)
    .filter((item) => item.state === 'filed')
    .map((item) => {
      const report = reports.find((each) => each.kind === item.kind);
      return { ...item, isLate: report !== undefined && isLateItem(item, report, clock) };
    });
  const groups = liaisonGroups(reading, office.id, today).map((group) => ({
    id: group.id,
    name: group.name,
    districtName: group.districtName || null,
    leaderName: leaderOf(group)?.personName ?? null,
    memberIds: group.members.map((member) => member.personId),
  }));
  // Nobody is below the minimum in a month before anything was filed here at all.
  const first = items.reduce((month, item) => (item.period < month ? monthOf(item.period) : month), '9999-99');
  const monthsPast = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter(
    (month) => month >= first && month < monthOf(today),
  );
  return {
    year,
    kinds: reports.map(({ kind, name, rhythm, sections, minimumPerMonth }) => ({
      kind,
      name,
      rhythm,
      sections,
      minimumPerMonth,
    })),
    source,
    ...countItems(items, groups, reports, monthsPast),
  };
}
