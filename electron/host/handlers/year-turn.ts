/** 年度结转: check, close, carry over, open. Each step is one change with one undo. */
import type { Draft } from '#db/ledger/append.ts';
import type { PoolProject } from '#db/queries/pools.ts';
import { closingFigures, type FrozenFigures, yearClosings } from '#db/queries/year-turn.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import { inOrder } from '#shared/rules/pool-history.ts';
import { finishedExit, movesOf, type PoolMove } from '#shared/rules/pools.ts';
import { carryProposal, doneBeforeNext } from '#shared/rules/year-turn.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import {
  carryRows,
  checksOf,
  mayClose,
  openTurn,
  poolsAtEnd,
  requireClosed,
  sumOf,
  type Turn,
  turnProjects,
} from './year-turn-facts.ts';
import { correctionsOf } from './year-turn-paper.ts';

export const yearTurnQueries = {
  'yearTurn.get'({ reading, now }, input) {
    const office = requireOffice(reading);
    const turn = openTurn(reading, office, input.year ?? office.ledgerYear, businessDay(now));
    const closings = yearClosings(reading, office.id);
    const closing = closings.find((each) => each.year === turn.year) ?? null;
    return {
      year: turn.year,
      today: turn.today,
      ledgerYear: office.ledgerYear,
      rule: turn.rule,
      keepsPools: turn.carry.pools.pools.length > 0,
      mayClose: mayClose(turn),
      checks: checksOf(reading, turn).map((check) => ({ ...check, projects: check.projects.slice(0, 200) })),
      figures: {
        projects: turn.figures.length,
        plannedInvestment: sumOf(turn.figures, 'plannedInvestment'),
        doneThisYear: sumOf(turn.figures, 'doneThisYear'),
      },
      closing,
      closedYears: closings.map((each) => each.year),
      rows: closing === null ? [] : carryRows(reading, turn),
      isOpened: office.ledgerYear > turn.year,
      corrections: closing === null ? 0 : correctionsOf(reading, office.id, turn.year).length,
    };
  },
  'yearTurn.corrections'({ reading }, { year }) {
    const office = requireOffice(reading);
    const closing = yearClosings(reading, office.id).find((each) => each.year === year) ?? null;
    return { year, closing, rows: closing === null ? [] : correctionsOf(reading, office.id, year) };
  },
} satisfies Partial<QueryHandlers>;

export const yearTurnCommands = {
  'yearTurn.close'(context, { year, closedBy, note }) {
    const { writing } = context;
    const office = requireOffice(writing);
    const turn = openTurn(writing, office, year, businessDay(context.now));
    const before = yearClosings(writing, office.id).find((each) => each.year === year);
    if (before !== undefined) throw problem('YEAR_ALREADY_CLOSED', { year, day: shownDay(before.closedOn) });
    if (!mayClose(turn)) throw problem('YEAR_NOT_BEGUN', { year, source: turn.rule.source });
    if (turn.figures.length === 0) throw problem('YEAR_NOTHING_TO_CLOSE', { year });
    const open = checksOf(writing, turn).filter((check) => check.tone === 'must');
    const reason = note?.trim() ?? '';
    if (open.length > 0 && reason === '')
      throw problem('YEAR_CHECK_OPEN', { count: open.length, source: turn.rule.source });
    const pools = poolsAtEnd(writing, turn);
    const drafts = turn.figures.map(
      (each): Draft => ({
        entity: 'closingFigure',
        id: recordId('closingFigure', each.projectId, year),
        kind: 'put',
        values: {
          projectId: each.projectId,
          year,
          plannedInvestment: each.plannedInvestment,
          doneBeforeYear: each.doneBeforeYear,
          doneThisYear: each.doneThisYear,
          pool: pools(each),
          physicalProgress: each.physicalProgress,
        },
      }),
    );
    drafts.push({
      entity: 'yearClosing',
      id: recordId('yearClosing', office.id, year),
      kind: 'put',
      values: {
        year,
        closedOn: turn.today,
        closedBy,
        projects: turn.figures.length,
        plannedInvestment: sumOf(turn.figures, 'plannedInvestment'),
        doneThisYear: sumOf(turn.figures, 'doneThisYear'),
        note: reason === '' ? null : reason,
      },
    });
    const change = makeChange(context, 'yearTurn.close', `${year}年结账：${turn.figures.length}个项目`, drafts);
    return { ...changeMade(change), projects: turn.figures.length };
  },
  'yearTurn.carryOver'(context, { year, items }) {
    const office = requireOffice(context.writing);
    const turn = openTurn(context.writing, office, year, businessDay(context.now));
    requireClosed(context.writing, turn);
    const projects = new Map(turnProjects(context.writing, turn).map((project) => [project.id, project]));
    const frozen = closingFigures(context.writing, office.id, year);
    const drafts: Draft[] = [];
    const counts = { carried: 0, notCarried: 0, finished: 0, moved: 0 };
    for (const item of items) {
      const project = projects.get(item.projectId);
      const figures = frozen.get(item.projectId);
      if (project === undefined || figures === undefined)
        throw problem('YEAR_PROJECT_UNKNOWN', { year, name: project?.name ?? item.projectId });
      const made = carryDrafts(context, turn, project, figures, item);
      counts[item.decision] += 1;
      if (made.some((draft) => draft.entity === 'poolTransition')) counts.moved += 1;
      drafts.push(...made);
    }
    const summary = `${year}年结转到${year + 1}年：结转${counts.carried}个、未结转${counts.notCarried}个、办结${counts.finished}个`;
    return { ...changeMade(makeChange(context, 'yearTurn.carryOver', summary, drafts)), ...counts };
  },
  'yearTurn.open'(context, { year }) {
    const office = requireOffice(context.writing);
    const turn = openTurn(context.writing, office, year, businessDay(context.now));
    requireClosed(context.writing, turn);
    if (office.ledgerYear > year) throw problem('YEAR_ALREADY_OPEN', { year: office.ledgerYear });
    const draft: Draft = { entity: 'office', id: office.id, kind: 'put', values: { ledgerYear: year + 1 } };
    return changeMade(makeChange(context, 'yearTurn.open', `开${year + 1}年新账`, [draft]));
  },
} satisfies Partial<CommandHandlers>;

