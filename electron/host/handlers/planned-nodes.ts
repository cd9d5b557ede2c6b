/** 分包项目节点推进图 (chart ①): typed or pasted at the centre, handed down, held in the district against its own nodes. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord } from '#db/ledger/records.ts';
import { type ScheduledProject, scheduledProjects } from '#db/queries/milestones.ts';
import { leadersOn } from '#db/queries/people.ts';
import { storedPlannedNodes, yearsWithPlannedNodes } from '#db/queries/planned-nodes.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { PlannedNodeRow, PlannedNodeShown } from '#shared/contract/planned-nodes.ts';
import { problem } from '#shared/error.ts';
import { nodeChartSource, plannedNodeStanding } from '#shared/rules/planned-nodes.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { scopeOf } from './definites.ts';
import { requireProject } from './own-project.ts';
import { trimmed } from './projects.ts';

export const plannedNodeQueries = {
  'plannedNodes.list'({ reading, now }, { year: asked }) {
    const office = requireOffice(reading);
    const year = asked ?? office.ledgerYear;
    const rows = plannedNodeRows(reading, now, year);
    return {
      year,
      years: [...new Set([office.ledgerYear, ...yearsWithPlannedNodes(reading)])].toSorted((a, b) => b - a),
      rows,
      late: rows.filter((row) => row.state === 'late').length,
      source: nodeChartSource,
      mayEdit: office.kind === 'centre',
    };
  },
} satisfies Partial<QueryHandlers>;

export const plannedNodeCommands = {
  'plannedNodes.add'(context, { year, rows }) {
    const known = new Map(
      storedPlannedNodes(context.writing, { year }).map((node) => [keyOf(node.projectId, node.name), node.id]),
    );
    let changed = 0;
    const drafts = rows.map(({ projectId, name, ...facts }): Draft => {
      requireProject(context.writing, projectId);
      const key = keyOf(projectId, name);
      const before = known.get(key);
      if (before !== undefined) changed += 1;
      const id = before ?? context.newId();
      known.set(key, id);
      return { entity: 'plannedNode', id, kind: 'put', values: { projectId, year, ...trimmed({ name, ...facts }) } };
    });
    const change = makeChange(context, 'plannedNodes.add', `${year}年节点推进图：${rows.length}个节点`, drafts);
    return { ...changeMade(change), added: rows.length - changed, changed };
  },
  'plannedNodes.save'(context, { items }) {
    const drafts = items.map(({ id, changes }): Draft => {
      requireNode(context, id);
      return { entity: 'plannedNode', id, kind: 'put', values: trimmed(changes) };
    });
    return changeMade(makeChange(context, 'plannedNodes.save', `修改节点推进图：${items.length}个节点`, drafts));
  },
  'plannedNodes.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      requireNode(context, id);
      return { entity: 'plannedNode', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'plannedNodes.remove', `删除节点推进图：${ids.length}个节点`, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** Of one project, every year. */
export function plannedNodesOf(reading: Reading, project: ScheduledProject, today: string): PlannedNodeShown[] {
  return storedPlannedNodes(reading, { projectId: project.id }).map((node) => ({
    ...node,
    ...plannedNodeStanding(node, project.nodes, today),
  }));
}

/** Projects in the centre's order, their nodes by day. */
function plannedNodeRows(reading: Reading, now: string, year: number): PlannedNodeRow[] {
  const today = businessDay(now);
  const nodes = Map.groupBy(storedPlannedNodes(reading, { year }), (node) => node.projectId);
  if (nodes.size === 0) return [];
  const leaders = leadersOn(reading, today, ['responsibleLeader'], [...nodes.keys()]);
  return scheduledProjects(reading, scopeOf(requireOffice(reading))).flatMap((project) =>
    (nodes.get(project.id) ?? []).map((node) => ({
      ...node,
      ...plannedNodeStanding(node, project.nodes, today),
      projectName: project.name,
      officeName: project.officeName,
      leaders: (leaders.get(project.id) ?? []).map((leader) => leader.name),
      pinyin: project.pinyin,
      initials: project.initials,
    })),
  );
}

/** One line for the desk of a district: nodes of chart ① that are past and not reached. */
export function plannedNodeTasks(reading: Reading, now: string): OutputOf<'overviews.district'>['tasks'] {
  const { ledgerYear } = requireOffice(reading);
  const late = plannedNodeRows(reading, now, ledgerYear).filter((row) => row.state === 'late');
  const [first] = late;
  if (first === undefined) return [];
  return [
    {
      code: 'PLANNED_NODES_LATE',
      tone: 'late',
      sentence: `市级中心下达的节点有${late.length}个逾期：${first.projectName}${first.name}${late.length > 1 ? '等' : ''}。`,
      why: `节点推进图由市级中心年初制定下达（${nodeChartSource}）`,
      action: { label: '看节点图', page: '/planned-nodes' },
      facts: late.map((row) => row.id),
    },
  ];
}

function requireNode(context: CommandContext, id: string): void {
  const record = readRecord(context.writing, 'plannedNode', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '节点' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
}

function keyOf(projectId: string, name: string): string {
  return `${projectId} ${name.trim()}`;
}
