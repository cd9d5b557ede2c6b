import { z } from 'zod';
import { annualPlan } from '../domain/annual-plan.ts';
import { assignmentRoles, leaderTiers } from '../domain/assignment.ts';
import { changesSchema } from '../domain/entity.ts';
import {
  constructionNatures,
  landTenures,
  project,
  projectLevels,
  projectPools,
  projectStages,
  reserveStages,
} from '../domain/project.ts';
import type { JsonValue } from '../package/canonical.ts';
import { nameChanges } from '../rules/former-names.ts';
import { changeMade, command, query, sinceAnswer } from './define.ts';

/** Facts that most projects leave open: only those that are there travel, so that 50 000 rows stay light. */
const furtherFacts = z
  .object({
    formerNames: z.array(z.string()),
    industry: z.string(),
    industryChain: z.string(),
    investmentClass: z.string(),
    isTop500: z.boolean(),
    plot: z.string(),
    departmentInCharge: z.string(),
    permitAgentUnit: z.string(),
    overallGoal: z.string(),
    stage: z.enum(projectStages),
    reserveStage: z.enum(reserveStages),
    landTenure: z.enum(landTenures),
    landAuctionDay: z.string(),
    isInFreeTradeZone: z.boolean(),
    usesCommitment: z.boolean(),
    isStatisticalRegistrationDue: z.boolean(),
    statisticallyRegisteredOn: z.string(),
    capacityPercent: z.int(),
    lists: z.array(z.string()).describe('names of this year’s lists'),
  })
  .partial();
export type FurtherFacts = z.infer<typeof furtherFacts>;

const money = z.int().nullable();
/** Stored values as they are; checked where they were written. */
const jsonValue = z.custom<JsonValue>(() => true);

/** One project as every grid and list shows it. Money in 元. */
export const projectRow = z.object({
  id: z.string(),
  homeOffice: z.string(),
  officeName: z.string().describe('short name of the office that answers for it'),
  name: z.string(),
  code: z.string().nullable(),
  level: z.enum(projectLevels).nullable(),
  confirmedLevel: z.enum(projectLevels).nullable().describe('the centre’s word; level is what the district claims'),
  nature: z.enum(constructionNatures).nullable(),
  category: z.string().nullable(),
  pool: z.enum(projectPools).nullable(),
  exitedOn: z.string().nullable().describe('has left the pools; findable for ever'),
  summary: z.string().nullable(),
  place: z.string().nullable(),
  owner: z.string().nullable(),
  responsibleUnits: z.array(z.object({ id: z.string(), name: z.string() })),
  responsibleLeaders: z.array(z.object({ id: z.string(), name: z.string() })),
  fundingSource: z.string().nullable(),
  totalInvestment: money,
  plannedThisYear: money.describe('plan of the ledger year of the project’s office'),
  doneBeforeYear: money,
  doneThisYear: money.describe('of the newest period filled in the ledger year'),
  startsOn: z.string().nullable(),
  completesOn: z.string().nullable(),
  remark: z.string().nullable(),
  ledgerOrder: z.int().nullable(),
  pinyin: z.string(),
  initials: z.string(),
  facts: furtherFacts,
});
export type ProjectRow = z.infer<typeof projectRow>;

/** What may be typed in the project grid and page: fields of the project, of this year's plan, and its people by name. */
export const projectChanges = changesSchema(project)
  .extend({
    plannedThisYear: annualPlan.fields.plannedInvestment.schema.optional(),
    doneBeforeYear: annualPlan.fields.doneBeforeYear.schema.optional(),
    annualTask: annualPlan.fields.task.schema.optional(),
    responsibleUnitNames: z.array(z.string().trim().min(1).max(100)).max(50).optional().describe('made when new'),
    responsibleLeaderNames: z.array(z.string().trim().min(1).max(40)).max(20).optional().describe('made when new'),
    projectStewardNames: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
    ownerContactNames: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  })
  .strict();
export type ProjectChanges = z.infer<typeof projectChanges>;

export const fieldChange = z.object({
  changeId: z.string().nullable(),
  position: z.int(),
  at: z.string(),
  actor: z.string(),
  officeName: z.string(),
  entity: z.string(),
  recordId: z.string(),
  /** 项目, 2018年度计划, 11月20日期周报, 分包领导 张三 … */
  subject: z.string(),
  kind: z.enum(['put', 'delete', 'undelete']),
  field: z.string(),
  label: z.string(),
  before: z.string().nullable().describe('as shown'),
  after: z.string().nullable(),
});

const definite = z.object({
  key: z.string(),
  label: z.string(),
  state: z.enum(['definite', 'missing', 'notApplicable']),
  shown: z.string().nullable(),
});

