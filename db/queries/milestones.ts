/** Nodes, stops, stage duties and factor needs of projects, with the project's own facts the rules ask for. */
import type { Factor, FactorState } from '#shared/domain/factor-need.ts';
import type { MilestoneKind } from '#shared/domain/milestone.ts';
import type { LandTenure, ProjectLevel, ProjectStage } from '#shared/domain/project.ts';
import { deterministicIdBy } from '#shared/package/operation.ts';
import { overdueFindings, type ScheduleFacts, startEvidence } from '#shared/rules/overdue.ts';
import { milestoneKindLabels } from '#shared/text/labels.ts';
import type { Reading } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { districtOrder } from './district-order.ts';
import { unitNames } from './projects.ts';

const deterministicId = deterministicIdBy(sha256);

export interface NodeRow {
  readonly id: string;
  readonly projectId: string;
  readonly kind: MilestoneKind;
  readonly name: string;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly afterIds: readonly string[];
  readonly workingDays: number | null;
  readonly note: string | null;
  readonly printOrder: number | null;
}

export interface SuspensionRow {
  readonly id: string;
  readonly projectId: string;
  readonly suspendedOn: string;
  readonly reason: string | null;
  readonly resumptionDueOn: string | null;
  readonly resumedOn: string | null;
  readonly notResumedReason: string | null;
}

/** What the rules on nodes, clock, factors and statistics ask of a project. Districts in the centre's order. */
export interface ScheduledProject extends ScheduleFacts {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly name: string;
  readonly level: ProjectLevel | null;
  /** Integer 元. */
  readonly totalInvestment: number | null;
  readonly responsibleUnits: readonly string[];
  readonly landTenure: LandTenure | null;
  readonly landAuctionDay: string | null;
  readonly isInFreeTradeZone: boolean | null;
  readonly usesCommitment: boolean | null;
  readonly isStatisticalRegistrationDue: boolean | null;
  /** The project's own day, else the day its step 统计入库 was finished. */
  readonly statisticallyRegisteredOn: string | null;
  readonly statisticalNote: string | null;
  readonly groupIds: readonly string[];
  readonly pinyin: string;
  readonly initials: string;
  readonly nodes: readonly NodeRow[];
  readonly suspensions: readonly SuspensionRow[];
}

interface ProjectColumns {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string | null;
  readonly name: string;
  readonly level: ProjectLevel | null;
  readonly pool: ScheduledProject['pool'];
  readonly nature: ScheduledProject['nature'];
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  readonly totalInvestment: number | null;
  readonly units: string;
  readonly landTenure: LandTenure | null;
  readonly landAuctionDay: string | null;
  readonly isInFreeTradeZone: number | null;
  readonly usesCommitment: number | null;
  readonly isStatisticalRegistrationDue: number | null;
  readonly statisticallyRegisteredOn: string | null;
  readonly statisticalNote: string | null;
  readonly capacityPercent: number | null;
  readonly capacityNote: string | null;
  readonly groups: string;
  readonly pinyin: string | null;
  readonly initials: string | null;
}

export interface ScheduleScope {
  /** Only this office's own projects. */
  readonly officeId?: string | undefined;
  /** Only this project, also when it has left every pool. */
  readonly projectId?: string | undefined;
}

/** Projects at work: not out of the pools (退库) and not merged into another. */
export function scheduledProjects(reading: Reading, { officeId, projectId }: ScheduleScope): ScheduledProject[] {
  const rows = reading.select<ProjectColumns>(
    `SELECT p.id, p.home_office AS homeOffice, o.short_name AS officeName, p.name, p.level, p.pool, p.nature,
       p.starts_on AS startsOn, p.completes_on AS completesOn, p.total_investment AS totalInvestment,
       p.responsible_units AS units, p.land_tenure AS landTenure, p.land_auction_day AS landAuctionDay,
       p.is_in_free_trade_zone AS isInFreeTradeZone, p.uses_commitment AS usesCommitment,
       p.is_statistical_registration_due AS isStatisticalRegistrationDue,
       coalesce(p.statistically_registered_on, (SELECT max(t.finished_on) FROM permits t WHERE t.project_id = p.id
         AND t.step = 'statistics' AND t.state = 'done' AND t.is_deleted = 0)) AS statisticallyRegisteredOn, p.statistical_note AS statisticalNote,
       p.capacity_percent AS capacityPercent, p.capacity_note AS capacityNote, coalesce(p.group_ids, '[]') AS groups,
       s.pinyin, s.initials
     FROM projects p
     LEFT JOIN offices o ON o.id = p.home_office
     LEFT JOIN enrolled_offices e ON e.id = p.home_office
     LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = p.id
     WHERE p.is_deleted = 0 AND ${officeId === undefined ? '1' : 'p.home_office = ?'}
       AND ${projectId === undefined ? 'p.exited_on IS NULL AND p.merged_into_id IS NULL' : 'p.id = ?'}
     ORDER BY ${districtOrder}, o.short_name, p.home_office, p.ledger_order, p.created_position`,
    ...given(officeId),
    ...given(projectId),
  );
  const units = unitNames(reading);
  const nodes = byProject(nodeRows(reading, projectId));
  const suspensions = byProject(suspensionRows(reading, projectId));
  return rows.map(({ units: unitIds, groups, officeName, pinyin, initials, ...row }) => ({
    ...row,
    officeName: officeName ?? '',
    isInFreeTradeZone: yesNo(row.isInFreeTradeZone),
    usesCommitment: yesNo(row.usesCommitment),
    isStatisticalRegistrationDue: yesNo(row.isStatisticalRegistrationDue),
    responsibleUnits: (JSON.parse(unitIds) as string[]).map((id) => units.get(id) ?? ''),
    groupIds: JSON.parse(groups) as string[],
    pinyin: pinyin ?? '',
    initials: initials ?? '',
    nodes: withOwnDays(row, nodes.get(row.id) ?? []),
    suspensions: suspensions.get(row.id) ?? [],
  }));
}

