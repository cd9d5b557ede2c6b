import { readRecord, textOf } from '#db/ledger/records.ts';
import { attractionsOf } from '#db/queries/attractions.ts';
import { knownAt, positionAt } from '#db/queries/known-at.ts';
import {
  exitedProjects,
  type PoolProject,
  poolProjects,
  poolStepsByProject,
  poolStepsOf,
  type RecordedStep,
  recordedAt,
} from '#db/queries/pools.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { PoolRulesView, RecordedPoolStep } from '#shared/contract/pools.ts';
import { projectPools } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import { builtInPack, packTitle, ruleOf } from '#shared/rules/packs/index.ts';
import { isInsideWindow, shownWindow } from '#shared/rules/pool-entry.ts';
import { inOrder, type PoolState, poolStateOn } from '#shared/rules/pool-history.ts';
import { groundLabel, movesOf, type PoolRules, poolRulesOf, proposedMoves } from '#shared/rules/pools.ts';
import type { QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';

type Overview = OutputOf<'pools.overview'>;

export const poolQueries = {
  'pools.overview'({ reading, now }) {
    const office = requireOffice(reading);
    const today = businessDay(now);
    const rules = poolRulesOf(rulePackInForce(reading));
    const projects = officeProjects(reading, office, rules);
    const done = new Map(listProjects(reading, { offices: [office.id] }).rows.map((row) => [row.id, row.doneThisYear]));
    const recorded = recordedAt(reading, null);
    return {
      today,
      ledgerYear: office.ledgerYear,
      rules: rulesView(rules, today),
      notCarriedOver: notCarriedRule(reading),
      projects: projects
        .filter((project) => project.exitedOn === null)
        .map((project) => ({
          projectId: project.id,
          name: project.name,
          pool: project.pool,
          since: poolStateOn(project.steps, firstRecorded(project, recorded), today).since,
          totalInvestment: project.totalInvestment,
          plannedThisYear: project.plannedThisYear,
          doneThisYear: done.get(project.id) ?? null,
          notCarriedNote: project.notCarriedNote,
        })),
      proposals: proposalsOf(projects, today, office.ledgerYear, rules),
      exited: exitedOf(projects, rules),
      attractions: attractionsOf(reading, office.id),
    };
  },
  'pools.ofProject'({ reading, now }, { id }) {
    const office = requireOffice(reading);
    const record = readRecord(reading, 'project', id);
    if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const today = businessDay(now);
    const rules = poolRulesOf(rulePackInForce(reading));
    const steps = poolStepsOf(reading, id);
    const own = record.homeOffice === office.id ? officeProjects(reading, office, rules, id)[0] : undefined;
    const first = firstRecorded(
      { id, pool: (record.values['pool'] ?? null) as PoolProject['pool'] },
      recordedAt(reading, id),
    );
    const attractions = attractionsOf(reading, record.homeOffice);
    return {
      today,
      rules: rulesView(rules, today),
      state: poolStateOn(steps, first, today),
      recordedOn: first.recordedOn,
      plot: textOf(record, 'plot') || null,
      steps: inOrder(steps)
        .toReversed()
        .map((step) => stepView(step, rules)),
      moves: own === undefined ? [] : movesOf(own, today, office.ledgerYear, rules),
      attractions: attractions.filter((each) => each.projectId === id || each.newProjectId === id),
      openAttractions: attractions.filter((each) => each.closedOn === null),
      mayEdit: own !== undefined,
    };
  },
  'projects.stateOn'({ reading }, { day }) {
    const recorded = recordedAt(reading, null);
    const steps = poolStepsByProject(reading, null);
    const exited = exitedProjects(reading);
    const rows = listProjects(reading, {}).rows.map((row) => ({
      projectId: row.id,
      name: row.name,
      totalInvestment: row.totalInvestment,
      state: poolStateOn(steps.get(row.id) ?? [], firstRecorded(row, recorded), day),
      now: row.pool,
      isExitedNow: exited.has(row.id),
    }));
    const stateName = (state: PoolState) => (state.state === 'in' ? state.pool : state.state);
    const names = [...projectPools, 'exited', 'none', 'unknown'] as const;
    return {
      day,
      rows,
      counts: names.map((state) => ({
        state,
        projects: rows.filter((row) => stateName(row.state) === state).length,
      })),
    };
  },
  'projects.knownAt'({ reading }, { at, position, projectId }) {
    requireOffice(reading);
    const asked = position ?? positionAt(reading, at ?? null);
    return { position: asked, rows: knownAt(reading, asked, projectId ?? null) };
  },
} satisfies Partial<QueryHandlers>;

function notCarriedRule(reading: Reading): Overview['notCarriedOver'] {
  const rule = ruleOf(rulePackInForce(reading), 'yearTurn');
  return { sentence: rule.parameters.notCarriedOver, source: rule.source };
}

/** What the desk says of pools: transfers that are to be made at once, and what only a person can decide. */
export function poolTasks(
  reading: Reading,
  office: { readonly id: string; readonly ledgerYear: number },
  today: string,
): OutputOf<'overviews.district'>['tasks'] {
  const rules = poolRulesOf(rulePackInForce(reading));
  if (rules.pools.length === 0) return [];
  const proposals = proposalsOf(officeProjects(reading, office, rules), today, office.ledgerYear, rules);
  const first = proposals.find((each) => each.isAtOnce);
  if (first === undefined) return [];
  const atOnce = proposals.filter((each) => each.isAtOnce);
  const count = atOnce.length;
  return [
    {
      code: 'POOL_TRANSFERS',
      tone: 'look',
      sentence:
        count === 1
          ? `“${first.name}”应即时转化：${first.label}（${first.why}）。`
          : `有${count}个项目应即时转化，例如“${first.name}”${first.label}。`,
      why: first.source,
      action: { label: '去转化', page: '/pools' },
      facts: atOnce.map((each) => `${each.projectId} ${each.label}`),
    },
  ];
}

export function officeProjects(
  reading: Reading,
  office: { readonly id: string; readonly ledgerYear: number },
  rules: PoolRules,
  projectId: string | null = null,
): PoolProject[] {
  return poolProjects(reading, office.id, office.ledgerYear, rules.standards, projectId);
}

function proposalsOf(
  projects: readonly PoolProject[],
  today: string,
  year: number,
  rules: PoolRules,
): Overview['proposals'] {
  const proposals = projects.flatMap((project) =>
    proposedMoves(project, today, year, rules).map((move) => ({
      ...move,
      projectId: project.id,
      name: project.name,
      totalInvestment: project.totalInvestment,
    })),
  );
  return proposals.toSorted((left, right) => Number(right.isAtOnce) - Number(left.isAtOnce));
}

/** Everything that has left, newest first: findable for ever. */
function exitedOf(projects: readonly PoolProject[], rules: PoolRules): Overview['exited'] {
  return projects
    .flatMap((project) => {
      const exit = inOrder(project.steps).at(-1);
      return project.exitedOn === null || exit === undefined
        ? []
        : [
            {
              ...stepView(exit, rules),
              projectId: project.id,
              name: project.name,
              totalInvestment: project.totalInvestment,
            },
          ];
    })
    .toSorted((left, right) => right.onDay.localeCompare(left.onDay));
}

function rulesView(rules: PoolRules, today: string): PoolRulesView {
  const { entry, transfers, exits } = rules;
  return {
    pools: [...rules.pools],
    poolsSource: rules.poolsSource,
    entry: {
      shown: entry.shown,
      source: entry.source,
      window: shownWindow(entry.parameters.window),
      isOpenToday: isInsideWindow(entry.parameters.window, today),
      lateGrounds: [...entry.parameters.lateGrounds],
      latePapers: [...entry.parameters.latePapers],
      consentOf: entry.parameters.consentOf,
    },
    transfers: { shown: transfers.shown, source: transfers.source },
    exits: {
      shown: exits.shown,
      source: exits.source,
      consentOf: exits.parameters.consentOf,
      reasons: [...exits.parameters.exits],
    },
  };
}

function stepView(step: RecordedStep, rules: PoolRules): RecordedPoolStep {
  return {
    id: step.id,
    kind: step.kind,
    fromPool: step.fromPool,
    toPool: step.toPool,
    onDay: step.onDay,
    groundLabel: groundLabel(rules, step.ground),
    groundText: step.groundText,
    signedBy: step.signedBy,
    consentOn: step.consentOn,
    consentDocument: step.consentDocument,
    application:
      step.applicationId === null ? null : { id: step.applicationId, name: step.applicationName ?? '选报申请' },
    isLandReclaimed: step.isLandReclaimed,
    source: step.source,
    rulePack: step.rulePack === null ? null : decidedBy(step.rulePack, step.packName),
  };
}

function decidedBy(id: string, adoptedName: string | null): string {
  return packTitle({ id, name: builtInPack(id)?.name ?? adoptedName ?? id });
}

function firstRecorded(
  project: Pick<PoolProject, 'id' | 'pool'>,
  recorded: ReadonlyMap<string, string>,
): { readonly pool: PoolProject['pool']; readonly recordedOn: string } {
  return { pool: project.pool, recordedOn: businessDay(recorded.get(project.id) ?? '1970-01-01T00:00:00Z') };
}