export const projects = {
  'projects.list': query(
    'Projects by office, filter and search; amounts in 元.',
    z.strictObject({
      search: z.string().max(100).optional().describe('name, pinyin, initials, code'),
      levels: z.array(z.enum(projectLevels)).optional(),
      pools: z.array(z.enum(projectPools)).optional(),
      offices: z.array(z.string()).optional(),
      offset: z.int().min(0).optional(),
      limit: z.int().min(1).max(100_000).optional().describe('all when absent'),
      since: z.int().min(0).optional().describe('a position: only what has changed after it, where that is little'),
    }),
    z.object({ total: z.int(), rows: z.array(projectRow), ...sinceAnswer }),
  ),
  'projects.get': query(
    'One project whole: plans by year, people, newest progress.',
    z.strictObject({ id: z.string() }),
    z.object({
      row: projectRow,
      project: z.record(z.string(), jsonValue),
      plans: z.array(z.object({ id: z.string(), year: z.int() }).catchall(jsonValue)),
      assignments: z.array(
        z.object({
          id: z.string(),
          role: z.enum(assignmentRoles),
          tier: z.enum(leaderTiers).nullable(),
          personId: z.string(),
          personName: z.string(),
          post: z.string().nullable(),
          phone: z.string().nullable(),
          unitName: z.string().nullable(),
          fromDay: z.string().nullable(),
          untilDay: z.string().nullable(),
        }),
      ),
      reports: z.array(z.object({ period: z.string(), state: z.string() }).catchall(jsonValue)),
      sixDefinites: z.array(definite),
      fiveOnes: z.array(definite).describe('empty where the pack has none'),
      mayEdit: z.boolean(),
    }),
  ),
  'projects.save': command(
    'Makes a project (no id) or changes fields of one.',
    z.strictObject({
      id: z.string().optional(),
      changes: projectChanges,
      nameChange: z.enum(nameChanges).optional().describe('a new name of an old project: renamed when left out'),
    }),
    changeMade.extend({
      id: z.string(),
      warnings: z.array(z.object({ field: z.string(), sentence: z.string() })).describe('saved all the same'),
    }),
  ),
  'projects.saveMany': command(
    'Changes several projects at once (a pasted block, fill down); one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), changes: projectChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'projects.remove': command(
    'Removes projects typed by mistake; history stays and it can be undone.',
    z.strictObject({ ids: z.array(z.string()).min(1).max(1000) }),
    changeMade,
  ),
  'projects.findings': query(
    'What should be looked at in the facts of one project; nothing of it blocks.',
    z.strictObject({ id: z.string() }),
    z.object({ rows: z.array(z.object({ field: z.string(), code: z.string(), sentence: z.string() })) }),
  ),
  'projects.words': query(
    'What is written in fields of free words, the most frequent first: offered while typing.',
    z.strictObject({}),
    z.object({
      industry: z.array(z.string()),
      industryChain: z.array(z.string()),
      investmentClass: z.array(z.string()),
      category: z.array(z.string()),
      fundingSource: z.array(z.string()),
      departmentInCharge: z.array(z.string()),
      permitAgentUnit: z.array(z.string()),
    }),
  ),
  'projects.history': query(
    'Every change of a project and what belongs to it, newest first.',
    z.strictObject({ id: z.string(), limit: z.int().min(1).max(10_000).optional() }),
    z.object({ total: z.int(), rows: z.array(fieldChange) }),
  ),
};

export const registers = {
  'search.find': query(
    'Whatever can be found by Chinese, pinyin, initials, code or number, in groups.',
    z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(50).optional() }),
    z.object({
      hits: z.array(
        z.object({
          entity: z.enum([
            'project',
            'unit',
            'person',
            'group',
            'permit',
            'attachment',
            'list',
            'issue',
            'meeting',
            'task',
            'instruction',
          ]),
          id: z.string(),
          title: z.string(),
          detail: z.string().nullable().describe('what it is, and why it was found where the title does not say'),
          projectId: z.string().nullable().describe('the project it belongs to'),
          subject: z
            .object({ kind: z.enum(['meeting', 'instruction', 'task', 'visit']), id: z.string() })
            .optional()
            .describe('what a file of no project belongs to'),
        }),
      ),
    }),
  ),
};

/** A field that an undo or a redo leaves as it is, because another change has touched it. */
const changedSince = z.object({
  entity: z.string(),
  id: z.string(),
  title: z.string(),
  field: z.string(),
  label: z.string(),
});

export const changes = {
  'changes.list': query(
    'The last changes made here, newest first: what can be undone.',
    z.strictObject({ limit: z.int().min(1).max(500).optional() }),
    z.object({
      rows: z.array(
        z.object({
          changeId: z.string(),
          at: z.string(),
          actor: z.string(),
          procedure: z.string(),
          summary: z.string(),
          operations: z.int(),
          isUndone: z.boolean(),
          undoneAt: z.string().nullable(),
          undoneBy: z.string().nullable(),
        }),
      ),
    }),
  ),
  'changes.undo': command(
    'Undoes a change (the newest one not undone when no id is given) on fields that still hold its value.',
    z.strictObject({ changeId: z.string().optional() }),
    changeMade.extend({ undone: z.int(), changedSince: z.array(changedSince) }),
  ),
  'changes.redo': command(
    'Undoes the undoing of a change (of the one undone last when no id is given); what was changed since is listed.',
    z.strictObject({ changeId: z.string().optional() }),
    changeMade.extend({ redone: z.int(), changedSince: z.array(changedSince) }),
  ),
};
