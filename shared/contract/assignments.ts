import { z } from 'zod';
import { assignmentRoles, leaderTiers } from '../domain/assignment.ts';
import { daySchema } from '../domain/entity.ts';
import { demandStates } from '../rules/leaders.ts';
import { changeMade, command, nothing, query } from './define.ts';

const id = z.string().min(1).max(64);
const role = z.enum(assignmentRoles);
const day = daySchema.nullable();
const personName = z.string().trim().min(1, '姓名不能为空').max(40);
const note = z.string().trim().max(300).nullable();

/** What the pack demands and how it stands; the sentence ends with the clause. */
export const leaderFinding = z.object({
  role,
  roleName: z.string(),
  state: z.enum(demandStates),
  sentence: z.string(),
  rule: z.string(),
  source: z.string(),
});

const delegateShown = z.object({ name: z.string(), phone: z.string().nullable(), untilDay: z.string() }).nullable();

export const termRow = z.object({
  id: z.string(),
  role,
  roleName: z.string(),
  tier: z.enum(leaderTiers).nullable(),
  personId: z.string(),
  personName: z.string(),
  shown: z.string().describe('张某某（委托李某某，至12月5日） on the day asked about'),
  unitName: z.string().nullable(),
  post: z.string().nullable(),
  rank: z.string().nullable(),
  phone: z.string().nullable(),
  fromDay: day,
  untilDay: day,
  note: z.string().nullable(),
  isInForce: z.boolean(),
  isFromAbove: z.boolean().describe('named by the centre for a district’s project'),
  isClaim: z.boolean().describe('the district’s word on a tier of which the centre has said who it is'),
  mayEdit: z.boolean(),
  delegate: delegateShown,
});
export type TermRow = z.infer<typeof termRow>;

export const leaderLoad = z.object({
  personId: z.string(),
  name: z.string(),
  shown: z.string(),
  unitName: z.string().nullable(),
  post: z.string().nullable(),
  rank: z.string().nullable(),
  phone: z.string().nullable(),
  isFromAbove: z.boolean().describe('named by the centre'),
  mayChange: z.boolean().describe('this office named him and may name another'),
  projects: z.array(
    z.object({
      projectId: z.string(),
      name: z.string(),
      roles: z.array(role),
      roleNames: z.array(z.string()),
      totalInvestment: z.int().nullable(),
      plannedThisYear: z.int().nullable(),
      doneThisYear: z.int().nullable(),
      lateWhy: z.string().nullable().describe('why the project counts as late; null when it does not'),
    }),
  ),
  totalInvestment: z.int(),
  plannedThisYear: z.int(),
  doneThisYear: z.int(),
  late: z.int(),
});
export type LeaderLoad = z.infer<typeof leaderLoad>;

export const delegationRow = z.object({
  id: z.string(),
  leaderId: z.string(),
  leaderName: z.string(),
  delegateId: z.string(),
  delegateName: z.string(),
  fromDay: z.string(),
  untilDay: z.string(),
  reason: z.string().nullable(),
  projects: z.array(z.object({ id: z.string(), name: z.string() })).describe('empty: all of the leader’s'),
  state: z.enum(['coming', 'inForce', 'past']),
  hint: z.string().nullable().describe('shorter than the pack demands'),
  mayEdit: z.boolean(),
});
export type DelegationRow = z.infer<typeof delegationRow>;

export const assignments = {
  'assignments.board': query(
    'By leader: projects, load, what is late; and what the pack demands and is missing.',
    z.strictObject({
      day: daySchema.optional(),
      roles: z.array(role).min(1).optional().describe('load of these roles only'),
    }),
    z.object({
      day: z.string(),
      roleNames: z.record(role, z.string()),
      leaders: z.array(leaderLoad),
      missing: z.array(
        z.object({
          projectId: z.string(),
          projectName: z.string(),
          findings: z.array(leaderFinding),
          isLacking: z.boolean(),
        }),
      ),
      demands: z.array(z.object({ text: z.string(), source: z.string() })).describe('what the pack says about it'),
    }),
  ),
  'assignments.ofProject': query(
    'Who answers for a project, who did, what is missing, which groups it has.',
    z.strictObject({ projectId: id, day: daySchema.optional() }),
    z.object({
      day: z.string(),
      stewardTitle: z.string(),
      roles: z.array(z.object({ role, name: z.string() })),
      terms: z.array(termRow),
      findings: z.array(leaderFinding),
      groups: z.array(z.object({ id: z.string(), name: z.string(), leader: z.string().nullable() })),
    }),
  ),
  'assignments.save': command(
    'A term of a person in a role of a project, or the correction of one. Overlapping or reversed days are refused.',
    z.strictObject({
      id: id.optional(),
      projectId: id,
      personName: personName.describe('made when new'),
      role,
      tier: z.enum(leaderTiers).nullable().optional(),
      fromDay: day.optional(),
      untilDay: day.optional(),
      note: note.optional(),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'assignments.remove': command(
    'Takes terms away that were typed by mistake; who really held one gets an end.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
  'assignments.changePerson': command(
    'On a day another takes over a role in one or many projects: the old term ends the day before. One undo.',
    z.strictObject({
      projectIds: z.array(id).min(1).max(2000),
      role,
      fromPersonId: id,
      toName: personName.nullable().describe('null: nobody for now'),
      day: daySchema,
      note: note.optional(),
    }),
    changeMade.extend({
      changed: z.int(),
      unchanged: z.array(z.string()).describe('projects where he did not hold it'),
    }),
  ),
  'delegations.list': query(
    'Delegations, the newest first.',
    nothing,
    z.object({ rows: z.array(delegationRow), rule: z.object({ sentence: z.string(), source: z.string() }) }),
  ),
  'delegations.save': command(
    'A leader who is away delegates from a day until a day, for all his projects or for some.',
    z.strictObject({
      id: id.optional(),
      leaderId: id,
      delegateName: personName.describe('made when new'),
      fromDay: daySchema,
      untilDay: daySchema,
      reason: z.string().trim().max(300).nullable().optional(),
      projectIds: z.array(id).max(50).optional(),
    }),
    changeMade.extend({ id: z.string(), hint: z.string().nullable() }),
  ),
  'delegations.remove': command('Takes a delegation away.', z.strictObject({ id }), changeMade),
};
