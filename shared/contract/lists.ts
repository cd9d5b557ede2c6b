import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { listMembership } from '../domain/list-membership.ts';
import { projectLevels } from '../domain/project.ts';
import { changeMade, command, fileHandle, job, nothing, paperFile, query } from './define.ts';

const money = z.int().nullable();
const { list, year, issue, part, fromDay, document, note } = listMembership.fields;

const membership = z.object({
  id: z.string(),
  list: z.string(),
  year: z.int(),
  issue: z.string().nullable(),
  part: z.string().nullable(),
  fromDay: z.string().nullable(),
  untilDay: z.string().nullable(),
  document: z.string().nullable(),
  note: z.string().nullable(),
  isFromAbove: z.boolean().describe('the centre put a district’s project on the list'),
  mayEdit: z.boolean(),
});
export type MembershipView = z.infer<typeof membership>;

const member = membership.extend({
  projectId: z.string(),
  projectName: z.string(),
  officeName: z.string(),
  level: z.enum(projectLevels).nullable(),
  totalInvestment: money,
  plannedThisYear: money,
  doneThisYear: money,
  unitNames: z.array(z.string()),
});
export type MemberView = z.infer<typeof member>;

/** One list of a year, narrowed to a 期 where one is given. */
const which = z.strictObject({ list: list.schema, year: year.schema, issue: z.string().optional() });

export const lists = {
  'lists.list': query(
    'The lists of every year with how many projects are on them, and the lists the pack names.',
    nothing,
    z.object({
      rows: z.array(z.object({ list: z.string(), year: z.int(), issues: z.array(z.string()), projects: z.int() })),
      offered: z.array(z.object({ name: z.string(), parts: z.array(z.string()) })),
      source: z.string(),
      ledgerYear: z.int(),
    }),
  ),
  'lists.members': query('The projects on one list of a year.', which, z.object({ rows: z.array(member) })),
  'lists.ofProject': query(
    'The lists a project is or was on, the newest year first.',
    z.strictObject({ projectId: z.string() }),
    z.object({ rows: z.array(membership), mayEdit: z.boolean() }),
  ),
  'lists.match': query(
    'Reads pasted names as projects of this office; what is not certain is offered with likely ones.',
    z.strictObject({ names: z.array(z.string().max(300)).max(5000) }),
    z.object({
      rows: z.array(
        z.object({
          text: z.string(),
          kind: z.enum(['name', 'code', 'formerName', 'plainName', 'none']),
          projectId: z.string().nullable(),
          projectName: z.string().nullable(),
          candidates: z.array(z.object({ id: z.string(), name: z.string() })),
        }),
      ),
    }),
  ),
  'lists.readFile': job(
    'The project names of a workbook: a list as it was issued.',
    z.strictObject({ file: fileHandle }),
    z.object({ names: z.array(z.string()) }),
  ),
  'lists.addMany': command(
    'Puts projects on a list; those that are on it already are left.',
    z.strictObject({
      list: list.schema,
      year: year.schema,
      issue: issue.schema.optional(),
      part: part.schema.optional(),
      fromDay: fromDay.schema.optional(),
      document: document.schema.optional(),
      note: note.schema.optional(),
      projectIds: z.array(z.string()).min(1).max(20_000),
    }),
    changeMade.extend({ added: z.int(), already: z.int() }),
  ),
  'lists.save': command(
    'Changes memberships: 期, part, days, document, note.',
    z.strictObject({
      ids: z.array(z.string()).min(1).max(20_000),
      changes: changesSchema(listMembership).omit({ projectId: true }),
    }),
    changeMade,
  ),
  'lists.remove': command(
    'Takes projects off a list, where they were put by mistake; who left a list gets a day instead.',
    z.strictObject({ ids: z.array(z.string()).min(1).max(20_000) }),
    changeMade,
  ),
  'lists.render': job(
    'One list of a year on paper or as a workbook.',
    which.extend({ format: z.enum(['pdf', 'xlsx']) }),
    paperFile,
  ),
};
