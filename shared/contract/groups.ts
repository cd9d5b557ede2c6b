import { z } from 'zod';
import { daySchema } from '../domain/entity.ts';
import { groupKinds } from '../domain/group.ts';
import { groupRoles } from '../domain/group-member.ts';
import { changeMade, command, fileHandle, job, nothing, paperFile, query } from './define.ts';

const id = z.string().min(1).max(64);
const name = z.string().trim().min(1, '小组名称不能为空').max(100);
const personName = z.string().trim().min(1, '姓名不能为空').max(40);
const unitName = z.string().trim().min(1).max(100);
const shortText = z.string().trim().max(100).nullable();

const member = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  role: z.enum(groupRoles),
  printedPost: z.string().nullable(),
  phone: z.string().nullable(),
  fromDay: z.string().nullable(),
  untilDay: z.string().nullable(),
});

export const groupRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(groupKinds),
  officeUnitName: z.string().nullable(),
  officeDirectorName: z.string().nullable(),
  leadUnitName: z.string().nullable(),
  districtName: z.string().nullable(),
  field: z.string().nullable(),
  document: z.string().nullable(),
  foundedOn: z.string().nullable(),
  dissolvedOn: z.string().nullable(),
  printOrder: z.int().nullable(),
  members: z.array(member).describe('in printed order'),
  projects: z.array(z.object({ id: z.string(), name: z.string() })),
  mayEdit: z.boolean(),
});
export type GroupRow = z.infer<typeof groupRow>;

const memberInput = z.strictObject({
  personName: personName.describe('made when new'),
  role: z.enum(groupRoles),
  printedPost: shortText.optional(),
});

const groupInput = z.strictObject({
  name: name.optional(),
  kind: z.enum(groupKinds).optional(),
  officeUnitName: unitName.nullable().optional().describe('made when new'),
  officeDirectorName: personName.nullable().optional().describe('made when new'),
  leadUnitName: unitName.nullable().optional(),
  districtName: z.string().trim().max(60).nullable().optional(),
  field: z.string().trim().max(60).nullable().optional(),
  document: shortText.optional(),
  foundedOn: daySchema.nullable().optional(),
  dissolvedOn: daySchema.nullable().optional(),
});

/** A group as a table prints it, before anybody has said yes. */
export const readGroup = z.object({
  name: z.string(),
  kind: z.enum(groupKinds),
  districtName: z.string().nullable(),
  officeUnitName: z.string().nullable(),
  officeDirectorName: z.string().nullable(),
  members: z.array(z.object({ name: z.string(), role: z.enum(groupRoles), printedPost: z.string().nullable() })),
  doubts: z.array(z.string()),
  existingId: z
    .string()
    .nullable()
    .describe('a group of this name that is here already: it would be brought up to date'),
  projects: z.array(z.object({ id: z.string(), name: z.string() })).describe('proposed by the group’s name'),
});
export type ReadGroupRow = z.infer<typeof readGroup>;

export const groups = {
  'groups.list': query(
    'Groups with their members and projects, in printed order.',
    nothing,
    z.object({ rows: z.array(groupRow) }),
  ),
  'groups.save': command(
    'Makes a group (no id) or changes it; members are the whole list in printed order. One undo.',
    z.strictObject({
      id: id.optional(),
      changes: groupInput,
      members: z.array(memberInput).max(200).optional(),
      projectIds: z.array(id).max(500).optional().describe('the whole list of its projects'),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'groups.remove': command(
    'Takes a group away that was made by mistake; one that is dissolved gets a day instead.',
    z.strictObject({ id }),
    changeMade,
  ),
  'groups.order': command(
    'Puts groups in this order, which lists and paper follow.',
    z.strictObject({ ids: z.array(id).min(1).max(500) }),
    changeMade,
  ),
  'groups.readTable': job(
    'Reads groups and members from a table (csv, xlsx); nothing is written.',
    z.strictObject({ file: fileHandle }),
    z.object({ fileName: z.string(), groups: z.array(readGroup) }),
  ),
  'groups.takeTable': command(
    'Writes the groups that were read and accepted; one undo.',
    z.strictObject({
      document: shortText.optional(),
      groups: z
        .array(
          z.strictObject({
            name,
            kind: z.enum(groupKinds),
            districtName: z.string().max(60).nullable(),
            officeUnitName: unitName.nullable(),
            officeDirectorName: personName.nullable(),
            members: z.array(memberInput).max(200),
            projectIds: z.array(id).max(50),
          }),
        )
        .min(1)
        .max(200),
    }),
    changeMade.extend({ groups: z.int(), members: z.int() }),
  ),
  'groups.paper': job(
    'The list of groups as the founding notice prints it.',
    z.strictObject({ ids: z.array(id).max(500).optional().describe('all living ones when absent') }),
    paperFile,
  ),
};
