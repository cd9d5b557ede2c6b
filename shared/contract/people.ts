import { z } from 'zod';
import { assignmentRoles } from '../domain/assignment.ts';
import { daySchema } from '../domain/entity.ts';
import { groupRoles } from '../domain/group-member.ts';
import { unitKinds } from '../domain/unit.ts';
import { changeMade, command, job, nothing, paperFile, query } from './define.ts';

const id = z.string().min(1).max(64);
const day = daySchema.nullable();
const personName = z.string().trim().min(1, '姓名不能为空').max(40);
const unitName = z.string().trim().min(1, '单位名称不能为空').max(100);
const document = z.string().trim().max(100).nullable();

export const unitRow = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.enum(unitKinds).nullable(),
  formerNames: z.array(z.string()),
  endedOn: z.string().nullable(),
  successorName: z.string().nullable(),
  headName: z.string().nullable(),
  sectorLeaderName: z.string().nullable(),
  contactName: z.string().nullable(),
  phone: z.string().nullable(),
  printOrder: z.int().nullable(),
  projects: z.int(),
  persons: z.int(),
  officeName: z.string(),
  mayEdit: z.boolean(),
  pinyin: z.string(),
  initials: z.string(),
});
export type UnitRow = z.infer<typeof unitRow>;

export const personRow = z.object({
  id: z.string(),
  name: z.string(),
  unitName: z.string().nullable(),
  post: z.string().nullable(),
  rank: z.string().nullable(),
  phone: z.string().nullable(),
  otherSpellings: z.array(z.string()),
  projects: z.int().describe('projects he answers for today, in any role'),
  groups: z.int(),
  officeName: z.string(),
  mayEdit: z.boolean(),
  pinyin: z.string(),
  initials: z.string(),
});
export type PersonRow = z.infer<typeof personRow>;

export const people = {
  'units.list': query(
    'Units with how many projects they answer for; merged and ended ones only when asked for.',
    z.strictObject({ includesEnded: z.boolean().optional() }),
    z.object({ rows: z.array(unitRow) }),
  ),
  'units.get': query(
    'One unit: what it was called when, its people, its projects.',
    z.strictObject({ id }),
    z.object({
      unit: unitRow,
      names: z.array(z.object({ name: z.string(), fromDay: day, untilDay: day, document: z.string().nullable() })),
      predecessors: z.array(z.object({ id: z.string(), name: z.string(), endedOn: day })),
      persons: z.array(z.object({ id: z.string(), name: z.string(), post: z.string().nullable() })),
      projects: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  'units.nameOn': query(
    'What a unit was called on a day: paper of a past day prints the name of that day.',
    z.strictObject({ id, day: daySchema }),
    z.object({ name: z.string() }),
  ),
  'units.save': command(
    'Makes a unit (no id) or changes its facts; a new name here is a correction, a renaming is units.rename.',
    z.strictObject({
      id: id.optional(),
      changes: z.strictObject({
        name: unitName.optional(),
        shortName: z.string().max(40).nullable().optional(),
        kind: z.enum(unitKinds).nullable().optional(),
        phone: z.string().max(40).nullable().optional(),
        printOrder: z.int().nullable().optional(),
        headName: personName.nullable().optional().describe('made when new'),
        sectorLeaderName: personName.nullable().optional(),
        contactName: personName.nullable().optional(),
      }),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'units.rename': command(
    'A unit gets another name from a day on; it stays the same unit.',
    z.strictObject({ id, name: unitName, day: daySchema, document: document.optional() }),
    changeMade,
  ),
  'units.uses': query(
    'What refers to these units and would follow to a successor, counted by kind.',
    z.strictObject({ ids: z.array(id).min(1).max(50) }),
    z.object({ rows: z.array(z.object({ label: z.string(), count: z.int() })) }),
  ),
  'units.merge': command(
    'Units are merged into one (an existing or a new one) on a day; what they hold follows. One undo.',
    z.strictObject({
      ids: z.array(id).min(1).max(50),
      into: z.union([z.strictObject({ id }), z.strictObject({ name: unitName })]),
      day: daySchema,
      document: document.optional(),
    }),
    changeMade.extend({ id: z.string(), moved: z.int() }),
  ),
  'units.end': command(
    'A unit is dissolved on a day without a successor; what it holds stays and is to be given away by hand.',
    z.strictObject({ id, day: daySchema, document: document.optional() }),
    changeMade,
  ),
  'persons.list': query(
    'Persons with unit, post and how many projects they answer for.',
    nothing,
    z.object({ rows: z.array(personRow) }),
  ),
  'persons.get': query(
    'One person: posts over time, groups, projects past and present.',
    z.strictObject({ id }),
    z.object({
      person: personRow,
      posts: z.array(
        z.object({
          id: z.string(),
          unitName: z.string().nullable(),
          post: z.string().nullable(),
          rank: z.string().nullable(),
          fromDay: day,
          untilDay: day,
        }),
      ),
      groups: z.array(
        z.object({ id: z.string(), name: z.string(), role: z.enum(groupRoles), printedPost: z.string().nullable() }),
      ),
      terms: z.array(
        z.object({
          id: z.string(),
          projectId: z.string(),
          projectName: z.string(),
          role: z.enum(assignmentRoles),
          roleName: z.string(),
          fromDay: day,
          untilDay: day,
        }),
      ),
    }),
  ),
  'persons.save': command(
    'Makes a person (no id) or corrects his facts; a new post is persons.newPost.',
    z.strictObject({
      id: id.optional(),
      changes: z.strictObject({
        name: personName.optional(),
        unitName: unitName.nullable().optional().describe('made when new'),
        post: z.string().max(100).nullable().optional(),
        rank: z.string().max(40).nullable().optional(),
        phone: z.string().max(40).nullable().optional(),
        otherSpellings: z.array(personName).max(50).optional(),
      }),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'persons.newPost': command(
    'A person takes a new post on a day; the one before ends the day before.',
    z.strictObject({
      id,
      unitName: unitName.nullable().optional().describe('made when new'),
      post: z.string().trim().min(1).max(100),
      rank: z.string().trim().max(40).nullable().optional(),
      fromDay: daySchema,
    }),
    changeMade,
  ),
  'persons.alike': query(
    'Persons who may be one in two spellings, with the evidence; nothing is decided.',
    nothing,
    z.object({
      pairs: z.array(
        z.object({ left: personRow, right: personRow, evidence: z.array(z.string()), isOurs: z.boolean() }),
      ),
    }),
  ),
  'persons.merge': command(
    'Two spellings of one person become one: assignments, groups and posts follow, the spelling is remembered. One undo.',
    z.strictObject({ keptId: id, otherId: id }),
    changeMade.extend({ moved: z.int() }),
  ),
  'persons.keepApart': command(
    'These two are different persons: they are not proposed again on this computer.',
    z.strictObject({ leftId: id, rightId: id }),
    z.object({ done: z.literal(true) }),
  ),
  'people.phoneBook': query(
    'The telephone list by unit, in the order of the units.',
    z.strictObject({ search: z.string().max(100).optional() }),
    z.object({
      units: z.array(
        z.object({
          unitId: z.string().nullable(),
          unitName: z.string(),
          phone: z.string().nullable(),
          persons: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              post: z.string().nullable(),
              phone: z.string().nullable(),
              duties: z.string().describe('单位主要负责人, 分包领导3个 …'),
            }),
          ),
        }),
      ),
    }),
  ),
  'people.phoneBookPaper': job(
    'The telephone list on paper or as a workbook.',
    z.strictObject({ format: z.enum(['pdf', 'xlsx']) }),
    paperFile,
  ),
};
