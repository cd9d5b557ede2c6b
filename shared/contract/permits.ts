import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { permit, permitStages, permitStates } from '../domain/permit.ts';
import { landTenures, projectLevels } from '../domain/project.ts';
import { changeMade, command, nothing, query } from './define.ts';
import { clockFinding } from './milestones.ts';

const optionalText = z.string().nullable();
const optionalDays = z.int().nullable();
const name = z.string().trim().max(100).nullable();

const permitRow = z.object({
  id: z.string(),
  step: optionalText,
  stage: z.enum(permitStages),
  name: z.string(),
  state: z.enum(permitStates),
  authorityName: optionalText,
  holderUnitName: optionalText,
  holderName: optionalText,
  statutoryDays: optionalDays,
  promisedDays: optionalDays,
  hastenedDays: optionalDays.describe('statutory limit made faster by the pack’s rate'),
  limitDays: optionalDays,
  usedDays: optionalDays.describe('working days since acceptance'),
  plannedOn: optionalText,
  acceptedOn: optionalText,
  finishedOn: optionalText,
  documentNumber: optionalText,
  validUntil: optionalText,
  afterNames: z.array(z.string()),
  level: z.int().describe('1 waits for nothing; equal levels run in parallel'),
  canBegin: z.boolean(),
  isLate: z.boolean(),
  isExpiring: z.boolean(),
  isExpired: z.boolean(),
  finding: optionalText,
  note: optionalText,
});
export type PermitRowOfProject = z.infer<typeof permitRow>;

const stageCount = z.object({ stage: z.enum(permitStages), done: z.int(), total: z.int() });

const ledgerRow = z.object({
  id: z.string(),
  projectName: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  responsibleUnits: z.array(z.string()),
  stages: z.array(stageCount),
  done: z.int(),
  total: z.int(),
  inHand: z.array(z.string()),
  late: z.array(z.string()),
  canBegin: z.array(z.string()),
  expiring: z.array(z.string()),
  holderUnits: z.array(z.string()),
  clock: clockFinding,
  pinyin: z.string(),
  initials: z.string(),
});
export type PermitLedgerRow = z.infer<typeof ledgerRow>;

const openRow = z.object({
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  stage: z.enum(permitStages),
  name: z.string(),
  state: z.enum(permitStates),
  holderUnitName: optionalText,
  holderName: optionalText,
  acceptedOn: optionalText,
  plannedOn: optionalText,
  usedDays: optionalDays,
  limitDays: optionalDays,
  isLate: z.boolean(),
  canBegin: z.boolean(),
  finding: optionalText,
  pinyin: z.string(),
  initials: z.string(),
});
export type OpenPermitRow = z.infer<typeof openRow>;

const permitChanges = changesSchema(permit)
  .pick({
    stage: true,
    name: true,
    state: true,
    plannedOn: true,
    acceptedOn: true,
    finishedOn: true,
    documentNumber: true,
    validUntil: true,
    note: true,
  })
  .extend({
    statutoryDays: z.int().min(1).max(5000).nullable().optional(),
    promisedDays: z.int().min(1).max(5000).nullable().optional(),
    authorityName: name.optional().describe('a new name makes the unit'),
    holderUnitName: name.optional(),
    holderName: name.optional(),
    afterNames: z.array(z.string().trim().min(1).max(100)).max(50).optional().describe('names of steps of the project'),
  })
  .strict();
export type PermitChanges = z.infer<typeof permitChanges>;

export const permits = {
  'permits.ledger': query(
    '手续: every project with the progress of its steps, who holds them, what is late, and its 80/50/30 clock.',
    nothing,
    z.object({
      hasClock: z.boolean().describe('the pack sets limits from auction to start'),
      clockSource: z.string(),
      rows: z.array(ledgerRow),
      open: z.array(openRow).describe('steps in hand, late, or ready to begin'),
      units: z.array(z.object({ unitName: z.string(), inHand: z.int(), late: z.int(), open: z.int() })),
    }),
  ),
  'permits.ofProject': query(
    'The permit ledger of a project, its clock, and the templates it can take.',
    z.strictObject({ projectId: z.string() }),
    z.object({
      rows: z.array(permitRow),
      clock: clockFinding,
      land: z.object({
        landTenure: z.enum(landTenures).nullable(),
        landAuctionDay: optionalText,
        isInFreeTradeZone: z.boolean().nullable(),
        usesCommitment: z.boolean().nullable(),
      }),
      templates: z.array(
        z.object({ code: z.string(), name: z.string(), steps: z.int(), missing: z.int().describe('not here yet') }),
      ),
      templatesSource: z.string(),
      speedUp: z.object({ percent: z.int(), source: z.string() }),
      mayEdit: z.boolean(),
    }),
  ),
  'permits.instantiate': command(
    'Puts the steps of a template into a project’s ledger; steps that are there stay as they are.',
    z.strictObject({ projectId: z.string(), template: z.string() }),
    changeMade.extend({ added: z.int(), kept: z.int() }),
  ),
  'permits.save': command(
    'Makes (no id) or changes one permit.',
    z.strictObject({ projectId: z.string(), id: z.string().optional(), changes: permitChanges }),
    changeMade.extend({ id: z.string() }),
  ),
  'permits.saveMany': command(
    'Changes several permits at once (a pasted block, fill down); one undo.',
    z.strictObject({
      projectId: z.string(),
      items: z
        .array(z.strictObject({ id: z.string(), changes: permitChanges }))
        .min(1)
        .max(1000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'permits.remove': command(
    'Removes steps typed by mistake.',
    z.strictObject({ projectId: z.string(), ids: z.array(z.string()).min(1).max(200) }),
    changeMade,
  ),
};
