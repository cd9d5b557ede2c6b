import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { factors as factorNames, factorNeed, factorStates } from '../domain/factor-need.ts';
import { milestone, milestoneKinds } from '../domain/milestone.ts';
import { projectLevels, projectStages } from '../domain/project.ts';
import { stageDuty } from '../domain/stage-duty.ts';
import { suspension } from '../domain/suspension.ts';
import type { JsonValue } from '../package/canonical.ts';
import { clockStates } from '../rules/approval-clock.ts';
import { overdueKinds } from '../rules/overdue.ts';
import { definiteStates } from '../rules/six-definites.ts';
import { statisticsStates } from '../rules/statistics.ts';
import { changeMade, command, job, nothing, paperFile, query, tableFormat } from './define.ts';
import { plannedNodeShown } from './planned-nodes.ts';

const name = z.string().trim().max(100).nullable();
const projectId = z.string();
const optionalText = z.string().nullable();

export const clockFinding = z.object({
  state: z.enum(clockStates),
  sentence: z.string(),
  limit: z.int().nullable(),
  used: z.int().nullable().describe('working days'),
  dueOn: optionalText,
  notLoadedYear: z.int().nullable(),
  source: z.string(),
});

const node = z.object({
  id: z.string(),
  kind: z.enum(milestoneKinds),
  name: z.string(),
  plannedOn: optionalText,
  actualOn: optionalText,
  unitName: optionalText,
  personName: optionalText,
  afterIds: z.array(z.string()),
  workingDays: z.int().nullable(),
  note: optionalText,
  isLate: z.boolean(),
  finding: optionalText.describe('what contradicts or is late, in one sentence'),
});
export type ScheduleNodeRow = z.infer<typeof node>;

const overdueFinding = z.object({
  kind: z.enum(overdueKinds),
  isLate: z.boolean(),
  name: z.string(),
  plannedOn: optionalText,
  daysLate: z.int().nullable(),
  reason: optionalText,
  sentence: z.string(),
  source: z.string(),
});

const statistics = z.object({ state: z.enum(statisticsStates), sentence: z.string(), source: z.string() });

export const findingKinds = [...overdueKinds, 'notRegistered'] as const;
export type FindingKind = (typeof findingKinds)[number];

const projectFacts = {
  projectId,
  projectName: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  responsibleUnits: z.array(z.string()),
  pinyin: z.string(),
  initials: z.string(),
};

const findingRow = z.object({
  id: z.string(),
  ...projectFacts,
  kind: z.enum(findingKinds),
  name: z.string(),
  plannedOn: optionalText,
  daysLate: z.int().nullable(),
  isLate: z.boolean(),
  reason: optionalText,
  sentence: z.string(),
  source: z.string(),
});
export type FindingRow = z.infer<typeof findingRow>;

const factor = z.enum(factorNames);
const factorCell = z.object({
  factor,
  state: z.enum(factorStates).nullable().describe('null: not asked yet'),
  description: optionalText,
  unitName: optionalText,
  neededBy: optionalText,
  metOn: optionalText,
  isLate: z.boolean(),
});

const matrixRow = z.object({ id: projectId, ...projectFacts, cells: z.array(factorCell) });
export type FactorMatrixRow = z.infer<typeof matrixRow>;

const factorChanges = changesSchema(factorNeed)
  .pick({ state: true, description: true, neededBy: true, metOn: true })
  .extend({ unitName: name.optional() })
  .strict();

const definite = z.object({
  key: z.string(),
  label: z.string(),
  state: z.enum(definiteStates),
  shown: optionalText,
});
const missingRow = z.object({
  id: projectId,
  ...projectFacts,
  sixDefinites: z.array(definite),
  fiveOnes: z.array(definite),
  missing: z.int(),
});
export type MissingRow = z.infer<typeof missingRow>;