type CarryItem = ParsedInputOf<'yearTurn.carryOver'>['items'][number];

function carryDrafts(
  context: CommandContext,
  turn: Turn,
  project: PoolProject,
  figures: FrozenFigures,
  item: CarryItem,
): Draft[] {
  const note = item.note?.trim() ?? '';
  const { decision } = item;
  if (decision === 'notCarried' && note === '')
    throw problem('YEAR_REASON_MISSING', { name: project.name, source: turn.rule.source });
  const drafts: Draft[] = [];
  if (decision !== 'finished') {
    const computed = doneBeforeNext(figures.doneBeforeYear, figures.doneThisYear);
    drafts.push({
      entity: 'annualPlan',
      id: recordId('annualPlan', project.id, String(turn.year + 1)),
      kind: 'put',
      values: {
        projectId: project.id,
        year: turn.year + 1,
        doneBeforeYear: item.doneBeforeYear === undefined ? computed : item.doneBeforeYear,
        carryOver: decision,
        carryOverNote: note === '' ? null : note,
      },
    });
  }
  const day = moveDay(turn, project);
  const { pools } = turn.carry;
  if (decision === 'finished' && project.exitedOn === null)
    drafts.push({
      entity: 'poolTransition',
      id: context.newId(),
      kind: 'put',
      values: {
        projectId: project.id,
        kind: 'exit',
        fromPool: project.pool,
        toPool: null,
        onDay: day,
        ground: finishedExit(pools),
        groundText: requireFinished(turn, project, note),
        rulePack: pools.packId,
        source: pools.pools.length > 0 ? pools.exits.source : turn.rule.source,
      },
    });
  if (decision === 'carried' && item.toPool !== undefined && item.toPool !== null && item.toPool !== project.pool) {
    const move = requireMoveAtTurn(turn, project, item.toPool);
    drafts.push({
      entity: 'poolTransition',
      id: context.newId(),
      kind: 'put',
      values: {
        projectId: project.id,
        kind: 'transfer',
        fromPool: project.pool,
        toPool: item.toPool,
        onDay: day,
        ground: move.ground,
        groundText: note === '' ? `${turn.year}年结转：${move.why}` : note,
        rulePack: pools.packId,
        source: move.source,
      },
    });
  }
  return drafts;
}

/** A person decides at the turn, so the condition need not be recorded; the way from pool to pool must be there. */
function requireMoveAtTurn(turn: Turn, project: PoolProject, to: ProjectPool): PoolMove {
  const { pools } = turn.carry;
  const move = movesOf(project, turn.today, turn.year + 1, pools).find((each) => each.to === to);
  if (move !== undefined && (move.holds || !move.isBackward)) return move;
  const source = move?.source ?? pools.transfers.source;
  if (move !== undefined) throw problem('POOL_MOVE_CONTRADICTED', { move: move.label, why: move.why, source });
  const from = project.pool === null ? '未入库' : projectPoolLabels[project.pool];
  throw problem('POOL_MOVE_NOT_POSSIBLE', { from, to: projectPoolLabels[to], source });
}

/** What shows that the project is finished: what is recorded, or the clerk's words. */
function requireFinished(turn: Turn, project: PoolProject, note: string): string {
  if (note !== '') return note;
  const proposal = carryProposal(project, turn.year, turn.today, turn.carry);
  if (proposal.decision !== 'finished')
    throw problem('POOL_CONDITION_NOT_MET', {
      move: `“${project.name}”办结退出`,
      why: '节点里没有登记竣工或达效时间',
      source: turn.carry.pools.exits.source,
    });
  return proposal.why;
}

/** The new year's first day, today where that lies ahead, never before the last move. */
function moveDay(turn: Turn, project: PoolProject): string {
  const first = `${turn.year + 1}-01-01`;
  const wanted = first <= turn.today ? first : turn.today;
  const last = inOrder(project.steps).at(-1)?.onDay ?? '';
  return last > wanted ? last : wanted;
}