type ProjectDays = Pick<ScheduledProject, 'id' | 'startsOn' | 'completesOn' | 'landAuctionDay'>;

/** Stored nodes, and those that have no record yet but whose day the project itself says. */
function withOwnDays(project: ProjectDays, stored: readonly NodeRow[]): NodeRow[] {
  const said = {
    start: project.startsOn,
    completion: project.completesOn,
    landAuction: project.landAuctionDay,
  } as const;
  const unrecorded = (['landAuction', 'start', 'completion'] as const)
    .filter((kind) => said[kind] !== null && stored.every((node) => node.kind !== kind))
    .map((kind) => unrecordedNode(project.id, kind));
  return [...stored, ...unrecorded].map((node) => withProjectDays(node, project));
}

/** A node before its first record: its id is the one it will have. */
export function unrecordedNode(
  projectId: string,
  kind: MilestoneKind,
  id = deterministicId('milestone', projectId, kind),
): NodeRow {
  return {
    id,
    projectId,
    kind,
    name: milestoneKindLabels[kind],
    plannedOn: null,
    actualOn: null,
    unitName: null,
    personName: null,
    afterIds: [],
    workingDays: null,
    note: null,
    printOrder: null,
  };
}

export interface MissedNode {
  readonly projectId: string;
  readonly kind: MilestoneKind;
  readonly name: string;
  /** As precisely as it was planned. */
  readonly plannedOn: string;
}

/** Nodes planned for a time that has passed entirely and not reached, as 节点与预警 lists them, the earliest first. */
export function missedNodes(reading: Reading, day: string): MissedNode[] {
  const kinds = {
    dueNotStarted: 'start',
    dueNotCompleted: 'completion',
    belowCapacity: 'fullBenefit',
    nodeOverdue: 'own',
  } as const;
  return scheduledProjects(reading, {})
    .flatMap((project) =>
      overdueFindings(project, day, unsaid).flatMap(({ kind, isLate, name, plannedOn }): MissedNode[] =>
        kind === 'notResumed' || !isLate || plannedOn === null
          ? []
          : [{ projectId: project.id, kind: kinds[kind], name, plannedOn }],
      ),
    )
    .toSorted((left, right) => left.plannedOn.localeCompare(right.plannedOn));
}

const unsaid = { dueNotStarted: '', dueNotCompleted: '', notResumed: '', belowCapacity: '', nodeOverdue: '' } as const;

/** Planned starts of projects of which nothing says that they have started, by project. */
export function startsNotMade(
  reading: Reading,
  projects: readonly ScheduledProject[] = scheduledProjects(reading, {}),
): ReadonlyMap<string, string> {
  return new Map(
    projects.flatMap((project): [string, string][] =>
      project.startsOn === null || startEvidence(project) !== null ? [] : [[project.id, project.startsOn]],
    ),
  );
}

/** One fact, one place: the planned start and completion and the auction day are the project's own (domain/milestone.ts). */
function withProjectDays(node: NodeRow, project: ProjectDays): NodeRow {
  if (node.kind === 'start') return { ...node, plannedOn: project.startsOn };
  if (node.kind === 'completion') return { ...node, plannedOn: project.completesOn };
  if (node.kind === 'landAuction') return { ...node, actualOn: project.landAuctionDay };
  return node;
}

/** A condition on the project where one is asked for; the driver knows no `?1`, and an index serves only a plain one. */
export function ofProject(column: string, projectId: string | undefined): string {
  return projectId === undefined ? '1' : `${column} = ?`;
}

export function given(parameter: string | undefined): string[] {
  return parameter === undefined ? [] : [parameter];
}

