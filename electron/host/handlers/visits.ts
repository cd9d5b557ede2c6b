/** 领导调研: visits on site, what was seen, what was asked for (tasks), and who has not come yet. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { tasksOfOrigin } from '#db/queries/instructions.ts';
import { leadersOn } from '#db/queries/people.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { listVisits } from '#db/queries/visits.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { visitCoverage } from '#shared/report/visit-coverage.ts';
import { isVisited, visitDemand } from '#shared/rules/visits.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { askedTask, requireLeader } from './instructions.ts';
import { handOutTable } from './papers.ts';
import { trimmed } from './projects.ts';
import { openTaskBook } from './task-drafts.ts';

export const visitQueries = {
  'visits.list'({ reading, now }, scope) {
    const office = requireOffice(reading);
    const tasks = Map.groupBy(tasksOfOrigin(reading, 'visit', undefined), (task) => task.originId);
    return {
      today: businessDay(now),
      rows: listVisits(reading, scope).map(({ homeOffice, ...visit }) => ({
        ...visit,
        projects: [...visit.projects],
        isOurs: homeOffice === office.id,
        tasks: tasks.get(visit.id) ?? [],
      })),
    };
  },
  'visits.coverage'({ reading, now }) {
    return visitsCoverage(reading, now);
  },
} satisfies Partial<QueryHandlers>;

export const visitCommands = {
  'visits.save'(context, { id, changes, tasks = [] }) {
    const found = id === undefined ? undefined : requireVisit(context, id);
    const visitId = id ?? context.newId();
    const { leaderName, ...fields } = changes;
    const today = businessDay(context.now);
    if (found === undefined && leaderName === undefined) throw problem('LEADER_UNKNOWN', { name: '' });
    const leader = leaderName === undefined ? {} : { leaderId: requireLeader(context.writing, leaderName) };
    const onDay = fields.onDay ?? (textOf(found, 'onDay') || today);
    if (onDay > today) throw problem('VISIT_DAY_IN_FUTURE', { day: onDay });
    const projectIds = fields.projectIds ?? idsOf(found);
    requireProjects(context.writing, projectIds);
    const place = fields.place === undefined ? textOf(found, 'place') : (fields.place ?? '');
    if (projectIds.length === 0 && place.trim() === '') throw problem('VISIT_NOWHERE');
    const book = openTaskBook(context);
    const values = { ...trimmed({ ...fields, ...leader, onDay }), ...(found === undefined ? { projectIds } : {}) };
    const made = tasks.map((task) => ({ id: context.newId(), ...task }));
    const origin = { origin: 'visit' as const, originId: visitId, onDay, projectId: onlyOne(projectIds) };
    const drafts: Draft[] = [
      { entity: 'visit', id: visitId, kind: 'put', values },
      ...made.flatMap(({ id: taskId, ...task }) => askedTask(context, book, taskId, origin, task)),
    ];
    const who = leaderName ?? textOf(readRecord(context.writing, 'person', textOf(found, 'leaderId')), 'name');
    const summary = `${found === undefined ? '登记' : '修改'}领导调研：${who} ${onDay}`;
    const change = makeChange(context, 'visits.save', summary, drafts);
    return { ...changeMade(change), id: visitId, taskIds: made.map((task) => task.id) };
  },
  'visits.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      requireVisit(context, id);
      return { entity: 'visit', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'visits.remove', `删除${ids.length}次领导调研`, drafts));
  },
} satisfies Partial<CommandHandlers>;

export const visitCoverageJob: JobHandler<'visits.coverageTable'> = {
  run(context, { format }) {
    const model = context.read((reading) =>
      visitCoverage({ officeName: requireOffice(reading).shortName, coverage: visitsCoverage(reading, context.now) }),
    );
    return handOutTable(context, model, format);
  },
};

/** Each leader who carries projects today, with his last visit to each of them. */
export function visitsCoverage(reading: Reading, now: string): OutputOf<'visits.coverage'> {
  const office = requireOffice(reading);
  const today = businessDay(now);
  const demand = visitDemand(rulePackInForce(reading));
  const carried = leadersOn(reading, today, ['responsibleLeader']);
  const scope = office.kind === 'centre' ? {} : { offices: [office.id] };
  const rows = listProjects(reading, scope).rows.filter((row) => row.exitedOn === null);
  const days = new Map<string, string[]>();
  for (const visit of listVisits(reading))
    for (const project of visit.projects) {
      const key = `${visit.leaderId} ${project.id}`;
      days.set(key, [...(days.get(key) ?? []), visit.onDay]);
    }
  const pairs = rows.flatMap((row) => (carried.get(row.id) ?? []).map((leader) => ({ leader, row })));
  const leaders = [...Map.groupBy(pairs, ({ leader }) => leader.personId)].map(([leaderId, of]) => {
    const projects = of.map(({ row }) => {
      // Newest first.
      const visited = days.get(`${leaderId} ${row.id}`) ?? [];
      const lastOn = visited[0] ?? null;
      return {
        id: row.id,
        name: row.name,
        lastOn,
        times: visited.filter((day) => day.startsWith(today.slice(0, 4))).length,
        isVisited: isVisited(lastOn, today, demand),
      };
    });
    const leaderName = of[0]?.leader.name ?? '';
    return { leaderId, leaderName, projects, notYet: projects.filter((each) => !each.isVisited).length };
  });
  return { today, demand, leaders };
}

/** What 工作台 says where the notice asks leaders to come: who has not been to which projects. */
export function visitTasks(reading: Reading, now: string): OutputOf<'overviews.district'>['tasks'][number][] {
  if (visitDemand(rulePackInForce(reading)) === null) return [];
  const { today, demand, leaders } = visitsCoverage(reading, now);
  const waiting = leaders.filter((leader) => leader.notYet > 0);
  if (demand === null || waiting.length === 0) return [];
  const projects = waiting.reduce((sum, leader) => sum + leader.notYet, 0);
  const span = demand.every === 'month' ? '本月' : '今年';
  return [
    {
      code: 'VISITS_MISSING',
      sentence: `${waiting.length}位分包领导${span}还有${projects}个项目没有到一线调研。`,
      why: demand.source,
      tone: 'look',
      action: { label: '看调研情况', page: '/visits' },
      // A new month or year asks anew.
      facts: [today.slice(0, demand.every === 'month' ? 7 : 4), ...waiting.map((leader) => leader.leaderId)],
    },
  ];
}

function requireProjects(reading: Reading, ids: readonly string[]): void {
  for (const id of ids) {
    const project = readRecord(reading, 'project', id);
    if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  }
}

function requireVisit(context: CommandContext, id: string): StoredRecord {
  const found = readRecord(context.writing, 'visit', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '领导调研' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

function idsOf(found: StoredRecord | undefined): readonly string[] {
  const stored = found?.values['projectIds'];
  return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
}

function onlyOne(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}