export const milestones = {
  'milestones.ofProject': query(
    'Nodes of a project with the pack’s kinds, stops, stage duties, statistics and what is overdue.',
    z.strictObject({ projectId }),
    z.object({
      today: z.string(),
      rule: z.object({ shown: z.string(), source: z.string() }),
      nodes: z.array(node),
      handedDown: z.array(plannedNodeShown).describe('nodes of chart ①, read-only in the district'),
      handedDownSource: z.string(),
      overdue: z.array(overdueFinding),
      stages: z.array(
        z.object({
          stage: z.enum(projectStages),
          unitName: optionalText,
          personName: optionalText,
          plannedFrom: optionalText,
          plannedUntil: optionalText,
          finishedOn: optionalText,
          note: optionalText,
        }),
      ),
      stagesSource: z.string(),
      suspensions: z.array(
        z.object({
          id: z.string(),
          suspendedOn: z.string(),
          reason: optionalText,
          resumptionDueOn: optionalText,
          resumedOn: optionalText,
          notResumedReason: optionalText,
        }),
      ),
      statistics,
      mayEdit: z.boolean(),
    }),
  ),
  'milestones.save': command(
    'Makes (own kind, no id) or changes a node. Planned start and completion and the auction day become the project’s.',
    z.strictObject({
      projectId,
      id: z.string().optional(),
      changes: changesSchema(milestone)
        .pick({ name: true, plannedOn: true, actualOn: true, afterIds: true, workingDays: true, note: true })
        .extend({
          unitName: name.optional(),
          personName: name.optional(),
          workingDays: z.int().min(0).max(5000).nullable().optional(),
        })
        .strict(),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'milestones.remove': command(
    'Removes nodes of one project; what waited for them no longer does.',
    z.strictObject({ projectId, ids: z.array(z.string()).min(1).max(100) }),
    changeMade,
  ),
  'milestones.schedule': query(
    '倒排工期: the last days that keep the planned day of one node, through working days and predecessors.',
    z.strictObject({ projectId, lastId: z.string() }),
    z.object({
      state: z.enum(['scheduled', 'yearNotLoaded']),
      year: z.int().nullable(),
      lastDay: z.string(),
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          plannedOn: optionalText,
          actualOn: optionalText,
          workingDays: z.int().nullable(),
          finishBy: z.string(),
          beginBy: z.string(),
          isPast: z.boolean().describe('has to begin before today and is not reached'),
        }),
      ),
    }),
  ),
  'milestones.applySchedule': command(
    'Takes the back-scheduled days as the planned days of what is not reached yet; one undo.',
    z.strictObject({ projectId, lastId: z.string() }),
    changeMade.extend({ changed: z.int() }),
  ),
  'milestones.saveStage': command(
    'Responsible unit and person of one of the pack’s stages.',
    z.strictObject({
      projectId,
      stage: z.enum(projectStages),
      changes: changesSchema(stageDuty)
        .pick({ plannedFrom: true, plannedUntil: true, finishedOn: true, note: true })
        .extend({ unitName: name.optional(), personName: name.optional() })
        .strict(),
    }),
    changeMade,
  ),
  'milestones.saveSuspension': command(
    'Records that work on a site stopped, should resume, or resumed.',
    z.strictObject({
      projectId,
      id: z.string().optional(),
      changes: changesSchema(suspension).omit({ projectId: true }).strict(),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'milestones.removeSuspension': command(
    'Removes a stop recorded by mistake.',
    z.strictObject({ projectId, id: z.string() }),
    changeMade,
  ),
  'milestones.findings': query(
    '应开未开、应竣未竣、应复工未复工、竣工未达产、统计应入未入 over all projects, each with its clause.',
    nothing,
    z.object({
      today: z.string(),
      rows: z.array(findingRow),
      lists: z.array(
        z.object({ kind: z.enum(findingKinds), label: z.string(), source: z.string(), late: z.int(), total: z.int() }),
      ),
    }),
  ),
};

export const factors = {
  'factors.ofProject': query(
    'The pack’s factors (要素) and what a project needs of each.',
    z.strictObject({ projectId }),
    z.object({ source: z.string(), cells: z.array(factorCell), mayEdit: z.boolean() }),
  ),
  'factors.save': command(
    'Says what one project needs of a factor.',
    z.strictObject({ projectId, factor, changes: factorChanges }),
    changeMade,
  ),
  'factors.saveMany': command(
    'The same for many cells of the matrix; one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ projectId, factor, changes: factorChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'factors.matrix': query(
    'Projects by factors, with counts for each factor and unit.',
    nothing,
    z.object({
      source: z.string(),
      factors: z.array(z.object({ factor, label: z.string(), needed: z.int(), late: z.int(), met: z.int() })),
      units: z.array(z.object({ unitName: z.string(), needed: z.int(), late: z.int() })),
      rows: z.array(matrixRow),
    }),
  ),
};

export const definites = {
  'definites.list': query(
    '六个明确 and 五个一 of every project: what is missing.',
    nothing,
    z.object({
      sixDefinites: z.object({ labels: z.array(z.string()), source: z.string() }),
      fiveOnes: z.object({ labels: z.array(z.string()), source: z.string() }),
      rows: z.array(missingRow),
    }),
  ),
};

const registerLists = [
  'milestones',
  'findings',
  'permits',
  'holderPermits',
  'factors',
  'missing',
  'plannedNodes',
  'plannedNodeMonths',
] as const;

const listWishes = z.strictObject({
  list: z.enum(registerLists),
  projectId: projectId.optional().describe('milestones and permits of this project'),
  unitName: z.string().max(100).optional().describe('permits this unit holds; factors this unit provides'),
  kind: z.enum(findingKinds).optional().describe('which list of findings'),
  year: z.int().optional().describe('of the nodes handed down'),
  page: z.enum(['A4', 'A3']).optional(),
});

export const registerTables = {
  'registerTables.render': job(
    'A list of the registry as paper or workbook: nodes or permits of a project, permits of a holder, findings, factors.',
    listWishes.extend({ format: tableFormat }).strict(),
    paperFile,
  ),
  'registerTables.model': query(
    'The same list for programs: what it shows and which records it was made from.',
    listWishes,
    z.custom<JsonValue>(() => true),
  ),
};
