/** 节点预警: what should have started, been completed, resumed, reached capacity or been entered, over all projects. */
import { type ScheduledProject, scheduledProjects } from '#db/queries/milestones.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type FindingKind, type FindingRow, findingKinds } from '#shared/contract/milestones.ts';
import { overdueFindings, overdueSources } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { statisticsFinding } from '#shared/rules/statistics.ts';
import { findingKindLabels } from '#shared/text/labels.ts';
import type { QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { projectWords, scopeOf } from './definites.ts';
import { statisticsFactsOf } from './milestones.ts';

export const findingQueries = {
  'milestones.findings'({ reading, now }) {
    const rows = findingRows(reading, now);
    const sources = findingSources(reading);
    return {
      today: businessDay(now),
      rows,
      lists: findingKinds.map((kind) => {
        const own = rows.filter((row) => row.kind === kind);
        return {
          kind,
          label: findingKindLabels[kind],
          source: sources[kind],
          late: own.filter((row) => row.isLate).length,
          total: own.length,
        };
      }),
    };
  },
} satisfies Partial<QueryHandlers>;

/** Late ones first within a kind, the longest first. */
export function findingRows(
  reading: Reading,
  now: string,
  projects: readonly ScheduledProject[] = scheduledProjects(reading, scopeOf(requireOffice(reading))),
): FindingRow[] {
  const today = businessDay(now);
  const pack = rulePackInForce(reading);
  const sources = overdueSources(pack);
  const statistics = ruleOf(pack, 'statisticalRegistration');
  const rows = projects.flatMap((project): FindingRow[] => {
    const words = projectWords(project);
    const overdue = overdueFindings(project, today, sources).map((finding, index) => ({
      ...finding,
      ...words,
      id: `${project.id}-${index}`,
    }));
    const registration = statisticsRow(project, statistics);
    return registration === null ? overdue : [...overdue, { ...registration, ...words, source: statistics.source }];
  });
  return rows.toSorted((left, right) => (right.daysLate ?? -1) - (left.daysLate ?? -1));
}

type Task = OutputOf<'overviews.district'>['tasks'][number];

/** One line for each list that has something late, for 工作台. */
export function findingTasks(reading: Reading, now: string, projects: readonly ScheduledProject[]): Task[] {
  const rows = findingRows(reading, now, projects);
  const sources = findingSources(reading);
  return findingKinds.flatMap((kind): Task[] => {
    const late = rows.filter((row) => row.kind === kind && (row.isLate || kind === 'notRegistered'));
    if (late.length === 0) return [];
    const names = late.slice(0, 2).map((row) => row.projectName);
    return [
      {
        code: `FINDING_${kind}`,
        sentence: `${findingKindLabels[kind]}${late.length}个：${names.join('、')}${late.length > 2 ? '等' : ''}。`,
        why: sources[kind],
        tone: kind === 'notRegistered' ? 'look' : 'late',
        action: { label: '看名单', page: `/milestones?list=${kind}` },
        facts: late.map((row) => row.id),
      },
    ];
  });
}

function findingSources(reading: Reading): Readonly<Record<FindingKind, string>> {
  const pack = rulePackInForce(reading);
  return { ...overdueSources(pack), notRegistered: ruleOf(pack, 'statisticalRegistration').source };
}

/** 统计应入未入 is to be entered, not late: the notice sets no day. */
function statisticsRow(
  project: ScheduledProject,
  rule: Parameters<typeof statisticsFinding>[1],
): Omit<FindingRow, keyof ReturnType<typeof projectWords> | 'source'> | null {
  const finding = statisticsFinding(statisticsFactsOf(project), rule);
  if (finding.state !== 'missing') return null;
  return {
    id: `${project.id}-statistics`,
    kind: 'notRegistered',
    name: '统计入库',
    plannedOn: null,
    daysLate: null,
    isLate: false,
    reason: project.statisticalNote,
    sentence: finding.sentence,
  };
}
