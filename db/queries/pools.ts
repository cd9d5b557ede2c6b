/** What the pools page and the state machine read: moves, and of every project what its conditions are judged by. */
import type { PermitState } from '#shared/domain/permit.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import type { StandardStep } from '#shared/rules/pool-conditions.ts';
import type { PoolStep } from '#shared/rules/pool-history.ts';
import type { PoolFacts } from '#shared/rules/pools.ts';
import type { Reading } from '../run.ts';

export interface RecordedStep extends PoolStep {
  readonly id: string;
  readonly projectId: string;
  readonly ground: string | null;
  readonly groundText: string | null;
  readonly signedBy: string | null;
  readonly consentOn: string | null;
  readonly consentDocument: string | null;
  readonly applicationId: string | null;
  readonly applicationName: string | null;
  readonly isLandReclaimed: boolean;
  readonly source: string | null;
  /** The pack, with version, that decided it; its name where the office adapted it. */
  readonly rulePack: string | null;
  readonly packName: string | null;
}

type StepRow = Omit<RecordedStep, 'isLandReclaimed'> & { readonly land: number | null };

const selectSteps = `SELECT t.id, t.project_id AS projectId, t.kind, t.from_pool AS fromPool, t.to_pool AS toPool, t.on_day AS onDay,
    t.ground, t.ground_text AS groundText, t.signed_by AS signedBy, t.consent_on AS consentOn,
    t.consent_document AS consentDocument, t.application_id AS applicationId, a.name AS applicationName,
    t.is_land_reclaimed AS land, t.source, t.rule_pack AS rulePack, p.name AS packName
  FROM pool_transitions t LEFT JOIN attachments a ON a.id = t.application_id AND a.is_deleted = 0
  LEFT JOIN adopted_rule_packs p ON p.pack_id = t.rule_pack
  WHERE t.is_deleted = 0`;

/** Live moves of a project in the order they were recorded. */
export function poolStepsOf(reading: Reading, projectId: string): RecordedStep[] {
  return reading
    .select<StepRow>(`${selectSteps} AND t.project_id = ? ORDER BY t.created_position`, projectId)
    .map(recordedStep);
}

/** Live moves of all projects of an office (of all offices: null), by project. */
export function poolStepsByProject(
  reading: Reading,
  officeId: string | null,
): ReadonlyMap<string, readonly RecordedStep[]> {
  const rows = reading.select<StepRow>(
    `${selectSteps} AND t.home_office = coalesce(?, t.home_office) ORDER BY t.project_id, t.created_position`,
    officeId,
  );
  const byProject = new Map<string, RecordedStep[]>();
  for (const row of rows) {
    const steps = byProject.get(row.projectId);
    if (steps === undefined) byProject.set(row.projectId, [recordedStep(row)]);
    else steps.push(recordedStep(row));
  }
  return byProject;
}

/** The pool a project had before its first move ever, taken back or not; undefined where there never was one. */
export function poolBeforeMoves(reading: Reading, projectId: string): ProjectPool | null | undefined {
  return reading.selectFirst<{ from_pool: ProjectPool | null }>(
    'SELECT from_pool FROM pool_transitions WHERE project_id = ? ORDER BY created_position LIMIT 1',
    projectId,
  )?.from_pool;
}

export interface PoolProject extends PoolFacts {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly RecordedStep[];
  readonly level: string | null;
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly doneBeforeYear: number | null;
  readonly plot: string | null;
  readonly reserveStage: string | null;
  readonly startsOn: string | null;
  /** 未结转 into the year, with why. */
  readonly notCarriedNote: string | null;
}

interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly pool: ProjectPool | null;
  readonly exited_on: string | null;
  readonly level: string | null;
  readonly total_investment: number | null;
  readonly planned_investment: number | null;
  readonly done_before_year: number | null;
  readonly plot: string | null;
  readonly reserve_stage: string | null;
  readonly carry_over: string | null;
  readonly carry_over_note: string | null;
  readonly starts_on: string | null;
  readonly completes_on: string | null;
}

/**
 * The office's own projects (or one of them) with all that a move is judged by. `year`: of the plan.
 * Planned start and completion are the project’s own (domain/milestone.ts).
 */
