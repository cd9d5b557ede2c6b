import { z } from 'zod';
import { poolTransitionKinds } from '../domain/pool-transition.ts';
import { projectPools, reserveStages } from '../domain/project.ts';
import { changeMade, command, nothing, query } from './define.ts';

const pool = z.enum(projectPools);
const day = z.iso.date();
const money = z.int();
const reason = z.string().trim().max(1000).nullable();
const short = z.string().trim().max(100).nullable();

export const poolMove = z.object({
  kind: z.enum(['transfer', 'exit']),
  from: pool,
  to: pool.nullable(),
  ground: z.string(),
  label: z.string().describe('储备库→开工库'),
  holds: z.boolean().describe('what is recorded shows that the condition holds'),
  isAtOnce: z.boolean(),
  isBackward: z.boolean(),
  onDay: z.string(),
  why: z.string(),
  source: z.string(),
});

const proposal = poolMove.extend({
  projectId: z.string(),
  name: z.string(),
  totalInvestment: money.nullable(),
});

const recordedStep = z.object({
  id: z.string(),
  kind: z.enum(poolTransitionKinds),
  fromPool: pool.nullable(),
  toPool: pool.nullable(),
  onDay: z.string(),
  groundLabel: z.string().nullable(),
  groundText: z.string().nullable(),
  signedBy: z.string().nullable(),
  consentOn: z.string().nullable(),
  consentDocument: z.string().nullable(),
  application: z.object({ id: z.string(), name: z.string() }).nullable(),
  isLandReclaimed: z.boolean(),
  source: z.string().nullable(),
  rulePack: z.string().nullable().describe('the pack and version that decided it'),
});
export type RecordedPoolStep = z.infer<typeof recordedStep>;

const attraction = z.object({
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  plot: z.string(),
  openedOn: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  newProjectId: z.string().nullable(),
  newProjectName: z.string().nullable(),
  closedOn: z.string().nullable(),
  note: z.string().nullable(),
});
export type PlotAttractionView = z.infer<typeof attraction>;

/** What the pack says of pools, as dialogs need it. */
const rules = z.object({
  pools: z.array(pool),
  poolsSource: z.string(),
  entry: z.object({
    shown: z.string(),
    source: z.string(),
    window: z.string().nullable().describe('1月1日—2月28日; null: no dates are set'),
    isOpenToday: z.boolean(),
    lateGrounds: z.array(z.object({ code: z.string(), label: z.string() })),
    latePapers: z.array(z.string()),
    consentOf: z.string().nullable(),
  }),
  transfers: z.object({ shown: z.string(), source: z.string() }),
  exits: z.object({
    shown: z.string(),
    source: z.string(),
    consentOf: z.string().nullable(),
    reasons: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        needsConsent: z.boolean(),
        opensAttraction: z.boolean(),
        mayReclaimLand: z.boolean(),
        source: z.string(),
      }),
    ),
  }),
});
export type PoolRulesView = z.infer<typeof rules>;

export const poolState = z.object({
  state: z.enum(['in', 'exited', 'none', 'unknown']),
  pool: pool.nullable(),
  since: z.string().nullable().describe('null: the day was never recorded'),
});

const inPool = z.object({
  projectId: z.string(),
  name: z.string(),
  pool: pool.nullable(),
  since: z.string().nullable(),
  totalInvestment: money.nullable(),
  plannedThisYear: money.nullable(),
  doneThisYear: money.nullable(),
  notCarriedNote: z.string().nullable().describe('未结转 into the ledger year, with why; null: carried over or new'),
});
export type ProjectInPool = z.infer<typeof inPool>;

