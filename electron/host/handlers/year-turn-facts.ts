/** What a year's turn is decided by: figures as they stand, checks, and what becomes of each project. */
import type { InstalledOffice } from '#db/queries/installation.ts';
import { type PoolProject, poolProjects, recordedAt } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import {
  closingFigures,
  lockedMonths,
  type StoredYearFigures,
  yearClosings,
  yearFigures,
} from '#db/queries/year-turn.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay, weekday } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { CarryRow } from '#shared/contract/year-turn.ts';
import { problem } from '#shared/error.ts';
import { isLeftOpen, type RulePack } from '#shared/rules/catalogue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { poolStateOn } from '#shared/rules/pool-history.ts';
import { poolRulesOf } from '#shared/rules/pools.ts';
import { type YearCheck, yearChecks } from '#shared/rules/year-check.ts';
import { type CarryRules, carryProposal, doneBeforeNext } from '#shared/rules/year-turn.ts';
import { periodRule } from './progress.ts';

export interface Turn {
  readonly office: InstalledOffice;
  readonly year: number;
  readonly today: string;
  readonly rule: { readonly shown: string; readonly source: string; readonly notCarriedOver: string };
  readonly carry: CarryRules;
  readonly pack: RulePack;
  readonly lastPeriod: string;
  readonly figures: readonly StoredYearFigures[];
}

export function openTurn(reading: Reading, office: InstalledOffice, year: number, today: string): Turn {
  const pack = rulePackInForce(reading);
  const rule = ruleOf(pack, 'yearTurn');
  const lastPeriod = lastPeriodOf(year, periodRule(reading).closingWeekday);
  return {
    office,
    year,
    today,
    rule: { shown: rule.shown, source: rule.source, notCarriedOver: rule.parameters.notCarriedOver },
    carry: {
      pools: poolRulesOf(pack),
      proposesCompletion: rule.parameters.proposesCompletion,
      source: rule.source,
    },
    pack,
    lastPeriod,
    figures: yearFigures(reading, office.id, year, lastPeriod),
  };
}

/** The closing day of the last period that closes within the year. */
function lastPeriodOf(year: number, closingWeekday: number): string {
  const last = `${year}-12-31`;
  return addDays(last, -((weekday(last) - closingWeekday + 7) % 7));
}

export function checksOf(reading: Reading, turn: Turn): YearCheck[] {
  const { locked, isUsed } = lockedMonths(reading, turn.office.id, turn.year);
  const keepsMonths = isUsed || !isLeftOpen(ruleOf(turn.pack, 'monthCheck'));
  const months = Array.from({ length: 12 }, (_, index) => `${turn.year}-${String(index + 1).padStart(2, '0')}`);
  return yearChecks({
    year: turn.year,
    today: turn.today,
    figures: turn.figures,
    lastPeriod: turn.lastPeriod,
    lastPeriodLabel: periodLabel(turn.lastPeriod),
    unlockedMonths: keepsMonths ? months.filter((month) => !locked.has(month)) : [],
  });
}

/** The closing is made from December on: 年终结账. */
export function mayClose(turn: Turn): boolean {
  return turn.today >= `${turn.year}-12-01`;
}

export function turnProjects(reading: Reading, turn: Turn): PoolProject[] {
  return poolProjects(reading, turn.office.id, turn.year + 1, turn.carry.pools.standards);
}

export function carryRows(reading: Reading, turn: Turn): CarryRow[] {
  const frozen = closingFigures(reading, turn.office.id, turn.year);
  const projects = new Map(turnProjects(reading, turn).map((project) => [project.id, project]));
  const next = new Map(
    yearFigures(reading, turn.office.id, turn.year + 1, turn.lastPeriod).map((each) => [each.projectId, each]),
  );
  return turn.figures.flatMap((each): CarryRow[] => {
    const figures = frozen.get(each.projectId);
    const project = projects.get(each.projectId);
    if (figures === undefined || project === undefined) return [];
    const proposal = carryProposal(project, turn.year, turn.today, turn.carry);
    const planned = next.get(each.projectId);
    const decided = planned?.carryOver === 'carried' || planned?.carryOver === 'notCarried' ? planned.carryOver : null;
    return [
      {
        projectId: each.projectId,
        name: each.name,
        level: each.level,
        pool: each.pool,
        plannedInvestment: figures.plannedInvestment,
        doneBeforeYear: figures.doneBeforeYear,
        doneThisYear: figures.doneThisYear,
        decision: decided ?? proposal.decision,
        isDecided: decided !== null || project.exitedOn !== null,
        nextDoneBefore: doneBeforeNext(figures.doneBeforeYear, figures.doneThisYear),
        recordedNextDoneBefore: planned?.doneBeforeYear ?? null,
        toPool: decided === null ? proposal.toPool : null,
        choices: [...proposal.choices],
        why: proposal.why,
        source: proposal.source,
        isDoubtful: proposal.isDoubtful,
        note: planned?.carryOverNote ?? null,
      },
    ];
  });
}

/** In which pool each project was on the year's last day, as far as it is recorded. */
export function poolsAtEnd(reading: Reading, turn: Turn): (figures: StoredYearFigures) => StoredYearFigures['pool'] {
  const steps = new Map(turnProjects(reading, turn).map((project) => [project.id, project.steps]));
  const recorded = recordedAt(reading, null);
  return ({ projectId, pool }) => {
    const recordedOn = businessDay(recorded.get(projectId) ?? '1970-01-01T00:00:00Z');
    const state = poolStateOn(steps.get(projectId) ?? [], { pool, recordedOn }, `${turn.year}-12-31`);
    return state.state === 'exited' ? null : state.pool;
  };
}

export function requireClosed(reading: Reading, turn: Turn): void {
  if (!yearClosings(reading, turn.office.id).some((each) => each.year === turn.year))
    throw problem('YEAR_NOT_CLOSED', { year: turn.year, source: turn.rule.source });
}

export function sumOf(figures: readonly StoredYearFigures[], field: 'plannedInvestment' | 'doneThisYear'): number {
  return figures.reduce((total, each) => total + (each[field] ?? 0), 0);
}
