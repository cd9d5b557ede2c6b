/** 节点: a project's nodes, 倒排工期, stage duties, stops, and what is overdue over all projects. */
import type { Draft } from '#db/ledger/append.ts';
import { textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import {
  type NodeRow,
  type ScheduledProject,
  scheduledProjects,
  stageDutyRows,
  unrecordedNode,
} from '#db/queries/milestones.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, latestDay } from '#shared/calendar/day.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import { type MilestoneKind, milestoneKinds } from '#shared/domain/milestone.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import {
  nodeFindings,
  requireNoCircle,
  requireNotInFuture,
  requireOrder,
  type Schedule,
  type ScheduleNode,
  scheduleBackwards,
} from '#shared/rules/milestones.ts';
import { type OverdueFinding, overdueFindings, overdueSources, startEvidence } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { nodeChartSource } from '#shared/rules/planned-nodes.ts';
import { statisticsFinding } from '#shared/rules/statistics.ts';
import { projectStageLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { idOfName, requireOwnProject, requirePart } from './own-project.ts';
import { openPeopleBook } from './people.ts';
import { plannedNodesOf } from './planned-nodes.ts';
import { trimmed } from './projects.ts';

export const milestoneQueries = {
  'milestones.ofProject'({ reading, now }, { projectId }) {
    const today = businessDay(now);
    const pack = rulePackInForce(reading);
    const project = oneProject(reading, projectId);
    const rule = ruleOf(pack, 'milestones');
    const stages = ruleOf(pack, 'stages');
    const duties = new Map(stageDutyRows(reading, projectId).map((duty) => [duty.stage, duty]));
    const statistics = ruleOf(pack, 'statisticalRegistration');
    const overdue = overdueFindings(project, today, overdueSources(pack));
    return {
      today,
      rule: { shown: rule.shown, source: rule.source },
      nodes: nodesShown(reading, project, overdue),
      handedDown: plannedNodesOf(reading, project, today),
      handedDownSource: nodeChartSource,
      overdue,
      stages: stages.parameters.stages.map(
        (stage) =>
          duties.get(stage) ?? {
            stage,
            unitName: null,
            personName: null,
            plannedFrom: null,
            plannedUntil: null,
            finishedOn: null,
            note: null,
          },
      ),
      stagesSource: stages.source,
      suspensions: project.suspensions.map((suspension) => {
        const { projectId: _, ...shown } = suspension;
        return shown;
      }),
      statistics: {
        ...statisticsFinding(statisticsFactsOf(project), statistics),
        source: statistics.source,
      },
      mayEdit: project.homeOffice === requireOffice(reading).id,
    };
  },
  'milestones.schedule'({ reading, now }, { projectId, lastId }) {
    const today = businessDay(now);
    const { nodes, schedule, lastDay } = scheduleOf(reading, oneProject(reading, projectId), lastId);
    if (schedule.state === 'yearNotLoaded') return { state: schedule.state, year: schedule.year, lastDay, rows: [] };
    const rows = nodes.flatMap((node) => {
      const placed = schedule.nodes.get(node.id);
      if (placed === undefined) return [];
      const { id, name, plannedOn, actualOn, workingDays } = node;
      const isPast = actualOn === null && placed.beginBy < today;
      return [{ id, name, plannedOn, actualOn, workingDays, ...placed, isPast }];
    });
    return {
      state: schedule.state,
      year: null,
      lastDay,
      rows: rows.toSorted((left, right) => left.finishBy.localeCompare(right.finishBy)),
    };
  },
} satisfies Partial<QueryHandlers>;

export const milestoneCommands = {
  'milestones.save'(context, { projectId, id, changes }) {
    const office = requireOffice(context.writing);
    requireOwnProject(context.writing, projectId, office.id);
    const project = oneProject(context.writing, projectId);
    const nodes = nodesOf(context.writing, project);
    const before = id === undefined ? undefined : nodes.find((node) => node.id === id);
    if (id !== undefined && before === undefined) throw problem('RECORD_NOT_FOUND', { noun: '建设节点' });
    if (before === undefined && (changes.name ?? '').trim() === '')
      throw problem('FIELD_INVALID', { field: '节点', reason: '新节点要有名称' });
    const kind = before?.kind ?? 'own';
    const nodeId = id ?? context.newId();
    const name = changes.name ?? before?.name ?? '';
    const after: NodeRow = {
      ...(before ?? unrecordedNode(projectId, kind, nodeId)),
      name,
      ...only(changes, ['plannedOn', 'actualOn', 'afterIds', 'workingDays']),
    };
    const all = [...nodes.filter((node) => node.id !== nodeId), after];
    requireKnown(after, all);
    requireNoCircle(all.map(dependent));
    if (changes.actualOn !== undefined)
      requireNotInFuture(`${name}实际时间`, changes.actualOn, businessDay(context.now));
    requireDayOrder(all, changes);

    const book = openPeopleBook(context.writing, office.id, context.newId);
    const unitId = idOfName(book.unit, changes.unitName);
    const personId = idOfName(book.person, changes.personName);
    const { own, project: ofProject } = splitDays(kind, changes);
    const isOwnRecord = Object.keys(own).length > 0 || unitId !== undefined || personId !== undefined;
    const drafts: Draft[] = [...book.newRecords()];
    if (Object.keys(ofProject).length > 0)
      drafts.push({ entity: 'project', id: projectId, kind: 'put', values: ofProject });
    // What is waited for gets its record, so that history can name it.
    for (const waited of all.filter((node) => (changes.afterIds ?? []).includes(node.id)))
      drafts.push(nodeDraft(waited, {}));
    if (isOwnRecord || before === undefined) drafts.push(nodeDraft(after, { ...own, unitId, personId }));
    const change = makeChange(
      context,
      'milestones.save',
      `${before === undefined ? '新增' : '修改'}节点“${name}”：${project.name}`,
      drafts,
    );
    return { ...changeMade(change), id: nodeId };
  },
  'milestones.remove'(context, { projectId, ids }) {
    const { project } = ownProject(context, projectId);
    const drafts = ids.map((id): Draft => {
      requirePart(context.writing, 'milestone', id, projectId);
      return { entity: 'milestone', id, kind: 'delete' };
    });
    const waiting = project.nodes.filter(
      (node) => !ids.includes(node.id) && node.afterIds.some((id) => ids.includes(id)),
    );
    for (const node of waiting)
      drafts.push(nodeDraft(node, { afterIds: node.afterIds.filter((id) => !ids.includes(id)) }));
    return changeMade(makeChange(context, 'milestones.remove', `删除${ids.length}个节点：${project.name}`, drafts));
  },
  'milestones.applySchedule'(context, { projectId, lastId }) {
    const { project } = ownProject(context, projectId);
    const { nodes, schedule } = scheduleOf(context.writing, project, lastId);
    if (schedule.state === 'yearNotLoaded') throw problem('CALENDAR_YEAR_MISSING', { year: schedule.year });
    const drafts: Draft[] = [];
    let changed = 0;
    for (const node of nodes) {
      const placed = schedule.nodes.get(node.id);
      if (placed === undefined || node.id === lastId || node.actualOn !== null) continue;
      if (node.plannedOn === placed.finishBy) continue;
      changed += 1;
      const { own, project: ofProject } = splitDays(node.kind, { plannedOn: placed.finishBy });
      if (Object.keys(ofProject).length > 0)
        drafts.push({ entity: 'project', id: projectId, kind: 'put', values: ofProject });
      else drafts.push(nodeDraft(node, own));
    }
    const change = makeChange(context, 'milestones.applySchedule', `倒排工期${changed}个节点：${project.name}`, drafts);
    return { ...changeMade(change), changed };
  },
  'milestones.saveStage'(context, { projectId, stage, changes }) {
    const { project, officeId } = ownProject(context, projectId);
    const book = openPeopleBook(context.writing, officeId, context.newId);
    const { unitName, personName, ...days } = changes;
    const values = {
      projectId,
      stage,
      ...trimmed({ ...days, unitId: idOfName(book.unit, unitName), personId: idOfName(book.person, personName) }),
    };
    const id = recordId('stageDuty', projectId, stage);
    const drafts: Draft[] = [...book.newRecords(), { entity: 'stageDuty', id, kind: 'put', values }];
    const what = projectStageLabels[stage];
    return changeMade(makeChange(context, 'milestones.saveStage', `${what}责任：${project.name}`, drafts));
  },
  'milestones.saveSuspension'(context, { projectId, id, changes }) {
    const { project } = ownProject(context, projectId);
    const before = id === undefined ? undefined : requirePart(context.writing, 'suspension', id, projectId);
    if (before === undefined && changes.suspendedOn === undefined)
      throw problem('FIELD_INVALID', { field: '停工日期', reason: '先填哪一天停工' });
    const day = (field: 'suspendedOn' | 'resumptionDueOn' | 'resumedOn') =>
      changes[field] === undefined ? textOf(before, field) || null : changes[field];
    const suspendedOn = { name: '停工日期', day: day('suspendedOn') };
    const today = businessDay(context.now);
    requireNotInFuture('停工日期', changes.suspendedOn ?? null, today);
    requireNotInFuture('复工日期', changes.resumedOn ?? null, today);
    requireOrder(suspendedOn, { name: '应复工日期', day: day('resumptionDueOn') });
    requireOrder(suspendedOn, { name: '复工日期', day: day('resumedOn') });
    const suspensionId = id ?? context.newId();
    const values = { projectId, ...trimmed(changes) };
    const change = makeChange(context, 'milestones.saveSuspension', `停工复工：${project.name}`, [
      { entity: 'suspension', id: suspensionId, kind: 'put', values },
    ]);
    return { ...changeMade(change), id: suspensionId };
  },
  'milestones.removeSuspension'(context, { projectId, id }) {
    const { project } = ownProject(context, projectId);
    requirePart(context.writing, 'suspension', id, projectId);
    return changeMade(
      makeChange(context, 'milestones.removeSuspension', `删除停工记录：${project.name}`, [
        { entity: 'suspension', id, kind: 'delete' },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;

/** A node as the contract shows it. */
type NodeShown = OutputOf<'milestones.ofProject'>['nodes'][number];

export function nodesShown(
  reading: Reading,
  project: ScheduledProject,
  overdue: readonly OverdueFinding[],
): NodeShown[] {
  const nodes = nodesOf(reading, project);
  const contradictions = nodeFindings(nodes.map(dependent), calendarInForce(reading));
  return nodes.map((row) => {
    const { projectId: _, printOrder: __, ...node } = row;
    const late = overdue.find((finding) => isAbout(finding, node));
    const sentences = [
      ...(late === undefined ? [] : [`${late.sentence}（依据${late.source}）`]),
      ...contradictions.filter((finding) => finding.nodeId === node.id).map((finding) => finding.sentence),
    ];
    return {
      ...node,
      afterIds: [...node.afterIds],
      isLate: late?.isLate ?? false,
      finding: sentences.length === 0 ? null : sentences.join(' '),
    };
  });
}

export function oneProject(reading: Reading, projectId: string): ScheduledProject {
  const [project] = scheduledProjects(reading, { projectId });
  if (project === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  return project;
}

export function statisticsFactsOf(project: ScheduledProject): Parameters<typeof statisticsFinding>[0] {
  return {
    level: project.level,
    isDue: project.isStatisticalRegistrationDue,
    registeredOn: project.statisticallyRegisteredOn,
    note: project.statisticalNote,
    hasStarted: startEvidence(project) !== null,
  };
}

function ownProject(context: CommandContext, projectId: string): { project: ScheduledProject; officeId: string } {
  const office = requireOffice(context.writing);
  requireOwnProject(context.writing, projectId, office.id);
  return { project: oneProject(context.writing, projectId), officeId: office.id };
}

/** The pack's kinds in their order, whether recorded or not, others that are recorded, and the project's own. */
function nodesOf(reading: Reading, project: ScheduledProject): NodeRow[] {
  const demanded = new Set<MilestoneKind>(ruleOf(rulePackInForce(reading), 'milestones').parameters.kinds);
  const standard = milestoneKinds.flatMap((kind): NodeRow[] => {
    if (kind === 'own') return [];
    const stored = project.nodes.find((node) => node.kind === kind);
    if (stored !== undefined) return [stored];
    return demanded.has(kind) ? [unrecordedNode(project.id, kind)] : [];
  });
  return [...standard, ...project.nodes.filter((node) => node.kind === 'own')];
}

type NodeChanges = ParsedInputOf<'milestones.save'>['changes'];

/** Which days are the project's own fields and which the node's: nobody types one fact twice (domain/milestone.ts). */
function splitDays(
  kind: MilestoneKind,
  changes: NodeChanges,
): { readonly own: Record<string, JsonValue>; readonly project: Record<string, JsonValue> } {
  const { unitName: _, personName: __, plannedOn, actualOn, ...rest } = changes;
  if (kind === 'landAuction' && actualOn !== undefined && actualOn !== null && actualOn.length < 10)
    throw problem('FIELD_INVALID', { field: '土地摘牌实际时间', reason: '审批时限从这一天起算，要写到日' });
  switch (kind) {
    case 'start':
      return { own: trimmed({ ...rest, actualOn }), project: trimmed({ startsOn: plannedOn }) };
    case 'completion':
      return { own: trimmed({ ...rest, actualOn }), project: trimmed({ completesOn: plannedOn }) };
    case 'landAuction':
      return { own: trimmed({ ...rest, plannedOn }), project: trimmed({ landAuctionDay: actualOn }) };
    case 'signing':
    case 'fullBenefit':
    case 'own':
      return { own: trimmed({ ...rest, plannedOn, actualOn }), project: {} };
  }
}

function nodeDraft(node: NodeRow, values: Readonly<Record<string, JsonValue | undefined>>): Draft {
  const { projectId, kind, name } = node;
  return { entity: 'milestone', id: node.id, kind: 'put', values: { projectId, kind, name, ...trimmed(values) } };
}

function dependent(node: NodeRow): ScheduleNode {
  const { id, name, afterIds, workingDays, plannedOn, actualOn } = node;
  return { id, name, after: afterIds, workingDays, plannedOn, actualOn };
}

function requireKnown(node: NodeRow, all: readonly NodeRow[]): void {
  if (node.afterIds.some((id) => all.every((each) => each.id !== id)))
    throw problem('RECORD_NOT_FOUND', { noun: '前置节点' });
}

/** Completion before start, planned or actual, cannot be; others are found, not refused. */
function requireDayOrder(nodes: readonly NodeRow[], changes: NodeChanges): void {
  const start = nodes.find((node) => node.kind === 'start');
  const completion = nodes.find((node) => node.kind === 'completion');
  if (changes.plannedOn !== undefined)
    requireOrder(
      { name: '计划开工', day: start?.plannedOn ?? null },
      { name: '计划竣工', day: completion?.plannedOn ?? null },
    );
  if (changes.actualOn !== undefined)
    requireOrder(
      { name: '实际开工', day: start?.actualOn ?? null },
      { name: '实际竣工', day: completion?.actualOn ?? null },
    );
}

function scheduleOf(
  reading: Reading,
  project: ScheduledProject,
  lastId: string,
): { readonly nodes: readonly NodeRow[]; readonly schedule: Schedule; readonly lastDay: string } {
  const nodes = nodesOf(reading, project);
  const last = nodes.find((node) => node.id === lastId);
  if (last === undefined) throw problem('RECORD_NOT_FOUND', { noun: '建设节点' });
  if (last.plannedOn === null) throw problem('SCHEDULE_WITHOUT_END', { name: last.name });
  const lastDay = latestDay(last.plannedOn);
  return {
    nodes,
    lastDay,
    schedule: scheduleBackwards(nodes.map(dependent), lastId, lastDay, calendarInForce(reading)),
  };
}

function isAbout(finding: OverdueFinding, node: Pick<NodeRow, 'kind' | 'name'>): boolean {
  switch (finding.kind) {
    case 'dueNotStarted':
      return node.kind === 'start';
    case 'dueNotCompleted':
      return node.kind === 'completion';
    case 'belowCapacity':
      return node.kind === 'fullBenefit';
    case 'nodeOverdue':
      return finding.name === node.name;
    case 'notResumed':
      return false;
  }
}

function only<const Key extends keyof NodeChanges>(
  changes: NodeChanges,
  keys: readonly Key[],
): { [K in Key]?: Exclude<NodeChanges[K], undefined> } {
  return Object.fromEntries(keys.flatMap((key) => (changes[key] === undefined ? [] : [[key, changes[key]]]))) as never;
}