export const pools = {
  'pools.overview': query(
    '四库: projects by pool with money, proposed moves with their clause, exits, plots to be attracted for again.',
    nothing,
    z.object({
      today: z.string(),
      ledgerYear: z.int(),
      rules,
      notCarriedOver: z
        .object({ sentence: z.string(), source: z.string() })
        .describe('what the pack says is done with 未结转 projects'),
      projects: z.array(inPool).describe('everything that has not left'),
      proposals: z.array(proposal),
      exited: z.array(
        recordedStep.extend({ projectId: z.string(), name: z.string(), totalInvestment: money.nullable() }),
      ),
      attractions: z.array(attraction),
    }),
  ),
  'pools.ofProject': query(
    'One project: its state, its dated moves, which moves it can make, and what is proposed with why.',
    z.strictObject({ id: z.string() }),
    z.object({
      today: z.string(),
      rules,
      state: poolState,
      recordedOn: z.string(),
      plot: z.string().nullable(),
      steps: z.array(recordedStep).describe('newest first'),
      moves: z.array(poolMove),
      attractions: z.array(attraction).describe('of the plot it left'),
      openAttractions: z.array(attraction).describe('which an entry of this project may settle'),
      mayEdit: z.boolean(),
    }),
  ),
  'pools.enter': command(
    '入库, inside or outside the window; also again after an exit.',
    z.strictObject({
      projectId: z.string(),
      to: pool.nullable().describe('null in an office without pools'),
      onDay: day,
      ground: z.string().max(60).nullable().optional().describe('outside the window: which case'),
      groundText: reason.optional(),
      signedBy: z.string().trim().max(40).nullable().optional(),
      consentOn: day.nullable().optional(),
      consentDocument: short.optional(),
      applicationId: z.string().max(64).nullable().optional(),
      attractionId: z.string().max(64).nullable().optional().describe('the plot attraction this project settles'),
    }),
    changeMade.extend({ kind: z.enum(['entry', 'lateEntry']) }),
  ),
  'pools.transfer': command(
    '转化 of one project or many; one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ projectId: z.string(), to: pool, onDay: day, groundText: reason.optional() }))
        .min(1)
        .max(2000),
    }),
    changeMade.extend({ moved: z.int() }),
  ),
  'pools.exit': command(
    '退库 with its reason, consent and document number; the plot’s new attraction opens in the same change.',
    z.strictObject({
      items: z
        .array(
          z.strictObject({
            projectId: z.string(),
            code: z.string().max(60),
            onDay: day,
            groundText: reason.optional(),
            consentOn: day.nullable().optional(),
            consentDocument: short.optional(),
            isLandReclaimed: z.boolean().optional(),
            plot: short.optional().describe('where the project names none'),
            hasNoPlot: z.boolean().optional(),
            attractionUnitId: z.string().max(64).nullable().optional(),
          }),
        )
        .min(1)
        .max(2000),
    }),
    changeMade.extend({ exited: z.int(), attractions: z.int() }),
  ),
  'pools.correct': command(
    '更正: from a day on the project was in another pool; it may stand before the last move.',
    z.strictObject({ projectId: z.string(), to: pool.nullable(), onDay: day, groundText: reason }),
    changeMade,
  ),
  'plotAttractions.save': command(
    '再次招商: unit, progress, the new project, the day it was settled.',
    z.strictObject({
      id: z.string(),
      changes: z.strictObject({
        unitId: z.string().max(64).nullable().optional(),
        newProjectId: z.string().max(64).nullable().optional(),
        closedOn: day.nullable().optional(),
        note: reason.optional(),
      }),
    }),
    changeMade,
  ),
  'projects.stateOn': query(
    'In which pool each project was on a day, by its dated moves.',
    z.strictObject({ day }),
    z.object({
      day: z.string(),
      rows: z.array(
        z.object({
          projectId: z.string(),
          name: z.string(),
          totalInvestment: money.nullable(),
          state: poolState,
          now: pool.nullable(),
          isExitedNow: z.boolean(),
        }),
      ),
      counts: z.array(z.object({ state: z.enum([...projectPools, 'exited', 'none', 'unknown']), projects: z.int() })),
    }),
  ),
  'projects.knownAt': query(
    'What was known at a past moment: the ledger’s own operations, replayed for one project or undone for all.',
    z.strictObject({
      at: z.iso.datetime().optional().describe('an instant'),
      position: z.int().min(0).optional(),
      projectId: z.string().optional(),
    }),
    z.object({
      position: z.int(),
      rows: z.array(
        z.object({
          projectId: z.string(),
          name: z.string(),
          pool: pool.nullable(),
          exitedOn: z.string().nullable(),
          level: z.string().nullable(),
          totalInvestment: money.nullable(),
          startsOn: z.string().nullable(),
          completesOn: z.string().nullable(),
          differs: z.array(
            z.object({
              field: z.string(),
              label: z.string(),
              before: z.string().nullable().describe('at that moment'),
              now: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  'funnel.get': query(
    '储备项目落地计划: how many are planned, in negotiation, signed, landed, against target and day.',
    z.strictObject({ year: z.int().min(1990).max(2100).optional() }),
    z.object({
      year: z.int(),
      source: z.string(),
      shown: z.string(),
      today: z.string(),
      stages: z.array(
        z.object({
          stage: z.enum(reserveStages),
          projects: z.int().describe('at this stage now'),
          reached: z.int().describe('at this stage or beyond'),
          totalInvestment: money,
          target: z.int().nullable(),
          dueOn: z.string().nullable(),
          isShort: z.boolean().describe('the day has come and fewer have reached the stage'),
        }),
      ),
      unstaged: z.int().describe('reserve projects without a stage'),
      projects: z.array(
        z.object({
          projectId: z.string(),
          name: z.string(),
          stage: z.enum(reserveStages).nullable(),
          totalInvestment: money.nullable(),
        }),
      ),
    }),
  ),
  'funnel.save': command(
    'Target and day of one stage in a year.',
    z.strictObject({
      year: z.int().min(1990).max(2100),
      stage: z.enum(reserveStages),
      projects: z.int().min(0).max(100_000).nullable().optional(),
      dueOn: day.nullable().optional(),
    }),
    changeMade,
  ),
};