function nodeRows(reading: Reading, projectId: string | undefined): NodeRow[] {
  return reading
    .select<Omit<NodeRow, 'afterIds'> & { after: string | null }>(
      `SELECT m.id, m.project_id AS projectId, m.kind, m.name, m.planned_on AS plannedOn, m.actual_on AS actualOn,
         u.name AS unitName, n.name AS personName, m.after_ids AS after, m.working_days AS workingDays, m.note,
         m.print_order AS printOrder
       FROM milestones m LEFT JOIN units u ON u.id = m.unit_id LEFT JOIN persons n ON n.id = m.person_id
       WHERE m.is_deleted = 0 AND ${ofProject('m.project_id', projectId)}
       ORDER BY m.project_id, m.print_order, m.created_position`,
      ...given(projectId),
    )
    .map(({ after, ...row }) => ({ ...row, afterIds: JSON.parse(after ?? '[]') as string[] }));
}

function suspensionRows(reading: Reading, projectId: string | undefined): SuspensionRow[] {
  return reading.select<SuspensionRow>(
    `SELECT id, project_id AS projectId, suspended_on AS suspendedOn, reason, resumption_due_on AS resumptionDueOn,
       resumed_on AS resumedOn, not_resumed_reason AS notResumedReason
     FROM suspensions WHERE is_deleted = 0 AND ${ofProject('project_id', projectId)}
     ORDER BY project_id, suspended_on DESC, created_position DESC`,
    ...given(projectId),
  );
}

export interface StageDutyRow {
  readonly stage: ProjectStage;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly plannedFrom: string | null;
  readonly plannedUntil: string | null;
  readonly finishedOn: string | null;
  readonly note: string | null;
}

export function stageDutyRows(reading: Reading, projectId: string): StageDutyRow[] {
  return reading.select<StageDutyRow>(
    `SELECT d.stage, u.name AS unitName, n.name AS personName, d.planned_from AS plannedFrom,
       d.planned_until AS plannedUntil, d.finished_on AS finishedOn, d.note
     FROM stage_duties d LEFT JOIN units u ON u.id = d.unit_id LEFT JOIN persons n ON n.id = d.person_id
     WHERE d.is_deleted = 0 AND d.project_id = ?`,
    projectId,
  );
}

export interface FactorRow {
  readonly projectId: string;
  readonly factor: Factor;
  readonly state: FactorState;
  readonly description: string | null;
  readonly unitName: string | null;
  readonly neededBy: string | null;
  readonly metOn: string | null;
}

export function factorRows(reading: Reading, projectId?: string): FactorRow[] {
  return selectFactors(reading, ofProject('f.project_id', projectId), given(projectId));
}

/** Needs of all projects that were to be met before a day and are not. */
export function factorRowsLateOn(reading: Reading, day: string): FactorRow[] {
  return selectFactors(reading, `f.state = 'needed' AND f.needed_by < ?`, [day]);
}

function selectFactors(reading: Reading, condition: string, parameters: readonly string[]): FactorRow[] {
  return reading.select<FactorRow>(
    `SELECT f.project_id AS projectId, f.factor, f.state, f.description, u.name AS unitName, f.needed_by AS neededBy,
       f.met_on AS metOn
     FROM factor_needs f LEFT JOIN units u ON u.id = f.unit_id
     WHERE f.is_deleted = 0 AND ${condition}`,
    ...parameters,
  );
}

/** File names of the 实施方案 of projects. */
export function planNames(reading: Reading, projectId?: string): ReadonlyMap<string, string[]> {
  const rows = reading.select<{ projectId: string; name: string }>(
    `SELECT project_id AS projectId, name FROM attachments
     WHERE is_deleted = 0 AND kind = 'plan' AND ${ofProject('project_id', projectId)} ORDER BY created_position`,
    ...given(projectId),
  );
  return new Map([...byProject(rows)].map(([id, found]) => [id, found.map((row) => row.name)]));
}

/** The newest period each project was reported in. */
export function lastPeriods(reading: Reading, projectId?: string): ReadonlyMap<string, string> {
  const rows = reading.select<{ projectId: string; period: string }>(
    `SELECT project_id AS projectId, max(period) AS period FROM progress_reports
     WHERE is_deleted = 0 AND ${ofProject('project_id', projectId)} GROUP BY project_id`,
    ...given(projectId),
  );
  return new Map(rows.map((row) => [row.projectId, row.period]));
}

export function groupNames(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; name: string }>('SELECT id, name FROM groups WHERE is_deleted = 0')
      .map((row) => [row.id, row.name]),
  );
}

export function byProject<Row extends { readonly projectId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const list = found.get(row.projectId);
    if (list === undefined) found.set(row.projectId, [row]);
    else list.push(row);
  }
  return found;
}

function yesNo(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}
