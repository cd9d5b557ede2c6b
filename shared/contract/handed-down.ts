import { z } from 'zod';
import { projectLevels } from '../domain/project.ts';
import { scopeRequest } from '../domain/scope-request.ts';
import { changeMade, command, nothing, query } from './define.ts';

const level = z.enum(projectLevels);
const { name, toOfficeIds, levels, lists, isLeaderProjects, body, document, dueOn } = scopeRequest.fields;

const confirmation = z.object({
  level,
  document: z.string().nullable(),
  confirmedOn: z.string().nullable(),
  note: z.string().nullable(),
});

const requestView = z.object({
  id: z.string(),
  name: z.string(),
  officeName: z.string(),
  toOfficeIds: z.array(z.string()),
  levels: z.array(level),
  lists: z.array(z.string()),
  isLeaderProjects: z.boolean(),
  body: z.string().nullable(),
  document: z.string().nullable(),
  issuedOn: z.string(),
  dueOn: z.string().nullable(),
  isWithdrawn: z.boolean(),
  projectIds: z.array(z.string()).describe('own projects that it asks for, as they stand now'),
});
export type ScopeRequestView = z.infer<typeof requestView>;

export const handedDown = {
  'levels.list': query(
    'Projects with the level their district claims and the one the centre has confirmed; in a district its own.',
    z.strictObject({ officeId: z.string().optional() }),
    z.object({
      rows: z.array(
        z.object({
          projectId: z.string(),
          name: z.string(),
          officeId: z.string(),
          officeName: z.string(),
          claimed: level.nullable(),
          confirmed: confirmation.nullable(),
        }),
      ),
      mayConfirm: z.boolean(),
    }),
  ),
  'levels.confirm': command(
    'The centre’s word on the level of projects; null takes it back.',
    z.strictObject({
      projectIds: z.array(z.string()).min(1).max(5000),
      level: level.nullable().describe('claimed levels are confirmed as they are where it is left out').optional(),
      document: z.string().trim().max(100).nullable().optional(),
      note: z.string().trim().max(300).nullable().optional(),
    }),
    changeMade,
    { role: 'centre' },
  ),
  'scopeRequests.list': query(
    'What the centre asks to be reported: in a district what it is asked for, at the centre all it has issued.',
    nothing,
    z.object({ rows: z.array(requestView) }),
  ),
  'scopeRequests.save': command(
    'Issues or changes a request; it reaches the districts with the next 下达文件.',
    z.strictObject({
      id: z.string().optional(),
      values: z.strictObject({
        name: name.schema,
        toOfficeIds: toOfficeIds.schema.default([]),
        levels: levels.schema.default([]),
        lists: lists.schema.default([]),
        isLeaderProjects: isLeaderProjects.schema.default(false),
        body: body.schema.default(null),
        document: document.schema.default(null),
        dueOn: dueOn.schema.default(null),
      }),
    }),
    changeMade.extend({ id: z.string() }),
    { role: 'centre' },
  ),
  'scopeRequests.withdraw': command(
    'Ends a request, or puts it in force again.',
    z.strictObject({ id: z.string(), isWithdrawn: z.boolean() }),
    changeMade,
    { role: 'centre' },
  ),
};