export function poolProjects(
  reading: Reading,
  officeId: string,
  year: number,
  standardSteps: readonly StandardStep[],
  projectId: string | null = null,
): PoolProject[] {
  const projects = reading.select<ProjectRow>(
    `SELECT p.id, p.name, p.pool, p.exited_on, p.level, p.total_investment, a.planned_investment, a.done_before_year,
       a.carry_over, a.carry_over_note, p.plot, p.reserve_stage, p.starts_on, p.completes_on
     FROM projects p LEFT JOIN annual_plans a ON a.project_id = p.id AND a.year = ? AND a.is_deleted = 0
     WHERE p.home_office = ? AND p.is_deleted = 0 AND p.merged_into_id IS NULL AND p.id = coalesce(?, p.id)
     ORDER BY p.ledger_order, p.created_position`,
    year,
    officeId,
    projectId,
  );
  const steps =
    projectId === null
      ? poolStepsByProject(reading, officeId)
      : new Map([[projectId, poolStepsOf(reading, projectId)]]);
  const milestones = milestonesByProject(reading, officeId, projectId);
  const permits = permitsByProject(reading, officeId, standardSteps, projectId);
  return projects.map((row) => {
    const days = milestones.get(row.id);
    return {
      id: row.id,
      name: row.name,
      pool: row.pool,
      exitedOn: row.exited_on,
      steps: steps.get(row.id) ?? [],
      milestones: {
        plannedStart: row.starts_on ?? days?.get('start')?.planned ?? null,
        actualStart: days?.get('start')?.actual ?? null,
        plannedCompletion: row.completes_on ?? days?.get('completion')?.planned ?? null,
        actualCompletion: days?.get('completion')?.actual ?? null,
        fullBenefit: days?.get('fullBenefit')?.actual ?? null,
      },
      permits: permits.get(row.id) ?? [],
      level: row.level,
      totalInvestment: row.total_investment,
      plannedThisYear: row.planned_investment,
      doneBeforeYear: row.done_before_year,
      plot: row.plot,
      reserveStage: row.reserve_stage,
      startsOn: row.starts_on,
      notCarriedNote: row.carry_over === 'notCarried' ? (row.carry_over_note ?? '') : null,
    };
  });
}

/** Instants at which projects were first recorded, by project. */
export function recordedAt(reading: Reading, projectId: string | null): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; at: string }>(
        `SELECT p.id, json_extract(o.line, '$.at') AS at FROM projects p
         JOIN operations o ON o.position = p.created_position WHERE p.id = coalesce(?, p.id) AND o.line IS NOT NULL`,
        projectId,
      )
      .map((row) => [row.id, row.at]),
  );
}

/** Ids of all that have left, of every office. */
export function exitedProjects(reading: Reading): ReadonlySet<string> {
  return new Set(
    reading
      .select<{ id: string }>('SELECT id FROM projects WHERE exited_on IS NOT NULL AND is_deleted = 0')
      .map((row) => row.id),
  );
}

/** Whether any project stands in a pool. */
export function hasPooledProjects(reading: Reading): boolean {
  return (
    reading.selectFirst<{ one: number }>(
      'SELECT 1 AS one FROM projects WHERE pool IS NOT NULL AND is_deleted = 0 LIMIT 1',
    ) !== undefined
  );
}

type Days = ReadonlyMap<string, { readonly planned: string | null; readonly actual: string | null }>;

function milestonesByProject(reading: Reading, officeId: string, projectId: string | null): ReadonlyMap<string, Days> {
  const rows = reading.select<{
    project_id: string;
    kind: string;
    planned_on: string | null;
    actual_on: string | null;
  }>(
    `SELECT project_id, kind, planned_on, actual_on FROM milestones
     WHERE home_office = ? AND is_deleted = 0 AND kind <> 'own' AND project_id = coalesce(?, project_id)`,
    officeId,
    projectId,
  );
  const byProject = new Map<string, Map<string, { planned: string | null; actual: string | null }>>();
  for (const row of rows) {
    const days = byProject.get(row.project_id) ?? new Map<string, { planned: string | null; actual: string | null }>();
    days.set(row.kind, { planned: row.planned_on, actual: row.actual_on });
    byProject.set(row.project_id, days);
  }
  return byProject;
}

function permitsByProject(
  reading: Reading,
  officeId: string,
  steps: readonly StandardStep[],
  projectId: string | null,
): ReadonlyMap<string, PoolFacts['permits']> {
  const places = steps.map(() => '?').join(', ');
  const rows = reading.select<{
    projectId: string;
    step: string | null;
    name: string;
    state: PermitState;
    finishedOn: string | null;
  }>(
    `SELECT project_id AS projectId, step, name, state, finished_on AS finishedOn FROM permits
     WHERE home_office = ? AND is_deleted = 0 AND (step IN (${places}) OR (step IS NULL AND name IN (${places})))
       AND project_id = coalesce(?, project_id)`,
    officeId,
    ...steps.map((step) => step.code),
    ...steps.map((step) => step.name),
    projectId,
  );
  return Map.groupBy(rows, (row) => row.projectId);
}

function recordedStep({ land, ...row }: StepRow): RecordedStep {
  return { ...row, isLandReclaimed: land === 1 };
}
